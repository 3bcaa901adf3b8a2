"""nbgrader's gradebook, written a batch at a time: one transaction for many submissions.

The rows are those that nbgrader's own API would make, one by one, for a lesson's submission: the
submission, a notebook for each activity, a grade for each graded cell, a comment for each item.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import ColumnElement, bindparam, func, insert, select, update
from sqlalchemy.engine import Connection
from traitlets.config import Config

from socialise.course.gradebook import alone
from socialise.grading.marked import Marked

__all__ = ["Entry", "Ledger"]

NO_ANSWER = "No response."  # nbgrader's own word, in its own column

_Rows = list[dict[str, Any]]
_Place = tuple[str, str]
"""The id of a submitted notebook, and of a cell."""


@dataclass(frozen=True)
class Entry:
    """One learner's work in a lesson; `marked` has each activity that could be marked.

    What was not handed in is worth 0, as nbgrader says; what is in `left` was, and could not be
    read: its marks stay what they are. `timestamp` is naive UTC, as nbgrader keeps it.
    """

    learner: str
    timestamp: datetime | None
    marked: Mapping[str, Marked]
    left: frozenset[str] = frozenset()


class Ledger:
    """One lesson of a gradebook."""

    def __init__(self, gradebook: Gradebook, lesson: str, config: Config | None = None) -> None:
        """`config` is nbgrader's: its late penalties."""
        self._engine = gradebook.engine
        self._url = gradebook.engine.url.render_as_string(hide_password=False)
        assignment = gradebook.find_assignment(lesson)
        self._assignment, self._due = assignment.id, assignment.duedate
        self._late = AssignLatePenalties(config=config or Config())
        self._notebooks = {each.name: each.id for each in assignment.notebooks}
        self._graded = {
            each.name: {cell.name: cell.id for cell in each.grade_cells}
            for each in assignment.notebooks
        }
        self._commented = {
            each.name: {cell.name: cell.id for cell in each.solution_cells}
            for each in assignment.notebooks
        }

    def waiting(self) -> dict[str, list[tuple[str, str]]]:
        """Of each learner who stands here: what waits for a person, by activity and cell."""
        submission, notebook, grade = (
            each.__table__ for each in (api.SubmittedAssignment, api.SubmittedNotebook, api.Grade)
        )
        activities = {id: name for name, id in self._notebooks.items()}
        cells = {id: name for each in self._graded.values() for name, id in each.items()}
        with self._engine.connect() as connection:
            found: dict[str, list[tuple[str, str]]] = {
                learner: []
                for learner in connection.scalars(
                    select(submission.c.student_id).where(
                        submission.c.assignment_id == self._assignment
                    )
                )
            }
            rows = connection.execute(
                select(submission.c.student_id, notebook.c.notebook_id, grade.c.cell_id)
                .join_from(submission, notebook, notebook.c.assignment_id == submission.c.id)
                .join(grade, grade.c.notebook_id == notebook.c.id)
                .where(submission.c.assignment_id == self._assignment, grade.c.needs_manual_grade)
            )
            for learner, activity, cell in rows:
                if activity in activities and cell in cells:
                    found[learner].append((activities[activity], cells[cell]))
        return found

    def write(self, entries: Sequence[Entry]) -> None:
        """All of them, or none. A trainer's own marks and comments stay."""
        # Two trainers may grade at once: of a row that is looked for and then made, one would fail.
        with alone(self._url), self._engine.begin() as connection:
            _students(connection, [each.learner for each in entries])
            submissions = self._submissions(connection, entries)
            notebooks, fresh = self._submitted(connection, submissions)
            self._grades(connection, entries, notebooks, fresh)
            self._comments(connection, entries, notebooks, fresh)
            self._penalties(connection, entries, submissions, notebooks)

    def _submissions(self, connection: Connection, entries: Sequence[Entry]) -> dict[str, str]:
        """The id of each learner's submission: made, or moved to its new time."""
        table = api.SubmittedAssignment.__table__
        found: dict[str, str] = dict(
            connection.execute(
                select(table.c.student_id, table.c.id).where(
                    table.c.assignment_id == self._assignment,
                    table.c.student_id.in_([each.learner for each in entries]),
                )
            ).all()
        )
        fresh: _Rows = []
        moved: _Rows = []
        for each in entries:
            if each.learner in found:
                if each.timestamp is not None:
                    moved.append({"b_id": found[each.learner], "timestamp": each.timestamp})
                continue
            found[each.learner] = id = uuid.uuid4().hex
            fresh.append(
                {"id": id, "assignment_id": self._assignment, "student_id": each.learner,
                 "timestamp": each.timestamp}
            )  # fmt: skip
        _insert(connection, table, fresh)
        _change(connection, table, moved)
        return found

    def _submitted(
        self, connection: Connection, submissions: Mapping[str, str]
    ) -> tuple[dict[tuple[str, str], str], set[str]]:
        """The id of the notebook of each learner and activity; those that are made here, apart."""
        table = api.SubmittedNotebook.__table__
        names = {id: name for name, id in self._notebooks.items()}
        learners = {id: learner for learner, id in submissions.items()}
        rows = connection.execute(
            select(table.c.assignment_id, table.c.notebook_id, table.c.id).where(
                table.c.assignment_id.in_(list(learners))
            )
        )
        found = {(learners[place], names[notebook]): id for place, notebook, id in rows}
        fresh: _Rows = []
        for learner, submission in submissions.items():
            for name, notebook in self._notebooks.items():
                if (learner, name) not in found:
                    found[learner, name] = id = uuid.uuid4().hex
                    fresh.append(
                        {"id": id, "assignment_id": submission, "notebook_id": notebook,
                         "flagged": False}
                    )  # fmt: skip
        _insert(connection, table, fresh)
        return found, {each["id"] for each in fresh}

    def _grades(
        self,
        connection: Connection,
        entries: Sequence[Entry],
        notebooks: Mapping[tuple[str, str], str],
        fresh: set[str],
    ) -> None:
        table = api.Grade.__table__
        known: dict[_Place, tuple[str, bool]] = {
            (notebook, cell): (id, by_hand is not None)
            for id, notebook, cell, by_hand in connection.execute(
                select(table.c.id, table.c.notebook_id, table.c.cell_id, table.c.manual_score)
                .where(_among(table, self._graded, _earlier(notebooks, fresh)))
            )
        }  # fmt: skip
        made: _Rows = []
        changed: _Rows = []
        for entry, name, notebook, marked in self._each(entries, notebooks):
            for id, cell in self._graded[name].items():
                grade, by_hand = known.get((notebook, cell), (None, False))
                if marked is None and name in entry.left:
                    if grade is None:
                        made.append(_grade(notebook, cell, None, True))
                    continue
                score = 0.0 if marked is None else marked.scores[id]
                waits = marked is not None and (score is None or id in marked.flagged or by_hand)
                if grade is None:
                    made.append(_grade(notebook, cell, score, waits))
                else:
                    changed.append(
                        {"b_id": grade, "auto_score": score, "needs_manual_grade": waits}
                    )
        _insert(connection, table, made)
        _change(connection, table, changed)

    def _comments(
        self,
        connection: Connection,
        entries: Sequence[Entry],
        notebooks: Mapping[tuple[str, str], str],
        fresh: set[str],
    ) -> None:
        table = api.Comment.__table__
        known: dict[_Place, str] = {
            (notebook, cell): id
            for id, notebook, cell in connection.execute(
                select(table.c.id, table.c.notebook_id, table.c.cell_id).where(
                    _among(table, self._commented, _earlier(notebooks, fresh))
                )
            )
        }
        made: _Rows = []
        changed: _Rows = []
        for _, name, notebook, marked in self._each(entries, notebooks):
            for id, cell in self._commented[name].items():
                told = NO_ANSWER if marked is not None and id in marked.silent else None
                if (comment := known.get((notebook, cell))) is None:
                    made.append(
                        {"id": uuid.uuid4().hex, "notebook_id": notebook, "cell_id": cell,
                         "auto_comment": told}
                    )  # fmt: skip
                elif marked is not None:
                    changed.append({"b_id": comment, "auto_comment": told})
        _insert(connection, table, made)
        _change(connection, table, changed)

    def _penalties(
        self,
        connection: Connection,
        entries: Sequence[Entry],
        submissions: Mapping[str, str],
        notebooks: Mapping[tuple[str, str], str],
    ) -> None:
        """nbgrader's late penalties, by the plugin of its configuration."""
        if self._due is None:
            return
        table = api.SubmittedAssignment.__table__
        extensions: dict[str, timedelta | None] = dict(
            connection.execute(
                select(table.c.id, table.c.extension).where(
                    table.c.id.in_(list(submissions.values()))
                )
            ).all()
        )
        grades = api.Grade.__table__
        by_hand = func.coalesce(grades.c.manual_score, grades.c.auto_score, 0.0)
        scores: dict[str, float] = dict(
            connection.execute(
                select(
                    grades.c.notebook_id,
                    func.sum(by_hand + func.coalesce(grades.c.extra_credit, 0.0)),
                )
                .where(_among(grades, self._graded, list(notebooks.values())))
                .group_by(grades.c.notebook_id)
            ).all()
        )
        self._late.init_plugin()
        told: _Rows = []
        for entry, _, notebook, marked in self._each(entries, notebooks):
            if marked is None:
                continue
            due = self._due
            if (more := extensions[submissions[entry.learner]]) is not None:
                due += more
            late = 0.0 if entry.timestamp is None else (entry.timestamp - due).total_seconds()
            told.append(
                {"b_id": notebook, "late_submission_penalty":
                 self._penalty(entry.learner, float(scores[notebook]), late) if late > 0 else None}
            )  # fmt: skip
        _change(connection, api.SubmittedNotebook.__table__, told)

    def _penalty(self, learner: str, score: float, late_s: float) -> float | None:
        penalty = self._late.plugin_inst.late_submission_penalty(learner, score, late_s)
        if penalty is None:
            return None
        found: float = self._late._check_late_penalty(SimpleNamespace(score=score), penalty)
        return found

    def _each(
        self, entries: Iterable[Entry], notebooks: Mapping[tuple[str, str], str]
    ) -> Iterator[tuple[Entry, str, str, Marked | None]]:
        """Entry, activity, id of the submitted notebook, and what was found."""
        for entry in entries:
            for name in self._notebooks:
                yield entry, name, notebooks[entry.learner, name], entry.marked.get(name)


