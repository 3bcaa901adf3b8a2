"""Grade a workshop through nbgrader: one submission never changes the fate of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from socialise.course.course import Course, UnknownActivity
from socialise.form import AnswersRefused, BrokenActivity, Form, Outcome
from socialise.grading.register import register
from socialise.intake import (
    Workshop,
    read_submission,
    submission_notebook,
    write_atomically,
)


@dataclass(frozen=True)
class Graded:
    """What became of one learner's work in one lesson.

    `refusals` names each activity that could not be taken, `to_check` each criterion that a
    trainer must look at, `to_read` each free text that waits for a mark; `failure` is nbgrader's
    own log where it did not grade.
    """

    learner: str
    lesson: str
    refusals: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    to_read: tuple[str, ...] = ()
    failure: str = ""


def work_of(workshop: Workshop, lessons: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every (learner, lesson) with something submitted, among these lessons."""
    return [
        (learner, lesson)
        for learner in workshop.learners()
        for lesson in lessons
        if (workshop.submitted / learner / lesson).is_dir()
    ]


def grade(root: Path, workshop: Workshop, work: list[tuple[str, str]]) -> Iterator[Graded]:
    """Grade each (learner, lesson) in turn, telling what became of it.

    Answers are read again through intake, and our notebook replaces whatever stands there, so a
    damaged file is refused by name and the others are graded. Raises BrokenActivity when an
    exercise itself does not run: no mark is given for a broken tool.
    """
    config = register(root)
    api = NbGraderAPI(config=config)
    course = Course(root)
    for learner, lesson in work:
        forms, refusals = _taken_again(course, workshop.submitted / learner / lesson)
        failure = ""
        if forms:
            result = api.autograde(lesson, learner, force=True)
            if not result["success"]:
                failure = str(result.get("error") or result.get("log"))
        yield Graded(
            learner,
            lesson,
            tuple(refusals),
            tuple(
                f"{form.name}, {each.label}"
                for form in forms
                for each in form.criteria
                if each.outcome is Outcome.A_VERIFIER
            ),
            tuple(
                f"{form.name}, {item.label}"
                for form in forms
                for item in form.free_texts
                if item.answered
            ),
            failure,
        )


def _taken_again(course: Course, folder: Path) -> tuple[list[Form], list[str]]:
    """The forms of a submission folder, made clean again, and the refusals."""
    forms, refusals = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            _, form = read_submission(course, path)
        except (AnswersRefused, UnknownActivity) as refused:
            refusals.append(f"{path.name} : {refused}")
            path.with_suffix(".ipynb").unlink(missing_ok=True)
            continue
        notebook = submission_notebook(course, form, folder.name)
        text = nbformat.writes(notebook) + "\n"
        write_atomically(path.with_suffix(".ipynb"), text.encode())
        forms.append(form)
    for stray in sorted(folder.glob("*.ipynb")):
        if not stray.with_suffix(".json").exists():
            refusals.append(
                f"{stray.name} : les réponses ({stray.stem}.json) manquent à côté de ce carnet. "
                "Demandez le fichier de réponses."
            )
            stray.unlink()
    return forms, refusals


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
