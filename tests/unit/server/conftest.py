"""Rooms for the tests of the server."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from server_room import NOW, Running, running, write_tiny_course

from socialise.server.limits import Allowance


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two lessons, three activities."""
    root = tmp_path_factory.mktemp("course")
    write_tiny_course(root)
    return root


@pytest.fixture(scope="session")
def open_room(tiny_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for every test that leaves nothing behind."""
    with running(tiny_course, tmp_path_factory.mktemp("open-room"), limit_s=3) as room:
        yield room


@pytest.fixture(scope="session")
def open_learner(open_room: Running) -> dict[str, str]:
    """The header of someone in that room."""
    return open_room.join()[1]


@pytest.fixture
def room(open_room: Running) -> Running:
    """The same server, at its first time, with every allowance whole."""
    context = open_room.context
    open_room.now = NOW
    open_room.client.cookies.clear()
    for name in ("codes", "newcomers", "hand_ins", "tokens"):
        allowance = getattr(context, name)
        setattr(context, name, Allowance(allowance.burst, allowance.every_s))
    return open_room


@pytest.fixture
def own_room(tiny_course: Path, tmp_path: Path) -> Iterator[Running]:
    """A server and a workshop of the test's own."""
    with running(tiny_course, tmp_path / "atelier") as one:
        yield one


@pytest.fixture
def is_french() -> Callable[[str], None]:
    """Fails on a message that has no accent-free excuse: English, or spaces that are not ours."""

    def check(text: str) -> None:
        assert text
        assert not re.search(r"\b(the|error|invalid|not|field|required|value)\b", text, re.I), text
        assert not re.search(r" [;!?»:%]|« ", text), text
        assert not re.search(r"\b(faux|erreur|échec|invalide)\b", text, re.I), text

    return check
