"""The brand sheet: one side, everything that was answered, and what is left to say."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.export import brand_page
from socialise.words import Missing

LONG = "Les parents des deux écoles primaires du quartier, ceux qui font le marché le samedi. "
ALIKE = "Le nom, la promesse et la couleur sont les mêmes partout."


def channel(place: str, **given: str) -> dict[str, str]:
    return {"canal": place, "nom": "Ruchers Flavie", "promesse": "Un champ, un pot",
            "couleur": "Jaune"} | given  # fmt: skip


@pytest.fixture
def brand() -> dict[str, Any]:
    """A complete brand, whose page does not say what the label says."""
    return {
        "proximite": "Je rappelle moi-même chaque abonné.",
        "egalite": "Le garçon goûte aux mêmes miels que le chef.",
        "chaleur": "Je glisse un trèfle séché dans chaque caisse.",
        "singularite": "Je note sur chaque pot le champ et la semaine de la récolte.",
        "bio": "Je m'appelle Flavie et je garde trente ruches à Kamouraska.",
        "canaux": [
            channel("Étiquette"),
            channel("Camion"),
            channel("Page Facebook", nom="Flavie Apiculture", couleur="Noir"),
        ],
        "correction": "Le nom de la page, dès lundi",
    }


FULL = {
    "bio": LONG * 60, "singularite": LONG * 20, "proximite": LONG * 20, "egalite": LONG * 20,
    "chaleur": LONG * 20, "correction": LONG * 9,
    "canaux": [channel(LONG, nom=LONG * 3, promesse=LONG * 4, couleur=LONG)] * 40,
}  # fmt: skip
PARTIAL: list[dict[str, Any]] = [
    {"bio": "Je m'appelle Flavie."},
    {"singularite": "Rien"},
    {"canaux": [channel("Camion")]},
    {"canaux": [channel("Camion", couleur="")] * 3},
    {"correction": "Le nom"},
]


def test_the_sheet_says_everything_that_was_answered(
    brand: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Who speaks, what no one else can say, three examples, the channels and what to correct."""
    told = pdf_text(brand_page.to_pdf(brand, now))
    for text in (
        "trente ruches à Kamouraska", "le champ et la semaine", "Proximité", "Je rappelle moi-même",
        "Égalité", "mêmes miels", "Chaleur", "trèfle séché", "Étiquette", "Ruchers Flavie",
        "Flavie Apiculture", "Un champ, un pot", "Noir",
        "on voit changer : le nom, la couleur.",
        "À corriger d'abord : Le nom de la page, dès lundi",
        "Ce que cette page ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


def test_channels_that_agree_have_nothing_to_correct(
    brand: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A capital or a point is no other name."""
    brand["canaux"][2] = channel("Page", nom="RUCHERS FLAVIE.")
    told = pdf_text(brand_page.to_pdf(brand | {"correction": ""}, now))
    assert ALIKE in told
    assert "à compléter" not in told


@pytest.mark.parametrize("answers", [*PARTIAL, FULL])
def test_the_sheet_is_one_side_whatever_was_answered(
    answers: dict[str, Any], now: datetime
) -> None:
    """It is made to be kept beside whatever is written next."""
    assert len(PdfReader(BytesIO(brand_page.to_pdf(answers, now))).pages) == 1


@pytest.mark.parametrize("answers", PARTIAL)
def test_what_is_missing_is_left_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A sheet half made is a sheet to finish by hand; it does not say that all is alike."""
    told = pdf_text(brand_page.to_pdf(answers, now))
    assert "Ce qui diffère : à compléter" in told
    assert ALIKE not in told


def test_channels_that_the_page_cannot_hold_are_counted(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Nothing is dropped without a word."""
    told = pdf_text(brand_page.to_pdf(FULL, now))
    assert "autres canaux" in told
    assert "réponse abrégée ici" in told


def test_nothing_answered_makes_no_sheet(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        brand_page.to_pdf({"bio": " ", "canaux": []}, now)


def test_the_same_answers_give_the_same_sheet(
    brand: dict[str, Any], now: datetime, later: datetime
) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    page = brand_page.to_pdf(brand, now)
    assert page == brand_page.to_pdf(brand, now)
    assert page != brand_page.to_pdf(brand, later)
