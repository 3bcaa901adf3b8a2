"""An objective on one page: the sentence, the way from today's number to the target, the means."""

from __future__ import annotations

from socialise.export.pdf.page import Page
from socialise.export.reading.objective import Plan

__all__ = ["to_pdf"]


to_pdf = Page("Objectif", lambda _: "Votre objectif", Plan.of, "objective")
"""One Letter page; raises words.Missing when nothing was answered."""
