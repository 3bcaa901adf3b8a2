"""The workers of a batch: forked processes with limits, of which one may die without the others."""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from types import TracebackType
from typing import Any, TypeVar

from socialise.grading.marker import Marker
from socialise.grading.marking import Key, Reply, Request, reply_to

__all__ = ["Crew", "Limits"]

Named = TypeVar("Named")

AHEAD = 24  # requests that wait at a worker, so that it never waits while we write
HELD = 64_000  # bytes of them: far less than a pipe holds, or we would wait for each other
SELDOM = 50_000  # objects between two collections
LARGE = 16_000  # bytes: a request past this is sent to a worker that does nothing

_Asked = tuple[Any, Request, bool]
"""What its caller calls it, the request, and whether it was tried once already."""


@dataclass(frozen=True)
class Limits:
    """What the cells may take for one learner: they need a few milliseconds and a few megabytes.

    `seconds` of clock and of processor; `memory` in bytes, beside what the worker had at its start;
    `output` in bytes of one reply.
    """

    seconds: float = 10.0
    memory: int = 512 * 1024**2
    output: int = 8 * 1024**2


@dataclass
class _Worker:
    """One process; the first of `asked` is what it does now, since `since` (monotonic seconds)."""

    pid: int
    pipe: Connection
    since: float = 0.0
    asked: deque[_Asked] = field(default_factory=deque)


class Crew:
    """Processes that mark. Use as a context manager: at its end, none of them is left.

    A learner whose answers take too long, too much memory, or the process's life, is found alone:
    the requests that waited behind go to another worker. A death that may be another's fault (the
    machine's) is tried once more.
    """

    def __init__(
        self,
        markers: Mapping[Key, Marker],
        *,
        count: int | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.count = count or processors()
        self._markers = markers
        self._workers: list[_Worker] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in list(self._workers):
            self._end(worker)
        gc.unfreeze()

    def replies(self, requests: Iterable[tuple[Named, Request]]) -> Iterator[tuple[Named, Reply]]:
        """The reply to each request, in the order in which they end, with the name it came with.

        Beside what `marking` replies, an `outcome` may be « slow »,
        « long » (its output) or « died ».
        """
        coming = iter(requests)
        again: deque[_Asked] = deque()  # tried once, or sent too early
        held: deque[_Asked] = deque()
        more = True
        while True:
            while more and len(held) < self.count * AHEAD:
                if (one := next(coming, None)) is None:
                    more = False
                else:
                    held.append((*one, False))
            self._hand_out(again, held)
            busy = [worker for worker in self._workers if worker.asked]
            if not busy:
                if not (more or again or held):
                    return
                continue
            yield from self._hear(busy, again)

    def _hand_out(self, *queues: deque[_Asked]) -> None:
        """Send what waits to those who have the least to do; a new process where one is missing."""
        for queue in queues:
            while queue:
                name, request, tried = queue[0]
                alone = tried or _size(queue[0]) > LARGE
                free = min(self._workers, key=lambda each: len(each.asked), default=None)
                if (free is None or free.asked) and len(self._workers) < self.count:
                    free = self._fork()
                if free is None or len(free.asked) >= (1 if alone else AHEAD):
                    return
                if any(one[2] or _size(one) > LARGE for one in free.asked):
                    return
                if free.asked and sum(map(_size, (*free.asked, queue[0]))) > HELD:
                    return
                queue.popleft()
                if not free.asked:
                    free.since = time.monotonic()
                free.asked.append((name, request, tried))
                with suppress(OSError):  # dead: heard of below
                    free.pipe.send_bytes(pickle.dumps(request))

    def _hear(self, busy: list[_Worker], again: deque[_Asked]) -> Iterator[tuple[Any, Reply]]:
        now = time.monotonic()
        soonest = min(worker.since for worker in busy) + self.limits.seconds
        ready = set(wait([worker.pipe for worker in busy], max(0.0, soonest - now)))
        for worker in busy:
            if worker.pipe in ready:
                try:
                    content = worker.pipe.recv_bytes(self.limits.output)
                except (EOFError, OSError) as error:
                    # Past the limit, recv_bytes closes the pipe: what was written was too long.
                    outcome = "died" if isinstance(error, EOFError | ConnectionError) else "long"
                    yield from self._lost(worker, outcome, again)
                    continue
                name, _, _ = worker.asked.popleft()
                worker.since = time.monotonic()
                reply: Reply = json.loads(content)
                if reply["outcome"] == "memory":  # what is left of its memory is anyone's guess
                    again.extend(worker.asked)
                    self._end(worker)
                yield name, reply
            elif time.monotonic() - worker.since >= self.limits.seconds:
                yield from self._lost(worker, "slow", again)

    def _lost(
        self, worker: _Worker, outcome: str, again: deque[_Asked]
    ) -> Iterator[tuple[Any, Reply]]:
        """A worker is gone with the first of its requests; the others go to the next one."""
        name, request, tried = worker.asked.popleft()
        again.extend(worker.asked)
        self._end(worker)
        if outcome == "died" and not tried:
            again.append((name, request, True))
        else:
            yield name, {"outcome": outcome}

    def _fork(self) -> _Worker:
        ours, theirs = Pipe()
        gc.freeze()  # what the workers share with us is not written to
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                ours.close()
                for other in self._workers:
                    other.pipe.close()  # or they would never hear that we are gone
                _work(self._markers, theirs, self.limits)
                code = 0
            finally:
                os._exit(code)
        theirs.close()
        worker: _Worker = _Worker(pid, ours)
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(worker.pid, 0)


def _size(one: _Asked) -> int:
    return len(one[1][2] or b"")


def _work(markers: Mapping[Key, Marker], pipe: Connection, limits: Limits) -> None:
    """Reply to requests until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks
    gc.set_threshold(SELDOM)  # each learner's namespace is a cycle: a few at a time
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)  # what a cell prints goes nowhere
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 (until the end)
    if used := _addresses():
        _limit(resource.RLIMIT_AS, used + limits.memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(EOFError, OSError):
        while True:
            request: Request = pickle.loads(pipe.recv_bytes())  # from the process that forked us
            # Should that process be killed, cells that never end do not outlive it for long.
            _limit(resource.RLIMIT_CPU, int(time.process_time() + limits.seconds) + 2)
            pipe.send_bytes(reply_to(markers, request))


def processors() -> int:
    """How many this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def _limit(what: int, value: int) -> None:
    with suppress(ValueError, OSError):  # not everywhere
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))


def _addresses() -> int:
    """Bytes of addresses that this process has now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm") as told:  # noqa: PTH123
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
