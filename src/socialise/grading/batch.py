"""Grades a workshop in batches: cells compiled once, forked workers, one transaction for many."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from nbgrader import utils

from socialise.form import SIZE_LIMIT
from socialise.grading.graded import Graded
from socialise.grading.ledger import Entry
from socialise.grading.lesson import Lesson
from socialise.grading.marked import Marked
from socialise.grading.marking import Key, Reply, Request
from socialise.intake import NotTaken, Workshop, open_folder, read_at, write_quickly

__all__ = ["Batch", "Markers"]

END = 1_000  # bytes
_DIGEST = re.compile(rb'[^\\]"digest": "([0-9a-f]{64})"')  # a learner's own quotes are escaped
MANY = 50  # submissions in one transaction
UNJUDGED = {
    "slow": "ces réponses prennent trop de temps à juger",
    "memory": "ces réponses prennent trop de mémoire à juger",
    "long": "le verdict de ces réponses est trop long",
    "died": "ces réponses ont arrêté ce qui les jugeait",
}


class Markers(Protocol):
    """Whoever marks: processes of this machine (`crew`), or of many (`cluster`)."""

    def replies(self, requests: Iterable[tuple[Any, Request]]) -> Iterator[tuple[Any, Reply]]:
        """The reply to each request, in any order, with the name that it came with."""


@dataclass
class _Work:
    """One learner's work in one lesson, while it is being marked."""

    learner: str
    lesson: Lesson
    stamp: datetime | None = None
    digests: dict[str, str] = field(default_factory=dict)  # of what is being marked, by activity
    marked: dict[str, Marked] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    to_check: list[str] = field(default_factory=list)
    to_read: list[str] = field(default_factory=list)
    waits_for: int = 0
    unchanged: bool = False

    def graded(self) -> Graded:
        return Graded(
            self.learner, self.lesson.name, tuple(self.refusals), tuple(self.to_check),
            tuple(self.to_read), unchanged=self.unchanged,
        )  # fmt: skip


