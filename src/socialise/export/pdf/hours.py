"""Hours needed beside hours available, as two bars of one scale, and whether they are covered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.export.drawing import palette, shapes
from socialise.export.pdf.paper import LABEL, Paper, Style
from socialise.export.reading import TO_COMPLETE


@dataclass(frozen=True)
class Hours:
    """Hours, or what was typed in quotation marks when it cannot be read; `word` says which."""

    value: Decimal | None
    typed: str
    word: str

    @property
    def told(self) -> str:
        """The hours with their word, or what is left to do."""
        if self.value is not None:
            return f"{words.hours(self.value)} {self.word}"
        if self.typed:
            return f"{self.typed} {self.word}, à vérifier"
        return f"{self.word}\u00a0: {TO_COMPLETE}"


def hours_block(
    paper: Paper,
    x: float,
    y: float,
    width: float,
    title: str,
    needed: Hours,
    available: Hours,
    covered: str,
    lacking: str,
) -> float:
    """Draw both bars and the sentence that they come to; gives the height under them."""
    y = paper.block(x, y, width, title, LABEL, role="H2") + 0.6
    most = max(needed.value or Decimal(0), available.value or Decimal(0))
    for hours, fill in ((needed, palette.RIVER), (available, None)):
        if hours.value and most and hours.value > 0:
            length = max(0.8, float(hours.value / most) * (width - 36))
            with paper.artifact():
                paper.panel(x, y + 0.7, length, 3.4, fill=fill, line=palette.RIVER)
        beside = width - 34 if hours.value is not None else 0
        style = Style(size=9)
        rows = paper.set_lines(hours.told, width - beside, style, 1)
        paper.draw_lines(x + beside, y, rows, style)
        y += 5.2
    if needed.value is not None and available.value is not None:
        enough = available.value >= needed.value
        colour = palette.FIR if enough else palette.AMBER
        paper.mark(shapes.CHECK if enough else shapes.QUESTION, x - 0.4, y + 0.1, 4.2, colour)
        told = covered if enough else lacking
        y = paper.block(x + 5, y, width - 5, told, Style(size=9, colour=colour))
    return y + 2.6
