"""The `travaux` directive: every activity of the course, and the two files that gather them.

The list is in the page; what this device keeps of each is told by `portfolio.js`.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from socialise.course.sphinx.activity import Placed, placed, script_json
from socialise.course.sphinx.assets import runtime_uri, widget_folder
from socialise.words.interface import interface_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["setup"]

_WORDS = ("works.", "take_home.")


class _WorksNode(nodes.General, nodes.Element):
    """Stands for the list; the activities of every page are known when it is written."""


class _WorksDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        _pages(self.env).add(self.env.docname)
        return [_WorksNode()]


def _pages(env: BuildEnvironment) -> set[str]:
    """The pages with such a list."""
    pages: set[str] = vars(env).setdefault("socialise_works", set())
    return pages


def _works(env: BuildEnvironment) -> list[tuple[str, Placed]]:
    """Each activity with its page, in the order of the lessons; once, where it is shown first."""
    found: dict[tuple[str, str], tuple[str, Placed]] = {}
    for page, activities in sorted(placed(env).items()):
        for one in activities:
            found.setdefault((one.lesson, one.activity), (page, one))
    return list(found.values())


def _visit(self: HTML5Translator, node: _WorksNode) -> None:
    app = self.builder.app
    page = self.builder.current_docname
    above = "../" * page.count("/")
    works = [
        {
            "lesson": one.lesson,
            "activity": one.activity,
            "title": one.schema["title"],
            "bundle": above + one.bundle_uri,
            "address": f"{self.builder.get_relative_uri(page, where)}#activite-{one.activity}",
        }
        for where, one in _works(app.env)
    ]
    words = {key: text for key, text in interface_words().items() if key.startswith(_WORDS)}
    links = "".join(
        f'<li><a href="{html.escape(work["address"])}">{html.escape(work["title"])}</a></li>'
        for work in works
    )
    runtime = runtime_uri(app)
    where = f' data-runtime="{html.escape(above + runtime)}"' if runtime else ""
    self.body.append(f"""
<section class="travaux"{where}>
<script type="application/json">{script_json({"works": works, "words": words})}</script>
<noscript><ol>{links}</ol></noscript>
</section>
""")
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Node) -> None:
    """The list means nothing in a format that is not a page."""
    raise nodes.SkipNode


def _add_module(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    if pagename in _pages(app.env):
        folder = "../" * pagename.count("/") + widget_folder()
        context["activity_module"] = f"{folder}/portfolio.js"
        context["activity_style"] = f"{folder}/form.css"


def _changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The page is written again when an activity, its digest or its page's name changes."""
    now = (
        [(page, one.bundle_uri, one.schema["title"]) for page, one in _works(env)],
        runtime_uri(app),
        widget_folder(),
    )
    before, vars(env)["socialise_works_seen"] = vars(env).get("socialise_works_seen"), now
    return [] if before == now else sorted(_pages(env))


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _pages(env).discard(docname)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _pages(env).update(_pages(other) & docnames)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(
        _WorksNode, html=(_visit, None), latex=(_skip, None), text=(_skip, None),
        man=(_skip, None), texinfo=(_skip, None),
    )  # fmt: skip
    app.add_directive("travaux", _WorksDirective)
    app.connect("html-page-context", _add_module)
    app.connect("env-updated", _changed)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
