"""The cash flow of a campaign: what has come in minus what has gone out, all along a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialise.domain.campaign import Campaign, Moment

HORIZON = 12  # months


@dataclass(frozen=True)
class Month:
    """One month of a campaign, in dollars and hours; the first carries what starts the action."""

    number: int
    sales: Decimal
    margin: Decimal
    money: Decimal
    hours: Decimal
    time_cost: Decimal
    net: Decimal
    cumulative: Decimal


@dataclass(frozen=True)
class CashFlow:
    """The running total of a campaign, the time counted as a cost or left out."""

    campaign: Campaign
    with_time: bool

    def cumulative(self, moment: Moment) -> Decimal:
        """Margin − cost since the start, in dollars. (définition du cours)"""
        return self.campaign.gain(moment) - self.campaign.cost(moment, with_time=self.with_time)

    def by_month(self, horizon: int = HORIZON) -> tuple[Decimal, ...]:
        """The running total at the end of each month, from the first to the `horizon`-th."""
        return tuple(self.cumulative(Moment(month)) for month in range(1, horizon + 1))

    def recovery_month(self, horizon: int = HORIZON) -> int | None:
        """The first month (1 to `horizon`) whose running total is zero or more; None if never.

        (définition du cours) It says nothing of what follows: see `falls_back`.
        """
        return next(
            (month for month, total in enumerate(self.by_month(horizon), start=1) if total >= 0),
            None,
        )

    def falls_back(self, horizon: int = HORIZON) -> bool:
        """Whether the running total, once recovered, is below zero again at some later month."""
        recovered = self.recovery_month(horizon)
        return recovered is not None and min(self.by_month(horizon)[recovered - 1 :]) < 0

    def months(self, horizon: int = HORIZON) -> tuple[Month, ...]:
        """Month by month, for a table, a picture or a spreadsheet.

        `time_cost` is told even when the time is left out of `net` and `cumulative`.
        """
        rows = []
        for number in range(1, horizon + 1):
            now = Moment(number)
            sales, margin, money, hours, time_cost = (
                total if number == 1 else total - before
                for total, before in zip(
                    self._totals(now), self._totals(Moment(max(1, number - 1))), strict=True
                )
            )
            net = margin - money - (time_cost if self.with_time else 0)
            rows.append(
                Month(number, sales, margin, money, hours, time_cost, net, self.cumulative(now))
            )
        return tuple(rows)

    def _totals(self, moment: Moment) -> tuple[Decimal, ...]:
        """Sales, margin, money, hours and cost of time since the start."""
        plan = self.campaign
        money = plan.money_spent(moment)
        return (
            plan.sales(moment),
            plan.gain(moment),
            money,
            plan.hours_spent(moment),
            plan.cost(moment, with_time=True) - money,
        )
