"""The game plan on one page: the sentence, the five pieces and their links, the first gestures."""

from __future__ import annotations

from datetime import datetime

from socialise import words
from socialise.export import reading
from socialise.export.plan_reading import CARRIED, TYPED
from socialise.export.reading import Answers

__all__ = ["to_pdf"]


def to_pdf(form: Answers, now: datetime) -> bytes:
    """One Letter page; what is not answered is a dotted line to complete by hand.

    Raises words.Missing when nothing was answered.
    """
    from socialise.export.plan_sheet import sheet

    if not reading.answered(form, (*CARRIED, *TYPED)):
        raise words.Missing("Votre plan de match")
    return sheet(form, now)
