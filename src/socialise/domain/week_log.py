"""A week as it was logged: what was done, on which day, for how long, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from socialise.domain.result import Result, Undefined, ratio, without_dust
from socialise.domain.roi import cost_of_time

DAYS = {
    "lundi": "Lundi",
    "mardi": "Mardi",
    "mercredi": "Mercredi",
    "jeudi": "Jeudi",
    "vendredi": "Vendredi",
    "samedi": "Samedi",
    "dimanche": "Dimanche",
}
TASKS = {
    "contenu": "Écrire et préparer les publications",
    "image": "Photo, vidéo, retouche",
    "reponses": "Répondre aux commentaires et aux messages",
    "abonnes": "Chercher des abonnés",
    "chiffres": "Regarder les chiffres",
    "fil": "Faire défiler son fil",
    "publicite": "Préparer de la publicité",
    "formation": "Apprendre, se tenir au courant",
    "autre": "Autre chose",
}
# The same in a word or two, where there is little room.
TASK_NAMES = TASKS | {
    "contenu": "Écrire et préparer",
    "image": "Photo, vidéo",
    "reponses": "Répondre",
    "publicite": "Publicité",
    "formation": "Apprendre",
}
HOURS_IN_A_DAY = 24
HOURS_IN_A_WEEK = 168
WEEKS_IN_A_YEAR = 52
SECOND = Decimal(1) / 3600  # in hours
ZERO = Decimal(0)


@dataclass(frozen=True)
class LogLine:
    """Hours given to one task on one day, and the requests that came of it."""

    day: str
    task: str
    hours: Decimal
    requests: Decimal = ZERO


@dataclass(frozen=True)
class TaskTime:
    """What a task took in the whole week, and what came of it."""

    task: str
    hours: Decimal
    requests: Decimal

    @property
    def requests_per_hour(self) -> Result:
        """Requests / hours. (définition du cours) Undefined when no hour went to the task."""
        rate = ratio(self.requests, self.hours, "aucune heure n'y est allée")
        return rate if isinstance(rate, Undefined) else without_dust(rate)


@dataclass(frozen=True)
class Cut:
    """Hours a week given to a task today, and after: what is decided about it."""

    task: str
    before: Decimal
    after: Decimal

    @property
    def freed(self) -> Decimal:
        """Hours freed each week; negative when the task takes more than before."""
        return self.before - self.after


def freed_hours(cuts: Iterable[Cut]) -> Decimal:
    """Hours that all the cuts free each week."""
    return without_dust(sum((cut.freed for cut in cuts), ZERO))


def covers(cap: Decimal, hours: Decimal) -> bool:
    """Whether a cap holds those hours, to the second: forty minutes have no exact decimals."""
    return hours - cap < SECOND


@dataclass(frozen=True)
class WeekLog:
    """The lines of seven days, in any order; a day or a task may have several, or none."""

    lines: tuple[LogLine, ...]

    @property
    def hours(self) -> Decimal:
        """Hours of the whole week."""
        return without_dust(sum((line.hours for line in self.lines), ZERO))

    @property
    def requests(self) -> Decimal:
        """Requests of the whole week."""
        return sum((line.requests for line in self.lines), ZERO)

    @property
    def days(self) -> frozenset[str]:
        """The days that have a line, be it of zero hours."""
        return frozenset(line.day for line in self.lines)

    def by_day(self) -> dict[str, Decimal]:
        """Hours of each of the seven days, from Monday to Sunday."""
        return {
            day: without_dust(sum((line.hours for line in self.lines if line.day == day), ZERO))
            for day in DAYS
        }

    def by_task(self) -> tuple[TaskTime, ...]:
        """The tasks that have a line, in the order of TASKS."""
        times = []
        for task in TASKS:
            lines = [line for line in self.lines if line.task == task]
            if lines:
                hours = sum((line.hours for line in lines), ZERO)
                times.append(TaskTime(task, hours, sum((line.requests for line in lines), ZERO)))
        return tuple(times)

    def hours_of(self, task: str) -> Decimal:
        """Hours of one task, zero when it has no line."""
        return next((time.hours for time in self.by_task() if time.task == task), ZERO)

    @property
    def possible(self) -> bool:
        """Whether the hours could be: none below zero, no more than 24 in a day."""
        return all(line.hours >= 0 for line in self.lines) and all(
            hours <= HOURS_IN_A_DAY for hours in self.by_day().values()
        )

    def cost(self, hourly_rate: Decimal) -> Decimal:
        """What the week cost in time, in dollars."""
        return cost_of_time(self.hours, hourly_rate)

    def most_requested(self) -> frozenset[str]:
        """The tasks, all of them in a tie, that give most requests an hour.

        Among those with some hours; empty where fewer than two can be compared.
        """
        return self._at(max)

    def least_requested(self) -> frozenset[str]:
        """The tasks that give fewest requests an hour, by the same rule."""
        return self._at(min)

    def _at(self, end: Callable[[Iterable[Decimal]], Decimal]) -> frozenset[str]:
        rates = {
            time.task: rate
            for time in self.by_task()
            if not isinstance(rate := time.requests_per_hour, Undefined)
        }
        if len(rates) < 2:
            return frozenset()
        best = end(rates.values())
        return frozenset(task for task, rate in rates.items() if rate == best)
