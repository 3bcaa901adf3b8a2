"""The real site, the real server, the real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from e2e.atelier.device import Device, open_device
from e2e.atelier.room import ROOT, Room, open_room
from parity.labelled import LabelledSet, labelled_sets
from playwright.sync_api import Browser

from socialise.course.course import Course

OpenDevice = Callable[..., Device]


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One room for the session; each device that comes in is another person."""
    with open_room(tmp_path_factory.mktemp("salle") / "atelier") as room:
        yield room


@pytest.fixture
def device(browser: Browser) -> Iterator[OpenDevice]:
    """Opens devices on an origin, each checked at the end of the test."""
    with ExitStack() as opened:
        yield lambda origin, **options: opened.enter_context(
            open_device(browser, origin, **options)
        )


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of the checkout: what judges."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def sets() -> dict[str, LabelledSet]:
    """Every labelled set, by « activity/number »."""
    return {f"{one.activity}/{one.name.split('-')[0]}": one for one in labelled_sets()}


@pytest.fixture(scope="session")
def judge(course: Course) -> Callable[[LabelledSet | Any, dict[str, Any]], dict[str, Any]]:
    """The verdicts message of the course's own engine on these answers."""
    return lambda one, answers: course.activity(one.lesson, one.activity).judge(answers)


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
