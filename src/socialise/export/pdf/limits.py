"""What closes a page: what it does not prove."""

from __future__ import annotations

from socialise.export.drawing import palette
from socialise.export.pdf.paper import INNER, LABEL, SIDE, WIDTH, Paper, Style


def limits(paper: Paper, y: float, told: str) -> None:
    """A rule across the page, the title that every page has, and the sentences."""
    with paper.artifact():
        paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.INK, 0.3)
    y = paper.block(SIDE, y + 2, INNER, "Ce que cette page ne prouve pas", LABEL, role="H2")
    paper.block(SIDE, y + 0.3, INNER, told, Style(size=9))
