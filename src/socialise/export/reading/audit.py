"""The answers of a time audit as its workbook needs them, and the places of its figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.domain import Cut, TaskTime, WeekReading, freed_hours, read_cut, read_week
from socialise.export import reading
from socialise.export.reading import TO_COMPLETE, Answers
from socialise.export.reading.roi import Value

LOG, TASK_SHEET, CUTS, LIMITS = "Journal", "Par tâche", "Coupes", "Limites"

# Cells that other sheets read.
RATE, ESTIMATE = f"'{LOG}'!$C$4", f"'{LOG}'!$C$5"
FIRST_LINE, FEWEST_LINES = 8, 40
FIRST_TASK, LAST_TASK = 5, 13
TOTAL = LAST_TASK + 1
FIRST_DAY, LAST_DAY = 24, 30
FIRST_CUT, FEWEST_CUTS = 5, 8
NONE = "—"  # where nothing can be divided
REQUESTS = "General"  # a whole number without a comma after it, and a half as a half

QUESTIONS = ("estimation", "journal", "taux", "cout", "plus", "moins", "coupes", "liberees",
             "plafond", "causes")  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """The answers, what can be read of them, and what the domain makes of it."""

    answers: Answers
    lines: list[Answers]
    cut_rows: list[Answers]
    week: WeekReading
    cuts: tuple[Cut, ...]

    @classmethod
    def of(cls, form: Answers) -> Figures:
        """Raises words.Missing when nothing at all was answered."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("L'audit de votre temps")
        lines, cut_rows = reading.rows(form, "journal"), reading.rows(form, "coupes")
        cuts = tuple(cut for row in cut_rows if (cut := _clear(row)) is not None)
        return cls(form, lines, cut_rows, read_week(lines), cuts)

    @property
    def last_line(self) -> int:
        """The last row of the journal, with room for more lines."""
        return FIRST_LINE + max(FEWEST_LINES, len(self.lines)) - 1

    @property
    def last_cut(self) -> int:
        """The last row of the cuts, with room for more."""
        return FIRST_CUT + max(FEWEST_CUTS, len(self.cut_rows)) - 1

    def times(self) -> dict[str, TaskTime]:
        """Hours and requests of each task that has a line."""
        return {time.task: time for time in self.week.log.by_task()}

    @property
    def freed(self) -> Decimal:
        """Hours freed each week by the cuts that can be read."""
        return freed_hours(self.cuts)

    @property
    def left(self) -> Decimal:
        """Hours a week that remain."""
        return self.week.log.hours - self.freed

    def number(self, key: str) -> Decimal | None:
        """The number of an answer, None when there is none or when it cannot be read."""
        return reading.number(self.answers, key)

    def priced(self, hours: Decimal) -> Value:
        """Those hours in dollars, once an hour has a value."""
        rate = self.number("taux")
        return TO_COMPLETE if rate is None else hours * rate


def typed(answers: Answers, key: str) -> Value | None:
    """What goes in an input cell: the number, the text that cannot be read, or nothing."""
    number = reading.number(answers, key)
    return number if number is not None else reading.unclear(answers, key) or None


def _clear(row: Answers) -> Cut | None:
    try:
        return read_cut(row)
    except words.Unreadable:
        return None
