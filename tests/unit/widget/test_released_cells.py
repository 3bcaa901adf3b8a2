"""The instructor's cells are read in the open notebook; the learner's are left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mini_notebook import CELLS

from socialise.course.source import released_activity as courses_own
from socialise.form import BrokenActivity
from socialise.widget.released import lesson_of, released_activity


def test_its_verdicts_are_the_course_s(folder: Path) -> None:
    """The server, the page and the grader read the same notebook another way."""
    answers = {"prenom": "Léa", "age": "42", "histoire": "Un matin."}
    path = folder / "mini.ipynb"
    assert released_activity(path).judge(answers) == courses_own(path).judge(answers)


@pytest.mark.parametrize(
    ("metadata", "lesson"),
    [
        ({}, "01-essai"),
        ({"socialise": {"lesson": "02-propulsion-ou-ancrage"}}, "02-propulsion-ou-ancrage"),
        ({"socialise": {"lesson": 2}}, "01-essai"),
        ({"socialise": []}, "01-essai"),
    ],
)
def test_the_lesson_is_the_release_s_wherever_it_lies(
    folder: Path, metadata: dict[str, Any], lesson: str
) -> None:
    """A notebook downloaded alone lands in « Téléchargements »; its answers must be taken in."""
    path = folder / "mini.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**notebook, "metadata": metadata}), "utf-8")
    assert lesson_of(path) == lesson
    assert released_activity(path).judge({})["lesson"] == lesson


def test_a_hidden_criterion_is_told_by_its_points(folder: Path) -> None:
    """Its code is a comment in the release."""
    message = released_activity(folder / "mini.ipynb").judge({})
    assert message["hidden"] == [{"id": "pair", "points": 1.5}]


def test_cells_that_the_learner_added_are_not_run(write: Any, own_cell: Any) -> None:
    """They have none of nbgrader's metadata, and may hold anything."""
    path = write([own_cell, *CELLS, own_cell]) / "mini.ipynb"
    assert released_activity(path).judge({"age": "42"})["criteria"][0]["outcome"] == "met"


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "{",
        "[]",
        '{"cells": [{"cell_type": "code"}]}',
        '{"cells": [{"cell_type": "code", "metadata": {"nbgrader": {}}, "source": ""}]}',
    ],
)
def test_a_notebook_that_does_not_read_names_itself(tmp_path: Path, content: str | None) -> None:
    """A renamed, moved or broken notebook is no reason to lose answers."""
    path = tmp_path / "mini.ipynb"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(BrokenActivity, match=r"mini\.ipynb"):
        released_activity(path)


def test_a_broken_cell_names_itself(write: Any) -> None:
    """An author may read it over a learner's shoulder."""
    cell = {
        "cell_type": "code",
        "metadata": {"nbgrader": {"grade_id": "casse", "grade": False}},
        "source": "def (",
    }
    with pytest.raises(BrokenActivity, match="casse"):
        released_activity(write([cell]) / "mini.ipynb")
