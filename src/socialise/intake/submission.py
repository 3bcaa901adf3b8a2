"""From answers to a clean submission in nbgrader's layout: ours, whatever was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

import nbformat
from nbformat import NotebookNode

from socialise.course.course import Course
from socialise.form import AnswersFile, AnswersRefused, Problem
from socialise.intake.receipt import Receipt
from socialise.intake.regular import read_regular
from socialise.intake.workshop import Workshop, is_plain_name, write_together

RECEIPT_LIMIT = 2_000_000  # bytes: answers, and what is told with them


def clean(course: Course, file: AnswersFile) -> dict[str, str]:
    """The free texts that answers hold, by item, once they are checked against their form.

    The cells run on an untouched form, never on these answers: no criterion is judged here, and
    nothing that a learner writes makes taking it in fail, or last.

    Raises UnknownActivity, AnswersRefused with every structural problem, and BrokenActivity.
    """
    form = course.activity(file.lesson, file.activity).run({})
    if problems := form.check(file.answers):
        raise AnswersRefused(problems)
    form.answers = file.answers
    read = {item.id: form.get(item.field, "") for item in form.free_texts}
    return {id: text for id, text in read.items() if text}


def submission_notebook(
    course: Course, lesson: str, activity: str, written: Mapping[str, str]
) -> NotebookNode:
    """The released notebook, where the manually graded cell of an answered item carries a digest
    of the answer: its checksum differs from the release's, so nbgrader queues it for a trainer."""
    notebook = course.notebook(lesson, activity)
    for cell in notebook.cells:
        grader = cell.metadata.get("nbgrader", {})
        if grader.get("grade") and grader.get("solution") and grader["grade_id"] in written:
            text = written[grader["grade_id"]]
            digest = hashlib.sha256(text.encode()).hexdigest()[:16]
            cell.source += f"\n# Réponse reçue : {len(text)} caractères, empreinte {digest}."
    return notebook


def hand_in(
    course: Course,
    workshop: Workshop,
    learner: str,
    file: AnswersFile,
    now: datetime,
) -> Receipt:
    """Take answers in for a learner, in place of the earlier ones, which are kept.

    Everything is on the disk before anything is replaced: refused or interrupted, the earlier
    hand-in stays, and there is no receipt of what was not taken. `now` is aware. Raises as `clean`
    does, and OSError (NotTaken where a link stands in the place of one of the workshop's folders).
    """
    if not is_plain_name(learner):
        raise AnswersRefused([Problem("", f"« {learner[:40]} » ne peut pas nommer une personne.")])
    written = clean(course, file)
    notebook = submission_notebook(course, file.lesson, file.activity, written)
    receipt = Receipt.of(learner, file, now)
    folder = workshop.real_folder(PurePath("submitted", learner, file.lesson))
    files = submission_files(folder, file, notebook, now)
    kept = workshop.real_folder(PurePath("receipts") / receipt.path.parent)
    try:
        receipt = Receipt.from_bytes(read_regular(kept, receipt.path.name, RECEIPT_LIMIT))
    except (FileNotFoundError, ValueError, LookupError, TypeError):  # none, or a damaged one
        # The last to take its place: it tells of all the others.
        files[kept / receipt.path.name] = receipt.to_bytes()
    write_together(files)
    return receipt


def submission_files(
    folder: Path, file: AnswersFile, notebook: NotebookNode, now: datetime
) -> dict[Path, bytes]:
    """The files of one activity's submission: answers, notebook, nbgrader's timestamp."""
    stamp = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    return {
        folder / f"{file.activity}.json": file.to_bytes(),
        folder / f"{file.activity}.ipynb": f"{nbformat.writes(notebook)}\n".encode(),
        folder / "timestamp.txt": stamp.encode(),
    }


def read_submission(course: Course, path: Path) -> tuple[AnswersFile, dict[str, str]]:
    """A submitted answers file, of which nothing but its place is trusted, and its free texts.

    Lesson and activity come from the path. Raises as `AnswersFile.from_bytes` and `clean` do.
    """
    file = AnswersFile.from_bytes(path.read_bytes())
    lesson, activity = path.parent.name, path.stem
    placed = AnswersFile(lesson, activity, dict[str, Any](file.answers))
    return placed, clean(course, placed)
