"""An objective on one page: the sentence, the way from today's number to the target, the means."""

from __future__ import annotations

from socialise.export.objective_plan import Plan
from socialise.export.page import Page

__all__ = ["to_pdf"]


to_pdf = Page("Objectif", lambda _: "Votre objectif", Plan.of, "objective_sheet")
"""One Letter page; raises words.Missing when nothing was answered."""
