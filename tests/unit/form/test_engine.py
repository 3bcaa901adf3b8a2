"""Wrong answer, unjudgeable answer and broken tool are three different things."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from socialise.form import Activity, BrokenActivity, Cell, NotReady

FORM = Cell(
    "form-1",
    "form",
    """
from socialise import Form, LongText, Number, Text
f = Form("mini", Text("nom", "Nom"), Number("age", "Âge"), LongText("recit", "Récit"),
         title="Mini", minutes=5, anonymous=True)
f
""",
)


def activity(*cells: Cell) -> Activity:
    """An activity with the usual form and these cells."""
    return Activity("01-essai", "mini", [FORM, *cells])


def criterion(met: str, more: str = "") -> Cell:
    """A criterion cell with that condition."""
    source = f'f.criterion("age", "Un âge", points=2, met=lambda: {met}, hint="Ex. 42."{more})'
    return Cell("age", "criterion", source, 2)


@pytest.mark.parametrize(
    ("typed", "outcome", "points"),
    [("42", "met", 2), ("3", "not_met", 0), ("", "not_met", 0), ("douze", "a_verifier", 0)],
)
def test_a_criterion_has_three_outcomes(typed: str, outcome: str, points: int) -> None:
    """Missing is not met; unreadable is to be checked by a person, and never judged wrong."""
    judged = activity(criterion("f['age'] >= 18")).judge({"age": typed})["criteria"][0]
    assert (judged["outcome"], judged["points"]) == (outcome, points)


def test_a_broken_criterion_gives_no_verdict_at_all() -> None:
    """A broken tool is an exception that names its cell, never a zero mark."""
    with pytest.raises(BrokenActivity, match="cellule « age »"):
        activity(criterion("1 / 0")).judge({})


def test_a_cell_that_does_not_compile_is_named() -> None:
    """The author reads which cell, before any learner does."""
    with pytest.raises(BrokenActivity, match="01-essai/mini"):
        activity(Cell("x", "setup", "def"))


def test_an_activity_needs_a_form() -> None:
    """Without a form there is nothing to answer."""
    with pytest.raises(BrokenActivity, match="Form"):
        Activity("a", "b", [Cell("x", "setup", "1")]).judge({})


def test_each_run_has_a_fresh_namespace() -> None:
    """One learner's answers never reach another's verdict."""
    counting = activity(
        Cell("c", "setup", "seen = globals().get('seen', 0) + 1"), criterion("seen == 1")
    )
    assert [counting.judge({})["criteria"][0]["outcome"] for _ in range(3)] == ["met"] * 3


def test_a_hidden_criterion_is_told_by_its_points_alone() -> None:
    """A learner learns that something is checked at hand-in, not what."""
    hidden = Cell("age", "hidden", criterion("f['age'] == 42", ", hidden=True").source, 2)
    message = activity(hidden).judge({"age": "42"})
    assert message["criteria"] == []
    assert message["hidden"] == [{"id": "age", "points": 2}]
    assert "Un âge" not in str(message)


def test_answers_are_data() -> None:
    """Code in an answer stays text."""
    message = activity(criterion("f['age'] >= 18")).judge({"age": "__import__('os').getpid()"})
    assert message["criteria"][0]["outcome"] == "a_verifier"


def test_a_real_looking_detail_is_noticed() -> None:
    """A person is warned before she hands in someone's telephone number."""
    message = activity().judge({"recit": "Appelez-la au 514 555-0134 le soir"})
    assert [(each["field"], "514 555-0134" in each["text"]) for each in message["notices"]] == [
        ("recit", True)
    ]


def test_free_text_is_announced_as_answered_or_not() -> None:
    """The page says which texts a trainer will read."""
    free = Cell("recit", "free_text", 'f.free_text("recit", points=3, rubric={0: "", 3: ""})', 3)
    assert activity(free).judge({"recit": " \n "})["free_text"][0]["answered"] is False
    assert activity(free).judge({"recit": "Un mardi"})["free_text"][0]["answered"] is True


def test_a_text_may_be_both_judged_and_read() -> None:
    """The criterion has the field's id; the trainer's mark has one of its own."""
    judged = Cell(
        "recit", "criterion",
        'f.criterion("recit", "R", points=1, met=lambda: bool(f["recit"]), hint="h")', 1,
    )  # fmt: skip
    read = Cell(
        "voix", "free_text", 'f.free_text("voix", of="recit", points=3, rubric={0: "", 3: ""})', 3
    )
    told = activity(judged, read).judge({"recit": "Un mardi"})
    assert told["criteria"][0]["id"] == told["free_text"][0]["field"] == "recit"
    assert told["free_text"][0]["id"] == "voix"
    assert told["free_text"][0]["answered"] is True


def test_a_finished_thing_is_made_or_says_what_it_needs() -> None:
    """« Il manque » is not a crash."""
    thing = Cell(
        "t", "take_home", 'f.take_home("t", "T", "t.txt", lambda form, now: str(f["age"]).encode())'
    )
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert activity(thing).take_home({"age": "42"}, "t", now) == ("t.txt", b"42")
    with pytest.raises(NotReady, match="Âge"):
        activity(thing).take_home({}, "t", now)
    with pytest.raises(KeyError):
        activity(thing).take_home({}, "autre", now)


def test_what_was_seen_is_shortened() -> None:
    """A verdict never repeats a very long answer in full."""
    long = activity(criterion("False", ", seen=lambda: f['nom']"))
    assert len(long.judge({"nom": "x" * 10_000})["criteria"][0]["seen"]) <= 300
