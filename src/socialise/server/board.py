"""Who handed in what: one line a learner, one cell an activity."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from anyio import to_thread

from socialise.form import SIZE_LIMIT, AnswersFile, AnswersRefused
from socialise.intake.receipt import Receipt
from socialise.intake.regular import read_regular
from socialise.intake.workshop import Workshop, is_plain_name
from socialise.server.judges import Broken, Busy, Judges, TooLong

_log = logging.getLogger(__name__)

PATIENCE_S = 1.5  # what a page waits for cells that are not judged yet


@dataclass(frozen=True)
class Text:
    """An answer that the trainer reads and grades."""

    label: str
    text: str


@dataclass(frozen=True)
class HandIn:
    """The present hand-in of one learner for one activity. `met` of `total` visible criteria."""

    learner: str
    lesson: str
    activity: str
    received_at: datetime
    met: int = 0
    total: int = 0
    to_check: tuple[str, ...] = ()  # criteria that could not be judged
    texts: tuple[Text, ...] = ()
    waiting: bool = False  # not judged yet
    trouble: str = ""  # why it could not be judged: a French sentence


@dataclass(frozen=True)
class _Place:
    learner: str
    lesson: str
    activity: str
    path: Path
    stamp: tuple[int, int]


class Board:
    """The workshop's hand-ins, judged once each and kept until their file changes.

    Nothing of it is stored: it is made again from `submitted/` and `receipts/` at each start.
    """

    def __init__(self, workshop: Workshop, judges: Judges) -> None:
        self._workshop = workshop
        self._judges = judges
        self._kept: dict[tuple[str, str, str], tuple[tuple[int, int], HandIn]] = {}
        self._filling: asyncio.Task[None] | None = None

    async def hand_ins(self) -> list[HandIn]:
        """Every present hand-in, by learner, lesson and activity. Those that are not judged in
        time are told as waiting, and will be there next time."""
        places = await to_thread.run_sync(lambda: list(self._places()))
        present = {(place.learner, place.lesson, place.activity) for place in places}
        self._kept = {key: kept for key, kept in self._kept.items() if key in present}
        if any(self._known(place) is None for place in places):
            if self._filling is None or self._filling.done():
                self._filling = asyncio.create_task(self._fill(places))
            await asyncio.wait({self._filling}, timeout=PATIENCE_S)
        return [self._known(place) or self._not_yet(place) for place in places]

    async def stop(self) -> None:
        """Stop judging."""
        if self._filling is not None:
            self._filling.cancel()
            await asyncio.wait({self._filling})

    def left_aside(self) -> tuple[int, int]:
        """How many collected files wait for an owner, and how many were refused."""
        return _count(self._workshop.unowned), _count(self._workshop.refused)

    def _places(self) -> Iterator[_Place]:
        for learner in self._workshop.learners():
            for path in sorted((self._workshop.submitted / learner).glob("*/*.json")):
                lesson, activity = path.parent.name, path.stem
                if not (is_plain_name(lesson) and is_plain_name(activity)) or path.is_symlink():
                    continue
                try:
                    stat = path.stat()
                except OSError:
                    continue
                stamp = (stat.st_mtime_ns, stat.st_size)
                yield _Place(learner, lesson, activity, path, stamp)

    def _known(self, place: _Place) -> HandIn | None:
        stamp, known = self._kept.get((place.learner, place.lesson, place.activity), (None, None))
        return known if stamp == place.stamp else None

    def _not_yet(self, place: _Place) -> HandIn:
        when = datetime.fromtimestamp(place.stamp[0] / 1e9).astimezone()
        return HandIn(place.learner, place.lesson, place.activity, when, waiting=True)

    async def _fill(self, places: list[_Place]) -> None:
        """Judge one after the other: the learners who wait for a verdict come first."""
        for place in places:
            if self._known(place) is None:
                try:
                    known = await self._judge(place)
                except Busy:
                    return
                self._kept[place.learner, place.lesson, place.activity] = (place.stamp, known)

    async def _judge(self, place: _Place) -> HandIn:
        blank = self._not_yet(place)

        def told(when: datetime, **more: Any) -> HandIn:
            return HandIn(place.learner, place.lesson, place.activity, when, **more)

        try:
            file, when = await to_thread.run_sync(self._read, place)
        except (OSError, AnswersRefused):
            return told(blank.received_at, trouble="Le fichier de réponses ne se lit pas.")
        try:
            verdicts = await self._judges.judge(file)
        except Busy:
            raise
        except Exception as error:
            return told(when or blank.received_at, trouble=_trouble(error))
        criteria = verdicts["criteria"]
        return told(
            when or blank.received_at,
            met=sum(one["outcome"] == "met" for one in criteria),
            total=len(criteria),
            to_check=tuple(one["label"] for one in criteria if one["outcome"] == "a_verifier"),
            texts=tuple(
                Text(item["label"], str(file.answers[item["field"]]).strip())
                for item in verdicts["free_text"]
                if item["answered"]
            ),
        )

    def _read(self, place: _Place) -> tuple[AnswersFile, datetime | None]:
        """The answers, and when they were received if there is a receipt of them."""
        there = PurePath(place.learner, place.lesson, place.path.name)
        content = AnswersFile.from_bytes(read_regular(self._workshop.submitted, there, SIZE_LIMIT))
        file = AnswersFile(place.lesson, place.activity, content.answers)
        receipt = Receipt.of(place.learner, file, datetime.now().astimezone())
        try:
            kept = (self._workshop.receipts / receipt.path).read_bytes()
            return file, Receipt.from_bytes(kept).received_at
        except (OSError, ValueError, KeyError):
            return file, None


def _trouble(error: Exception) -> str:
    if isinstance(error, AnswersRefused):
        return "Ces réponses ne vont pas avec l'activité du cours."
    if isinstance(error, TooLong):
        return "Le calcul prend trop de temps sur ces réponses."
    if isinstance(error, LookupError):
        return "Cette activité n'est pas dans le cours."
    cause = error.cause if isinstance(error, Broken) else type(error).__name__
    _log.error("not judged for the board", extra={"cause": cause})
    return "L'exercice ne fonctionne pas avec ces réponses."


def _count(folder: Path) -> int:
    if not folder.is_dir():
        return 0
    return sum(
        path.is_file() and not path.name.startswith(".") and path.suffix in (".json", ".ipynb")
        for path in folder.rglob("*")
    )
