"""The files of a folder on this computer: links are named, never followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO

from socialise.intake.entry import Entry
from socialise.intake.file_names import is_answers, is_archive, is_of_no_one
from socialise.intake.regular import NotTaken, not_a_file, open_at, open_folder, read_regular

__all__ = ["DEPTH_LIMIT", "FILE_LIMIT", "file_entry", "folder_entries", "reason_of"]

DEPTH_LIMIT = 10  # folders one in the other
FILE_LIMIT = 20_000  # files of one folder, the folders in it included
TOO_DEEP = f"plus de {DEPTH_LIMIT} dossiers l'un dans l'autre. Rapprochez-en les fichiers."
LINKED = "ce dossier est un lien vers autre chose. Mettez le dossier lui-même à sa place."
TOO_MANY = "plus de 20 000 fichiers. Envoyez le dossier d'un groupe."


def file_entry(path: Path) -> Entry:
    """A file by itself."""
    return _entry(path.parent, PurePath(path.name), (path.name,))


def folder_entries(root: Path) -> list[Entry]:
    """Every file below, in order. Raises OSError, NotTaken among them, for the folder itself.

    What is not a regular file, a linked folder and folders too deep are entries that say so when
    they are read. At most 20 000 files: raises NotTaken above.
    """
    found = list(islice(_below(root, PurePath()), FILE_LIMIT + 1))
    if len(found) > FILE_LIMIT:
        raise NotTaken(TOO_MANY)
    return found


def _below(root: Path, relative: PurePath) -> Iterator[Entry]:
    with open_folder(root, relative) as here, os.scandir(here) as listed:
        inside = sorted(islice(listed, FILE_LIMIT + 1), key=lambda each: each.name)
    for each in inside:
        place = relative / each.name
        if is_of_no_one((each.name,)):
            continue
        if each.is_symlink() and (root / place).is_dir():
            yield Entry.refused(place.parts, LINKED)
        elif not each.is_dir(follow_symlinks=False):
            yield _entry(root, place, place.parts)
        elif is_answers(each.name) or is_archive(each.name):
            yield Entry.refused(place.parts, not_a_file(stat.S_IFDIR))
        elif len(place.parts) > DEPTH_LIMIT:
            yield Entry.refused(place.parts, TOO_DEEP)
        else:
            yield from _inner(root, place)


def _inner(root: Path, place: PurePath) -> Iterator[Entry]:
    try:
        yield from _below(root, place)
    except OSError as error:
        yield Entry.refused(place.parts, reason_of(error))


def _entry(root: Path, relative: PurePath, parts: tuple[str, ...]) -> Entry:
    return Entry(
        parts,
        partial(read_regular, root, relative),
        partial(_opened, root, relative),
        root / relative,
    )


@contextmanager
def _opened(root: Path, relative: PurePath) -> Iterator[BinaryIO]:
    with open_folder(root, relative.parent) as folder, open_at(folder, relative.name) as file:
        yield file


def reason_of(error: OSError) -> str:
    """What prevented reading, in one French line."""
    if isinstance(error, NotTaken):
        return error.reason
    return "ce dossier a changé pendant qu'on le lisait. Recommencez."
