"""The page of trust: one side, what was answered, and what is left to write by hand."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from socialise.export import trust_page
from socialise.words import Missing

LONG = (
    "La liste des prix est affichée dans la vitrine, du côté de la ruelle, depuis le mois de mai. "
)
WHOLE: dict[str, Any] = {
    "miennes": [
        {"sujet": "Le four à quatre heures", "echelon": "vision"},
        {"sujet": "Quel pain pour dimanche?", "echelon": "influence"},
        {"sujet": "Le prix du seigle", "echelon": "confiance"},
    ],
    "pratiques": 4, "preuve_pratiques": "la levure est pesée devant vous",
    "transparence": 5, "preuve_transparence": "le prix du seigle est affiché",
    "authenticite": 3, "preuve_authenticite": "des photos du fournil",
    "approche": 2, "preuve_approche": "je réponds le lundi",
    "paires": [
        {"dit": "Pain du jour", "montre": "la porte du four ouverte", "ou": "rue Masson"},
        {"dit": "Farine d'ici", "montre": "les sacs du moulin", "ou": "au mur"},
        {"dit": "Rien de jeté", "montre": "le panier de cinq heures", "ou": "sur le trottoir"},
    ],
    "ecart": "On dit ouvert à sept heures, et la porte est barrée.",
}  # fmt: skip
LARGE: dict[str, Any] = {
    "miennes": [{"sujet": LONG, "echelon": "influence"}] * 12,
    **dict.fromkeys(("pratiques", "transparence", "authenticite", "approche"), 5),
    **dict.fromkeys((f"preuve_{p}" for p in ("pratiques", "transparence")), LONG * 9),
    "paires": [{"dit": LONG, "montre": LONG * 3, "ou": "x" * 2000}] * 8,
    "ecart": (LONG + "\n\n") * 200,
}
PARTIAL: list[dict[str, Any]] = [
    {"miennes": [{"sujet": "Une seule chose", "echelon": "vision"}]},
    {"approche": 5},
    {"preuve_approche": "je réponds le lundi"},
    {"paires": [{"montre": "une preuve sans parole"}]},
    {"ecart": "Rien 🌸"},
]


def test_the_page_says_everything_that_was_answered(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The posts on their rungs, the notes with their proofs, the pairs, what does not agree."""
    told = pdf_text(trust_page.to_pdf(WHOLE, now))
    for text in (
        "Le four à quatre heures", "Quel pain pour dimanche?", "Le prix du seigle",
        "la levure est pesée devant vous", "le prix du seigle est affiché",
        "des photos du fournil", "je réponds le lundi", "Pain du jour",
        "la porte du four ouverte", "rue Masson", "les sacs du moulin", "sur le trottoir",
        "la porte est barrée", "Ce que cette page ne prouve pas",
    ):  # fmt: skip
        assert text in told, text
    assert "à compléter" not in told


@pytest.mark.parametrize("answers", [WHOLE, *PARTIAL, LARGE])
def test_the_page_is_one_side_whatever_was_answered(answers: dict[str, Any], now: datetime) -> None:
    """It is made to be pinned."""
    assert len(PdfReader(BytesIO(trust_page.to_pdf(answers, now))).pages) == 1


@pytest.mark.parametrize("answers", PARTIAL)
def test_what_is_missing_is_left_to_complete(
    answers: dict[str, Any], now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """A page half made is a page to finish by hand."""
    assert "à compléter" in pdf_text(trust_page.to_pdf(answers, now))


def test_a_proof_without_its_note_is_kept(now: datetime, pdf_text: Callable[[bytes], str]) -> None:
    """What was written is on the page, whatever is still to choose."""
    assert "je réponds le lundi" in pdf_text(trust_page.to_pdf(PARTIAL[2], now))


def test_what_does_not_fit_is_counted(now: datetime, pdf_text: Callable[[bytes], str]) -> None:
    """Twelve posts on one rung, eight pairs of a page each: no silence about the rest."""
    told = pdf_text(trust_page.to_pdf(LARGE, now))
    assert "et 10 autres publications" in told
    assert "autres paires" in told
    assert "réponse abrégée ici" in told


def test_a_claim_too_thin_to_be_a_proof_is_said(
    now: datetime, pdf_text: Callable[[bytes], str]
) -> None:
    """The paper and the criterion agree: five words."""
    assert "à préciser" in pdf_text(
        trust_page.to_pdf({"approche": 4, "preuve_approche": "la gentillesse"}, now)
    )


@pytest.mark.parametrize("answers", [{}, {"ordre": ["vision"], "miennes": [], "ecart": " "}])
def test_nothing_of_one_s_own_makes_no_page(answers: dict[str, Any], now: datetime) -> None:
    """The supplied exercises are not to take home."""
    with pytest.raises(Missing):
        trust_page.to_pdf(answers, now)


def test_the_same_answers_give_the_same_page(now: datetime, later: datetime) -> None:
    """Bytes depend on the answers and on the time given, nothing else."""
    page = trust_page.to_pdf(WHOLE, now)
    assert page == trust_page.to_pdf(WHOLE, now) != trust_page.to_pdf(WHOLE, later)
