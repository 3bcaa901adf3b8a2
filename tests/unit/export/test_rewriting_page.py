"""The page of the two versions: one side, what was answered, and what is left to write."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.export import rewriting_page
from socialise.export.rewriting_page import Rewriting
from socialise.words import Missing

LONG = "Vos tomates ont la tache noire? Apportez une feuille samedi, on regarde ça ensemble. "
WHOLE: dict[str, Any] = {
    "avant": "La pépinière est fière de vous présenter son offre de services.",
    "apres": "Vos tomates ont la tache noire? Apportez une feuille samedi.",
    "plan": [
        {"langage": "Arroser, pas irriguer", "sujet": "Les limaces", "posture": "Une photo"},
        {"langage": "Samedi matin", "sujet": "La rosée", "posture": "Écouter d'abord"},
        {"langage": "Un prix rond", "sujet": "Les semis", "posture": "Un sourire"},
    ],
    "reponse": "Oui, deux dollars de plus : la terre a monté.",
}
LARGE: dict[str, Any] = {
    "avant": "Dans le cadre de notre offre de services, la synergie des leaders optimise. " * 40,
    "apres": LONG * 60,
    "plan": [{"langage": LONG, "sujet": "x" * 2000, "posture": LONG * 3}] * 8,
    "reponse": (LONG + "\n\n") * 100,
}
PARTIAL: list[dict[str, Any]] = [
    {"avant": "Promotion"},
    {"apres": "Bonjour 🌷"},
    {"plan": [{"sujet": "Les limaces"}]},
    {"reponse": "Oui."},
]


def test_the_page_says_everything_that_was_answered(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """Both versions, what was left at the counter, the plan, the reply."""
    told = pdf_text(rewriting_page.to_pdf(WHOLE, now))
    for text in (
        "La pépinière est fière", "Apportez une feuille samedi",
        "Laissé au guichet : « fière de vous présenter », « offre de services »",
        "Arroser, pas irriguer", "Les limaces", "Une photo", "Écouter d'abord", "Un sourire",
        "la terre a monté", "La prochaine, dite à une personne",
        "Ce que cette page ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


@pytest.mark.parametrize("answers", [WHOLE, *PARTIAL, LARGE])
def test_the_page_is_one_side_whatever_was_answered(answers: dict[str, Any], now: datetime) -> None:
    """It is made to stand beside the screen."""
    assert len(PdfReader(BytesIO(rewriting_page.to_pdf(answers, now))).pages) == 1


@pytest.mark.parametrize("answers", PARTIAL)
def test_what_is_missing_is_left_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A page half made is a page to finish by hand."""
    assert "à compléter" in pdf_text(rewriting_page.to_pdf(answers, now))


def test_what_does_not_fit_is_counted(now: datetime, pdf_text: Callable[[bytes], str]) -> None:
    """No silence about the rest, and no room left for the next post."""
    told = pdf_text(rewriting_page.to_pdf(LARGE, now))
    assert "autres lignes" in told
    assert "et 2 autres" in told
    assert "réponse abrégée ici" in told
    assert "La prochaine" not in told


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("Une synergie, une SYNERGIE, un leader", "Bonjour à vous", ("synergie", "leader")),
        ("Une synergie et un leader", "Votre synergie", ("leader",)),
        ("Une synergie", "", ()),
        ("Bonjour", "Bonjour à vous", ()),
    ],
)
def test_what_the_second_version_does_without_is_named_once(
    before: str, after: str, left: tuple[str, ...]
) -> None:
    """Before there is a second version, nothing was left behind."""
    assert Rewriting(before, after, (), "").left_behind == left


@pytest.mark.parametrize("answers", [{}, {"tri": {"video": "moyen"}, "plan": [], "avant": " "}])
def test_nothing_of_one_s_own_makes_no_page(answers: dict[str, Any], now: datetime) -> None:
    """The supplied exercises are not to take home."""
    with pytest.raises(Missing):
        rewriting_page.to_pdf(answers, now)


def test_the_same_answers_give_the_same_page(now: datetime, later: datetime) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    page = rewriting_page.to_pdf(WHOLE, now)
    assert page == rewriting_page.to_pdf(WHOLE, now) != rewriting_page.to_pdf(WHOLE, later)
