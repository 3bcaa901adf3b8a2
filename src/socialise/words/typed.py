"""The first step of every reader: what was typed, on its way to being read."""

from __future__ import annotations

from socialise.words.text import normalise
from socialise.words.unreadable import Missing, Unreadable

TYPED_LIMIT = 100  # characters; no number, date or duration needs more
SPACES = " \u00a0\u202f\u2009"  # the spaces that group digits: plain, no-break, narrow, thin

# Full-width forms (￥ keyboards, pasted tables) are read as the plain characters they show.
# Superscripts and other digits are not: « 10² » must never become 102.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def typed(text: str, fact: str, cure: str) -> str:
    """What was typed, normalised, without outer spaces, full-width forms as plain ones.

    Raises Missing when it is blank, and Unreadable(fact, cure) when it is over 100 characters.
    """
    if len(text) > TYPED_LIMIT and len(text.strip()) > TYPED_LIMIT:
        raise Unreadable(text, cure, fact)
    ready = normalise(text).translate(_FULL_WIDTH).strip()
    if not ready:
        raise Missing
    return ready
