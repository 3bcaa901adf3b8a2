"""The form's ES modules, each set joined into a single text."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["LAB", "STATIC", "notebook_module", "page_module", "portfolio_module", "quiz_module"]

STATIC = Path(__file__).parent / "static"
LAB = Path(__file__).parent / "lab"  # what a notebook has and a page has not

# In the order of their imports; the last one begins the work.
_SHARED = ("element", "figure", "field", "table", "storage", "carried", "form", "verdict", "file")
_NOTEBOOK = (*_SHARED, "notebook")
_PAGE = (
    *_SHARED,
    "question",
    "keeper",
    "room",
    "thread",
    "engine",
    "judging",
    "learner",
    "receipt",
    "handin",
    "device",
    "page",
)

_PORTFOLIO = ("element", "file", "question", "room", "storage", "thread", "portfolio")

# Each import is from a module of the list, and each export is named where it is declared.
_LINKS = re.compile(r"^import [^;]*;\n|^export (?!default)", re.MULTILINE)
# Comments that have their lines to themselves: no string of ours spans two lines.
_COMMENTS = re.compile(r"^ *//.*\n|^ */\*\*(?:.|\n)*?\*/\n", re.MULTILINE)


def notebook_module() -> str:
    """What an anywidget needs: a relative import has no address there."""
    return _joined(_NOTEBOOK)


def page_module() -> str:
    """What `page.js` is with all that it imports: one request instead of nineteen."""
    return _joined(_PAGE)


def portfolio_module() -> str:
    """What the page that gathers a learner's work runs."""
    return _joined(_PORTFOLIO)


def quiz_module() -> str:
    """What a page with a quiz runs: it imports nothing."""
    return _joined(("quiz",))


def _joined(names: tuple[str, ...]) -> str:
    """The modules one after the other: their top-level names are all different."""
    return "\n".join(
        _COMMENTS.sub("", _LINKS.sub("", (STATIC / f"{name}.js").read_text("utf-8")))
        for name in names
    )
