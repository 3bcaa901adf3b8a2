"""All of a learner's work in one PDF and one .zip: nothing lost, nothing private."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from pypdf import PdfReader

from socialise import words
from socialise.export import portfolio
from socialise.form import Activity, AnswersFile, Cell
from socialise.words import Missing

HEAD = "from socialise.form import *\nfrom socialise import words\n"
FIRST = f"""{HEAD}
essai = Form("un", Section("a", "Une section", Text("nom", "Son nom"), Number("cible", "Sa cible"),
    Text("secret", "Un secret", private=True)), title="Le premier", minutes=5)
essai.criterion("nom", "Un nom", points=1, met=lambda: bool(essai["nom"]), hint="Zoé")
essai.take_home("page", "La page", "page.txt", lambda form, now: form["nom"].encode())
essai.take_home("bris", "Une autre", "autre.txt", lambda form, now: str(form["cible"]).encode())
"""
SECOND = f"""{HEAD}
essai = Form("deux", Section("b", "Une autre", Text("mot", "Un mot"),
    Carried("repris", "Ce nom", field=Text("nom", "Son nom"), source="01-lecon/un")),
    title="Le second", minutes=5)
"""


def activity(lesson: str, name: str, source: str) -> Activity:
    return Activity(lesson, name, [Cell("form", "form", source)])


def begun(first: dict[str, Any], second: dict[str, Any]) -> list[portfolio.Work]:
    """Both activities, as the page's Python gathers them."""
    pairs = [
        (activity("01-lecon", "un", FIRST), first),
        (activity("02-lecon", "deux", SECOND), second),
    ]
    return portfolio.works_of([(each, portfolio.sound(each, own)) for each, own in pairs])


def test_the_pdf_names_every_work_and_holds_each_answer(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A cover to find one's way, with the page of each work; then all that was answered."""
    content = portfolio.to_pdf(begun({"nom": "Zoé"}, {"mot": "cannelle"}), now)
    told = pdf_text(content)
    for text in ("Mon plan de match", "2 activités commencées sur 2", "Le premier", "Zoé",
                 "Leçon 1 · 1 critère atteint sur 1", "cannelle", "page 2", "page 3"):  # fmt: skip
        assert text in told, text
    assert "Zoé" in PdfReader(io.BytesIO(content)).pages[1].extract_text()
    outline = PdfReader(io.BytesIO(content)).outline
    assert [each["/Title"] for each in outline] == ["Le premier", "Le second"]


def test_what_is_not_begun_is_to_do(now: datetime, pdf_text: Callable[[bytes], str]) -> None:
    """The cover says what is left; no empty page stands for it."""
    content = portfolio.to_pdf(begun({"nom": "Zoé"}, {}), now)  # which the second one carries
    told = pdf_text(content)
    assert "1 activité commencée sur 2" in told
    assert "Leçon 2 · À faire" in told
    assert len(PdfReader(io.BytesIO(content)).pages) == 2


def test_a_carried_answer_is_that_of_the_device_now(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The page that carries it may not have been opened since it changed."""
    told = pdf_text(portfolio.to_pdf(begun({"nom": "Nadia"}, {"repris": "Zoé", "mot": "mie"}), now))
    assert "Zoé" not in told
    assert told.count("Nadia") == 2


def test_private_answers_and_strangers_are_left_out(now: datetime) -> None:
    """A record of an older version, or a secret that strayed there, goes nowhere."""
    answers = {"nom": "Zoé", "secret": "mon mot de passe", "inconnu": "x", "cible": ["12"]}
    works = begun(answers, {})
    assert dict(works[0].form.answers) == {"nom": "Zoé"}
    assert b"mot de passe" not in portfolio.to_zip(works, now)


def test_the_zip_has_everything_by_lesson(now: datetime) -> None:
    """Finished things that can be made, and answers that another device can load."""
    content = portfolio.to_zip(begun({"nom": "Zoé"}, {"mot": "mie"}), now)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [
            "mon-plan-de-match/mon-plan-de-match.pdf",
            "mon-plan-de-match/lisez-moi.txt",
            "mon-plan-de-match/01-lecon/un/page.txt",
            "mon-plan-de-match/01-lecon/un/reponses.json",
            "mon-plan-de-match/02-lecon/deux/reponses.json",
        ]
        answers = AnswersFile.from_bytes(archive.read(archive.namelist()[3]))
        assert (answers.lesson, answers.activity) == ("01-lecon", "un")
        assert answers.answers == {"nom": "Zoé"}
        assert json.loads(archive.read(archive.namelist()[4]))["answers"] == {
            "mot": "mie",
            "repris": "Zoé",
        }
        told = archive.read(archive.namelist()[1]).decode("utf-8-sig")
        assert words.date(now.date()) in told


def test_nothing_answered_makes_nothing(now: datetime) -> None:
    """The page says where to begin."""
    for make in (portfolio.to_pdf, portfolio.to_zip):
        with pytest.raises(Missing):
            make(begun({}, {}), now)


def test_the_same_answers_give_the_same_bytes(now: datetime) -> None:
    """Nothing depends on the clock of the machine."""
    works = begun({"nom": "Zoé"}, {"mot": "mie"})
    assert portfolio.to_zip(works, now) == portfolio.to_zip(works, now)
