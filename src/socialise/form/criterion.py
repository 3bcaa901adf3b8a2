"""A criterion: what is judged, how it went, and what would pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from html import escape
from typing import Any

from socialise import words
from socialise.words.interface import phrase

SEEN_LIMIT = 300  # characters of an answer repeated in a verdict


class Outcome(StrEnum):
    """Three different results: none of them is a broken tool, which is an exception."""

    MET = "met"
    NOT_MET = "not_met"
    A_VERIFIER = "a_verifier"


SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "○", Outcome.A_VERIFIER: "?"}


@dataclass(frozen=True)
class Criterion:
    """The verdict of one cell. Its `repr` is its points, which nbgrader reads as the grade."""

    id: str
    label: str
    outcome: Outcome
    max_points: float
    seen: str
    hint: str
    hidden: bool = False

    @property
    def points(self) -> float:
        """`max_points` when met, else 0."""
        return self.max_points if self.outcome is Outcome.MET else 0

    def __repr__(self) -> str:
        return f"{self.points:g}"

    def to_json(self) -> dict[str, Any]:
        """The form that messages carry (docs/formats.md)."""
        return {
            "id": self.id,
            "label": self.label,
            "outcome": str(self.outcome),
            "points": self.points,
            "max_points": self.max_points,
            "seen": self.seen,
            "hint": self.hint,
        }

    def lines(self) -> str:
        """The verdict in plain text, for a notebook's standard output."""
        head = f"{SIGNS[self.outcome]} {phrase(f'outcome.{self.outcome}')} — {self.label}"
        rest = [f"  {phrase('verdict.seen')} {self.seen}"] if self.seen else []
        if self.outcome is not Outcome.MET and self.hint:
            rest.append(f"  {phrase('verdict.hint')} {self.hint}")
        return "\n".join([head, *rest])

    def html(self) -> str:
        """The verdict as HTML, every word of it escaped, for a notebook.

        Its class keeps JupyterLab from reading « 9 000 $ sur 45 000 $ » as mathematics.
        """
        sign, word = SIGNS[self.outcome], phrase(f"outcome.{self.outcome}")
        points, most = _count(self.points), _count(self.max_points)
        told = [
            f"<strong>{sign} {word}</strong> — {_written(self.label)} "
            f"({phrase('criterion.points', points=points, most=most)})"
        ]
        told += [f"{_written(phrase('verdict.seen'))} {escape(self.seen)}"] if self.seen else []
        if self.outcome is not Outcome.MET and self.hint:
            told.append(f"{_written(phrase('verdict.hint'))} {_written(self.hint)}")
        return f'<div class="so-told mathjax_ignore" lang="fr-CA"><p>{"<br>".join(told)}</p></div>'


def _written(text: str) -> str:
    return escape(words.quebec_typography(text))


def _count(points: float) -> str:
    return words.number(Decimal(str(points)))


def judge(
    id: str,
    label: str,
    points: float,
    met: Callable[[], bool],
    seen: Callable[[], object] | None,
    hint: str,
    hidden: bool,
) -> Criterion:
    """Judge one criterion: something missing is not met, something unreadable is to be checked.

    Any other exception of `met` goes through: the exercise is broken, and no mark is given for it.
    """
    told: str | None = None
    try:
        outcome = Outcome.MET if met() else Outcome.NOT_MET
    except words.Missing as missing:
        outcome, told = Outcome.NOT_MET, str(missing)
    except words.Unreadable as unreadable:
        outcome, told = Outcome.A_VERIFIER, str(unreadable)
    if told is None:
        told = _told(seen)
    return Criterion(id, label, outcome, points, words.shorten(told, SEEN_LIMIT), hint, hidden)


def _told(seen: Callable[[], object] | None) -> str:
    if seen is None:
        return ""
    try:
        return words.normalise(str(seen())).strip()
    except (words.Missing, words.Unreadable) as absent:
        return str(absent)
