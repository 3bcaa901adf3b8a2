"""The time that a campaign frees: hours to set it up against hours saved each month after."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from socialise.domain.result import without_dust


@dataclass(frozen=True)
class FreedTime:
    """Hours: once to set up, each month before the campaign, each month with it."""

    setup_hours: Decimal
    monthly_hours_before: Decimal
    monthly_hours_now: Decimal

    @property
    def per_month(self) -> Decimal:
        """Hours freed each month; negative when the campaign takes more than before."""
        return self.monthly_hours_before - self.monthly_hours_now

    def after(self, months: int) -> Decimal:
        """Hours freed in all after so many months, the set-up taken off."""
        return self.per_month * months - self.setup_hours

    def break_even_month(self) -> int | None:
        """The first month (from 1) by which the hours freed cover the set-up; None if never.

        (définition du cours) No horizon: with little freed it can be years away.
        """
        freed = self.per_month
        if without_dust(self.after(1)) >= 0:
            return 1
        if without_dust(freed) <= 0:
            return None
        months = without_dust(self.setup_hours / freed)
        return int(months.to_integral_value(rounding=ROUND_CEILING))
