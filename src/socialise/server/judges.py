"""The judges: a few processes that run the author's cells, each killed when it takes too long."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
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

LIMIT_S = 5.0  # for one judgement, which takes a few milliseconds
WRITING_S = 10.0  # more, for what is written on a slow disk
WAITING_S = 10.0  # for a judge to be free
OPENING_S = 120.0  # for the course to be opened, on a slow machine
FORKING_S = 20.0  # for one more judge, a few milliseconds as a rule


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


@dataclass(frozen=True, eq=False)
class _Judge:
    """One process, and the connection to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, request: Mapping[str, Any]) -> Frame:
        self.writer.write(pack(dict(request)))
        await self.writer.drain()
        return await read_async(self.reader)

    def end(self) -> None:
        """Kill it, whatever it is doing."""
        # At the end of the connection the process is gone, and its number may be another's.
        if not self.reader.at_eof():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.writer.close()


class Judges:
    """Run `start` first and `stop` last, in the loop that asks.

    `count` processes judge at once; `limit_s` seconds are given to one judgement. They are forked
    by a nursery (`worker.main`) that opened the course once.
    """

    def __init__(self, root: Path, *, count: int | None = None, limit_s: float = LIMIT_S) -> None:
        self.root = root
        self.count = count or min(4, max(2, os.cpu_count() or 2))
        self.limit_s = limit_s
        self.titles: dict[tuple[str, str], str] = {}
        self.broken: dict[tuple[str, str], str] = {}
        self.ready = False
        self._idle: asyncio.Queue[_Judge] = asyncio.Queue()
        self._all: set[_Judge] = set()
        self._nursery: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._opening = asyncio.Lock()

    async def start(self) -> None:
        """Open the course, then every judge.

        Raises RuntimeError when it cannot be opened: the cause is on standard error.
        """
        for _ in range(self.count):
            await self._open_one()
        self.ready = True

    async def stop(self) -> None:
        """End every process."""
        self.ready = False
        for judge in self._all:
            judge.end()
        self._all.clear()
        await self._close_nursery()

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
        try:
            head, _ = await self._ask(
                "hand_in",
                file,
                learner=learner,
                workshop=str(workshop.folder.resolve()),
                now=now.isoformat(),
                limit_s=self.limit_s + WRITING_S,
            )
        except TooLong:  # nothing is judged there: what lasts is the disk
            raise Unwritten("the disk takes too long") from None
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
            # Stopped in the middle of anything: its connection can never be trusted again.
            await asyncio.shield(self._replace(judge))
            if isinstance(error, TimeoutError):
                raise TooLong from None
            if isinstance(error, asyncio.IncompleteReadError | ConnectionError):
                raise Broken("le processus est mort") from None
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
            if not judge.reader.at_eof():
                return judge
            await self._replace(judge)

    async def _replace(self, judge: _Judge) -> None:
        self._all.discard(judge)
        judge.end()
        if self.ready:
            await self._open_one()

    async def _open_one(self) -> None:
        """Have one more judge forked. Raises RuntimeError."""
        async with self._opening:
            try:
                judge = await self._forked()
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                await self._close_nursery()  # dead: another one is opened
                judge = await self._forked()
        self._all.add(judge)
        self._idle.put_nowait(judge)

    async def _forked(self) -> _Judge:
        if self._nursery is None:
            await self._open_nursery()
        assert self._control is not None
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        head, _ = await asyncio.wait_for(read_async(reader), FORKING_S)
        return _Judge(head["pid"], reader, writer)

    async def _open_nursery(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._nursery = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # what lies in the current folder is no module
                "-m",
                "socialise.server.worker",
                str(self.root.resolve()),
                str(self.limit_s + WRITING_S),
                stdin=theirs.fileno(),
                stdout=asyncio.subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the server, which ends its judges
            )
        self._control = ours
        assert self._nursery.stdout is not None
        try:
            head, _ = await asyncio.wait_for(read_async(self._nursery.stdout), OPENING_S)
        except (asyncio.IncompleteReadError, TimeoutError):
            await self._close_nursery()
            raise RuntimeError(f"{self.root}: the course cannot be opened") from None
        for one in head["activities"]:
            key = (one["lesson"], one["activity"])
            self.titles[key] = one["title"]
            if one["cause"]:
                self.broken[key] = one["cause"]

    async def _close_nursery(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._nursery is not None:
            with suppress(ProcessLookupError):
                self._nursery.kill()
            await self._nursery.wait()
        self._nursery = self._control = None


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
