"""Values are written as Quebec writes them, and no line ever breaks inside one.

Babel's fr_CA is the oracle where it has an opinion; our choices that differ are said.
"""

import datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import words
from socialise.words import format as written

N = "\u00a0"
amounts = st.decimals(
    min_value=Decimal("-1E12"), max_value=Decimal("1E12"), places=2, allow_nan=False
)
unhurried = settings(deadline=None)

NUMBERS = [
    ("0", None, "0"),
    ("-0", None, "0"),
    ("7", None, "7"),
    ("1234", None, f"1{N}234"),
    ("1234567.5", None, f"1{N}234{N}567,5"),
    ("-1234.50", None, f"\u22121{N}234,5"),
    ("100", None, "100"),
    ("1E+3", None, f"1{N}000"),
    ("0.0000000001", None, "0,0000000001"),
    ("0.00000000004", None, "0"),
    ("2.345", 2, "2,35"),
    ("-2.345", 2, "\u22122,35"),
    ("2.5", 0, "3"),
    ("-0.4", 0, "0"),
    ("999.995", 2, f"1{N}000"),
    ("9.0909090909", 1, "9,1"),
    ("1.617", None, "1,6170"),
    ("1.617", 3, "1,617"),
    ("0.617", None, "0,617"),
    ("1234.617", None, f"1{N}234,617"),
]
MONEY = [
    ("1234.5", None, f"1{N}234,50{N}$"),
    ("1234", None, f"1{N}234{N}$"),
    ("1234", True, f"1{N}234,00{N}$"),
    ("1234.5", False, f"1{N}235{N}$"),
    ("1234.004", None, f"1{N}234{N}$"),
    ("0.005", None, f"0,01{N}$"),
    ("-0.004", None, f"0{N}$"),
    ("-20", None, f"\u221220{N}$"),
    ("-0.5", True, f"\u22120,50{N}$"),
]
PERCENTS = [
    ("25", 1, f"25{N}%"),
    ("12.5", 1, f"12,5{N}%"),
    ("9.0909", 1, f"9,1{N}%"),
    ("9.0909", 2, f"9,09{N}%"),
    ("9.0909", None, f"9,0909{N}%"),
    ("-100", 1, f"\u2212100{N}%"),
    ("1234", 1, f"1{N}234{N}%"),
]
HOURS = [
    ("1.5", f"1{N}h{N}30"),
    ("2", f"2{N}h"),
    ("0", f"0{N}h"),
    ("0.75", f"45{N}min"),
    ("0.05", f"3{N}min"),
    ("1.0833333", f"1{N}h{N}05"),
    ("0.999999", f"1{N}h"),
    ("-1.5", f"\u22121{N}h{N}30"),
    ("-0.5", f"\u221230{N}min"),
    ("1234.5", f"1{N}234{N}h{N}30"),
]
COUNTS = [
    ("0", f"0{N}critère"),
    ("1", f"1{N}critère"),
    ("1.5", f"1,5{N}critère"),
    ("1.99", f"1,99{N}critère"),
    ("2", f"2{N}critères"),
    ("-1", f"\u22121{N}critère"),
    ("-2", f"\u22122{N}critères"),
    ("1234", f"1{N}234{N}critères"),
]


@pytest.mark.parametrize(("value", "decimals", "expected"), NUMBERS)
def test_numbers(value, decimals, expected):
    """Groups of three, a decimal comma, no useless zero, no negative zero."""
    assert words.number(Decimal(value), decimals) == expected


@pytest.mark.parametrize(("value", "cents", "expected"), MONEY)
def test_money(value, cents, expected):
    """The sign follows the amount; cents come in twos, and only where there are some."""
    assert words.money(Decimal(value), cents) == expected


@pytest.mark.parametrize(("value", "decimals", "expected"), PERCENTS)
def test_percents(value, decimals, expected):
    """A share shows one decimal unless more is asked."""
    assert words.percent(Decimal(value), decimals) == expected


@pytest.mark.parametrize(("value", "expected"), HOURS)
def test_hours(value, expected):
    """A length of time is told in hours and minutes, minutes with two digits after hours."""
    assert words.hours(Decimal(value)) == expected


@pytest.mark.parametrize(("value", "expected"), COUNTS)
def test_plural_begins_at_two(value, expected):
    """French is singular under two, halves included."""
    assert words.count(Decimal(value), "critère", "critères") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-03", f"3{N}décembre{N}2026"),
        ("2027-03-01", f"1er{N}mars{N}2027"),
        ("2027-08-21", f"21{N}août{N}2027"),
    ],
)
def test_dates(day, expected):
    """The first of a month is « 1er »; the others are plain numbers."""
    assert words.date(datetime.date.fromisoformat(day)) == expected


@given(amounts)
@unhurried
def test_numbers_are_those_of_babel(value):
    """CLDR's fr_CA writes the same, but for our minus sign."""
    assert words.number(value).replace("\u2212", "-") == format_decimal(value, locale="fr_CA")


@given(amounts)
@unhurried
def test_amounts_are_those_of_babel(value):
    """CLDR's fr_CA writes the same amount with its cents."""
    oracle = format_currency(value, "CAD", locale="fr_CA")
    assert words.money(value, cents=True).replace("\u2212", "-") == oracle


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
@unhurried
def test_dates_are_those_of_babel_but_for_the_first(day):
    """CLDR writes « 1 mars »; the Office québécois de la langue française, « 1er mars »."""
    oracle = format_date(day, "long", locale="fr_CA").replace(" ", N)
    assert words.date(day).replace("1er", "1") == oracle


@given(amounts, st.integers(0, 6))
@unhurried
def test_rounding_is_half_away_from_zero(value, decimals):
    """The decimals shown are those of a person who rounds a bill."""
    shown = words.read_number(words.number(value, decimals))
    assert shown == value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@given(amounts)
@unhurried
def test_a_value_never_breaks_at_the_end_of_a_line(value):
    """Every space inside a written value is U+00A0."""
    for told in (words.number(value), words.money(value), words.percent(value), words.hours(value)):
        assert " " not in told
        assert "-" not in told


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("write", [words.number, words.money, words.percent, words.hours])
def test_what_is_not_finite_has_no_written_form(write, value):
    """An undefined result is told by its reason, never as « NaN » on a page."""
    with pytest.raises(ValueError, match="no written form"):
        write(Decimal(value))


def test_a_float_is_refused():
    """0.1 + 0.2 must not reach a page."""
    with pytest.raises(TypeError):
        words.number(0.1)


def test_months_are_twelve():
    """The names are in the order of the calendar."""
    assert len(written.MONTHS) == 12
    assert (written.MONTHS[0], written.MONTHS[11]) == ("janvier", "décembre")
