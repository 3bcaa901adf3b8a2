"""The autograded notebook of one activity: cut once, filled for each learner."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from socialise.grading.marked import Marked

__all__ = ["GradedNotebook", "fill"]


class GradedNotebook:
    """What is the same for all is JSON text from the start; what differs is put between."""

    def __init__(self, notebook: NotebookNode) -> None:
        """`notebook` is nobody's: the release with the instructor's cells back in it."""
        self._cells: list[str | tuple[dict[str, Any], str, int]] = []
        count = 0
        for cell in notebook.cells:
            if cell.cell_type != "code":
                self._cells.append(_json(cell))
                continue
            count += 1
            self._cells.append((json.loads(_json(cell)), _key(cell), count))
        rest = {key: value for key, value in notebook.items() if key != "cells"}
        self._rest: dict[str, Any] = json.loads(_json(rest))

    def filled(self, marked: Marked, digest: str) -> bytes:
        """The notebook of these marks. `digest` tells of what it was made (docs/formats.md)."""
        parts = [each if isinstance(each, str) else _told(*each, marked) for each in self._cells]
        rest = dict(self._rest)
        about = {**marked.about, "digest": digest} if digest else marked.about
        rest["metadata"] = rest["metadata"] | {"socialise": about}
        text = f'{{"cells": [{", ".join(parts)}], {_json(rest)[1:]}\n'
        return text.encode("utf-8", "replace")


def fill(notebook: NotebookNode, marked: Marked) -> None:
    """Give each cell the output that its kernel would have given, and the feedback its facts."""
    notebook.metadata["socialise"] = nbformat.from_dict(marked.about)
    code = (cell for cell in notebook.cells if cell.cell_type == "code")
    for count, cell in enumerate(code, start=1):
        shown = _shown({"metadata": {}}, _key(cell), count, marked)
        cell.metadata.update(nbformat.from_dict(shown.pop("metadata")))
        cell.update(nbformat.from_dict(shown))


def _key(cell: Mapping[str, Any]) -> str:
    """The name of a cell among what was marked."""
    id = str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
    return "" if id.startswith("form-") else id


def _told(cell: dict[str, Any], key: str, count: int, marked: Marked) -> str:
    cell = _shown(cell, key, count, marked)
    if (text := marked.answered.get(key)) is not None:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        told = f"\n# Réponse reçue : {len(text)} caractères, empreinte {digest}."
        cell["source"] = f"{cell['source']}{told}"
    return _json(cell)


def _shown(cell: dict[str, Any], key: str, count: int, marked: Marked) -> dict[str, Any]:
    """A cell that has run: its outputs, and what is known of it."""
    outputs = [
        each | {"execution_count": count} if "data" in each else each
        for each in marked.outputs.get(key, ())
    ]
    shown = cell | {"execution_count": count, "outputs": outputs}
    if (facts := marked.facts.get(key)) is not None:
        shown["metadata"] = cell["metadata"] | {"socialise": facts}
    return shown


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
