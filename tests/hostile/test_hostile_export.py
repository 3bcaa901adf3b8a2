"""A spreadsheet runs what begins with « = »: no mark that is exported may begin so."""

from __future__ import annotations

import csv
import io

import openpyxl

from socialise.grading.marks import Mark, to_csv, to_xlsx

NAMES = ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://e.x")']
# Someone whom a stock nbgrader, or a hand, let into the gradebook under such a name.
MARKS = [Mark(name, name, name, "2026-11-21 14:30", 1, 2, 1.0, 0.0, 1.0, 2.0, 0) for name in NAMES]


def test_a_name_is_not_a_formula_in_csv() -> None:
    """An apostrophe before it makes it a text."""
    text = to_csv(MARKS).decode("utf-8-sig")
    for row in list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]:
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for cell in row)


def test_a_name_is_not_a_formula_in_a_workbook() -> None:
    """Every cell is a text or a number."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(MARKS)))
    assert all(cell.data_type != "f" for row in book.active for cell in row)
