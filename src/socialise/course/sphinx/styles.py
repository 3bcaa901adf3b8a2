"""The site's style sheets, sent as one: a phone on a bad network asks once instead of ten times."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["setup"]

JOINED = "_static/css/ensemble.css"  # beside its parts, whose addresses of fonts stay true


def _parts(app: Sphinx) -> list[Path]:
    """The theme's sheets, then those of `html_css_files`, in order."""
    names = [*app.builder.theme.stylesheets, *(name for name, _ in app.config.html_css_files)]  # type: ignore[attr-defined]
    folders = [Path(app.srcdir) / folder for folder in app.config.html_static_path]
    found = (folder / name for name in names for folder in folders)
    return [path for path in found if path.is_file()]


def _joined(app: Sphinx) -> bytes:
    return b"\n".join(path.read_bytes() for path in _parts(app))


def _address(app: Sphinx) -> str:
    """The sheet's place with a digest of its content: a browser asks again when it changes."""
    return f"{JOINED}?v={hashlib.sha256(_joined(app)).hexdigest()[:12]}"


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Every page names the sheet: all are written again when it changes."""
    if app.builder.format != "html":
        return []
    now = _address(app)
    before, vars(env)["socialise_style"] = vars(env).get("socialise_style"), now
    return [] if before == now else sorted(env.found_docs)


def _name_one(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    parts = {path.name for path in _parts(app)}
    others = [
        sheet
        for sheet in context["css_files"]
        if str(getattr(sheet, "filename", sheet)).rpartition("/")[2] not in parts
    ]
    context["css_files"] = others
    context["style"] = _address(app)


def _write(app: Sphinx, failure: Exception | None) -> None:
    if not failure and app.builder.format == "html":
        target = Path(app.outdir) / JOINED
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_joined(app))


def setup(app: Sphinx) -> None:
    """Name the one sheet in each page, and write it."""
    app.connect("env-get-outdated", _outdated)
    app.connect("html-page-context", _name_one)
    app.connect("build-finished", _write)
