"""The numbers of a sentence: as Quebec writes them, those of its dates aside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain.told_numbers import told_numbers
from socialise.words import number

D = Decimal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("72 places d'ici le 15 octobre 2027", {"72"}),
        ("72 places d'ici le 1er oct. 2027, à 11 h", {"72", "11"}),
        ("Du 1er au 28 février 2027, 28 paniers", {"28"}),
        ("15 octobre", set()),
        ("d'ici octobre 2027", set()),
        ("d'ici le 2027-10-15", set()),
        ("d'ici le 15/10/2027 : 20", {"20"}),
        ("1 200 abonnés", {"1200"}),
        ("1\u202f200,50 $", {"1200.5"}),
        ("12,5 % de plus", {"12.5"}),
        ("12.", {"12"}),
        ("1,200 places", {"1.2", "1200"}),
        ("en 2027 720 personnes", {"2027", "720"}),
        ("soixante-douze places", set()),
        ("", set()),
    ],
)
def test_numbers_are_those_of_the_sentence_and_not_of_its_dates(
    text: str, expected: set[str]
) -> None:
    """« 15 » in « le 15 octobre » is not how many places are sold."""
    assert told_numbers(text) == {D(each) for each in expected}


@given(st.decimals(0, 10**9, places=2))
def test_what_the_course_writes_is_found(value: Decimal) -> None:
    """A learner copies the number as it stands beside the field."""
    assert value in told_numbers(f"Pour Paul, {number(value)} places d'ici le 3 mai 2027.")
