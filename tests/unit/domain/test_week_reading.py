"""A week's log as typed: what counts, what waits, and what is in doubt."""

from decimal import Decimal

import pytest

from socialise.domain import Cut, LogLine, read_cut, read_week
from socialise.words import Unreadable

D = Decimal
ONE = D(1)
LONG = Unreadable("pas mal", "Par exemple : 1 h 30.")
SOME = Unreadable("quelques", "Par exemple : 3.")


class Row(dict):
    """As a form's row: what cannot be read is raised."""

    def get(self, key, default=None):
        value = super().get(key, default)
        if isinstance(value, Unreadable):
            raise value
        return value


def row(day="lundi", task="fil", hours=ONE, requests=None):
    return Row(jour=day, tache=task, duree=hours, demandes=requests)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (row(), (LogLine("lundi", "fil", D(1), D(0)),)),
        (row(requests=D(2)), (LogLine("lundi", "fil", D(1), D(2)),)),
        (row(hours=D(0)), (LogLine("lundi", "fil", D(0), D(0)),)),
        (row(hours=None), ()),
        (row(day=""), ()),
        (row(task=None), ()),
        (row(day="", hours=LONG), ()),
    ],
)
def test_a_line_is_a_day_a_task_and_hours(typed, lines):
    """No requests typed is none received; anything else missing is no line yet."""
    week = read_week([typed])
    assert week.log.lines == lines
    assert week.sure(requests=True) == week.log
    assert not week.doubtful


def test_hours_that_cannot_be_read_are_in_doubt():
    """The line may count once mended; until then no total is sure."""
    week = read_week([row(), row(day="mardi", hours=LONG, requests=D(1))])
    assert [line.day for line in week.log.lines] == ["lundi"]
    assert [line.day for line in week.hoped.lines] == ["lundi", "mardi"]
    with pytest.raises(Unreadable, match="pas mal"):
        week.sure()


def test_requests_that_cannot_be_read_matter_only_where_requests_do():
    """The hours of the line are sure."""
    week = read_week([row(requests=SOME), row(requests=D(2))])
    assert week.sure().hours == 2
    with pytest.raises(Unreadable, match="quelques"):
        week.sure(requests=True)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (D(3), D(1), Cut("fil", D(3), D(1))),
        (D(3), None, None),
        (None, D(1), None),
        (LONG, None, None),
        (None, LONG, None),
        (LONG, D(1), Unreadable),
        (D(1), LONG, Unreadable),
    ],
)
def test_a_cut_needs_both_durations(before, after, expected):
    """One alone is no cut yet, whatever it says; both, of which one cannot be read, is a doubt."""
    typed = Row(tache="fil", avant=before, apres=after)
    if expected is Unreadable:
        with pytest.raises(Unreadable, match="pas mal"):
            read_cut(typed)
    else:
        assert read_cut(typed) == expected
