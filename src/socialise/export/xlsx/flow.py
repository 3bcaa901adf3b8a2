"""« Flux de trésorerie »: plan a month by month, with and without the time, and its chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties

from socialise.domain import HORIZON, CashFlow, Month
from socialise.export.drawing import palette
from socialise.export.reading import TO_COMPLETE
from socialise.export.reading.roi import NEVER, Figures
from socialise.export.xlsx.cells import (
    FIRST,
    FIRST_MONTH,
    FOLLOWING,
    LAST_MONTH,
    MARGIN,
    MONTHLY,
    MONTHLY_HOURS,
    RATE,
    RECOVERY,
    SETUP,
    SETUP_HOURS,
    cell,
    needing,
)
from socialise.export.xlsx.workbook import HOURS, MONEY, WHOLE, Page


@dataclass(frozen=True)
class _FlowColumn:
    """A column of the cash flow: its formula in a row, and its value in a month."""

    letter: str
    title: str
    form: str
    formula: Callable[[int], str]
    needs: Callable[[int], tuple[str, ...]]
    value: Callable[[Month, Month], Decimal]  # the month without, then with the time


def _sales_needed(number: int) -> tuple[str, ...]:
    return ("a_ventes_mois1",) if number == 1 else ("a_ventes_mois",)


def _money_needed(number: int) -> tuple[str, ...]:
    return ("a_depart", "a_mois") if number == 1 else ("a_mois",)


def _hours_needed(number: int) -> tuple[str, ...]:
    return ("a_heures_depart", "a_heures_mois") if number == 1 else ("a_heures_mois",)


def _net_needed(number: int) -> tuple[str, ...]:
    return (*_sales_needed(number), "marge", *_money_needed(number))


def _net_with_needed(number: int) -> tuple[str, ...]:
    return (*_net_needed(number), *_hours_needed(number), "taux")


def _from_first(needs: Callable[[int], tuple[str, ...]]) -> Callable[[int], tuple[str, ...]]:
    """What a running total needs: the first month, then the others."""
    return lambda number: needs(1) if number == 1 else (*needs(1), *needs(number))


def _starting(first: list[int], other: int) -> Callable[[int], str]:
    """A figure of the month, the start added to the first."""

    def formula(row: int) -> str:
        cells = [cell(each) for each in (first if row == FIRST_MONTH else [other])]
        return needing(cells, "+".join(cells))

    return formula


def _running(net: str, total: str) -> Callable[[int], str]:
    """A running total of a column."""

    def formula(row: int) -> str:
        if row == FIRST_MONTH:
            return needing([f"{net}{row}"], f"{net}{row}")
        cells = [f"{total}{row - 1}", f"{net}{row}"]
        return needing(cells, "+".join(cells))

    return formula


FLOW_COLUMNS = (
    _FlowColumn("B", "Ventes", MONEY, _starting([FIRST], FOLLOWING), _sales_needed,
                lambda without, _: without.sales),
    _FlowColumn("C", "Marge", MONEY,
                lambda row: needing([f"B{row}", cell(MARGIN)], f"B{row}*{cell(MARGIN)}"),
                lambda number: (*_sales_needed(number), "marge"),
                lambda without, _: without.margin),
    _FlowColumn("D", "Argent dépensé", MONEY, _starting([SETUP, MONTHLY], MONTHLY), _money_needed,
                lambda without, _: without.money),
    _FlowColumn("E", "Heures", HOURS, _starting([SETUP_HOURS, MONTHLY_HOURS], MONTHLY_HOURS),
                _hours_needed, lambda without, _: without.hours),
    _FlowColumn("F", "Coût du temps", MONEY,
                lambda row: needing([f"E{row}", cell(RATE)], f"E{row}*{cell(RATE)}"),
                lambda number: (*_hours_needed(number), "taux"),
                lambda without, _: without.time_cost),
    _FlowColumn("G", "Net du mois, sans le temps", MONEY,
                lambda row: needing([f"C{row}", f"D{row}"], f"C{row}-D{row}"), _net_needed,
                lambda without, _: without.net),
    _FlowColumn("H", "Cumul, sans le temps", MONEY, _running("G", "H"), _from_first(_net_needed),
                lambda without, _: without.cumulative),
    _FlowColumn("I", "Net du mois, temps compté", MONEY,
                lambda row: needing([f"G{row}", f"F{row}"], f"G{row}-F{row}"), _net_with_needed,
                lambda _, counted: counted.net),
    _FlowColumn("J", "Cumul, temps compté", MONEY, _running("I", "J"),
                _from_first(_net_with_needed), lambda _, counted: counted.cumulative),
)  # fmt: skip


def flow(page: Page, figures: Figures) -> None:
    page.title("A1", "Flux de trésorerie sur douze mois")
    page.note("A2", "Votre action. Le départ est payé au premier mois; chaque mois après le "
                    "premier est pareil aux autres.", wrap=False)  # fmt: skip
    page.head("A4", "Mois", align="center")
    for column in FLOW_COLUMNS:
        page.head(f"{column.letter}4", column.title)
    page.head("K4", "À zéro ou plus, sans")
    page.head("L4", "À zéro ou plus, avec")
    page.sheet.row_dimensions[4].height = 48
    plan = figures.plan("a")
    months = zip(
        CashFlow(plan, with_time=False).months(), CashFlow(plan, with_time=True).months(),
        strict=True,
    )  # fmt: skip
    for without, counted in months:
        row = FIRST_MONTH + without.number - 1
        page.month(f"A{row}", without.number)
        for column in FLOW_COLUMNS:
            value = figures.needing(
                column.needs(without.number),
                lambda column=column, pair=(without, counted): column.value(*pair),  # type: ignore[misc]
            )
            page.result(f"{column.letter}{row}", column.formula(row), value, column.form,
                        strong=column.letter in "HJ")  # fmt: skip
            if column.letter in "HJ":
                reached = value if isinstance(value, str) else without.number if value >= 0 else ""
                total = f"{column.letter}{row}"
                page.result(
                    f"{'K' if column.letter == 'H' else 'L'}{row}",
                    f'IF(COUNT({total})=0,"",IF(ROUND({total},6)>=0,$A{row},""))',
                    "" if isinstance(reached, str) else reached, WHOLE,
                )  # fmt: skip
    _totals(page, figures)
    _recoveries(page, figures)
    _chart(page)
    page.sheet.freeze_panes = f"B{FIRST_MONTH}"
    page.sheet.print_title_rows = "4:4"


def _totals(page: Page, figures: Figures) -> None:
    row = LAST_MONTH + 1
    page.label(f"A{row}", "Total", strong=True)
    plan = figures.plan("a")
    flows = {False: CashFlow(plan, with_time=False), True: CashFlow(plan, with_time=True)}
    for column in FLOW_COLUMNS:
        if column.letter in "HJ":
            continue
        needs = (*column.needs(1), *column.needs(2))
        months = zip(flows[False].months(), flows[True].months(), strict=True)
        total = sum((column.value(*pair) for pair in months), Decimal(0))
        rows = f"{column.letter}{FIRST_MONTH}:{column.letter}{LAST_MONTH}"
        formula = f'IF(COUNT({rows})<{HORIZON},"{TO_COMPLETE}",SUM({rows}))'
        page.result(
            f"{column.letter}{row}", formula, figures.needing(needs, lambda total=total: total),  # type: ignore[misc]
            column.form, strong=True,
        )  # fmt: skip


def _recoveries(page: Page, figures: Figures) -> None:
    """The month of recovery, without the time then with it."""
    for row, title, total, reached, with_time in (
        (RECOVERY - 1, "Mois de récupération, sans le temps", "H", "K", False),
        (RECOVERY, "Mois de récupération, temps compté", "J", "L", True),
    ):
        page.label(f"A{row}", title, strong=True, wrap=False)
        totals = f"{total}{FIRST_MONTH}:{total}{LAST_MONTH}"
        months = f"{reached}{FIRST_MONTH}:{reached}{LAST_MONTH}"
        formula = (
            f'IF(COUNT({totals})<{HORIZON},"{TO_COMPLETE}",'
            f'IF(COUNT({months})=0,"{NEVER}",MIN({months})))'
        )
        needs = _from_first(_net_with_needed if with_time else _net_needed)(2)
        plan = CashFlow(figures.plan("a"), with_time=with_time)
        value = figures.needing(needs, plan.recovery_month)
        page.result(f"D{row}", formula, value, WHOLE, strong=True)


def _chart(page: Page) -> None:
    """The two running totals, as the program's own chart."""
    chart: Any = LineChart()
    chart.title = None
    chart.height, chart.width = 10.5, 31.5
    chart.y_axis.title = "Cumul ($)"
    chart.x_axis.title = "Mois"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format = '[$-C0C]#,##0"\u00a0$"'
    chart.y_axis.majorGridlines.spPr = _stroke(palette.RULE, 6350)
    chart.legend.position = "b"
    for letter, colour, dash in (("J", palette.MAPLE, None), ("H", palette.RIVER, "sysDash")):
        column = "ABCDEFGHIJ".index(letter) + 1
        values = Reference(page.sheet, min_col=column, min_row=4, max_row=LAST_MONTH)
        series: Any = Series(values, title_from_data=True)
        series.graphicalProperties = _stroke(colour, 31750 if dash is None else 25400, dash)
        series.smooth = False
        series.marker.symbol = "circle" if dash is None else "diamond"
        series.marker.size = 6
        series.marker.graphicalProperties = _stroke(colour, 9525)
        series.marker.graphicalProperties.solidFill = colour[1:] if dash is None else "FFFFFF"
        chart.append(series)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=FIRST_MONTH, max_row=LAST_MONTH))
    page.sheet.add_chart(chart, f"A{RECOVERY + 2}")


def _stroke(colour: str, width: int, dash: str | None = None) -> Any:
    """A line of that colour; the width is in EMU (12 700 to the point)."""
    properties: Any = GraphicalProperties()
    properties.line.solidFill = colour[1:]
    properties.line.width = width
    if dash:
        properties.line.dashStyle = dash
    return properties
