"""Grade a workshop through nbgrader: one submission never changes the fate of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook

from socialise.form import BrokenActivity
from socialise.grading.batch import LessonBatch
from socialise.grading.graded import Graded
from socialise.grading.register import register
from socialise.intake import Workshop


def work_of(workshop: Workshop, lessons: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every (learner, lesson) with something submitted, among these lessons."""
    return [
        (learner, lesson)
        for learner in workshop.learners()
        for lesson in lessons
        if (workshop.submitted / learner / lesson).is_dir()
    ]


def grade(
    root: Path, workshop: Workshop, work: list[tuple[str, str]], *, again: bool = False
) -> Iterator[Graded]:
    """Grade each (learner, lesson), lesson by lesson, telling what became of it.

    Answers are read again through intake; of what else stands in the folder nothing is read. A
    damaged file is refused by name and the others are graded. What has not changed since it was
    graded is left as it is, unless `again`. Raises BrokenActivity when an exercise itself does
    not run: no mark is given for a broken tool.
    """
    config = register(root)
    directory = config.CourseDirectory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        for lesson in dict.fromkeys(lesson for _, lesson in work):
            learners = [learner for learner, place in work if place == lesson]
            autograded = root / directory.autograded_directory
            batch = LessonBatch(root, workshop, autograded, gradebook, lesson)
            yield from batch.grade(learners, again=again)


__all__ = ["BrokenActivity", "Graded", "grade", "work_of"]
