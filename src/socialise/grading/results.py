"""What the gradebook says of a lesson, to be told to learners: many of them at a time."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader import api
from sqlalchemy import ColumnElement, func, inspect, select
from sqlalchemy.engine import Engine

from socialise.course.gradebook import engine_of, reached

__all__ = ["Given", "LessonResults", "Results", "gradebook_engine"]


@dataclass(frozen=True)
class Given:
    """The points of one graded cell; `pending` when a person has yet to look."""

    score: float
    points: float
    pending: bool


@dataclass
class Results:
    """One activity of one learner: what each cell was given, and what was said of it, by its id."""

    activity: str
    max_score: float
    late_penalty: float
    given: dict[str, Given] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """What remains once the late penalty is taken off."""
        return math.fsum(each.score for each in self.given.values()) - self.late_penalty


class LessonResults:
    """One lesson of a gradebook, read without a lock that lasts.

    Each batch asks two questions of the large tables, and names both columns of their indexes
    (cell, notebook): the time of a batch does not grow with the class.
    """

    def __init__(self, engine: Engine, lesson: str) -> None:
        """Read the lesson's activities and cells. A lesson that is not there has nobody."""
        self._engine = engine
        notebooks, assignments = api.Notebook.__table__, api.Assignment.__table__
        cells = api.BaseCell.__table__
        graded, tasks = api.GradeCell.__table__, api.TaskCell.__table__
        with engine.connect() as connection:
            found = connection.execute(
                select(notebooks.c.id, notebooks.c.name, notebooks.c.assignment_id)
                .select_from(notebooks.join(assignments))
                .where(assignments.c.name == lesson)
                .order_by(notebooks.c.name)
            ).all()
            self._names: Mapping[str, str] = {row.id: row.name for row in found}
            self._assignments = list({row.assignment_id for row in found})
            known = connection.execute(
                select(
                    cells.c.id,
                    cells.c.name,
                    cells.c.notebook_id,
                    func.coalesce(graded.c.max_score, tasks.c.max_score).label("points"),
                )
                .select_from(
                    cells.outerjoin(graded, graded.c.id == cells.c.id).outerjoin(
                        tasks, tasks.c.id == cells.c.id
                    )
                )
                .where(cells.c.notebook_id.in_(list(self._names)))
            ).all()
        self._cells = {row.id: row.name for row in known}
        self._points = {row.id: row.points for row in known if row.points is not None}
        self._max = dict.fromkeys(self._names, 0.0)
        for row in known:
            self._max[row.notebook_id] += row.points or 0.0

    @property
    def activities(self) -> tuple[str, ...]:
        """Every activity of the lesson, in order."""
        return tuple(self._names.values())

    def learners(self) -> list[str]:
        """Everyone who has marks in this lesson, in order."""
        table = api.SubmittedAssignment.__table__
        with self._engine.connect() as connection:
            found = connection.scalars(
                select(table.c.student_id).where(table.c.assignment_id.in_(self._assignments))
            )
            return sorted(found)

    def of(self, learners: Sequence[str]) -> dict[str, list[Results]]:
        """The results of each of these learners who has some, by activity in order."""
        submissions = api.SubmittedAssignment.__table__
        copies = api.SubmittedNotebook.__table__
        results: dict[str, Results] = {}  # by the id of the submitted notebook
        told: dict[str, list[Results]] = {}
        with self._engine.connect() as connection:
            for learner, copy, notebook, penalty in connection.execute(
                select(
                    submissions.c.student_id,
                    copies.c.id,
                    copies.c.notebook_id,
                    copies.c.late_submission_penalty,
                )
                .select_from(submissions.join(copies))
                .where(
                    submissions.c.assignment_id.in_(self._assignments),
                    submissions.c.student_id.in_(learners),
                    copies.c.notebook_id.in_(list(self._names)),
                )
            ):
                one = Results(self._names[notebook], self._max[notebook], penalty or 0.0)
                results[copy] = one
                told.setdefault(learner, []).append(one)
            for copy, cell, score, pending in connection.execute(
                select(
                    api.Grade.notebook_id,
                    api.Grade.cell_id,
                    api.Grade.score,  # nbgrader's own rule: by hand, else automatic, and extra
                    api.Grade.needs_manual_grade,
                ).where(_among(api.Grade, self._points, results))
            ):
                given = Given(score, self._points[cell], bool(pending))
                results[copy].given[self._cells[cell]] = given
            for copy, cell, comment in connection.execute(
                select(api.Comment.notebook_id, api.Comment.cell_id, api.Comment.comment).where(
                    _among(api.Comment, self._cells, results)
                )
            ):
                results[copy].comments[self._cells[cell]] = comment
        for each in told.values():
            each.sort(key=lambda one: one.activity)
        return told


def gradebook_engine(url: str) -> Engine | None:
    """The gradebook there, or None where nothing was ever graded. Nothing is created.

    Raises GradebookAway.
    """
    engine = engine_of(url)
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).is_file():
        return None
    with reached(url):
        known = inspect(engine).has_table(api.SubmittedAssignment.__tablename__)
    return engine if known else None


def _among(
    table: type[api.Base], cells: Collection[str], copies: Collection[str]
) -> ColumnElement[bool]:
    found: ColumnElement[bool] = table.cell_id.in_(list(cells)) & table.notebook_id.in_(
        list(copies)
    )
    return found
