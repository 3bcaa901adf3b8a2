"""The result of a calculation: a number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

_FINE = Decimal("1E-10")
_WIDE = Context(prec=80)  # a fortune times a century still has its ten decimals


@dataclass(frozen=True)
class Undefined:
    """A calculation that has no answer, and why, in French: « le coût est nul ».

    It is neither zero nor an error: a page shows « non défini : le coût est nul ».
    """

    reason: str

    def __str__(self) -> str:
        return f"non défini\u00a0: {self.reason}"


Result = Decimal | Undefined


class Sign(StrEnum):
    """On which side of zero a result stands; the values are the keys of the course's choices."""

    NEGATIVE = "negatif"
    ZERO = "nul"
    POSITIVE = "positif"
    UNDEFINED = "indefini"


def sign_of(result: Result) -> Sign:
    """The side of zero on which a result stands."""
    if isinstance(result, Undefined):
        return Sign.UNDEFINED
    if result == 0:
        return Sign.ZERO
    return Sign.POSITIVE if result > 0 else Sign.NEGATIVE


def shown(result: Result, how: Callable[[Decimal], str]) -> str:
    """The result as people read it: `how(number)` (words.percent, words.money…), or the reason."""
    return str(result) if isinstance(result, Undefined) else how(result)


def ratio(numerator: Decimal, denominator: Decimal, reason: str) -> Result:
    """numerator / denominator, or Undefined(reason) when the denominator is zero or less."""
    return Undefined(reason) if denominator <= 0 else numerator / denominator


def without_dust(value: Decimal) -> Decimal:
    """The value to ten decimals: far under a cent, far above what thirds of an hour leave behind.

    40 minutes are 0.666…7 hours; at 30 $ they must cost 20 $ and not a 10⁻²⁶ more, or a sum that
    comes back to zero would stay below it.
    """
    return value.quantize(_FINE, context=_WIDE)
