"""What a lesson is made of, in pieces that may stand on different slides.

A paragraph is cut between its sentences, a list between its items, a table between its rows, which
all keep its headings. Whatever else stays whole.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from docutils import nodes

from socialise.course.screen import BODY_HEIGHT, LINE, WIDTH, line_count, text_width
from socialise.course.sentences import sentences

__all__ = ["Part", "Prose", "Table", "is_drawing", "part_of"]

_MEASURE = 28.5  # the widest line of prose
_INDENT = 1.5  # of a list
_ITEM_GAP = 0.45
_TERM = 5.5  # the name of whoever speaks
_CELL_GAP = 0.9  # between two columns
_SHORT = 7.5  # the widest cell that is better on one line
_BOLD = 1.1  # headings are wider than the text
_STEPS = 40  # in which the width that is left is given out
_ROW_GAP = 0.55  # above and under the text of a cell, and its rule
_ROW_LINE = 1.3
_QUOTE = 1.12  # its type


class Part(ABC):
    """An element of a lesson: `count` pieces, numbered from 0; `stop` is not included."""

    crowded = 1.0  # how much sooner than a list it makes a slide look full

    def __init__(self, element: nodes.Element) -> None:
        self.element = element

    @property
    def count(self) -> int:
        """How many pieces it can be cut into."""
        return 1

    @abstractmethod
    def height(self, start: int, stop: int, size: float) -> float:
        """How tall these pieces are at a type size, in em of the slide."""

    def take(self, start: int, stop: int) -> nodes.Element:
        """An element that has these pieces only."""
        return self.element

    def cut_price(self, at: int) -> float:
        """How much a slide loses when it ends before piece `at`."""
        return 0.0


class Prose(Part):
    """A paragraph."""

    crowded = 1.35

    def __init__(self, element: nodes.Element, children: Sequence[nodes.Node]) -> None:
        super().__init__(element)
        self._sentences = sentences(children)

    @property
    def count(self) -> int:
        return len(self._sentences)

    @property
    def announces(self) -> bool:
        """Whether it ends with what comes next: « Il faut trois choses : »."""
        return _words(self._sentences[-1]).rstrip().endswith(":")

    def height(self, start: int, stop: int, size: float) -> float:
        text = " ".join(_words(each) for each in self._sentences[start:stop])
        return line_count(text, _MEASURE / size) * LINE * size

    def take(self, start: int, stop: int) -> nodes.Element:
        joined: list[nodes.Node] = []
        for each in self._sentences[start:stop]:
            joined += [nodes.Text(" "), *each] if joined else each
        return nodes.paragraph("", "", *joined, classes=self.element["classes"])

    def cut_price(self, at: int) -> float:
        return 0.25


class _Items(Part):
    """A list, bulleted or numbered."""

    @property
    def count(self) -> int:
        return len(self.element.children)

    def height(self, start: int, stop: int, size: float) -> float:
        return sum(
            (_text_lines(item, _MEASURE / size - _INDENT) * LINE + _ITEM_GAP) * size
            for item in self.element.children[start:stop]
        )

    def take(self, start: int, stop: int) -> nodes.Element:
        found = self.element.copy()
        found += [item.deepcopy() for item in self.element.children[start:stop]]
        if isinstance(found, nodes.enumerated_list):
            found["start"] = self.element.get("start", 1) + start
        return found

    def cut_price(self, at: int) -> float:
        return 0.4


class _Terms(_Items):
    """A list of terms and definitions, or a dialogue, whose terms stand beside."""

    def height(self, start: int, stop: int, size: float) -> float:
        total = 0.0
        for item in self.element.children[start:stop]:
            lines: int = _text_lines(item, _MEASURE / size)
            if "dialogue" in self.element["classes"]:
                said = list(item.findall(nodes.definition))
                lines = sum(_text_lines(each, _MEASURE / size - _TERM) for each in said)
            total += (lines * LINE + 2 * _ITEM_GAP) * size
        return total

    def cut_price(self, at: int) -> float:
        return 0.9 if "dialogue" in self.element["classes"] else super().cut_price(at)


class Table(Part):
    """A table; each slide that has some of its rows has its headings too."""

    crowded = 0.8

    def __init__(self, element: nodes.Element) -> None:
        super().__init__(element)
        self._head = [list(row.children) for head in element.findall(nodes.thead) for row in head]
        (self._body,) = list(element.findall(nodes.tbody))[:1]
        rows = [*self._head, *(row.children for row in self._body)]
        self._columns = _column_shares([[cell.astext() for cell in row] for row in rows])

    @property
    def count(self) -> int:
        return len(self._body.children)

    def height(self, start: int, stop: int, size: float) -> float:
        rows = [*self._head, *(row.children for row in self._body.children[start:stop])]
        return sum(self._row_height(row, size) for row in rows)

    def _row_height(self, row: Sequence[nodes.Element], size: float) -> float:
        lines = [
            _text_lines(cell, share * WIDTH / size - _CELL_GAP)
            for cell, share in zip(row, self._columns, strict=False)
        ]
        return (max(lines, default=1) * _ROW_LINE + _ROW_GAP) * size

    def take(self, start: int, stop: int) -> nodes.Element:
        found = self.element.deepcopy()
        (body,) = found.findall(nodes.tbody)
        body.children = body.children[start:stop]
        for column, share in zip(found.findall(nodes.colspec), self._columns, strict=False):
            column["colwidth"] = round(100 * share)
        internal = ("colwidths-auto", "colwidths-grid")
        kept = [each for each in found["classes"] if each not in internal]
        found["classes"] = [*kept, "colwidths-given"]
        return found

    def cut_price(self, at: int) -> float:
        return 1.1 if 1 < at < self.count - 1 else 2.5  # a row alone is lost


class _Whole(Part):
    """A quotation, or anything else that has text."""

    def height(self, start: int, stop: int, size: float) -> float:
        quoted = _QUOTE if isinstance(self.element, nodes.block_quote) else 1.0
        width = (_MEASURE - 2 * _INDENT) / size / quoted
        return _text_lines(self.element, width) * LINE * size * quoted + _ITEM_GAP


class _Drawing(Part):
    """A drawing and its caption: it takes a slide of its own."""

    def height(self, start: int, stop: int, size: float) -> float:
        return BODY_HEIGHT


def is_drawing(element: nodes.Node) -> bool:
    """Whether this is what the `drawing` directive gives."""
    return isinstance(element, nodes.container) and "figure-dessinee" in element["classes"]


def part_of(element: nodes.Element) -> Part:
    """The part that an element of a lesson is."""
    if isinstance(element, nodes.paragraph):
        return Prose(element, element.children)
    if isinstance(element, nodes.bullet_list | nodes.enumerated_list):
        return _Items(element)
    if isinstance(element, nodes.definition_list):
        return _Terms(element)
    if isinstance(element, nodes.table) and any(element.findall(nodes.tbody)):
        return Table(element)
    return _Drawing(element) if is_drawing(element) else _Whole(element)


def _words(children: Sequence[nodes.Node]) -> str:
    return "".join(child.astext() for child in children).replace("\n", " ")


def _text_lines(element: nodes.Element, width: float) -> int:
    """The lines of everything that it says, one block under the other."""
    blocks = [
        each.astext()
        for each in element.findall(nodes.TextElement)
        if not isinstance(each, nodes.Inline)
    ]
    lines = [line for block in blocks for line in _source_lines(block, element)]
    return max(1, sum(line_count(line, width) for line in lines))


def _source_lines(block: str, element: nodes.Element) -> list[str]:
    """A new line is only one in code."""
    if isinstance(element, nodes.literal_block):
        return block.splitlines()
    return [block.replace("\n", " ")]


def _column_shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """The share of a table's width for each column, so that its rows take the fewest lines.

    A column has at least its longest word; its short cells are on one line when that costs no other
    cell more. What is left goes, a little at a time, where it takes most off the rows' heights.
    """
    cells = [[cell.replace("\n", " ") for cell in row] for row in rows]
    count = max(map(len, cells), default=0)
    even = [row for row in cells if len(row) == count]
    words = [max(_word(row[at]) for row in even) for at in range(count)]
    tried = [_poured(even, words)]
    for short in (_SHORT, _SHORT / 1.5):
        whole = [max(min(_wide(row[at]), short) for row in even) for at in range(count)]
        floor = list(map(max, words, whole))
        if sum(floor) + count * _CELL_GAP < WIDTH:
            tried.append(_poured(even, floor))
    widths = min(reversed(tried), key=lambda each: _lines(even, each))
    with_gaps = [width + _CELL_GAP for width in widths]
    return [width / sum(with_gaps) for width in with_gaps]


def _poured(rows: Sequence[Sequence[str]], widths: list[float]) -> list[float]:
    """These widths, and what is left of a table's."""
    wide = [[_wide(cell) for cell in row] for row in rows]
    free = WIDTH - sum(widths) - len(widths) * _CELL_GAP
    for _ in range(_STEPS if free > 0 else 0):
        tried = [_wider(widths, at, free / _STEPS) for at in range(len(widths))]
        widths = min(tried, key=lambda each: (_depth(wide, each), -min(each)))
    return widths


def _lines(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> int:
    return sum(
        max(line_count(cell, width / _BOLD) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _wide(cell: str) -> float:
    return text_width(cell) * _BOLD


def _word(cell: str) -> float:
    """The width of its longest word."""
    return max(map(text_width, cell.split(" "))) * _BOLD


def _wider(widths: Sequence[float], at: int, more: float) -> list[float]:
    return [width + more * (column == at) for column, width in enumerate(widths)]


def _depth(rows: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """How many lines the rows take, were words poured like sand; a row has one at least."""
    return sum(
        max(1.0, *(cell / width for cell, width in zip(row, widths, strict=True))) for row in rows
    )
