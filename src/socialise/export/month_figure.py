"""Four weeks of publications, drawn: a grid of days, with a sign and letters for each source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from socialise import words
from socialise.domain import LONGEST_SILENCE, OUTLETS, EditorialCalendar, Publication
from socialise.export.drawing import letter_widths
from socialise.export.drawing.canvas import Canvas, fitting
from socialise.export.drawing.source_signs import SIGNS
from socialise.form.picture import Picture
from socialise.words.days import SHORT_MONTHS, SHORT_WEEKDAYS, named

__all__ = ["draw"]

WIDTH = 480.0
LEFT = 52.0  # of the grid; the months stand before it
TOP = 32.0
CELL = (WIDTH - LEFT - 1) / 7
HEAD, LINE, FOOT = 25.0, 25.0, 6.0  # of a day: its number, each publication, what is under
TYPE = 18.0
MOST = 3  # publications shown in one day; more are counted

INK = "var(--encre, #1F2A37)"
GREY = "var(--gris, #5B6672)"
RULE = "var(--filet, #D9CEBD)"
HELD = "var(--carton, #F4EEE4)"

Week = list[tuple[date, list[Publication]]]


def draw(calendar: EditorialCalendar) -> Picture:
    """The four weeks, what each day publishes and draws from, and what to know under them.

    Raises words.Missing where no publication falls in the four weeks, or where their first day is
    not known; words.Unreadable where it cannot be read.
    """
    weeks = calendar.weeks()
    if not calendar.within():
        raise words.Missing
    remarks = _remarks(calendar)
    told = "\n".join([_opening(calendar), *map(_week_in_words, weeks), *remarks])
    legend = _legend_lines(calendar)
    rows = [fitting(remark, WIDTH - 8, 90, "text", (TYPE,))[1] for remark in remarks]
    heights = [_height(week) for week in weeks]
    under = TOP + sum(heights) + 16
    foot = under + 28 * len(legend) + 2
    height = foot + sum(24 * len(row) + 4 for row in rows) + 4
    canvas = Canvas(WIDTH, height, "Vos publications sur quatre semaines", told)
    for place, (day, _) in enumerate(weeks[0]):
        x = LEFT + CELL * place + 7
        canvas.put(x, TOP - 10, SHORT_WEEKDAYS[day.weekday()], "text", 17, GREY)
    y = TOP
    for week, tall in zip(weeks, heights, strict=True):
        _draw_week(canvas, week, y, tall)
        y += tall
    canvas.line(LEFT, y, WIDTH - 1, y, RULE, 1.5)
    for place, line in enumerate(legend):
        _draw_legend(canvas, line, under + 28 * place)
    y = foot
    for row in rows:
        for told_line in row:
            canvas.put(4, y + 19, told_line, "text", TYPE, INK)
            y += 24
        y += 4
    return Picture(canvas.to_text(WIDTH, height), told)


def _height(week: Week) -> float:
    most = max(min(len(held), MOST) for _, held in week)
    return HEAD + LINE * max(most, 1) + FOOT


def _draw_week(canvas: Canvas, week: Week, y: float, tall: float) -> None:
    months = dict.fromkeys(SHORT_MONTHS[day.month - 1] for day, _ in week)
    for place, month in enumerate(months):
        canvas.put(LEFT - 8, y + 19 + 22 * place, month, "text", 17, GREY, align="end")
    canvas.line(LEFT, y, WIDTH - 1, y, RULE, 1.5)
    for place, (day, held) in enumerate(week):
        x = LEFT + CELL * place
        if held:
            canvas.rect(x + 2, y + 2.5, CELL - 4, tall - 5, fill=HELD, radius=3)
        font, colour = ("strong", INK) if held else ("text", GREY)
        canvas.put(x + 7, y + 19, str(day.day), font, 17, colour)
        shown = held if len(held) <= MOST else held[: MOST - 1]
        line = y + HEAD
        for each in shown:
            _draw_sign(canvas, each.source, x + 6, line)
            line += LINE
        if len(shown) < len(held):
            more = f"+{len(held) - len(shown)}"
            canvas.put(x + 8, line + 18, more, "strong", TYPE, INK)


def _draw_sign(canvas: Canvas, source: str, x: float, y: float) -> None:
    """The sign and its letters."""
    sign = SIGNS[source]
    fill = "none" if not source else sign.colour
    canvas.path(sign.path, x, y + 2, 18 / 24, fill=fill, line=sign.colour, thickness=1.5)
    canvas.put(x + 23, y + 18, sign.letters, "strong", TYPE, INK)


def _legend(calendar: EditorialCalendar) -> list[tuple[str, int]]:
    """Each source with how many of the four weeks' publications draw from it."""
    found = [each.source for each in calendar.within()]
    return [(key, found.count(key)) for key in SIGNS if key or "" in found]


