"""What a form's answers say, read once for its criteria, its pictures and its finished things."""

from socialise.export.reading.answers import (
    TO_COMPLETE,
    Answers,
    answered,
    day,
    day_typed,
    number,
    rows,
    text,
    typed,
    unclear,
)

__all__ = [
    "TO_COMPLETE",
    "Answers",
    "answered",
    "day",
    "day_typed",
    "number",
    "rows",
    "text",
    "typed",
    "unclear",
]
