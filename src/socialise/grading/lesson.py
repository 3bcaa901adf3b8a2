"""What grading knows of one lesson: the cells that mark, the notebooks to fill, the marks' rows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import OverwriteCells
from traitlets.config import Config

from socialise.course.cells import UnclearCell
from socialise.course.course import Course
from socialise.course.source import read_cells
from socialise.form import Activity, BrokenActivity
from socialise.grading.edition import digest_of_rooms
from socialise.grading.graded_notebook import GradedNotebook
from socialise.grading.ledger import Ledger
from socialise.grading.marker import Marker
from socialise.grading.marking import Key

__all__ = ["Lesson"]


class Lesson:
    """One lesson of the course, ready to be graded."""

    def __init__(self, root: Path, gradebook: Gradebook, name: str, config: Config) -> None:
        course = Course(root)
        self.name = name
        self.activities = [activity for place, activity in course.keys if place == name]
        self.ledger = Ledger(gradebook, name, config)
        self.markers: dict[Key, Marker] = {}
        self.notebooks: dict[str, GradedNotebook] = {}
        self.broken: dict[str, str] = {}  # what its cells say, by activity, where they do not run
        self._made_of: dict[str, bytes] = {}
        for each in self.activities:
            notebook = _whole(course, gradebook, config, name, each)
            self.notebooks[each] = GradedNotebook(notebook)
            self._made_of[each] = json.dumps(notebook, sort_keys=True).encode()
            try:
                activity = Activity(name, each, read_cells(notebook))
                self.markers[name, each] = Marker(activity)
            except (BrokenActivity, UnclearCell, SyntaxError) as broken:
                self.broken[each] = str(broken)

    def digest(self, activity: str, content: bytes, stamp: object) -> str:
        """What a graded notebook is made of: the answers, when they came, and all that judges.

        After an upgrade that judges otherwise, all is graded again.
        """
        parts = (content, str(stamp).encode(), self._made_of[activity], digest_of_rooms())
        return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _whole(
    course: Course, gradebook: Gradebook, config: Config, lesson: str, name: str
) -> NotebookNode:
    """The release with the instructor's cells back in it, by nbgrader's own hand.

    Cell by cell: for a whole notebook, it would open the gradebook once more.
    """
    notebook = course.notebook(lesson, name)
    overwrite = OverwriteCells(config=config)
    overwrite.gradebook = gradebook
    overwrite.notebook_id, overwrite.assignment_id = name, lesson
    for place, cell in enumerate(notebook.cells):
        notebook.cells[place], _ = overwrite.preprocess_cell(cell, {}, place)
    return notebook