def _students(connection: Connection, learners: Sequence[str]) -> None:
    table = api.Student.__table__
    known = set(connection.scalars(select(table.c.id).where(table.c.id.in_(learners))))
    _insert(connection, table, [{"id": each} for each in learners if each not in known])


def _earlier(notebooks: Mapping[tuple[str, str], str], fresh: set[str]) -> list[str]:
    """The ids of the notebooks that may have rows already."""
    return [id for id in notebooks.values() if id not in fresh]


def _among(
    table: Any, cells: Mapping[str, Mapping[str, str]], notebooks: Sequence[str]
) -> ColumnElement[bool]:
    """Both columns of the tables' index (cell, notebook): no reading grows with the class."""
    ids = [id for each in cells.values() for id in each.values()]
    found: ColumnElement[bool] = table.c.cell_id.in_(ids) & table.c.notebook_id.in_(notebooks)
    return found


def _grade(notebook: str, cell: str, score: float | None, waits: bool) -> dict[str, Any]:
    return {
        "id": uuid.uuid4().hex, "notebook_id": notebook, "cell_id": cell, "auto_score": score,
        "needs_manual_grade": waits,
    }  # fmt: skip


def _insert(connection: Connection, table: Any, rows: _Rows) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _change(connection: Connection, table: Any, rows: _Rows) -> None:
    """Each row, of the id `b_id`, takes the other values."""
    if rows:
        connection.execute(update(table).where(table.c.id == bindparam("b_id")), rows)
