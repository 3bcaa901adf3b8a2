"""The words of a text as the course's criteria count them, and texts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialise.words.text import fold, normalise

_RUN = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """The runs of letters and digits that hold a letter; apostrophes and hyphens separate.

    « l'infolettre de Sœur-Marie, 2 fois » has six: what a person can count on the
    page.
    """
    return [run for run in _RUN.findall(normalise(text)) if any(map(str.isalpha, run))]


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts that differ by more than case, accents, punctuation or spaces.

    Each as first written, in order; texts without a letter or a digit are left out.
    """
    first: dict[str, str] = {}
    for text in texts:
        if key := " ".join(_RUN.findall(fold(text))):
            first.setdefault(key, text)
    return list(first.values())
