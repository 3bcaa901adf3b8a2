"""Dates as people type them in Quebec: « 2026-12-03 », « 3 décembre 2026 », « 31/12/2026 ».

No clock: a date says its year, in four digits. A date that reads two ways is a question.
"""

from __future__ import annotations

import calendar
import datetime
import re

from socialise.words import format as written
from socialise.words.text import fold
from socialise.words.typed import typed
from socialise.words.unreadable import Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2199

_FACT = "ne se lit pas comme une date"
_CURE = "Par exemple\u00a0: 2026-12-03, ou 3\u00a0décembre\u00a02026."
_MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin",
            "juillet juill juil", "aout", "septembre sept", "octobre oct", "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{2}")
_IN_WORDS = re.compile(
    r"(?:le )?(?:(?P<weekday>[a-z]+),? (?:le )?)?(?P<day>[0-9]{1,2}|1 ?er|premier) ?"
    r"(?P<month>[a-z]+)\.? ?(?P<year>[0-9]{4})"
)
_NO_YEAR = re.compile(r"(?:le )?(?:[0-9]{1,2}|1 ?er) ?(?P<month>[a-z]+)\.?")
_NO_DAY = re.compile(r"(?P<month>[a-z]+)\.? ?(?P<year>[0-9]{4})")


def read_date(text: str) -> datetime.date:
    """The date typed. The year has four digits, from 1900 to 2199.

    Year first is always year, month, day. Day and month in figures are read when only one order is
    possible (« 31/12/2026 »), else they are a question (« 03/04/2026 »). A weekday must agree.
    Raises Missing when blank, Unreadable otherwise.
    """
    kept = typed(text, _FACT, _CURE)
    if any(character.isnumeric() and not character.isascii() for character in kept):
        raise Unreadable(text, _CURE, _FACT)  # « 1² » must never become 12
    ready = fold(kept)
    if match := _YEAR_FIRST.fullmatch(ready):
        return _on_calendar(text, int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_LAST.fullmatch(ready):
        return _in_one_order(text, int(match[4]), int(match[1]), int(match[3]))
    if (match := _IN_WORDS.fullmatch(ready)) and match["month"] in _MONTHS:
        return _in_words(text, match)
    raise Unreadable(text, _missing_part(ready), _FACT)


def _missing_part(ready: str) -> str:
    """What would complete a date that lacks something."""
    if _SHORT_YEAR.fullmatch(ready):
        return "Écrivez l'année en quatre chiffres. " + _CURE
    if (match := _NO_YEAR.fullmatch(ready)) and match["month"] in _MONTHS:
        return "Ajoutez l'année. " + _CURE
    if (match := _NO_DAY.fullmatch(ready)) and match["month"] in _MONTHS:
        return "Ajoutez le jour. " + _CURE
    return _CURE


def _on_calendar(text: str, year: int, month: int, day: int) -> datetime.date:
    """That day. Raises Unreadable when the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            text, f"Une année de {FIRST_YEAR} à {LAST_YEAR} est attendue. {_CURE}", _FACT
        )
    if not 1 <= month <= 12:
        raise Unreadable(text, _CURE, "n'existe pas au calendrier")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{written.MONTHS[month - 1].capitalize()}\u00a0{year}"
        raise Unreadable(
            text,
            f"{name} va du 1er au {last}. Par exemple\u00a0: {year}-{month:02d}-{last}.",
            "n'existe pas au calendrier",
        )
    return datetime.date(year, month, day)


def _in_one_order(text: str, year: int, first: int, second: int) -> datetime.date:
    """Day-month or month-day, when only one is possible or both are the same day."""
    if first == second or second > 12:
        return _on_calendar(text, year, min(first, second), max(first, second))
    if first > 12:
        return _on_calendar(text, year, second, first)
    one = _on_calendar(text, year, second, first)
    other = _on_calendar(text, year, first, second)
    raise Unreadable(
        text,
        f"Est-ce le {written.date(one)} ou le {written.date(other)}? "
        f"Écrivez {one.isoformat()} ou {other.isoformat()}.",
        "se lit de deux façons",
    )


def _in_words(text: str, match: re.Match[str]) -> datetime.date:
    day = 1 if not match["day"].isdigit() else int(match["day"])
    value = _on_calendar(text, int(match["year"]), _MONTHS[match["month"]], day)
    if (weekday := match["weekday"]) is not None:
        actual = _WEEKDAYS[value.weekday()]
        if weekday not in _WEEKDAYS:
            raise Unreadable(text, _CURE, _FACT)
        if weekday != actual:
            raise Unreadable(
                text,
                f"Le {written.date(value)} est un {actual}. Est-ce le jour ou la date qui compte? "
                f"Écrivez la date seule, par exemple\u00a0: {value.isoformat()}.",
                "se lit de deux façons",
            )
    return value
