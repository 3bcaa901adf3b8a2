"""Titled answers one under the other, in one size of type, within a given height."""

from __future__ import annotations

from dataclasses import dataclass

from socialise.export.pdf.paper import LABEL, Paper, Style

GAP = 2.6  # under each answer
BLANK = 7.4  # a dotted line to complete


@dataclass(frozen=True)
class Entry:
    """A question and its answer; an empty answer is left to complete on `blanks` dotted lines."""

    title: str
    text: str
    blanks: int = 1


def stack(
    paper: Paper,
    entries: list[Entry],
    x: float,
    y: float,
    width: float,
    bottom: float,
    sizes: tuple[float, ...],
) -> float:
    """Draw the entries from `y`, in the first size with which they end above `bottom`.

    Failing that, in the last size, the longest answers shortened first. Gives the height under.
    """
    style, limit = Style(size=sizes[-1]), 0
    for size in sizes:
        style = Style(size=size)
        counts = [len(paper.set_lines(each.text, width, style, 200)) for each in entries]
        limit = max(counts, default=1)
        if y + _height(entries, counts, style, limit) <= bottom:
            break
    while limit > 1 and y + _height(entries, counts, style, limit) > bottom:
        limit -= 1
    for entry in entries:
        y = paper.block(x, y, width, entry.title, LABEL, role="H2")
        if entry.text:
            y = paper.block(x, y, width, entry.text, style, limit=limit)
        else:
            y = paper.to_complete(x, y - 1.2, width, rows=entry.blanks)
        y += GAP
    return y


def _height(entries: list[Entry], counts: list[int], style: Style, limit: int) -> float:
    return sum(
        LABEL.line + GAP + (min(count, limit) * style.line if entry.text else entry.blanks * BLANK)
        for entry, count in zip(entries, counts, strict=True)
    )
