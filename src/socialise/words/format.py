"""Values as Quebec writes them: « 1 234,50 $ », « 25 % », « 1 h 30 », « 3 décembre 2026 ».

Every space inside a value is U+00A0, so that a value never breaks at the end of a line. The minus
sign is U+2212, which screen readers say and which no line breaks after. Half rounds away from zero,
as people do with cents. What these functions write, the readers of this package read back.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Context, Decimal

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MOST_DECIMALS = 10

_ROOMY = Context(prec=60, rounding=ROUND_HALF_UP)


def _rounded(value: Decimal | int, decimals: int) -> Decimal:
    """The value to that many decimals. Raises ValueError when it is not finite."""
    if not isinstance(value, (Decimal, int)):
        raise TypeError(f"a Decimal is expected, not {type(value).__name__}")
    value = Decimal(value)
    if not value.is_finite():
        raise ValueError(f"{value} has no written form")
    return value.quantize(Decimal(1).scaleb(-decimals), context=_ROOMY)


def _written(value: Decimal, decimals: int) -> str:
    """A value already rounded, with exactly that many decimals."""
    digits = f"{abs(value):.{decimals}f}"
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", NO_BREAK)
    sign = MINUS if value < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """« 1 234,5 »: at most `decimals` decimals, no useless zero; None keeps them all (ten at most).

    With None, « 1,617 » is written « 1,6170 »: three decimals alone could be read as thousands, and
    what is written in full must be read back. Raises ValueError when the value is not finite.
    """
    rounded = _rounded(value, MOST_DECIMALS if decimals is None else decimals).normalize(_ROOMY)
    exponent = rounded.as_tuple().exponent
    assert isinstance(exponent, int)
    like_thousands = decimals is None and exponent == -3 and 1 <= abs(rounded) < 1000
    return _written(rounded, 4 if like_thousands else max(0, -exponent))


def money(value: Decimal | int, cents: bool | None = None) -> str:
    """« 1 234,50 $ » and « 1 234 $ »: cents are shown when there are some (OQLF: sign after).

    `cents=True` shows them always (a column of amounts), `cents=False` rounds to the dollar.
    """
    rounded = _rounded(value, 0 if cents is False else 2)
    whole = cents is False or (cents is None and rounded == rounded.to_integral_value())
    return f"{_written(rounded, 0 if whole else 2)}{NO_BREAK}$"


def percent(value: Decimal | int, decimals: int | None = 1) -> str:
    """« 25 % » for 25: at most one decimal unless told otherwise, None keeps them all."""
    return f"{number(value, decimals)}{NO_BREAK}%"


def hours(value: Decimal | int) -> str:
    """A length of time in hours, to the minute: « 1 h 30 », « 2 h », « 1 h 05 », « 45 min »."""
    minutes = int(_rounded(_ROOMY.multiply(Decimal(value), Decimal(60)), 0))
    whole, left = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else ""
    if not whole and left:
        return f"{sign}{left}{NO_BREAK}min"
    told = f"{sign}{number(whole)}{NO_BREAK}h"
    return f"{told}{NO_BREAK}{left:02d}" if left else told


def date(value: datetime.date) -> str:
    """« 3 décembre 2026 », and « 1er mars 2027 » for the first of a month."""
    day = "1er" if value.day == 1 else str(value.day)
    return NO_BREAK.join((day, MONTHS[value.month - 1], str(value.year)))


def count(quantity: Decimal | int, singular: str, plural: str) -> str:
    """« 1 critère », « 3 critères »: plural from two on (« 0 critère », « 1,5 heure »)."""
    noun = plural if abs(Decimal(quantity)) >= 2 else singular
    return f"{number(quantity)}{NO_BREAK}{noun}"
