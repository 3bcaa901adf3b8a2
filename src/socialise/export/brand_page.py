"""A brand on one page: who speaks, what no one else can say, and what the channels agree on."""

from __future__ import annotations

from dataclasses import dataclass

from socialise import words
from socialise.domain import differences
from socialise.export import reading
from socialise.export.pdf.page import Page
from socialise.export.reading import Answers

__all__ = ["to_pdf"]

QUESTIONS = (
    "proximite", "egalite", "chaleur", "concurrents", "singularite", "bio", "canaux", "ecarts",
    "correction",
)  # fmt: skip
EXAMPLES = {"proximite": "Proximité", "egalite": "Égalité", "chaleur": "Chaleur"}


@dataclass(frozen=True)
class Channel:
    """What is displayed in one place; an empty text is left to complete."""

    place: str
    name: str
    promise: str
    colour: str


@dataclass(frozen=True)
class Brand:
    """What was answered; an empty text is a question left to complete."""

    presentation: str
    singularity: str
    examples: tuple[tuple[str, str], ...]  # what it is an example of, the example
    channels: tuple[Channel, ...]
    differing: tuple[str, ...]  # keys of domain.ASPECTS, as the channels show
    correction: str

    @property
    def alike(self) -> bool:
        """Whether three channels are written in full, and show the same thing."""
        full = [
            each for each in self.channels
            if each.place and each.name and each.promise and each.colour
        ]  # fmt: skip
        return len(full) >= 3 and not self.differing

    @classmethod
    def of(cls, form: Answers) -> Brand:
        """The brand of a form's answers. Raises words.Missing when there is none at all."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Votre marque")
        rows = [
            {key: reading.text(row, key) for key in ("canal", "nom", "promesse", "couleur")}
            for row in reading.rows(form, "canaux")
        ]
        return cls(
            presentation=reading.text(form, "bio"),
            singularity=reading.text(form, "singularite"),
            examples=tuple((title, reading.text(form, key)) for key, title in EXAMPLES.items()),
            channels=tuple(
                Channel(row["canal"], row["nom"], row["promesse"], row["couleur"]) for row in rows
            ),
            differing=tuple(differences(rows)),
            correction=reading.text(form, "correction"),
        )


to_pdf = Page("Fiche de marque", lambda _: "Votre marque, c'est vous", Brand.of, "brand")
"""One Letter page; raises words.Missing when nothing was answered."""
