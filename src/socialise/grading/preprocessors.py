"""Safe grading through nbgrader: the instructor's cells on the learner's data, no kernel."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from socialise.course.course import Course
from socialise.course.source import read_cells
from socialise.form import Activity
from socialise.grading.crew import Crew
from socialise.grading.graded_notebook import fill
from socialise.grading.marked import Marked
from socialise.grading.marker import Marker
from socialise.intake import read_submission, submission_notebook


class Unjudged(Exception):
    """The cells did not end on these answers; the text says which file, and how."""


@cache
def _course(root: Path) -> Course:
    return Course(root)


def _place(preprocessor: NbGraderPreprocessor, resources: Any) -> tuple[Path, Path]:
    """The course's root, and the submitted answers file of the notebook being graded."""
    converter = preprocessor.parent.parent  # preprocessor → exporter → Autograde
    directory = converter.coursedir
    place = resources["nbgrader"]
    folder = directory.format_path(
        directory.submitted_directory, place["student"], place["assignment"]
    )
    root = Path(directory.root)
    return root, root / folder / f"{place['notebook']}.json"


class RebuildFromRelease(NbGraderPreprocessor):
    """Put our released notebook in place of whatever was submitted.

    Of the learner's, only the answers are taken, through intake. Extra, deleted, duplicated and
    hostile cells vanish with the notebook that held them.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        root, path = _place(self, resources)
        course = _course(root)
        file, written = read_submission(course, path)
        return submission_notebook(course, file.lesson, file.activity, written), resources


class RunInstructorCells(NbGraderPreprocessor):
    """Execute the notebook's cells, which nbgrader has just made the instructor's again, in a
    process of their own with limits: a notebook that cannot be judged is not marked at all."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        root, path = _place(self, resources)
        file, _ = read_submission(_course(root), path)
        key = (file.lesson, file.activity)
        marker = Marker(Activity(*key, read_cells(nb)))
        with Crew({key: marker}, count=1) as crew:
            ((_, reply),) = crew.replies([(None, (*key, file.to_bytes()))])
        if reply["outcome"] != "marked":
            raise Unjudged(f"{path.name} : {reply.get('cause') or reply['outcome']}")
        marked = Marked(**reply["marked"])
        fill(nb, marked)
        resources["socialise"] = {"unread": list(marked.flagged)}
        return nb, resources


class FlagUnread(NbGraderPreprocessor):
    """Queue for a trainer every criterion that could not be judged: nbgrader has no third state."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        place = resources["nbgrader"]
        names = (place["notebook"], place["assignment"], place["student"])
        if unjudged := resources["socialise"]["unread"]:
            with Gradebook(place["db_url"]) as gradebook:
                for identity in unjudged:
                    gradebook.find_grade(identity, *names).needs_manual_grade = True
                gradebook.db.commit()
        return nb, resources


class FeedbackExporter(HTMLExporter):
    """Writes the feedback page from our own template, `templates/retour`."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """The template's page as it is: HTMLExporter would parse it again to describe pictures,
        and ours has none."""
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)


class TellPending(NbGraderPreprocessor):
    """Mark, for the feedback, what a trainer has not read yet."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            submission = gradebook.find_submission_notebook(
                place["notebook"], place["assignment"], place["student"]
            )
            pending = {each.name for each in submission.grades if each.needs_manual_grade}
        for cell in nb.cells:
            grader = cell.metadata.get("nbgrader", {})
            grader["pending"] = grader.get("grade_id") in pending
        return nb, resources
