"""A campaign month by month: worked by hand, then held by laws."""

from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.domain import (
    ONE_MONTH,
    ONE_WEEK,
    ONE_YEAR,
    Campaign,
    CashFlow,
    Comparison,
    FreedTime,
    Moment,
    Ranking,
    Undefined,
    rank,
)

unhurried = settings(deadline=None)
dollars = st.decimals(min_value=0, max_value=Decimal(100_000), places=2, allow_nan=False)
minutes = st.integers(0, 6000).map(lambda count: Decimal(count) / 60)
percents = st.decimals(min_value=0, max_value=100, places=1, allow_nan=False)
campaigns = st.builds(
    Campaign,
    setup_cost=dollars,
    setup_hours=minutes,
    monthly_cost=dollars,
    monthly_hours=minutes,
    hourly_rate=dollars,
    sales_first_week=dollars,
    sales_first_month=dollars,
    sales_following_month=dollars,
    margin_percent=percents,
    leads_per_month=st.integers(0, 500).map(Decimal),
)


def campaign(**figures):
    """300 $ and 10 h to start, 50 $ and 2 h a month at 25 $; 100, 400 then 500 $ at 50 %."""
    usual = {
        "setup_cost": "300",
        "setup_hours": "10",
        "monthly_cost": "50",
        "monthly_hours": "2",
        "hourly_rate": "25",
        "sales_first_week": "100",
        "sales_first_month": "400",
        "sales_following_month": "500",
        "margin_percent": "50",
        "leads_per_month": "4",
    }
    return Campaign(**{name: Decimal(figure) for name, figure in (usual | figures).items()})


# moment, money, hours, cost with time, sales, gain
BY_HAND = [
    (ONE_WEEK, 350, 12, 650, 100, 50),
    (ONE_MONTH, 350, 12, 650, 400, 200),
    (Moment(2), 400, 14, 750, 900, 450),
    (Moment(6), 600, 22, 1150, 2900, 1450),
    (ONE_YEAR, 900, 34, 1750, 5900, 2950),
]


@pytest.mark.parametrize(("moment", "money", "hours", "cost", "sales", "gain"), BY_HAND)
def test_a_campaign_worked_by_hand(moment, money, hours, cost, sales, gain):
    """What starts it counts at once, a month counts from its first day, the first month has the
    first week in it."""
    plan = campaign()
    assert plan.money_spent(moment) == money
    assert plan.hours_spent(moment) == hours
    assert plan.cost(moment, with_time=False) == money
    assert plan.cost(moment, with_time=True) == cost
    assert plan.sales(moment) == sales
    assert plan.gain(moment) == gain
    assert CashFlow(plan, with_time=False).cumulative(moment) == gain - money
    assert CashFlow(plan, with_time=True).cumulative(moment) == gain - cost


def test_one_dollar_becomes_so_many_at_a_week_a_month_a_year():
    """The article's question, answered with the time and without."""
    plan = campaign(setup_cost="0", setup_hours="0", monthly_cost="50", monthly_hours="2")
    told = [
        (plan.return_per_dollar(moment, with_time=False), plan.roas(moment))
        for moment in (ONE_WEEK, ONE_MONTH, ONE_YEAR)
    ]
    assert told == [(1, 2), (4, 8), (Decimal(2950) / 600, Decimal(5900) / 600)]
    assert plan.return_per_dollar(ONE_MONTH, with_time=True) == 2
    assert plan.roi_percent(ONE_MONTH, with_time=True) == 100


@pytest.mark.parametrize(
    ("figures", "without", "with_time"),
    [
        ({}, 2, 4),  # 950 $ of margin for 950 $ at the fourth month
        ({"sales_following_month": "0"}, None, None),
        ({"setup_cost": "0", "setup_hours": "0"}, 1, 1),
        ({"margin_percent": "0"}, None, None),
        ({"setup_cost": "0", "monthly_cost": "0"}, 1, 2),
        ({"setup_cost": "2350"}, 12, None),  # zero sharp on the last day of the year
        ({"setup_cost": "2350.01"}, None, None),
    ],
)
def test_the_recovery_month(figures, without, with_time):
    """The first month whose running total is zero or more; none within the year is « never »."""
    plan = campaign(**figures)
    assert CashFlow(plan, with_time=False).recovery_month() == without
    assert CashFlow(plan, with_time=True).recovery_month() == with_time


