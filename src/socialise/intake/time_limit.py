"""A limit on the time that one learner's answers take, where no other process watches over it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["TooLong", "within"]


class TooLong(BaseException):
    """The time is over. Not an Exception: the author's cells may catch those."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooLong in what follows once `seconds` have passed.

    By a signal, which the main thread alone receives: elsewhere there is no limit. Something that
    never comes back from C is not stopped (`socialise grade` has processes for that).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
