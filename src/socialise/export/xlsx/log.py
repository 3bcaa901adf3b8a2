"""« Journal »: the lines of the week as typed, in cells to change, and what an hour is worth."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from socialise.domain import DAYS, TASKS
from socialise.export import reading
from socialise.export.reading.audit import (
    FIRST_DAY,
    FIRST_LINE,
    FIRST_TASK,
    LAST_DAY,
    LAST_TASK,
    REQUESTS,
    TASK_SHEET,
    Figures,
    typed,
)
from socialise.export.xlsx.workbook import HOURS, MONEY, TEXT, Page


def log(page: Page, figures: Figures) -> None:
    page.title("A1", "L'audit de votre temps")
    page.note("A2", "Changez les cases crème : tout le reste se recalcule.", wrap=False)
    page.label("A4", "Ce que vaut une heure de votre temps", wrap=False)
    page.entry("C4", typed(figures.answers, "taux"), MONEY)
    page.label("A5", "Votre estimation, avant de compter", wrap=False)
    page.entry("C5", typed(figures.answers, "estimation"), HOURS)
    head = FIRST_LINE - 1
    for column, text in zip("ABCD", ("Jour", "Tâche", "Durée", "Demandes reçues"), strict=True):
        page.head(f"{column}{head}", text, align="left" if column in "AB" else "")
    last = figures.last_line
    for place, row in enumerate(range(FIRST_LINE, last + 1)):
        line: Any = figures.lines[place] if place < len(figures.lines) else {}
        page.entry(f"A{row}", DAYS.get(reading.text(line, "jour")), TEXT)
        page.entry(f"B{row}", TASKS.get(reading.text(line, "tache")), TEXT)
        page.entry(f"C{row}", typed(line, "duree"), HOURS)
        page.entry(f"D{row}", typed(line, "demandes"), REQUESTS)
        page.sheet.row_dimensions[row].height = 20
    offer(page, f"A{FIRST_LINE}:A{last}", f"'{TASK_SHEET}'!$A${FIRST_DAY}:$A${LAST_DAY}")
    offer(page, f"B{FIRST_LINE}:B{last}", f"'{TASK_SHEET}'!$A${FIRST_TASK}:$A${LAST_TASK}")
    asked = ["C4:C5", f"C{FIRST_LINE}:D{last}"]
    page.ask_numbers(asked, "Un nombre, zéro ou plus. Les heures en décimales : 1,5 pour 1 h 30.")
    page.sheet.freeze_panes = f"A{FIRST_LINE}"
    page.sheet.print_title_rows = f"{head}:{head}"


def offer(page: Page, cells: str, source: str) -> None:
    """A list to choose from in these cells: what stands in the cells of `source`."""
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.showErrorMessage = False
    rule.add(cells)
    page.sheet.add_data_validation(rule)
