"""« Par tâche »: hours, requests and requests an hour of each task; the week's total, by day."""

from __future__ import annotations

from socialise.domain import DAYS, TASKS, TaskTime, Undefined
from socialise.export.reading import TO_COMPLETE
from socialise.export.reading.audit import (
    ESTIMATE,
    FIRST_DAY,
    FIRST_LINE,
    FIRST_TASK,
    LAST_TASK,
    LOG,
    NONE,
    RATE,
    REQUESTS,
    TOTAL,
    Figures,
)
from socialise.export.reading.roi import Value
from socialise.export.xlsx.cells import needing
from socialise.export.xlsx.workbook import HOURS, MONEY, PERCENT, RATIO, WHOLE, Page

HEADS = ("Tâche", "Heures", "Demandes", "Demandes par heure", "Part du temps", "Repère")
MOST, LEAST, EVEN = "le plus", "le moins", "à égalité"
RESULTS = TOTAL + 2
LONG_DAY = "plus de 24 h"
A_NUMBER = '">-1000000"'  # a criterion that any number of hours meets, and no text


def tasks(page: Page, figures: Figures) -> None:
    page.title("A1", "Par tâche")
    page.note("A2", "Une ligne du journal compte dès qu'elle dit le jour, la tâche et la durée.",
              wrap=False)  # fmt: skip
    for column, text in zip("ABCDEF", HEADS, strict=True):
        page.head(f"{column}4", text, align="left" if column == "F" else "")
    times, total = figures.times(), figures.week.log.hours
    for row, (task, label) in enumerate(TASKS.items(), start=FIRST_TASK):
        time = times.get(task, TaskTime(task, total * 0, total * 0))
        _task(page, figures, row, label, time)
    hours, requests = f"B{FIRST_TASK}:B{LAST_TASK}", f"C{FIRST_TASK}:C{LAST_TASK}"
    page.label(f"A{TOTAL}", "Total", strong=True)
    page.result(f"B{TOTAL}", f"SUM({hours})", total, HOURS, strong=True)
    page.result(f"C{TOTAL}", f"SUM({requests})", figures.week.log.requests, REQUESTS, strong=True)
    whole = TaskTime("", total, figures.week.log.requests)
    page.result(f"D{TOTAL}", _rate_formula(TOTAL), _rate(whole), RATIO, strong=True)
    _week(page, figures)
    _days(page, figures)
    page.sheet.freeze_panes = f"B{FIRST_TASK}"


def _task(page: Page, figures: Figures, row: int, label: str, time: TaskTime) -> None:
    total = figures.week.log.hours
    page.label(f"A{row}", label)
    page.result(f"B{row}", _summed("C", "B", row, figures), time.hours, HOURS)
    page.result(f"C{row}", _summed("D", "B", row, figures), time.requests, REQUESTS)
    page.result(f"D{row}", _rate_formula(row), _rate(time), RATIO)
    share: Value = NONE if total <= 0 else time.hours / total
    page.result(f"E{row}", f'IF(B${TOTAL}<=0,"{NONE}",B{row}/B${TOTAL})', share, PERCENT)
    rates = f"D${FIRST_TASK}:D${LAST_TASK}"
    at_most, at_least = (f"ROUND(D{row}-{end}({rates}),9)=0" for end in ("MAX", "MIN"))
    page.words(
        f"F{row}",
        f'IF(OR(NOT(ISNUMBER(D{row})),COUNT({rates})<2),"",IF({at_most},IF({at_least},"{EVEN}",'
        f'"{MOST}"),IF({at_least},"{LEAST}","")))',
        _mark(figures, time.task),
    )


def _summed(column: str, by: str, row: int, figures: Figures) -> str:
    """A column of the journal, over the complete lines whose column `by` is this row's label."""
    ranges = {
        letter: f"'{LOG}'!${letter}${FIRST_LINE}:${letter}${figures.last_line}" for letter in "ABCD"
    }
    other = "A" if by == "B" else "B"
    return (
        f'SUMIFS({ranges[column]},{ranges[by]},$A{row},{ranges[other]},"<>",'
        f"{ranges['C']},{A_NUMBER})"
    )


def _rate_formula(row: int) -> str:
    return f'IF(B{row}<=0,"{NONE}",C{row}/B{row})'


def _rate(time: TaskTime) -> Value:
    rate = time.requests_per_hour
    return NONE if isinstance(rate, Undefined) else time.requests / time.hours


def _mark(figures: Figures, task: str) -> str:
    most = task in figures.week.log.most_requested()
    least = task in figures.week.log.least_requested()
    return EVEN if most and least else MOST if most else LEAST if least else ""


def _week(page: Page, figures: Figures) -> None:
    page.head(f"A{RESULTS}", "La semaine")
    page.head(f"B{RESULTS}", "")
    log, estimate = figures.week.log, figures.number("estimation")
    row = RESULTS + 1
    page.label(f"A{row}", "Heures de la semaine", strong=True)
    page.result(f"B{row}", f"B{TOTAL}", log.hours, HOURS, strong=True)
    row += 1
    page.label(f"A{row}", "Ce que la semaine a coûté en temps", strong=True)
    cost = needing([RATE], f"B{TOTAL}*{RATE}")
    page.result(f"B{row}", cost, figures.priced(log.hours), MONEY, strong=True)
    page.note(f"C{row}", "Heures de la semaine × ce que vaut une heure.", wrap=False)
    row += 1
    page.label(f"A{row}", "Écart avec votre estimation")
    gap: Value = TO_COMPLETE if estimate is None else log.hours - estimate
    page.result(f"B{row}", needing([ESTIMATE], f"B{TOTAL}-{ESTIMATE}"), gap, HOURS)
    page.note(f"C{row}", "Au-dessus de zéro : plus que ce que vous pensiez.", wrap=False)
    row += 1
    page.label(f"A{row}", "Durées qui ne se lisent pas encore")
    days, named, lengths = (
        f"'{LOG}'!${column}${FIRST_LINE}:${column}${figures.last_line}" for column in "ABC"
    )
    unread = f'SUMPRODUCT(({days}<>"")*({named}<>"")*ISTEXT({lengths}))'
    page.result(f"B{row}", unread, len(figures.week.doubtful), WHOLE)
    page.note(f"C{row}", "Dans le journal, écrivez-les en heures : 1,5 pour 1 h 30.", wrap=False)


def _days(page: Page, figures: Figures) -> None:
    page.head(f"A{FIRST_DAY - 1}", "Jour")
    page.head(f"B{FIRST_DAY - 1}", "Heures")
    days = figures.week.log.by_day()
    for row, (day, label) in enumerate(DAYS.items(), start=FIRST_DAY):
        page.label(f"A{row}", label)
        page.result(f"B{row}", _summed("C", "A", row, figures), days[day], HOURS)
        told = LONG_DAY if days[day] > 24 else ""
        page.words(f"C{row}", f'IF(ROUND(B{row},6)>24,"{LONG_DAY}","")', told)
