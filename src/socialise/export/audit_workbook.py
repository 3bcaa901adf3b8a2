"""A time audit as a spreadsheet whose formulas recompute it: the week, tasks, cuts, limits."""

from __future__ import annotations

from datetime import datetime

from socialise.export.reading import Answers

__all__ = ["to_xlsx"]


def to_xlsx(form: Answers, now: datetime) -> bytes:
    """Four sheets: « Journal », « Par tâche », « Coupes », « Limites ».

    Raises words.Missing when nothing was answered. A line that is not complete, or whose duration
    cannot be read, stands in the journal and counts for nothing until it is mended.
    """
    from socialise.export.reading.audit import CUTS, LIMITS, LOG, TASK_SHEET, Figures
    from socialise.export.xlsx.audit_limits import limits
    from socialise.export.xlsx.cuts import cuts
    from socialise.export.xlsx.log import log
    from socialise.export.xlsx.tasks import tasks
    from socialise.export.xlsx.workbook import Book

    figures = Figures.of(form)
    book = Book("L'audit de votre temps", now)
    log(book.sheet(LOG, (18, 44, 18, 20)), figures)
    tasks(book.sheet(TASK_SHEET, (44, 16, 16, 22, 16, 16), landscape=True), figures)
    cuts(book.sheet(CUTS, (44, 18, 18, 18, 18, 48), landscape=True), figures)
    limits(book.sheet(LIMITS, (44, 60)))
    return book.to_bytes()
