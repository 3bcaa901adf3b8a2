"""The places of the ideas: `(rang-2-13)=` in a lesson, found in its doctree wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["Place", "places", "setup", "taught"]


@dataclass(frozen=True)
class Place:
    """Where an idea is taught: a page, an id in it, and the heading above it."""

    docname: str
    id: str
    heading: str
    line: int | None = field(compare=False)  # a place that slides down a page has not moved

    def __str__(self) -> str:
        """« book/02-lecon.md:12 »."""
        return f"{self.docname}.md" + (f":{self.line}" if self.line else "")


def _by_page(env: BuildEnvironment) -> dict[str, list[Place]]:
    """The places of each page, by page name; kept with Sphinx's environment."""
    found: dict[str, list[Place]] = vars(env).setdefault("socialise_places", {})
    return found


def places(env: BuildEnvironment) -> Iterator[Place]:
    """Every place of the book."""
    for docname in sorted(_by_page(env)):
        yield from _by_page(env)[docname]


def taught(env: BuildEnvironment) -> dict[str, Place]:
    """« rang-2-13 » → its place; the first where there are two."""
    first: dict[str, Place] = {}
    for place in places(env):
        first.setdefault(place.id, place)
    return first


def _find(app: Sphinx, doctree: nodes.document) -> None:
    """An address of MyST needs no title: its id is by now on the element that follows it."""
    docname = app.env.docname
    found = [
        Place(docname, name, _heading(node), node.line)
        for node in doctree.findall(nodes.Element)
        for name in node.get("ids", ())
        if name.startswith("rang-")
    ]
    if found:
        _by_page(app.env)[docname] = found


def _heading(node: nodes.Node | None) -> str:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    title = node.next_node(nodes.title) if node is not None else None
    return title.astext() if title is not None else ""


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _by_page(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _by_page(env).update({k: v for k, v in _by_page(other).items() if k in docnames})


def setup(app: Sphinx) -> None:
    """Find the places of each page once it is read."""
    app.connect("doctree-read", _find)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
