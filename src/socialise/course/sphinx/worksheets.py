"""The worksheets in the site, and the `feuilles` directive, which lists them.

    ```{feuilles} atelier-montreal
    ```

lists those of a trainer's path; with no name, all of them.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from socialise.course.coverage import Problem
from socialise.course.path import FILE, Agenda, BrokenPaths, Kind, read_paths
from socialise.course.sphinx.activity import placed
from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.typography import typeset
from socialise.course.worksheets import Drawer, Worksheet
from socialise.words import count

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["setup", "worksheets"]

_log = logging.getLogger(__name__)
_MADE = "_build/feuilles"  # from the root of the course
_PLACE = "feuilles"  # in the site


class _ListNode(nodes.General, nodes.Element):
    """Stands for a list until every page has been read; its `path` is an id, or empty."""


def worksheets(env: BuildEnvironment) -> dict[str, Worksheet]:
    """The worksheets of the built pages, by "lesson/activity"; known once every page is read."""
    found: dict[str, Worksheet] = vars(env).setdefault("socialise_worksheets", {})
    return found


def _together(env: BuildEnvironment) -> dict[str, Worksheet]:
    """Those of each path that a page lists, in one document, by the path's id."""
    found: dict[str, Worksheet] = vars(env).setdefault("socialise_worksheets_together", {})
    return found


def _pages(env: BuildEnvironment) -> dict[str, list[tuple[str, int]]]:
    """The lists of each page, by page name: the path's id, and the line."""
    found: dict[str, list[tuple[str, int]]] = vars(env).setdefault("socialise_worksheet_lists", {})
    return found


class _WorksheetsDirective(SphinxDirective):
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        path = self.arguments[0] if self.arguments else ""
        if path:
            self.env.note_dependency(str(Path(self.env.srcdir) / FILE))
        _pages(self.env).setdefault(self.env.docname, []).append((path, self.lineno))
        return [_ListNode(path=path)]


def _make(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make what changed; a page that shows worksheets is written again when one of them changes."""
    bundles = {
        f"{one.lesson}/{one.activity}": json.loads(one.bundle)
        for page in sorted(placed(env))
        for one in placed(env)[page]
    }
    before = (dict(worksheets(env)), dict(_together(env)))
    worksheets(env).clear()
    _together(env).clear()
    agendas = _agendas(app)
    _warn_of_paths(env, agendas)
    if bundles:
        drawer = Drawer(bundles, Path(app.srcdir) / _MADE, datetime.now(UTC))
        worksheets(env).update(drawer.each())
        for path in sorted({path for own in _pages(env).values() for path, _ in own}):
            names = [name for name in _activities(agendas, path) if name in worksheets(env)]
            if len(names) > 1:
                title = f"Feuilles de travail · {agendas[path].title}"
                _together(env)[path] = drawer.together(names, typeset(title), path)
        drawer.forget()
    now = (worksheets(env), _together(env))
    return [] if before == now else sorted({*_pages(env), *placed(env)})


def _agendas(app: Sphinx) -> dict[str, Agenda]:
    """The trainer's paths; none when the file cannot be used, which the path's own page tells."""
    try:
        return read_paths(Path(app.srcdir))
    except (BrokenPaths, OSError):
        return {}


def _activities(agendas: dict[str, Agenda], path: str) -> list[str]:
    """The activities of a path, in order."""
    moments = agendas[path].moments if path in agendas else ()
    return [moment.text for moment in moments if moment.kind is Kind.ACTIVITY]


def _warn_of_paths(env: BuildEnvironment, agendas: dict[str, Agenda]) -> None:
    for page, own in sorted(_pages(env).items()) if agendas else ():
        for path, line in own:
            if path and path not in agendas:
                problem = Problem(
                    f"{page}.md:{line}",
                    f"le parcours « {path} » n'est pas dans {FILE}",
                    "changez le nom, ou retirez-le pour les avoir toutes",
                )
                _log.warning(
                    "%s → %s", problem.fact, problem.cure,
                    location=problem.place, type="socialise", subtype="feuilles",
                )  # fmt: skip


class _FillLists(SphinxPostTransform):
    """Each worksheet with its lesson and its pages, as a link."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(_ListNode)):
            node.replace_self(self._list(node["path"]))

    def _list(self, path: str) -> list[nodes.Node]:
        known = worksheets(self.env)
        names = _activities(_agendas(self.app), path) if path else sorted(known)
        shown = [known[name] for name in names if name in known]
        items = [self._item(one, one.title) for one in shown]
        if (together := _together(self.env).get(path)) is not None:
            items.append(self._item(together, "Toutes, en un seul fichier"))
        return [nodes.bullet_list("", *items, classes=["feuilles"])] if items else []

    def _item(self, one: Worksheet, name: str) -> nodes.list_item:
        uri = "../" * self.env.docname.count("/") + one.uri
        link = nodes.reference("", typeset(name), internal=True, refuri=uri)
        number = lesson_number(one.lesson)
        lesson = f"leçon {number}, " if number is not None else ""
        told = f" ({lesson}PDF, {count(one.pages, 'page', 'pages')})"
        return nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(typeset(told))))


def _copy(app: Sphinx, failure: Exception | None) -> None:
    """Put the worksheets in the site, and take away those of earlier builds."""
    if failure or app.builder.format != "html":
        return
    out = Path(app.outdir)
    shutil.rmtree(out / _PLACE, ignore_errors=True)
    for one in (*worksheets(app.env).values(), *_together(app.env).values()):
        target = out / one.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one.file, target)


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _pages(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _pages(env).update({k: v for k, v in _pages(other).items() if k in docnames})


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(_ListNode)
    app.add_directive("feuilles", _WorksheetsDirective)
    app.add_post_transform(_FillLists)
    app.connect("env-updated", _make)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("build-finished", _copy)
