"""The files of a zip archive that anyone made: bounded, and never written anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import BinaryIO

from socialise.intake.entry import Entry
from socialise.intake.file_names import NAME_LIMIT, is_of_no_one
from socialise.intake.regular import NotTaken, not_a_file, too_big
from socialise.words import nfc

__all__ = ["ENTRY_LIMIT", "archive_entries"]

ENTRY_LIMIT = 20_000
DIRECTORY_LIMIT = 8_000_000  # bytes of an archive's own list: 20 000 names, and long ones
TOTAL_LIMIT = 500_000_000  # bytes read out of one archive
INNER_LIMIT = 20_000_000  # bytes of a file that is sought in: an archive in another

UNREADABLE = "cette archive ne se lit pas. Téléchargez-la de nouveau, sans l'ouvrir."
TOO_MANY = "plus de 20 000 fichiers. Envoyez l'archive d'un groupe."
_DAMAGED = "l'archive est abîmée à cet endroit. Téléchargez-la de nouveau, sans l'ouvrir."
_LOCKED = "ce fichier est protégé par un mot de passe. Demandez-le sans mot de passe."
_METHOD = "ce fichier est comprimé d'une façon qui ne se lit pas ici. Refaites un .zip ordinaire."
_NAME = "ce nom est trop long. Renommez le fichier, puis refaites l'archive."
_TOTAL = "l'archive dépasse 500 Mo une fois ouverte. Envoyez l'archive d'un groupe."

# What a zip made of anything else raises: zipfile checks little before it reads.
_BREAKS = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, OverflowError,
    NotImplementedError, RuntimeError, OSError, MemoryError,
)  # fmt: skip
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UTF_8 = 0x800  # the flag of a name in UTF-8
_ENCRYPTED = 0x1


@contextmanager
def archive_entries(file: BinaryIO) -> Iterator[list[Entry]]:
    """Every file of the archive, to be read before the end of the context, in the order kept.

    Raises NotTaken for an archive that cannot be read, or of too many files.
    """
    try:
        archive = zipfile.ZipFile(_Bounded(file))
    except NotTaken:
        raise
    except _BREAKS:
        raise NotTaken(UNREADABLE) from None
    with archive:
        listed = archive.infolist()
        if len(listed) > ENTRY_LIMIT:
            raise NotTaken(TOO_MANY)
        left = _Left(TOTAL_LIMIT)
        yield [entry for each in listed if (entry := _entry(archive, each, left)) is not None]


class _Bounded(io.RawIOBase):
    """A file whose archive's list cannot be longer than is reasonable, whatever it claims."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int | None = -1, /) -> bytes:
        """At most DIRECTORY_LIMIT bytes at once. Raises NotTaken above."""
        asked = DIRECTORY_LIMIT + 1 if size is None or size < 0 else size
        content = self._file.read(min(asked, DIRECTORY_LIMIT + 1))
        if len(content) > DIRECTORY_LIMIT:
            raise NotTaken(TOO_MANY)
        return content

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


class _Left:
    """How many bytes may still be read out of an archive."""

    def __init__(self, size: int) -> None:
        self.size = size


def _entry(archive: zipfile.ZipFile, each: zipfile.ZipInfo, left: _Left) -> Entry | None:
    """The file, or None for a folder and what a system left."""
    name = _name(each)
    parts = tuple(part for part in name.split("/") if part not in ("", ".", ".."))
    if name.endswith("/") or not parts or is_of_no_one(parts):
        return None
    if len(name) > NAME_LIMIT:
        return Entry.refused((f"{name[:80]}…",), _NAME)
    kind = stat.S_IFMT(each.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return Entry.refused(parts, not_a_file(kind))
    return Entry(parts, partial(_read, archive, each, left), partial(_opened, archive, each, left))


def _name(each: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 without its flag (macOS), « \\ » for « / » (old Windows)."""
    name = each.filename
    if not each.flag_bits & _UTF_8:
        with suppress(ValueError):
            name = name.encode("cp437").decode("utf-8")
    return nfc(name.replace("\\", "/"))


def _read(archive: zipfile.ZipFile, each: zipfile.ZipInfo, left: _Left, limit: int) -> bytes:
    """The bytes, by what is in the archive and not by what its list claims."""
    if each.flag_bits & _ENCRYPTED:
        raise NotTaken(_LOCKED)
    if each.compress_type not in _METHODS:
        raise NotTaken(_METHOD)
    if each.file_size > limit:
        raise NotTaken(too_big(limit))
    try:
        with archive.open(each) as opened:
            content = opened.read(limit + 1)
    except _BREAKS:
        raise NotTaken(_DAMAGED) from None
    if len(content) > limit:
        raise NotTaken(too_big(limit))
    left.size -= len(content)
    if left.size < 0:
        raise NotTaken(_TOTAL)
    return content


@contextmanager
def _opened(archive: zipfile.ZipFile, each: zipfile.ZipInfo, left: _Left) -> Iterator[BinaryIO]:
    yield io.BytesIO(_read(archive, each, left, INNER_LIMIT))
