"""Copies of the course where as many learners as it takes have handed in the same few answers."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from meter import Cost, calm, cost_of

ROOT = Path(__file__).resolve().parents[2]
LESSON, ACTIVITY = "02-propulsion-ou-ancrage", "persona"
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
MARKS = """
SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score
FROM grade
JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN notebook ON notebook.id = submitted_notebook.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
WHERE notebook.name = ?
"""

Marks = dict[str, dict[str, float | None]]
"""The automatic score of each graded cell, by learner."""


def environment(python: Path) -> dict[str, str]:
    """This machine's, with that Python's commands first, and this checkout's source."""
    ours = ("SOCIALISE", "HOST", "PORT", "PYTHON")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    kept["PATH"] = f"{python.parent}{os.pathsep}{kept['PATH']}"
    return kept | {"PYTHONPATH": str(ROOT / "src")}


def marks(course: Path) -> Marks:
    """What the gradebook says of the activity."""
    found: Marks = {}
    gradebook = sqlite3.connect(course / "workshop/gradebook.db")
    for learner, cell, score in gradebook.execute(MARKS, (ACTIVITY,)):
        found.setdefault(learner, {})[cell] = score
    gradebook.close()
    return found


class Classroom:
    """A released course to copy, its sets of answers, and the means to measure there.

    `busy` has the share of the processors that others took before each measure.
    """

    def __init__(self, folder: Path, patience_s: float, *, whole: bool = True) -> None:
        """`whole` copies every lesson of the course, and not only the one that is graded."""
        from parity.labelled import labelled_sets

        from socialise.course.course import Course
        from socialise.intake import Workshop, hand_in

        self.folder = folder
        self.busy: list[float] = []
        self._patience_s = patience_s
        self.environment = environment(Path(sys.executable))
        self._pattern = folder / "modele"
        for name in ("solutions", "exercises"):
            part = Path(name) if whole else Path(name, LESSON)
            shutil.copytree(ROOT / part, self._pattern / part)
        for name in ("_config.yml", "nbgrader_config.py"):
            shutil.copy(ROOT / name, self._pattern)
        self._asked([_script("socialise"), "release"], self._pattern)
        course, workshop = Course(self._pattern), Workshop(folder / "ensembles")
        self.sets: list[Path] = []
        for one in labelled_sets():
            if (one.lesson, one.activity, one.kind) == (LESSON, ACTIVITY, "complete"):
                hand_in(course, workshop, one.learner, one.file, NOW)
                self.sets.append(workshop.submitted / one.learner)

    def course(self, name: str, count: int) -> Path:
        """A copy of the course where that many have handed in, and nothing is graded."""
        course = self.folder / name
        shutil.copytree(self._pattern, course)
        self.hand_in(course, 0, count)
        return course

    def hand_in(self, course: Path, first: int, count: int) -> None:
        """More learners, from that number on."""
        for number in range(first, first + count):
            shutil.copytree(self._set(number), course / "workshop/submitted" / learner(number))

    def answers(self, number: int) -> Path:
        """The answers file of a learner."""
        return self._set(number) / LESSON / f"{ACTIVITY}.json"

    def _set(self, number: int) -> Path:
        return self.sets[number % len(self.sets)]

    def cost(self, course: Path, *command: str) -> Cost:
        """What a command of this environment costs there, once others are calm."""
        self.calm()
        return cost_of([_script(command[0]), *command[1:]], course, self.environment)

    def inside(self, what: str, course: Path, count: int, *more: str) -> dict[str, Any]:
        """What that measure of `inside.py` says, in a process of its own."""
        self.calm()
        script = str(Path(__file__).with_name("inside.py"))
        said = self._asked([sys.executable, script, what, str(count), *more], course)
        told: dict[str, Any] = json.loads(said.splitlines()[-1])
        return told

    def calm(self) -> None:
        """Wait for the others, within our patience, and note what they take."""
        self.busy.append(calm(self._patience_s))

    def _asked(self, command: list[str], course: Path) -> str:
        done = subprocess.run(
            command, cwd=course, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
        return done.stdout


def learner(number: int) -> str:
    """A learner's name, by her number."""
    return f"apprenant-{number:05d}"


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
