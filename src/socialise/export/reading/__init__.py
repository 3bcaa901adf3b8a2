"""What a form's answers say, read once for its criteria, its pictures and its finished things."""

from socialise.export.reading.answers import (
    TO_COMPLETE,
    Answers,
    answered,
    day,
    number,
    rows,
    text,
    unclear,
)

__all__ = ["TO_COMPLETE", "Answers", "answered", "day", "number", "rows", "text", "unclear"]
