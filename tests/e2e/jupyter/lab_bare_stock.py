"""What nbgrader gives by itself: configured with directories only, a kernel runs the notebook."""

from __future__ import annotations

import shutil
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from socialise.course.release import release

ROOT = Path(__file__).resolve().parents[3]
LEARNER = "erable-42"


def autograde(notebook: Path, course: Path) -> dict[str, float]:
    """The automatic score of each graded cell of a learner's notebook and its answers file.

    `course` is an empty folder; `notebook` lies in a folder named by the lesson.
    """
    lesson, name = notebook.parent.name, notebook.stem
    (course / "solutions" / lesson).mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / lesson / f"{name}.md", course / "solutions" / lesson)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    release(course)
    submitted = course / "submitted" / LEARNER / lesson
    submitted.mkdir(parents=True)
    for path in (notebook, notebook.with_suffix(".json")):
        shutil.copy(path, submitted)
    config = Config()
    directory = config.CourseDirectory
    directory.root, directory.course_id = str(course), "socialise"
    directory.source_directory, directory.release_directory = "_build/source", "exercises"
    directory.db_url = f"sqlite:///{course / 'workshop' / 'gradebook.db'}"
    result = NbGraderAPI(config=config).autograde(lesson, LEARNER, force=True)
    assert result["success"], result.get("log") or result.get("error")
    graded_notebook = (course / "autograded" / LEARNER / lesson / notebook.name).read_text("utf-8")
    assert "widget-view" not in graded_notebook
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        graded = gradebook.find_submission_notebook(name, lesson, LEARNER).grades
        return {grade.name: grade.auto_score for grade in graded if grade.auto_score is not None}
