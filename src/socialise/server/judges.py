"""The judges: a few processes that run the author's cells, each killed when it takes too long."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from socialise.course.course import UnknownActivity
from socialise.form import AnswersFile, AnswersRefused, NotReady, Problem
from socialise.intake.workshop import Workshop
from socialise.server.frames import Frame, pack, read_async

_log = logging.getLogger(__name__)

LIMIT_S = 5.0  # for one judgement, which takes a few milliseconds
WRITING_S = 10.0  # more, for what is written on a slow disk
WAITING_S = 10.0  # for a judge to be free
OPENING_S = 120.0  # for a judge to be ready, on a slow machine


class TooLong(Exception):
    """The cells did not end in time on these answers; their process was killed."""


class Busy(Exception):
    """No judge was free in time."""


class Broken(Exception):
    """The author's cells do not run on these answers. `cause`, for the log, holds no answer."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class Unwritten(Exception):
    """The disk refused a hand-in. `cause` is for the log."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class NoSuchThing(LookupError):
    """The activity offers no finished thing of that id."""


@dataclass(frozen=True)
class _Judge:
    process: asyncio.subprocess.Process

    async def ask(self, request: Mapping[str, Any]) -> Frame:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(pack(dict(request)))
        await self.process.stdin.drain()
        return await read_async(self.process.stdout)

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Judges:
    """Run `start` first and `stop` last, in the loop that asks.

    `count` processes judge at once; `limit_s` seconds are given to one judgement.
    """

    def __init__(self, root: Path, *, count: int | None = None, limit_s: float = LIMIT_S) -> None:
        self.root = root
        self.count = count or min(4, max(2, os.cpu_count() or 2))
        self.limit_s = limit_s
        self.titles: dict[tuple[str, str], str] = {}
        self.broken: dict[tuple[str, str], str] = {}
        self._idle: asyncio.Queue[_Judge] = asyncio.Queue()
        self._all: set[_Judge] = set()
        self._openings: set[asyncio.Task[None]] = set()
        self._ready = asyncio.Event()

    @property
    def ready(self) -> bool:
        """Whether at least one judge has opened the course."""
        return self._ready.is_set()

    async def start(self) -> None:
        """Open the course in every process; returns when the first is ready.

        Raises RuntimeError when none opens it: the cause is on standard error.
        """
        for _ in range(self.count):
            self._open_one()
        first = asyncio.create_task(self._ready.wait())
        openings = asyncio.create_task(asyncio.wait(self._openings))
        await asyncio.wait((first, openings), return_when=asyncio.FIRST_COMPLETED)
        openings.cancel()
        first.cancel()
        if not self.ready:
            raise RuntimeError("no judge could open the course")

    async def stop(self) -> None:
        """Kill every process."""
        for task in list(self._openings):
            task.cancel()
        await asyncio.gather(*self._openings, return_exceptions=True)
        await asyncio.gather(*(judge.end() for judge in self._all))
        self._all.clear()

    async def check(self, file: AnswersFile) -> None:
        """Raise AnswersRefused where the answers are not built as the form is."""
        await self._ask("check", file)

    async def judge(self, file: AnswersFile) -> dict[str, Any]:
        """The verdicts message."""
        head, _ = await self._ask("judge", file)
        verdicts: dict[str, Any] = head["verdicts"]
        return verdicts

    async def take_home(self, file: AnswersFile, id: str, now: datetime) -> tuple[str, bytes]:
        """The name and bytes of a finished thing. Raises NoSuchThing and NotReady too."""
        head, body = await self._ask("take_home", file, id=id, now=now.isoformat())
        return head["filename"], body

    async def hand_in(
        self, workshop: Workshop, learner: str, file: AnswersFile, now: datetime
    ) -> dict[str, Any]:
        """Take answers in for a learner: the receipt, as it is told. Raises Unwritten too."""
        head, _ = await self._ask(
            "hand_in",
            file,
            learner=learner,
            workshop=str(workshop.folder.resolve()),
            now=now.isoformat(),
            limit_s=self.limit_s + WRITING_S,
        )
        receipt: dict[str, Any] = head["receipt"]
        return receipt

    async def _ask(
        self, what: str, file: AnswersFile, *, limit_s: float | None = None, **more: Any
    ) -> Frame:
        """Ask the first free judge. Raises what the reply says, TooLong and Busy."""
        request = {
            "do": what,
            "lesson": file.lesson,
            "activity": file.activity,
            "answers": file.answers,
            **more,
        }
        judge = await self._free()
        try:
            frame = await asyncio.wait_for(judge.ask(request), limit_s or self.limit_s)
        except BaseException as error:
            # Stopped in the middle of anything: its pipes can never be trusted again.
            await self._replace(judge)
            if isinstance(error, TimeoutError):
                raise TooLong from None
            if isinstance(error, asyncio.IncompleteReadError | ConnectionError):
                raise Broken(f"le processus est mort ({judge.process.returncode})") from None
            raise
        self._idle.put_nowait(judge)
        _raise(frame[0], file)
        return frame

    async def _free(self) -> _Judge:
        """The first free judge that is alive. Raises Busy."""
        while True:
            try:
                judge = await asyncio.wait_for(self._idle.get(), WAITING_S)
            except TimeoutError:
                raise Busy from None
            if judge.process.returncode is None:
                return judge
            await self._replace(judge)

    async def _replace(self, judge: _Judge) -> None:
        self._all.discard(judge)
        self._open_one()
        await asyncio.shield(judge.end())

    def _open_one(self) -> None:
        task = asyncio.create_task(self._open())
        self._openings.add(task)
        task.add_done_callback(self._opened)

    def _opened(self, task: asyncio.Task[None]) -> None:
        self._openings.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("judge not replaced: %s", type(error).__name__)

    async def _open(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # what lies in the current folder is no module
            "-m",
            "socialise.server.worker",
            str(self.root.resolve()),
            str(self.limit_s + WRITING_S),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server, which ends its judges
        )
        judge = _Judge(process)
        self._all.add(judge)
        assert process.stdout is not None
        try:
            head, _ = await asyncio.wait_for(read_async(process.stdout), OPENING_S)
        except BaseException:
            self._all.discard(judge)
            await asyncio.shield(judge.end())
            raise
        for one in head["activities"]:
            key = (one["lesson"], one["activity"])
            self.titles[key] = one["title"]
            if one["cause"]:
                self.broken[key] = one["cause"]
        self._idle.put_nowait(judge)
        self._ready.set()


def _raise(reply: dict[str, Any], file: AnswersFile) -> None:
    match reply["outcome"]:
        case "done":
            return
        case "refused":
            raise AnswersRefused([Problem(**problem) for problem in reply["problems"]])
        case "unknown":
            raise UnknownActivity(file.lesson, file.activity)
        case "not_ready":
            raise NotReady(reply["text"])
        case "nothing_so_named":
            raise NoSuchThing
        case "unwritten":
            raise Unwritten(reply["cause"])
        case _:
            raise Broken(reply["cause"])
