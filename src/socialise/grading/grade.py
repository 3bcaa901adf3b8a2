"""Grade a workshop through nbgrader: one submission never changes the fate of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

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


def feedback(root: Path, work: list[tuple[str, str]]) -> Iterator[Graded]:
    """Write each learner's feedback, in French, from what is in the gradebook now."""
    api = NbGraderAPI(config=register(root))
    for learner, lesson in work:
        result = api.generate_feedback(lesson, learner, force=True)
        failure = "" if result["success"] else str(result.get("error") or result.get("log"))
        yield Graded(learner, lesson, failure=failure)


def graded_work(root: Path, lessons: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every (learner, lesson) that stands graded in the gradebook."""
    config = register(root)
    with Gradebook(config.CourseDirectory.db_url, config.CourseDirectory.course_id) as gradebook:
        return sorted(
            (submission.student.id, lesson)
            for lesson in lessons
            for submission in gradebook.assignment_submissions(lesson)
        )


__all__ = ["BrokenActivity", "Graded", "feedback", "grade", "graded_work", "work_of"]
