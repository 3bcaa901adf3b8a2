"""What the name of a sent file tells: answers, a notebook, an archive, and which copy it is.

It never tells whose the file is, nor what it holds: that is read in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socialise.words import fold

__all__ = [
    "NAME_LIMIT",
    "copy_order",
    "is_answers",
    "is_archive",
    "is_notebook",
    "is_of_no_one",
    "original_stem",
]

NAME_LIMIT = 1_000  # characters of a name with its folders

_ANSWERS = re.compile(r"\.json(?:\.txt)?(?: ?\(\d{1,4}\))?\Z")
_NUMBER = re.compile(r" ?\((\d{1,4})\)\Z")
_COPY = re.compile(r" ?-? ?(?:copie|copy)\Z")
_OF_NO_ONE = frozenset({"__macosx", "thumbs.db", "desktop.ini"})  # what systems leave in folders


def is_answers(name: str) -> bool:
    """« persona.json », and what mail programs and browsers make of it: « persona.JSON.txt »."""
    return _ANSWERS.search(fold(name)) is not None


def is_notebook(name: str) -> bool:
    """« persona.ipynb »."""
    return fold(name).endswith(".ipynb")


def is_archive(name: str) -> bool:
    """« remises.zip »."""
    return fold(name).endswith(".zip")


def is_of_no_one(parts: Sequence[str]) -> bool:
    """Whether a system put it there: hidden, or of macOS or Windows."""
    return any(part.startswith(".") or fold(part) in _OF_NO_ONE for part in parts)


def original_stem(name: str) -> str:
    """« persona » for « persona (1).json », « persona(2).ipynb » and « Persona - Copie.json »."""
    return _taken_apart(name)[0]


def copy_order(name: str) -> tuple[str, int, str]:
    """What puts the copies of one file in the order of their making, the latest last.

    A browser numbers what it downloads again: « persona (2).json » came after « persona.json ».
    Windows calls « persona - Copie.json » what was put aside before a change.
    """
    stem, rank = _taken_apart(name)
    return stem, rank, name


def _taken_apart(name: str) -> tuple[str, int]:
    stem = re.sub(r"\.(?:json|ipynb|txt)\b", "", fold(name))
    rank = 0
    while True:
        if (numbered := _NUMBER.search(stem)) is not None:
            stem, rank = stem[: numbered.start()], rank or int(numbered[1])
        elif (copied := _COPY.search(stem)) is not None:
            stem, rank = stem[: copied.start()], -1
        else:
            return stem, rank
