"""The plan on paper: one side, everything that was answered, and what is left to complete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.export import plan_page
from socialise.words import Missing, Unreadable

D = Decimal
LONG = "Les parents des deux écoles primaires du quartier, ceux qui font le marché le samedi. "
FULL = {
    "persona": LONG, "objectif": LONG * 9, "mesure": LONG * 9, "cible": D(10**9),
    "debut": date(2027, 1, 1), "echeance": date(2027, 12, 31), "plafond": D(168),
    "heures_requises": D(100), "heures_disponibles": D(168), "depart": D(10**9), "mois": D(10**9),
    "taux": D(10**9), "phrase": LONG * 40, "appel": LONG * 9, "heures": D(168), "budget": D(10**9),
    "cout": D(10**12), "decision": "continuer", "pourquoi": LONG * 40, "histoire": LONG * 80,
    "publications": [{"date": date(2027, 2, 1), "appel": LONG}] * 24,
    "etapes": [{"quand": date(2027, 2, 1), "quoi": LONG * 3, "qui": LONG}] * 8,
}  # fmt: skip
PARTIAL: list[dict[str, Any]] = [
    {"persona": "Florence"},
    {"phrase": "Pour Florence, 72 places."},
    {"etapes": [{"quoi": "Appeler"}]},
    {"decision": "reduire"},
    {"histoire": "On verra."},
]


def test_the_page_says_everything_that_was_answered(
    game_plan: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The sentence, the five pieces, what agrees, the gestures, the money and the story."""
    told = pdf_text(plan_page.to_pdf(game_plan, now))
    for text in (
        "Pour Florence, 72 places", "Persona", "Objectif", "Calendrier", "Temps", "Argent",
        "Nommé dans la phrase : oui", "Le premier suivi, parmi ses dates : oui",
        "Le coût complet, juste : oui", "6 publications", "3 h au plafond", "300 $ au départ",
        "24 août 2027", "Imprimer les cartons", "Solange", "Mesurez le vôtre", "2 h 15",
        "540 $ en argent, 1 050 $ temps compris", "Continuer : Le rappel rend", "22 septembre",
        "trois vélos dans son corridor", "Ce que cette page ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told
    assert "abrégée" not in told


@pytest.mark.parametrize("answers", [*PARTIAL, FULL])
def test_the_plan_is_one_side_whatever_was_answered(answers: dict[str, Any], now: datetime) -> None:
    """It is called a plan on a page."""
    assert len(PdfReader(BytesIO(plan_page.to_pdf(answers, now))).pages) == 1


@pytest.mark.parametrize("answers", PARTIAL)
def test_what_is_missing_is_left_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A plan half made is a plan to finish by hand; no link of it is cut short."""
    told = pdf_text(plan_page.to_pdf(answers, now))
    assert "à compléter" in told
    assert "abrégée" not in told


def test_what_the_page_cannot_hold_is_said_so(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Nothing is dropped without a word."""
    assert "réponse abrégée ici" in pdf_text(plan_page.to_pdf(FULL, now))


def test_nothing_answered_makes_no_page(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        plan_page.to_pdf({"persona": " ", "etapes": []}, now)


def test_what_cannot_be_read_is_shown_as_typed(
    game_plan: dict[str, Any],
    typed: Callable[..., Any],
    now: datetime,
    pdf_text: Callable[[bytes], str],
) -> None:
    """« À vérifier » is neither zero nor a guess."""
    answers = game_plan | {"heures": Unreadable("trois?", "x"), "premiere": Unreadable("tôt", "x")}
    told = pdf_text(plan_page.to_pdf(typed(answers), now))
    for text in ("« trois? », à vérifier", "« tôt », à vérifier", "y tiennent : à vérifier"):
        assert text in told, text


def test_the_same_answers_give_the_same_page(
    game_plan: dict[str, Any], now: datetime, later: datetime
) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    page = plan_page.to_pdf(game_plan, now)
    assert page == plan_page.to_pdf(game_plan, now)
    assert page != plan_page.to_pdf(game_plan, later)
