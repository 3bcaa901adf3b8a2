"""A table on a worksheet: ruled rows, or a card for each row where the columns are too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from socialise.export.drawing import palette
from socialise.export.pdf.paper import LABEL, SIDE, SMALL, WIDTH, Paper, Style
from socialise.export.worksheet.options import circle, in_columns, letter, on_one_line
from socialise.export.worksheet.paper import LEFT, ROOM, Piece, WorksheetPaper, split
from socialise.form.fields import Choice, Date, Duration, Field, LongText, Number, Table, Text

__all__ = ["count_of", "rows"]

SHORT, NARROW = 26.0, 21.0  # the column of a date or a number, and of a letter
LEAST = 40.0  # a column of words, at the least
WIDE = 62.0  # from here, one line is enough for a few words
GAP = 3.0  # between two columns
LOW, HIGH = 9.6, 14.0  # a row with one line of writing, or two
SPOKEN = 10  # letters: an option as short is written rather than lettered
HEAD = Style("strong", 8.5, palette.GREY, 1.2)
UNDER_HEAD = SMALL.sized(8)
LEGEND = Style(size=9)
ORDER = Style("title", 11, palette.MAPLE)
INSIDE = 3.4  # the margin of a card
ASIDE = 52.0  # the names of the lines of a card
CARD_LINE = 7.3  # from one line of a card to the next, at ease


def rows(paper: WorksheetPaper, field: Table) -> list[Piece]:
    """What is to know before writing, then the rows."""
    cards = _in_cards(field)
    told = []
    for column in field.columns:
        if isinstance(column, Choice) and not (cards and _ticked(paper, column)):
            told.append(_legend(column))
        elif cards and column.help:
            told.append(f"{column.label}{'' if column.label.endswith('?') else '.'} {column.help}")
    before = [_block(paper, each) for each in told]
    if before and cards:
        before[-1] = replace(before[-1], after=2.6)
    return [*before, *(_cards if cards else _ruled)(paper, field)]


def count_of(field: Table) -> int:
    """How many rows are printed: the least that are asked, and some to spare."""
    if _in_cards(field):
        return min(field.max_rows, max(field.min_rows, 2))
    spare = max(1, field.min_rows // 2)
    if not any(isinstance(each, Text | LongText) for each in field.columns):
        spare = max(spare, field.min_rows)  # low rows, of which there are many
    return min(field.max_rows, field.min_rows + spare)


# -- what is told before ---------------------------------------------------------------------------


def _spoken(column: Choice) -> bool:
    """Whether the options are written in full in a cell."""
    return all(len(label) <= SPOKEN for label in column.options.values())


def _ticked(paper: Paper, column: Choice) -> bool:
    """Whether a card has room for the options themselves, on a line."""
    return on_one_line(paper, list(column.options.values()), _inner() - ASIDE)


def _legend(column: Choice) -> str:
    """What may be written in the cells of a column: words, or the letters that stand for them."""
    labels = list(column.options.values())
    name = column.label.rstrip(" ?:")
    if _spoken(column):
        return f"{name}\u00a0: {' · '.join(labels)}"
    told = " · ".join(f"{letter(place)} = {label}" for place, label in enumerate(labels))
    return f"{name}, par une lettre\u00a0: {told}"


def _block(paper: WorksheetPaper, text: str) -> Piece:
    broken = paper.set_lines(text, ROOM, LEGEND, 8)
    height = len(broken) * LEGEND.line
    return Piece(height, lambda y: paper.draw_lines(LEFT, y, broken, LEGEND), 1.0, glued=True)


# -- ruled rows ------------------------------------------------------------------------------------


def _asked_width(column: Field) -> float:
    """The width that a column asks for; a column of words takes what is left, so it asks none."""
    if isinstance(column, Date | Number | Duration):
        return SHORT
    if isinstance(column, Choice):
        return SHORT if _spoken(column) else NARROW
    return 0.0


def _widths(columns: Sequence[Field]) -> list[float]:
    whole = ROOM - GAP * (len(columns) - 1)
    asked = [_asked_width(column) for column in columns]
    left = whole - sum(asked)
    if free := asked.count(0.0):
        return [width or left / free for width in asked]
    return [width + left / len(asked) for width in asked]


def _in_cards(field: Table) -> bool:
    """Whether the columns would be too narrow to write in."""
    return any(
        width < (_asked_width(column) or LEAST)
        for width, column in zip(_widths(field.columns), field.columns, strict=True)
    )


def _unit(column: Field) -> str:
    """How the cells are written, told under the name of the column."""
    if isinstance(column, Date):
        return "année-mois-jour"
    if isinstance(column, Number):
        return f"en {column.unit}" if column.unit else ""
    return ""


def _ruled(paper: WorksheetPaper, field: Table) -> list[Piece]:
    widths = _widths(field.columns)
    edges = [LEFT + sum(widths[:place]) + GAP * place for place in range(len(widths))]
    words_in = [
        width
        for width, column in zip(widths, field.columns, strict=True)
        if not _asked_width(column)
    ]
    tall = (HIGH if words_in and min(words_in) < WIDE else LOW) * paper.ease

    def draw(y: float) -> None:
        with paper.artifact():
            for x in edges[1:]:
                paper.stroke_line(x - GAP / 2, y, x - GAP / 2, y + tall, palette.RULE, 0.25)
            paper.stroke_line(LEFT, y + tall, WIDTH - SIDE, y + tall, palette.GREY, 0.25)

    head = _heads(paper, field.columns, edges, widths)
    return [head, *split([Piece(tall, draw, again=head)] * count_of(field))]


def _heads(
    paper: WorksheetPaper, columns: Sequence[Field], edges: list[float], widths: list[float]
) -> Piece:
    """The names of the columns, and how their cells are written."""
    heads = []
    for column, width in zip(columns, widths, strict=True):
        told = [(row, HEAD) for row in paper.set_lines(column.label, width, HEAD, 4)]
        for more in filter(None, (_unit(column), column.help)):
            told += [(row, UNDER_HEAD) for row in paper.set_lines(more, width, UNDER_HEAD, 5)]
        heads.append(told)
    height = max(sum(style.line for _, style in told) for told in heads) + 1.8

    def draw(y: float) -> None:
        for x, told in zip(edges, heads, strict=True):
            top = y
            with paper.tagged("P"):
                for row, style in told:
                    paper.put(x, top + style.rise, row, style)
                    top += style.line
        with paper.artifact():
            paper.stroke_line(LEFT, y + height, WIDTH - SIDE, y + height, palette.INK, 0.3)

    return Piece(height, draw, glued=True)


# -- cards -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """A line of a card, and its height."""

    height: float
    draw: Callable[[float], None]


def _inner() -> float:
    return ROOM - 2 * INSIDE


def _cards(paper: WorksheetPaper, field: Table) -> list[Piece]:
    """One card a row, never cut."""
    lines = list(_lines(paper, field.columns))
    height = sum(line.height for line in lines) + INSIDE + 1.6

    def draw(order: int, y: float) -> None:
        with paper.artifact():
            paper.panel(LEFT, y, ROOM, height, line=palette.GREY, thickness=0.25, radius=1.4)
        with paper.tagged("P"):
            paper.put(LEFT - 2.4, y + 5.6, str(order), ORDER, align="right")
        top = y + 1.6
        for line in lines:
            line.draw(top)
            top += line.height

    return [
        Piece(height, partial(draw, order), after=2.6) for order in range(1, count_of(field) + 1)
    ]


def _lines(paper: WorksheetPaper, columns: Sequence[Field]) -> list[_Line]:
    """The columns one under the other; two that are short share a line."""
    pitch = CARD_LINE * paper.ease
    lines: list[_Line] = []
    waiting: list[Field] = []
    for column in columns:
        if _asked_width(column) and not (isinstance(column, Choice) and _ticked(paper, column)):
            waiting.append(column)
            if len(waiting) < 2:
                continue
        if waiting:
            lines.append(_Line(pitch, partial(_shared, paper, tuple(waiting))))
        if column not in waiting:
            lines.append(_long(paper, column))
        waiting = []
    if waiting:
        lines.append(_Line(pitch, partial(_shared, paper, tuple(waiting))))
    return lines


def _shared(paper: WorksheetPaper, columns: Sequence[Field], y: float) -> None:
    """Short blanks side by side, each after its name."""
    foot = y + CARD_LINE * paper.ease - 1.0
    middle = LEFT + INSIDE + ASIDE + (_inner() - ASIDE) / 2
    starts = (LEFT + INSIDE, middle + 4)
    ends = (middle, LEFT + ROOM - INSIDE) if len(columns) > 1 else (middle,)
    for place, (column, start, end) in enumerate(zip(columns, starts, ends, strict=False)):
        name, unit = paper.ready(column.label, LABEL), _unit(column)
        with paper.tagged("P"):
            paper.put(start, foot - 0.6, name, LABEL)
            if unit:
                paper.put(end, foot - 0.6, unit, UNDER_HEAD, align="right")
        x = start + ASIDE if not place else start + paper.measure(LABEL)(name) + 2.5
        paper.dots(x, foot, end - x - (paper.measure(UNDER_HEAD)(unit) + 2 if unit else 0))


def _long(paper: WorksheetPaper, column: Field) -> _Line:
    """A name, then its options or its writing lines."""
    names = paper.set_lines(column.label, ASIDE - 3, LABEL, 5)
    lines = 2 if isinstance(column, LongText) else 1
    pitch = CARD_LINE * paper.ease
    height = max(pitch * lines, len(names) * LABEL.line + 1.4)
    left, width = LEFT + INSIDE + ASIDE, _inner() - ASIDE

    def draw(y: float) -> None:
        foot = y + height - 1.0
        paper.draw_lines(LEFT + INSIDE, foot - len(names) * LABEL.line + 0.6, names, LABEL)
        if isinstance(column, Choice):
            (ticks,) = in_columns(paper, list(column.options.values()), left, width, circle)
            ticks.draw(foot - 4.1)
            return
        for line in range(lines):
            paper.dots(left, foot - pitch * line, width)

    return _Line(height, draw)
