"""The numbers of a sentence written in digits, those of its dates left out."""

from __future__ import annotations

import re
from decimal import Decimal

from socialise.words import fold

_MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|janv|fevr|avr|juil|sept|oct|nov|dec"
)
_DAY = r"\d{1,2}(?:er|ier)?"
_DATE = re.compile(
    rf"\b(?:{_DAY}(?: ?(?:au|et|ou|a|-) ?{_DAY})* )?(?:{_MONTHS})\b\.?(?: (?:19|20)\d\d\b)?"
    r"|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})\b"
)
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,](\d+))?")


def told_numbers(text: str) -> set[Decimal]:
    """The numbers of a text: « 1 200 places d'ici le 15 octobre 2027 » holds 1200 alone.

    « 1,200 » is held both as 1,2 and as 1200: a reader would understand either.
    """
    found = set()
    for whole, part in _NUMBER.findall(_DATE.sub(" ; ", fold(text))):
        units = whole.replace(" ", "")
        found.add(Decimal(f"{units}.{part or 0}"))
        if len(part) == 3 and len(units) <= 3:
            found.add(Decimal(units + part))
    return found
