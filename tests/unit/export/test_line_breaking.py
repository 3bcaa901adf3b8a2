"""Lines are as wide as asked and lose nothing; what is left out is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.export.drawing.lines import ELLIPSIS, broken, fitted

WIDTH = 12.0


def measure(text: str) -> float:
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("un deux trois", ["un deux", "trois"]),
        ("un  deux\ttrois", ["un deux", "trois"]),
        ("un\n\ndeux", ["un", "", "deux"]),
        ("Il a 60\u00a0$ par mois", ["Il a 60\u00a0$", "par mois"]),
        ("le rendez-vous", ["le rendez-", "vous"]),
        ("le 2026-10-06 soir", ["le", "2026-10-06", "soir"]),
        ("anticonstitutionnellement", ["anticonstitu", "tionnellemen", "t"]),
        ("à anticonstitutionnel", ["à", "anticonstitu", "tionnel"]),
    ],
)
def test_lines_break_at_spaces_and_hyphens(text: str, lines: list[str]) -> None:
    """A no-break space and a date never break; a word too long does."""
    assert list(broken(text, WIDTH, measure)) == lines


@given(st.text(alphabet="ab é\u00a0-$\n1", max_size=200), st.integers(1, 30))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: int) -> None:
    """What people typed is all there, in order, within the page."""
    lines = list(broken(text, width, measure))
    assert all(len(line) <= width for line in lines)
    spaces = str.maketrans("", "", " \n")
    assert "".join(lines).translate(spaces) == text.translate(spaces)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("un deux", 1, ["un deux"]),
        ("un deux trois quatre", 1, ["un deux\u00a0…"]),
        ("un deux trois quatre", 2, ["un deux", "trois quatre"]),
        ("un deux, trois quatre", 1, ["un deux\u00a0…"]),
        ("anticonstitutionnellement", 1, ["anticonstit…"]),
    ],
)
def test_a_shortened_text_says_so(text: str, limit: int, lines: list[str]) -> None:
    """« … » stands apart after a whole word, and sticks to a word that is cut."""
    assert fitted(text, WIDTH, measure, limit) == lines


@given(st.text(alphabet="abc é-", max_size=200), st.integers(2, 20), st.integers(1, 4))
def test_a_text_is_shortened_only_when_it_does_not_fit(text: str, width: int, limit: int) -> None:
    """The whole text when there is room; else as many lines as allowed, the last one marked."""
    whole = list(broken(text, width, measure))
    kept = fitted(text, width, measure, limit)
    if len(whole) <= limit:
        assert kept == whole
    else:
        assert len(kept) == limit
        assert kept[-1].endswith(ELLIPSIS)
        assert all(len(line) <= width for line in kept)
