"""Files being written: each takes its place whole, and none is left behind for ever.

Whoever writes one holds a lock on it until it has its place. The system lets go of the lock when
a writer is killed: a file of this kind without a lock is nobody's, and `sweep` removes it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import suppress
from pathlib import Path
from types import TracebackType

__all__ = ["SUFFIX", "Partial", "sweep"]

SUFFIX = ".partiel"


class Partial:
    """A new file beside its place. A context: the lock is let go after it.

    What did not take its place is gone after it too.
    """

    def __init__(self, folder: Path, content: bytes, *, durable: bool = True) -> None:
        """Write `content` in `folder`, which exists; only its owner may read it. Raises OSError.

        Not `durable`, it may be lost with the machine's power.
        """
        self._handle, self.path = _locked(folder)
        self._placed = False
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            if durable:
                os.fsync(self._handle)
        except BaseException:
            self.close()
            raise

    def open_to_all(self) -> None:
        """Let everyone read it."""
        os.fchmod(self._handle, 0o644)

    def take(self, place: Path) -> None:
        """Take the place of what may be there."""
        self.path.replace(place)
        self._placed = True

    def close(self) -> None:
        """Let it go; if it has no other name, it is gone."""
        if not self._placed:
            self.path.unlink(missing_ok=True)
        os.close(self._handle)

    def __enter__(self) -> Partial:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _locked(folder: Path) -> tuple[int, Path]:
    while True:
        name = folder / f".{secrets.token_hex(8)}{SUFFIX}"
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with suppress(OSError):  # a disk without locks: `sweep` leaves its files alone too
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, name
        os.close(handle)  # swept in the instant before it was locked


def sweep(folder: Path) -> int:
    """Remove what killed writers left below `folder`, following no link; says how many."""
    swept = 0
    for place, _, files in os.walk(folder):
        swept += sum(
            _swept(Path(place, name))
            for name in files
            if name.startswith(".") and name.endswith(SUFFIX)
        )
    return swept


def _swept(path: Path) -> bool:
    """Whether the file was nobody's, and is gone."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
        return True
    except OSError:  # its writer lives
        return False
    finally:
        os.close(handle)
