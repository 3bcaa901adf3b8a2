"""Safe grading through nbgrader: the instructor's cells on the learner's data, no kernel."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook

from socialise.course.course import Course
from socialise.course.source import read_cells
from socialise.form import Activity, Form, Outcome
from socialise.intake import read_submission, submission_notebook


@cache
def _course(root: Path) -> Course:
    return Course(root)


def _place(preprocessor: NbGraderPreprocessor, resources: Any) -> tuple[Path, Path]:
    """The course's root, and the submitted answers file of the notebook being graded."""
    converter = preprocessor.parent.parent  # preprocessor → exporter → Autograde
    directory = converter.coursedir
    told = resources["nbgrader"]
    folder = directory.format_path(
        directory.submitted_directory, told["student"], told["assignment"]
    )
    root = Path(directory.root)
    return root, root / folder / f"{told['notebook']}.json"


class RebuildFromRelease(NbGraderPreprocessor):
    """Put our released notebook in place of whatever was submitted.

    Of the learner's, only the answers are taken, through intake. Extra, deleted, duplicated and
    hostile cells vanish with the notebook that held them.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        root, path = _place(self, resources)
        course = _course(root)
        file, form = read_submission(course, path)
        return submission_notebook(course, form, file.lesson), resources


class RunInstructorCells(NbGraderPreprocessor):
    """Execute the notebook's cells, which nbgrader has just made the instructor's again."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        root, path = _place(self, resources)
        file, _ = read_submission(_course(root), path)
        activity = Activity(file.lesson, file.activity, read_cells(nb))
        form = activity.run(file.answers)
        write_outputs(nb, form)
        resources["socialise"] = {"unread": unread(form)}
        return nb, resources


class FlagUnread(NbGraderPreprocessor):
    """Queue for a trainer every criterion that could not be judged: nbgrader has no third state."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        told = resources["nbgrader"]
        names = (told["notebook"], told["assignment"], told["student"])
        if unjudged := resources["socialise"]["unread"]:
            with Gradebook(told["db_url"]) as gradebook:
                for identity, seen in unjudged.items():
                    gradebook.find_grade(identity, *names).needs_manual_grade = True
                    gradebook.find_comment(identity, *names).auto_comment = interface(
                        "grading.unread", seen=seen
                    )
                gradebook.db.commit()
        return nb, resources


def unread(form: Form) -> list[str]:
    """The ids of the criteria that could not be judged."""
    return [each.id for each in form.criteria if each.outcome is Outcome.A_VERIFIER]


def write_outputs(nb: NotebookNode, form: Form) -> None:
    """Give each cell the output that its kernel would have given."""
    criteria = {each.id: each for each in form.criteria}
    free_texts = {each.id: each for each in form.free_texts}
    shown_form = False
    for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
        identity = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        cell.execution_count, cell.outputs = count, []
        if (criterion := criteria.get(identity)) is not None:
            cell.outputs.append(new_output("stream", name="stdout", text=f"{criterion.lines()}\n"))
            cell.outputs.append(_result(count, repr(criterion)))
        elif (item := free_texts.get(identity)) is not None:
            cell.outputs.append(_result(count, repr(item)))
        elif not shown_form and identity.startswith("form-"):
            shown_form = True
            cell.outputs.append(_result(count, repr(form)))


def _result(count: int, text: str) -> NotebookNode:
    return new_output("execute_result", data={"text/plain": text}, execution_count=count)
