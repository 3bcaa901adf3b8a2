"""A week's log: the figures of the lesson by hand, and the laws that every week keeps."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import domain
from socialise.domain import Cut, LogLine, Undefined, WeekLog

D = Decimal
unhurried = settings(deadline=None)
# As people type them: whole minutes, in hours.
durations = st.integers(0, 24 * 60).map(lambda minutes: D(minutes) / 60)
log_lines = st.builds(
    LogLine,
    day=st.sampled_from(list(domain.DAYS)),
    task=st.sampled_from(list(domain.TASKS)),
    hours=durations,
    requests=st.integers(0, 50).map(D),
)
logs = st.lists(log_lines, max_size=40).map(lambda lines: WeekLog(tuple(lines)))
DUST = D("1E-8")

IDRIS = WeekLog(
    (
        LogLine("lundi", "contenu", D(2), D(1)),
        LogLine("mardi", "image", D(1)),
        LogLine("mercredi", "reponses", D(1), D(2)),
        LogLine("jeudi", "fil", D("0.5")),
        LogLine("vendredi", "fil", D("0.5")),
        LogLine("samedi", "abonnes", D("0.5")),
        LogLine("dimanche", "chiffres", D("0.5")),
    )
)
IDRIS_CUTS = [
    Cut("contenu", D(2), D("1.25")), Cut("image", D(1), D("0.5")),
    Cut("chiffres", D("0.5"), D("0.25")), Cut("fil", D(1), D(0)), Cut("abonnes", D("0.5"), D(0)),
]  # fmt: skip


def test_the_week_of_the_lesson():
    """Six hours at 30 $ cost 180 $; answering gives 2 requests an hour, writing half of one."""
    assert (IDRIS.hours, IDRIS.requests, IDRIS.cost(D(30))) == (6, 3, 180)
    rates = {time.task: time.requests_per_hour for time in IDRIS.by_task()}
    assert rates == {"contenu": D("0.5"), "image": 0, "reponses": 2, "abonnes": 0, "chiffres": 0,
                     "fil": 0}  # fmt: skip
    assert IDRIS.most_requested() == {"reponses"}
    assert IDRIS.least_requested() == {"image", "abonnes", "chiffres", "fil"}
    freed = domain.freed_hours(IDRIS_CUTS)
    assert (freed, freed * domain.WEEKS_IN_A_YEAR) == (3, 156)
    assert freed * domain.WEEKS_IN_A_YEAR * 30 == 4680


@pytest.mark.parametrize(
    ("lines", "possible"),
    [
        ([], True),
        ([("lundi", "24")], True),
        ([("lundi", "12"), ("lundi", "12"), ("mardi", "24")], True),
        ([("lundi", "24.01")], False),
        ([("lundi", "20"), ("lundi", "5")], False),
        ([("lundi", "25"), ("lundi", "-2")], False),
        ([("lundi", "-1"), ("mardi", "2")], False),
        ([("lundi", D(2) / 3)] * 36, True),
    ],
)
def test_a_day_has_24_hours(lines, possible):
    """Neither more than a day nor less than nothing; 36 times 40 minutes are a day sharp."""
    log = WeekLog(tuple(LogLine(day, "fil", D(hours)) for day, hours in lines))
    assert log.possible is possible


def test_a_task_without_hours_has_no_requests_an_hour():
    """Neither zero nor the best: it says why, and is compared to nothing."""
    log = WeekLog((LogLine("lundi", "fil", D(0), D(3)), LogLine("mardi", "image", D(1))))
    rate = log.by_task()[1].requests_per_hour
    assert isinstance(rate, Undefined)
    assert str(rate) == "non défini\u00a0: aucune heure n'y est allée"
    assert log.most_requested() == log.least_requested() == frozenset()


def test_thirds_of_an_hour_tie():
    """One request in 20 minutes and two in 40 are three an hour, both of them."""
    log = WeekLog(
        (
            LogLine("lundi", "fil", D(1) / 3, D(1)),
            LogLine("mardi", "image", D(2) / 3, D(2)),
            LogLine("jeudi", "autre", D(1), D(1)),
        )
    )
    assert log.most_requested() == {"fil", "image"}


@given(logs)
@unhurried
def test_days_and_tasks_are_two_ways_to_the_same_total(log):
    """What is counted by day is what is counted by task."""
    assert abs(sum(log.by_day().values()) - log.hours) < DUST
    assert abs(sum(time.hours for time in log.by_task()) - log.hours) < DUST
    assert sum(time.requests for time in log.by_task()) == log.requests
    assert list(log.by_day()) == list(domain.DAYS)
    for time in log.by_task():
        assert log.hours_of(time.task) == time.hours


@given(logs, st.randoms(use_true_random=False))
@unhurried
def test_the_order_of_the_lines_changes_nothing(log, chance):
    """A line forgotten and added at the end counts as the others."""
    lines = list(log.lines)
    chance.shuffle(lines)
    shuffled = WeekLog(tuple(lines))
    assert shuffled.hours == log.hours
    assert shuffled.by_day() == log.by_day()
    for one, other in zip(shuffled.by_task(), log.by_task(), strict=True):
        assert (one.task, one.requests_per_hour) == (other.task, other.requests_per_hour)
        assert abs(one.hours - other.hours) < DUST
    assert shuffled.most_requested() == log.most_requested()


@given(logs, log_lines)
@unhurried
def test_a_line_cut_in_two_changes_nothing(log, line):
    """One hour is twice half an hour of the same task on the same day."""
    whole = WeekLog((*log.lines, line))
    half = replace(line, hours=line.hours / 2, requests=line.requests / 2)
    halves = WeekLog((*log.lines, half, half))
    assert abs(halves.hours - whole.hours) < DUST
    assert halves.requests == whole.requests
    assert halves.days == whole.days
    assert [time.task for time in halves.by_task()] == [time.task for time in whole.by_task()]


@given(logs, st.integers(0, 500).map(D), st.integers(1, 20))
@unhurried
def test_the_cost_grows_with_the_value_of_an_hour(log, rate, times):
    """Twice the rate is twice the cost; an hour worth nothing costs nothing."""
    assert log.cost(D(0)) == 0
    assert abs(log.cost(rate * times) - log.cost(rate) * times) < DUST
    assert log.cost(rate) >= 0


@given(logs, st.integers(2, 9))
@unhurried
def test_most_and_least_are_the_two_ends(log, times):
    """No task gives more than the first, none less than the last; units change nothing."""
    rates = {
        time.task: rate
        for time in log.by_task()
        if not isinstance(rate := time.requests_per_hour, Undefined)
    }
    most, least = log.most_requested(), log.least_requested()
    assert bool(most) == bool(least) == (len(rates) >= 2)
    for task in most:
        assert rates[task] == max(rates.values())
    for task in least:
        assert rates[task] == min(rates.values())
    assert (most == least) == (len(set(rates.values())) <= 1 or not most)
    more = WeekLog(tuple(replace(line, requests=line.requests * times) for line in log.lines))
    assert more.most_requested() == most


@given(logs, st.lists(st.tuples(durations, durations), max_size=8))
@unhurried
def test_what_is_freed_and_what_is_left_make_the_week(log, hours):
    """Nothing is lost between the two, and a cap of what is left holds it."""
    freed = domain.freed_hours(Cut("fil", before, after) for before, after in hours)
    left = log.hours - freed
    assert abs(sum((before - after for before, after in hours), D(0)) - freed) < DUST
    assert domain.covers(left, left)
    assert domain.covers(left + 1, left)
    assert not domain.covers(left - D(1) / 60, left)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=20), st.integers(0, 100))
@unhurried
def test_a_cap_typed_in_hours_and_minutes_holds_what_it_says(minutes, freed):
    """1 h 40 holds the 1 h 40 that are left, though neither has exact decimals."""
    log = WeekLog(tuple(LogLine("lundi", "fil", D(each) / 60) for each in minutes))
    assert domain.covers(D(sum(minutes) - freed) / 60, log.hours - D(freed) / 60)
