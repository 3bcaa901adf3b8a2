"""« Calendrier »: one publication a line, to sort, filter and mark as it goes."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from socialise import words
from socialise.domain import LONGEST_SILENCE, OUTLETS, SOURCES, EditorialCalendar, Publication
from socialise.export.drawing import palette
from socialise.export.drawing.source_signs import SIGNS
from socialise.export.xlsx.workbook import ROW, UNCLEAR_FILL, WHOLE, Page

SHEET = "Calendrier"
HEAD, FIRST = 4, 5  # rows
BLANK = 12  # lines ready for what comes next
DATE = "[$-C0C]ddd d mmm yyyy"
STATUSES = ("À faire", "Prête", "Publiée")
# Letter of a column → its head, its width.
DATES, WHERE, SOURCE, STATUS, TEXT, SILENCE = "A", "B", "C", "D", "E", "K"
COLUMNS = {
    "A": ("Date", 19), "B": ("Où", 12), "C": ("Ce qu'elle raconte", 13), "D": ("Statut", 11),
    "E": ("Texte", 30), "F": ("Ce que la personne y gagne", 23), "G": ("Appel à l'action", 21),
    "H": ("Mots-clics", 14), "I": ("Visuel", 17), "J": ("Texte de remplacement", 25),
    "K": ("Jours de silence avant", 10),
}  # fmt: skip
WIDTHS = tuple(float(width) for _, width in COLUMNS.values())
LINE_HEIGHT, MOST_LINES = 15.0, 26  # points; a row of a spreadsheet stops at 409
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
    page.note("A2", "Une ligne par publication. Les couleurs et la vue du mois suivent ce que vous "
                    "changez.", wrap=False)  # fmt: skip
    for letter, (head, _) in COLUMNS.items():
        page.head(f"{letter}{HEAD}", head, align="left")
    page.sheet.row_dimensions[HEAD].height = 48
    last = last_row(calendar)
    lines: list[Publication | None] = [*in_order(calendar)]
    lines += [None] * (last - FIRST + 1 - len(lines))
    for row, each in enumerate(lines, start=FIRST):
        _line(page, row, each, calendar)
    _choices(page, last)
    _colours(page, last)
    page.sheet.auto_filter.ref = f"A{HEAD}:{SILENCE}{last}"
    page.sheet.freeze_panes = f"B{FIRST}"
    page.sheet.print_title_rows = f"{HEAD}:{HEAD}"


def _line(page: Page, row: int, each: Publication | None, calendar: EditorialCalendar) -> None:
    texts = _texts(each) if each else {}
    for letter, text in texts.items():
        if text:
            page.label(f"{letter}{row}", text)
    _date(page, row, each)
    day = each.on if each else None
    dates = f"${DATES}${FIRST}:${DATES}${last_row(calendar)}"
    here = f"{DATES}{row}"
    page.words(
        f"{SILENCE}{row}",
        f'IF(ISNUMBER({here}),IF(COUNTIF({dates},"<"&{here})=0,"",'
        f'{here}-LARGE({dates},COUNTIF({dates},">="&{here})+1)),"")',
        silence_before(calendar, day) if day else "", strong=False,
    )  # fmt: skip
    page.sheet[f"{SILENCE}{row}"].number_format = WHOLE  # else some programs show a date
    for letter in COLUMNS:
        cell: Any = page.sheet[f"{letter}{row}"]
        cell.font = Font(name="Calibri", size=11, color=f"FF{palette.INK[1:]}")
        cell.alignment = Alignment(
            horizontal="left", vertical="top", wrap_text=True, indent=0 if letter == DATES else 1
        )
        cell.border = _EDGE
    # Programs that open a file do not all fit its rows to their words.
    most = max((_lines(text, COLUMNS[letter][1]) for letter, text in texts.items()), default=1)
    page.sheet.row_dimensions[row].height = max(ROW, LINE_HEIGHT * min(most, MOST_LINES) + 5)


def _texts(each: Publication) -> dict[str, str]:
    """What a line says, by column."""
    return {
        WHERE: OUTLETS.get(each.place, ""), SOURCE: SOURCES.get(each.source, ""),
        STATUS: STATUSES[0], TEXT: each.text, "F": each.gain, "G": each.call, "H": each.tags,
        "I": each.visual, "J": each.alternative,
    }  # fmt: skip


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(
        max(1, len(textwrap.wrap(line, width - 2))) for line in text[:2000].splitlines() or [""]
    )


def _date(page: Page, row: int, each: Publication | None) -> None:
    """A real date; what cannot be read as one, as typed and marked."""
    cell: Any = page.sheet[f"{DATES}{row}"]
    if each and isinstance(each.day, words.Unreadable):
        page.label(cell.coordinate, each.day.seen)
        cell.fill = UNCLEAR_FILL
    else:
        cell.value = each.on if each else None
    cell.number_format = DATE


def _choices(page: Page, last: int) -> None:
    """Lists to choose from; anything else is asked about, never refused."""
    for letter, title, options in (
        (WHERE, "Où", OUTLETS.values()),
        (SOURCE, "Ce qu'elle raconte", SOURCES.values()),
        (STATUS, "Statut", STATUSES),
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
        rule = FormulaRule(formula=[f'${SOURCE}{FIRST}="{name}"'], fill=fill)
        page.sheet.conditional_formatting.add(f"A{FIRST}:J{last}", rule)
    long = [f"AND(ISNUMBER(${SILENCE}{FIRST}),${SILENCE}{FIRST}>{LONGEST_SILENCE})"]
    marked = FormulaRule(
        formula=long, font=Font(bold=True, color=f"FF{palette.AMBER[1:]}"),
        fill=PatternFill("solid", bgColor="FFFBE3B8"),
    )  # fmt: skip
    page.sheet.conditional_formatting.add(f"{SILENCE}{FIRST}:{SILENCE}{last}", marked)
