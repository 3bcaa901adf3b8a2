"""The `couverture` directive: each idea of the course, where it is taught, what verifies it.

Made from `book/couverture.toml` and from what was built. What is not built yet is « à venir »;
what disagrees stops the build.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from socialise.course.coverage import (
    FILE,
    BrokenCoverage,
    Facts,
    Judge,
    Problem,
    announced,
    problems_in,
    read_coverage,
)
from socialise.course.sphinx.coverage_table import CoverageTable, shown
from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.places import places, taught
from socialise.course.sphinx.quiz import quizzes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["setup"]

_log = logging.getLogger(__name__)


class _SummaryNode(nodes.General, nodes.Element):
    """How many ideas have their place; its `coverage` attribute is a Coverage."""


class _ArticleNode(nodes.General, nodes.Element):
    """The ideas of one article: `coverage`, a Coverage, and the article's `number`."""


def _pages(env: BuildEnvironment) -> set[str]:
    """The pages that show the ideas; kept with Sphinx's environment."""
    found: set[str] = vars(env).setdefault("socialise_coverage", set())
    return found


class _CoverageDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / FILE))
        try:
            coverage = read_coverage(root)
        except BrokenCoverage as broken:
            for problem in broken.problems:
                _warn(problem)
            return []
        except OSError:
            place = f"{self.env.docname}.md:{self.lineno}"
            _warn(Problem(place, f"{FILE} n'est pas là", "écrivez-le, ou retirez {couverture}"))
            return []
        _pages(self.env).add(self.env.docname)
        articles = (
            nodes.section(
                "",
                nodes.title("", f"Leçon {number}"),
                _ArticleNode(coverage=coverage, number=number),
                ids=[f"article-{number}"],
            )
            for number in coverage.references
        )
        return [_SummaryNode(coverage=coverage), *articles]


def _warn(problem: Problem) -> None:
    _log.warning(
        "%s → %s", problem.fact, problem.cure,
        location=problem.place, type="socialise", subtype="couverture",
    )  # fmt: skip


def _facts(app: Sphinx, env: BuildEnvironment) -> Facts:
    """What was built; an activity that a text shows and that is not built is announced."""
    found: dict[str, list[str]] = {}
    for place in places(env):
        found.setdefault(place.id, []).append(str(place))
    activities: dict[str, Judge | None] = dict.fromkeys(announced(Path(app.srcdir)))
    for name, (_, one) in shown(env).items():
        activities[name] = Judge.of_bundle(json.loads(one.bundle))
    return Facts(found, _numbers(env.found_docs), _numbers(quizzes(env)), activities)


def _numbers(docnames: Any) -> set[int]:
    return {number for name in docnames if (number := lesson_number(name)) is not None}


def _check(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell every disagreement, at each build; the ideas are written again when a place moves."""
    if not _pages(env):
        return []
    try:
        coverage = read_coverage(Path(app.srcdir))
    except (BrokenCoverage, OSError):
        return []  # told where the page was read
    for problem in problems_in(coverage, _facts(app, env)):
        _warn(problem)
    now = (taught(env), shown(env), {page: list(own) for page, own in quizzes(env).items()})
    before, vars(env)["socialise_coverage_seen"] = vars(env).get("socialise_coverage_seen"), now
    return [] if before == now else sorted(_pages(env))


def _check_links(app: Sphinx, failure: Exception | None) -> None:
    """A place found in a page must also stand in what was written of it."""
    if failure or app.builder.format != "html" or not _pages(app.env):
        return
    written: dict[str, str] = {}
    for place in taught(app.env).values():
        if place.docname not in written:
            path = Path(app.builder.get_outfilename(place.docname))  # type: ignore[attr-defined]
            written[place.docname] = path.read_text("utf-8") if path.is_file() else ""
        if f'id="{place.id}"' not in written[place.docname]:
            fact = f"({place.id})= ne mène nulle part dans la page construite"
            _warn(Problem(str(place), fact, "mettez-la devant un paragraphe ou un titre"))


def _visit_summary(self: HTML5Translator, node: _SummaryNode) -> None:
    self.body.append(CoverageTable(self).summary(node["coverage"]))
    raise nodes.SkipNode


def _visit_article(self: HTML5Translator, node: _ArticleNode) -> None:
    self.body.append(CoverageTable(self).article(node["coverage"], node["number"]))
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Node) -> None:
    """The table has links to a site: it means nothing in another format."""
    raise nodes.SkipNode


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _pages(env).discard(docname)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _pages(env).update(_pages(other) & docnames)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    for node, visit in ((_SummaryNode, _visit_summary), (_ArticleNode, _visit_article)):
        app.add_node(
            node, html=(visit, None), latex=(_skip, None), text=(_skip, None), man=(_skip, None),
            texinfo=(_skip, None),
        )  # fmt: skip
    app.add_directive("couverture", _CoverageDirective)
    app.connect("env-updated", _check)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("build-finished", _check_links)
