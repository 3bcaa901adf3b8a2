"""A watch plan to put on the wall: the brief, and what is looked for, where, how often, by whom.

The terms are grouped by how often one looks, because that is how the wall is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.domain import FREQUENCIES, PLACES, longest_wait, told_wait
from socialise.export import reading
from socialise.export.pdf.page import Page
from socialise.export.reading import Answers

__all__ = ["to_pdf"]

QUESTIONS = ("quoi", "a_qui", "but", "nom", "termes", "temps", "disponible", "scenario")


@dataclass(frozen=True)
class Term:
    """One line of the plan; an empty text is left to complete."""

    sought: str
    place: str  # its label
    frequency: str  # a key of FREQUENCIES, or empty
    assigned: str
    delay: Decimal | None  # hours
    typed: str  # the delay as typed, when it cannot be read

    @property
    def told_delay(self) -> str:
        """The delay as read, else as typed."""
        if self.delay is not None:
            return words.hours(self.delay)
        return f"«\u00a0{self.typed}\u00a0», à vérifier" if self.typed else ""

    @property
    def told_wait(self) -> str:
        """How long someone may wait in all, when it can be told."""
        if not self.frequency or self.delay is None:
            return ""
        return told_wait(longest_wait(self.frequency, self.delay))


@dataclass(frozen=True)
class Plan:
    """What was answered; an empty text or None is a question left to complete."""

    name: str
    what: str
    to_whom: str
    purpose: str
    terms: tuple[Term, ...]
    needed: Decimal | None  # hours a week
    available: Decimal | None
    typed: dict[str, str]  # the times that cannot be read, as typed
    scenario: str

    @classmethod
    def of(cls, form: Answers) -> Plan:
        """The plan of a form's answers. Raises words.Missing when there is none at all."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Votre plan de veille")
        return cls(
            name=reading.text(form, "nom"),
            what=reading.text(form, "quoi"),
            to_whom=reading.text(form, "a_qui"),
            purpose=reading.text(form, "but"),
            terms=tuple(map(_term, reading.rows(form, "termes"))),
            needed=reading.number(form, "temps"),
            available=reading.number(form, "disponible"),
            typed={key: reading.unclear(form, key) for key in ("temps", "disponible")},
            scenario=reading.text(form, "scenario"),
        )

    @property
    def title(self) -> str:
        """The page's name: « Veille : Verrerie Aubépine »."""
        return f"Veille\u00a0: {self.name or 'votre entreprise'}"

    def groups(self) -> list[tuple[str, list[Term]]]:
        """The terms by how often one looks, most often first; those that do not say it, last."""
        told = [
            (label, [term for term in self.terms if term.frequency == key])
            for key, label in (FREQUENCIES | {"": "Fréquence à choisir"}).items()
        ]
        return [(label, terms) for label, terms in told if terms]


def _term(row: Answers) -> Term:
    return Term(
        sought=reading.text(row, "terme"),
        place=PLACES.get(reading.text(row, "source"), ""),
        frequency=reading.text(row, "frequence"),
        assigned=reading.text(row, "responsable"),
        delay=reading.number(row, "delai"),
        typed=reading.unclear(row, "delai"),
    )


to_pdf = Page("Plan de veille", lambda plan: plan.title, Plan.of, "watch")
"""One Letter page; raises words.Missing when nothing was answered."""
