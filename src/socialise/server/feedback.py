"""The feedback that nbgrader wrote for a learner, shown so that nothing in it runs."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from socialise.intake.workshop import Workshop
from socialise.server import csp

HEADERS = {"Content-Security-Policy": csp.FEEDBACK}
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)


def path(workshop: Workshop, learner: str, lesson: str, activity: str) -> Path:
    """Where it is once it is published; every name is checked before."""
    return workshop.feedback / learner / lesson / f"{activity}.html"


def read(workshop: Workshop, learner: str, lesson: str, activity: str) -> str | None:
    """The page, with a policy of its own in it, or None when it is not published.

    A link that leads out of the learner's own folder is not followed.
    """
    place = path(workshop, learner, lesson, activity)
    try:
        if place.resolve(strict=True).parent != workshop.feedback.resolve() / learner / lesson:
            return None
        page = place.read_text("utf-8", "replace")
    except OSError:
        return None
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(csp.FEEDBACK_META)}">'
    head = _HEAD.search(page)
    at = head.end() if head else 0
    return page[:at] + policy + page[at:]
