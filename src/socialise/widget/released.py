"""The instructor's cells in the notebook that is open: what judges, before any cell has run."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from socialise.form import Activity, BrokenActivity, Cell

__all__ = ["released_activity"]


def released_activity(path: Path) -> Activity:
    """The activity of a released notebook.

    Cells without nbgrader's metadata are the learner's own: left out, never run. A hidden criterion
    is, in a release, a graded cell that holds a comment alone. Raises BrokenActivity when the
    notebook is not there or does not read.
    """
    try:
        notebook = json.loads(path.read_text("utf-8"))
        cells = [
            _cell(cell["metadata"]["nbgrader"], _text(cell["source"]))
            for cell in notebook["cells"]
            if cell["cell_type"] == "code" and "nbgrader" in cell["metadata"]
        ]
    except (OSError, ValueError, KeyError, TypeError, SyntaxError) as error:
        raise BrokenActivity(f"{path.name} : {type(error).__name__}") from error
    return Activity(path.parent.name, path.stem, cells)


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
