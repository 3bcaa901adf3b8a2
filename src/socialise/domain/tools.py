"""Names of tools: a network, a page, a publication. An objective says an end; a tool is a means."""

from __future__ import annotations

import re
from typing import NamedTuple

from socialise.domain.vocabulary import NOT_TOOLS, TOOLS, TOOLS_AS_WRITTEN
from socialise.words import fold, normalise

_COUNTED_BEFORE = frozenset({"mention", "mentions", "plus", "de", "des", "les"})
_TO = frozenset({"a", "au", "aux"})
_OF = frozenset({"de", "notre", "mon", "la", "l", "d"})
_NEWSLETTER = frozenset({"infolettre", "infolettres"})

_WORD = re.compile(r"[^\W_]+")


class _Word(NamedTuple):
    start: int
    end: int
    written: str
    folded: str


def _by_first_word(expressions: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """The expressions as words, by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for expression in sorted(expressions, key=len, reverse=True):
        words = tuple(expression.split())
        found.setdefault(words[0], []).append(words)
    return found


_TOOLS = _by_first_word(TOOLS)
_TOOLS_AS_WRITTEN = _by_first_word(TOOLS_AS_WRITTEN)
_NOT_TOOLS = _by_first_word(NOT_TOOLS)


def tool_named(text: str) -> str | None:
    """The first name of a tool in the text, as written, or None.

    « abonnés à l'infolettre », « page d'accueil » and « 200 pages » name no tool here; « abonnés à
    notre page » still names a page.
    """
    text = normalise(text)
    words = [
        _Word(match.start(), match.end(), match[0], fold(match[0]))
        for match in _WORD.finditer(text)
    ]
    folded = [word.folded for word in words]
    written = [word.written for word in words]
    place = 0
    while place < len(words):
        if skipped := _length_at(_NOT_TOOLS, folded, place):
            place += skipped
            continue
        length = _length_at(_TOOLS, folded, place) or _length_at(_TOOLS_AS_WRITTEN, written, place)
        if length and not _is_counted_thing(folded, place):
            return text[words[place].start : words[place + length - 1].end]
        if folded[place : place + 2] == ["j", "aime"] and _liked(folded, place):
            return text[words[place].start : words[place + 1].end]
        place += 1
    return None


def _length_at(expressions: dict[str, list[tuple[str, ...]]], words: list[str], place: int) -> int:
    """How many words the longest expression that stands there has, 0 when none does."""
    for expression in expressions.get(words[place], ()):
        if tuple(words[place : place + len(expression)]) == expression:
            return len(expression)
    return 0


def _is_counted_thing(folded: list[str], place: int) -> bool:
    """Pages of a book, or subscribers to something (« abonnés au panier d'été »)."""
    if folded[place] in ("pages", "page"):
        return place > 0 and folded[place - 1].isdigit()
    if folded[place].startswith("abonne"):
        after = folded[place + 1 : place + 4]
        while after and after[0] in _OF:
            del after[0]
        return bool(after) and (after[0] in _TO or after[0] in _NEWSLETTER)
    return False


def _liked(folded: list[str], place: int) -> bool:
    """Whether « j'aime » is the button and not what someone says."""
    before = folded[place - 1] if place else ""
    return before.isdigit() or before in _COUNTED_BEFORE
