"""A projected slide: its sizes, and how many lines a text takes on it.

Lengths are in em of the slide's text: at 1280 × 720 one em is 36 px, and the browser keeps that
ratio on every screen, so that what fits here fits there. Estimates err on the tall side.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["BODY_HEIGHT", "LINE", "WIDTH", "TypeSize", "heading_height", "line_count", "text_width"]

WIDTH = 31.0  # of a table or a drawing; the margins are outside
BODY_HEIGHT = 15.0  # under the kicker, heading included
LINE = 1.4  # from one line of text to the next
_HEADING = 1.3  # the heading's type, and its line
_HEADING_LINE = 1.55
_HEADING_GAP = 0.7

# Advance widths of Atkinson Hyperlegible Next, in em; any other sign counts as a wide capital.
_ADVANCE = {
    sign: width
    for width, signs in (
        (0.21, "'.,;:"), (0.26, "jiîïl’"), (0.30, " \u00a0!()"), (0.36, "frt-"), (0.41, "I/1“”"),
        (0.47, "yvzsxcç?"), (0.52, "k–J7L"), (0.56, "aàâeéèêëuùûühnoôödgT«»×F2bpqEYÉÈÊ3"),
        (0.61, "PSV59$6BRZ48−÷X="), (0.66, "AKÀÂC0D"), (0.73, "wGHNUOQÔ→…"),
    )
    for sign in signs
}  # fmt: skip
_WIDE = 0.92


class TypeSize(Enum):
    """The sizes of a slide's text, in em: the smallest is 28 px at 1280 × 720."""

    LARGE = 1.18
    NORMAL = 1.0
    MEDIUM = 0.89
    SMALL = 0.79


def text_width(text: str) -> float:
    """How wide a text is on one line."""
    return sum(_ADVANCE.get(sign, _WIDE) for sign in text)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes, broken between its words; at least one."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        own = text_width(word)
        if used and used + _ADVANCE[" "] + own > width:
            lines, used = lines + 1, own
        else:
            used += own + (_ADVANCE[" "] if used else 0.0)
        while used > width:  # a word that is longer than a line is broken
            lines, used = lines + 1, used - width
    return lines


def heading_height(text: str) -> float:
    """A heading and the space under it; its serif is wider than the text's face."""
    return line_count(text, WIDTH / _HEADING / 1.12) * _HEADING_LINE + _HEADING_GAP
