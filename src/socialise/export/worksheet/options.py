"""Options on a worksheet: each with the box to tick, the circle to fill or the letter to copy."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

from socialise.export.drawing import palette, shapes
from socialise.export.pdf.paper import BODY, Paper, Style
from socialise.export.worksheet.paper import Piece, split

__all__ = ["Mark", "box", "circle", "in_columns", "letter", "letters", "on_one_line"]

Mark = Callable[[Paper, float, float, int], None]  # at the left and top, for the place from 0

MARK = 4.4  # the side of a box, and the width of a circle
AFTER_MARK = 2.4
ACROSS = 6.0  # between two columns
DOWN = 1.9  # between two rows
MOST_COLUMNS = 4
OPTION = BODY.sized(10)
LETTER = Style("strong", 10)


def box(paper: Paper, x: float, y: float, place: int = 0) -> None:
    """A square to tick: several may be."""
    paper.panel(x, y, MARK, MARK, line=palette.INK, thickness=0.3, radius=0.6)


def circle(paper: Paper, x: float, y: float, place: int = 0) -> None:
    """A circle to fill: one alone."""
    half = MARK / 2
    paper.path(shapes.circle(half, half, half), x, y, line=palette.INK, thickness=0.3)


def letters(paper: Paper, x: float, y: float, place: int) -> None:
    """The letter that stands for an option: A for the first."""
    paper.put(x + 0.6, y + 3.6, letter(place), LETTER)


def letter(place: int) -> str:
    """« A » for 0."""
    return chr(ord("A") + place)


def in_columns(
    paper: Paper, labels: Sequence[str], x: float, width: float, mark: Mark
) -> list[Piece]:
    """The options in as many columns as they allow, row after row."""
    columns = _columns(paper, labels, width)
    inner = (width - ACROSS * (columns - 1)) / columns
    rows = [labels[start : start + columns] for start in range(0, len(labels), columns)]
    return split(
        _row(paper, row, columns * place, x, inner, mark) for place, row in enumerate(rows)
    )


def on_one_line(paper: Paper, labels: Sequence[str], width: float) -> bool:
    """Whether the options stand side by side."""
    return _columns(paper, labels, width) == len(labels)


def _columns(paper: Paper, labels: Sequence[str], width: float) -> int:
    """How many columns hold the widest option on one line, filled as evenly as can be."""
    measure = paper.measure(OPTION)
    widest = max((measure(paper.ready(each, OPTION)) for each in labels), default=0.0)
    for columns in range(min(MOST_COLUMNS, len(labels)), 1, -1):
        if widest + MARK + AFTER_MARK <= (width - ACROSS * (columns - 1)) / columns:
            return math.ceil(len(labels) / math.ceil(len(labels) / columns))
    return 1


def _row(
    paper: Paper, labels: Sequence[str], first: int, x: float, width: float, mark: Mark
) -> Piece:
    rows = [paper.set_lines(each, width - MARK - AFTER_MARK, OPTION, 6) for each in labels]
    height = max(max(len(each) for each in rows) * OPTION.line, MARK)
    return Piece(height, partial(_draw, paper, rows, first, x, width, mark), after=DOWN)


def _draw(
    paper: Paper,
    options: list[list[str]],
    first: int,
    x: float,
    width: float,
    mark: Mark,
    y: float,
) -> None:
    for place, rows in enumerate(options):
        left = x + place * (width + ACROSS)
        with paper.tagged("LI"):
            mark(paper, left, y + 0.1, first + place)
            paper.draw_lines(left + MARK + AFTER_MARK, y, rows, OPTION, role=None)
