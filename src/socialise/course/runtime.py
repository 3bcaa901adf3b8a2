"""The browser's Python, made at build time: Pyodide, our rooms, and what they take home.

Everything lies in one folder named by its content, so that a browser keeps it for ever and a page
is never served half of it. A page starts `worker.js` of that folder; the folder is complete: it
asks for nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from socialise.course.browser.making import MANIFEST, Making
from socialise.course.browser.parts import RuntimeRefused, Sources
from socialise.course.node import Node, NodeUnavailable, Progress, ensure_node, ensure_packages

__all__ = ["NodeUnavailable", "RuntimeInfo", "RuntimeRefused", "build_runtime"]

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = _PACKAGE.parents[1]
_KEPT_S = 24 * 60 * 60
"""Nobody serves an older making after a day."""


@dataclass(frozen=True)
class RuntimeInfo:
    """A browser's Python that is ready to be served.

    `directory` holds it all and bears the name `digest`; a page starts `directory / worker`.
    `start_bytes` is what a browser that accepts gzip receives before the first verdict.
    """

    directory: Path
    digest: str
    pyodide: str
    python: str
    start_bytes: int
    worker: str = "worker.js"

    @classmethod
    def read(cls, directory: Path) -> RuntimeInfo:
        """What the manifest of a finished folder says."""
        manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
        sizes = (manifest["files"][name]["gzip_bytes"] for name in manifest["start"])
        return cls(directory, directory.name, manifest["pyodide"], manifest["python"], sum(sizes))


def build_runtime(
    out_dir: Path, *, progress: Progress, root: Path | None = None, package: Path | None = None
) -> RuntimeInfo:
    """The browser's Python in `out_dir / <digest>`; nothing is done again for the same sources.

    `root` holds package.json, package-lock.json, node_modules and requirements/node.txt: by
    default, or where its lock is this checkout's or absent, this checkout. `package` is the
    `socialise` whose rooms are packed (default: this one). `progress` receives lines in French.

    Raises NodeUnavailable when something cannot be got, RuntimeRefused when what was made does
    not start.
    """
    root = _packages_of(root)
    node: list[Node] = []

    def found() -> Node:
        if not node:
            node.append(ensure_node(root, progress=progress))
        return node[0]

    ensure_packages(root, found, progress=progress)
    sources = Sources(root / "node_modules" / "pyodide", package or _PACKAGE)
    target = out_dir / sources.digest
    if (target / MANIFEST).is_file():
        progress("Python du navigateur : déjà prêt.")
    else:
        cache = root / "_build" / "runtime-cache"
        for folder in (cache, out_dir):
            folder.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=cache, prefix="en-cours-") as scratch,
            tempfile.TemporaryDirectory(dir=out_dir.parent, prefix=".runtime-") as nearly,
        ):
            making = Making(sources, found(), cache, Path(scratch), progress)
            making.make(Path(nearly) / sources.digest, target)
        made = RuntimeInfo.read(target)
        size = f"{made.start_bytes / 1e6:.1f}".replace(".", ",")
        progress(f"Python du navigateur : prêt, {size} Mo jusqu'au premier verdict.")
        _forget(cache.iterdir())
    os.utime(target)  # the newest folder is the one in use
    _forget(path for path in out_dir.iterdir() if path != target)
    return RuntimeInfo.read(target)


def _packages_of(root: Path | None) -> Path:
    """A copy of the course needs no second copy of the packages, nor of what was compiled."""
    lock = "package-lock.json"
    ours = _CHECKOUT / lock
    if root is None or not (root / lock).is_file():
        return _CHECKOUT
    same = ours.is_file() and ours.read_bytes() == (root / lock).read_bytes()
    return _CHECKOUT if same else root


def _forget(paths: Iterable[Path]) -> None:
    """Delete what was not written for a day."""
    for path in paths:
        if time.time() - path.stat().st_mtime > _KEPT_S:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
