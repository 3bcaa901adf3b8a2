"""The rehearsal that is printed: it agrees with the path, and each of its pictures is there."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from socialise.course.path import Agenda, read_paths
from socialise.course.path_facts import Facts, text_facts
from socialise.course.rehearsal import FOLDER, Rehearsal, late_screens, read_rehearsal

_ROOT = Path(__file__).parents[3]
_PAGE = (_ROOT / "book/repetition.md").read_text("utf-8")
_MOST_BYTES, _ALL_BYTES = 60_000, 1_000_000


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return read_rehearsal(_ROOT)


@pytest.fixture(scope="module")
def agenda(rehearsal: Rehearsal) -> Agenda:
    return read_paths(_ROOT)[rehearsal.path]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return text_facts(_ROOT)


def test_every_screen_was_taken_at_its_hour_of_the_path(
    rehearsal: Rehearsal, agenda: Agenda, facts: Facts
) -> None:
    """Someone changed the path, or a form's minutes: `make rehearsal` takes them again."""
    assert rehearsal.screens
    assert list(late_screens(rehearsal, agenda, facts)) == []


def test_a_path_that_changed_is_told(rehearsal: Rehearsal, agenda: Agenda, facts: Facts) -> None:
    """Begun an hour later, or without its first moment: what was taken is of another morning."""
    within = [name for name, screen in rehearsal.screens.items() if screen.moment > 0]
    later = dataclasses.replace(agenda, start=agenda.start + 60)
    shorter = dataclasses.replace(agenda, moments=agenda.moments[1:])
    for changed in (later, shorter):
        assert list(late_screens(rehearsal, changed, facts)) == within


def test_the_page_tells_each_moment_once_and_in_order(rehearsal: Rehearsal, agenda: Agenda) -> None:
    """A moment that is added to the path is missed here before a trainer misses it."""
    told = re.findall(r"\{moment\} (\S+) (\d+)", _PAGE)
    assert told == [
        (rehearsal.path, str(place)) for place in range(1, len(agenda.moments) + 1)
    ]  # fmt: skip


def test_each_screen_is_shown_once_beside_its_moment(rehearsal: Rehearsal) -> None:
    """What a picture shows is told where it happens; none is carried for nothing."""
    moment, shown = 0, []
    for place, title, names in re.findall(
        r"\{moment\} \S+ (\d+)|^## (.*)|\{ecrans\} (.*)", _PAGE, re.MULTILINE
    ):
        if title:
            moment = -1 if moment > 0 else 0
        moment = int(place) if place else moment
        shown += [(name, moment) for name in names.split()]
    assert sorted(shown) == sorted((n, each.moment) for n, each in rehearsal.screens.items())


def test_each_picture_is_there_light_and_told_in_words(rehearsal: Rehearsal) -> None:
    """Sixty kilobytes each, a megabyte in all; who does not see it is told what is on it."""
    folder = _ROOT / FOLDER
    pictures = {path.name: path.read_bytes() for path in folder.glob("*.webp")}
    assert set(pictures) == {screen.file for screen in rehearsal.screens.values()}
    for name, content in pictures.items():
        assert content[8:12] == b"WEBP", name
        assert len(content) <= _MOST_BYTES, name
    assert sum(map(len, pictures.values())) <= _ALL_BYTES
    for name, screen in rehearsal.screens.items():
        assert len(screen.alt.split()) >= 6, name
        assert all((screen.who, screen.hour)), name
