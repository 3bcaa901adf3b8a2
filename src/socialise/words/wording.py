"""The words of a text as the course's criteria count them, and texts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialise.words.text import fold, normalise, remembered

_RUN = re.compile(r"[^\W_]+")
# A point inside an amount or an address (« 12.50 », « exemple.ca ») ends no sentence.
_SENTENCE_END = re.compile(r"[!?…\n]|\.(?![0-9a-zà-ÿ])")


def words_in(text: str) -> list[str]:
    """The runs of letters and digits that hold a letter; apostrophes and hyphens separate.

    « l'infolettre de Sœur-Marie, 2 fois » has six: what a person can count on the
    page.
    """
    return list(_words(text))


@remembered
def _words(text: str) -> tuple[str, ...]:
    return tuple(run for run in _RUN.findall(normalise(text)) if any(map(str.isalpha, run)))


@remembered
def _compared(text: str) -> str:
    """The text without case, accents, punctuation and spaces that count for nothing."""
    return " ".join(_RUN.findall(fold(text)))


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts that differ by more than case, accents, punctuation or spaces.

    Each as first written, in order; texts without a letter or a digit are left out.
    """
    first: dict[str, str] = {}
    for text in texts:
        if key := _compared(text):
            first.setdefault(key, text)
    return list(first.values())


def holds(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase, whatever the case, accents, punctuation and spaces.

    The phrase begins and ends where words of the text do: « vélo » does not hold « Lô », and
    « #verreboreal » holds « Verre Boréal ». Nothing holds a phrase without a letter or a digit.
    """
    wanted = "".join(_RUN.findall(fold(phrase)))
    runs = _RUN.findall(fold(text))
    joined, place, edges = "".join(runs), 0, {0}
    for run in runs:
        place += len(run)
        edges.add(place)
    return bool(wanted) and any(
        joined.startswith(wanted, edge) and edge + len(wanted) in edges for edge in edges
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text: each ends at . ! ? … or at the end of a line, and has a word."""
    return [part.strip() for part in _SENTENCE_END.split(normalise(text)) if words_in(part)]
