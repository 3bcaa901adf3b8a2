"""The ring of a week: what it fills, what it says in words, what it is made of."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.domain import DAYS, TASK_NAMES, TASKS, LogLine, WeekLog
from socialise.export import time_ring
from socialise.words import Missing

D = Decimal
ALLOWED = {"svg", "path", "line", "rect", "circle", "text", "title", "desc"}
FILLED, EMPTY = "var(--fleuve, #1D5B70)", "none"


def week(*lines: tuple[str, str, int]) -> WeekLog:
    """Tasks, hours and requests, all on a Monday."""
    return WeekLog(
        tuple(LogLine("lundi", task, D(hours), D(asked)) for task, hours, asked in lines)
    )


WEEK = week(("fil", "3.25", 0), ("contenu", "2.5", 2), ("reponses", "1.75", 7), ("image", "1.5", 0))


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("}" + tag)]


def drawn(svg: str) -> list[str]:
    return [each.text or "" for each in elements(svg, "text")]


def parts(svg: str) -> list[ElementTree.Element]:
    """The slices: the paths that are arcs."""
    return [each for each in elements(svg, "path") if "A150" in each.get("d", "")]


def test_the_words_give_every_figure() -> None:
    """The text equivalent holds the hours, the requests and the requests an hour of each task."""
    told = time_ring.draw(WEEK, D(32)).text.splitlines()
    assert told == [
        "Votre semaine\u00a0: 9\u00a0h, ou 288\u00a0$ de votre temps.",
        "Répondre\u00a0: 1\u00a0h\u00a045, 19\u00a0% du temps, 7\u00a0demandes, 4 par heure.",
        "Écrire et préparer\u00a0: 2\u00a0h\u00a030, 28\u00a0% du temps, 2\u00a0demandes, "
        "0,8 par heure.",
        "Faire défiler son fil\u00a0: 3\u00a0h\u00a015, 36\u00a0% du temps, 0\u00a0demande, "
        "0 par heure.",
        "Photo, vidéo\u00a0: 1\u00a0h\u00a030, 17\u00a0% du temps, 0\u00a0demande, 0 par heure.",
    ]


def test_what_brings_requests_is_filled_and_the_rest_is_hollow() -> None:
    """More than a colour: full or empty, in the order of requests an hour."""
    svg = time_ring.draw(WEEK).svg
    assert [part.get("fill") for part in parts(svg)] == [FILLED, FILLED, EMPTY, EMPTY]
    assert "Plein\u00a0: des demandes notées, 4\u00a0h\u00a015" in drawn(svg)
    assert "Vide\u00a0: aucune demande notée, 4\u00a0h\u00a045" in drawn(svg)


def test_each_task_has_its_sign_twice_and_its_name_beside() -> None:
    """Around the ring and in the legend: no colour is needed to know which is which."""
    svg = time_ring.draw(WEEK).svg
    signs = [path.get("d") for path in elements(svg, "path") if path not in parts(svg)]
    signs = [sign for sign in signs if sign and "A150" not in sign]
    assert len(signs) == 8
    assert all(signs.count(sign) == 2 for sign in signs)
    assert {TASK_NAMES[key] for key in ("fil", "contenu", "reponses", "image")} <= set(drawn(svg))


def test_the_cost_is_in_the_middle_once_an_hour_has_a_value() -> None:
    """Without one, the hours alone."""
    assert "288\u00a0$" in drawn(time_ring.draw(WEEK, D(32)).svg)
    assert not any("$" in text for text in drawn(time_ring.draw(WEEK).svg))
    assert not any("$" in text for text in drawn(time_ring.draw(WEEK, D(0)).svg))


@pytest.mark.parametrize(("asked", "circles"), [(2, 1), (0, 2)])
def test_a_week_of_one_task_is_a_whole_ring(asked: int, circles: int) -> None:
    """An arc of a whole turn would draw nothing."""
    svg = time_ring.draw(week(("fil", "3", asked), ("image", "0", 0))).svg
    assert len(elements(svg, "circle")) == circles
    assert not parts(svg)


def test_nothing_is_drawn_of_nothing() -> None:
    """The form leaves the picture out."""
    for log in (WeekLog(()), week(("fil", "0", 3))):
        with pytest.raises(Missing):
            time_ring.draw(log)


def test_lines_that_cannot_be_read_are_told() -> None:
    """A picture that leaves something out says so."""
    picture = time_ring.draw(WEEK, unread=2)
    assert "2\u00a0durées ne se lisent pas" in picture.text
    assert any("2\u00a0durées" in text for text in drawn(picture.svg))


hours = st.one_of(st.integers(0, 24 * 60).map(lambda minutes: D(minutes) / 60), st.just(D(10) ** 9))
logs = st.lists(
    st.builds(LogLine, day=st.sampled_from(list(DAYS)), task=st.sampled_from(list(TASKS)),
              hours=hours, requests=st.integers(0, 10**6).map(D)),
    min_size=1, max_size=20,
).map(lambda lines: WeekLog(tuple(lines))).filter(lambda log: log.hours > 0)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(logs, st.one_of(st.none(), st.integers(1, 10**6).map(D)))
def test_everything_is_inside_the_picture_and_in_the_page_s_colours(
    log: WeekLog, rate: Decimal | None
) -> None:
    """Plain elements, colours that a dark page can change, signs that keep apart."""
    root = ElementTree.fromstring(time_ring.draw(log, rate).svg)
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ALLOWED
        for name in ("fill", "stroke"):
            assert element.get(name, "none").startswith(("none", "var(--"))
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert 0 <= float(element.get(name, "0")) <= limit


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(0, time_ring.TURN), min_size=1, max_size=9).map(sorted))
def test_signs_keep_apart_and_in_order(wanted: list[float]) -> None:
    """Eight slices of a minute beside one of a day: every sign can still be seen."""
    angles = time_ring._spread(wanted)
    turned = sorted(angle % time_ring.TURN for angle in angles)
    gaps = [after - before for before, after in pairwise([*turned, turned[0] + time_ring.TURN])]
    assert len(angles) == len(wanted)
    assert len(wanted) == 1 or min(gaps) >= time_ring.APART - 1e-9
    first = turned.index(angles[0] % time_ring.TURN)
    assert [angle % time_ring.TURN for angle in angles] == turned[first:] + turned[:first]


def test_the_same_week_gives_the_same_picture() -> None:
    """A picture redrawn at each answer must not flicker."""
    assert time_ring.draw(WEEK) == time_ring.draw(WEEK)
