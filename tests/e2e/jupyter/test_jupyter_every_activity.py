"""Every released notebook runs from top to bottom, in an open notebook and under nbgrader."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

ROOT = Path(__file__).resolve().parents[3]
EXERCISES = sorted((ROOT / "exercises").glob("*/*.ipynb"))
HIDDEN_NOTE = "# Vérifié à la remise."
WIDGET = "application/vnd.jupyter.widget-view+json"


def _run(source: Path, folder: Path) -> list[Any]:
    """The code cells of the notebook, executed by a kernel in a lesson's folder of its own."""
    lesson = folder / source.parent.name
    lesson.mkdir()
    shutil.copy(source, lesson)
    notebook = nbformat.read(source, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(lesson)}}).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _mimetypes(cell: Any) -> set[str]:
    return {mime for output in cell.outputs for mime in output.get("data", {})}


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_an_open_notebook_shows_its_form_and_no_mark(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing on stderr, a widget for the form, and 0 read by nbgrader on each criterion."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    cells = _run(path, tmp_path)
    assert WIDGET in _mimetypes(cells[0])
    assert not [o for cell in cells for o in cell.outputs if o.get("name") == "stderr"]
    criteria = [cell for cell in cells if cell.source.strip() != HIDDEN_NOTE]
    graded = [c for c in criteria if c.metadata.nbgrader.grade and not c.metadata.nbgrader.solution]
    assert [determine_grade(cell)[0] for cell in graded] == [0] * len(graded)
    assert len(graded) > 3


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_under_nbgrader_everything_is_plain_text(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Formgrader and feedback show text: a widget would be an empty place."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    cells = _run(path, tmp_path)
    assert {mime for cell in cells for mime in _mimetypes(cell)} == {"text/plain"}
    assert not [o for cell in cells for o in cell.outputs if o.get("name") == "stderr"]
