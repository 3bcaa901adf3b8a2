"""The `lessons` directive: the lessons of the table of contents, drawn from their own pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from socialise.course.sphinx.minutes import lesson_minutes
from socialise.course.sphinx.typography import typeset

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx

__all__ = ["lesson_number", "setup"]


def lesson_number(docname: str) -> int | None:
    """2 for « book/02-propulsion-ou-ancrage »; None for a page that is not a lesson.

    A trainer's guide, « book/guides/02-… », has the name of its lesson and is none.
    """
    found = re.search(r"^(?:book/)?(\d\d)-[^/]*$", docname)
    return int(found.group(1)) if found else None


class _LessonsNode(nodes.General, nodes.Element):
    """Stands for the list until every page has been read."""


class _LessonsDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [_LessonsNode()]


class _FillLessons(SphinxPostTransform):
    """Number, title, promise (`resume` of the front matter) and minutes of each lesson."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(_LessonsNode)):
            cards = nodes.bullet_list(classes=["lecons"])
            for docname in sorted(d for d in self.env.titles if lesson_number(d)):
                minutes = lesson_minutes(self.env, docname)
                if minutes is not None:
                    cards += self._card(docname, minutes)
            node.replace_self(cards)

    def _card(self, docname: str, minutes: int) -> nodes.list_item:
        uri = self.app.builder.get_relative_uri(self.env.docname, docname)
        title = nodes.reference("", "", internal=True, refuri=uri)
        title += nodes.Text(self.env.titles[docname].astext())
        return nodes.list_item(
            "",
            nodes.paragraph("", f"Leçon {lesson_number(docname)}", classes=["lecon-numero"]),
            nodes.paragraph("", "", title, classes=["lecon-titre"]),
            nodes.paragraph("", typeset(self.env.metadata[docname].get("resume", ""))),
            nodes.paragraph("", f"{minutes} minutes", classes=["lecon-minutes"]),
        )


def _changed(app: Sphinx, env: Any) -> list[str]:
    """Every page shows titles in its table of contents: all are written again when one changes."""
    now = {name: (title.astext(), env.metadata[name]) for name, title in env.titles.items()}
    before, vars(env)["socialise_titles"] = vars(env).get("socialise_titles"), now
    return [] if before == now else list(env.all_docs)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(_LessonsNode)
    app.add_directive("lessons", _LessonsDirective)
    app.add_post_transform(_FillLessons)
    app.connect("env-updated", _changed)
