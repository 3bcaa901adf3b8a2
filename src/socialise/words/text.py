"""What people write, made safe to keep (normalise), to compare (fold) and to show (shorten).

Everything here takes time proportional to the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Found = TypeVar("Found")

SHORT = 400  # characters: the criteria read the same answers again and again
REMEMBERED = 512  # short texts, at most
MARK_LIMIT = 30  # successive combining marks kept, as in Unicode's stream-safe text (UAX 15)

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
# Controls but tab and line feed; soft hyphen; zero-width and bidirectional marks; surrogates;
# non-characters. The zero-width joiners stay: emoji and some scripts need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# The three characters that are no combining marks and come apart into nothing else (Tibetan).
_MARKS_IN_DISGUISE = frozenset("\u0f73\u0f75\u0f81")
# Below the first combining mark, everything is in NFC.
_COMPOSABLE = re.compile("[\u0300-\U0010ffff]")
_SPACES = re.compile(r"\s+")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_QUOTES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def remembered(read: Callable[[str], Found]) -> Callable[[str], Found]:
    """`read`, which remembers what it found in the last short texts. That must not change."""
    known = lru_cache(REMEMBERED)(read)

    @wraps(read)
    def found(text: str) -> Found:
        return known(text) if len(text) <= SHORT else read(text)

    return found


@remembered
def normalise(text: str) -> str:
    """The text as it is kept: NFC, lines ended by LF, no control or invisible mark.

    Spaces, tabs and line feeds stay. A run of more than 30 combining marks loses the rest of them
    (sorting them would take a time that grows with the square of their number). Idempotent.
    """
    return nfc(_UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def nfc(text: str) -> str:
    """The text in NFC; of a run of more than 30 combining marks, the first 30. Idempotent.

    Nothing else changes: it is how what was typed is kept before it is read.
    """
    if _COMPOSABLE.search(text) is None:
        return text
    return unicodedata.normalize("NFC", _fewer_marks(text))


def _fewer_marks(text: str) -> str:
    """The text without the combining marks that follow 30 others."""
    if not any(map(unicodedata.combining, text)) and _MARKS_IN_DISGUISE.isdisjoint(text):
        return text
    kept, run = [], 0
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        trailing = 0
        for part in reversed(parts):
            if not unicodedata.combining(part):
                break
            trailing += 1
        run = run + trailing if trailing == len(parts) else trailing
        if run <= MARK_LIMIT:
            kept.append(character)
    return "".join(kept)


@remembered
def fold(text: str) -> str:
    """The text for comparison: no accent, no case, one kind of space, hyphen and apostrophe.

    « L’ÉTÉ  à Sœur‑Marie » and « l'ete a soeur-marie » fold alike. Idempotent.
    """
    text = normalise(text)
    if not text.isascii():
        text = text.translate(_LIGATURES).translate(_QUOTES).translate(_HYPHENS)
        # Twice: a folded letter may itself come apart (« İ »), never a third time.
        for _ in range(2):
            if text.isascii():
                break
            apart = unicodedata.normalize("NFKD", text.casefold())
            text = "".join(part for part in apart if not unicodedata.combining(part))
        text = normalise(text).translate(_LIGATURES).translate(_QUOTES).translate(_HYPHENS)
    return _SPACES.sub(" ", text.casefold()).strip()


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters (at least 1): cut at a space where one is near, « … ».

    A text that fits is given back unchanged.
    """
    if len(text) <= limit:
        return text
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    cut = text[: limit - 1]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    if space >= limit // 2 and not text[limit - 1].isspace():
        cut = cut[:space]
    return cut.rstrip() + "…"
