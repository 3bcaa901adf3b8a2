"""What people type is read when it has one reading, and is a message when it has none or two.

The cases are data: readings.json, by reader, typed text → value or whole message. Messages are
written there with plain spaces; that each space is the right one is another test.
"""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest

from socialise import words

READERS = {
    "number": words.read_number,
    "money": words.read_money,
    "percent": words.read_percent,
    "date": words.read_date,
    "duration": words.read_duration,
}
CASES = json.loads(Path(__file__).with_name("readings.json").read_text("utf-8"))
READ = [(kind, *case) for kind, cases in CASES.items() for case in cases["read"]]
REFUSED = [(kind, *case) for kind, cases in CASES.items() for case in cases["refused"]]


def by_text(cases):
    return [f"{kind}-{typed!a}" for kind, typed, _ in cases]


@pytest.mark.parametrize(("kind", "typed", "expected"), READ, ids=by_text(READ))
def test_one_reading_is_read(kind, typed, expected):
    """A value is read as everyone in the room would read it."""
    value = READERS[kind](typed)
    if kind == "date":
        assert value == datetime.date.fromisoformat(expected)
    else:
        assert value == Decimal(expected)
        assert not (value == 0 and value.is_signed())


@pytest.mark.parametrize(("kind", "typed", "expected"), REFUSED, ids=by_text(REFUSED))
def test_what_has_no_single_reading_says_what_was_seen_and_what_would_pass(kind, typed, expected):
    """Nothing is guessed: the message repeats what was typed, says why, and shows a way."""
    with pytest.raises(words.Unreadable) as refused:
        READERS[kind](typed)
    assert str(refused.value).replace("\u00a0", " ") == expected.replace("\u00a0", " ")


@pytest.mark.parametrize(("kind", "typed", "_"), REFUSED, ids=by_text(REFUSED))
def test_messages_keep_quebec_typography(kind, typed, _):
    """Our own sentences have the right spaces, whatever was typed."""
    with pytest.raises(words.Unreadable) as refused:
        READERS[kind](typed)
    ours = f"{refused.value.fact}. {refused.value.cure}"
    assert words.quebec_typography(ours) == ours
    assert str(refused.value).startswith("«\u00a0")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\n\t", "\u200b", "\x00"])
def test_blank_is_missing_not_unreadable(kind, blank):
    """Nothing typed is something to complete, and a trainer has nothing to look at."""
    with pytest.raises(words.Missing):
        READERS[kind](blank)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("typed", ["9" * 100_000, "x" * 100_000, "1 " * 50_000, "é" * 101])
def test_a_very_long_text_is_not_echoed(kind, typed):
    """A message stays a sentence, whatever was pasted."""
    with pytest.raises(words.Unreadable) as refused:
        READERS[kind](typed)
    assert len(str(refused.value)) < 250
    assert refused.value.seen.endswith("…")


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("15 abonnés", "abonnés"),
        ("15 abonné", "abonnés"),
        ("15 inscriptions", "inscription"),
        ("15 INSCRIPTIONS", "inscriptions"),
        ("15\u00a0h", "h"),
        ("15", "abonnés"),
    ],
)
def test_the_unit_of_a_field_may_be_typed_after_the_number(typed, unit):
    """People repeat the unit that the label shows."""
    assert words.read_number(typed, unit=unit) == 15


def test_another_unit_is_not_dropped():
    """« 15 % » in a field of subscribers is another quantity."""
    with pytest.raises(words.Unreadable):
        words.read_number("15 %", unit="abonnés")


@pytest.mark.parametrize("typed", ["1,234", "12.345", "999,999", "(1,200)", "-7.500"])
def test_both_answers_to_a_question_about_a_number_can_be_read(typed):
    """A question gives forms that pass, and that differ."""
    with pytest.raises(words.Unreadable) as refused:
        words.read_number(typed)
    first, second = refused.value.cure.split("«\u00a0")[1:]
    one, other = (words.read_number(form.split("\u00a0»")[0]) for form in (first, second))
    assert one != other
    assert abs(one) == abs(other) * 1000


@pytest.mark.parametrize("typed", ["03/04/2026", "11-12-2026", "1.2.2027"])
def test_both_answers_to_a_question_about_a_date_can_be_read(typed):
    """The two dates that the question proposes are read as they stand."""
    with pytest.raises(words.Unreadable) as refused:
        words.read_date(typed)
    one, other = refused.value.cure.removesuffix(".").split("Écrivez ")[1].split(" ou ")
    assert words.read_date(one) != words.read_date(other)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("1 jour", 24), ("2 jours", 48), ("2j", 48), ("1,5 jour", 36), ("3\u00a0jours.", 72),
        ("1 semaine", 168), ("2 sem.", 336), ("24 h", 24), ("90 min", "1.5"), ("2,5", "2.5"),
    ],
)  # fmt: skip
def test_a_wait_may_be_in_days_and_weeks(typed, hours):
    """A day to wait is 24 hours; a day of work is not, and is asked for in hours."""
    assert words.read_duration(typed, days=True) == Decimal(hours)


@pytest.mark.parametrize("typed", ["2 jours ouvrables", "un jour", "1 à 2 jours", "-1 jour", "j"])
def test_a_wait_that_has_no_single_reading_is_not_guessed(typed):
    """A person reads it."""
    with pytest.raises(words.Unreadable):
        words.read_duration(typed, days=True)


def test_days_are_read_only_where_they_are_a_wait():
    """« 1 jour » of work is not 24 hours."""
    with pytest.raises(words.Unreadable):
        words.read_duration("1 jour")
