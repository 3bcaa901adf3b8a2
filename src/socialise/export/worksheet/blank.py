"""What one writes on, by hand: the blank that each kind of question leaves on a worksheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from socialise import words
from socialise.export.drawing import palette, shapes
from socialise.export.pdf.paper import SIDE, SMALL, WIDTH, Paper, Style
from socialise.export.worksheet.classify import grid, lettered
from socialise.export.worksheet.options import OPTION, box, circle, in_columns
from socialise.export.worksheet.paper import LEFT, ROOM, Piece, WorksheetPaper, split
from socialise.export.worksheet.table import rows
from socialise.form.fields import (
    Choice,
    Choices,
    Classify,
    Date,
    Duration,
    Field,
    LongText,
    Money,
    Number,
    Percent,
    Ranking,
    Scale,
    Table,
)

__all__ = ["BESIDE", "beside", "example", "how", "under"]

BESIDE = 52.0  # the width of what is written beside its question
BOX = 9.0  # the height of a box to write in
WITHIN = Style(size=10, colour=palette.GREY)  # a unit in its box
TINY = Style(size=7.5, colour=palette.GREY)
_EXAMPLE = re.compile(r"[Pp]ar exemple|« [^»]*\d")


# -- in words --------------------------------------------------------------------------------------


def how(field: Field) -> str:
    """How one answers, where the blank does not tell; empty otherwise."""
    if isinstance(field, Ranking):
        last = len(field.options)
        return f"Écrivez 1 devant ce qui vient en premier, et ainsi de suite jusqu'à {last}."
    if isinstance(field, Choices):
        return "Cochez tout ce qui convient."
    if isinstance(field, Classify) and lettered(field):
        return "Écrivez la lettre qui convient dans chaque case."
    if isinstance(field, Choice):
        return "Une seule réponse."
    if isinstance(field, Number) and field.minimum is not None and field.maximum is not None:
        return f"De {words.number(field.minimum)} à {words.number(field.maximum)}."
    return ""


def example(field: Field) -> str:
    """A value as it is written, where the field's own help has none."""
    if _EXAMPLE.search(field.help):
        return ""
    if isinstance(field, Duration):
        return "Par exemple\u00a0: 2 h, ou 1 jour." if field.days else "Par exemple\u00a0: 1 h 30."
    if isinstance(field, Money):
        return "Par exemple\u00a0: 1 234,50 $."
    return "Par exemple\u00a0: 12,5 %." if isinstance(field, Percent) else ""


# -- beside its question ---------------------------------------------------------------------------


def beside(paper: WorksheetPaper, field: Field) -> Piece | None:
    """A box as wide as `BESIDE`, for what is short; None for what is written under its question."""
    if isinstance(field, Date):
        return Piece(BOX + TINY.line, partial(_date, paper))
    if isinstance(field, Duration) and not field.days:
        return Piece(BOX, partial(_hours, paper))
    if isinstance(field, Number | Duration):
        unit = field.unit if isinstance(field, Number) else ""
        return Piece(BOX, partial(_box, paper, unit))
    return None


def _framed(paper: Paper, x: float, y: float, width: float) -> None:
    with paper.artifact():
        paper.panel(x, y, width, BOX, line=palette.GREY, thickness=0.25, radius=0.8)


def _box(paper: Paper, unit: str, y: float) -> None:
    right = WIDTH - SIDE
    _framed(paper, right - BESIDE, y, BESIDE)
    if unit:
        with paper.tagged("P"):
            paper.put(right - 2.4, y + 6.0, paper.ready(unit, WITHIN), WITHIN, align="right")


def _date(paper: Paper, y: float) -> None:
    """Three boxes, the year first: a date that reads one way."""
    x = WIDTH - SIDE - BESIDE
    with paper.tagged("P"):
        for name, width in (("année", 20.0), ("mois", 13.0), ("jour", 13.0)):
            paper.panel(x, y, width, BOX, line=palette.GREY, thickness=0.25, radius=0.8)
            paper.put(x + width / 2, y + BOX + TINY.line - 0.7, name, TINY, align="center")
            x += width + 3


def _hours(paper: Paper, y: float) -> None:
    x = WIDTH - SIDE - BESIDE
    for name, width in (("h", 19.0), ("min", 17.0)):
        _framed(paper, x, y, width)
        with paper.tagged("P"):
            paper.put(x + width + 1.6, y + 6.0, name, WITHIN)
        x += width + 6.6


# -- under its question ----------------------------------------------------------------------------


def under(paper: WorksheetPaper, field: Field) -> list[Piece]:
    """The blank under the question, whole or in pieces; none for a kind that is not asked."""
    drawn: dict[type[Field], Callable[..., list[Piece]]] = {
        Ranking: _ranking, Choices: _choices, Choice: _choice, Classify: grid, Scale: _scale,
        Table: rows, LongText: _long,
    }  # fmt: skip
    for kind, draw in drawn.items():  # a ranking is also a kind of choices: it comes first
        if isinstance(field, kind):
            return draw(paper, field)
    return writing(paper, 1)


def writing(paper: WorksheetPaper, count: int, x: float = LEFT, width: float = ROOM) -> list[Piece]:
    """That many dotted lines."""
    line = Piece(paper.pitch, lambda y: paper.dots(x, y + paper.pitch - 0.8, width))
    return split([line] * count)


def _long(paper: WorksheetPaper, field: LongText) -> list[Piece]:
    return writing(paper, max(2, field.rows))


def _choice(paper: WorksheetPaper, field: Choice) -> list[Piece]:
    return in_columns(paper, list(field.options.values()), LEFT, ROOM, circle)


def _choices(paper: WorksheetPaper, field: Choices) -> list[Piece]:
    return in_columns(paper, list(field.options.values()), LEFT, ROOM, box)


def _ranking(paper: WorksheetPaper, field: Ranking) -> list[Piece]:
    side = 7.4

    def row(rows: list[str], y: float) -> None:
        with paper.tagged("LI"):
            paper.panel(LEFT, y, side, side, line=palette.INK, thickness=0.3, radius=0.8)
            top = y + (height(rows) - len(rows) * OPTION.line) / 2
            paper.draw_lines(LEFT + side + 3, top, rows, OPTION, role=None)

    def height(rows: list[str]) -> float:
        return max(side, len(rows) * OPTION.line)

    broken = [paper.set_lines(each, ROOM - side - 3, OPTION, 6) for each in field.options.values()]
    return split(Piece(height(rows), partial(row, rows), after=1.8) for rows in broken)


def _scale(paper: WorksheetPaper, field: Scale) -> list[Piece]:
    """Five circles with their numbers, the words of both ends under them."""
    step, across = 16.0, 8.0
    half = across / 2

    def draw(y: float) -> None:
        with paper.tagged("Figure", f"De 1, {field.low}, à 5, {field.high}"):
            for place in range(5):
                x = LEFT + place * step
                paper.path(shapes.circle(half, half, half), x, y, line=palette.INK, thickness=0.3)
                paper.put(x + half, y + 5.3, str(place + 1), WITHIN, align="center")
        last = LEFT + 4 * step + across + 5
        with paper.tagged("P"):
            told = f"1\u00a0: {field.low}   5\u00a0: {field.high}"
            rows = paper.set_lines(told, WIDTH - SIDE - last, SMALL, 2)
            paper.draw_lines(last, y + half - len(rows) * SMALL.line / 2, rows, SMALL, role=None)

    return [Piece(across, draw, after=1.0)]
