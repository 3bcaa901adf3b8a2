"""What stands in the way of reading an answer, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


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
    """Answers whose structure is not the form's; `problems` names every place at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.text for problem in problems))
