"""The form's ES modules as the single text that an anywidget needs."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["LAB", "STATIC", "notebook_module"]

STATIC = Path(__file__).parent / "static"
LAB = Path(__file__).parent / "lab"  # what a notebook has and a page has not

# In the order of their imports. What the page alone needs (worker, room, hand-in) stays out.
_NOTEBOOK = (
    "element",
    "figure",
    "field",
    "table",
    "form",
    "verdict",
    "storage",
    "file",
    "notebook",
)

# Each import is from a module of the list, and each export is named where it is declared.
_LINKS = re.compile(r"^import [^;]*;\n|^export (?!default)", re.MULTILINE)


def notebook_module() -> str:
    """The modules that a notebook needs, joined: their top-level names are all different."""
    return "\n".join(
        _LINKS.sub("", (STATIC / f"{name}.js").read_text("utf-8")) for name in _NOTEBOOK
    )
