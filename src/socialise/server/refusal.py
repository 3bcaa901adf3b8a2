"""What the server does not do, and why: one French sentence that says the place and the cure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import HTTPException

from socialise.form import AnswersRefused, Problem
from socialise.words import quebec_typography

TOLD = 3  # problems told in the sentence
LISTED = 100  # problems listed: a message made to have thousands is not answered by as many


class Refusal(HTTPException):
    """An answer other than done; every sentence is typeset here."""

    def __init__(
        self,
        status: int,
        text: str,
        *,
        problems: Sequence[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.message = quebec_typography(text)
        self.problems = [
            replace(problem, text=quebec_typography(problem.text)) for problem in problems[:LISTED]
        ]
        super().__init__(status, self.message, dict(headers or {}))

    @classmethod
    def of(cls, refused: AnswersRefused) -> Refusal:
        """Answers that are not built as the form is."""
        texts = [problem.text for problem in refused.problems]
        message = " ".join(texts[:TOLD])
        if (more := len(texts) - TOLD) > 0:
            message += f" Et {more} autre{'s' if more > 1 else ''} à revoir."
        return cls(422, message, problems=refused.problems)
