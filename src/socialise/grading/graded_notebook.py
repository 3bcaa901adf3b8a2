"""The autograded notebook of one activity: cut once, filled for each learner."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from socialise.grading.marked import Marked, Output

__all__ = ["GradedNotebook"]


class GradedNotebook:
    """What is the same for all is JSON text from the start; what differs is put between."""

    def __init__(self, notebook: NotebookNode) -> None:
        """`notebook` is nobody's: the release with the instructor's cells back in it."""
        self._cells: list[str | tuple[dict[str, Any], str, int]] = []
        count = 0
        for cell in notebook.cells:
            grader = cell.metadata.get("nbgrader", {})
            if cell.cell_type != "code":
                self._cells.append(_json(cell))
                continue
            count += 1
            cell = json.loads(_json(cell))
            cell["execution_count"], cell["outputs"] = count, []
            key = str(grader.get("grade_id", ""))
            self._cells.append((cell, "" if key.startswith("form-") else key, count))
        rest = {key: value for key, value in notebook.items() if key != "cells"}
        self._rest: dict[str, Any] = json.loads(_json(rest))

    def filled(self, marked: Marked, digest: str) -> bytes:
        """The notebook of these marks. `digest` tells of what it was made (docs/formats.md)."""
        parts = [each if isinstance(each, str) else _filled(*each, marked) for each in self._cells]
        rest = dict(self._rest)
        rest["metadata"] = rest["metadata"] | {"socialise": {**marked.about, "digest": digest}}
        return f'{{"cells": [{", ".join(parts)}], {_json(rest)[1:]}\n'.encode()


def _filled(cell: Mapping[str, Any], key: str, count: int, marked: Marked) -> str:
    cell = dict(cell)
    cell["outputs"] = [_counted(each, count) for each in marked.outputs.get(key, [])]
    if (facts := marked.facts.get(key)) is not None:
        cell["metadata"] = cell["metadata"] | {"socialise": facts}
    if (text := marked.answered.get(key)) is not None:
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        told = f"\n# Réponse reçue : {len(text)} caractères, empreinte {digest}."
        cell["source"] = f"{cell['source']}{told}"
    return _json(cell)


def _counted(output: Output, count: int) -> Output:
    return output | {"execution_count": count} if "data" in output else output


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