def test_zero_exactly_is_recovered_even_in_thirds_of_an_hour():
    """40 min at 30 $ against a margin of 20 $: recovered at the first month, no dust in the way."""
    plan = campaign(
        setup_cost="0", setup_hours="0", monthly_cost="0", hourly_rate="30", sales_first_month="40",
        sales_following_month="40", sales_first_week="0",
    )  # fmt: skip
    plan = replace(plan, monthly_hours=Decimal(40) / 60)
    assert CashFlow(plan, with_time=True).by_month() == (0,) * 12
    assert CashFlow(plan, with_time=True).recovery_month() == 1
    assert plan.roi_percent(ONE_YEAR, with_time=True) == 0


def test_a_total_that_recovers_may_fall_back():
    """A good first month does not pay for eleven bad ones, and the read-out says so."""
    flow = CashFlow(campaign(sales_first_month="1400", sales_following_month="0"), with_time=False)
    assert flow.recovery_month() == 1
    assert flow.falls_back()
    assert not CashFlow(campaign(), with_time=False).falls_back()
    assert not CashFlow(campaign(margin_percent="0"), with_time=False).falls_back()


@given(campaigns, st.booleans(), st.integers(1, 24))
@unhurried
def test_the_running_total_is_the_sum_of_the_months(plan, with_time, horizon):
    """The table, the picture and the total agree to the last digit."""
    flow = CashFlow(plan, with_time)
    rows = flow.months(horizon)
    running = Decimal(0)
    for row, total in zip(rows, flow.by_month(horizon), strict=True):
        running += row.net
        assert row.cumulative == total == running
        assert row.net == row.margin - row.money - (row.time_cost if with_time else 0)
    assert sum(row.sales for row in rows) == plan.sales(Moment(horizon))
    assert sum(row.money for row in rows) == plan.money_spent(Moment(horizon))
    assert abs(sum(row.hours for row in rows) - plan.hours_spent(Moment(horizon))) < Decimal("1E-9")


@given(campaigns, st.booleans())
@unhurried
def test_the_recovery_month_agrees_with_the_running_total(plan, with_time):
    """Below zero before it, at zero or above on it; never means below zero all along."""
    flow = CashFlow(plan, with_time)
    totals, month = flow.by_month(), flow.recovery_month()
    if month is None:
        assert all(total < 0 for total in totals)
        assert not flow.falls_back()
    else:
        assert totals[month - 1] >= 0
        assert all(total < 0 for total in totals[: month - 1])
        assert flow.falls_back() == any(total < 0 for total in totals[month:])


@given(campaigns)
@unhurried
def test_counting_the_time_never_helps(plan):
    """Time is a cost: it lowers the total, delays the recovery, and lowers the ROI."""
    bare, full = CashFlow(plan, with_time=False), CashFlow(plan, with_time=True)
    assert all(one >= other for one, other in zip(bare.by_month(), full.by_month(), strict=True))
    if full.recovery_month() is not None:
        assert bare.recovery_month() <= full.recovery_month()
    one = plan.roi_percent(ONE_YEAR, with_time=False)
    other = plan.roi_percent(ONE_YEAR, with_time=True)
    if not isinstance(one, Undefined):
        assert one >= other


@given(campaigns, st.booleans())
@unhurried
def test_roi_over_a_year_has_the_sign_of_the_last_total(plan, with_time):
    """Two read-outs of the same year cannot contradict each other."""
    roi = plan.roi_percent(ONE_YEAR, with_time=with_time)
    total = CashFlow(plan, with_time).by_month()[-1]
    if isinstance(roi, Undefined):
        assert plan.cost(ONE_YEAR, with_time=with_time) == 0
    else:
        assert roi >= -100
        assert (roi > 0, roi == 0) == (total > 0, total == 0)


