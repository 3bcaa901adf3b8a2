"""The six learners of `make journeys`, by the course's own engine: their answers, their hints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from e2e.journeys.carried import with_carried
from e2e.journeys.learner import ROOT, Learner, learners, mended, without_blanks
from e2e.journeys.portfolio import squeezed, value_after

from socialise.course.course import Course
from socialise.words import read_money

SIX = learners()
ONE_BY_ONE = pytest.mark.parametrize("learner", SIX, ids=lambda learner: learner.name)


@pytest.fixture(scope="module")
def course() -> Course:
    """The course of the checkout."""
    return Course(ROOT)


def _judged(course: Course, key: str, typed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each visible criterion of an activity, by its id."""
    answers = with_carried(course, {one: without_blanks(each) for one, each in typed.items()})
    verdicts = course.activity(*key.split("/")).judge(answers[key])
    assert verdicts["problems"] == [], key
    return {each["id"]: each for each in verdicts["criteria"]}


def test_six_people_go_through_the_course_as_the_issue_asks() -> None:
    """Three phones, one keyboard, one without network, one who begins with everything wrong."""
    assert len(SIX) == 6
    assert sum(learner.on_a_phone for learner in SIX) == 3
    assert sum(learner.hands == "keyboard" for learner in SIX) == 1
    assert sum(learner.place == "kept" for learner in SIX) == 1
    assert sum(bool(learner.mends) for learner in SIX) == 1


@ONE_BY_ONE
def test_each_learner_answers_every_activity_and_meets_every_criterion(
    course: Course, learner: Learner
) -> None:
    """A criterion that changes and takes one back is seen here, in a second."""
    assert list(learner.final) == [f"{lesson}/{activity}" for lesson, activity in course.keys]
    for key in learner.final:
        told = _judged(course, key, learner.final)
        assert [id for id, each in told.items() if each["outcome"] != "met"] == [], key


@ONE_BY_ONE
def test_what_a_learner_keeps_to_herself_is_asked_as_private(
    course: Course, learner: Learner
) -> None:
    """The journeys look for these answers where they must not be."""
    for place in learner.private:
        lesson, activity, field = place.split("/")
        assert course.activity(lesson, activity).run({}).fields[field].private, place


def test_each_hint_alone_mends_its_criterion(course: Course) -> None:
    """All is wrong at first; then hint by hint, in the order of the page, nothing is left."""
    (learner,) = [each for each in SIX if each.mends]
    typed = dict(learner.activities)
    for key, mends in learner.mends.items():
        begun = _judged(course, key, typed)
        already = [f"{key}/{id}" for id, each in begun.items() if each["outcome"] == "met"]
        assert already == [one for one in learner.met_already if one.startswith(f"{key}/")]
        for mend in mends:
            criterion = _judged(course, key, typed)[mend.criterion]
            assert criterion["outcome"] == "not_met", f"{key}/{mend.criterion}"
            assert squeezed(mend.hint) in squeezed(criterion["hint"]), f"{key}/{mend.criterion}"
            place = mend.elsewhere or key
            typed[place] = mended(typed[place], mend.answers)
            after = _judged(course, key, typed)[mend.criterion]
            assert after["outcome"] == "met", f"{key}/{mend.criterion}: {after['seen']}"
    assert {key: without_blanks(answers) for key, answers in typed.items()} == learner.final


@pytest.mark.parametrize(
    ("answers", "edit", "after"),
    [
        ({"a": "1"}, {"a": "2"}, {"a": "2"}),
        ({"tri": {"x": "fin", "y": "fin"}}, {"tri": {"y": "moyen"}},
         {"tri": {"x": "fin", "y": "moyen"}}),
        ({"t": [{"c": "un"}]}, {"t": {"2": {"c": "deux"}}}, {"t": [{"c": "un"}, {"c": "deux"}]}),
        ({"t": [{"c": "un"}, {"c": "deux"}]}, {"t": {"1": {"c": ""}}}, {"t": [{"c": "deux"}]}),
    ],
    ids=["an answer", "an item", "a row that is added", "a row that is emptied"],
)  # fmt: skip
def test_an_edit_changes_what_it_names(
    answers: dict[str, Any], edit: dict[str, Any], after: dict[str, Any]
) -> None:
    """As a person does it: she does not type the rest again."""
    assert without_blanks(mended(answers, edit)) == after


def test_a_value_is_read_after_its_question() -> None:
    """Spaces and lines are the page's; the value is the learner's, each time it is told."""
    text = squeezed("Dépense de départ\n1\u00a0234,50 $\nHeures 6 h. Dépense de départ 0 $ Suite")
    assert value_after("Dépense de départ", text, read_money) == [Decimal("1234.5"), Decimal(0)]
    assert value_after("Dépense par mois", text, read_money) == []
