"""Days as a calendar names them: « mardi 12 janvier », « mar. 12 janv. »."""

from __future__ import annotations

from datetime import date

from socialise import words

__all__ = ["SHORT_WEEKDAYS", "WEEKDAYS", "brief", "named"]

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juill.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_NO_BREAK = "\u00a0"


def named(day: date) -> str:
    """« mardi 12 janvier », « lundi 1er mars »: the year is said elsewhere."""
    number, month, _ = words.date(day).split(_NO_BREAK)
    return f"{WEEKDAYS[day.weekday()]} {number}{_NO_BREAK}{month}"


def brief(day: date) -> str:
    """« mar. 12 janv. »."""
    number = "1er" if day.day == 1 else str(day.day)
    weekday, month = SHORT_WEEKDAYS[day.weekday()], SHORT_MONTHS[day.month - 1]
    return f"{weekday}{_NO_BREAK}{number}{_NO_BREAK}{month}"
