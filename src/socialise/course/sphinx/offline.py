"""The site without network: `hors-ligne.js`, at its root, keeps what a learner's device needs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from socialise.course.sphinx.assets import runtime_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

__all__ = ["setup"]

NAME = "hors-ligne.js"
_NOT_KEPT = (".ipynb", ".pdf", ".inv", ".gz", ".png", ".txt", NAME)
"""What is taken away as a file, what is Sphinx's own, and what no page of ours shows."""
_TRAINERS = (("diapos",), ("book", "guides"), ("_static", "repetition"))
"""What a trainer opens on a computer of her own."""


def _kept(site: Path) -> list[Path]:
    """The pages and all that they show; the browser's Python apart."""
    return sorted(
        path
        for path in site.rglob("*")
        if path.is_file()
        and not path.name.endswith(_NOT_KEPT)
        and not any(part.startswith(".") for part in path.relative_to(site).parts)
        and path.relative_to(site).parts[:2] != ("_static", "python")
        and not any(path.relative_to(site).parts[: len(each)] == each for each in _TRAINERS)
    )


def _runtime(site: Path, uri: str) -> list[Path]:
    """All that a verdict and a thing to take home ask for; the rest waits, as it does online."""
    if not uri:
        return []
    unused = (".gz", "_rest.zip", "manifest.json", "licences.txt")
    return sorted(path for path in (site / uri).iterdir() if not path.name.endswith(unused))


def _names(site: Path, paths: Iterable[Path]) -> list[str]:
    return [path.relative_to(site).as_posix() for path in paths]


def _write(app: Sphinx, failure: Exception | None) -> None:
    """Last of all: its name for the whole is a digest of every file that it keeps."""
    if failure or app.builder.format != "html":
        return
    site = Path(app.outdir)
    kept = _kept(site)
    digest = hashlib.sha256()
    for path in kept:
        digest.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    runtime = _names(site, _runtime(site, runtime_uri(app)))
    source = Path(__file__).with_name("offline.js").read_text("utf-8")
    for mark, value in {
        "[/* kept */]": json.dumps(_names(site, kept)),
        "[/* python */]": json.dumps(runtime),
        "/* version */": digest.hexdigest()[:12],
    }.items():
        source = source.replace(mark, value)
    (site / NAME).write_text(source, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write it after everything else is there."""
    app.connect("build-finished", _write, priority=900)