@given(campaigns)
@unhurried
def test_leads_are_counted_by_month(plan):
    """Hours per lead is undefined at one week, and where no lead came."""
    assert isinstance(plan.hours_per_lead(ONE_WEEK), Undefined)
    by_year = plan.hours_per_lead(ONE_YEAR)
    if plan.leads_per_month == 0:
        assert isinstance(by_year, Undefined)
    else:
        assert by_year == plan.hours_spent(ONE_YEAR) / (plan.leads_per_month * 12)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, []),
        ({"setup_cost": "-1"}, ["La dépense de départ ne peut pas être sous zéro."]),
        ({"setup_hours": "-1"}, ["Les heures de départ ne peuvent pas être sous zéro."]),
        ({"leads_per_month": "-3"}, ["Les demandes par mois ne peuvent pas être sous zéro."]),
        ({"margin_percent": "140"}, ["La marge est de 140 %. Elle va de 0 à 100 %."]),
        (
            {"sales_first_week": "500"},
            [
                "Les ventes de la première semaine (500 $) dépassent celles du premier mois "
                "(400 $). Le mois comprend la semaine."
            ],
        ),
        (
            {"hourly_rate": "-1", "margin_percent": "-5"},
            [
                "La valeur d'une heure ne peut pas être sous zéro.",
                "La marge ne peut pas être sous zéro.",
            ],
        ),
    ],
)
def test_figures_that_cannot_be_are_all_named_at_once(figures, expected):
    """One reading of the message is enough to mend everything."""
    told = [text.replace("\u00a0", " ") for text in campaign(**figures).problems()]
    assert told == expected


@pytest.mark.parametrize(("months", "week"), [(0, False), (-1, False), (2, True)])
def test_a_moment_is_a_week_or_whole_months(months, week):
    """There is no month zero."""
    with pytest.raises(ValueError, match="moment"):
        Moment(months, week)


def test_moments_are_told_in_french():
    """As the read-outs name them."""
    told = [str(moment) for moment in (ONE_WEEK, ONE_MONTH, Moment(6), ONE_YEAR)]
    assert told == ["une semaine", "un mois", "6\u00a0mois", "un an"]


def test_a_campaign_does_not_change():
    """A figure is replaced in a copy, never in place."""
    with pytest.raises(FrozenInstanceError):
        campaign().setup_cost = Decimal(1)


def test_fortunes_and_centuries_raise_nothing():
    """The largest figures that a field can hold give large results, never an exception."""
    most = Decimal("999999999999999")
    plan = Campaign(
        setup_cost=most, setup_hours=most, monthly_cost=most, monthly_hours=most, hourly_rate=most,
        sales_first_week=most, sales_first_month=most, sales_following_month=most,
        margin_percent=Decimal(100), leads_per_month=Decimal("1E-10"),
    )  # fmt: skip
    assert plan.roi_percent(ONE_YEAR, with_time=True) < 0
    assert plan.hours_per_lead(ONE_YEAR) > most
    assert len(CashFlow(plan, with_time=True).months()) == 12
    assert Comparison(plan, plan).by_roi() is Ranking.TIE
    assert FreedTime(most, Decimal("1E-10"), Decimal(0)).break_even_month() > most


# --- comparison

opposite = {
    Ranking.FIRST: Ranking.SECOND,
    Ranking.SECOND: Ranking.FIRST,
    Ranking.TIE: Ranking.TIE,
    Ranking.UNDEFINED: Ranking.UNDEFINED,
}
results = st.one_of(dollars, st.just(Undefined("le coût est nul")))


@given(campaigns, campaigns, st.booleans())
@unhurried
def test_swapping_two_plans_swaps_their_ranks(one, other, with_time):
    """The order in which plans were typed says nothing of them."""
    here, there = Comparison(one, other), Comparison(other, one)
    assert there.by_roi(with_time=with_time) is opposite[here.by_roi(with_time=with_time)]
    assert there.by_net_gain(with_time=with_time) is opposite[here.by_net_gain(with_time=with_time)]


