"""An objective on one page: the sentence, the way from today's number to the target, the means."""

from __future__ import annotations

from datetime import datetime

from socialise.export.objective_plan import Plan
from socialise.export.reading import Answers

__all__ = ["to_pdf"]


def to_pdf(form: Answers, now: datetime) -> bytes:
    """One Letter page; what is not answered is a dotted line to complete by hand.

    Raises words.Missing when nothing was answered.
    """
    from socialise.export.objective_sheet import sheet

    return sheet(Plan.of(form), now)
