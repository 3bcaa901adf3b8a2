"""The editorial calendar that the answers of its form give."""

from __future__ import annotations

from socialise.domain import EditorialCalendar, Publication
from socialise.export import reading
from socialise.export.reading import Answers

__all__ = ["calendar_of"]


def calendar_of(form: Answers) -> EditorialCalendar:
    """What was answered, rows in their order; a date that cannot be read stays as words.Unreadable.

    Never raises: a calendar may be empty.
    """
    return EditorialCalendar(
        start=reading.day_typed(form, "debut"),
        publications=tuple(
            Publication(
                day=reading.day_typed(row, "date"),
                place=_text(row, "lieu"),
                source=_text(row, "source"),
                gain=_text(row, "gain"),
                text=_text(row, "texte"),
                call=_text(row, "appel"),
                tags=_text(row, "mots"),
                visual=_text(row, "visuel"),
                alternative=_text(row, "remplacement"),
            )
            for row in reading.rows(form, "publications")
        ),
    )


def _text(answers: Answers, key: str) -> str:
    found = answers.get(key)
    return found.strip() if isinstance(found, str) else ""
