"""What a gradebook holds, to be compared: names in the place of the tables' own ids."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook

__all__ = ["rows"]


def rows(url: str) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """Every submission's, by lesson, learner and activity."""
    found = {}
    with Gradebook(url, "socialise") as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    key = (assignment.name, submission.student.id, notebook.name)
                    found[key] = (
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
                    )  # fmt: skip
    return found
