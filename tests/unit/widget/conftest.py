"""A folder as a learner has it: one released notebook, and no kernel behind the widget."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mini_notebook import CELLS

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the notebook of these cells in a lesson's folder, and give the folder."""

    def write(cells: Sequence[Any] = CELLS) -> Path:
        folder = tmp_path / "01-essai"
        folder.mkdir(exist_ok=True)
        notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "mini.ipynb").write_text(json.dumps(notebook), "utf-8")
        return folder

    return write


@pytest.fixture
def folder(write: Write) -> Path:
    """The lesson's folder, with the whole notebook in it."""
    return write()


@pytest.fixture
def own_cell() -> Any:
    """A cell that the learner added."""
    return {
        "id": "a-elle",
        "cell_type": "code",
        "metadata": {},
        "source": ["1 / 0\n", "mini = None"],
    }
