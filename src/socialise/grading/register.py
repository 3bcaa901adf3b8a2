"""The course in nbgrader's gradebook: no lesson can be graded before it stands there."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from traitlets.config import Config

from socialise.course.course import Course
from socialise.course.gradebook import alone, reached
from socialise.course.release import nbgrader_config, release


def register(root: Path) -> Config:
    """Create the gradebook where there is none, and register every lesson that it lacks.

    Gives nbgrader's configuration. Raises BrokenSource, ReleaseRefused and GradebookAway.
    """
    config = nbgrader_config(root)
    url = config.CourseDirectory.db_url
    with alone(url), reached(url):
        with Gradebook(url, config.CourseDirectory.course_id) as gradebook:
            known = {
                (assignment.name, notebook.name)
                for assignment in gradebook.assignments
                for notebook in assignment.notebooks
            }
        if known != set(Course(root).keys):
            release(root)
    return config