class Batch:
    """The grading of some lessons of a workshop.

    `broken` fills with the exercises that do not run, and what their cells say: nobody receives a
    mark for them.
    """

    def __init__(
        self, workshop: Workshop, autograded: Path, lessons: Iterable[Lesson], markers: Markers
    ) -> None:
        """`autograded` is nbgrader's directory of that name."""
        self.broken: dict[str, str] = {}
        self._workshop = workshop
        self._autograded = autograded
        self._lessons = {each.name: each for each in lessons}
        self._markers = markers
        self._blank: dict[Key, Marked] = {}

    def grade(self, work: Iterable[tuple[str, str]], *, again: bool = False) -> Iterator[Graded]:
        """Grade each (learner, lesson), and tell what became of it once it is written.

        What has not changed since it was graded is left as it is, unless `again`.
        """
        self._open()
        waiting = {name: each.ledger.waiting() for name, each in self._lessons.items()}
        finished: list[_Work] = []  # ready to be written
        settled: list[_Work] = []  # with nothing to write

        def requests() -> Iterator[tuple[tuple[_Work, str], Request]]:
            for learner, name in work:
                one = _Work(learner, self._lessons[name])
                contents = self._read(one)
                if not again and self._stands(one, contents, waiting[name]):
                    settled.append(one)
                    continue
                one.waits_for = len(contents)
                if not contents:
                    settled.append(one)
                for activity, content in contents.items():
                    yield (one, activity), (name, activity, content)

        for (one, activity), reply in self._markers.replies(requests()):
            self._hear(one, activity, reply)
            one.waits_for -= 1
            if one.waits_for == 0:
                (finished if one.marked else settled).append(one)
            if len(finished) >= MANY:
                yield from self._write(finished)
                finished.clear()
            while settled:
                yield settled.pop().graded()
        yield from self._write(finished)
        yield from (one.graded() for one in settled)

    def _open(self) -> None:
        """Ask for the form of each activity, untouched: a broken exercise is found here."""
        for lesson in self._lessons.values():
            for activity, cause in lesson.broken.items():
                self.broken[f"{lesson.name}/{activity}"] = cause
        keys = [key for each in self._lessons.values() for key in each.markers]
        for key, reply in self._markers.replies((key, (*key, None)) for key in keys):
            if reply["outcome"] == "marked":
                self._blank[key] = Marked(**reply["marked"])
            else:
                told: str = reply.get("cause") or UNJUDGED[reply["outcome"]]
                self.broken["/".join(key)] = told

    def _read(self, one: _Work) -> dict[str, bytes]:
        """The answers to what can be marked, by activity; the rest is refused by name."""
        contents: dict[str, bytes] = {}
        try:
            with open_folder(self._workshop.submitted, f"{one.learner}/{one.lesson.name}") as here:
                there = {entry.name for entry in os.scandir(here)}
                one.stamp = _timestamp(here)
                for activity in one.lesson.activities:
                    if f"{activity}.json" in there:
                        self._take(one, activity, here, contents)
        except (NotTaken, FileNotFoundError) as refused:
            one.refusals.append(f"{one.lesson.name} : {refused}")
            return {}
        for name in sorted(there):
            stem, _, suffix = name.rpartition(".")
            if suffix == "ipynb" and f"{stem}.json" not in there:
                one.refusals.append(
                    f"{name} : les réponses ({stem}.json) manquent à côté de ce carnet. Demandez "
                    "le fichier de réponses."
                )
        return contents

    def _take(self, one: _Work, activity: str, here: int, contents: dict[str, bytes]) -> None:
        """Read what was handed in for one activity, from an open folder."""
        if (one.lesson.name, activity) not in self._blank:
            one.left.add(activity)  # a broken exercise, told once for all
            return
        try:
            content = read_at(here, f"{activity}.json", SIZE_LIMIT)
        except (NotTaken, FileNotFoundError) as refused:
            one.left.add(activity)
            one.refusals.append(f"{activity}.json : {refused}")
            return
        contents[activity] = content
        one.digests[activity] = one.lesson.digest(activity, content, one.stamp)

    def _stands(
        self,
        one: _Work,
        contents: Mapping[str, bytes],
        waiting: Mapping[str, list[tuple[str, str]]],
    ) -> bool:
        """Whether all of it is graded already, of the very same answers, by the very same cells."""
        if not contents or one.left or one.learner not in waiting:
            return False
        folder = self._autograded / one.learner / one.lesson.name
        if any(_digest_of(folder / f"{each}.ipynb") != one.digests[each] for each in contents):
            return False
        one.unchanged = True
        for activity, cell in waiting[one.learner]:
            if (blank := self._blank.get((one.lesson.name, activity))) is not None:
                self._tell(one, activity, cell, blank)
        return True

    def _hear(self, one: _Work, activity: str, reply: Reply) -> None:
        """What became of one activity of a learner."""
        blank = self._blank[one.lesson.name, activity]
        match reply["outcome"]:
            case "marked":
                marked = Marked(**reply["marked"])
                for cell, score in marked.scores.items():
                    if score is None or cell in marked.flagged:
                        self._tell(one, activity, cell, blank)
            case "refused":
                one.left.add(activity)
                one.refusals.append(f"{activity}.json : {reply['text']}")
                return
            case outcome:
                # Judged by nobody, and tried again at the next run: no digest is kept of it.
                marked, one.digests[activity] = blank.unjudged(), ""
                told = UNJUDGED.get(outcome) or f"l'exercice s'arrête ({reply['cause']})"
                one.to_check.append(f"{activity} : {told}")
        one.marked[activity] = marked

    def _tell(self, one: _Work, activity: str, cell: str, blank: Marked) -> None:
        """That a person must look at this cell: a free text, or a criterion."""
        fact = blank.facts.get(cell, {})
        told = f"{activity}, {fact.get('label', cell)}"
        (one.to_check if "outcome" in fact else one.to_read).append(told)

    def _write(self, finished: list[_Work]) -> Iterator[Graded]:
        """Marks first, notebooks then: killed between the two, this learner is graded again, to the
        same."""
        for lesson in self._lessons.values():
            entries = [
                Entry(one.learner, one.stamp, one.marked, frozenset(one.left))
                for one in finished
                if one.lesson is lesson
            ]
            if entries:
                lesson.ledger.write(entries)
        for one in finished:
            place = f"{one.learner}/{one.lesson.name}"
            try:
                folder = Workshop(self._autograded).real_folder(place)
            except NotTaken as refused:  # nothing is written through a link
                one.refusals.append(f"{self._autograded.name}/{place} : {refused}")
                one.marked.clear()
            for activity, marked in one.marked.items():
                notebook = one.lesson.notebooks[activity]
                content = notebook.filled(marked, one.digests[activity])
                write_quickly(folder / f"{activity}.ipynb", content)
            yield one.graded()


def _timestamp(here: int) -> datetime | None:
    """When what is in an open folder was handed in, as nbgrader reads it: naive UTC."""
    with suppress(NotTaken, FileNotFoundError, ValueError, OverflowError):
        told = read_at(here, "timestamp.txt", 100).decode("utf-8-sig").strip()
        if told.endswith(" UTC"):  # as we write it: ten times quicker than nbgrader's reader
            with suppress(ValueError):
                return datetime.fromisoformat(told.removesuffix(" UTC"))
        found = utils.parse_utc(told) if told else None
        return found.astimezone(UTC).replace(tzinfo=None) if found and found.tzinfo else found
    return None


def _digest_of(notebook: Path) -> str:
    """What a graded notebook says it was made of; empty where there is none.

    It stands at the end of what `GradedNotebook` writes: of thousands, no more is read.
    """
    try:
        with notebook.open("rb") as file:
            file.seek(-min(END, file.seek(0, os.SEEK_END)), os.SEEK_END)
            found = _DIGEST.search(file.read())
    except OSError:
        return ""
    return found[1].decode() if found else ""
