"""An objective that says to whom, what for, how much, by when and by whom.

SMART: spécifique, mesurable, assignable, réaliste, temporel (Doran 1981). Whether it is realistic
is for a person to say; here stands only what can be counted: change, dates, hours.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.domain.result import Result, ratio
from socialise.domain.roi import HUNDRED

_SYMBOLS = frozenset({"%", "$", "h", "min", "k$", "M$", "¢"})
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One objective. Hours are by week; `base` is the value today, None when it is not known."""

    audience: str
    message: str
    reaction: str
    target: Decimal
    unit: str
    start: datetime.date
    due: datetime.date
    assigned: str
    base: Decimal | None = None
    weekly_hours_needed: Decimal = Decimal(0)
    weekly_hours_available: Decimal = Decimal(0)

    @property
    def change(self) -> Decimal:
        """Target − base (0 when the base is not known); negative for a decrease."""
        return self.target - (self.base or Decimal(0))

    @property
    def change_percent(self) -> Result:
        """The change in percents of the base; undefined from a base of zero."""
        return ratio(
            self.change * HUNDRED, self.base or Decimal(0), "la valeur de départ est nulle"
        )

    @property
    def days(self) -> int:
        """Days from the start to the due date."""
        return (self.due - self.start).days

    @property
    def weekly_hours_left(self) -> Decimal:
        """Hours available − hours needed, by week; negative when they are lacking."""
        return self.weekly_hours_available - self.weekly_hours_needed

    @property
    def within_capacity(self) -> bool:
        """Whether the hours available cover the hours needed."""
        return self.weekly_hours_left >= 0

    def hours_needed(self) -> Decimal:
        """Hours needed from start to due date, in all, a part of a week counted as such."""
        return self.weekly_hours_needed * max(0, self.days) / 7

    def problems(self) -> tuple[str, ...]:
        """What contradicts itself in it, in French sentences; empty when nothing does."""
        told = []
        if self.days <= 0:
            told.append(
                f"L'échéance ({words.date(self.due)}) ne vient pas après le début "
                f"({words.date(self.start)})."
            )
        if self.base is not None and self.change == 0:
            told.append(
                f"La valeur visée est celle d'aujourd'hui ({words.number(self.target)})\u00a0: "
                "rien ne change."
            )
        if not self.within_capacity:
            lacking = words.hours(-self.weekly_hours_left)
            told.append(
                f"Il faut {words.hours(self.weekly_hours_needed)} par semaine et "
                f"{words.hours(self.weekly_hours_available)} sont disponibles\u00a0: il manque "
                f"{lacking}."
            )
        return tuple(told)

    def sentence(self) -> str:
        """The objective in French, as one would print it; what is blank is left out.

        « D'ici le 31 mars 2027, passer de 3 à 15 inscriptions à l'infolettre. Public : les
        familles du quartier. … Responsable : Nadia. »
        """
        parts = [f"D'ici le {words.date(self.due)}, {self._aim()}."]
        for label, text in (
            ("Public", self.audience),
            ("Message", self.message),
            ("Réaction attendue", self.reaction),
            ("Responsable", self.assigned),
        ):
            if told := _without_end(text):
                parts.append(f"{label}{_NO_BREAK}: {told}{'' if told[-1] in '!?…»' else '.'}")
        if self.weekly_hours_needed > 0:
            needed = words.hours(self.weekly_hours_needed)
            available = words.hours(self.weekly_hours_available)
            parts.append(f"Temps{_NO_BREAK}: {needed} par semaine, sur {available} disponibles.")
        return " ".join(parts)

    def _aim(self) -> str:
        """« passer de 3 à 15 inscriptions », « atteindre 15 inscriptions », « rester à 15 … »."""
        unit = _without_end(self.unit)
        target = f"{words.number(self.target)}{_NO_BREAK}{unit}".rstrip(_NO_BREAK)
        if self.base is None:
            return f"atteindre {target}"
        if self.change == 0:
            return f"rester à {target}"
        base = words.number(self.base)
        if unit in _SYMBOLS:
            base = f"{base}{_NO_BREAK}{unit}"
        return f"passer de {base} à {target}"

    def review_dates(self, how_many: int = 3) -> tuple[datetime.date, ...]:
        """Dates to look at the numbers, evenly spread and strictly between start and due date.

        A Saturday or a Sunday gives way to the Monday after, or the Friday before, when one of them
        lies between. Fewer than `how_many` when the time is too short to hold them.
        """
        dates: list[datetime.date] = []
        for place in range(1, how_many + 1):
            ideal = self.start + datetime.timedelta(days=self.days * place // (how_many + 1))
            day = next((day for day in _weekdays_near(ideal) if self.start < day < self.due), ideal)
            if self.start < day < self.due and day not in dates:
                dates.append(day)
        return tuple(sorted(dates))


def _weekdays_near(day: datetime.date) -> tuple[datetime.date, ...]:
    """The day itself on weekdays; for a weekend, the Monday after, then the Friday before."""
    if (over := day.weekday() - 4) <= 0:
        return (day,)
    return day + datetime.timedelta(days=3 - over), day - datetime.timedelta(days=over)


def _without_end(text: str) -> str:
    """The text on one line, without the stop that the sentence itself puts."""
    return " ".join(words.normalise(text).split()).rstrip(".;, ")
