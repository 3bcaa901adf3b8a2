"""« Vue du mois »: four weeks of days, filled by formulas from « Calendrier »."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from socialise import words
from socialise.domain import LONGEST_SILENCE, OUTLETS, SOURCES, EditorialCalendar, Publication
from socialise.domain.editorial_calendar import FOUR_WEEKS, WEEK
from socialise.export.drawing import palette
from socialise.export.drawing.source_signs import SIGNS
from socialise.export.xlsx.publications import (
    DATE,
    DATES,
    SILENCE,
    SOURCE,
    STATUS,
    STATUSES,
    TEXT,
    WHERE,
    column,
    in_order,
    serial,
    silence_before,
)
from socialise.export.xlsx.workbook import INPUT_FILL, UNCLEAR_FILL, WHOLE, Page
from socialise.words.days import WEEKDAYS

SHEET = "Vue du mois"
START = "$C$4"
NAMES, FIRST = 6, 7  # rows
TALL = 3  # rows of a week: its days, their signs, their words
UNDER = FIRST + TALL * 4 + 1
DAY = "[$-C0C]d mmm"
EXCERPT = 90  # characters of a text that a day shows
LETTERS = "ABCDEFG"
WIDTHS = (21,) * WEEK
_SIDE = Side(style="thin", color=f"FF{palette.RULE[1:]}")


def month(page: Page, calendar: EditorialCalendar) -> None:
    page.title("A1", "Vue du mois")
    page.note("A2", "Les jours se remplissent à partir de la feuille « Calendrier ».", wrap=False)
    page.label("A4", "Le calendrier commence le", wrap=False)
    _start(page, calendar)
    first = calendar.start if isinstance(calendar.start, date) else None
    weekday = ",".join(f'"{name}"' for name in WEEKDAYS)
    for place, letter in enumerate(LETTERS):
        formula = f'IF(ISNUMBER({letter}{FIRST}),CHOOSE(WEEKDAY({letter}{FIRST},2),{weekday}),"")'
        day = first + timedelta(place) if first else None
        page.words(f"{letter}{NAMES}", formula, WEEKDAYS[day.weekday()] if day else "")
        page.sheet[f"{letter}{NAMES}"].alignment = Alignment(horizontal="left")
    for place in range(FOUR_WEEKS):
        week, weekday_place = divmod(place, WEEK)
        _day(page, calendar, LETTERS[weekday_place], FIRST + TALL * week, place, first)
    _counts(page, calendar)
    page.sheet.freeze_panes = f"A{FIRST}"


def _start(page: Page, calendar: EditorialCalendar) -> None:
    cell: Any = page.sheet[START.replace("$", "")]
    if isinstance(calendar.start, words.Unreadable):
        page.label(cell.coordinate, calendar.start.seen)
        cell.fill = UNCLEAR_FILL
    else:
        cell.value, cell.fill = calendar.start, INPUT_FILL
    cell.number_format = DATE
    cell.alignment = Alignment(horizontal="left")
    cell.font = Font(name="Calibri", size=11, color=f"FF{palette.RIVER[1:]}")
    cell.border = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def _day(
    page: Page, calendar: EditorialCalendar, letter: str, row: int, place: int, first: date | None
) -> None:
    """A day: its date, the signs of what it publishes, and the words of the first."""
    day = first + timedelta(place) if first else None
    held = [each for each in in_order(calendar) if day and each.on == day]
    here = f"{letter}{row}"
    page.result(here, f'IF(ISNUMBER({START}),{START}+{place},"")', serial(day) if day else "", DAY)
    dates, sources = column(DATES, calendar), column(SOURCE, calendar)
    told = "&".join(
        f'REPT("{SIGNS[key].character} {SIGNS[key].letters}  ",'
        f'COUNTIFS({dates},{here},{sources},"{name}"))'
        for key, name in SOURCES.items()
    )
    named = "+".join(f'COUNTIFS({dates},{here},{sources},"{name}")' for name in SOURCES.values())
    unnamed = f'REPT("{SIGNS[""].character} ?  ",COUNTIF({dates},{here})-({named}))'
    page.words(
        f"{letter}{row + 1}", f'IF(ISNUMBER({here}),TRIM({told}&{unnamed}),"")', _signs(held)
    )
    where, rank = column(WHERE, calendar), f"MATCH({here},{dates},0)"
    text = f"INDEX({column(TEXT, calendar)},{rank})"
    place_told = f'INDEX({where},{rank})&IF(INDEX({where},{rank})="",""," – ")'
    text_told = f'IF(LEN({text})>{EXCERPT},LEFT({text},{EXCERPT})&"…",{text}&"")'
    more = f'IF(COUNTIF({dates},{here})>1," (+"&(COUNTIF({dates},{here})-1)&")","")'
    page.words(
        f"{letter}{row + 2}",
        f'IF(ISNUMBER({here}),IF(COUNTIF({dates},{here})=0,"",{place_told}&{text_told}&{more}),"")',
        _words(held), strong=False,
    )  # fmt: skip
    for step, tall in enumerate((18, 20, 62)):
        cell: Any = page.sheet[f"{letter}{row + step}"]
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=step == 2)
        cell.border = Border(
            left=_SIDE, right=_SIDE, top=_SIDE if step == 0 else None,
            bottom=_SIDE if step == 2 else None,
        )  # fmt: skip
        cell.font = Font(
            name="Calibri", size=(10, 12, 10)[step], bold=step == 1,
            color=f"FF{(palette.GREY if step == 0 else palette.INK)[1:]}",
        )  # fmt: skip
        page.sheet.row_dimensions[row + step].height = tall
    for key in SOURCES:
        rule = FormulaRule(
            formula=[f'LEFT(${letter}${row + 1},1)="{SIGNS[key].character}"'],
            fill=PatternFill("solid", bgColor=f"FF{SIGNS[key].tint[1:]}"),
        )
        page.sheet.conditional_formatting.add(f"{letter}{row}:{letter}{row + 2}", rule)


def _signs(held: list[Publication]) -> str:
    """« ■ M  ▲ Va »; inner spaces are one, as TRIM leaves them."""
    return " ".join(
        f"{SIGNS[key].character} {SIGNS[key].letters}"
        for key in (*SOURCES, "")
        for each in held
        if each.source == key
    )


def _words(held: list[Publication]) -> str:
    """« Facebook – Muet depuis douze ans (+1) »."""
    if not held:
        return ""
    where, text = OUTLETS.get(held[0].place, ""), words.normalise(held[0].text)
    text = text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
    more = f" (+{len(held) - 1})" if len(held) > 1 else ""
    return f"{where} – {text}{more}" if where else f"{text}{more}"


def _counts(page: Page, calendar: EditorialCalendar) -> None:
    """What the whole calendar draws from, how far it is, and its longest silence."""
    page.heading(f"A{UNDER}", "En nombres")
    counts = calendar.by_source()
    for place, (key, name) in enumerate(SOURCES.items(), start=UNDER + 1):
        page.label(f"A{place}", f"{SIGNS[key].character} {SIGNS[key].letters}  {name}")
        formula = f'COUNTIF({column(SOURCE, calendar)},"{name}")'
        page.result(f"B{place}", formula, counts[key], WHOLE)
        page.sheet[f"A{place}"].fill = PatternFill("solid", fgColor=f"FF{SIGNS[key].tint[1:]}")
    for place, status in enumerate(STATUSES, start=UNDER + 1):
        page.label(f"D{place}", status)
        how_many = len(calendar.publications) if status == STATUSES[0] else 0
        formula = f'COUNTIF({column(STATUS, calendar)},"{status}")'
        page.result(f"E{place}", formula, how_many, WHOLE)
    row = UNDER + len(SOURCES) + 2
    silences = column(SILENCE, calendar)
    page.label(f"A{row}", "Le plus long silence, en jours", wrap=False)
    days = [silence_before(calendar, each.on) for each in calendar.dated() if each.on]
    longest = max((each for each in days if isinstance(each, int)), default=0)
    page.result(f"C{row}", f"MAX({silences},0)", longest, WHOLE, strong=True)
    page.words(
        f"D{row}",
        f'IF(C{row}>{LONGEST_SILENCE},"C\'est plus d\'une semaine.","Jamais plus d\'une semaine.")',
        "C'est plus d'une semaine." if longest > LONGEST_SILENCE else "Jamais plus d'une semaine.",
        strong=False,
    )  # fmt: skip
