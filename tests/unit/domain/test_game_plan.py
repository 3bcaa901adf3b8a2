"""A game plan: whether what it says refers to the five pieces, and what a doubt may change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain.game_plan import GamePlan, Planned, Review, Step
from socialise.words import Missing, Unreadable

D = Decimal
START, DUE = date(2027, 8, 23), date(2027, 10, 15)
DOUBT = Unreadable("bientôt", "x")


def posts(*days: Any) -> tuple[Planned, ...]:
    return tuple(Planned(day, "Un corridor", "Mesurez le vôtre.") for day in days)


def step(day: Any = START, what: str = "Appeler la garderie", who: str = "Idris") -> Step:
    return Step(day, what, who)


PLAN = GamePlan(
    persona="Florence", objective="72 places réservées d'ici le 15 octobre 2027.", target=D(72),
    start=START, due=DUE, hours_needed=D(2), hours_available=D(3), cap=D(3),
    reviews=(Review(date(2027, 9, 22)), Review(date(2027, 10, 8))),
    publications=posts(*(START + timedelta(week * 7) for week in range(6))),
    setup=D(300), monthly=D(20), rate=D(30), setup_hours=D(5), monthly_hours=D(1), sign="positif",
    sentence="Pour Florence, 72 places réservées d'ici le 15 octobre.", call="mesurez le votre",
    hours=D("2.25"), budget=D(540), cost=D(1050), decision="continuer",
    reason="Le rappel rend plus qu'il ne coûte.", first_review=date(2027, 9, 22),
    steps=(step(), step(what="Imprimer les cartes"), step(what="Écrire au concierge")),
)  # fmt: skip
QUESTIONS = (
    GamePlan.is_whole, GamePlan.names_persona, GamePlan.says_target, GamePlan.serves_objective,
    GamePlan.calls_as_calendar, GamePlan.fits_hours, GamePlan.counts_money, GamePlan.counts_cost,
    GamePlan.decides, GamePlan.follows_up, GamePlan.has_steps,
)  # fmt: skip
Question = Callable[[GamePlan], bool]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_whole_plan_agrees_and_an_empty_one_does_not(question: Question) -> None:
    """Nothing holds of nothing."""
    assert question(PLAN)
    assert not question(GamePlan())


@pytest.mark.parametrize(
    ("question", "change", "holds"),
    [
        (GamePlan.is_whole, {"publications": posts(*[START] * 5)}, False),
        (GamePlan.is_whole, {"publications": posts(*[None] * 6)}, True),
        (GamePlan.is_whole, {"cap": None}, False),
        (GamePlan.is_whole, {"setup": D(0), "monthly": D(0)}, True),
        (GamePlan.is_whole, {"persona": "?"}, False),
        (GamePlan.names_persona, {"sentence": "pour FLORENCE"}, True),
        (GamePlan.names_persona, {"sentence": "Pour Florencia"}, False),
        (GamePlan.names_persona, {"persona": "Ève", "sentence": "Aller jusqu'à Eve, à pied"}, True),
        (GamePlan.names_persona, {"persona": "Laura", "sentence": "Elle l'aura vu"}, False),
        (GamePlan.names_persona, {"persona": "Marie-Ève", "sentence": "Pour Marie"}, False),
        (GamePlan.names_persona, {"persona": "Marie-Ève", "sentence": "Marie Eve vient"}, True),
        (GamePlan.names_persona, {"persona": "Nadia Roy", "sentence": "Que Nadia revienne"}, True),
        (GamePlan.says_target, {"target": D(15)}, False),
        (GamePlan.says_target, {"sentence": "Pour Florence, soixante-douze places"}, False),
        (GamePlan.serves_objective, {"publications": posts(*[START] * 3, DUE)}, True),
        (GamePlan.serves_objective, {"publications": posts(*[START] * 3)}, False),
        (GamePlan.serves_objective, {"due": START - timedelta(1)}, False),
        (GamePlan.serves_objective, {"start": None}, False),
        (GamePlan.calls_as_calendar, {"call": "Réservez"}, False),
        (GamePlan.calls_as_calendar, {"call": "Mesurez le nôtre"}, False),
        (GamePlan.fits_hours, {"hours": D(3)}, True),
        (GamePlan.fits_hours, {"hours": D("3.25")}, False),
        (GamePlan.fits_hours, {"hours": D("1.75")}, False),
        (GamePlan.fits_hours, {"hours": D(0), "hours_needed": D(0)}, False),
        (GamePlan.fits_hours, {"cap": D(2)}, False),
        (GamePlan.counts_money, {"budget": D("540.02")}, False),
        (GamePlan.counts_money, {"budget": D(320)}, False),
        (GamePlan.counts_cost, {"budget": None}, True),
        (GamePlan.counts_cost, {"cost": D(570)}, False),
        (GamePlan.decides, {"sign": "negatif"}, False),
        (GamePlan.decides, {"sign": "negatif", "decision": "arreter"}, True),
        (GamePlan.decides, {"sign": ""}, True),
        (GamePlan.decides, {"reason": "Il faut être là."}, False),
        (GamePlan.follows_up, {"first_review": date(2027, 10, 8)}, True),
        (GamePlan.follows_up, {"first_review": DUE}, False),
        (GamePlan.has_steps, {"steps": (step(), step(), step(what="Écrire à tous"))}, False),
        (GamePlan.has_steps, {"steps": (*PLAN.steps[:2], step(who="on"))}, False),
        (GamePlan.has_steps, {"steps": (*PLAN.steps, step(DUE + timedelta(1), "Compter"))}, True),
    ],
)
def test_each_reference_is_read_in_the_pieces(
    question: Question, change: dict[str, Any], holds: bool
) -> None:
    """One change at a time, on a plan that agrees."""
    assert question(replace(PLAN, **change)) is holds


@pytest.mark.parametrize(
    ("question", "change"),
    [
        (GamePlan.is_whole, {"cap": DOUBT}),
        (GamePlan.says_target, {"target": DOUBT}),
        (GamePlan.serves_objective, {"publications": posts(*[START] * 3, DOUBT)}),
        (GamePlan.serves_objective, {"due": DOUBT}),
        (GamePlan.fits_hours, {"hours": DOUBT}),
        (GamePlan.fits_hours, {"cap": DOUBT}),
        (GamePlan.counts_money, {"monthly": DOUBT}),
        (GamePlan.counts_cost, {"rate": DOUBT}),
        (GamePlan.follows_up, {"first_review": DOUBT}),
        (GamePlan.follows_up, {"first_review": DUE, "reviews": (Review(DOUBT),)}),
        (GamePlan.has_steps, {"steps": (*PLAN.steps[:2], step(DOUBT, "Compter les places"))}),
    ],
)
def test_a_doubt_that_could_decide_is_raised(question: Question, change: dict[str, Any]) -> None:
    """A person looks."""
    with pytest.raises(Unreadable):
        question(replace(PLAN, **change))


@pytest.mark.parametrize(
    ("question", "change", "holds"),
    [
        (GamePlan.is_whole, {"cap": DOUBT, "monthly": None}, False),
        (GamePlan.says_target, {"target": DOUBT, "sentence": "Pour Florence"}, False),
        (GamePlan.serves_objective, {"publications": posts(*[START] * 4, DOUBT)}, True),
        (GamePlan.serves_objective, {"publications": posts(START, START, DOUBT)}, False),
        (GamePlan.serves_objective, {"due": DOUBT, "start": DUE}, False),
        (GamePlan.fits_hours, {"cap": DOUBT, "hours": D(4)}, False),
        (GamePlan.fits_hours, {"hours": DOUBT, "cap": D(1)}, False),
        (GamePlan.fits_hours, {"hours": DOUBT, "cap": None}, False),
        (GamePlan.counts_cost, {"rate": DOUBT, "cost": None}, False),
        (GamePlan.follows_up, {"first_review": DOUBT, "reviews": ()}, False),
        (GamePlan.has_steps, {"steps": (*PLAN.steps[:2], step(DOUBT, who="nous"))}, False),
        (GamePlan.has_steps, {"steps": (*PLAN.steps[:2], step(DOUBT))}, False),
    ],
)
def test_a_doubt_that_could_not_decide_is_not(
    question: Question, change: dict[str, Any], holds: bool
) -> None:
    """What is absent, or fails anyway, is told at once."""
    assert question(replace(PLAN, **change)) is holds


AMOUNTS = st.decimals(0, 10**6, places=2)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_year_is_the_start_and_twelve_months_of_money_and_hours(
    setup: Decimal, monthly: Decimal, rate: Decimal, first: Decimal, following: Decimal
) -> None:
    """Whatever the figures, the sums that the plan asks for are the ones that it accepts."""
    plan = replace(
        PLAN, setup=setup, monthly=monthly, rate=rate, setup_hours=first, monthly_hours=following
    )
    money = setup + sum([monthly] * 12)
    cost = money + (first + sum([following] * 12)) * rate
    assert replace(plan, budget=money).counts_money()
    assert replace(plan, cost=cost).counts_cost()
    assert not replace(plan, cost=cost + 1).counts_cost()


@given(st.lists(st.sampled_from([START, DUE, DUE + timedelta(1), DOUBT, None]), max_size=8))
def test_one_more_date_in_time_never_undoes_the_calendar(days: list[Any]) -> None:
    """Adding a publication between the dates cannot make a calendar serve less."""

    def serves(made: list[Any]) -> bool | None:
        try:
            return replace(PLAN, publications=posts(*made)).serves_objective()
        except (Missing, Unreadable):
            return None

    order = {False: 0, None: 1, True: 2}
    assert order[serves([*days, START])] >= order[serves(days)]
