"""nbgrader's gradebook, written a batch at a time: one transaction for many submissions.

The rows are those that nbgrader's own API would make, one by one, for a lesson's submission: the
submission, a notebook for each activity, a grade for each graded cell, a comment for each item.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from socialise.grading.marked import Marked

__all__ = ["Entry", "Ledger"]

NO_ANSWER = "No response."  # nbgrader's own word, in its own column


@dataclass(frozen=True)
class Entry:
    """One learner's work in a lesson; `marked` has each activity that could be marked.

    `timestamp` is naive UTC, as nbgrader keeps it.
    """

    learner: str
    timestamp: datetime | None
    marked: Mapping[str, Marked]


class Ledger:
    """One lesson of a gradebook."""

    def __init__(self, gradebook: Gradebook, lesson: str) -> None:
        self._gradebook = gradebook
        assignment = gradebook.find_assignment(lesson)
        self._assignment = assignment.id
        self._notebooks = {each.name: each.id for each in assignment.notebooks}
        self._graded = {
            each.name: {cell.name: cell.id for cell in each.grade_cells}
            for each in assignment.notebooks
        }
        self._commented = {
            each.name: {cell.name: cell.id for cell in each.solution_cells}
            for each in assignment.notebooks
        }

    def write(self, entries: Sequence[Entry]) -> None:
        """All of them, or none. A trainer's own marks and comments stay."""
        with self._gradebook.engine.begin() as connection:
            self._students(connection, [each.learner for each in entries])
            notebooks = self._submissions(connection, entries)
            self._grades(connection, entries, notebooks)

    def _students(self, connection: Connection, learners: Iterable[str]) -> None:
        table = api.Student.__table__
        known = set(connection.scalars(select(table.c.id)))
        fresh = [{"id": each} for each in dict.fromkeys(learners) if each not in known]
        if fresh:
            connection.execute(insert(table), fresh)

    def _submissions(
        self, connection: Connection, entries: Sequence[Entry]
    ) -> dict[tuple[str, str], str]:
        """The id of each submitted notebook, by learner and activity; those that lack are made,
        with their grades and comments."""
        table = api.SubmittedAssignment.__table__
        wanted = [each.learner for each in entries]
        found = dict(
            connection.execute(
                select(table.c.student_id, table.c.id).where(
                    table.c.assignment_id == self._assignment, table.c.student_id.in_(wanted)
                )
            ).all()
        )
        fresh = [each for each in entries if each.learner not in found]
        for each in fresh:
            found[each.learner] = uuid.uuid4().hex
        if fresh:
            rows = [
                {
                    "id": found[each.learner], "assignment_id": self._assignment,
                    "student_id": each.learner, "timestamp": each.timestamp,
                }
                for each in fresh
            ]  # fmt: skip
            connection.execute(insert(table), rows)
            self._blank(connection, [found[each.learner] for each in fresh])
        fresh_learners = {each.learner for each in fresh}
        moved = [
            {"b_id": found[each.learner], "timestamp": each.timestamp}
            for each in entries
            if each.learner not in fresh_learners and each.timestamp is not None
        ]
        if moved:
            connection.execute(update(table).where(table.c.id == bindparam("b_id")), moved)
        return self._notebook_ids(connection, found)

    def _blank(self, connection: Connection, submissions: Sequence[str]) -> None:
        """A notebook for each activity of the lesson, a grade and a comment for each cell."""
        notebooks, grades, comments = [], [], []
        for submission in submissions:
            for name, notebook in self._notebooks.items():
                id = uuid.uuid4().hex
                notebooks.append(
                    {"id": id, "assignment_id": submission, "notebook_id": notebook,
                     "flagged": False}
                )  # fmt: skip
                grades += [
                    {"id": uuid.uuid4().hex, "notebook_id": id, "cell_id": cell,
                     "needs_manual_grade": True}
                    for cell in self._graded[name].values()
                ]  # fmt: skip
                comments += [
                    {"id": uuid.uuid4().hex, "notebook_id": id, "cell_id": cell}
                    for cell in self._commented[name].values()
                ]
        for table, rows in (
            (api.SubmittedNotebook, notebooks), (api.Grade, grades), (api.Comment, comments),
        ):  # fmt: skip
            if rows:
                connection.execute(insert(table.__table__), rows)

    def _notebook_ids(
        self, connection: Connection, submissions: Mapping[str, str]
    ) -> dict[tuple[str, str], str]:
        table = api.SubmittedNotebook.__table__
        names = {id: name for name, id in self._notebooks.items()}
        learners = {id: learner for learner, id in submissions.items()}
        rows = connection.execute(
            select(table.c.assignment_id, table.c.notebook_id, table.c.id).where(
                table.c.assignment_id.in_(list(learners))
            )
        )
        return {(learners[place], names[notebook]): id for place, notebook, id in rows}

    def _grades(
        self,
        connection: Connection,
        entries: Sequence[Entry],
        notebooks: Mapping[tuple[str, str], str],
    ) -> None:
        grades, comments = api.Grade.__table__, api.Comment.__table__
        by_hand = {
            (notebook, cell)
            for notebook, cell in connection.execute(
                select(grades.c.notebook_id, grades.c.cell_id).where(
                    grades.c.notebook_id.in_(list(notebooks.values())),
                    grades.c.manual_score.is_not(None),
                )
            )
        }
        scored: list[dict[str, Any]] = []
        told: list[dict[str, Any]] = []
        for entry in entries:
            for name in self._notebooks:
                notebook = notebooks[entry.learner, name]
                marked = entry.marked.get(name)
                for id, cell in self._graded[name].items():
                    score = 0.0 if marked is None else marked.scores[id]
                    waits = marked is not None and (
                        score is None or id in marked.flagged or (notebook, cell) in by_hand
                    )
                    scored.append(
                        {"b_notebook": notebook, "b_cell": cell, "auto_score": score,
                         "needs_manual_grade": waits}
                    )  # fmt: skip
                for id, cell in self._commented[name].items():
                    if marked is not None:
                        said = NO_ANSWER if id in marked.silent else None
                        told.append({"b_notebook": notebook, "b_cell": cell, "auto_comment": said})
        for table, rows in ((grades, scored), (comments, told)):
            if rows:
                connection.execute(
                    update(table).where(
                        table.c.notebook_id == bindparam("b_notebook"),
                        table.c.cell_id == bindparam("b_cell"),
                    ),
                    rows,
                )
