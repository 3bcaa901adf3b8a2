"""An answer in its author's own words, with a rule in its margin."""

from __future__ import annotations

from collections.abc import Iterable

from socialise.export.drawing import palette
from socialise.export.pdf.paper import Paper, Style

MARGIN = 4.0  # from the rule to the words
ENDS = 0.7  # by which the rule is shorter than the words


def own_words(
    paper: Paper,
    text: str,
    x: float,
    y: float,
    width: float,
    height: float,
    styles: Iterable[Style],
    *,
    blanks: int = 2,
    role: str = "P",
) -> float:
    """The words in the first of the styles in which they fit; dotted lines where there are none.

    The rule stands at the left of `x`. Gives the height under them.
    """
    if text:
        style, rows = paper.fitting(text, width, height, list(styles))
        end = paper.draw_lines(x, y, rows, style, role=role)
    else:
        end = paper.to_complete(x, y, width, rows=blanks)
    with paper.artifact():
        rule = x - MARGIN
        paper.stroke_line(rule, y + ENDS, rule, end - ENDS, palette.MARGIN, 0.9)
    return end
