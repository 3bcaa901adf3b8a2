"""What was sent, file by file: answers with their bytes, and everything else by its reason."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from socialise.form.problems import one_line
from socialise.intake.archive import archive_entries
from socialise.intake.entry import Entry
from socialise.intake.file_names import (
    copy_order,
    is_answers,
    is_archive,
    is_notebook,
    original_stem,
)
from socialise.intake.folder import file_entry, folder_entries, reason_of
from socialise.intake.regular import not_a_file
from socialise.words import quebec_typography

__all__ = ["ANSWERS_LIMIT", "REASON_SUFFIX", "Sent", "sent"]

ANSWERS_LIMIT = 1_000_000  # bytes of one answers file
NESTED = 2  # archives one in the other
NAME_SHOWN = 300  # characters
REASON_SUFFIX = ".raison.txt"  # what we put beside a refused file

_NESTED_TOO_DEEP = "une archive dans une archive dans une archive. Sortez-en les fichiers."
_NO_ANSWERS = (
    "ce n'est pas un fichier de réponses. Demandez celui que donne le bouton « Télécharger mes "
    "réponses »."
)
_MOODLE = "_assignsubmission_"


@dataclass(frozen=True)
class Sent:
    """One file that was sent.

    `name` is its place and name there, on one line. `channel` holds the names that the channel
    gave, outermost first: those that may say whose it is, and none that its sender chose, as far
    as one can tell. With a `refusal` (one French line) there is no content. `place` is where it
    is, when it is a file of this computer.
    """

    name: str
    channel: tuple[str, ...]
    content: bytes = b""
    refusal: str = ""
    place: Path | None = None


def sent(path: Path) -> Iterator[Sent]:
    """Everything in a file, a folder or an archive, each file by itself. Raises nothing."""
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            yield from _Sending(path.name, 0).told(folder_entries(path))
        elif is_archive(path.name) and stat.S_ISREG(mode):
            yield from _Sending(path.name, 1).archive(file_entry(path))
        elif stat.S_ISLNK(mode):  # what its name says is not looked at, nor what it leads to
            yield _named(path.name, not_a_file(mode))
        else:
            yield from _Sending("", 0).told([file_entry(path)])
    except OSError as error:
        yield _named(path.name, _reason(error))


def _named(name: str, refusal: str) -> Sent:
    return Sent(one_line(name, NAME_SHOWN), (name,), refusal=quebec_typography(refusal))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "ce fichier n'est plus là. Recommencez."
    if isinstance(error, OSError):
        return reason_of(error)
    return f"ce fichier ne se lit pas ({type(error).__name__}). Demandez-le de nouveau."


class _Sending:
    """One folder or archive given, or an archive found in it."""

    def __init__(self, given: str, depth: int, channel: tuple[str, ...] | None = None) -> None:
        """`given` names it (may be empty); `depth` counts archives; `channel`, when there is one,
        is that of all that is in it: what is in a learner's own archive is named by the learner."""
        self._given = given
        self._depth = depth
        self._channel = channel

    def archive(self, entry: Entry) -> Iterator[Sent]:
        """What is in an archive."""
        try:
            with entry.opened() as file, archive_entries(file) as entries:
                yield from self.told(entries)
        except Exception as error:
            yield Sent(self._shown(()), self._channel or (self._given,),
                       refusal=quebec_typography(_reason(error)), place=entry.place)  # fmt: skip

    def told(self, entries: Sequence[Entry]) -> Iterator[Sent]:
        """Each file in its folder: answers in the order of their copies, then the rest."""
        wrapped = self._wrapped(entries)
        folders: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            folders[entry.parts[:-1]].append(entry)
        answered: set[str] = set()
        strange: list[tuple[str, Sent]] = []
        for inside in folders.values():
            answers = [each for each in inside if _holds_answers(each)]
            stems = {original_stem(each.name) for each in answers}
            for entry in sorted(answers, key=lambda each: copy_order(each.name)):
                answered.add(_person(entry, wrapped))
                yield self._read(entry, wrapped)
            for entry in inside:
                if entry.refusal:
                    yield self._refused(entry, wrapped, entry.refusal)
                elif is_archive(entry.name):
                    answered.add(_person(entry, wrapped))
                    yield from self._nested(entry, wrapped)
                elif is_notebook(entry.name):
                    if original_stem(entry.name) not in stems:
                        answered.add(_person(entry, wrapped))
                        yield self._refused(entry, wrapped, _alone(entry.name))
                elif not (is_answers(entry.name) or entry.name.endswith(REASON_SUFFIX)):
                    person = _person(entry, wrapped) or ("" if self._given else entry.name)
                    strange.append((person, self._refused(entry, wrapped, _NO_ANSWERS)))
        # A photograph beside answers is no matter; someone who sent nothing else is named.
        yield from (each for person, each in strange if person and person not in answered)

    def _wrapped(self, entries: Sequence[Entry]) -> int:
        """How many folders hold all the others: a zip made of a folder has one.

        A single learner's folder is not one: what is in it is named by the learner.
        """
        depth = 0
        while depth < 2 and entries:
            names = {each.parts[depth] if len(each.parts) > depth + 1 else "" for each in entries}
            inside = {each.parts[depth + 1] for each in entries if len(each.parts) > depth + 2}
            if len(names) != 1 or "" in names or _MOODLE in min(names) or len(inside) < 2:
                break
            depth += 1
        return depth

    def _channel_of(self, entry: Entry, wrapped: int) -> tuple[str, ...]:
        """The given name, the folders that hold all, and the first name that tells files apart."""
        if self._channel is not None:
            return self._channel
        given = (self._given,) if self._given else ()
        return (*given, *entry.parts[: wrapped + 1])

    def _shown(self, parts: tuple[str, ...]) -> str:
        given = (self._given,) if self._given else ()
        return one_line("/".join((*given, *parts)), NAME_SHOWN)

    def _read(self, entry: Entry, wrapped: int) -> Sent:
        try:
            content = entry.read(ANSWERS_LIMIT)
        except Exception as error:
            return self._refused(entry, wrapped, _reason(error))
        return Sent(
            self._shown(entry.parts),
            self._channel_of(entry, wrapped),
            content=content,
            place=entry.place,
        )

    def _refused(self, entry: Entry, wrapped: int, reason: str) -> Sent:
        return Sent(
            self._shown(entry.parts),
            self._channel_of(entry, wrapped),
            refusal=quebec_typography(reason),
            place=entry.place,
        )

    def _nested(self, entry: Entry, wrapped: int) -> Iterator[Sent]:
        if self._depth >= NESTED:
            yield self._refused(entry, wrapped, _NESTED_TOO_DEEP)
            return
        inner = _Sending(
            self._shown(entry.parts), self._depth + 1, self._channel_of(entry, wrapped)
        )
        yield from inner.archive(entry)


def _holds_answers(entry: Entry) -> bool:
    return is_answers(entry.name) and not entry.refusal


def _person(entry: Entry, wrapped: int) -> str:
    """Who a file came from, as far as its folder tells; empty where nothing does.

    Moodle has a folder, or a beginning of name, for each person and kind of hand-in.
    """
    name = entry.parts[wrapped]
    if _MOODLE in name:
        return name.partition(_MOODLE)[0]
    return name if len(entry.parts) > wrapped + 1 else ""


def _alone(name: str) -> str:
    stem = name.rpartition(".")[0]
    return (
        f"ce carnet est seul : ses réponses sont dans {one_line(stem, 80)}.json, qui s'enregistre "
        "à côté de lui. Envoyez les deux."
    )
