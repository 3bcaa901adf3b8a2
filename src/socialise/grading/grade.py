"""Grade a workshop through nbgrader: one submission never changes the fate of another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from nbgrader.api import Gradebook

from socialise.course.gradebook import reached
from socialise.grading.batch import Batch, Markers
from socialise.grading.crew import Crew, Limits
from socialise.grading.graded import Graded
from socialise.grading.lesson import Lesson
from socialise.grading.marker import Marker
from socialise.grading.marking import CannotMark, Key
from socialise.grading.register import register
from socialise.intake import NotTaken, Workshop, names_in
from socialise.words import shorten

__all__ = ["CannotMark", "Graded", "Grading", "strays_of", "work_of"]

UNEQUIPPED = (
    "--scheduler : ce qui parle à Dask n'est pas installé. Installez socialise avec son extra "
    "« scale » : docs/scale.md"
)


def work_of(workshop: Workshop, lessons: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every (learner, lesson) with something submitted, among these lessons."""
    return [
        (learner, lesson)
        for learner in workshop.learners()
        for lesson in sorted(set(_names(workshop, learner)) & set(lessons))
    ]


def strays_of(workshop: Workshop, lessons: tuple[str, ...]) -> list[str]:
    """What stands among the submissions and is nobody's work in these lessons: one line each."""
    told: list[str] = []
    learners = workshop.learners()
    known = set(learners)
    for learner in learners:
        told += [
            f"{learner}, {_shown(place)} : ce n'est pas une leçon de ce cours. Retirez ce dossier, "
            "ou corrigez son nom."
            for place in _names(workshop, learner)
            if place not in lessons
        ]
    for name in sorted(set(_names(workshop, "")) - known):
        try:
            names_in(workshop.submitted, name)
            told.append(
                f"{_shown(name)} : ce dossier ne porte pas le nom d'une personne. Renommez-le avec "
                "des lettres minuscules, des chiffres et des traits d'union, par exemple erable-42."
            )
        except (NotTaken, FileNotFoundError) as refused:
            told.append(f"{_shown(name)} : {refused}")
    return told


def _names(workshop: Workshop, learner: str) -> list[str]:
    """What stands in a learner's folder, what is hidden left out."""
    try:
        entries = os.scandir(workshop.submitted / learner)
        return [entry.name for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []


def _shown(name: str) -> str:
    """A name that someone chose, on one line of a terminal."""
    return shorten("".join(each if each.isprintable() else "?" for each in name), 60)


class Grading:
    """The grading of each (learner, lesson): iterate, and it is done, telling what became of each.

    Answers are read again through intake; of what else stands in the folder nothing is read. A
    damaged file is refused by name and the others are graded. What has not changed since it was
    graded is left as it is, unless `again`. `scheduler` is the address of a Dask cluster that marks
    in place of this machine's processes; this process alone writes. `broken` has, at the end, each
    exercise that does not run and what its cells say: no mark is given for a broken tool.

    Raises CannotMark, and what `register` raises.
    """

    def __init__(
        self,
        root: Path,
        workshop: Workshop,
        work: Sequence[tuple[str, str]],
        *,
        again: bool = False,
        limits: Limits | None = None,
        scheduler: str | None = None,
    ) -> None:
        self.broken: dict[str, str] = {}
        self._root, self._workshop, self._work = root, workshop, work
        self._again, self._limits, self._scheduler = again, limits, scheduler

    def __iter__(self) -> Iterator[Graded]:
        config = register(self._root)
        directory = config.CourseDirectory
        with ExitStack() as stack:
            stack.enter_context(reached(directory.db_url))
            gradebook = stack.enter_context(Gradebook(directory.db_url, directory.course_id))
            lessons = [
                Lesson(self._root, gradebook, name, config)
                for name in dict.fromkeys(lesson for _, lesson in self._work)
            ]
            markers = {key: marker for each in lessons for key, marker in each.markers.items()}
            who = stack.enter_context(self._who(markers))
            autograded = self._root / directory.autograded_directory
            batch = Batch(self._workshop, autograded, lessons, who)
            self.broken = batch.broken
            yield from batch.grade(self._work, again=self._again)

    def _who(self, markers: Mapping[Key, Marker]) -> AbstractContextManager[Markers]:
        """Who marks: processes of this machine, or those of a Dask cluster."""
        if self._scheduler is None:
            return Crew(markers, limits=self._limits)
        try:
            from socialise.grading.cluster import Cluster
        except ImportError:
            raise CannotMark(UNEQUIPPED) from None
        return Cluster(self._scheduler, markers, limits=self._limits)
