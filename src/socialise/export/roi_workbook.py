"""The return as a spreadsheet whose formulas recompute it: one's figures, cash flow, comparison."""

from __future__ import annotations

from datetime import datetime

from socialise.export.reading import Answers

__all__ = ["to_xlsx"]


def to_xlsx(form: Answers, now: datetime) -> bytes:
    """Four sheets: « Vos chiffres », « Flux de trésorerie », « Comparaison », « Le cas ».

    Raises words.Missing when nothing was answered; a figure that is absent or that cannot be read
    leaves « à compléter » wherever it is needed.
    """
    from socialise.export.reading.roi import Figures
    from socialise.export.xlsx.case import case
    from socialise.export.xlsx.cells import CASE, FLOW, INPUTS, SIDE_BY_SIDE
    from socialise.export.xlsx.comparison import comparison
    from socialise.export.xlsx.flow import flow
    from socialise.export.xlsx.inputs import inputs
    from socialise.export.xlsx.workbook import Book

    figures = Figures.of(form)
    book = Book("Calcul du rendement (ROI)", now)
    inputs(book.sheet(INPUTS, (46, 22, 22, 58), landscape=True), figures)
    monthly = (9, 14, 14, 14, 12, 14, 16, 16, 16, 16, 11, 11)
    flow(book.sheet(FLOW, monthly, landscape=True), figures)
    comparison(book.sheet(SIDE_BY_SIDE, (46, 20, 20, 20, 22), landscape=True), figures)
    case(book.sheet(CASE, (46, 20, 20, 58), landscape=True), figures)
    return book.to_bytes()
