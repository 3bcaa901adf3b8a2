"""The trade's ratios, worked by hand, and what is not defined says why."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import domain, words

unhurried = settings(deadline=None)
money = st.decimals(min_value=0, max_value=Decimal("1E9"), places=2, allow_nan=False)
paid = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1E9"), places=2, allow_nan=False)
factor = st.integers(1, 1000).map(Decimal)

# function, arguments, value
DEFINED = [
    (domain.roi_percent, ("600", "200"), "200"),
    (domain.roi_percent, ("240", "120"), "100"),
    (domain.roi_percent, ("220", "220"), "0"),
    (domain.roi_percent, ("0", "220"), "-100"),
    (domain.roi_percent, ("-110", "220"), "-150"),
    (domain.roas, ("3", "1"), "3"),
    (domain.roas, ("600", "120"), "5"),
    (domain.roas, ("0", "120"), "0"),
    (domain.return_per_dollar, ("3", "1"), "3"),
    (domain.return_per_dollar, ("0", "10"), "0"),
    (domain.cost_of_time, ("4", "25"), "100"),
    (domain.cost_of_time, ("1.333333333333333333333333333", "30"), "40"),
    (domain.cost_of_time, ("0", "25"), "0"),
    (domain.full_cost, ("120", "4", "25"), "220"),
    (domain.margin, ("600", "40"), "240"),
    (domain.margin, ("600", "0"), "0"),
    (domain.hours_per_lead, ("4", "8"), "0.5"),
    (domain.hours_per_lead, ("0", "8"), "0"),
    (domain.roe_percent, ("6200", "20000"), "31"),
    (domain.roe_percent, ("-500", "10000"), "-5"),
    (domain.cac, ("900", "3"), "300"),
    (domain.cac_payback_months, ("300", "50"), "6"),
    (domain.break_even_units, ("1000", "25", "15"), "100"),
    (domain.break_even_units, ("1001", "25", "15"), "101"),
    (domain.break_even_units, ("1000", "25", "15.01"), "101"),
    (domain.break_even_units, ("0", "25", "15"), "0"),
    (domain.cost_per_response, ("400", "8"), "50"),
]
UNDEFINED = [
    (domain.roi_percent, ("100", "0"), "non défini : le coût est nul"),
    (domain.roi_percent, ("0", "0"), "non défini : le coût est nul"),
    (domain.roi_percent, ("100", "-5"), "non défini : le coût est négatif"),
    (domain.roas, ("100", "0"), "non défini : aucun argent n'a été dépensé"),
    (domain.return_per_dollar, ("100", "0"), "non défini : le coût est nul"),
    (domain.return_per_dollar, ("100", "-1"), "non défini : le coût est négatif"),
    (domain.hours_per_lead, ("4", "0"), "non défini : aucune demande reçue"),
    (domain.hours_per_lead, ("0", "0"), "non défini : aucune demande reçue"),
    (
        domain.roe_percent,
        ("500", "0"),
        "non défini : les capitaux propres sont nuls ou négatifs",
    ),
    (
        domain.roe_percent,
        ("-500", "-100"),
        "non défini : les capitaux propres sont nuls ou négatifs",
    ),
    (domain.cac, ("900", "0"), "non défini : aucun nouveau client ni nouvelle cliente"),
    (
        domain.cac_payback_months,
        ("300", "0"),
        "non défini : la marge mensuelle est nulle ou négative",
    ),
    (
        domain.break_even_units,
        ("1000", "15", "15"),
        "non défini : le prix ne dépasse pas le coût variable",
    ),
    (domain.cost_per_response, ("400", "0"), "non défini : aucune réponse reçue"),
]


def named(function):
    return getattr(function, "__name__", None)


@pytest.mark.parametrize(("function", "given_", "expected"), DEFINED, ids=named)
def test_worked_by_hand(function, given_, expected):
    """Figures that anyone can check with a pencil."""
    assert function(*map(Decimal, given_)) == Decimal(expected)


@pytest.mark.parametrize(("function", "given_", "expected"), UNDEFINED, ids=named)
def test_what_has_no_answer_says_why(function, given_, expected):
    """Neither zero nor an exception: a result with its reason, in French."""
    result = function(*map(Decimal, given_))
    assert isinstance(result, domain.Undefined)
    assert str(result) == expected.replace(" :", "\u00a0:")
    assert domain.sign_of(result) is domain.Sign.UNDEFINED


def test_the_course_s_supplied_case():
    """120 $ and 4 h at 25 $; 600 $ of sales at 40 %; 8 leads: 220 $, 5, 100 %, 9.09 %, 30 min."""
    gain = domain.margin(Decimal(600), Decimal(40))
    cost = domain.full_cost(Decimal(120), Decimal(4), Decimal(25))
    assert cost == 220
    assert domain.roas(Decimal(600), Decimal(120)) == 5
    assert domain.roi_percent(gain, Decimal(120)) == 100
    with_time = domain.roi_percent(gain, cost)
    assert domain.shown(with_time, lambda roi: words.percent(roi, 2)) == "9,09\u00a0%"
    assert words.hours(domain.hours_per_lead(Decimal(4), Decimal(8))) == "30\u00a0min"


@given(money, paid)
@unhurried
def test_a_gain_that_is_not_negative_never_loses_more_than_everything(gain, cost):
    """ROI has a floor of −100 %, reached only when nothing came back."""
    roi = domain.roi_percent(gain, cost)
    assert roi >= -100
    assert (roi == -100) == (gain == 0)


@given(money, paid)
@unhurried
def test_the_sign_of_roi_is_that_of_what_is_left(gain, cost):
    """Positive when the gain passes the cost, zero when it equals it."""
    expected = {True: domain.Sign.POSITIVE, False: domain.Sign.NEGATIVE}[gain > cost]
    if gain == cost:
        expected = domain.Sign.ZERO
    assert domain.sign_of(domain.roi_percent(gain, cost)) is expected


@given(money, paid, factor)
@unhurried
def test_a_bigger_purse_changes_no_ratio(gain, cost, times):
    """Ratios compare: the same plan ten times larger has the same ROI and the same ROAS."""
    for ratio in (domain.roi_percent, domain.roas, domain.return_per_dollar):
        assert ratio(gain * times, cost * times) == ratio(gain, cost)


@given(money, paid)
@unhurried
def test_three_for_one_is_two_hundred_percent(gain, cost):
    """Return per dollar and ROI tell the same thing in two ways."""
    per_dollar = domain.return_per_dollar(gain, cost)
    assert abs((per_dollar - 1) * 100 - domain.roi_percent(gain, cost)) < Decimal("1E-12")


@given(st.integers(0, 100_000), st.integers(0, 500))
@unhurried
def test_minutes_at_a_whole_rate_cost_no_dust(minutes, rate):
    """Thirds of an hour cost whole cents where they should: 40 min at 30 $ are 20 $ sharp."""
    cost = domain.cost_of_time(Decimal(minutes) / 60, Decimal(rate))
    exact_sixtieths = minutes * rate
    if exact_sixtieths % 60 == 0:
        assert cost == exact_sixtieths // 60
    assert abs(cost * 60 - exact_sixtieths) < Decimal("1E-8")


@given(money, paid, paid)
@unhurried
def test_break_even_is_the_first_unit_that_covers_fixed_costs(fixed, price, variable):
    """One unit fewer does not cover them."""
    units = domain.break_even_units(fixed, price, variable)
    if price <= variable:
        assert isinstance(units, domain.Undefined)
    else:
        left = price - variable
        assert units * left >= fixed
        assert units == 0 or (units - 1) * left < fixed


def test_an_undefined_result_is_equal_to_its_like():
    """A value like another, that a test or a table can compare."""
    assert domain.Undefined("le coût est nul") == domain.Undefined("le coût est nul")
    assert domain.shown(domain.Undefined("x"), words.money) == "non défini\u00a0: x"
    assert domain.shown(Decimal(3), words.money) == "3\u00a0$"
