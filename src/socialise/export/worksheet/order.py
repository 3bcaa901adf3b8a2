"""The questions of a worksheet in words: their numbers, when they are asked, where to copy from."""

from __future__ import annotations

from collections.abc import Mapping

from socialise.form import Form
from socialise.form.fields import Carried, Choice, Field, Table

__all__ = ["asked_when", "copied_from", "numbers"]


def numbers(form: Form) -> dict[str, int]:
    """The number of each question by its id, from 1. What nobody answers has none."""
    asked = [key for key, field in form.fields.items() if field.has_answer]
    return {key: number for number, key in enumerate(asked, start=1)}


def asked_when(form: Form, field: Field) -> str:
    """« Seulement si vous avez répondu « Non » à la question 12. »; empty when always asked."""
    condition = field.condition
    if condition is None:
        return ""
    chosen = form.fields[condition.field]
    labels = chosen.options if isinstance(chosen, Choice) else {}
    told = " ou ".join(f"« {labels.get(key, key)} »" for key in condition.among)
    number = numbers(form)[condition.field]
    return f"Seulement si vous avez répondu {told} à la question {number}."


def copied_from(field: Carried, sources: Mapping[str, Form]) -> str:
    """Where the answer already stands; `sources` gives the forms by "lesson/activity"."""
    source = sources.get(field.source)
    number = numbers(source).get(field.field.id) if source else None
    place = f"la feuille « {source.title} »" if source else "l'activité où elle est écrite"
    if number:
        place += f", question {number}"
    if isinstance(field.field, Table):
        return f"Rien à recopier\u00a0: gardez à côté de vous {place}."
    return f"À recopier de {place}."
