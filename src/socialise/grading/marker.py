"""Marks the answers to one activity, its cells compiled once: nbgrader's scoring, no kernel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from socialise.form import Activity, AnswersRefused, Form, Outcome
from socialise.grading.marked import Marked, Output

__all__ = ["Marker"]


class Marker:
    """The instructor's cells of one activity, hidden criteria too."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity

    @cached_property
    def _blank(self) -> Form:
        return self.activity.run({})

    def blank(self) -> Marked:
        """The form that nobody has touched. Raises BrokenActivity."""
        return _marked(self._blank)

    def mark(self, answers: Mapping[str, Any]) -> Marked:
        """Judge these answers, in a namespace of their own.

        Raises AnswersRefused with every structural problem, and BrokenActivity.
        """
        if problems := self._blank.check(answers):
            raise AnswersRefused(problems)
        return _marked(self.activity.run(answers))


def _marked(form: Form) -> Marked:
    scores: dict[str, float | None] = {each.id: each.points for each in form.criteria}
    for item in form.free_texts:
        scores[item.id] = None if item.answered else 0.0
    return Marked(
        scores=scores,
        silent=[item.id for item in form.free_texts if not item.answered],
        flagged=[each.id for each in form.criteria if each.outcome is Outcome.A_VERIFIER],
        answered={item.id: item.text for item in form.free_texts if item.answered},
        outputs=_outputs(form),
        facts={
            **{each.id: each.to_json() | {"hidden": each.hidden} for each in form.criteria},
            **{each.id: {"label": each.label, "text": each.text} for each in form.free_texts},
        },
        about={"title": form.title, "rows": [list(row) for row in form.rows()]},
    )


def _outputs(form: Form) -> dict[str, list[Output]]:
    """What a kernel would have shown under each cell; the form's own is under the key ''."""
    shown: dict[str, list[Output]] = {"": [_result(repr(form))]}
    for criterion in form.criteria:
        text = f"{criterion.lines()}\n"
        told: Output = {"output_type": "stream", "name": "stdout", "text": text}
        shown[criterion.id] = [told, _result(repr(criterion))]
    for item in form.free_texts:
        shown[item.id] = [_result(repr(item))]
    return shown


def _result(text: str) -> Output:
    """A result whose execution count the notebook gives."""
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}}
