"""One file among those sent: its name there, and how to read it when its turn comes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from socialise.intake.regular import NotTaken

__all__ = ["Entry"]


@dataclass(frozen=True)
class Entry:
    """A file of a folder or of an archive.

    `parts` are its folders there and its own name. `read` gives its bytes, at most so many, and
    `opened` the file itself, to seek in; both raise OSError, NotTaken among them, with what is
    wrong. `place` is where it is on this computer, when it is a file there. With a `refusal`, it
    is named whatever it is, and not read.
    """

    parts: tuple[str, ...]
    read: Callable[[int], bytes]
    opened: Callable[[], AbstractContextManager[BinaryIO]]
    place: Path | None = None
    refusal: str = ""

    @classmethod
    def refused(cls, parts: tuple[str, ...], reason: str) -> Entry:
        """What is named with the reason, and cannot be read."""

        def refuse(*_: object) -> NoReturn:
            raise NotTaken(reason)

        return cls(parts, refuse, refuse, refusal=reason)

    @property
    def name(self) -> str:
        """Its own name."""
        return self.parts[-1]
