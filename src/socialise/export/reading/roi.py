"""The figures of the return, as typed in the form, and what the domain makes of them.

A value is a number, a text to show in its place (« à compléter », « non défini », « jamais »), or
the text that was typed where it cannot be read. The spreadsheet shows the same by its formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.domain import (
    ONE_YEAR,
    Campaign,
    CashFlow,
    Comparison,
    FreedTime,
    Moment,
    Ranking,
    Result,
    Undefined,
    roe_percent,
)
from socialise.export import reading
from socialise.export.reading import TO_COMPLETE, Answers

Value = Decimal | int | str

UNDEFINED = "non défini"
NEVER = "jamais"

QUESTIONS = (
    "cas_cout", "cas_roas", "cas_roi_sans", "cas_roi_avec", "cas_heures", "a_nom", "a_depart",
    "a_heures_depart", "a_mois", "a_heures_mois", "taux", "a_ventes_semaine", "a_ventes_mois1",
    "a_ventes_mois", "marge", "a_demandes", "heures_avant", "taxes", "signe_sans", "signe_avec",
    "recuperation", "b_nom", "b_depart", "b_heures_depart", "b_mois", "b_heures_mois",
    "b_ventes_mois", "meilleur", "benefice", "capitaux", "roe", "lecture",
)  # fmt: skip

ZERO = Decimal(0)


@dataclass(frozen=True)
class Figures:
    """The answers, read one by one."""

    answers: Answers
    numbers: Mapping[str, Decimal | None]

    @classmethod
    def of(cls, form: Answers) -> Figures:
        """Raises words.Missing when nothing at all was answered."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Calcul du rendement (ROI)")
        return cls(form, {key: reading.number(form, key) for key in QUESTIONS})

    def number(self, key: str) -> Decimal | None:
        """The number of an answer, None when there is none or when it cannot be read."""
        return self.numbers[key]

    def typed(self, key: str) -> Value | None:
        """What goes in an input cell: the number, the text that cannot be read, or nothing."""
        number = self.number(key)
        return number if number is not None else reading.unclear(self.answers, key) or None

    def text(self, key: str) -> str:
        """The text of an answer."""
        return reading.text(self.answers, key)

    def needing(self, keys: tuple[str, ...], give: Callable[[], Result | int | None]) -> Value:
        """What `give` gives once every one of these answers is a number."""
        if any(self.number(key) is None for key in keys):
            return TO_COMPLETE
        found = give()
        if found is None:
            return NEVER
        return UNDEFINED if isinstance(found, Undefined) else found

    def plan(self, letter: str) -> Campaign:
        """Plan a or b, with zero for what is absent: `needing` guards what is told of it."""
        setup, setup_hours, monthly, monthly_hours, sales, rate, margin = (
            self.number(key) or ZERO for key in plan_keys(letter)
        )
        first = sales if letter == "b" else self.number("a_ventes_mois1") or ZERO
        week = ZERO if letter == "b" else self.number("a_ventes_semaine") or ZERO
        leads = ZERO if letter == "b" else self.number("a_demandes") or ZERO
        return Campaign(
            setup_cost=setup, setup_hours=setup_hours, monthly_cost=monthly,
            monthly_hours=monthly_hours, hourly_rate=rate, sales_first_month=first,
            sales_following_month=sales, margin_percent=margin, sales_first_week=week,
            leads_per_month=leads,
        )  # fmt: skip

    def recovery(self) -> Value:
        """The month of recovery of plan a, the time counted."""
        keys = (*plan_keys("a"), "a_ventes_mois1")
        return self.needing(keys, lambda: CashFlow(self.plan("a"), with_time=True).recovery_month())

    def freed(self) -> FreedTime:
        """The hours that plan a frees, zero for what is absent."""
        keys = ("a_heures_depart", "heures_avant", "a_heures_mois")
        return FreedTime(*(self.number(key) or ZERO for key in keys))

    def best(self, by: Callable[[Comparison], Ranking]) -> Value:
        """Which plan comes first over a year, as the spreadsheet says it."""
        keys = {*plan_keys("a"), *plan_keys("b"), "a_ventes_mois1"}
        if any(self.number(key) is None for key in keys):
            return TO_COMPLETE
        return RANKED[by(Comparison(self.plan("a"), self.plan("b"), ONE_YEAR))]

    def roe(self) -> Value:
        """The return on equity, as a share (0.3 for 30 %)."""
        keys = ("benefice", "capitaux")
        income, equity = (self.number(key) or ZERO for key in keys)
        return share(self.needing(keys, lambda: roe_percent(income, equity)))


RANKED = {
    Ranking.FIRST: "votre action",
    Ranking.SECOND: "l'autre plan",
    Ranking.TIE: "les deux, à égalité",
    Ranking.UNDEFINED: "un des deux plans ne coûte rien\u00a0: rien à comparer",
}


def plan_keys(letter: str) -> tuple[str, ...]:
    """What a plan is made of: start, hours, month, hours, sales, then rate and margin."""
    own = ("depart", "heures_depart", "mois", "heures_mois", "ventes_mois")
    return (*(f"{letter}_{key}" for key in own), "taux", "marge")


def sales_keys(letter: str, moment: Moment) -> tuple[str, ...]:
    """What the sales of a plan at a moment are made of."""
    if letter == "b":
        return ("b_ventes_mois",)
    if moment.week:
        return ("a_ventes_semaine",)
    return ("a_ventes_mois1",) if moment.months == 1 else ("a_ventes_mois1", "a_ventes_mois")


def share(percents: Value) -> Value:
    """Percents as a spreadsheet keeps them: 0.4 for 40 %."""
    return percents / 100 if isinstance(percents, Decimal) else percents


def typed_share(value: Value | None) -> Value | None:
    """The same for an input cell, that may hold nothing yet."""
    return None if value is None else share(value)
