"""An objective says how much, by when, by whom, and whether the hours are there."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import words
from socialise.domain import Objective, Undefined

unhurried = settings(deadline=None)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31))
USUAL = Objective(
    audience="les familles du quartier.",
    message="L'atelier du samedi reprend",
    reaction="S'inscrire à l'infolettre",
    base=Decimal(3),
    target=Decimal(15),
    unit="inscriptions à l'infolettre",
    start=datetime.date(2026, 12, 3),
    due=datetime.date(2027, 3, 31),
    assigned="Nadia",
    weekly_hours_needed=Decimal(2),
    weekly_hours_available=Decimal(3),
)


def said(objective):
    return objective.sentence().replace("\u00a0", " ")


def test_the_sentence_of_an_objective():
    """One paragraph that can be printed and pinned above a desk."""
    assert said(USUAL) == (
        "D'ici le 31 mars 2027, passer de 3 à 15 inscriptions à l'infolettre. Public : les "
        "familles du quartier. Message : L'atelier du samedi reprend. Réaction attendue : "
        "S'inscrire à l'infolettre. Responsable : Nadia. Temps : 2 h par semaine, sur 3 h "
        "disponibles."
    )


@pytest.mark.parametrize(
    ("changes", "beginning"),
    [
        ({"base": None}, "D'ici le 31 mars 2027, atteindre 15 inscriptions à l'infolettre."),
        ({"base": Decimal(15)}, "D'ici le 31 mars 2027, rester à 15 inscriptions à l'infolettre."),
        ({"target": Decimal(1)}, "D'ici le 31 mars 2027, passer de 3 à 1 inscriptions"),
        ({"unit": "%"}, "D'ici le 31 mars 2027, passer de 3 % à 15 %."),
        ({"unit": "$", "target": Decimal(1500)}, "D'ici le 31 mars 2027, passer de 3 $ à 1 500 $."),
        ({"unit": ""}, "D'ici le 31 mars 2027, passer de 3 à 15."),
        ({"due": datetime.date(2027, 3, 1)}, "D'ici le 1er mars 2027, passer"),
    ],
)
def test_the_aim_in_words(changes, beginning):
    """From a base, from nothing known, to the same; with a sign or with a noun."""
    assert said(replace(USUAL, **changes)).startswith(beginning)


def test_what_is_blank_is_left_out_of_the_sentence():
    """No « Responsable : . »."""
    bare = replace(USUAL, audience=" ", message="", assigned="", reaction="Venir!",
                   weekly_hours_needed=Decimal(0))  # fmt: skip
    assert said(bare) == (
        "D'ici le 31 mars 2027, passer de 3 à 15 inscriptions à l'infolettre. "
        "Réaction attendue : Venir!"
    )


def test_the_sentence_has_quebec_spaces():
    """Ours at least: what the learner typed is hers."""
    assert words.quebec_typography(USUAL.sentence()) == USUAL.sentence()


def test_change_and_its_share_of_the_base():
    """From 3 to 15: 12 more, 400 %; from zero there is no share."""
    assert (USUAL.change, USUAL.change_percent) == (12, 400)
    assert replace(USUAL, base=Decimal(20)).change == -5
    assert replace(USUAL, base=Decimal(20)).change_percent == -25
    nothing = Undefined("la valeur de départ est nulle")
    assert replace(USUAL, base=Decimal(0)).change_percent == nothing
    assert replace(USUAL, base=None).change_percent == nothing


def test_hours():
    """118 days at 2 h a week; 1 h a week to spare."""
    assert USUAL.days == 118
    assert USUAL.hours_needed() == Decimal(2) * 118 / 7
    assert USUAL.weekly_hours_left == 1
    assert USUAL.within_capacity
    assert not replace(USUAL, weekly_hours_available=Decimal("1.5")).within_capacity


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        (
            {"due": datetime.date(2026, 12, 3)},
            ["L'échéance (3 décembre 2026) ne vient pas après le début (3 décembre 2026)."],
        ),
        ({"base": Decimal(15)}, ["La valeur visée est celle d'aujourd'hui (15) : rien ne change."]),
        (
            {"weekly_hours_needed": Decimal("4.5")},
            ["Il faut 4 h 30 par semaine et 3 h sont disponibles : il manque 1 h 30."],
        ),
    ],
)
def test_an_objective_that_contradicts_itself_says_where(changes, expected):
    """Fact first, in the learner's own figures."""
    told = [text.replace("\u00a0", " ") for text in replace(USUAL, **changes).problems()]
    assert told == expected


def test_all_contradictions_are_told_at_once():
    """One reading is enough."""
    lost = replace(USUAL, due=USUAL.start, base=USUAL.target, weekly_hours_available=Decimal(0))
    assert len(lost.problems()) == 3


def test_review_dates_of_the_usual_objective():
    """Three dates, evenly spread, on weekdays."""
    assert [day.isoformat() for day in USUAL.review_dates()] == [
        "2027-01-01",
        "2027-02-01",
        "2027-03-01",
    ]


@given(days, st.integers(-5, 800), st.integers(0, 12))
@unhurried
def test_review_dates_lie_strictly_between_start_and_due_date(start, span, how_many):
    """In order, all different, never more than asked."""
    due = start + datetime.timedelta(days=span)
    dates = replace(USUAL, start=start, due=due).review_dates(how_many)
    assert len(dates) <= how_many
    assert list(dates) == sorted(set(dates))
    assert all(start < day < due for day in dates)


@given(days, st.integers(14, 800), st.integers(1, 3))
@unhurried
def test_two_weeks_hold_every_review_on_a_weekday(start, span, how_many):
    """Nobody looks at numbers on a Sunday when another day would do."""
    due = start + datetime.timedelta(days=span)
    dates = replace(USUAL, start=start, due=due).review_dates(how_many)
    assert len(dates) == how_many
    assert all(day.weekday() < 5 for day in dates)
