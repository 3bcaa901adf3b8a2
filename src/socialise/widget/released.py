"""The open notebook: its lesson, and the instructor's cells, which judge before any has run."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from socialise.form import Activity, BrokenActivity, Cell

__all__ = ["lesson_of", "released_activity"]


def lesson_of(path: Path) -> str:
    """The lesson's id: as the release wrote it, else the name of the notebook's folder.

    A notebook may have been downloaded alone, to a folder of any name.
    """
    try:
        lesson = _read(path)["metadata"]["socialise"]["lesson"]
    except (OSError, ValueError, KeyError, TypeError):
        lesson = None
    return lesson if isinstance(lesson, str) else path.parent.name


def released_activity(path: Path) -> Activity:
    """The activity of a released notebook.

    Cells without nbgrader's metadata are the learner's own: left out, never run. A hidden criterion
    is, in a release, a graded cell that holds a comment alone. Raises BrokenActivity when the
    notebook is not there or does not read.
    """
    try:
        cells = [
            _cell(cell["metadata"]["nbgrader"], _text(cell["source"]))
            for cell in _read(path)["cells"]
            if cell["cell_type"] == "code" and "nbgrader" in cell["metadata"]
        ]
    except (OSError, ValueError, KeyError, TypeError, SyntaxError) as error:
        raise BrokenActivity(f"{path.name} : {type(error).__name__}") from error
    return Activity(lesson_of(path), path.stem, cells)


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _cell(grader: dict[str, object], source: str) -> Cell:
    hidden = bool(grader.get("grade")) and not ast.parse(source).body
    points = grader.get("points", 0)
    return Cell(
        str(grader["grade_id"]),
        "hidden" if hidden else "released",
        source,
        points if isinstance(points, int | float) else 0,
    )
