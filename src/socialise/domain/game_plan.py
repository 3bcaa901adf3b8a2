"""A game plan: five pieces made one by one, and whether what the plan says refers to them.

What was typed and cannot be read stays in the plan as words.Unreadable. A question about the plan
is answered where that changes nothing; where it could, it raises the Unreadable: a person looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from socialise import words
from socialise.domain.told_numbers import told_numbers
from socialise.domain.watch import names_someone
from socialise.words import Unreadable, distinct, every, fold, words_in

# At the least (rules of the course).
PUBLICATIONS, IN_TIME, STEPS = 6, 4, 3
CALL_WORDS, STEP_WORDS, REASON_WORDS, REASON_AGAINST_WORDS = 2, 2, 5, 10
MONTHS_IN_A_YEAR = 12
CENT = Decimal("0.01")

T = TypeVar("T", Decimal, date)
Amount = Decimal | Unreadable | None
Day = date | Unreadable | None


class Decision(StrEnum):
    """What a return makes one decide; the values are the keys of the course's choice."""

    GO_ON = "continuer"
    REDUCE = "reduire"
    STOP = "arreter"


DECISIONS = {
    "continuer": "Continuer",
    "reduire": "Réduire",
    "arreter": "Arrêter",
}


@dataclass(frozen=True)
class Planned:
    """A publication of the calendar."""

    day: Day = None
    text: str = ""
    call: str = ""


@dataclass(frozen=True)
class Review:
    """A day to look at the numbers."""

    day: Day = None
    looked_at: str = ""


