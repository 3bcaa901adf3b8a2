"""« Calendrier »: one publication a line, to sort, filter and mark as it goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from socialise import words
from socialise.domain import LONGEST_SILENCE, OUTLETS, SOURCES, EditorialCalendar, Publication
from socialise.export import palette
from socialise.export.days import WEEKDAYS
from socialise.export.source_signs import SIGNS
from socialise.export.workbook import ROW, UNCLEAR_FILL, WHOLE, Page

SHEET = "Calendrier"
HEAD, FIRST = 4, 5  # rows
BLANK = 12  # lines ready for what comes next
DATE = "[$-C0C]d mmm yyyy"
STATUSES = ("À faire", "Prête", "Publiée")
HEADS = {
    "A": "Date", "B": "Jour", "C": "Où", "D": "Ce qu'elle raconte", "E": "Statut", "F": "Texte",
    "G": "Ce que la personne y gagne", "H": "Appel à l'action", "I": "Mots-clics",
    "J": "Visuel", "K": "Texte de remplacement", "L": "Jours de silence avant",
}  # fmt: skip
WIDTHS = (14, 11, 13, 15, 12, 40, 30, 28, 18, 24, 34, 12)
_EDGE = Border(bottom=Side(style="thin", color=f"FF{palette.RULE[1:]}"))


def last_row(calendar: EditorialCalendar) -> int:
    """The last line that formulas read."""
    return FIRST + len(calendar.publications) + BLANK - 1


def column(letter: str, calendar: EditorialCalendar) -> str:
    """A column of publications, from any sheet."""
    return f"{SHEET}!${letter}${FIRST}:${letter}${last_row(calendar)}"


def serial(day: date) -> int:
    """The number by which a spreadsheet knows a day."""
    return (day - date(1899, 12, 30)).days


def in_order(calendar: EditorialCalendar) -> list[Publication]:
    """By day, then those without a date that can be read."""
    return [*calendar.dated(), *(each for each in calendar.publications if each.on is None)]


def silence_before(calendar: EditorialCalendar, day: date) -> int | str:
    """Days since the last day with a publication; nothing before the first."""
    earlier = [each.on for each in calendar.dated() if each.on and each.on < day]
    return (day - earlier[-1]).days if earlier else ""


def publications(page: Page, calendar: EditorialCalendar) -> None:
    page.title("A1", "Votre calendrier éditorial")
    page.note("A2", "Une ligne par publication. Les couleurs, les jours et la vue du mois suivent "
                    "ce que vous changez.", wrap=False)  # fmt: skip
    for letter, text in HEADS.items():
        page.head(f"{letter}{HEAD}", text, align="left")
    page.sheet.row_dimensions[HEAD].height = 34
    last = last_row(calendar)
    lines: list[Publication | None] = [*in_order(calendar)]
    lines += [None] * (last - FIRST + 1 - len(lines))
    for row, each in enumerate(lines, start=FIRST):
        _line(page, row, each, calendar)
    _choices(page, last)
    _colours(page, last)
    page.sheet.auto_filter.ref = f"A{HEAD}:L{last}"
    page.sheet.freeze_panes = f"B{FIRST}"
    page.sheet.print_title_rows = f"{HEAD}:{HEAD}"


def _line(page: Page, row: int, each: Publication | None, calendar: EditorialCalendar) -> None:
    date_cell: Any = page.sheet[f"A{row}"]
    day = each.on if each else None
    if each and isinstance(each.day, words.Unreadable):
        page.label(f"A{row}", each.day.seen)
        date_cell.fill = UNCLEAR_FILL
    else:
        date_cell.value = day
    date_cell.number_format = DATE
    weekday = ",".join(f'"{name}"' for name in WEEKDAYS)
    page.words(
        f"B{row}", f'IF(ISNUMBER(A{row}),CHOOSE(WEEKDAY(A{row},2),{weekday}),"")',
        WEEKDAYS[day.weekday()] if day else "", strong=False,
    )  # fmt: skip
    if each:
        for letter, text in (
            ("C", OUTLETS.get(each.place, "")), ("D", SOURCES.get(each.source, "")),
            ("E", STATUSES[0]), ("F", each.text), ("G", each.gain), ("H", each.call),
            ("I", each.tags), ("J", each.visual), ("K", each.alternative),
        ):  # fmt: skip
            if text:
                page.label(f"{letter}{row}", text)
    dates = f"$A${FIRST}:$A${last_row(calendar)}"
    page.words(
        f"L{row}",
        f'IF(ISNUMBER(A{row}),IF(COUNTIF({dates},"<"&A{row})=0,"",'
        f'A{row}-LARGE({dates},COUNTIF({dates},">="&A{row})+1)),"")',
        silence_before(calendar, day) if day else "", strong=False,
    )  # fmt: skip
    page.sheet[f"L{row}"].number_format = WHOLE  # days: left to itself, a program shows a date
    for letter in HEADS:
        cell: Any = page.sheet[f"{letter}{row}"]
        cell.font = Font(name="Calibri", size=11, color=f"FF{palette.INK[1:]}")
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        cell.border = _EDGE
    # A line with words takes the height that they need, in the program that opens it.
    page.sheet.row_dimensions[row].height = None if each else ROW


def _choices(page: Page, last: int) -> None:
    """Lists to choose from; anything else is asked about, never refused."""
    for letter, title, options in (
        ("C", "Où", OUTLETS.values()),
        ("D", "Ce qu'elle raconte", SOURCES.values()),
        ("E", "Statut", STATUSES),
    ):
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        rule.errorStyle, rule.errorTitle = "warning", title
        rule.error = f"La liste offre : {', '.join(options)}."
        rule.add(f"{letter}{FIRST}:{letter}{last}")
        page.sheet.add_data_validation(rule)


def _colours(page: Page, last: int) -> None:
    """Each line has the colour of its source; a silence of more than a week is marked."""
    for key, name in SOURCES.items():
        fill = PatternFill("solid", bgColor=f"FF{SIGNS[key].tint[1:]}")
        rule = FormulaRule(formula=[f'$D{FIRST}="{name}"'], fill=fill)
        page.sheet.conditional_formatting.add(f"A{FIRST}:K{last}", rule)
    long = [f"AND(ISNUMBER($L{FIRST}),$L{FIRST}>{LONGEST_SILENCE})"]
    marked = FormulaRule(
        formula=long, font=Font(bold=True, color=f"FF{palette.AMBER[1:]}"),
        fill=PatternFill("solid", bgColor="FFFBE3B8"),
    )  # fmt: skip
    page.sheet.conditional_formatting.add(f"L{FIRST}:L{last}", marked)
