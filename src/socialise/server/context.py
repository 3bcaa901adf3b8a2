"""What every page of one server shares."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from weakref import WeakValueDictionary

from socialise.course.course import Course
from socialise.intake.workshop import Workshop
from socialise.server.board import Board
from socialise.server.judges import Judges
from socialise.server.learners import Learners
from socialise.server.limits import Allowance
from socialise.server.room import Room

Clock = Callable[[], datetime]


@dataclass
class Context:
    """The course, the workshop, the room, and who judges. `clock` gives aware times.

    `address` is where the room's phones go, when it is known better than by the page asked.
    """

    course: Course
    workshop: Workshop
    site: Path | None
    room: Room
    learners: Learners
    judges: Judges
    board: Board
    clock: Clock
    address: str | None = None
    # Wrong codes by one address: a whole room behind one address mistypes less than that, and a
    # machine that guesses one a second needs a year for one chance in three.
    codes: Allowance = field(default_factory=lambda: Allowance(60, 1.0))
    newcomers: Allowance = field(default_factory=lambda: Allowance(200, 2.0))  # by address
    hand_ins: Allowance = field(default_factory=lambda: Allowance(30, 2.0))  # by learner
    tokens: Allowance = field(default_factory=lambda: Allowance(20, 2.0))  # wrong ones, by address
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def lock(self, learner: str) -> asyncio.Lock:
        """What makes a learner's hand-ins one after the other."""
        lock = self._locks.get(learner)
        if lock is None:
            lock = self._locks[learner] = asyncio.Lock()
        return lock
