"""« Coupes »: what each cut frees, a week and a year, and whether the cap covers what is left."""

from __future__ import annotations

from typing import Any

from socialise.domain import TASKS, WEEKS_IN_A_YEAR, covers
from socialise.export import reading
from socialise.export.reading import TO_COMPLETE
from socialise.export.reading.audit import (
    FIRST_CUT,
    FIRST_TASK,
    LAST_TASK,
    RATE,
    TASK_SHEET,
    TOTAL,
    Figures,
    typed,
)
from socialise.export.reading.roi import Value
from socialise.export.xlsx.cells import needing
from socialise.export.xlsx.log import offer
from socialise.export.xlsx.workbook import HOURS, MONEY, TEXT, Page

HEADS = ("Tâche", "Aujourd'hui", "Ensuite", "Libérées", "Au journal", "Comment")
COVERED, OVER = "Le plafond couvre ce qui reste.", "Il reste plus d'heures que le plafond."
LETTERS = 110  # characters to a line of a paragraph over the sheet


def cuts(page: Page, figures: Figures) -> None:
    page.title("A1", "Coupes")
    page.note("A2", "Une ligne par tâche, en heures par semaine.", wrap=False)
    for column, text in zip("ABCDEF", HEADS, strict=True):
        page.head(f"{column}4", text, align="left" if column == "F" else "")
    last = figures.last_cut
    for place, row in enumerate(range(FIRST_CUT, last + 1)):
        asked: Any = figures.cut_rows[place] if place < len(figures.cut_rows) else {}
        _cut(page, figures, row, asked)
    tasks = f"'{TASK_SHEET}'!$A${FIRST_TASK}:$A${LAST_TASK}"
    offer(page, f"A{FIRST_CUT}:A{last}", tasks)
    page.ask_numbers([f"B{FIRST_CUT}:C{last}"], "Des heures en décimales : 1,5 pour 1 h 30.")
    page.label(f"A{last + 1}", "Total", strong=True)
    page.result(f"D{last + 1}", f"SUM(D{FIRST_CUT}:D{last})", figures.freed, HOURS, strong=True)
    _results(page, figures, last + 3)
    page.sheet.freeze_panes = f"B{FIRST_CUT}"


def _cut(page: Page, figures: Figures, row: int, asked: Any) -> None:
    task = reading.text(asked, "tache")
    page.entry(f"A{row}", TASKS.get(task), TEXT)
    page.entry(f"B{row}", typed(asked, "avant"), HOURS)
    page.entry(f"C{row}", typed(asked, "apres"), HOURS)
    before, after = reading.number(asked, "avant"), reading.number(asked, "apres")
    freed: Value = "" if before is None or after is None else before - after
    page.result(f"D{row}", f'IF(COUNT(B{row}:C{row})<2,"",B{row}-C{row})', freed, HOURS)
    tasks, hours = (
        f"'{TASK_SHEET}'!${column}${FIRST_TASK}:${column}${LAST_TASK}" for column in "AB"
    )
    logged: Value = figures.week.log.hours_of(task) if task in TASKS else ""
    page.result(f"E{row}", f'IF(A{row}="","",SUMIFS({hours},{tasks},A{row}))', logged, HOURS)
    page.entry(f"F{row}", reading.text(asked, "comment") or None, TEXT)
    page.sheet.row_dimensions[row].height = 34 if reading.text(asked, "comment") else 20


def _results(page: Page, figures: Figures, row: int) -> None:
    freed, logged = f"$D${row - 2}", f"'{TASK_SHEET}'!$B${TOTAL}"
    page.head(f"A{row}", "Ce que cela donne")
    page.head(f"B{row}", "")
    year = figures.freed * WEEKS_IN_A_YEAR
    left = f"B{row + 4}"
    for place, label, formula, value, form in (
        (1, "Heures libérées par semaine", freed, figures.freed, HOURS),
        (2, "Heures libérées par an, sur 52 semaines", f"{WEEKS_IN_A_YEAR}*{freed}", year, HOURS),
        (3, "Ce que vaut ce temps, par an", needing([RATE], f"B{row + 2}*{RATE}"),
         figures.priced(year), MONEY),
        (4, "Heures qui restent par semaine", f"{logged}-{freed}", figures.left, HOURS),
        (5, "Ce que coûtera la semaine", needing([RATE], f"{left}*{RATE}"),
         figures.priced(figures.left), MONEY),
    ):  # fmt: skip
        page.label(f"A{row + place}", label, strong=place < 3)
        page.result(f"B{row + place}", formula, value, form, strong=place < 3)
    page.note(f"C{row + 3}", "Du temps rendu, et non de l'argent gagné.", wrap=False)
    cap = figures.number("plafond")
    page.label(f"A{row + 6}", "Votre plafond par semaine, pour tout")
    page.entry(f"B{row + 6}", typed(figures.answers, "plafond"), HOURS)
    covered = f'IF({left}-B{row + 6}<1/3600,"{COVERED}","{OVER}")'
    told = TO_COMPLETE if cap is None else COVERED if covers(cap, figures.left) else OVER
    page.words(f"C{row + 6}", needing([f"B{row + 6}"], covered), told)
    page.ask_numbers([f"B{row + 6}"], "Des heures en décimales : 1,5 pour 1 h 30.")
    causes = reading.text(figures.answers, "causes")
    if causes:
        page.heading(f"A{row + 8}", "Pourquoi ce temps")
        lines = sum(1 + len(line) // LETTERS for line in causes.splitlines())
        page.paragraph(f"A{row + 9}", "F", causes, lines=min(lines, 25))
