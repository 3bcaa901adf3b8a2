"""Laws of reading: what we write is read back, and nothing but two exceptions ever comes out."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialise import words

READERS = (
    words.read_number,
    words.read_money,
    words.read_percent,
    words.read_date,
    words.read_duration,
)
unhurried = settings(deadline=None, max_examples=100)
numbers = st.decimals(
    min_value=Decimal("-1E14"), max_value=Decimal("1E14"), places=4, allow_nan=False
)
cents = st.decimals(
    min_value=Decimal("-1E14"), max_value=Decimal("1E14"), places=2, allow_nan=False
)
near_numbers = st.text("0123456789,.'’  \u00a0\u202f\u2009-−+()$%kMh:min¢eE", max_size=14)
near_dates = st.text("0123456789-/. erjanvfmisuotdécb", max_size=18)


def value_or_message(read, typed):
    try:
        return read(typed)
    except (words.Missing, words.Unreadable) as message:
        return message


@given(numbers)
@unhurried
def test_a_written_number_is_read_back(value):
    """read_number(number(x)) is x."""
    assert words.read_number(words.number(value)) == value


@given(cents, st.booleans())
@unhurried
def test_a_written_amount_is_read_back(value, always):
    """read_money(money(x)) is x, with or without useless cents."""
    assert words.read_money(words.money(value, cents=True if always else None)) == value


@given(numbers)
@unhurried
def test_a_written_percentage_is_read_back(value):
    """read_percent(percent(x)) is x when no decimal is dropped."""
    assert words.read_percent(words.percent(value, None)) == value


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
@unhurried
def test_a_written_date_is_read_back(day):
    """In words, in ISO form, and in capitals without accents."""
    assert words.read_date(words.date(day)) == day
    assert words.read_date(day.isoformat()) == day
    assert words.read_date(words.fold(words.date(day)).upper()) == day


@given(st.integers(-600_000, 600_000))
@unhurried
def test_a_written_duration_is_read_back_to_the_minute(minutes):
    """read_duration(hours(x)) is x for any whole number of minutes."""
    value = Decimal(minutes) / 60
    assert words.read_duration(words.hours(value)) == value


@given(st.one_of(st.text(), near_numbers, near_dates))
@settings(deadline=None, max_examples=300)
@example("\ud800")
@example("\x00")
@example("\u0300" * 200)
@example("1" * 1000)
@example("«»")
def test_reading_raises_nothing_but_missing_and_unreadable(typed):
    """A learner may type anything; the page answers with a value or a sentence."""
    for read in READERS:
        outcome = value_or_message(read, typed)
        if isinstance(outcome, words.Missing):
            assert not words.normalise(typed).strip()
        elif isinstance(outcome, words.Unreadable):
            assert outcome.cure.endswith((".", "?", "»"))
            assert len(str(outcome).encode("utf-8")) < 500
        else:
            assert isinstance(outcome, (Decimal, datetime.date))


@given(near_numbers)
@settings(deadline=None, max_examples=300)
def test_what_is_read_is_finite_and_holds_the_digits_that_were_typed(typed):
    """No digit is invented or lost: « 10² » is never 102, « 1 23 » never 123."""
    try:
        value = words.read_number(typed)
    except (words.Missing, words.Unreadable):
        return
    assert value.is_finite()
    digits = "".join(character for character in typed if character in "0123456789")
    assert f"{abs(value):f}".replace(".", "").lstrip("0") == digits.lstrip("0")


@given(numbers, st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]), st.sampled_from(",."))
@unhurried
def test_every_space_and_both_decimal_signs_read_alike(value, space, point):
    """Pasted from a bank, a spreadsheet or a phone, a grouped number is the same number."""
    told = words.number(value).replace("\u00a0", space).replace(",", point)
    assert words.read_number(told) == value


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
@unhurried
def test_slash_dates_are_read_or_asked_never_swapped(day):
    """« jj/mm/aaaa » is that day when it can be no other, else a question that names it."""
    typed = f"{day.day:02d}/{day.month:02d}/{day.year}"
    if day.day > 12 or day.day == day.month:
        assert words.read_date(typed) == day
    else:
        with pytest.raises(words.Unreadable, match=day.isoformat()):
            words.read_date(typed)


@given(st.text(), st.text(min_size=1))
@unhurried
def test_a_message_repeats_at_most_sixty_characters(typed, cure):
    """Whatever was pasted, its message can be read."""
    told = words.Unreadable(typed, cure)
    assert len(told.seen) <= 60
    assert "\n" not in told.seen
    assert told.cure == cure


def test_messages_of_the_two_exceptions():
    """What was seen, what is missing, what would pass; and the field's own name when empty."""
    assert str(words.Missing("Vos ventes")) == "«\u00a0Vos ventes\u00a0»\u00a0: à compléter."
    assert str(words.Missing()) == "À compléter."
    bounds = "Un nombre de 18 à 99 est attendu."
    assert str(words.Unreadable("7", bounds)) == f"«\u00a07\u00a0» reste à préciser. {bounds}"
