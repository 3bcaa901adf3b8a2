"""The source of an activity, `solutions/<lesson>/<activity>.md`, as nbgrader's notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from socialise.course.cells import HIDDEN_NOTE, Described, UnclearCell, describe
from socialise.form import Activity, Cell

_OPENINGS = {
    "form": "Le formulaire",
    "setup": "Préparation",
    "criterion": "Critère\u00a0: {label}",
    "free_text": "Réponse lue par la personne qui anime",
    "take_home": "À emporter\u00a0: {label}",
}
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


class BrokenSource(Exception):
    """A source that cannot be made into an exercise; one French line for each place."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def source_paths(root: Path) -> list[Path]:
    """Every activity's source, in order."""
    return sorted((root / "solutions").glob("*/*.md"))


def read_source(path: Path) -> NotebookNode:
    """The notebook that nbgrader reads: metadata derived from each cell's code, stable cell ids.

    Raises BrokenSource with every unclear cell at once.
    """
    import jupytext  # a tenth of a second, which grading has no use for

    notebook = jupytext.read(path)
    place = f"solutions/{path.parent.name}/{path.name}"
    problems: list[str] = []
    used: set[str] = set()
    for position, cell in enumerate(notebook.cells, start=1):
        described = Described("text")
        if cell.cell_type == "code":
            try:
                described = describe(cell.source)
            except (UnclearCell, SyntaxError) as error:
                problems.append(f"{place}, cellule {position} : {error}")
                continue
        grade_id = described.id or f"{described.role}-{position}"
        if grade_id in used:
            problems.append(f"{place}, cellule {position} : « {grade_id} » sert déjà → renommez.")
        used.add(grade_id)
        _dress(cell, described, grade_id)
    if problems:
        raise BrokenSource(problems)
    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNEL),
        language_info=NotebookNode(name="python"),
        # A learner may keep the notebook in a folder of any name: its answers say this lesson.
        socialise=NotebookNode(lesson=path.parent.name),
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _dress(cell: NotebookNode, described: Described, grade_id: str) -> None:
    """Give the cell its id, nbgrader's metadata, and the marks that nbgrader's release reads."""
    role = described.role
    graded = role in ("criterion", "hidden", "free_text")
    solution = role in ("free_text", "sample")
    grader: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": graded,
        "solution": solution,
        "locked": not solution,
        "task": False,
    }
    if graded:
        grader["points"] = described.points
    cell.id = grade_id[:64]
    cell.metadata = NotebookNode(nbgrader=NotebookNode(grader))
    if cell.cell_type == "code":
        cell.metadata["jupyter"] = NotebookNode(source_hidden=True)
        cell.metadata["tags"] = ["hide-input"]
        cell.outputs, cell.execution_count = [], None
        if role in _OPENINGS:
            # A notebook shows the first line of a collapsed cell: a learner reads French there.
            cell.source = f"# {_OPENINGS[role].format(label=described.label)}\n{cell.source}"
    if role == "hidden":
        cell.source = f"{HIDDEN_NOTE}\n### BEGIN HIDDEN TESTS\n{cell.source}\n### END HIDDEN TESTS"
    elif role == "free_text":
        # Without an empty pair, ClearSolutions would wipe the line that shows the answer.
        cell.source = f"{cell.source}\n### BEGIN SOLUTION\n### END SOLUTION"


def read_cells(notebook: NotebookNode) -> list[Cell]:
    """The code cells of a source, a release or a graded notebook, with their roles."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        grader = cell.metadata.get("nbgrader", {})
        described = describe(cell.source)
        role = described.role
        if grader.get("grade") and not grader.get("solution") and role in ("setup", "criterion"):
            # Released, a hidden criterion is a comment; graded, its code is back.
            role = "criterion" if described.role == "criterion" else "hidden"
        cells.append(
            Cell(
                grader.get("grade_id", cell.get("id", "")),
                role,
                cell.source,
                grader.get("points", 0),
            )
        )
    return cells


def source_activity(path: Path) -> Activity:
    """The activity with all its cells: hidden criteria and the author's answers too."""
    return Activity(path.parent.name, path.stem, read_cells(read_source(path)))


def released_activity(path: Path) -> Activity:
    """The activity that learners have, from `exercises/<lesson>/<activity>.ipynb`."""
    notebook = nbformat.read(path, as_version=4)
    return Activity(path.parent.name, path.stem, read_cells(notebook))


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook; nothing is touched when its text is already there."""
    text = nbformat.writes(notebook) + "\n"
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
