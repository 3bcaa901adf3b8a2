"""Dotted lines for what comes after the workshop, where a page has room for some."""

from __future__ import annotations

from socialise.export.drawing import palette
from socialise.export.pdf.paper import INNER, LABEL, SIDE, WIDTH, Paper, Style

BETWEEN = 8.0  # two lines, for a hand


def later(
    paper: Paper, told: str, y: float, bottom: float, *, fewest: int = 3, style: Style = LABEL
) -> None:
    """What they are for, then lines down to `bottom`; nothing where fewer than `fewest` fit."""
    lines = int((bottom - y - style.line) / BETWEEN)
    if lines < fewest:
        return
    y = paper.block(SIDE, y, INNER, told, style, role="H2")
    with paper.artifact():
        for line in range(1, lines + 1):
            place = y + line * BETWEEN
            paper.stroke_line(SIDE, place, WIDTH - SIDE, place, palette.GREY, 0.25, (0.3, 0.9))