def _legend_lines(calendar: EditorialCalendar) -> list[list[tuple[float, str, str]]]:
    """Where each source of the legend stands in its line, its key and its words."""
    lines: list[list[tuple[float, str, str]]] = [[]]
    x = 4.0
    for key, times in _legend(calendar):
        text = f"{SIGNS[key].name}\u00a0: {times}"
        wide = _beside(key) + letter_widths.measure("text", TYPE)(text)
        if x + wide > WIDTH - 4:
            lines.append([])
            x = 4.0
        lines[-1].append((x, key, text))
        x += wide + 22
    return lines


def _beside(key: str) -> float:
    """How far from a sign the words that follow its letters begin."""
    return 23 + letter_widths.measure("strong", TYPE)(SIGNS[key].letters) + 7


def _draw_legend(canvas: Canvas, line: list[tuple[float, str, str]], y: float) -> None:
    for x, key, text in line:
        _draw_sign(canvas, key, x, y)
        canvas.put(x + _beside(key), y + 18, text, "text", TYPE, INK)


# -- in words --------------------------------------------------------------------------------------


def _opening(calendar: EditorialCalendar) -> str:
    first, last = calendar.first_day(), calendar.end
    assert last is not None
    how_many = words.count(len(calendar.within()), "publication", "publications")
    sources = ", ".join(f"{SIGNS[key].name}\u00a0{times}" for key, times in _legend(calendar))
    return f"Du {words.date(first)} au {words.date(last)}\u00a0: {how_many} ({sources})."


def _week_in_words(week: Week) -> str:
    days = [f"{named(day)}, {_and(map(_told, held))}" for day, held in week if held]
    return f"Semaine du {named(week[0][0])}\u00a0: {'; '.join(days) or 'aucune publication'}."


def _told(publication: Publication) -> str:
    """« Facebook (vision) »."""
    source = SIGNS[publication.source].name if publication.source else "source à choisir"
    return f"{OUTLETS.get(publication.place, 'endroit à choisir')} ({source})"


def _and(parts: Iterable[str]) -> str:
    told = list(parts)
    return " et ".join(filter(None, [", ".join(told[:-1]), told[-1]]))


def _remarks(calendar: EditorialCalendar) -> list[str]:
    """What the grid does not show by itself."""
    told = []
    silence = calendar.longest_silence()
    if silence is not None:
        days = words.count(silence.days, "jour", "jours")
        more = "" if silence.days <= LONGEST_SILENCE else " C'est plus d'une semaine."
        told.append(
            f"Le plus long silence\u00a0: {days}, du {named(silence.before)} au "
            f"{named(silence.after)}.{more}"
        )
    outside = len(calendar.dated()) - len(calendar.within())
    if outside:
        told.append(
            f"Hors des quatre semaines\u00a0: "
            f"{words.count(outside, 'publication', 'publications')}."
        )
    lacking = len(calendar.publications) - len(calendar.dated())
    if lacking:
        told.append(
            f"Sans date qui se lise\u00a0: {words.count(lacking, 'publication', 'publications')}."
        )
    return told
