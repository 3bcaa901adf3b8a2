"""What the rehearsal measures: how long a room waits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stopwatch:
    """Seconds, by what was waited for."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def timing(self, what: str) -> Iterator[None]:
        """Note how long the block takes."""
        began = time.perf_counter()
        yield
        self.waits.setdefault(what, []).append(time.perf_counter() - began)

    @property
    def told(self) -> dict[str, float | int]:
        """The median and the longest of each wait, in seconds; then what was counted."""
        found: dict[str, float | int] = {}
        for what, seconds in self.waits.items():
            found[what] = round(statistics.median(seconds), 1)
            if len(seconds) > 1:
                found[f"{what}_max"] = round(max(seconds), 1)
        return found | self.counts
