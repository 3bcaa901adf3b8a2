"""Any activity on paper: its questions and its answers, and what the criteria say if wanted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from socialise import words

if TYPE_CHECKING:
    from socialise.export.pdf.paper import Paper
    from socialise.form import Form

__all__ = ["KIND", "add_to", "to_pdf"]

KIND = "Réponses"


def to_pdf(form: Form, now: datetime, *, verdicts: bool = False) -> bytes:
    """The answers of any form on as many Letter pages as they need.

    What is not answered is a dotted line; what is private, or hidden by a choice, is left out.
    With `verdicts`, the criteria already judged are listed after. Raises words.Missing when
    nothing was answered.
    """
    if not form.rows():
        raise words.Missing(form.title)
    from socialise.export.pdf.paper import Paper

    paper = Paper(form.title, now)
    add_to(paper, form, verdicts=verdicts)
    return paper.finished()


def add_to(paper: Paper, form: Form, *, verdicts: bool) -> None:
    """Draw them on the next pages of a document."""
    from socialise.export.pdf.answers import draw

    paper.kind = KIND
    draw(paper, form, verdicts=verdicts)
