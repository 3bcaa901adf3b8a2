"""What a document should tell of an answer, and whether it does: values, dates, words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from e2e.journeys.portfolio import squeezed, value_after

from socialise import words
from socialise.form import Form
from socialise.form.fields import (
    Choices,
    Classify,
    Date,
    Duration,
    Field,
    Number,
    Ranking,
    Scale,
    Table,
)


def untold(form: Form, part: str) -> list[str]:
    """Each answer of the form that the text of its activity does not tell, as « field: what »."""
    missing = []
    for field in form.fields.values():
        if field.private or not field.has_answer or (raw := form.raw(field.id)) is None:
            continue
        asked = field.asked
        if isinstance(asked, Number | Date | Duration):
            found = value_after(field.label, part, lambda text, as_=asked: as_.read(_spaced(text)))
            if asked.read(raw) not in found:
                missing.append(f"{field.id}: {raw}")
        else:
            missing += [
                f"{field.id}: {text}" for text in _texts(asked, raw) if squeezed(text) not in part
            ]
    return missing


def _spaced(text: str) -> str:
    """« 1erfévrier2027 » has lost the space that its reader needs."""
    return f"1er {text[3:]}" if text.startswith("1er") else text


def _texts(field: Field, raw: Any) -> Iterator[str]:
    match field:
        case Table():
            for row in raw:
                for column in field.columns:
                    if not column.empty(cell := row.get(column.id, "")):
                        yield from _texts(column, cell)
        case Ranking():
            for place, key in enumerate(raw, start=1):
                yield f"{place}. {field.options[key]}"
        case Choices():
            yield from (field.options[key] for key in raw)
        case Classify():
            for key, category in raw.items():
                yield f"{field.options[key]} → {field.categories[category]}"
        case Scale():
            yield f"{raw} sur 5"
        case Date():
            yield _day(field.read(raw))
        case Duration():
            yield words.hours(field.read(raw))
        case Number():
            yield words.number(field.read(raw))
        case _:
            yield field.shown(raw)


def _day(value: date) -> str:
    return words.date(value)
