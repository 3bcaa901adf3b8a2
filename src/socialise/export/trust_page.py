"""Trust on one page: the ladder with its posts, the notes with their proofs, the pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from socialise import words
from socialise.domain import TrustLadder
from socialise.domain.trust import PILLARS
from socialise.export import reading
from socialise.export.pdf.page import Page
from socialise.export.reading import Answers
from socialise.export.reading.trust import ladder_of

__all__ = ["Pair", "Trust", "to_pdf"]

QUESTIONS = ("miennes", *PILLARS, *(f"preuve_{pillar}" for pillar in PILLARS), "paires", "ecart")


@dataclass(frozen=True)
class Pair:
    """What is said, what shows it, and where; an empty text is left to complete."""

    said: str
    shown: str
    where: str


@dataclass(frozen=True)
class Trust:
    """What the page says."""

    ladder: TrustLadder
    proofs: Mapping[str, str]  # by pillar, even where no note was given
    pairs: tuple[Pair, ...]
    gap: str

    @classmethod
    def of(cls, form: Answers) -> Trust:
        """The page of a form's answers. Raises words.Missing when there is none at all."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Votre échelle de la confiance")
        pairs = (
            Pair(*(reading.text(row, column) for column in ("dit", "montre", "ou")))
            for row in reading.rows(form, "paires")
        )
        proofs = {pillar: reading.text(form, f"preuve_{pillar}") for pillar in PILLARS}
        return cls(ladder_of(form), proofs, tuple(pairs), reading.text(form, "ecart"))


to_pdf = Page("Confiance", lambda _: "Votre échelle de la confiance", Trust.of, "trust")
"""One Letter page; raises words.Missing when nothing was answered."""
