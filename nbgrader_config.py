"""nbgrader's configuration of this course: directories, release, safe grading, French feedback."""

from pathlib import Path

from socialise.grading.config import configure

configure(get_config(), Path(__file__).resolve().parent)  # noqa: F821 (nbgrader gives get_config)
