"""What became of one learner's work when it was graded."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Graded"]


@dataclass(frozen=True)
class Graded:
    """What became of one learner's work in one lesson.

    `refusals` names each activity that could not be taken, `to_check` each criterion that a
    trainer must look at, `to_read` each free text that waits for a mark; `failure` is what
    prevented a page from being written. `unchanged`: its marks stood already.
    """

    learner: str
    lesson: str
    refusals: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    to_read: tuple[str, ...] = ()
    failure: str = ""
    unchanged: bool = False
