"""What the browser's Python is made of, read once: its digest names the result."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

__all__ = ["PACKAGES", "PYODIDE_FILES", "ROOMS", "Part", "RuntimeRefused", "Sources", "digest_of"]

ROOMS = ("words", "domain", "form", "export")
"""The rooms that run in the browser."""

PACKAGES: Mapping[str, Sequence[str]] = {
    "openpyxl.zip": ("openpyxl", "et_xmlfile"),
    "fpdf.zip": ("fpdf", "defusedxml"),
    "fonttools.zip": ("fontTools",),
    "icalendar.zip": ("icalendar", "dateutil"),
    "tzdata.zip": ("tzdata",),
}
"""Archive → top-level packages of the running environment, whose versions are locked. Pure Python
only: fpdf2 does without Pillow, fontTools without its compiled parts."""

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")

_HERE = Path(__file__).parent
_LEFT_OUT = re.compile(r"(^|/)(__pycache__|tests?|testing)/|\.(so|pyd|c|h|pyx|pxd|pyi|pyc|sh)$")


class RuntimeRefused(Exception):
    """The browser's Python cannot be made of these sources; the text names the cause (French)."""


@dataclass(frozen=True)
class Part:
    """Files that are compiled together. `optimize` is compile()'s: 2 drops docstrings."""

    name: str
    files: Mapping[str, bytes]
    optimize: int = 0

    @cached_property
    def digest(self) -> str:
        """Of the names and the contents, whatever their order."""
        pieces = (
            piece for name in sorted(self.files) for piece in (name.encode(), self.files[name])
        )
        return digest_of(f"{self.name} {self.optimize}".encode(), *pieces)

    @property
    def modules(self) -> list[str]:
        """The names that its Python files are imported by."""
        dotted = (name.removesuffix(".py").replace("/", ".") for name in self.files if _is(name))
        return sorted(name.removesuffix(".__init__") for name in dotted)


class Sources:
    """Pyodide's own files, our rooms, and the packages that make things to take home."""

    def __init__(self, pyodide: Path, package: Path) -> None:
        """`pyodide` is npm's package; `package` is the folder of `socialise`."""
        self.pyodide = pyodide
        self.version: str = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
        self.worker = (package / "widget" / "static" / "worker.js").read_bytes()
        self.lock = _lock(pyodide)
        self.build_script = _HERE / "build.mjs"
        self.rehearsal = (_HERE / "rehearsal.py").read_text("utf-8")
        self.rooms = Part("socialise", dict(_rooms(package)))
        with zipfile.ZipFile(pyodide / "python_stdlib.zip") as library:
            content = {name: library.read(name) for name in library.namelist() if _is(name)}
        # Docstrings and asserts of the standard library serve nobody in a page: a tenth less.
        self.library = Part("stdlib", content, optimize=2)
        self.packages = {
            archive: Part(archive, {k: v for top in tops for k, v in _files(_installed(top), top)})
            for archive, tops in PACKAGES.items()
        }

    @property
    def parts(self) -> list[Part]:
        """All that Pyodide compiles."""
        return [self.library, self.rooms, *self.packages.values()]

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits: the name of the result."""
        scripts = sorted(p for p in _HERE.iterdir() if p.suffix in {".py", ".mjs"})
        runtime = (self.pyodide / name for name in PYODIDE_FILES)
        return digest_of(
            self.worker,
            self.lock,
            *(path.read_bytes() for path in (*scripts, *runtime)),
            *(part.digest.encode() for part in self.parts),
        )[:16]


def digest_of(*pieces: bytes) -> str:
    """SHA-256, in hexadecimal, of these pieces kept apart from one another."""
    made = hashlib.sha256()
    for piece in pieces:
        made.update(len(piece).to_bytes(8, "big") + piece)
    return made.hexdigest()


def _is(name: str) -> bool:
    return name.endswith(".py")


def _lock(pyodide: Path) -> bytes:
    """Pyodide's lock file without a package, as a module: nothing can be fetched by it."""
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    lock = json.dumps({"info": info, "packages": {}}, sort_keys=True)
    return f"export default {lock};\n".encode()


def _rooms(package: Path) -> Iterable[tuple[str, bytes]]:
    yield "socialise/__init__.py", (package / "__init__.py").read_bytes()
    for room in ROOMS:
        yield from _files(package / room, f"socialise/{room}")
    yield "browser_judge.py", (_HERE / "judge.py").read_bytes()


def _files(folder: Path, prefix: str) -> Iterable[tuple[str, bytes]]:
    """Every file of a package that the browser can use, tests and compiled parts left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not _LEFT_OUT.search(name):
            yield f"{prefix}/{name}", path.read_bytes()


def _installed(top: str) -> Path:
    spec = importlib.util.find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeRefused(
            f"La bibliothèque {top} est absente de l'environnement Python → réinstallez les "
            "versions verrouillées (requirements/lock.txt)."
        )
    return Path(next(iter(spec.submodule_search_locations)))