@given(results, results)
@unhurried
def test_ranks_follow_the_results(first, second):
    """Both undefined tie; one undefined cannot be ranked; else the greater comes first."""
    missing = [isinstance(result, Undefined) for result in (first, second)]
    ranked = rank(first, second)
    if all(missing):
        assert ranked is Ranking.TIE
    elif any(missing):
        assert ranked is Ranking.UNDEFINED
    else:
        assert (ranked is Ranking.FIRST) == (first > second)
        assert (ranked is Ranking.TIE) == (first == second)


@given(campaigns)
@unhurried
def test_a_plan_ties_with_itself(plan):
    """Even where its ROI is not defined."""
    assert Comparison(plan, plan).by_roi() is Ranking.TIE


@given(campaigns, st.integers(2, 50))
@unhurried
def test_the_same_plan_made_larger_ties_by_roi(plan, times):
    """Thirds of an hour times twelve leave no dust to break a tie."""
    larger = replace(
        plan,
        **{
            name: getattr(plan, name) * times
            for name in (
                "setup_cost", "setup_hours", "monthly_cost", "monthly_hours",
                "sales_first_month", "sales_following_month",
            )
        },
    )  # fmt: skip
    ours, theirs = (
        plan.roi_percent(ONE_YEAR, with_time=True),
        larger.roi_percent(ONE_YEAR, with_time=True),
    )
    if not isinstance(ours, Undefined):
        assert abs(ours - theirs) < Decimal("1E-4") * max(1, abs(ours))


def test_the_best_return_is_not_always_the_most_money():
    """100 $ that bring 300 beat 1 000 that bring 2 000 by ROI, and lose by what is left."""
    nothing = {"setup_hours": "0", "monthly_hours": "0", "monthly_cost": "0", "hourly_rate": "0",
               "margin_percent": "100", "sales_following_month": "0",
               "sales_first_week": "0"}  # fmt: skip
    small = campaign(**nothing, setup_cost="100", sales_first_month="300")
    large = campaign(**nothing, setup_cost="1000", sales_first_month="2000")
    both = Comparison(small, large)
    assert both.roi_percents() == (200, 100)
    assert both.by_roi() is Ranking.FIRST
    assert both.net_gains() == (200, 1000)
    assert both.by_net_gain() is Ranking.SECOND


def test_time_can_turn_a_ranking_over():
    """A free plan that eats evenings loses to a paid one once the hour has a value."""
    free = campaign(setup_cost="10", monthly_cost="0", monthly_hours="20", setup_hours="0")
    dear = campaign(setup_cost="600", monthly_cost="0", monthly_hours="0", setup_hours="0")
    both = Comparison(free, dear)
    assert both.by_roi(with_time=False) is Ranking.FIRST
    assert both.by_roi(with_time=True) is Ranking.SECOND


# --- freed time


@pytest.mark.parametrize(
    ("setup", "before", "now", "month"),
    [
        ("10", "8", "3", 2),
        ("10", "8", "8", None),
        ("10", "3", "8", None),
        ("0", "8", "3", 1),
        ("0", "8", "8", 1),
        ("0", "3", "8", None),
        ("11", "8", "3", 3),
        ("100", "3", "2", 100),
        ("1", "0.3333333333333333333333333333", "0", 3),
    ],
)
def test_the_month_when_the_set_up_is_paid_back_in_hours(setup, before, now, month):
    """The first month by which the hours freed cover those of the set-up, or never."""
    assert FreedTime(Decimal(setup), Decimal(before), Decimal(now)).break_even_month() == month


@given(minutes, minutes, minutes)
@unhurried
def test_the_freed_hours_cover_the_set_up_that_month_and_not_before(setup, before, now):
    """The month told is the first, and never is really never."""
    time = FreedTime(setup, before, now)
    month, dust = time.break_even_month(), Decimal("1E-6")
    if month is None:
        assert time.after(1) < 0
        assert time.per_month <= 0
    else:
        assert time.after(month) >= -dust
        assert month == 1 or time.after(month - 1) < dust
