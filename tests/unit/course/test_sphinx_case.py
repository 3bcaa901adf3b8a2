"""The figures of the running case agree everywhere, and the domain computes the same."""

from __future__ import annotations

import re
from decimal import Decimal as D
from pathlib import Path

import pytest

from socialise.domain import (
    ONE_MONTH,
    ONE_WEEK,
    ONE_YEAR,
    Campaign,
    CashFlow,
    roe_percent,
)
from socialise.words import money, percent

_BOOK = Path(__file__).parents[3] / "book"
_RATE = D(30)


def _text(page: str) -> str:
    """A page's text with ordinary spaces, as a reader would search it."""
    return re.sub(r"\s+", " ", (_BOOK / f"{page}.md").read_text(encoding="utf-8"))


def _said(value: str) -> str:
    return value.replace("\u00a0", " ")


LESSON = _text("02-propulsion-ou-ancrage")
CASE = _text("cas")

REMINDER = Campaign(
    setup_cost=D(300), setup_hours=D(5), monthly_cost=D(20), monthly_hours=D(1),
    hourly_rate=_RATE, margin_percent=D(50), sales_first_week=D(2 * 160),
    sales_first_month=D(6 * 160), sales_following_month=D(160),
)  # fmt: skip
FREE_ACCOUNT = Campaign(
    setup_cost=D(0), setup_hours=D(0), monthly_cost=D(0), monthly_hours=D(24),
    hourly_rate=_RATE, margin_percent=D(50), sales_first_month=D(3 * 100 + 5 * 12),
    sales_following_month=D(0), leads_per_month=D(8),
)  # fmt: skip


def test_every_sale_leaves_the_margin_that_the_price_list_says() -> None:
    """Price − parts − bench time, row by row."""
    rows = re.findall(r"\| [^|]*\((?:\d)[^|]*\| (\d+) \$ \| (\d+) \$ \| (\d+) \$ \| (\d+) \$", CASE)
    assert len(rows) == 4
    for price, parts, bench, margin in (map(int, row) for row in rows):
        assert price - parts - bench == margin
        assert margin * 2 == price


def test_the_year_adds_up_to_the_profit_and_the_return_on_equity() -> None:
    """Quantities × prices → sales → margin → profit → ROE, each told in the case."""
    sales = 720 * 100 + 45 * 400 + 660 * 12 + 60 * 160
    profit = D(sales) / 2 - 12 * 2600 - 600 * _RATE
    for amount in (sales, 720 * 100 + 45 * 400, 660 * 12 + 60 * 160, D(sales) / 2, profit):
        assert _said(money(amount)) in CASE
    assert _said(money(profit)) in LESSON
    assert roe_percent(profit, D(38000)) == 12
    assert "38 000 $ = 12 %" in LESSON


@pytest.mark.parametrize(
    ("moment", "balance"), [(ONE_WEEK, "−340 $"), (ONE_MONTH, "−20 $"), (ONE_YEAR, "310 $")]
)
def test_the_reminder_has_the_balance_that_the_lesson_shows(moment: object, balance: str) -> None:
    """The time is counted, and the month is paid from its first day."""
    total = CashFlow(REMINDER, with_time=True).cumulative(moment)  # type: ignore[arg-type]
    assert _said(money(total)) == balance
    assert balance in LESSON


def test_the_reminder_returns_what_the_lesson_says() -> None:
    """The same campaign: 3 $ of sales for 1 $, +50 % without the time, −4 % with it."""
    assert REMINDER.roas(ONE_MONTH) == 3
    assert REMINDER.roi_percent(ONE_MONTH, with_time=False) == 50
    assert REMINDER.roi_percent(ONE_MONTH, with_time=True) == -4
    year = REMINDER.roi_percent(ONE_YEAR, with_time=True)
    assert isinstance(year, D)
    assert _said(percent(year)) == "29,5 %"
    assert "29,5 %" in LESSON
    assert CashFlow(REMINDER, with_time=True).recovery_month() == 2
    assert "au deuxième mois" in LESSON


def test_the_free_account_loses_what_the_lesson_says() -> None:
    """Nothing divided by nothing is not defined; the time makes it −75 %."""
    assert FREE_ACCOUNT.roi_percent(ONE_MONTH, with_time=True) == -75
    assert not isinstance(FREE_ACCOUNT.roi_percent(ONE_MONTH, with_time=False), D)
    assert FREE_ACCOUNT.hours_per_lead(ONE_MONTH) == 3
    assert CashFlow(FREE_ACCOUNT, with_time=True).cumulative(ONE_MONTH) == -540
    assert "**−540 $**" in LESSON


_NUMBER = r"\d[\d ]*(?:,\d+)?"
_TERM = rf"\(?{_NUMBER} ?(?:\$|h|semaines)?\)?"
_EQUATION = re.compile(
    rf"(?P<left>{_TERM}(?: [+×÷−] {_TERM})+) = \**(?P<right>−?{_NUMBER}) ?(?P<unit>%?)"
)
_SIGNS = str.maketrans({",": ".", "×": "*", "÷": "/", "−": "-"})


CALCULATING = {"02-propulsion-ou-ancrage", "04-arretez-les-reseaux-sociaux", "formules"}


@pytest.mark.parametrize("page", sorted(path.stem for path in _BOOK.glob("*.md")))
def test_every_equation_written_in_a_page_is_true(page: str) -> None:
    """A reader with a calculator finds the same: « (480 $ − 500 $) ÷ 500 $ = −4 % »."""
    found = list(_EQUATION.finditer(_text(page)))
    assert len(found) >= (3 if page in CALCULATING else 0)
    for equation in found:
        left = re.sub(r"[^\d,()+×÷−]", "", equation["left"])
        if left.count("(") > left.count(")"):  # a parenthesis of the sentence
            left = left.removeprefix("(")
        right = float(equation["right"].replace(" ", "").translate(_SIGNS))
        scale = 100 if equation["unit"] else 1
        assert eval(left.translate(_SIGNS)) * scale == pytest.approx(right), equation[0]
