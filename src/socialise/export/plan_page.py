"""The game plan on one page: the sentence, the five pieces and their links, the first gestures."""

from __future__ import annotations

from socialise import words
from socialise.export import reading
from socialise.export.pdf.page import Page
from socialise.export.reading import Answers
from socialise.export.reading.plan import CARRIED, TYPED

__all__ = ["to_pdf"]


def _read(form: Answers) -> Answers:
    """The answers themselves. Raises words.Missing when there are none."""
    if not reading.answered(form, (*CARRIED, *TYPED)):
        raise words.Missing("Votre plan de match")
    return form


to_pdf = Page("Plan de match", lambda _: "Votre plan de match", _read, "plan")
"""One Letter page; raises words.Missing when nothing was answered."""
