"""Any activity on paper: what is asked, what was answered, and nothing that is private."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.export import answers_sheet
from socialise.form import (
    Choice,
    Choices,
    Classify,
    Computed,
    Date,
    Duration,
    Form,
    LongText,
    Money,
    Number,
    Percent,
    Ranking,
    Scale,
    Section,
    Session,
    Table,
    Text,
    run_with,
)
from socialise.words import Missing

COLOURS = {"r": "Rouge", "b": "Bleu"}


def form(answers: Mapping[str, Any]) -> Form:
    """Every kind of field, once."""
    with run_with(Session(answers)):
        return Form(
            "essai",
            Section(
                "a", "Une section",
                Text("nom", "Son nom"),
                LongText("recit", "Son récit"),
                Number("age", "Son âge", unit="ans"),
                Money("prix", "Son prix"),
                Percent("marge", "Sa marge"),
                Date("jour", "Son jour"),
                Duration("temps", "Son temps"),
                Text("secret", "Son secret", private=True),
            ),
            Section(
                "b", "Une autre section",
                Choice("ton", "Son ton", options=COLOURS),
                Choices("tons", "Ses tons", options=COLOURS),
                Ranking("ordre", "Son ordre", options=COLOURS),
                Classify("tri", "Son tri", options=COLOURS, categories={"c": "Chaud"}),
                Scale("note", "Sa note", low="peu", high="beaucoup"),
                Text("suite", "Sa suite", show_if=("ton", "r")),
                Table("lignes", "Ses lignes", columns=[
                    Text("quoi", "Quoi"), Money("combien", "Combien"),
                ]),
                Computed("double", "Son double", value=lambda f: f"{f['age'] * 2}"),
            ),
            title="Un essai", minutes=5,
        )  # fmt: skip


COMPLETE: dict[str, Any] = {
    "nom": "Zoé", "recit": "Elle court.\nElle gagne.", "age": "12", "prix": "1234,5 $",
    "marge": "40", "jour": "2026-12-03", "temps": "90 min", "ton": "b", "tons": ["r", "b"],
    "ordre": ["b", "r"], "tri": {"r": "c"}, "note": "4",
    "lignes": [{"quoi": "Pain", "combien": "3 $"}, {"quoi": "", "combien": ""}],
}  # fmt: skip


def test_every_kind_of_answer_is_read_on_paper(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Values are written as they were understood: an amount as money, a date in words."""
    told = pdf_text(answers_sheet.to_pdf(form(COMPLETE), now))
    for text in (
        "Un essai", "Une section", "Zoé", "Elle court. Elle gagne.", "12 ans", "1 234,50 $",
        "40 %", "3 décembre 2026", "1 h 30", "Bleu", "• Rouge • Bleu", "1. Bleu 2. Rouge",
        "Rouge → Chaud", "4 sur 5 (de 1, peu, à 5, beaucoup)", "Pain", "Combien", "Son double 24",
        "21 novembre 2026",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


def test_what_is_private_or_not_asked_is_left_out(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A private answer is on no paper; a question that a choice hides was not asked."""
    answers = COMPLETE | {"secret": "ne pas dire", "suite": "hors sujet"}
    told = pdf_text(answers_sheet.to_pdf(form(answers), now))
    for text in ("secret", "ne pas dire", "Sa suite", "hors sujet"):
        assert text not in told


def test_a_question_without_answer_has_its_line(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The sheet can be finished by hand."""
    told = pdf_text(answers_sheet.to_pdf(form({"ton": "r"}), now))
    assert "Sa suite à compléter" in told
    assert "Ses lignes à compléter" in told


def test_what_cannot_be_read_is_printed_as_typed(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """And said so."""
    answers = {"age": "quarante", "lignes": [{"quoi": "Pain", "combien": "cher"}]}
    told = pdf_text(answers_sheet.to_pdf(form(answers), now))
    assert "quarante (à vérifier)" in told
    assert "cher (à vérifier)" in told


def judged() -> Form:
    activity = form(COMPLETE)
    activity.criterion("nom", "Un nom", points=1, met=lambda: True, hint="Zoé", seen=lambda: "Zoé")
    activity.criterion("age", "Un âge", points=1, met=lambda: False, hint="Par exemple : 30.")
    activity.criterion("cas", "Un secret", points=1, met=lambda: True, hint="42", hidden=True)
    return activity


def test_verdicts_are_listed_when_wanted(now: datetime, pdf_text: Callable[[bytes], str]) -> None:
    """Each with its word and what would pass; a hidden criterion is counted and never told."""
    told = pdf_text(answers_sheet.to_pdf(judged(), now, verdicts=True))
    for text in ("1 critère sur 2", "Atteint : Un nom", "Pas encore : Un âge", "Par exemple : 30.",
                 "1 autre critère est vérifié à la remise"):  # fmt: skip
        assert text in told, text
    assert "Un secret" not in told
    assert "critère" not in pdf_text(answers_sheet.to_pdf(judged(), now))


def test_a_long_answer_takes_the_pages_it_needs(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Here nothing is shortened: the last word is printed."""
    content = answers_sheet.to_pdf(form({"recit": "mot " * 5000 + "fin."}), now)
    assert len(PdfReader(BytesIO(content)).pages) > 3
    told = pdf_text(content)
    assert "fin." in told
    assert told.count("mot") == 5000
    assert "abrégée" not in told


def test_a_long_table_repeats_its_head(now: datetime, pdf_text: Callable[[bytes], str]) -> None:
    """A column without its name cannot be read on the second page."""
    rows = [{"quoi": f"Pain {number}", "combien": "3 $"} for number in range(80)]
    content = answers_sheet.to_pdf(form({"lignes": rows}), now)
    pages = len(PdfReader(BytesIO(content)).pages)
    told = pdf_text(content)
    assert "Pain 79" in told
    assert told.count("Quoi") >= pages - 1 > 1


def test_nothing_answered_makes_no_sheet(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        answers_sheet.to_pdf(form({"nom": "  ", "lignes": [{"quoi": ""}]}), now)


def test_the_same_answers_give_the_same_sheet(now: datetime) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    assert answers_sheet.to_pdf(form(COMPLETE), now) == answers_sheet.to_pdf(form(COMPLETE), now)
