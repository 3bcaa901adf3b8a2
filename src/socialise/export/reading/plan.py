"""The game plan that the answers of its form give, and how each of its references stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from socialise import words
from socialise.domain.game_plan import GamePlan, Planned, Review, Step
from socialise.export import reading
from socialise.export.drawing import palette, shapes
from socialise.export.reading import Answers, day_typed

__all__ = ["Link", "Piece", "Standing", "pieces", "plan_of"]

CARRIED = (
    "persona", "public", "objectif", "mesure", "cible", "debut", "echeance", "heures_requises",
    "heures_disponibles", "revues", "publications", "plafond", "depart", "mois", "taux",
    "heures_depart", "heures_mois", "signe",
)  # fmt: skip
TYPED = (
    "phrase", "appel", "heures", "budget", "cout", "decision", "pourquoi", "premiere", "etapes",
    "histoire",
)  # fmt: skip
NOTHING = "à venir de son activité"


def plan_of(form: Answers) -> GamePlan:
    """What was answered; what cannot be read stays as words.Unreadable. Never raises."""
    return GamePlan(
        persona=reading.text(form, "persona"),
        audience=reading.text(form, "public"),
        objective=reading.text(form, "objectif"),
        unit=reading.text(form, "mesure"),
        target=_amount(form, "cible"),
        start=day_typed(form, "debut"),
        due=day_typed(form, "echeance"),
        hours_needed=_amount(form, "heures_requises"),
        hours_available=_amount(form, "heures_disponibles"),
        reviews=tuple(
            Review(day_typed(row, "date"), reading.text(row, "regarde"))
            for row in reading.rows(form, "revues")
        ),
        publications=tuple(
            Planned(
                day_typed(row, "date"),
                reading.text(row, "texte"),
                reading.text(row, "appel"),
            )
            for row in reading.rows(form, "publications")
        ),
        cap=_amount(form, "plafond"),
        setup=_amount(form, "depart"),
        monthly=_amount(form, "mois"),
        rate=_amount(form, "taux"),
        setup_hours=_amount(form, "heures_depart"),
        monthly_hours=_amount(form, "heures_mois"),
        sign=reading.text(form, "signe"),
        sentence=reading.text(form, "phrase"),
        call=reading.text(form, "appel"),
        hours=_amount(form, "heures"),
        budget=_amount(form, "budget"),
        cost=_amount(form, "cout"),
        decision=reading.text(form, "decision"),
        reason=reading.text(form, "pourquoi"),
        first_review=day_typed(form, "premiere"),
        steps=tuple(
            Step(day_typed(row, "quand"), reading.text(row, "quoi"), reading.text(row, "qui"))
            for row in reading.rows(form, "etapes")
        ),
    )


def _amount(answers: Answers, key: str) -> Decimal | words.Unreadable | None:
    found = reading.typed(answers, key)
    return found if isinstance(found, Decimal | words.Unreadable) else None


# -- how the references stand ----------------------------------------------------------------------


class Standing(Enum):
    """How a reference stands: a sign, a word and a colour of the palette."""

    AGREES = (shapes.CHECK, "oui", palette.FIR)
    NOT_YET = (shapes.HOLLOW, "pas encore", palette.GREY)
    UNCLEAR = (shapes.QUESTION, "à vérifier", palette.AMBER)

    def __init__(self, sign: str, word: str, colour: str) -> None:
        self.sign = sign
        self.word = word
        self.colour = colour

    @classmethod
    def of(cls, holds: Callable[[], bool]) -> Standing:
        """What the question says: it may raise words.Missing and words.Unreadable."""
        try:
            return cls.AGREES if holds() else cls.NOT_YET
        except words.Missing:
            return cls.NOT_YET
        except words.Unreadable:
            return cls.UNCLEAR


@dataclass(frozen=True)
class Link:
    """Something that the plan says of a piece, and how it stands."""

    label: str
    standing: Standing

    @property
    def told(self) -> str:
        """The link as read aloud."""
        return f"{self.label}\u00a0: {self.standing.word}"


@dataclass(frozen=True)
class Piece:
    """One of the five pieces: its name, what was carried (empty when nothing was), its links."""

    name: str
    carried: str
    links: tuple[Link, ...]

    @property
    def told(self) -> str:
        """What was carried, or that it is still to come."""
        return self.carried or NOTHING


def pieces(plan: GamePlan) -> tuple[Piece, ...]:
    """From the person to the money."""
    return (
        Piece("Persona", _one_line(plan.persona),
              (_link("Nommé dans la phrase", plan.names_persona),)),
        Piece("Objectif", _objective(plan),
              (_link("Le nombre, dans la phrase", plan.says_target),
               _link("Le premier suivi, parmi ses dates", plan.follows_up))),
        Piece("Calendrier", _calendar(plan),
              (_link("Au moins quatre servent l'objectif", plan.serves_objective),
               _link("L'appel à l'action en vient", plan.calls_as_calendar))),
        Piece("Temps", _hours(plan),
              (_link("Les heures du plan y tiennent", plan.fits_hours),)),
        Piece("Argent", _money(plan),
              (_link("L'argent d'une année, juste", plan.counts_money),
               _link("Le coût complet, juste", plan.counts_cost))),
    )  # fmt: skip


def _link(label: str, holds: Callable[[], bool]) -> Link:
    return Link(label, Standing.of(holds))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _told(value: Any, write: Callable[[Any], str]) -> str:
    """A value as Quebec writes it, or what was typed, in quotation marks; empty without either."""
    if isinstance(value, words.Unreadable):
        return f"«\u00a0{value.seen}\u00a0»"
    return "" if value is None else write(value)


def _with(value: Any, write: Callable[[Any], str], word: str) -> str:
    told = _told(value, write)
    return f"{told}\u00a0{word}" if told else ""


def _objective(plan: GamePlan) -> str:
    """« 72 places réservées, du 23 août 2027 au 15 octobre 2027 »."""
    aim = " ".join(filter(None, (_told(plan.target, words.number), _one_line(plan.unit))))
    start, due = _told(plan.start, words.date), _told(plan.due, words.date)
    days = f"du {start} au {due}" if start and due else ""
    return ", ".join(filter(None, (aim, days))) or _one_line(plan.objective)


def _calendar(plan: GamePlan) -> str:
    if not plan.publications:
        return ""
    how_many = words.count(len(plan.publications), "publication", "publications")
    return f"{how_many}, dont {len(plan.in_time())} du début à l'échéance"


def _hours(plan: GamePlan) -> str:
    return ", ".join(filter(None, (
        _with(plan.hours_needed, words.hours, "nécessaires"),
        _with(plan.hours_available, words.hours, "disponibles"),
        _with(plan.cap, words.hours, "au plafond"),
    )))  # fmt: skip


def _money(plan: GamePlan) -> str:
    return ", ".join(filter(None, (
        _with(plan.setup, words.money, "au départ"),
        _with(plan.monthly, words.money, "par mois"),
        _with(plan.rate, words.money, "l'heure"),
    )))  # fmt: skip
