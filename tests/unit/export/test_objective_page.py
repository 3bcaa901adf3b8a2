"""The page of an objective: one side, everything that was answered, and what is left to say."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.export import objective_page
from socialise.export.pdf.objective import facebook
from socialise.export.reading.objective import Plan
from socialise.words import Missing, Unreadable

D = Decimal
LONG = "Les parents des deux écoles primaires du quartier, ceux qui font le marché le samedi. "
LARGE: dict[str, Any] = {
    "objectif": LONG * 5, "public": LONG * 3, "message": LONG * 4, "reaction": LONG * 2,
    "acces": LONG * 30, "debut": date(2027, 1, 1), "echeance": date(2027, 12, 31),
    "fb_role": "non", "autre_moyen": LONG, "reseau_adapte": "non", "par_qui": LONG * 2,
    "sujets": LONG * 3, "mesure": LONG, "base": D("1234567.5"), "cible": D(100),
    "responsable": LONG, "heures_requises": D("10.5"), "heures_disponibles": D(2),
    "revues": [{"date": date(2027, month, 15), "regarde": LONG * 2} for month in range(1, 13)],
}  # fmt: skip
PARTIAL: list[dict[str, Any]] = [
    {"mesure": "demandes"},
    {"cible": D(0)},
    {"base": D(3), "cible": D(3), "mesure": "demandes"},
    {"debut": date(2027, 3, 1), "echeance": date(2027, 3, 1),
     "revues": [{"date": date(2027, 3, 1)}]},
    {"debut": date(2027, 3, 2), "echeance": date(2027, 3, 1)},
    {"heures_requises": D(0), "heures_disponibles": D(0)},
    {"revues": [{"regarde": "Les ventes"}]},
    {"fb_role": "etape"},
]  # fmt: skip


def test_the_page_says_everything_that_was_answered(
    objective: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The five answers, the number to reach, the dates, who, the hours, the branch taken."""
    told = pdf_text(objective_page.to_pdf(objective, now))
    for text in (
        "Vendre 12 places", "places vendues", "11 janvier 2027", "27 mars 2027",
        "Les parents des deux écoles", "relie son propre carnet", "Réserver une place",
        "en vend cinq", "Du 11 janvier 2027 au 27 mars 2027", "Inès, à la boutique",
        "3 h nécessaires", "4 h 30 disponibles", "Les heures nécessaires sont couvertes",
        "30 janvier 2027", "Les places vendues, et par où", "la page de réservation",
        "les secrétaires des écoles", "Les carnets de la semaine",
        "Ce que cette page ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


@pytest.mark.parametrize("answers", [*PARTIAL, LARGE])
def test_the_page_is_one_side_whatever_was_answered(answers: dict[str, Any], now: datetime) -> None:
    """It is made to be kept beside a desk."""
    assert len(PdfReader(BytesIO(objective_page.to_pdf(answers, now))).pages) == 1


@pytest.mark.parametrize("answers", PARTIAL)
def test_what_is_missing_is_left_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A page half made is a page to finish by hand."""
    assert "à compléter" in pdf_text(objective_page.to_pdf(answers, now))


def test_nothing_answered_makes_no_page(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        objective_page.to_pdf({"public": " ", "revues": []}, now)


def test_what_cannot_be_read_is_shown_as_typed(
    typed: Callable[..., Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """« À vérifier » is neither zero nor a guess."""
    answers = typed(
        {
            "base": Unreadable("une douzaine", "x"),
            "cible": D(12),
            "debut": Unreadable("bientôt", "x"),
            "echeance": date(2027, 3, 1),
            "heures_requises": Unreadable("1,30", "x"),
            "revues": [typed({"date": Unreadable("03/04/2027", "x"), "regarde": "Les ventes"})],
        }
    )
    told = pdf_text(objective_page.to_pdf(answers, now))
    for text in ("« une douzaine »", "« bientôt », à vérifier", "« 1,30 » nécessaires, à vérifier",
                 "« 03/04/2027 », à vérifier"):  # fmt: skip
        assert text in told, text


def test_without_a_sentence_the_answers_give_one(objective: dict[str, Any]) -> None:
    """The domain writes the objective from the numbers and the dates."""
    objective["objectif"] = ""
    expected = "D'ici le 27\u00a0mars\u00a02027, passer de 5 à 12\u00a0places vendues."
    assert Plan.of(objective).sentence == expected


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, ""),
        ({"fb_role": "moyen"}, "Facebook est un moyen d'y arriver."),
        (
            {"fb_role": "etape", "fb_suite": "le site."},
            "Facebook est une étape, vers\u00a0: le site.",
        ),
        ({"fb_role": "etape"}, "Facebook est une étape, vers\u00a0: à compléter."),
        (
            {"fb_role": "non", "autre_moyen": "le marché", "reseau_adapte": "oui"},
            "Facebook n'est ni un moyen ni une étape. Autre moyen\u00a0: le marché. "
            "Le réseau actuel convient.",
        ),
        (
            {"reseau_adapte": "non", "par_qui": "Luc"},
            "Le réseau actuel ne convient pas. Passer par\u00a0: Luc.",
        ),
    ],
)
def test_the_place_of_facebook_is_a_sentence(answers: dict[str, str], sentence: str) -> None:
    """The branch that was taken, and what it asked for."""
    assert facebook(answers) == sentence


@pytest.mark.parametrize(
    ("needed", "available", "told"),
    [
        (D(3), D(3), "Les heures nécessaires sont couvertes."),
        (D(3), D("2.5"), "Il manque des heures."),
    ],
)
def test_hours_that_are_lacking_are_said(
    needed: Decimal, available: Decimal, told: str, now: datetime,
    pdf_text: Callable[[bytes], str],
) -> None:  # fmt: skip
    """Two bars do not speak alone."""
    answers = {"heures_requises": needed, "heures_disponibles": available}
    assert told in pdf_text(objective_page.to_pdf(answers, now))


def test_the_same_answers_give_the_same_page(
    objective: dict[str, Any], now: datetime, later: datetime
) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    page = objective_page.to_pdf(objective, now)
    assert page == objective_page.to_pdf(objective, now)
    assert page != objective_page.to_pdf(objective, later)
