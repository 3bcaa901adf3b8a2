"""Regular files alone: never a link, a pipe, a socket, a device or a folder in a file's place.

What is opened is looked at after it is opened, by its descriptor: nothing can be swapped between
the look and the reading. POSIX alone, as the judges' processes are.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path, PurePath
from typing import BinaryIO

from socialise.words import number

__all__ = [
    "NotTaken",
    "is_real_folder",
    "names_in",
    "not_a_file",
    "open_at",
    "open_folder",
    "read_at",
    "read_regular",
    "too_big",
]

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
# A pipe is opened without waiting for who writes in it, a terminal without becoming ours.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_CHUNK = 1 << 16  # bytes

_KINDS = (
    (stat.S_ISDIR, "un dossier"),
    (stat.S_ISFIFO, "un tube"),
    (stat.S_ISSOCK, "une prise réseau"),
    (stat.S_ISCHR, "un appareil"),
    (stat.S_ISBLK, "un appareil"),
)
_LINK = "c'est un lien vers autre chose. Mettez le fichier lui-même à sa place."
_LINKED_FOLDER = "son dossier est un lien vers autre chose. Mettez le dossier lui-même à sa place."
_NO_FOLDER = "ce qui devrait être son dossier n'en est pas un. Remettez un dossier à sa place."
_CLOSED = "ce fichier ne s'ouvre pas : il n'est lisible que par une autre personne. Copiez-le."
_DISK = "le disque ne rend pas ce fichier. Copiez-le de nouveau."
_NAME = "ce nom ne peut pas désigner un fichier ici. Renommez-le."


class NotTaken(OSError):
    """Something that is not read; `reason` says the fact and the cure, in one French line."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def read_regular(root: Path, relative: str | PurePath, limit: int) -> bytes:
    """The bytes of the regular file `relative` below `root`, at most `limit` of them.

    `root` is the workshop's own and is trusted; below it no folder may be a link, nor the file.
    Raises FileNotFoundError when nothing has that name, and NotTaken for whatever else prevents
    taking it: another kind of thing, a bigger file, a refusal of the disk.
    """
    place = PurePath(relative)
    with open_folder(root, place.parent) as folder:
        return read_at(folder, place.name, limit)


@contextmanager
def open_folder(root: Path, relative: str | PurePath = ".", *, make: bool = False) -> Iterator[int]:
    """A descriptor of the real folder `relative` below `root`, closed at the end.

    With `make`, the folders that are absent are made. Raises as `read_regular` does.
    """
    parts = PurePath(relative).parts
    if ".." in parts or PurePath(relative).is_absolute():
        raise NotTaken(_NAME)
    with _told():
        here = os.open(root, _FOLDER)
    try:
        for part in parts:
            if make:
                with _told(), suppress(FileExistsError):
                    os.mkdir(part, dir_fd=here)
            there = _open_inner(here, part)
            os.close(here)
            here = there
        yield here
    finally:
        os.close(here)


def _open_inner(here: int, part: str) -> int:
    with _told():
        try:
            return os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
        except NotADirectoryError:  # said of a link and of a file alike: only the sentence differs
            linked = stat.S_ISLNK(os.stat(part, dir_fd=here, follow_symlinks=False).st_mode)
            raise NotTaken(_LINKED_FOLDER if linked else _NO_FOLDER) from None


def is_real_folder(root: Path, relative: str | PurePath = ".") -> bool:
    """Whether a folder stands there, reached by no link."""
    try:
        with open_folder(root, relative):
            return True
    except (FileNotFoundError, NotTaken):
        return False


def names_in(root: Path, relative: str | PurePath = ".") -> list[str]:
    """Every name in the real folder `relative`, in order. Raises as `read_regular` does."""
    with open_folder(root, relative) as folder, _told():
        return sorted(os.listdir(folder))  # noqa: PTH208 (a descriptor has no Path)


def read_at(folder: int, name: str, limit: int) -> bytes:
    """The bytes of the regular file `name` in an open folder. Raises as `read_regular` does."""
    with open_at(folder, name) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise NotTaken(too_big(limit))
        with _told():
            return _whole(file.fileno(), limit)


@contextmanager
def open_at(folder: int, name: str) -> Iterator[BinaryIO]:
    """The regular file `name` in an open folder, to read. Raises as `read_regular` does."""
    if name in ("", ".", "..") or "/" in name:
        raise NotTaken(_NAME)
    with _told():
        handle = os.open(name, _FILE, dir_fd=folder)
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise NotTaken(not_a_file(mode))
        file = os.fdopen(handle, "rb", closefd=False)
    except BaseException:
        os.close(handle)
        raise
    try:
        yield file
    finally:
        file.close()
        os.close(handle)


def not_a_file(mode: int) -> str:
    """Why something of that mode (`st_mode`) is not read."""
    if stat.S_ISLNK(mode):
        return _LINK
    kind = next((name for is_one, name in _KINDS if is_one(mode)), "autre chose")
    return f"c'est {kind}, et non un fichier. Mettez le fichier à sa place."


def too_big(limit: int) -> str:
    """Why something of more than `limit` bytes is not read."""
    if limit % 1_000_000 == 0:
        return f"ce fichier dépasse {limit // 1_000_000} Mo. Envoyez le fichier de réponses seul."
    return f"ce fichier dépasse {number(Decimal(limit))} octets. Envoyez le fichier de réponses."


def _whole(handle: int, limit: int) -> bytes:
    """What is there now: a file may have grown since it was looked at."""
    parts: list[bytes] = []
    seen = 0
    while part := os.read(handle, _CHUNK):
        parts.append(part)
        seen += len(part)
        if seen > limit:
            raise NotTaken(too_big(limit))
    return b"".join(parts)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the system says into FileNotFoundError or NotTaken."""
    try:
        yield
    except (FileNotFoundError, NotTaken):
        raise
    except OSError as error:
        raise NotTaken(_REASONS.get(error.errno or 0, _DISK)) from None
    except ValueError:  # a NUL, half of a surrogate pair
        raise NotTaken(_NAME) from None


_REASONS = {
    errno.ELOOP: _LINK,
    errno.EMLINK: _LINK,  # what BSD says
    errno.ENXIO: "c'est une prise réseau ou un tube, et non un fichier. Retirez-le.",
    errno.EOPNOTSUPP: "c'est une prise réseau, et non un fichier. Retirez-la.",
    errno.ENOTDIR: _NO_FOLDER,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.ENAMETOOLONG: _NAME,
    errno.EINVAL: _NAME,
    errno.EILSEQ: _NAME,
}
