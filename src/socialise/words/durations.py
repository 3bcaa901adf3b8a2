"""Lengths of time as people type them: « 1 h 30 », « 90 min », « 2,5 » (hours), « 1:30 »."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from socialise.words import format as written
from socialise.words.numbers import read_number
from socialise.words.typed import typed
from socialise.words.unreadable import Missing, Unreadable

_FACT = "ne se lit pas comme une durée"
_CURE = "Par exemple\u00a0: 1\u00a0h\u00a030, 90\u00a0min, ou 2,5 pour deux heures et demie."
_EXACT = Context(prec=28)
_MINUTES = Decimal(60)

_HOUR = r"(?:heures?|hres?|hrs?|h)"
_MINUTE = r"(?:minutes?|min|mn)"
_HOURS_AND_MINUTES = re.compile(
    rf"(?P<hours>[0-9]\S*(?:\s[0-9]{{3}})*)\s?{_HOUR}\.?\s?(?:et\s)?"
    rf"(?P<minutes>[0-9]{{1,3}})\s?(?:{_MINUTE}\.?)?"
)
_HOURS = re.compile(rf"(?P<hours>[0-9,.][^a-z:]*?)\s?{_HOUR}\.?")
_MINUTES_ALONE = re.compile(rf"(?P<minutes>[0-9,.][^a-z:]*?)\s?{_MINUTE}\.?")
_DAYS = re.compile(r"(?P<days>[0-9,.][^a-z:]*?)\s?(?:jours?|j)\.?")
_WEEKS = re.compile(r"(?P<weeks>[0-9,.][^a-z:]*?)\s?(?:semaines?|sem)\.?")
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,6}):(?P<minutes>[0-9]+)")
# « 1,30 » may be an hour and thirty minutes or 1.3 hours. Quarters (25, 50, 75) are decimals to
# everyone, and 60 or more can be no minutes.
_LIKE_A_CLOCK = re.compile(r"(?P<hours>[0-9]{1,3})[.,](?P<minutes>[0-5][0-9])")
_QUARTERS = ("00", "25", "50")


def read_duration(text: str, *, days: bool = False) -> Decimal:
    """The length of time typed, in hours (1.5 for « 1 h 30 »), to the precision that was typed.

    A bare number is hours. Minutes after hours are under 60. « 1,30 » and « 1:5 » are questions.
    A minus sign before all of it is read: whoever asks says whether that can be. With `days`, a
    day is 24 hours and a week is seven days: a wait, never a day of work.
    Raises Missing when blank, Unreadable when there is no reading or more than one.
    """
    ready = " ".join(typed(text, _FACT, _CURE).lower().split())
    if days and (match := _DAYS.fullmatch(ready)):
        return _EXACT.multiply(_amount(text, match["days"]), Decimal(24))
    if days and (match := _WEEKS.fullmatch(ready)):
        return _EXACT.multiply(_amount(text, match["weeks"]), Decimal(24 * 7))
    if ready[0] in "-\u2212":
        return -_length(text, ready[1:].lstrip()) + 0  # no negative zero
    return _length(text, ready)


def _length(text: str, ready: str) -> Decimal:
    """The length of time without its sign."""
    if match := _CLOCK.fullmatch(ready):
        return _clock(text, match["hours"], match["minutes"])
    if match := _HOURS_AND_MINUTES.fullmatch(ready):
        return _added(text, match["hours"], match["minutes"])
    if match := _HOURS.fullmatch(ready):
        return _amount(text, match["hours"])
    if match := _MINUTES_ALONE.fullmatch(ready):
        return _EXACT.divide(_amount(text, match["minutes"]), _MINUTES)
    if (match := _LIKE_A_CLOCK.fullmatch(ready)) and match["minutes"] not in _QUARTERS:
        clock = f"{int(match['hours'])}\u00a0h\u00a0{match['minutes']}"
        decimals = Decimal(f"{match['hours']}.{match['minutes']}")
        raise Unreadable(
            text,
            f"Est-ce {clock}, ou {written.count(decimals, 'heure', 'heures')}? Écrivez "
            f"«\u00a0{clock}\u00a0» ou «\u00a0{written.number(decimals)}\u00a0h\u00a0».",
            "se lit de deux façons",
        )
    return _amount(text, ready)


def _amount(text: str, digits: str) -> Decimal:
    """A number of hours or minutes, its sign already taken off."""
    try:
        value = read_number(digits)
    except Missing:
        raise Unreadable(text, _CURE, _FACT) from None
    except Unreadable as unreadable:
        if unreadable.fact == "se lit de deux façons":
            raise Unreadable(text, unreadable.cure, unreadable.fact) from None
        raise Unreadable(text, _CURE, _FACT) from None
    if value < 0:  # a second sign, or brackets
        raise Unreadable(text, _CURE, _FACT)
    return value


def _added(text: str, hours: str, minutes: str) -> Decimal:
    """Whole hours and minutes under 60, in hours."""
    whole, left = _amount(text, hours), int(minutes)
    if whole != whole.to_integral_value():
        raise Unreadable(text, _CURE, _FACT)
    if left >= 60:
        total = _EXACT.add(whole, _EXACT.divide(Decimal(left), _MINUTES))
        raise Unreadable(
            text,
            f"Une heure compte 60\u00a0minutes. Si c'est bien cette durée, "
            f"écrivez\u00a0: {written.hours(total)}.",
            _FACT,
        )
    return _EXACT.divide(_EXACT.add(_EXACT.multiply(whole, _MINUTES), Decimal(left)), _MINUTES)


def _clock(text: str, hours: str, minutes: str) -> Decimal:
    """« 1:30 », with two digits for the minutes."""
    if len(minutes) == 1:
        raise Unreadable(
            text,
            f"Est-ce {hours}\u00a0h\u00a00{minutes} ou {hours}\u00a0h\u00a0{minutes}0? "
            f"Écrivez les minutes avec deux chiffres.",
            "se lit de deux façons",
        )
    if len(minutes) > 2:
        raise Unreadable(text, _CURE, _FACT)
    return _added(text, hours, minutes)
