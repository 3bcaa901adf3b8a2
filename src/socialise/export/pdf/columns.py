"""Rows of answers under titled columns, in one size of type, within a given height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from socialise import words
from socialise.export.drawing import palette
from socialise.export.pdf.paper import HEADING, INNER, SIDE, SMALL, WIDTH, Paper, Style

BETWEEN = 4.0  # two columns
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
MOST_LINES = 3  # in a cell
BLANK = 6.6  # a dotted line to complete

Row = tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Titles with their widths in millimetres, and what a row is called (« paire », « paires »).

    Rows short of `fewest` are left to complete.
    """

    titles: tuple[tuple[str, float], ...]
    singular: str
    plural: str
    fewest: int = 3

    def draw(self, paper: Paper, rows: Sequence[Row], y: float, bottom: float) -> float:
        """The rows from `y`, in the largest type that shows them all; what is left is counted.

        Gives the height under them.
        """
        y = self._heads(paper, y)
        blank = ("",) * len(self.titles)
        shown = [*rows, *[blank] * (self.fewest - len(rows))]
        styles = [Style(size=size) for size in SIZES]
        style = next(
            (
                style
                for style in styles
                if y + sum(self._height(paper, row, style) for row in shown) <= bottom
            ),
            styles[-1],
        )
        for place, row in enumerate(shown):
            left = len(shown) - place
            room = bottom - y - (SMALL.line if left > 1 else 0)
            if self._height(paper, row, style) > room:
                told = words.count(left, f"autre {self.singular}", f"autres {self.plural}")
                return paper.block(SIDE, y + 0.4, INNER, f"et {told}", SMALL)
            y = self._row(paper, row, y, style)
        return y

    def _heads(self, paper: Paper, y: float) -> float:
        x = SIDE
        for title, width in self.titles:
            paper.block(x, y, width, title, HEADING, limit=1, role="H2")
            x += width + BETWEEN
        y += HEADING.line + 1
        with paper.artifact():
            paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.INK, 0.3)
        return y

    def _cells(self, paper: Paper, row: Row, style: Style) -> list[list[str]]:
        return [
            paper.set_lines(" ".join(text.split()), width, style, MOST_LINES) if text else []
            for text, (_, width) in zip(row, self.titles, strict=True)
        ]

    def _height(self, paper: Paper, row: Row, style: Style) -> float:
        lines = max(len(cell) for cell in self._cells(paper, row, style))
        return max(lines * style.line, 0 if all(row) else BLANK) + 2.6

    def _row(self, paper: Paper, row: Row, y: float, style: Style) -> float:
        x = SIDE
        for cell, (_, width) in zip(self._cells(paper, row, style), self.titles, strict=True):
            if cell:
                paper.draw_lines(x, y + 1.2, cell, style)
            else:
                paper.to_complete(x, y + 0.2, width)
            x += width + BETWEEN
        y += self._height(paper, row, style)
        with paper.artifact():
            paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.RULE, 0.25)
        return y
