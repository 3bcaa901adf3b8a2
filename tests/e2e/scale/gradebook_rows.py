"""What a gradebook holds, by names: two gradebooks of the same class are compared by it."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook

__all__ = ["gradebook_rows"]


def gradebook_rows(url: str) -> dict[Any, Any]:
    """Each notebook of each submission, its grades and its comments, without the tables' ids."""
    with Gradebook(url, "socialise") as gradebook:
        return {
            (assignment.name, submission.student.id, notebook.name): (
                submission.timestamp, submission.extension, notebook.flagged,
                notebook.late_submission_penalty, notebook.score, notebook.max_score,
                sorted(
                    (each.name, each.auto_score, each.manual_score, each.extra_credit,
                     each.needs_manual_grade)
                    for each in notebook.grades
                ),
                sorted(
                    (each.name, each.auto_comment, each.manual_comment)
                    for each in notebook.comments
                ),
            )
            for assignment in gradebook.assignments
            for submission in assignment.submissions
            for notebook in submission.notebooks
        }  # fmt: skip
