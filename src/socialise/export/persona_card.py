"""A persona to pin on a wall: a postcard to one person, and what is known of her.

The card is addressed like a letter, because the lesson's point is to write to someone. Each claim
carries the sign and the word of what it rests on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from socialise import words
from socialise.export import reading
from socialise.export.pdf.page import Page
from socialise.export.reading import Answers

__all__ = ["Card", "Claim", "Interview", "to_pdf", "to_svg"]

# The word of each kind of evidence (domain.EVIDENCE, and none), and what it makes of claims.
EVIDENCE_WORDS = {
    "entrevue": ("entrevue", "entendu en entrevue", "entendus en entrevue"),
    "donnees": ("données", "tiré de données", "tirés de données"),
    "observation": ("observation", "observé", "observés"),
    "supposition": ("supposition", "supposé", "supposés"),
    "": ("sans source", "sans source", "sans source"),
}

QUESTIONS = (
    "prenom", "situation", "objectifs", "obstacles", "declencheurs", "lieux", "message",
    "entrevues", "avant", "apres", "histoire",
)  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """One thing said of the persona; `evidence` is a key of EVIDENCE_WORDS."""

    text: str
    evidence: str

    @property
    def word(self) -> str:
        """What it rests on, in a word."""
        return EVIDENCE_WORDS[self.evidence][0]

    @property
    def supposed(self) -> bool:
        """Whether nothing holds it yet."""
        return self.evidence in ("supposition", "")


@dataclass(frozen=True)
class Interview:
    """A conversation: its date as read or as typed, with whom, and what came of it."""

    date: str
    role: str
    learned: str


@dataclass(frozen=True)
class Card:
    """What the card says; an empty text or tuple is a question left to complete."""

    name: str
    situation: str
    goals: tuple[Claim, ...]
    obstacles: tuple[Claim, ...]
    triggers: tuple[Claim, ...]
    places: tuple[Claim, ...]
    message: str
    interviews: tuple[Interview, ...]
    before: str
    after: str
    story: str

    @classmethod
    def of(cls, form: Answers) -> Card:
        """The card of a form's answers. Raises words.Missing when there is none at all."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Votre persona")
        return cls(
            name=reading.text(form, "prenom"),
            situation=reading.text(form, "situation"),
            goals=_claims(form, "objectifs", "enonce"),
            obstacles=_claims(form, "obstacles", "enonce"),
            triggers=_claims(form, "declencheurs", "enonce"),
            places=_claims(form, "lieux", "lieu"),
            message=reading.text(form, "message"),
            interviews=tuple(
                Interview(_date(row), reading.text(row, "role"), reading.text(row, "appris"))
                for row in reading.rows(form, "entrevues")
            ),
            before=reading.text(form, "avant"),
            after=reading.text(form, "apres"),
            story=reading.text(form, "histoire"),
        )

    @property
    def title(self) -> str:
        """The card's name: « Persona : Nadia »."""
        return f"Persona\u00a0: {self.name or 'à nommer'}"

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of the card."""
        return self.goals + self.obstacles + self.triggers + self.places

    @property
    def evidence(self) -> list[tuple[str, int]]:
        """How many claims rest on each kind of evidence, from the firmest; no zeros."""
        counts = Counter(claim.evidence for claim in self.claims)
        return [(kind, counts[kind]) for kind in EVIDENCE_WORDS if counts[kind]]

    @property
    def footing(self) -> str:
        """What the portrait rests on, in a sentence."""
        if not self.claims:
            return "Aucun énoncé pour l'instant."
        told = ", ".join(
            words.count(count, *EVIDENCE_WORDS[kind][1:]) for kind, count in self.evidence
        )
        stated = words.count(len(self.claims), "énoncé", "énoncés")
        return f"{stated}\u00a0: {told}."


def _claims(form: Answers, table: str, column: str) -> tuple[Claim, ...]:
    return tuple(
        Claim(reading.text(row, column), _kind(reading.text(row, "preuve")))
        for row in reading.rows(form, table)
        if reading.text(row, column)
    )


def _kind(key: str) -> str:
    return key if key in EVIDENCE_WORDS else ""


def _date(row: Answers) -> str:
    found = reading.day(row, "date")
    return words.date(found) if found else reading.unclear(row, "date")


to_pdf = Page("Carte de persona", lambda card: card.title, Card.of, "persona")
"""Two sides of a Letter sheet; raises words.Missing when nothing was answered."""


def to_svg(form: Answers, now: datetime) -> bytes:
    """The card as a picture of 1080 × 1350, a whole SVG file.

    Raises words.Missing when nothing was answered.
    """
    from socialise.export.drawing.persona_picture import picture

    return picture(Card.of(form), now)
