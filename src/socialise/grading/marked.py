"""What grading finds in one learner's answers, before it is written anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Marked", "Output"]

Output = dict[str, Any]
"""An output of a code cell, as notebooks keep it (nbformat 4)."""


@dataclass(frozen=True)
class Marked:
    """One activity of one learner. Made of what JSON has: it comes from another process.

    `scores` has nbgrader's automatic score of each graded cell: None where a person gives it.
    `silent` are the items of free text without a word, `flagged` the criteria that could not be
    judged. `outputs` and `facts` are what each cell of the graded notebook shows, by its id.
    """

    scores: Mapping[str, float | None]
    silent: Iterable[str] = ()
    flagged: Iterable[str] = ()
    answered: Mapping[str, str] = field(default_factory=dict)  # free text, by the item's id
    outputs: Mapping[str, list[Output]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)  # of the whole notebook

    def unjudged(self) -> Marked:
        """The same cells, none of them judged: a person must look. Said of an untouched form, whose
        facts are its labels and no answer's."""
        return Marked(
            scores=dict.fromkeys(self.scores),
            flagged=tuple(self.scores),
            facts={
                id: {**fact, "outcome": "a_verifier", "seen": ""} if "outcome" in fact else fact
                for id, fact in self.facts.items()
            },
            about={**self.about, "rows": []},
        )

    def to_json(self) -> dict[str, Any]:
        """All of it, as `Marked(**…)` takes it back."""
        return vars(self) | {"silent": list(self.silent), "flagged": list(self.flagged)}
