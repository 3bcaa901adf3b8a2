"""The licences of what the site gives to browsers: one text, beside the site's other files."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution
from pathlib import Path

from socialise.course.browser.parts import PACKAGES, RuntimeRefused

__all__ = ["LICENCES", "licences"]

LICENCES = "licences.txt"

_HERE = Path(__file__).parent
_FONTS = _HERE.parents[1] / "export" / "fonts"
_LINE = "=" * 100
_NAMES = ("licen", "copying", "notice", "authors")
"""What the files that tell a licence or its holders are called, in every project's spelling."""


def licences(pyodide: Path) -> str:
    """Each component with its version and the text of its licence, as its makers wrote it.

    `pyodide` is npm's package. Raises RuntimeRefused for a package that comes without a text.
    """
    parts = ["Ce que ce site donne aux navigateurs, et sous quelle licence.\n"]
    for name, texts in _components(pyodide):
        parts += [f"{_LINE}\n{name}\n{_LINE}\n", *(f"{text.strip()}\n" for text in texts)]
    return "\n".join(parts)


def _components(pyodide: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """In the order of the page: our own, the interpreter, the libraries, the letters."""
    version = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
    here = _HERE / "licences"
    yield "Socialise", [_own()]
    yield f"Pyodide {version}", [(here / "pyodide.txt").read_text("utf-8")]
    yield "Python, et sa bibliothèque standard", [(here / "python.txt").read_text("utf-8")]
    for distribution in _distributions():
        yield f"{distribution.name} {distribution.version}", list(_texts(distribution))
    for path in sorted(_FONTS.glob("LICENCE-*.txt")):
        yield path.stem.removeprefix("LICENCE-"), [path.read_text("utf-8")]


def _own() -> str:
    """The package's own: the others that come with it are the course's and the letters'."""
    files = importlib.metadata.distribution("socialise").files or ()
    return next(path.read_text("utf-8") for path in files if path.name == "LICENSE")


def _distributions() -> list[Distribution]:
    """Those that hold the top-level packages that the browser's Python receives."""
    held = importlib.metadata.packages_distributions()
    names = {held[top][0] for tops in PACKAGES.values() for top in tops if top in held}
    return sorted(map(importlib.metadata.distribution, names), key=lambda each: each.name.lower())


def _texts(distribution: Distribution) -> Iterator[str]:
    found = False
    for path in distribution.files or ():
        name = path.name.lower()
        beside = any(part.endswith(".dist-info") for part in path.parts)
        if beside and any(each in name for each in _NAMES):
            found = True
            yield path.read_text(encoding="utf-8")
    if not found:
        raise RuntimeRefused(
            f"{distribution.name} {distribution.version} : aucun texte de licence ne l'accompagne "
            "→ réinstallez les versions verrouillées (requirements/lock.txt)."
        )
