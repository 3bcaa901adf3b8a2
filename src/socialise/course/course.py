"""The course as it is released: its lessons, its activities and the notebooks that judge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from socialise.course.release import EXERCISES
from socialise.course.source import released_activity
from socialise.form import Activity
from socialise.words import shorten


class UnknownActivity(LookupError):
    """No activity of the course has that lesson and name; the text says so in French."""

    def __init__(self, lesson: str, activity: str) -> None:
        seen = f"{shorten(lesson, 60)}/{shorten(activity, 60)}"
        super().__init__(f"L'activité « {seen} » n'est pas dans ce cours.")


class Course:
    """The released exercises below `root`. Each is read once, when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._activities: dict[tuple[str, str], Activity] = {}

    @cached_property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Every (lesson, activity), in order."""
        paths = sorted((self.root / EXERCISES).glob("*/*.ipynb"))
        return tuple((path.parent.name, path.stem) for path in paths)

    @property
    def lessons(self) -> tuple[str, ...]:
        """Every lesson that has an activity, in order."""
        return tuple(sorted({lesson for lesson, _ in self.keys}))

    def release_path(self, lesson: str, activity: str) -> Path:
        """The released notebook. Raises UnknownActivity."""
        if (lesson, activity) not in self.keys:
            raise UnknownActivity(lesson, activity)
        return self.root / EXERCISES / lesson / f"{activity}.ipynb"

    def activity(self, lesson: str, activity: str) -> Activity:
        """The released cells, compiled. Raises UnknownActivity."""
        path = self.release_path(lesson, activity)
        if (found := self._activities.get((lesson, activity))) is None:
            found = self._activities[lesson, activity] = released_activity(path)
        return found

    def notebook(self, lesson: str, activity: str) -> NotebookNode:
        """A fresh copy of the released notebook. Raises UnknownActivity."""
        return nbformat.read(self.release_path(lesson, activity), as_version=4)

    def __iter__(self) -> Iterator[Activity]:
        return (self.activity(*key) for key in self.keys)
