"""The editorial calendar as a spreadsheet: the publications, and the month that they make."""

from __future__ import annotations

from datetime import datetime

from socialise import words
from socialise.export.reading import Answers
from socialise.export.reading.calendar import calendar_of

__all__ = ["to_xlsx"]


def to_xlsx(form: Answers, now: datetime) -> bytes:
    """Two sheets, « Calendrier » and « Vue du mois ».

    Raises words.Missing when there is no publication; a date that cannot be read stays as typed,
    marked, and is on no day of the month.
    """
    from socialise.export.xlsx import month, publications
    from socialise.export.xlsx.workbook import Book

    calendar = calendar_of(form)
    if not calendar.publications:
        raise words.Missing("Vos publications")
    book = Book("Votre calendrier éditorial", now)
    publications.publications(
        book.sheet(publications.SHEET, publications.WIDTHS, landscape=True), calendar
    )
    month.month(book.sheet(month.SHEET, month.WIDTHS, landscape=True), calendar)
    return book.to_bytes()
