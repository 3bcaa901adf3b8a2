"""The `parcours` directive: a trainer's path, minute by minute.

    ```{parcours} atelier-montreal
    ```

and the `moment` directive: one of its moments, by its place, where a page tells it at length.

    ```{moment} atelier-montreal 4
    ```

Made from `book/parcours.toml` and from what was built: the minutes of the forms and the guides,
the headings of the lessons. What does not fit stops the build.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from socialise.course.coverage import Problem
from socialise.course.path import FILE, Agenda, BrokenPaths, problems_in, read_paths
from socialise.course.path_facts import ActivityFacts, Facts, page_facts
from socialise.course.sphinx.coverage_table import shown
from socialise.course.sphinx.path_page import PathPage

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["setup"]

_log = logging.getLogger(__name__)
_PARTS = {
    "": "",
    "retard": "Si vous êtes en retard",
    "sans-wifi": "Sans réseau sans fil",
    "maison": "À la maison",
}


class _PathNode(nodes.General, nodes.Element):
    """A part of a path: its `name`, and its `part`, a key of `_PARTS`, or its `moment`, from 1."""


def _pages(env: BuildEnvironment) -> dict[str, list[tuple[str, int, int]]]:
    """The paths of each page, by page name: id, moment (0 for all of them) and line; kept with
    Sphinx's environment."""
    found: dict[str, list[tuple[str, int, int]]] = vars(env).setdefault("socialise_paths", {})
    return found


class _PathDirective(SphinxDirective):
    optional_arguments = 1  # required, but a missing name is told in French

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0] if self.arguments else ""
        self.env.note_dependency(str(Path(self.env.srcdir) / FILE))
        _pages(self.env).setdefault(self.env.docname, []).append((name, 0, self.lineno))
        found: list[nodes.Node] = []
        for part, title in _PARTS.items():
            node = _PathNode(name=name, part=part)
            if title:
                id = f"{name}-{part}"
                found.append(nodes.section("", nodes.title("", title), node, ids=[id]))
            else:
                found.append(node)
        return found


class _MomentDirective(SphinxDirective):
    optional_arguments = 2

    def run(self) -> list[nodes.Node]:
        name, place = (*self.arguments, "", "")[:2]
        moment = int(place) if place.isdecimal() else -1
        self.env.note_dependency(str(Path(self.env.srcdir) / FILE))
        _pages(self.env).setdefault(self.env.docname, []).append((name, moment, self.lineno))
        return [_PathNode(name=name, moment=moment)]


def _warn(problem: Problem) -> None:
    _log.warning(
        "%s → %s", problem.fact, problem.cure,
        location=problem.place, type="socialise", subtype="parcours",
    )  # fmt: skip


def _agendas(app: Sphinx, env: BuildEnvironment) -> dict[str, Agenda]:
    """The paths of the file, none when it cannot be used; tells each problem."""
    try:
        return read_paths(Path(app.srcdir))
    except BrokenPaths as broken:
        for problem in broken.problems:
            _warn(problem)
    except OSError:
        for page, own in sorted(_pages(env).items()):
            for _, moment, line in own:
                fact, directive = f"{FILE} n'est pas là", "moment" if moment else "parcours"
                cure = f"écrivez-le, ou retirez {{{directive}}}"
                _warn(Problem(f"{page}.md:{line}", fact, cure))
    return {}


def _check(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell what does not fit, at each build; a page is written again when its path changes.

    A path that does not fit is not drawn: no hours rather than wrong ones.
    """
    if not _pages(env):
        return []
    agendas = _agendas(app, env)
    activities = {
        name: ActivityFacts(str(one.schema["title"]), one.minutes)
        for name, (_, one) in shown(env).items()
    }
    facts = Facts(page_facts(Path(app.srcdir)), activities)
    fit = {}
    for id, agenda in agendas.items():
        if problems := list(problems_in(agenda, facts)):
            for problem in problems:
                _warn(problem)
        else:
            fit[id] = agenda
    for page, own in sorted(_pages(env).items()) if agendas else ():
        for name, moment, line in own:
            if name not in agendas:
                fact = f"le parcours « {name} » n'est pas dans {FILE}"
                cure = f"choisissez parmi {', '.join(agendas)}"
                _warn(Problem(f"{page}.md:{line}", fact, cure))
            elif moment not in range((last := len(agendas[name].moments)) + 1):
                fact = f"ce moment n'est pas dans le parcours « {name} »"
                _warn(Problem(f"{page}.md:{line}", fact, f"donnez son rang, de 1 à {last}"))
    now = (fit, facts)
    before, vars(env)["socialise_paths_seen"] = vars(env).get("socialise_paths_seen"), now
    return [] if before == now else sorted(_pages(env))


class _FillPath(SphinxPostTransform):
    """Each part of a path, once every page has been read."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: Any) -> None:
        agendas, facts = vars(self.env).get("socialise_paths_seen", ({}, Facts()))
        for node in list(self.document.findall(_PathNode)):
            agenda = agendas.get(node["name"])
            page = PathPage(self.app, self.env.docname, agenda, facts) if agenda else None
            node.replace_self(_drawn(page, node) if page else [])


def _drawn(page: PathPage, node: _PathNode) -> list[nodes.Node]:
    return page.moment(node["moment"]) if "moment" in node else page.part(node["part"])


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _pages(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _pages(env).update({k: v for k, v in _pages(other).items() if k in docnames})


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_node(_PathNode)
    app.add_directive("parcours", _PathDirective)
    app.add_directive("moment", _MomentDirective)
    app.add_post_transform(_FillPath)
    app.connect("env-updated", _check)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
