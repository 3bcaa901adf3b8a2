"""What stands in the way of reading an answer, and where."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from socialise.words import count, normalise, shorten

TOLD = 3  # problems in one line
LINE_LIMIT = 400  # characters of a problem in one line
_DRAWN = "\u00a0\u202f\u200c\u200d"  # no-break spaces, and the joiners that emoji need


@dataclass(frozen=True)
class Problem:
    """One sentence in French (place, fact, cure) about one field, and its table row from 0."""

    field: str
    text: str
    row: int | None = None
    column: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The form that messages carry (docs/formats.md)."""
        return asdict(self)


class AnswersRefused(ValueError):
    """Answers whose structure is not the form's; `problems` names every place at once.

    As text: its `line`.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """What is refused, on one line that any terminal may show, whatever was sent."""
        told = [one_line(problem.text) for problem in self.problems[:TOLD]]
        if (more := len(self.problems) - TOLD) > 0:
            told.append(f"Et {count(more, 'autre problème', 'autres problèmes')}.")
        return " ".join(told)


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """The text on one line that any terminal may show, at most `limit` long: no control, no mark
    that turns letters round, and « \ufffd » for what nothing draws."""
    plain = re.sub("[ \t\n]+", " ", normalise(text[: 20 * limit])).strip(" ")
    drawn = (each if each.isprintable() or each in _DRAWN else "\ufffd" for each in plain)
    return shorten("".join(drawn), limit)
