"""What the forms need beside the pages: bundles, the ES module, the browser's Python.

Each goes under `_static` in a place that names its content, so that a server may let browsers
keep it for ever and a new version is never mixed with an old one.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from socialise.course.browser.licensing import LICENCES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["runtime_uri", "setup", "widget_files", "widget_folder"]


def widget_files() -> dict[str, bytes]:
    """What pages ask for: the modules of a form joined into one, and its style sheet; those of a
    quiz, and of the page that gathers a learner's work."""
    from socialise.widget.module import STATIC, page_module, portfolio_module, quiz_module

    return {
        "page.js": page_module().encode(),
        "form.css": (STATIC / "form.css").read_bytes(),
        "portfolio.js": portfolio_module().encode(),
        "quiz.js": quiz_module().encode(),
    }


def widget_folder() -> str:
    """`_static/socialise/<digest>`: named by its content."""
    digest = hashlib.sha256()
    for name, content in widget_files().items():
        digest.update(name.encode() + b"\0" + content)
    return f"_static/socialise/{digest.hexdigest()[:12]}"


def _runtime(app: Sphinx) -> Path | None:
    """The newest browser Python that `socialise.course.runtime` made, if it made one."""
    built = [p for p in (Path(app.srcdir) / "_build" / "runtime").glob("*/") if p.is_dir()]
    return max(built, key=lambda p: p.stat().st_mtime, default=None)


def runtime_uri(app: Sphinx) -> str:
    """The folder of the browser's Python, from the root of the site; empty when not built."""
    runtime = _runtime(app)
    return f"_static/python/{runtime.name}/" if runtime else ""


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Pages with a form or a quiz name these folders: they are written again when a digest
    changes."""
    from socialise.course.sphinx.activity import placed
    from socialise.course.sphinx.quiz import quizzes

    now = (widget_folder(), runtime_uri(app))
    before, vars(env)["socialise_assets"] = vars(env).get("socialise_assets"), now
    return [] if before == now else [*placed(env), *quizzes(env)]


def _copy(app: Sphinx, failure: Exception | None) -> None:
    """Copy everything at the end of a build, and take away what earlier builds left."""
    if failure or app.builder.format != "html":
        return
    from socialise.course.sphinx.activity import placed

    out = Path(app.outdir)
    shutil.rmtree(out / "_static/activites", ignore_errors=True)
    for one in (one for page in placed(app.env).values() for one in page):
        bundle = out / one.bundle_uri
        bundle.parent.mkdir(parents=True, exist_ok=True)
        bundle.write_text(one.bundle, encoding="utf-8")
        shutil.copyfile(one.notebook, out / one.notebook_uri)

    widget = out / widget_folder()
    shutil.rmtree(widget.parent, ignore_errors=True)
    widget.mkdir(parents=True)
    for name, content in widget_files().items():
        (widget / name).write_bytes(content)

    runtime = _runtime(app)
    if runtime:
        target = out / runtime_uri(app)
        for old in (p for p in target.parent.glob("*/") if p.name != runtime.name):
            shutil.rmtree(old)
        if not target.is_dir():  # its name is its content
            shutil.copytree(runtime, target)
        if (told := runtime / LICENCES).is_file():  # where book/remerciements.md links to it
            shutil.copyfile(told, out / "_static" / LICENCES)


def setup(app: Sphinx) -> None:
    """Connect the copies."""
    app.connect("env-get-outdated", _outdated)
    app.connect("build-finished", _copy)
