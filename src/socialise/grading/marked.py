"""What grading finds in one learner's answers, before it is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Marked", "Output"]

Output = dict[str, Any]
"""An output of a code cell, as notebooks keep it (nbformat 4)."""


@dataclass(frozen=True)
class Marked:
    """One activity of one learner.

    `scores` has nbgrader's automatic score of each graded cell: None where a person gives it.
    `silent` are the items of free text without a word, `flagged` the criteria that could not be
    judged. `outputs` and `facts` are what each cell of the graded notebook shows, by its id.
    """

    scores: Mapping[str, float | None]
    silent: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()
    answered: Mapping[str, str] = field(default_factory=dict)  # free text, by the item's id
    outputs: Mapping[str, list[Output]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)  # of the whole notebook
    to_check: tuple[str, ...] = ()
    to_read: tuple[str, ...] = ()
