"""Spaces follow Quebec's usage, and nothing but spaces changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import words

N = "\u00a0"
prose = st.text("ab é1234«»:;!?%$.,'\u00a0\u202f\u2009 \nkMh=/r", max_size=40)
unhurried = settings(deadline=None)

CASES = [
    ("Bonjour !", "Bonjour!"),
    ("Vraiment ?!", "Vraiment?!"),
    ("un ; deux", "un; deux"),
    ("Par exemple : 42", f"Par exemple{N}: 42"),
    ("Par exemple: 42", f"Par exemple{N}: 42"),
    ("Par exemple\u202f: 42", f"Par exemple{N}: 42"),
    ("Voici :\n42", f"Voici{N}:\n42"),
    ("à 14:30", "à 14:30"),
    ("https://exemple.ca/?a=1", "https://exemple.ca/?a=1"),
    ("« oui »", f"«{N}oui{N}»"),
    ("«oui»", f"«{N}oui{N}»"),
    ("« oui »: non", f"«{N}oui{N}»{N}: non"),
    ("25 %", f"25{N}%"),
    ("25%", f"25{N}%"),
    ("1 234,50 $", f"1{N}234,50{N}$"),
    ("1 234 567 $", f"1{N}234{N}567{N}$"),
    ("12 k$", f"12{N}k$"),
    ("12$", f"12{N}$"),
    ("$12", "$12"),
    ("14 h 30", f"14{N}h{N}30"),
    ("90 min", f"90{N}min"),
    ("3 décembre 2026", f"3{N}décembre 2026"),
    ("le 1er mars", f"le 1er{N}mars"),
    ("pour mars", "pour mars"),
    ("a != b", "a != b"),
    ("  ! au début", "  ! au début"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_spaces_of_quebec(text, expected):
    """As the Office québécois de la langue française advises."""
    assert words.quebec_typography(text) == expected


@given(prose)
@unhurried
def test_only_spaces_change(text):
    """The letters, signs and lines are the author's."""

    def bare(told):
        return re.sub("[ \u00a0\u202f\u2009]", "", told)

    assert bare(words.quebec_typography(text)) == bare(text)


@given(prose)
@unhurried
def test_good_typography_is_left_alone(text):
    """Applying the rules twice is applying them once."""
    once = words.quebec_typography(text)
    assert words.quebec_typography(once) == once
