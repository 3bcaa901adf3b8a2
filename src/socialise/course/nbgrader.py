"""What our release adds to nbgrader's own."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


class RemoveSamples(NbGraderPreprocessor):
    """Drop the cells that hold the author's answers: solution, and not graded."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb.cells = [cell for cell in nb.cells if not _sample(cell)]
        return nb, resources


class LockEverything(NbGraderPreprocessor):
    """Nothing in a released notebook is to be edited: the form is where answers are written."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        for cell in nb.cells:
            cell.metadata["editable"] = False
            cell.metadata["deletable"] = False
        return nb, resources


def _sample(cell: NotebookNode) -> bool:
    grader = cell.metadata.get("nbgrader", {})
    return bool(grader.get("solution")) and not grader.get("grade")
