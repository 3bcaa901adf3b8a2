"""Sliders stand on round values, on the answer's own among them, and say them in French."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise import words
from socialise.widget.slider import Slider, steps_around

amounts = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2)


@pytest.mark.parametrize(
    ("value", "top", "step", "last"),
    [
        ("0", "100", "1", "100"),
        ("29", "100", "1", "100"),
        ("640", "500", "20", "1920"),
        ("5", "20", "0.2", "20"),
        ("250000", "500", "10000", "750000"),
    ],
)
def test_values_are_round(value: str, top: str, step: str, last: str) -> None:
    """A person reads 20 $ and 40 $, not 19,2 $."""
    values = steps_around(Decimal(value), Decimal(top))
    assert (values[0], values[1], values[-1]) == (0, Decimal(step), Decimal(last))
    assert Decimal(value) in values


@given(amounts, st.integers(1, 1000))
def test_any_answer_has_its_place(value: Decimal, top: int) -> None:
    """In order, once each, few enough for the arrow keys, with room above the answer."""
    values = steps_around(value, Decimal(top))
    assert value in values
    assert values == sorted(set(values))
    assert 10 <= len(values) <= 102
    assert values[-1] >= value


def test_a_slider_says_its_values(  # what the browser shows at each position
) -> None:
    """No number is formatted in JavaScript."""
    slider = Slider("Dépense par mois", words.money)
    slider.offer([Decimal(0), Decimal("29.5"), Decimal(1200)], Decimal("29.5"))
    assert slider.texts == ["0\u00a0$", "29,50\u00a0$", "1\u00a0200\u00a0$"]
    assert (slider.position, slider.value) == (1, Decimal("29.5"))
    slider.position = 2
    assert slider.value == 1200
    slider.close()


@pytest.mark.parametrize(("position", "value"), [(-4, 0), (99, 10)])
def test_a_position_of_nowhere_stays_on_the_slider(position: int, value: int) -> None:
    """It comes from a browser."""
    slider = Slider("Marge", words.percent)
    slider.offer([Decimal(0), Decimal(10)], Decimal(0))
    slider.position = position
    assert slider.value == value
    slider.close()
