"""Text broken into lines of a given width, for a page that does not break lines by itself.

A `measure` gives the width of a string; widths are in its unit. Time is linear in what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

ELLIPSIS = "…"
SERIFS = ("title", "quote")  # fonts in which a straight apostrophe would show
PROBE = 400  # characters measured at once: a longer word is cut anyway

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# Lines break at ordinary spaces (never at U+00A0) and after a hyphen or a dash inside a word.
_PIECE = re.compile(r"[^ \t\n]*?[^\W\d_][-–—/](?=[^\W\d_])|[^ \t\n]+|[ \t]+")


def typeset(text: str, font: str) -> str:
    """The text with curly apostrophes inside its words, where the font asks for them."""
    return _APOSTROPHE.sub("’", text) if font in SERIFS else text


def broken(text: str, width: float, measure: Measure) -> Iterator[str]:
    """The lines of the text, one by one. A line feed ends a line; a word too long is cut."""
    for paragraph in text.split("\n"):
        yield from _paragraph(paragraph, width, measure)


def _paragraph(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    line, used, gap = "", 0.0, ""
    for match in _PIECE.finditer(paragraph):
        piece = match.group()
        if not piece.strip(" \t"):
            gap = " "
            continue
        for part in _no_wider(piece, width, measure):
            size = measure(part)
            space = measure(gap) if gap and line else 0.0
            if line and used + space + size > width:
                yield line
                line, used = part, size
            else:
                line, used = (line + gap if line else "") + part, used + space + size
            gap = ""
    yield line


def _no_wider(piece: str, width: float, measure: Measure) -> Iterator[str]:
    """The piece, cut where it would be wider than a line."""
    if len(piece) <= PROBE and measure(piece) <= width:
        yield piece
        return
    start, used = 0, 0.0
    for place, character in enumerate(piece):
        size = measure(character)
        if place > start and used + size > width:
            yield piece[start:place]
            start, used = place, 0.0
        used += size
    yield piece[start:]


def fitted(text: str, width: float, measure: Measure, limit: int) -> list[str]:
    """At most `limit` lines (at least 1); where some are left out, the last ends with « … »."""
    kept: list[str] = []
    for line in broken(text, width, measure):
        if len(kept) == limit:
            kept[-1] = _with_ellipsis(kept[-1], width, measure)
            return kept
        kept.append(line)
    return kept


def _with_ellipsis(line: str, width: float, measure: Measure) -> str:
    """The line with « … » after a whole word, or stuck to a word that had to be cut."""
    ending = "\u00a0" + ELLIPSIS
    whole = line.rstrip(" ,;:—–")
    while whole and measure(whole + ending) > width:
        space = whole.rfind(" ")
        if space < len(whole) * 0.4:
            break
        whole = whole[:space].rstrip(" ,;:—–")
    if whole and measure(whole + ending) <= width:
        return whole + ending
    while line and measure(line + ELLIPSIS) > width:
        line = line[:-1]
    return line + ELLIPSIS
