"""What the page template needs to know beyond what Sphinx tells it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.typography import typeset

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

# Sphinx puts these on every page; only its search page uses them.
_SEARCH_ONLY = {"documentation_options.js", "doctools.js"}
# The first carries the searched words to the next page in the browser's storage, and stops the
# search where storage is refused; the second needs `new Function` (see js/recherche.js).
_NEVER = {"sphinx_highlight.js", "translations.js"}
# 43 kB for code cells, of which a lesson has none, and colours for code, which is set in ink.
_NO_STYLE = ("mystnb.", "pygments.css")

# An address of the site's root, which Jupyter Book opens first. sphinx-external-toc would write
# one without a language or a title.
_INDEX = """<!DOCTYPE html>
<html lang="fr-CA">
<head><meta charset="utf-8"><title>Socialise</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="_static/favicon.svg">
<meta http-equiv="refresh" content="0; url={home}"></head>
<body><main><h1>Socialise</h1><p><a href="{home}">Ouvrir le cahier</a></p></main></body>
</html>
"""


def _complete(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    context["lesson_number"] = lesson_number(pagename)
    context["is_home"] = pagename == app.config.root_doc
    context["summary"] = typeset(app.env.metadata.get(pagename, {}).get("resume", ""))
    # Babel writes « 1 novembre »; French says « 1er ».
    context["last_updated"] = re.sub(r"^1 ", "1er ", context.get("last_updated") or "")
    unused = _NEVER if pagename == "search" else _NEVER | _SEARCH_ONLY
    context["script_files"] = [s for s in context["script_files"] if _name(s) not in unused]
    context["css_files"] = [c for c in context["css_files"] if not _name(c).startswith(_NO_STYLE)]


def _name(asset: Any) -> str:
    return str(getattr(asset, "filename", asset)).rpartition("/")[2]


def _write_index(app: Sphinx, failure: Exception | None) -> None:
    if not failure and app.builder.format == "html":
        home = app.builder.get_target_uri(app.config.root_doc)
        (Path(app.outdir) / "index.html").write_text(_INDEX.format(home=home), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Complete the context of each page."""
    # Jupyter Book always gives it, for an extension that is left out: unknown, it is a warning.
    app.add_config_value("comments_config", {}, "")
    app.connect("html-page-context", _complete)
    app.connect("build-finished", _write_index, priority=400)  # before sphinx-external-toc
