"""Take in files that learners sent: answers, folders and zips of them, notebooks beside them."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from socialise.course.course import Course, UnknownActivity
from socialise.form import AnswersFile, AnswersRefused
from socialise.intake.receipt import Receipt
from socialise.intake.signature import signed_by
from socialise.intake.submission import hand_in
from socialise.intake.workshop import Workshop, is_plain_name, write_atomically
from socialise.words import fold

FILE_LIMIT = 1_000_000  # bytes of one answers file
ZIP_FILES = 20_000
UNREADABLE_ZIP = "cette archive ne se lit pas. Téléchargez-la de nouveau, sans l'ouvrir."

Owner = Callable[[str, bytes], str | None]


@dataclass(frozen=True)
class Collected:
    """What became of one file: a receipt, a refusal with its cure, or kept until it is owned."""

    name: str
    receipt: Receipt | None = None
    refusal: str = ""
    unowned: bool = False


class RosterRefused(ValueError):
    """A roster that cannot be read; the text says what is expected."""


def read_roster(path: Path) -> Mapping[str, str]:
    """The learner of each folder or name, from a CSV with the columns dossier and participant."""
    try:
        text = path.read_text("utf-8-sig")
        delimiter = ";" if ";" in text.splitlines()[0] else ","
        rows = list(csv.DictReader(text.splitlines(), delimiter=delimiter))
        owners = {fold(row["dossier"]): row["participant"].strip() for row in rows}
    except (OSError, UnicodeDecodeError, KeyError, IndexError, AttributeError) as error:
        raise RosterRefused(
            f"{path} : une liste a deux colonnes, « dossier » et « participant ». "
            "Par exemple : Nadia Roy;erable-42."
        ) from error
    for learner in owners.values():
        if not is_plain_name(learner):
            raise RosterRefused(
                f"{path} : « {learner[:40]} » ne peut pas nommer une personne. Prenez des lettres "
                "minuscules, des chiffres et des traits d'union, par exemple erable-42."
            )
    return owners


def roster_owner(owners: Mapping[str, str]) -> Owner:
    """The owner by the channel's own folder or file name, as the roster lists it.

    Moodle's « Nadia Roy_123_assignsubmission_file_/persona.json » is matched by « Nadia Roy ».
    """

    def owner(name: str, content: bytes) -> str | None:
        for part in PurePosixPath(name).parts:
            for piece in (part, part.split("_")[0], part.rsplit(".", 1)[0]):
                if (learner := owners.get(fold(piece))) is not None:
                    return learner
        return None

    return owner


def collect(
    course: Course, workshop: Workshop, paths: Iterable[Path], owner: Owner, now: datetime
) -> Iterator[Collected]:
    """Take each file in; one file never changes the fate of another. `now` is aware.

    `owner` gives the learner of a file by its name in the channel and its bytes, or None.
    """
    for path in paths:
        for name, content, refusal in _files(path):
            if refusal:
                yield Collected(name, refusal=refusal)
            else:
                yield _taken(course, workshop, name, content, owner, now)


def _taken(
    course: Course, workshop: Workshop, name: str, content: bytes, owner: Owner, now: datetime
) -> Collected:
    try:
        file = AnswersFile.from_bytes(content)
        learner = owner(name, content)
        if learner is None:
            kept = workshop.unowned / name.replace("/", "__")
            write_atomically(kept, content)
            return Collected(name, unowned=True)
        return Collected(name, receipt=hand_in(course, workshop, learner, file, now))
    except (AnswersRefused, UnknownActivity) as refused:
        kept = workshop.refused / name.replace("/", "__")
        write_atomically(kept, content)
        write_atomically(kept.with_name(f"{kept.name}.raison.txt"), f"{refused}\n".encode())
        return Collected(name, refusal=str(refused))


def _files(path: Path) -> Iterator[tuple[str, bytes, str]]:
    """Each answers file below a path: its name in the channel, its bytes, and a refusal or ''."""
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        yield path.name, b"", "ce n'est ni un fichier ni un dossier. Vérifiez son emplacement."
    elif path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_symlink() or not inner.is_file() or inner.suffix == ".zip":
                continue
            yield from _file(inner, str(inner.relative_to(path.parent).as_posix()))
    elif path.suffix == ".zip":
        yield from _zipped(path)
    else:
        yield from _file(path, path.name)


def _file(path: Path, name: str) -> Iterator[tuple[str, bytes, str]]:
    if path.suffix == ".ipynb":
        if not path.with_suffix(".json").is_file():
            yield name, b"", _alone(path.stem)
    elif path.suffix == ".json":
        if path.stat().st_size > FILE_LIMIT:
            yield name, b"", "ce fichier dépasse 1 Mo. Ce n'est pas un fichier de réponses."
        else:
            yield name, path.read_bytes(), ""


def _zipped(path: Path) -> Iterator[tuple[str, bytes, str]]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        yield path.name, b"", UNREADABLE_ZIP
        return
    with archive:
        entries = archive.infolist()
        if len(entries) > ZIP_FILES:
            yield path.name, b"", f"plus de {ZIP_FILES} fichiers. Envoyez l'archive d'un groupe."
            return
        names = {entry.filename for entry in entries}
        for entry in entries:
            inner = PurePosixPath(entry.filename)
            if inner.suffix == ".ipynb" and str(inner.with_suffix(".json")) not in names:
                yield entry.filename, b"", _alone(inner.stem)
            if inner.suffix != ".json" or entry.is_dir():
                continue
            if entry.file_size > FILE_LIMIT:
                yield entry.filename, b"", "ce fichier dépasse 1 Mo."
                continue
            try:
                with archive.open(entry) as opened:
                    yield entry.filename, opened.read(FILE_LIMIT + 1), ""
            except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
                yield entry.filename, b"", UNREADABLE_ZIP


def _alone(stem: str) -> str:
    return (
        f"ce carnet est seul : ses réponses sont dans {stem}.json, qui s'enregistre à côté de "
        "lui. Envoyez les deux."
    )


def owner_of(workshop: Workshop, learner: str | None, roster: Path | None) -> Owner:
    """The owner of what is collected: named for all, else by the roster, else by our signature.

    Raises RosterRefused when the name or the roster cannot be used.
    """
    if learner is not None:
        if not is_plain_name(learner):
            raise RosterRefused(
                f"« {learner[:40]} » ne peut pas nommer une personne. Prenez des lettres "
                "minuscules, des chiffres et des traits d'union, par exemple erable-42."
            )
        return lambda name, content: learner
    if roster is not None:
        return roster_owner(read_roster(roster))
    return lambda name, content: signed_by(workshop, content)
