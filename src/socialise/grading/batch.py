"""Grades a lesson of a workshop in batches: cells compiled once, one transaction for many."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook

from socialise.course.course import Course
from socialise.course.source import source_activity
from socialise.form import AnswersFile, AnswersRefused
from socialise.grading.graded import Graded
from socialise.grading.graded_notebook import GradedNotebook
from socialise.grading.ledger import Entry, Ledger
from socialise.grading.marked import Marked
from socialise.grading.marker import Marker
from socialise.intake import Workshop, write_atomically

__all__ = ["LessonBatch"]

MANY = 100  # submissions in one transaction
DIGEST = "digest"


class LessonBatch:
    """One lesson: its markers, its notebooks to fill, and the gradebook that receives."""

    def __init__(
        self, root: Path, workshop: Workshop, autograded: Path, gradebook: Gradebook, lesson: str
    ) -> None:
        """`autograded` is nbgrader's directory of that name."""
        self.lesson = lesson
        self._workshop = workshop
        self._autograded = autograded
        self._ledger = Ledger(gradebook, lesson)
        course = Course(root)
        names = [activity for place, activity in course.keys if place == lesson]
        sources = {name: root / "solutions" / lesson / f"{name}.md" for name in names}
        self._markers = {name: Marker(source_activity(path)) for name, path in sources.items()}
        self._notebooks = {
            name: GradedNotebook(_whole(course, gradebook, lesson, name)) for name in names
        }
        self._made_of = {
            name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sources.items()
        }

    def grade(self, learners: Sequence[str], *, again: bool = False) -> Iterator[Graded]:
        """Grade each learner's work, and tell what became of it once it is written.

        What has not changed since it was graded is left as it is, unless `again`. Raises
        BrokenActivity when an exercise does not run.
        """
        remaining = iter(learners)
        while batch := list(islice(remaining, MANY)):
            yield from self._batch(batch, again)

    def _batch(self, learners: Sequence[str], again: bool) -> list[Graded]:
        told: list[Graded] = []
        entries: list[Entry] = []
        notebooks: dict[Path, bytes] = {}
        for learner in learners:
            graded, entry, made = self._one(learner, again)
            told.append(graded)
            if entry is not None:
                entries.append(entry)
                notebooks |= made
        if entries:
            self._ledger.write(entries)
        # After the gradebook: killed between the two, this learner is graded again, to the same.
        for path, content in notebooks.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        return told

    def _one(self, learner: str, again: bool) -> tuple[Graded, Entry | None, dict[Path, bytes]]:
        folder = self._workshop.submitted / learner / self.lesson
        target = self._autograded / learner / self.lesson
        stamp = _timestamp(folder)
        marked: dict[str, Marked] = {}
        made: dict[Path, bytes] = {}
        refusals: list[str] = []
        changed = again
        for name, marker in self._markers.items():
            path = folder / f"{name}.json"
            if not path.is_file():
                continue
            content = path.read_bytes()
            digest = _digest(content, stamp, self._made_of[name])
            changed = changed or _digest_of(target / f"{name}.ipynb") != digest
            try:
                one = marker.mark(AnswersFile.from_bytes(content).answers)
            except AnswersRefused as refused:
                refusals.append(f"{path.name} : {refused}")
                continue
            marked[name] = one
            made[target / f"{name}.ipynb"] = self._notebooks[name].filled(one, digest)
        for stray in sorted(folder.glob("*.ipynb")):
            if not stray.with_suffix(".json").is_file():
                refusals.append(
                    f"{stray.name} : les réponses ({stray.stem}.json) manquent à côté de ce "
                    "carnet. Demandez le fichier de réponses."
                )
        graded = Graded(
            learner,
            self.lesson,
            tuple(refusals),
            tuple(told for each in marked.values() for told in each.to_check),
            tuple(told for each in marked.values() for told in each.to_read),
        )
        if not marked or not changed:
            return graded, None, {}
        return graded, Entry(learner, stamp, marked), made


def _whole(course: Course, gradebook: Gradebook, lesson: str, name: str) -> nbformat.NotebookNode:
    """The release with the instructor's cells back in it, as nbgrader's OverwriteCells does."""
    notebook = course.notebook(lesson, name)
    sources = {
        cell.name: cell.source for cell in gradebook.find_notebook(name, lesson).source_cells
    }
    for cell in notebook.cells:
        grader = cell.metadata.get("nbgrader", {})
        if grader.get("locked") and grader.get("grade_id") in sources:
            cell.source = sources[grader["grade_id"]]
    return notebook


def _timestamp(folder: Path) -> datetime | None:
    """When it was handed in, as nbgrader reads it: naive UTC."""
    try:
        told = (folder / "timestamp.txt").read_text("utf-8").strip()
    except OSError:
        return None
    found = utils.parse_utc(told) if told else None
    return found.astimezone(UTC).replace(tzinfo=None) if found and found.tzinfo else found


def _digest(content: bytes, stamp: datetime | None, made_of: str) -> str:
    return hashlib.sha256(b"\0".join((content, str(stamp).encode(), made_of.encode()))).hexdigest()


def _digest_of(notebook: Path) -> str:
    """What a graded notebook says it was made of; empty where there is none."""
    try:
        found: Mapping[str, Any] = json.loads(notebook.read_bytes())
    except (OSError, ValueError):
        return ""
    return str(found.get("metadata", {}).get("socialise", {}).get(DIGEST, ""))
