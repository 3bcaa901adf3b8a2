"""A form reads what was typed: three different things are empty, unreadable and wrong."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from socialise import (
    Choice,
    Choices,
    Classify,
    Computed,
    Date,
    Duration,
    Figure,
    Form,
    LongText,
    Missing,
    Money,
    Number,
    Percent,
    Picture,
    Ranking,
    Scale,
    Section,
    Table,
    Text,
    Unreadable,
)
from socialise.form import Session, run_with

OPTIONS = {"oui": "Oui", "non": "Non"}


def make(answers: dict[str, Any]) -> Form:
    """A form with one field of each kind, on these answers."""
    with run_with(Session(answers)):
        return Form(
            "tout",
            Section(
                "un",
                "Un",
                Text("texte", "Texte"),
                LongText("long", "Long"),
                Number("nombre", "Nombre", minimum=Decimal(0), maximum=Decimal(10)),
                Money("montant", "Montant"),
                Percent("part", "Part"),
                Date("date", "Date"),
                Duration("duree", "Durée"),
            ),
            Choice("choix", "Choix", options=OPTIONS),
            Text("suite", "Suite", show_if=("choix", "oui")),
            Choices("plusieurs", "Plusieurs", options=OPTIONS),
            Ranking("ordre", "Ordre", options=OPTIONS),
            Classify("tri", "Tri", options={"a": "A", "b": "B"}, categories={"x": "X", "y": "Y"}),
            Scale("note", "Note", low="peu", high="beaucoup"),
            Table("lignes", "Lignes", columns=[Text("quoi", "Quoi"), Number("combien", "Combien")]),
            Text("prive", "Privé", private=True),
            Computed("double", "Double", value=lambda form: str(form["nombre"] * 2)),
            Figure("image", "Image", draw=lambda form: Picture("<svg/>", str(form["nombre"]))),
            title="Tout",
            minutes=5,
        )


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("texte", "  Zoe\u0308  ", "Zoë"),
        ("long", "a\r\nb", "a\nb"),
        ("nombre", "7,5", Decimal("7.5")),
        ("montant", "1\u00a0234,50\u00a0$", Decimal("1234.50")),
        ("part", "25 %", Decimal(25)),
        ("date", "3 décembre 2026", datetime.date(2026, 12, 3)),
        ("duree", "1 h 30", Decimal("1.5")),
        ("choix", "oui", "oui"),
        ("plusieurs", ["non", "parti"], ["non"]),
        ("ordre", ["non", "oui"], ["non", "oui"]),
        ("tri", {"a": "y", "b": ""}, {"a": "y"}),
        ("note", "4", 4),
    ],
)
def test_an_answer_is_read_by_its_kind(key: str, raw: Any, value: Any) -> None:
    """What is stored is what was typed; its value is parsed when read."""
    form = make({key: raw})
    assert form[key] == value
    assert form.get(key) == value


@pytest.mark.parametrize("key", ["nombre", "montant", "part", "date", "duree", "note"])
@pytest.mark.parametrize("answers", [{}, {"blank": "  "}])
def test_what_is_empty_is_missing(key: str, answers: dict[str, str]) -> None:
    """A blank field is not unreadable: it is to be completed."""
    form = make({key: answers["blank"]} if answers else {})
    with pytest.raises(Missing):
        form[key]
    assert form.get(key) is None


@pytest.mark.parametrize(
    ("key", "empty"),
    [("texte", ""), ("choix", ""), ("plusieurs", []), ("tri", {}), ("lignes", []), ("ordre", [])],
)
def test_texts_and_lists_are_empty_without_an_exception(key: str, empty: Any) -> None:
    """A criterion counts words or rows: none is a count like another."""
    assert make({})[key] == empty


@pytest.mark.parametrize(("key", "raw"), [("nombre", "douze"), ("date", "06/07/2026")])
def test_what_cannot_be_read_says_so(key: str, raw: str) -> None:
    """Unreadable is never zero: a person looks at it."""
    form = make({key: raw})
    with pytest.raises(Unreadable):
        form[key]
    (problem,) = form.problems()
    assert problem.field == key
    assert raw in problem.text


def test_a_number_out_of_bounds_names_the_bounds() -> None:
    """The cure is in the message."""
    form = make({"nombre": "11"})
    with pytest.raises(Unreadable, match="de 0 à 10"):
        form["nombre"]


def test_a_hidden_field_reads_as_empty() -> None:
    """What a branch hides does not count, and is not lost."""
    assert make({"choix": "non", "suite": "deux mots"})["suite"] == ""
    assert make({"choix": "oui", "suite": "deux mots"})["suite"] == "deux mots"


def test_an_option_no_longer_offered_is_told_and_not_chosen() -> None:
    """A course that changed must not lose a hand-in over an old choice."""
    form = make({"choix": "peut-être"})
    assert form.check(form.answers) == []
    assert form["choix"] == ""
    assert "peut-être" in form.problems()[0].text


def test_rows_are_read_column_by_column() -> None:
    """Blank rows vanish; the place of a problem is the row as typed."""
    form = make(
        {"lignes": [{"quoi": ""}, {"quoi": "thé", "combien": "2"}, {"combien": "beaucoup"}]}
    )
    first, second = form["lignes"]
    assert (first["quoi"], first["combien"]) == ("thé", 2)
    assert second["quoi"] == ""
    (problem,) = form.problems()
    assert (problem.field, problem.row, problem.column) == ("lignes", 2, "combien")
    with pytest.raises(Missing, match="ligne 1"):
        make({"lignes": [{"quoi": "x"}]})["lignes"][0]["combien"]


def test_missing_comes_before_unreadable() -> None:
    """What is not written is to be written, whatever else is to be mended."""
    form = make({"nombre": "douze"})
    with pytest.raises(Missing, match="Montant"):
        form.values("nombre", "montant")
    with pytest.raises(Unreadable):
        form.values("nombre")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"inconnu": "x"}, "inconnu"),
        ({"prive": "x"}, "prive"),
        ({"double": "4"}, "double"),
        ({"texte": 7}, "un texte est attendu"),
        ({"texte": "x" * 50_001}, "50\u00a0001 caractères"),
        ({"plusieurs": "oui"}, "une liste"),
        ({"plusieurs": ["oui", "oui"]}, "nommé une fois"),
        ({"plusieurs": [1]}, "un texte"),
        ({"tri": []}, "un objet"),
        ({"tri": {"a": 3}}, "un texte"),
        ({"note": "6"}, "1 à 5"),
        ({"lignes": ["x"]}, "ligne 1"),
        ({"lignes": [{"autre": "x"}]}, "colonne inconnue"),
        ({"lignes": [{"quoi": None}]}, "ligne 1"),
        ({"lignes": [{"quoi": "x"}] * 201}, "201 lignes"),
    ],
)
def test_wrong_structure_is_refused_by_name(answers: dict[str, Any], said: str) -> None:
    """A form never receives what its page could not have sent; each place is named."""
    problems = make({}).check(answers)
    assert problems
    assert said in problems[0].text


def test_read_outs_and_figures_say_what_they_lack() -> None:
    """A read-out is computed, or says what is missing or cannot be read."""
    assert make({"nombre": "4"}).readouts()["double"] == {"text": "8", "status": "ok"}
    assert make({}).readouts()["double"]["status"] == "incomplete"
    assert make({"nombre": "?"}).readouts()["double"]["status"] == "a_verifier"
    assert make({"nombre": "4"}).figures()["image"]["text"] == "4"
    assert make({}).figures() == {}


def test_a_private_answer_is_never_read() -> None:
    """A private field has no value to judge, even by mistake."""
    with pytest.raises(KeyError):
        make({})["prive"]


def test_the_plain_table_shows_every_answer() -> None:
    """A graded notebook shows the answers as a person reads them."""
    shown = repr(make({"choix": "oui", "lignes": [{"quoi": "thé", "combien": "2"}]}))
    assert "Oui" in shown
    assert "thé · 2" in shown
    assert "Aucune réponse" in repr(make({}))


def test_two_fields_cannot_share_an_id() -> None:
    """The second would hide the first."""
    with pytest.raises(ValueError, match="même id"):
        Form("x", Text("a", "A"), Text("a", "B"), title="X", minutes=1)
