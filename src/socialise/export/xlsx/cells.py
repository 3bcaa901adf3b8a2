"""Where the figures of the return stand in the workbook, and the shapes of its formulas."""

from __future__ import annotations

from socialise.export.reading import TO_COMPLETE
from socialise.export.reading.roi import UNDEFINED

INPUTS, FLOW, SIDE_BY_SIDE, CASE = "Vos chiffres", "Flux de trésorerie", "Comparaison", "Le cas"

# Rows of « Vos chiffres »: what is typed, for plan a in column B and plan b in column C.
NAME, SETUP, SETUP_HOURS, MONTHLY, MONTHLY_HOURS, WEEK, FIRST, FOLLOWING, LEADS, BEFORE = range(
    5, 15
)
RATE, MARGIN, TAXES = 17, 18, 19
FIRST_MONTH, LAST_MONTH = 5, 16  # rows of « Flux de trésorerie »
RECOVERY = LAST_MONTH + 4


def cell(row: int, column: str = "B") -> str:
    """A cell of « Vos chiffres », from any sheet."""
    return f"'{INPUTS}'!${column}${row}"


def needing(cells: list[str], expression: str) -> str:
    """The expression once each of these cells is a number, else « à compléter »."""
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"{TO_COMPLETE}",{expression})'


def over(numerator: str, denominator: str, expression: str) -> str:
    """A division of two cells, « non défini » where there is nothing to divide by."""
    undefined = f'IF(ROUND({denominator},6)<=0,"{UNDEFINED}",{expression})'
    return needing([numerator, denominator], undefined)
