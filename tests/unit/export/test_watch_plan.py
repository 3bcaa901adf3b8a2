"""The watch plan: one side for the wall, everything that was answered, and what is left to say."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.domain import FREQUENCIES, PLACES
from socialise.export import watch_plan
from socialise.export.watch_plan import Plan
from socialise.words import Missing, Unreadable

D = Decimal
LONG = "Les parents des deux écoles primaires du quartier, ceux qui font le marché le samedi. "


def term(sought: str = "mise en plis", **given: Any) -> dict[str, Any]:
    return {"terme": sought, "source": "avis", "frequence": "jour", "responsable": "Flavie",
            "delai": D(24)} | given  # fmt: skip


@pytest.fixture
def plan() -> dict[str, Any]:
    """A complete plan."""
    return {
        "quoi": "Des paniers de légumes",
        "a_qui": "Les familles du Bas-du-Fleuve",
        "but": "Qu'elles s'abonnent avant avril",
        "nom": "Ferme du Portage",
        "termes": [
            term("Ferme du Portage"),
            term("paniers bio", source="google", frequence="semaine", delai=D(48)),
            term("légumes Rimouski", source="groupes", frequence="mois", responsable="Armand"),
            term("portage ferme", source="instagram", delai=D("1.5")),
        ],
        "temps": D("0.5"),
        "disponible": D("0.75"),
        "scenario": "Samedi 21 h, personne ne regarde. Dimanche 9 h, Flavie répond.",
    }


FULL = {
    "quoi": LONG * 9, "a_qui": LONG * 9, "but": LONG * 9, "nom": LONG * 5,
    "termes": [
        term(LONG * 3, responsable=LONG, source=source, frequence=frequency)
        for source in PLACES for frequency in FREQUENCIES
    ] * 5,
    "temps": D(1000), "disponible": D(1), "scenario": LONG * 80,
}  # fmt: skip
PARTIAL: list[dict[str, Any]] = [
    {"nom": "Ferme du Portage"},
    {"termes": [{"terme": "paniers"}]},
    {"termes": [term(delai=None), term(source="", responsable="")]},
    {"termes": [term(f"terme {number}") for number in range(12)]},
    {"temps": D(0), "disponible": D(0)},
    {"scenario": "On verra."},
]


def test_the_plan_says_everything_that_was_answered(
    plan: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The brief, each term with where, how often, by whom, in how long, and the time it takes."""
    told = pdf_text(watch_plan.to_pdf(plan, now))
    for text in (
        "Veille : Ferme du Portage", "Des paniers de légumes", "Les familles du", "avant avril",
        "Chaque jour", "Chaque semaine", "Chaque mois", "Avis en ligne", "paniers bio",
        "Groupes du", "Flavie", "Armand", "24 h", "48 h", "9 jours", "1 h 30", "25 h 30",
        "30 min de veille", "45 min disponibles", "La veille tient dans la semaine.",
        "Dimanche 9 h, Flavie répond", "Ce que cette page ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


def test_terms_stand_by_how_often_one_looks(plan: dict[str, Any]) -> None:
    """On the wall, one reads first what is to be done today; what does not say it comes last."""
    plan["termes"].insert(0, term("à choisir", frequence=""))
    told = [(label, [one.sought for one in terms]) for label, terms in Plan.of(plan).groups()]
    assert told == [
        ("Chaque jour", ["Ferme du Portage", "portage ferme"]),
        ("Chaque semaine", ["paniers bio"]),
        ("Chaque mois", ["légumes Rimouski"]),
        ("Fréquence à choisir", ["à choisir"]),
    ]


@pytest.mark.parametrize("answers", [*PARTIAL, FULL])
def test_the_plan_is_one_side_whatever_was_answered(answers: dict[str, Any], now: datetime) -> None:
    """It is made for a wall."""
    assert len(PdfReader(BytesIO(watch_plan.to_pdf(answers, now))).pages) == 1


@pytest.mark.parametrize("answers", PARTIAL)
def test_what_is_missing_is_left_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A plan half made is a plan to finish by hand."""
    assert "à compléter" in pdf_text(watch_plan.to_pdf(answers, now))


def test_terms_that_the_page_cannot_hold_are_counted(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Nothing is dropped without a word."""
    told = pdf_text(watch_plan.to_pdf(FULL, now))
    assert "autres termes" in told
    assert "réponse abrégée ici" in told


def test_nothing_answered_makes_no_page(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        watch_plan.to_pdf({"nom": " ", "termes": []}, now)


def test_what_cannot_be_read_is_shown_as_typed(
    typed: Callable[..., Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """« À vérifier » is neither zero nor a guess."""
    late = typed(term(delai=Unreadable("au plus vite", "x")))
    answers = typed({"termes": [late], "temps": Unreadable("une heure", "x"), "disponible": D(2)})
    told = pdf_text(watch_plan.to_pdf(answers, now))
    for text in ("« au plus", "à vérifier", "« une heure » de veille, à vérifier"):
        assert text in told, text


def test_time_that_does_not_fit_is_said(
    plan: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Two bars do not speak alone."""
    told = pdf_text(watch_plan.to_pdf(plan | {"temps": D(3)}, now))
    assert "La veille ne tient pas dans la semaine." in told


def test_the_same_answers_give_the_same_plan(
    plan: dict[str, Any], now: datetime, later: datetime
) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    page = watch_plan.to_pdf(plan, now)
    assert page == watch_plan.to_pdf(plan, now)
    assert page != watch_plan.to_pdf(plan, later)
