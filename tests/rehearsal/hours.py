"""The hours of a trainer's path, as its page tells them: nothing is written a second time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialise.course.path import Timed, clock, read_paths, timed
from socialise.course.path_facts import text_facts

BEFORE, AFTER = 0, -1  # what is not a moment of the path


@dataclass(frozen=True)
class Hours:
    """The moments of one path, numbered from 1."""

    path: str
    moments: tuple[Timed, ...]

    @classmethod
    def of(cls, root: Path, path: str) -> Hours:
        """Read from `book/parcours.toml` and from the forms."""
        return cls(path, tuple(timed(read_paths(root)[path], text_facts(root))))

    def at(self, moment: int, minute: int) -> int:
        """Minutes since midnight, `minute` minutes into a moment, or from the first or last hour.

        Raises ValueError when the moment is over by then.
        """
        if moment == BEFORE:
            return self.moments[0].start + minute
        if moment == AFTER:
            return self.moments[-1].end + minute
        one = self.moments[moment - 1]
        if not 0 <= minute < one.minutes:
            raise ValueError(f"« {one.moment.text} » lasts {one.minutes} minutes, not {minute}")
        return one.start + minute

    def told(self, moment: int, minute: int) -> str:
        """« 9 h 40 »."""
        return clock(self.at(moment, minute))

    def name(self, moment: int) -> str:
        """What is done at that moment, as the path says it; empty before and after."""
        return self.moments[moment - 1].moment.text if moment > 0 else ""
