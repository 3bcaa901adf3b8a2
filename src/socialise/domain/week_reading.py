"""A week's log as it was typed: what of it can be read, and what cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from socialise.domain.week_log import ZERO, Cut, LogLine, WeekLog
from socialise.words import Unreadable


class TypedRow(Protocol):
    """A row: `get` gives None where nothing was typed, and raises words.Unreadable."""

    def get(self, key: str, default: Any = None, /) -> Any:
        """The value of a column."""


@dataclass(frozen=True)
class WeekReading:
    """`log` holds the complete lines: a day, a task, hours. No requests typed is none received.

    `doubtful` are lines that only miss hours that can be read (zero stands in their place);
    `unread_hours` and `unread_requests` tell the first figure of each kind that cannot be.
    """

    log: WeekLog
    doubtful: tuple[LogLine, ...]
    unread_hours: Unreadable | None
    unread_requests: Unreadable | None

    @property
    def hoped(self) -> WeekLog:
        """The log once the doubtful lines are mended, as far as one can tell."""
        return WeekLog(self.log.lines + self.doubtful)

    def sure(self, *, requests: bool = False) -> WeekLog:
        """The log, nothing of it in doubt. Raises words.Unreadable: requests only when asked."""
        if self.unread_hours is not None:
            raise self.unread_hours
        if requests and self.unread_requests is not None:
            raise self.unread_requests
        return self.log


def read_week(rows: Iterable[TypedRow]) -> WeekReading:
    """The log of rows of « jour », « tache », « duree » (hours) and « demandes ».

    One without a day, a task or hours is no line yet.
    """
    lines, doubtful = [], []
    unread_hours: Unreadable | None = None
    unread_requests: Unreadable | None = None
    for row in rows:
        day, task = row.get("jour"), row.get("tache")
        if not day or not task:
            continue
        unread: Unreadable | None = None
        try:
            requests = row.get("demandes") or ZERO
        except Unreadable as unreadable:
            requests, unread = ZERO, unreadable
        try:
            hours = row.get("duree")
        except Unreadable as unreadable:
            doubtful.append(LogLine(day, task, ZERO, requests))
            unread_hours = unread_hours or unreadable
            continue
        if hours is not None:
            lines.append(LogLine(day, task, hours, requests))
            unread_requests = unread_requests or unread
    return WeekReading(WeekLog(tuple(lines)), tuple(doubtful), unread_hours, unread_requests)


def read_cut(row: TypedRow) -> Cut | None:
    """The cut of a row of « tache », « avant » and « apres » (hours); None where hours are absent.

    Raises words.Unreadable where both were typed and one cannot be read.
    """
    hours, unread = [], None
    for column in ("avant", "apres"):
        try:
            value = row.get(column)
        except Unreadable as unreadable:
            unread = unread or unreadable
            continue
        if value is None:
            return None
        hours.append(value)
    if unread is not None:
        raise unread
    return Cut(row.get("tache") or "", *hours)