@dataclass(frozen=True)
class Step:
    """One of the first gestures."""

    day: Day = None
    what: str = ""
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class GamePlan:
    """What the other activities know, then what the plan itself says. Hours are of a week.

    Money is in dollars; `*_hours` are those of the costs: at the start, then each month.
    """

    persona: str = ""
    audience: str = ""
    objective: str = ""
    unit: str = ""
    target: Amount = None
    start: Day = None
    due: Day = None
    hours_needed: Amount = None
    hours_available: Amount = None
    reviews: tuple[Review, ...] = ()
    publications: tuple[Planned, ...] = ()
    cap: Amount = None
    setup: Amount = None
    monthly: Amount = None
    rate: Amount = None
    setup_hours: Amount = None
    monthly_hours: Amount = None
    sign: str = ""  # a key of the return's reading: negatif, nul, positif, indefini

    sentence: str = ""
    call: str = ""
    hours: Amount = None
    budget: Amount = None
    cost: Amount = None
    decision: str = ""
    reason: str = ""
    first_review: Day = None
    steps: tuple[Step, ...] = ()

    # -- the five pieces -------------------------------------------------------------------------

    def is_whole(self) -> bool:
        """Whether the persona, the objective, six publications, a cap and a cost are there."""
        return every(
            lambda: bool(words_in(self.persona) and words_in(self.objective)),
            lambda: len(self.publications) >= PUBLICATIONS,
            lambda: _there(self.cap, self.setup, self.monthly),
            *(_reads(value) for value in (self.cap, self.setup, self.monthly)),
        )

    # -- whether the plan refers to them ---------------------------------------------------------

    def names_persona(self) -> bool:
        """Whether the sentence holds the persona's first name, as whole words."""
        named = next(filter(None, map(_runs, self.persona.split())), [])
        said = _runs(self.sentence)
        return bool(named) and any(
            said[place : place + len(named)] == named for place in range(len(said))
        )

    def says_target(self) -> bool:
        """Whether the sentence holds the number aimed at, in digits. A date's day is not it."""
        told = told_numbers(self.sentence)
        return every(
            lambda: bool(told) and self.target is not None, lambda: _known(self.target) in told
        )

    def in_time(self) -> list[Planned]:
        """The publications whose day stands between the two dates of the objective."""
        return [each for each in self.publications if _surely(self._within, each.day)]

    def serves_objective(self) -> bool:
        """Whether four publications or more stand between the two dates, both included."""
        if not _there(self.start, self.due):
            return False
        doubts = list(_doubts(self._within, (each.day for each in self.publications)))
        sure = len(self.in_time())
        if sure < IN_TIME <= sure + len(doubts):
            raise doubts[0]
        return sure >= IN_TIME

    def calls_as_calendar(self) -> bool:
        """Whether the call to action, of two words or more, is one of the calendar's."""
        return len(words_in(self.call)) >= CALL_WORDS and any(
            len(distinct([self.call, each.call])) == 1
            for each in self.publications
            if distinct([each.call])
        )

    def fits_hours(self) -> bool:
        """Whether the hours cover those needed, within those available and within the cap."""
        needed, most = self.hours_needed, (self.hours_available, self.cap)
        return every(
            lambda: _there(self.hours, needed, *most),
            lambda: _known(self.hours) > 0,
            lambda: _known(needed) <= _known(self.hours),
            *(_no_more(self.hours, limit) for limit in most),
            *(_no_more(needed, limit) for limit in most),
        )

    def year_of_money(self) -> Decimal:
        """The start and twelve months. Raises words.Missing or words.Unreadable."""
        return _known(self.setup) + MONTHS_IN_A_YEAR * _known(self.monthly)

    def year_of_hours(self) -> Decimal:
        """The start and twelve months. Raises words.Missing or words.Unreadable."""
        return _known(self.setup_hours) + MONTHS_IN_A_YEAR * _known(self.monthly_hours)

    def year_of_cost(self) -> Decimal:
        """Money and hours at their rate. Raises words.Missing or words.Unreadable."""
        return self.year_of_money() + self.year_of_hours() * _known(self.rate)

    def counts_money(self) -> bool:
        """Whether the year's money is the start and twelve months, to the cent."""
        return _there(self.budget, self.setup, self.monthly) and (
            abs(_known(self.budget) - self.year_of_money()) <= CENT
        )

    def counts_cost(self) -> bool:
        """Whether the year's full cost adds the hours at their rate, to the cent."""
        asked = (self.setup, self.monthly, self.setup_hours, self.monthly_hours, self.rate)
        return _there(self.cost, *asked) and abs(_known(self.cost) - self.year_of_cost()) <= CENT

    def decides(self) -> bool:
        """Whether a decision has its reason, a longer one to go on under zero."""
        against = self.decision == Decision.GO_ON and self.sign == "negatif"
        least = REASON_AGAINST_WORDS if against else REASON_WORDS
        return self.decision in DECISIONS and len(words_in(self.reason)) >= least

    def follows_up(self) -> bool:
        """Whether the first review is one of the objective's."""
        days = [each.day for each in self.reviews if each.day is not None]
        if self.first_review is None or not days:
            return False
        first = _known(self.first_review)
        if first in days:
            return True
        for day in days:
            _known(day)  # one that cannot be read may be that day
        return False

    def ready_steps(self) -> list[str]:
        """The different steps that have words, someone, and a day between the two dates."""
        return distinct(each.what for each in self._told_steps() if _surely(self._within, each.day))

    def has_steps(self) -> bool:
        """Whether three different steps are ready."""
        if not _there(self.start, self.due):
            return False
        ready, possible, doubts = self.ready_steps(), [], []
        for each in self._told_steps():
            doubts += (found := list(_doubts(self._within, [each.day])))
            possible += [each.what] if found else []
        if len(ready) < STEPS <= len(distinct([*ready, *possible])):
            raise doubts[0]
        return len(ready) >= STEPS

    def _told_steps(self) -> list[Step]:
        return [
            each
            for each in self.steps
            if len(words_in(each.what)) >= STEP_WORDS and names_someone(each.who)
        ]

    def _within(self, day: Day) -> bool:
        """Whether a day stands between the two dates. May raise words.Unreadable."""
        return every(
            lambda: _there(day, self.start, self.due),
            lambda: _known(self.start) <= _known(self.due),
            lambda: _known(self.start) <= _known(day),
            lambda: _known(day) <= _known(self.due),
        )


def _runs(text: str) -> list[str]:
    return words_in(fold(text))


def _there(*values: object) -> bool:
    return all(value is not None for value in values)


def _known(value: T | Unreadable | None) -> T:
    """The value. Raises words.Missing where there is none, words.Unreadable where it is not."""
    if value is None:
        raise words.Missing
    if isinstance(value, Unreadable):
        raise value
    return value


def _reads(value: Amount) -> Callable[[], bool]:
    return lambda: _known(value) is not None


def _no_more(value: Amount, limit: Amount) -> Callable[[], bool]:
    return lambda: _known(value) <= _known(limit)


def _surely(holds: Callable[[Day], bool], day: Day) -> bool:
    try:
        return holds(day)
    except Unreadable:
        return False


def _doubts(holds: Callable[[Day], bool], days: Iterable[Day]) -> Iterable[Unreadable]:
    """What prevents from knowing whether it holds, day by day."""
    for day in days:
        try:
            holds(day)
        except Unreadable as unreadable:
            yield unreadable
