"""A real Dask cluster of a test's own: a scheduler and its workers, each a process, on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class Machines:
    """The scheduler's address, and the workers' processes."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._environment = {**os.environ, **(environment or {}), "TMPDIR": str(folder)}
        self._environment.pop("SOCIALISE_DB", None)
        self.workers: list[subprocess.Popen[str]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        line = _heard(self.scheduler, "Scheduler at:")
        self.address = line.split()[-1]

    def add(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """One worker more, of one thread; without the nanny that would start it again."""
        worker = self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1",
            "--death-timeout", "20", environment=environment,
        )  # fmt: skip
        _heard(worker, "Registered to:")
        self.workers.append(worker)
        return worker

    def _start(
        self, what: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--no-dashboard"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            cwd=self._folder, env={**self._environment, **(environment or {})},
        )  # fmt: skip

    def end(self) -> None:
        """Nothing of it is left."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def machines(
    folder: Path, count: int, environment: Mapping[str, str] | None = None
) -> Iterator[Machines]:
    """A scheduler and `count` workers, which write below `folder`."""
    folder.mkdir(exist_ok=True)
    started = Machines(folder, environment)
    try:
        for _ in range(count):
            started.add()
        yield started
    finally:
        started.end()


def _heard(process: subprocess.Popen[str], word: str) -> str:
    """The line of its log that has this word; what comes after is read and forgotten."""
    assert process.stderr is not None
    told = []
    while word not in (line := process.stderr.readline()):
        told.append(line)
        assert line, "".join(told)
    threading.Thread(target=process.stderr.read, daemon=True).start()
    return line
