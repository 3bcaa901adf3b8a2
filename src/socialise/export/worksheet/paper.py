"""The sheet of paper under a worksheet: what is placed on it goes down, page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from socialise.export.drawing import palette
from socialise.export.pdf.paper import BOTTOM, INNER, SIDE, SMALL, TOP, WIDTH, Paper

__all__ = ["LEFT", "NAME", "ROOM", "Piece", "WorksheetPaper", "split", "together"]

NAME = "Nom ou pseudonyme"
LEFT = SIDE + 8.0  # where questions begin, at the right of their numbers
ROOM = INNER - 8.0
LINE = 8.4  # from one writing line to the next, at ease
_DOTS = (0.3, 0.9)
SPLIT_AFTER = 110.0  # what is taller may begin on one page and end on the next


@dataclass(frozen=True)
class Piece:
    """Something drawn whole: its height in millimetres, and how it is drawn from a height down.

    `after` is the blank under it, lost at the foot of a page. A `glued` piece stays on the page of
    the next one. `again` is drawn first where a page begins with this piece: the heads of a table.
    """

    height: float
    draw: Callable[[float], object]
    after: float = 0.0
    glued: bool = False
    again: Piece | None = None


def together(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, all on one page."""
    found = list(pieces)
    return [*(replace(each, glued=True) for each in found[:-1]), *found[-1:]]


def split(pieces: Iterable[Piece], *, after: float = SPLIT_AFTER, least: int = 2) -> list[Piece]:
    """The pieces on one page, or cut with `least` of them on each side when they are tall.

    What is up to `after` millimetres tall is never cut.
    """
    found = list(pieces)
    if len(found) < 2 * least or sum(each.height + each.after for each in found) <= after:
        return together(found)
    return [*together(found[:least]), *found[least:-least], *together(found[-least:])]


class WorksheetPaper(Paper):
    """Worksheets in the making, one or several. `y` is where the next thing goes."""

    def __init__(self, title: str, now: datetime, *, kind: str) -> None:
        super().__init__(title, now, kind=kind)
        self.ease = 1.0
        self.y = TOP
        self._worksheets: list[str] = []  # their titles
        self._pages: list[
            tuple[int, int]
        ] = []  # of each: its worksheet, from 1, and its rank there

    def begin(self, named: str, ease: float = 1.0) -> None:
        """Another worksheet, on the front of a sheet: printed on both sides, they come apart.

        `ease` is the share of the room that is left to write on and between things, 1 at most.
        """
        if self.page % 2:
            super().leaf()
            self._pages.append((0, 0))
        self.ease = ease
        self._worksheets.append(named)
        self._pages.append((len(self._worksheets), 1))
        self.y = super().leaf()

    def leaf(self) -> float:
        """The next page of the same worksheet."""
        worksheet, rank = self._pages[-1]
        self._pages.append((worksheet, rank + 1))
        return super().leaf()

    @property
    def pitch(self) -> float:
        """From one writing line to the next, in millimetres."""
        return LINE * self.ease

    def space(self, height: float) -> None:
        """A blank, except at the top of a page."""
        if self.y > TOP:
            self.y += height * self.ease

    def place(self, pieces: Iterable[Piece]) -> None:
        """Draw the pieces one under the other; a page begins where the next ones lack room."""
        for chunk in _chunks(pieces):
            self._lay(chunk)

    def _lay(self, chunk: list[Piece]) -> None:
        height = sum(each.height + each.after for each in chunk) - chunk[-1].after
        if height > BOTTOM - TOP and len(chunk) > 1:  # no page holds them all
            for each in chunk:
                self._lay([each])
            return
        if self.y + height > BOTTOM + 0.01 and self.y > TOP:
            self.y = self.leaf()
            if (again := chunk[0].again) is not None:
                self._draw(again)
        for each in chunk:
            self._draw(each)

    def _draw(self, piece: Piece) -> None:
        piece.draw(self.y)
        self.y += piece.height + piece.after

    def dots(self, x: float, y: float, width: float) -> None:
        """A dotted line to write on."""
        with self.artifact():
            self.stroke_line(x, y, x + width, y, palette.GREY, 0.25, dash=_DOTS)

    def _head(self, kind: str = "") -> None:
        """A page that comes loose says what it is of, and whose."""
        worksheet, rank = self._pages[self.page - 1]
        if worksheet:
            super()._head(kind or self.kind)
        if rank > 1:
            start = SIDE + 36
            told = f"{NAME}\u00a0:"
            self.put(start, 16.6, told, SMALL)
            end = WIDTH - SIDE - self.measure(SMALL)(self.kind) - 8
            self.stroke_line(start + self.measure(SMALL)(told) + 1.5, 17.2, end, 17.2,
                             palette.GREY, 0.25, dash=_DOTS)  # fmt: skip

    def _foot(self, number: int, total: int) -> None:
        worksheet, rank = self._pages[number - 1]
        if not worksheet:
            return
        self.put(SIDE, 270.2, self.ready(self._worksheets[worksheet - 1], SMALL), SMALL)
        if (own := sum(each == worksheet for each, _ in self._pages)) > 1:
            self.put(WIDTH - SIDE, 270.2, f"page {rank} de {own}", SMALL, align="right")


def _chunks(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces that stay together."""
    chunk: list[Piece] = []
    for each in pieces:
        chunk.append(each)
        if not each.glued:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
