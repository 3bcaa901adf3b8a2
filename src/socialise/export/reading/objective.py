"""The answers of the objective, gathered once for the page and for the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialise import words
from socialise.domain import Objective
from socialise.export import reading
from socialise.export.reading import Answers

QUESTIONS = (
    "public", "message", "reaction", "acces", "debut", "echeance", "fb_role", "fb_suite",
    "autre_moyen", "reseau_adapte", "par_qui", "sujets", "mesure", "base", "cible", "responsable",
    "heures_requises", "heures_disponibles", "revues", "objectif",
)  # fmt: skip


@dataclass(frozen=True)
class Review:
    """A day to look at the numbers; `day` is None when it is not written, or cannot be read."""

    day: date | None
    typed: str  # the date as typed, when it cannot be read
    looked_at: str

    @property
    def told_day(self) -> str:
        """The day as read, else as typed."""
        if self.day:
            return words.date(self.day)
        return f"«\u00a0{self.typed}\u00a0», à vérifier" if self.typed else ""


@dataclass(frozen=True)
class Plan:
    """What was answered; an empty text or None is a question left to complete."""

    answers: Answers
    audience: str
    message: str
    reaction: str
    access: str
    start: date | None
    due: date | None
    unit: str
    base: Decimal | None
    target: Decimal | None
    assigned: str
    hours_needed: Decimal | None
    hours_available: Decimal | None
    reviews: tuple[Review, ...]
    sentence: str  # the learner's own, else what the answers give, else empty

    @classmethod
    def of(cls, form: Answers) -> Plan:
        """The plan of a form's answers. Raises words.Missing when there is none at all."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Votre objectif")
        start, due = reading.day(form, "debut"), reading.day(form, "echeance")
        target, unit = reading.number(form, "cible"), reading.text(form, "mesure")
        base = reading.number(form, "base")
        sentence = reading.text(form, "objectif")
        if not sentence and start and due and target is not None and unit:
            sentence = Objective(
                audience="", message="", reaction="", target=target, unit=unit, start=start,
                due=due, assigned="", base=base,
            ).sentence()  # fmt: skip
        return cls(
            answers=form,
            audience=reading.text(form, "public"),
            message=reading.text(form, "message"),
            reaction=reading.text(form, "reaction"),
            access=reading.text(form, "acces"),
            start=start,
            due=due,
            unit=unit,
            base=base,
            target=target,
            assigned=reading.text(form, "responsable"),
            hours_needed=reading.number(form, "heures_requises"),
            hours_available=reading.number(form, "heures_disponibles"),
            reviews=tuple(
                Review(
                    reading.day(row, "date"),
                    reading.unclear(row, "date"),
                    reading.text(row, "regarde"),
                )
                for row in reading.rows(form, "revues")
            ),
            sentence=sentence,
        )

    def typed(self, key: str) -> str:
        """What was typed in a field that cannot be read, in quotation marks; else empty."""
        seen = reading.unclear(self.answers, key)
        return f"«\u00a0{seen}\u00a0»" if seen else ""
