"""The editorial calendar as a spreadsheet: the publications, and the month that they make."""

from __future__ import annotations

from datetime import datetime

from socialise import words
from socialise.export.calendar_reading import calendar_of
from socialise.export.reading import Answers

__all__ = ["to_xlsx"]


def to_xlsx(form: Answers, now: datetime) -> bytes:
    """Two sheets, « Calendrier » and « Vue du mois ».

    Raises words.Missing when there is no publication; a date that cannot be read stays as typed,
    marked, and is on no day of the month.
    """
    from socialise.export import month_sheet, publications_sheet
    from socialise.export.workbook import Book

    calendar = calendar_of(form)
    if not calendar.publications:
        raise words.Missing("Vos publications")
    book = Book("Votre calendrier éditorial", now)
    publications_sheet.publications(
        book.sheet(publications_sheet.SHEET, publications_sheet.WIDTHS, landscape=True), calendar
    )
    month_sheet.month(book.sheet(month_sheet.SHEET, month_sheet.WIDTHS, landscape=True), calendar)
    return book.to_bytes()
