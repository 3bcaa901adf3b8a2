"""The sign, the letters and the colour of each source; the shapes differ as much as the colours.

Round for the vision, square for the mission, a triangle for the values, as in the lesson's drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

from socialise.export.drawing import shapes


@dataclass(frozen=True)
class Sign:
    """`path` is drawn in 24 units; `character` stands for it where there is only text."""

    letters: str
    name: str
    path: str
    character: str
    colour: str  # the page's own colour, and its value where there is no page
    tint: str  # behind ink, on white paper


# Key of domain.SOURCES, or nothing → sign.
SIGNS = {
    "mission": Sign(
        "M", "mission", "M3 3L21 3L21 21L3 21Z", "■", "var(--fleuve, #1D5B70)", "#DCEBF1"
    ),
    "vision": Sign(
        "Vi", "vision", shapes.circle(12, 12, 10), "●", "var(--erable, #A63A1E)", "#F8E2DA"
    ),
    "valeurs": Sign(
        "Va", "valeurs", "M12 2L23 21L1 21Z", "▲", "var(--sapin, #2C6A3E)", "#DFEEE2"
    ),
    "": Sign("?", "à choisir", shapes.circle(12, 12, 7), "○", "var(--gris, #5B6672)", "#FFFFFF"),
}  # fmt: skip
