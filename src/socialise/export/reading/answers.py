"""Answers as a finished thing needs them: present, absent, or typed in a way that cannot be read.

A form is any mapping that gives values as `socialise.form.Form` does: `get` gives None when nothing
was answered and raises words.Unreadable; rows of tables are read in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from socialise import words

TO_COMPLETE = "à compléter"
"""What stands in the place of an answer that is not there."""


class Answers(Protocol):
    """What a form gives: `None` for what is not answered, words.Unreadable for what is unclear."""

    def get(self, key: str, default: Any = None, /) -> Any:
        """The value of an answer."""


def text(answers: Answers, key: str) -> str:
    """The text of an answer, blanks taken off; empty when there is none."""
    found = answers.get(key)
    return words.normalise(str(found)).strip() if found is not None else ""


def rows(answers: Answers, key: str) -> list[Answers]:
    """The rows of a table that was answered."""
    return list(answers.get(key) or [])


def typed(answers: Answers, key: str) -> Any:
    """The value of an answer; what cannot be read is given as words.Unreadable, not raised."""
    try:
        return answers.get(key)
    except words.Unreadable as unreadable:
        return unreadable


def day_typed(answers: Answers, key: str) -> date | words.Unreadable | None:
    """The date of an answer, or words.Unreadable; None when there is none."""
    found = typed(answers, key)
    return found if isinstance(found, date | words.Unreadable) else None


def number(answers: Answers, key: str) -> Decimal | None:
    """The number of an answer; None when there is none or when it cannot be read."""
    found = typed(answers, key)
    return Decimal(found) if isinstance(found, Decimal | int) else None


def day(answers: Answers, key: str) -> date | None:
    """The date of an answer; None when there is none or when it cannot be read."""
    found = typed(answers, key)
    return found if isinstance(found, date) else None


def unclear(answers: Answers, key: str) -> str:
    """What was typed where it cannot be read, on one line; empty where there is no such thing."""
    found = typed(answers, key)
    return found.seen if isinstance(found, words.Unreadable) else ""


def answered(answers: Answers, keys: Iterable[str]) -> bool:
    """Whether anything at all was answered among these questions."""
    return any(unclear(answers, key) or _is_there(answers.get(key)) for key in keys)


def _is_there(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})
