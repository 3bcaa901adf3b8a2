"""Items to class on a worksheet: a box in the column of each category, or a letter to write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from socialise.export.drawing import palette
from socialise.export.pdf.paper import SIDE, WIDTH, Paper, Style
from socialise.export.worksheet.options import MARK, OPTION, in_columns, letters
from socialise.export.worksheet.paper import LEFT, ROOM, Piece, WorksheetPaper, split
from socialise.form.fields import Classify

__all__ = ["grid", "lettered"]

HEADS = Style("strong", 8.5, palette.GREY, 1.22)
MOST_HEADS = 4  # categories with a column of their own
NARROW, BROAD = 19.0, 29.0  # the column of a category
LETTER = 16.0  # the column where a letter is written
LEAST = 8.4  # the height of an item


@dataclass(frozen=True)
class _Boxes:
    """`count` columns of boxes along the right margin, each `width` wide."""

    count: int
    width: float
    side: float  # of a box

    @property
    def room(self) -> float:
        """What is left for the items."""
        return ROOM - self.width * self.count - 4

    def middle(self, place: int) -> float:
        """Where the box of a column stands."""
        return WIDTH - SIDE - self.width * (self.count - place - 0.5)


def lettered(field: Classify) -> bool:
    """Whether the categories are too many for a column each."""
    return len(field.categories) > MOST_HEADS


def grid(paper: WorksheetPaper, field: Classify) -> list[Piece]:
    """The categories, then the items."""
    heads = list(field.categories.values())
    if lettered(field):
        legend = in_columns(paper, heads, LEFT, ROOM, letters)
        return [*legend, *_items(paper, field, _Boxes(1, LETTER, 7.0), None)]
    measure = paper.measure(HEADS)
    widest = max(measure(paper.ready(head, HEADS)) for head in heads) + 4
    boxes = _Boxes(len(heads), BROAD if widest > BROAD else max(NARROW, widest), MARK + 1)
    broken = [paper.set_lines(head, boxes.width - 3, HEADS, 5) for head in heads]
    height = max(len(rows) for rows in broken) * HEADS.line + 1.6

    def draw(y: float) -> None:
        for place, rows in enumerate(broken):
            top = y + height - 1.4 - len(rows) * HEADS.line
            paper.draw_lines(boxes.middle(place), top, rows, HEADS, align="center")
        _rule(paper, y + height, palette.INK)

    head = Piece(height, draw, glued=True)
    return [head, *_items(paper, field, boxes, head)]


def _items(
    paper: WorksheetPaper, field: Classify, boxes: _Boxes, head: Piece | None
) -> list[Piece]:
    """Each item, and its boxes."""

    def draw(rows: list[str], height: float, y: float) -> None:
        with paper.tagged("LI"):
            top = y + (height - len(rows) * OPTION.line) / 2
            paper.draw_lines(LEFT, top, rows, OPTION, role=None)
        with paper.artifact():
            for place in range(boxes.count):
                left, top = boxes.middle(place) - boxes.side / 2, y + (height - boxes.side) / 2
                paper.panel(left, top, boxes.side, boxes.side, line=palette.INK, thickness=0.3,
                            radius=0.6)  # fmt: skip
        _rule(paper, y + height, palette.RULE)

    pieces = []
    for item in field.options.values():
        rows = paper.set_lines(item, boxes.room, OPTION, 6)
        height = max(len(rows) * OPTION.line + 3.0, LEAST)
        pieces.append(Piece(height, partial(draw, rows, height), again=head))
    return split(pieces)


def _rule(paper: Paper, y: float, colour: str) -> None:
    with paper.artifact():
        paper.stroke_line(LEFT, y, WIDTH - SIDE, y, colour, 0.25)
