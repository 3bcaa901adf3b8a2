"""A marketing action as its owner describes it: money, hours, sales it brings, month after month.

The conventions of the course, the same in the page, in the picture and in the spreadsheet:
what starts the action is paid before it starts; the money and the hours of a month count from its
first day, so that after one week the whole first month is paid; each month after the first is like
the others; amounts are all before taxes or all after.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from socialise import words
from socialise.domain.result import Result, Undefined
from socialise.domain.roi import (
    HUNDRED,
    cost_of_time,
    hours_per_lead,
    margin,
    return_per_dollar,
    roas,
    roi_percent,
)


@dataclass(frozen=True)
class Moment:
    """How far one looks: a week, or a whole number of months (1 at least)."""

    months: int
    week: bool = False

    def __post_init__(self) -> None:
        if self.months < 1 or (self.week and self.months != 1):
            raise ValueError(f"a moment is a week or at least one month, not {self}")

    def __str__(self) -> str:
        if self.week:
            return "une semaine"
        return {1: "un mois", 12: "un an"}.get(self.months, f"{self.months}\u00a0mois")


ONE_WEEK = Moment(1, week=True)
ONE_MONTH = Moment(1)
ONE_YEAR = Moment(12)

_LABELS = {
    "setup_cost": "la dépense de départ",
    "setup_hours": "les heures de départ",
    "monthly_cost": "la dépense par mois",
    "monthly_hours": "les heures par mois",
    "hourly_rate": "la valeur d'une heure",
    "sales_first_month": "les ventes du premier mois",
    "sales_following_month": "les ventes de chaque mois suivant",
    "margin_percent": "la marge",
    "sales_first_week": "les ventes de la première semaine",
    "leads_per_month": "les demandes par mois",
}


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """The figures of one action. Money in dollars, time in hours, the margin in percents (40).

    `sales_first_month` is the whole month, the first week included. Sales are those due to the
    action alone. The last two fields are zero when they are not asked.
    """

    setup_cost: Decimal
    setup_hours: Decimal
    monthly_cost: Decimal
    monthly_hours: Decimal
    hourly_rate: Decimal
    sales_first_month: Decimal
    sales_following_month: Decimal
    margin_percent: Decimal
    sales_first_week: Decimal = Decimal(0)
    leads_per_month: Decimal = Decimal(0)

    def problems(self) -> tuple[str, ...]:
        """What in these figures cannot be, in French sentences; empty when all can."""
        told = [
            f"{_LABELS[field.name].capitalize()} ne peut pas être sous zéro."
            if not _LABELS[field.name].startswith("les ")
            else f"{_LABELS[field.name].capitalize()} ne peuvent pas être sous zéro."
            for field in fields(self)
            if getattr(self, field.name) < 0
        ]
        if self.margin_percent > HUNDRED:
            seen = words.percent(self.margin_percent)
            told.append(f"La marge est de {seen}. Elle va de 0 à 100\u00a0%.")
        if self.sales_first_week > self.sales_first_month:
            week, month = words.money(self.sales_first_week), words.money(self.sales_first_month)
            told.append(
                f"Les ventes de la première semaine ({week}) dépassent celles du premier mois "
                f"({month}). Le mois comprend la semaine."
            )
        return tuple(told)

    def money_spent(self, moment: Moment) -> Decimal:
        """Dollars paid by that moment, time left out."""
        return self.setup_cost + self.monthly_cost * moment.months

    def hours_spent(self, moment: Moment) -> Decimal:
        """Hours given by that moment."""
        return self.setup_hours + self.monthly_hours * moment.months

    def cost(self, moment: Moment, *, with_time: bool) -> Decimal:
        """Dollars it cost by that moment, the time counted or left out."""
        spent = self.money_spent(moment)
        if not with_time:
            return spent
        return spent + cost_of_time(self.hours_spent(moment), self.hourly_rate)

    def sales(self, moment: Moment) -> Decimal:
        """Dollars of sales due to the action by that moment."""
        if moment.week:
            return self.sales_first_week
        return self.sales_first_month + self.sales_following_month * (moment.months - 1)

    def gain(self, moment: Moment) -> Decimal:
        """The margin on those sales, in dollars."""
        return margin(self.sales(moment), self.margin_percent)

    def roi_percent(self, moment: Moment, *, with_time: bool) -> Result:
        """ROI at that moment, in percents; undefined when nothing was spent."""
        return roi_percent(self.gain(moment), self.cost(moment, with_time=with_time))

    def return_per_dollar(self, moment: Moment, *, with_time: bool) -> Result:
        """Dollars of margin for each dollar put in (« 1 $ → 3 $ »)."""
        return return_per_dollar(self.gain(moment), self.cost(moment, with_time=with_time))

    def roas(self, moment: Moment) -> Result:
        """Dollars of sales for each dollar of money spent."""
        return roas(self.sales(moment), self.money_spent(moment))

    def hours_per_lead(self, moment: Moment) -> Result:
        """Hours for each lead; leads are counted by month, so undefined at one week."""
        if moment.week:
            return Undefined("les demandes sont comptées par mois")
        return hours_per_lead(self.hours_spent(moment), self.leads_per_month * moment.months)
