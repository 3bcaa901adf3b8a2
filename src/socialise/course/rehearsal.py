"""A path that was rehearsed: what each screen showed, and how long the room waited.

`make rehearsal` writes `book/_static/repetition/ecrans.json` and the pictures beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from socialise.course.path import Agenda, clock, timed
from socialise.course.path_facts import Facts

__all__ = ["FOLDER", "Rehearsal", "Screen", "late_screens", "read_rehearsal"]

FOLDER = "book/_static/repetition"
_FILE = "ecrans.json"


@dataclass(frozen=True)
class Screen:
    """A picture: its file in FOLDER, its size in CSS pixels, its hour as it was announced.

    `moment` is the place of `doing` in the path, from 1; 0 is before it, -1 after.
    """

    file: str
    moment: int
    hour: str
    doing: str
    who: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Rehearsal:
    """The path's id; screens by name; seconds and counts by name."""

    path: str = ""
    screens: Mapping[str, Screen] = field(default_factory=dict)
    measured: Mapping[str, float] = field(default_factory=dict)


def read_rehearsal(root: Path) -> Rehearsal:
    """What was kept of it; nothing where no path was rehearsed."""
    path = root / FOLDER / _FILE
    if not path.is_file():
        return Rehearsal()
    data = json.loads(path.read_text("utf-8"))
    screens = {name: Screen(**screen) for name, screen in data["screens"].items()}
    return Rehearsal(data["path"], screens, data["measured"])


def late_screens(rehearsal: Rehearsal, agenda: Agenda, facts: Facts) -> Iterator[str]:
    """The names of the screens that the path no longer agrees with: its words, or its hours."""
    moments = timed(agenda, facts)
    for name, screen in rehearsal.screens.items():
        if screen.moment < 1:
            continue
        if screen.moment > len(moments):
            yield name
            continue
        one = moments[screen.moment - 1]
        hours = {clock(minute) for minute in range(one.start, one.end)}
        if one.moment.text != screen.doing or screen.hour not in hours:
            yield name
