"""A lesson's minutes: written once, in its front matter, and shown after its promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from socialise.course.sphinx.activity import placed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["lesson_minutes", "setup"]

_log = logging.getLogger(__name__)


def lesson_minutes(env: BuildEnvironment, docname: str) -> int | None:
    """The minutes of a lesson, reading and activities together; None for another page."""
    written: Any = env.metadata.get(docname, {}).get("minutes")
    return int(written) if written is not None else None


def _show(app: Sphinx, doctree: nodes.document) -> None:
    """Put « 75 minutes : 30 de lecture, 45 d'activité » at the end of the first section.

    Warns when the activities alone take longer than the lesson: the total must be honest.
    """
    docname = app.env.docname
    minutes = lesson_minutes(app.env, docname)
    if minutes is None:
        return
    active = sum(one.minutes for one in placed(app.env).get(docname, []))
    if active >= minutes:
        _log.warning(
            "%s : minutes: %s, mais ses activités en prennent %s → comptez aussi la lecture",
            docname, minutes, active, location=docname, type="socialise", subtype="minutes",
        )  # fmt: skip
    text = f"{minutes} minutes"
    if active:
        text += f"\u00a0: {minutes - active} de lecture, {active} d’activité"
    promise = next((s for s in doctree.findall(nodes.section) if s.parent is not doctree), None)
    if promise is not None:
        promise += nodes.paragraph("", text, classes=["duree"])


def setup(app: Sphinx) -> None:
    """Show the minutes once a page is read."""
    app.connect("doctree-read", _show)
