"""« Comparaison »: plan a after a week, a month and a year, and plan b after a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from socialise.domain import (
    ONE_MONTH,
    ONE_WEEK,
    ONE_YEAR,
    Campaign,
    CashFlow,
    Comparison,
    Moment,
    Result,
)
from socialise.export.reading import TO_COMPLETE
from socialise.export.reading.roi import (
    RANKED,
    Figures,
    Value,
    sales_keys,
    share,
)
from socialise.export.xlsx.cells import (
    FIRST,
    FOLLOWING,
    MARGIN,
    MONTHLY,
    MONTHLY_HOURS,
    NAME,
    RATE,
    SETUP,
    SETUP_HOURS,
    WEEK,
    cell,
    needing,
    over,
)
from socialise.export.xlsx.limits import limits
from socialise.export.xlsx.workbook import HOURS, MONEY, PERCENT, RATIO, Page


@dataclass(frozen=True)
class _Source:
    """A column of the comparison: a plan at a moment."""

    column: str
    letter: str
    moment: Moment
    title: str

    def input(self, row: int) -> str:
        """The cell of « Vos chiffres » for this plan."""
        return cell(row, "B" if self.letter == "a" else "C")


SOURCES = (
    _Source("B", "a", ONE_WEEK, "Votre action, après une semaine"),
    _Source("C", "a", ONE_MONTH, "Votre action, après un mois"),
    _Source("D", "a", ONE_YEAR, "Votre action, après un an"),
    _Source("E", "b", ONE_YEAR, "L'autre plan, après un an"),
)
YEARS = (SOURCES[2], SOURCES[3])


@dataclass(frozen=True)
class _Line:
    """A row of the comparison."""

    row: int
    title: str
    form: str
    formula: Callable[[_Source], str]
    needs: Callable[[_Source], tuple[str, ...]]
    give: Callable[[Campaign, Moment], Result]
    strong: bool = False

    def value(self, figures: Figures, source: _Source) -> Value:
        """What the domain gives for it."""
        found = figures.needing(
            self.needs(source), lambda: self.give(figures.plan(source.letter), source.moment)
        )
        return share(found) if self.form == PERCENT else found


def _sales_formula(source: _Source) -> str:
    if source.letter == "b":
        return needing([source.input(FOLLOWING)], f"12*{source.input(FOLLOWING)}")
    if source.moment.months == 1:
        place = source.input(WEEK if source.moment.week else FIRST)
        return needing([place], place)
    cells = [source.input(FIRST), source.input(FOLLOWING)]
    return needing(cells, f"{cells[0]}+11*{cells[1]}")


def _spent_formula(start: int, monthly: int) -> Callable[[_Source], str]:
    def formula(source: _Source) -> str:
        cells = [source.input(start), source.input(monthly)]
        return needing(cells, f"{cells[0]}+{source.moment.months}*{cells[1]}")

    return formula


def _of(source: _Source, *rows: int) -> list[str]:
    return [f"{source.column}{row}" for row in rows]


def _minus(first: int, second: int) -> Callable[[_Source], str]:
    return lambda source: needing(_of(source, first, second), "-".join(_of(source, first, second)))


def _roi_formula(gain: int, cost: int) -> Callable[[_Source], str]:
    def formula(source: _Source) -> str:
        one, other = _of(source, gain, cost)
        return over(one, other, f"({one}-{other})/{other}")

    return formula


def _ratio_formula(gain: int, cost: int) -> Callable[[_Source], str]:
    def formula(source: _Source) -> str:
        one, other = _of(source, gain, cost)
        return over(one, other, f"{one}/{other}")

    return formula


def _sales_keys(source: _Source) -> tuple[str, ...]:
    return sales_keys(source.letter, source.moment)


def _money_keys(source: _Source) -> tuple[str, ...]:
    return (f"{source.letter}_depart", f"{source.letter}_mois")


def _hours_keys(source: _Source) -> tuple[str, ...]:
    return (f"{source.letter}_heures_depart", f"{source.letter}_heures_mois")


def _gain_keys(source: _Source) -> tuple[str, ...]:
    return (*_sales_keys(source), "marge")


def _cost_keys(source: _Source) -> tuple[str, ...]:
    return (*_money_keys(source), *_hours_keys(source), "taux")


def _both(
    *parts: Callable[[_Source], tuple[str, ...]],
) -> Callable[[_Source], tuple[str, ...]]:
    return lambda source: tuple(key for part in parts for key in part(source))


SALES, GAIN, MONEY_SPENT, HOURS_SPENT, TIME_COST, FULL_COST, NET, NET_WITH = range(5, 13)
ROI_WITHOUT = _Line(13, "Rendement (ROI) sans compter le temps", PERCENT,
                    _roi_formula(GAIN, MONEY_SPENT), _both(_gain_keys, _money_keys),
                    lambda plan, moment: plan.roi_percent(moment, with_time=False),
                    strong=True)  # fmt: skip
ROI_WITH = _Line(14, "Rendement (ROI) en comptant le temps", PERCENT,
                 _roi_formula(GAIN, FULL_COST), _both(_gain_keys, _cost_keys),
                 lambda plan, moment: plan.roi_percent(moment, with_time=True),
                 strong=True)  # fmt: skip
LINES = (
    _Line(SALES, "Ventes dues à l'action", MONEY, _sales_formula, _sales_keys,
          lambda plan, moment: plan.sales(moment)),
    _Line(GAIN, "Marge sur ces ventes", MONEY,
          lambda source: needing([f"{source.column}{SALES}", cell(MARGIN)],
                                 f"{source.column}{SALES}*{cell(MARGIN)}"),
          _gain_keys, lambda plan, moment: plan.gain(moment)),
    _Line(MONEY_SPENT, "Argent dépensé", MONEY, _spent_formula(SETUP, MONTHLY), _money_keys,
          lambda plan, moment: plan.money_spent(moment)),
    _Line(HOURS_SPENT, "Heures données", HOURS, _spent_formula(SETUP_HOURS, MONTHLY_HOURS),
          _hours_keys, lambda plan, moment: plan.hours_spent(moment)),
    _Line(TIME_COST, "Coût du temps", MONEY,
          lambda source: needing([f"{source.column}{HOURS_SPENT}", cell(RATE)],
                                 f"{source.column}{HOURS_SPENT}*{cell(RATE)}"),
          _both(_hours_keys, lambda _: ("taux",)),
          lambda plan, moment: plan.cost(moment, with_time=True) - plan.money_spent(moment)),
    _Line(FULL_COST, "Coût complet, argent et temps", MONEY,
          lambda source: needing(_of(source, MONEY_SPENT, TIME_COST),
                                 "+".join(_of(source, MONEY_SPENT, TIME_COST))),
          _cost_keys, lambda plan, moment: plan.cost(moment, with_time=True)),
    _Line(NET, "Ce qui reste, sans compter le temps", MONEY, _minus(GAIN, MONEY_SPENT),
          _both(_gain_keys, _money_keys),
          lambda plan, moment: CashFlow(plan, with_time=False).cumulative(moment)),
    _Line(NET_WITH, "Ce qui reste, en comptant le temps", MONEY, _minus(GAIN, FULL_COST),
          _both(_gain_keys, _cost_keys),
          lambda plan, moment: CashFlow(plan, with_time=True).cumulative(moment)),
    ROI_WITHOUT,
    ROI_WITH,
    _Line(15, "ROAS : ventes pour 1 $ dépensé", RATIO, _ratio_formula(SALES, MONEY_SPENT),
          _both(_sales_keys, _money_keys), lambda plan, moment: plan.roas(moment)),
    _Line(16, "Marge pour 1 $ mis, temps compté", MONEY, _ratio_formula(GAIN, FULL_COST),
          _both(_gain_keys, _cost_keys),
          lambda plan, moment: plan.return_per_dollar(moment, with_time=True)),
)  # fmt: skip


def comparison(page: Page, figures: Figures) -> None:
    page.title("A1", "Comparaison")
    for row, told, column, key in (
        (2, "Votre action", "B", "a_nom"),
        (3, "L'autre plan", "C", "b_nom"),
    ):
        named = cell(NAME, column)
        formula = f'IF({named}="","{told}","{told}\u00a0: "&{named})'
        name = figures.text(key)
        page.words(f"A{row}", formula, f"{told}\u00a0: {name}" if name else told, strong=False)
    page.head("A4", "")
    for source in SOURCES:
        page.head(f"{source.column}4", source.title)
    page.sheet.row_dimensions[4].height = 34
    for line in LINES:
        page.label(f"A{line.row}", line.title, strong=line.strong)
        for source in SOURCES:
            page.result(f"{source.column}{line.row}", line.formula(source),
                        line.value(figures, source), line.form, strong=line.strong)  # fmt: skip
    year, other = (f"{source.column}{{row}}" for source in YEARS)
    for row, title, compared, by in (
        (18, "Le meilleur rendement (ROI) sur un an", ROI_WITH.row, Comparison.by_roi),
        (19, "Ce qui laisse le plus de dollars sur un an", NET_WITH, Comparison.by_net_gain),
    ):
        page.label(f"A{row}", title, strong=True)
        formula = _ranking(year.format(row=compared), other.format(row=compared))
        page.words(f"B{row}", formula, figures.best(by))
    page.note("A20", "En comptant le temps. Les deux réponses peuvent différer : un petit coût "
                     "peut bien rapporter et laisser peu.", wrap=False)  # fmt: skip
    limits(page, 22, "E")
    page.sheet.freeze_panes = "B5"


def _ranking(one: str, other: str) -> str:
    """Which of two results comes first, in the words of RANKED."""
    first, second, tie, undefined = RANKED.values()
    return (
        f'IF(OR({one}="{TO_COMPLETE}",{other}="{TO_COMPLETE}"),"{TO_COMPLETE}",'
        f'IF(AND(ISTEXT({one}),ISTEXT({other})),"{tie}",'
        f'IF(OR(ISTEXT({one}),ISTEXT({other})),"{undefined}",'
        f'IF(ABS({one}-{other})<0.000000001,"{tie}",'
        f'IF({one}>{other},"{first}","{second}")))))'
    )
