"""The persona card: everything known is on it, with what it rests on."""

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from socialise.domain import EVIDENCE
from socialise.export import persona_card
from socialise.export.drawing.evidence_signs import SIGNS
from socialise.export.persona_card import EVIDENCE_WORDS, Card
from socialise.words import Missing, Unreadable

LONG = "Elle voudrait que ses clientes prennent leur rendez-vous sans appeler, le soir surtout. "
PARTIAL: list[dict[str, Any]] = [
    {"prenom": "Zoé 🌸"},
    {"objectifs": [{"enonce": "Une seule chose", "preuve": "entrevue"}]},
    {"lieux": [{"lieu": "Marché", "preuve": "inconnue"}]},
    {"histoire": "Mardi."},
    {"entrevues": [{"role": "cliente"}]},
]
LARGE = {
    "prenom": "Marie-Philomène-Antoinette de la Durantaye",
    "situation": LONG * 20,
    "objectifs": [{"enonce": LONG * 3, "preuve": kind} for kind in EVIDENCE] * 2,
    "obstacles": [{"enonce": "court", "preuve": "donnees"}] * 8,
    "declencheurs": [{"enonce": "x" * 2000, "preuve": ""}],
    "lieux": [{"lieu": LONG, "preuve": "observation"}] * 8,
    "message": LONG * 9,
    "entrevues": [{"role": LONG, "appris": LONG * 5}] * 9,
    "avant": LONG * 5,
    "apres": "x" * 2000,
    "histoire": (LONG + "\n\n") * 300,
}


def test_every_kind_of_evidence_has_its_word_and_its_sign() -> None:
    """A kind that the domain adds must not come out as « sans source »."""
    assert set(EVIDENCE_WORDS) == {*EVIDENCE, ""} == set(SIGNS)


def test_the_card_says_everything_that_was_answered(
    persona: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A card that leaves something out would be pinned all the same."""
    told = pdf_text(persona_card.to_pdf(persona, now))
    for text in (
        "Nadia", "trois chaises dans Villeray", "Remplir les mardis", "Finir sa semaine à 17 h",
        "pas le temps de publier", "Deux rendez-vous annulés", "Marché Jean-Talon",
        "Vos mardis sont vides?", "cliente du samedi", "6 octobre 2026", "Elle texte",
        "1er novembre 2026",
        "plus d'abonnés", "journées pleines", "La chaise est vide",
        "Ce que cette carte ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


def test_each_claim_carries_the_word_of_what_it_rests_on(
    persona: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Colour and sign never speak alone."""
    told = pdf_text(persona_card.to_pdf(persona, now))
    for words in EVIDENCE_WORDS.values():
        assert words[0] in told
    assert "5 énoncés : 1 entendu en entrevue, 1 tiré de données, 1 observé, 1 supposé" in told
    assert "À vérifier d'abord : « Deux rendez-vous annulés »" in told


@pytest.mark.parametrize("answers", [*PARTIAL, LARGE])
def test_the_card_has_two_sides_whatever_was_answered(
    answers: dict[str, Any], now: datetime
) -> None:
    """One sheet to print: little is completed by hand, much is shortened."""
    assert len(PdfReader(BytesIO(persona_card.to_pdf(answers, now))).pages) == 2


@pytest.mark.parametrize("answers", PARTIAL)
def test_a_partial_card_has_lines_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """What is missing is shown, and can be written by hand."""
    assert "à compléter" in pdf_text(persona_card.to_pdf(answers, now))


@pytest.mark.parametrize("answers", [{}, {"prenom": "", "objectifs": [], "histoire": "  "}])
@pytest.mark.parametrize("make", [persona_card.to_pdf, persona_card.to_svg])
def test_nothing_answered_makes_no_card(
    answers: dict[str, Any], make: Callable[..., bytes], now: datetime
) -> None:
    """The page says « à compléter d'abord » rather than give an empty card."""
    with pytest.raises(Missing):
        make(answers, now)


def test_a_date_that_cannot_be_read_is_shown_as_typed(
    typed: Callable[..., Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Nothing is guessed, nothing is lost."""
    row = typed({"date": Unreadable("03/04/2026", "x"), "role": "cliente", "appris": "a"})
    assert "03/04/2026" in pdf_text(persona_card.to_pdf({"entrevues": [row]}, now))


@pytest.mark.parametrize("make", [persona_card.to_pdf, persona_card.to_svg])
def test_the_same_answers_give_the_same_bytes(
    make: Callable[..., bytes], persona: dict[str, Any], now: datetime, later: datetime
) -> None:
    """A file made twice is one file; another day makes another."""
    assert make(persona, now) == make(persona, now) != make(persona, later)


# -- the picture -----------------------------------------------------------------------------------

ALLOWED = {
    "svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "desc", "polyline",
    "polygon",
}  # fmt: skip


@pytest.mark.parametrize("answers", [*PARTIAL, LARGE])
def test_the_picture_is_plain_svg_and_nothing_overflows(
    answers: dict[str, Any], now: datetime
) -> None:
    """Each line is held to a measured width, inside of the card."""
    root = ElementTree.fromstring(persona_card.to_svg(answers, now))
    assert root.get("viewBox") == "0 0 1080 1350"
    for element in root.iter():
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in ALLOWED
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)
        if tag == "text":
            assert 0 < float(element.get("y", "")) < 1340
        if "textLength" in element.attrib:
            end = float(element.get("x", "")) + float(element.get("textLength", ""))
            assert end <= 1080 - 60, element.text


def test_the_picture_says_in_words_what_it_shows(persona: dict[str, Any], now: datetime) -> None:
    """Who does not see it has its title and its description."""
    root = ElementTree.fromstring(persona_card.to_svg(persona, now))
    title, description = root[0].text or "", root[1].text or ""
    assert title == "Persona\u00a0: Nadia"
    assert "Remplir les mardis (entrevue)" in description
    assert "Marché Jean-Talon (sans source)" in description


def test_markup_in_an_answer_stays_text(now: datetime) -> None:
    """An answer can hold no element, no attribute and no script."""
    attack = "<script>alert(1)</script>\"' &lt; ]]>"
    content = persona_card.to_svg({"prenom": attack, "message": attack}, now).decode()
    assert "<script" not in content
    assert "&lt;script&gt;" in content


def test_long_answers_are_shortened_with_three_dots(now: datetime) -> None:
    """And the claims left out are counted."""
    root = ElementTree.fromstring(persona_card.to_svg(LARGE, now))
    drawn = [element.text or "" for element in root.iter() if element.tag.endswith("}text")]
    assert any(text.endswith("…") for text in drawn)
    assert any(re.fullmatch(r"et \d+\u00a0autres", text) for text in drawn)


def test_a_claim_of_an_unknown_kind_counts_as_without_source() -> None:
    """A key that no choice offers is not passed off as evidence."""
    card = Card.of({"lieux": [{"lieu": "Marché", "preuve": "inconnue"}]})
    assert card.places[0].supposed
    assert card.footing == "1\u00a0énoncé\u00a0: 1\u00a0sans source."
