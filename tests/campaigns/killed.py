"""A process of ours that is killed at a moment of our choosing, whatever it does then."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Started", "start"]

GRAIN_S = 0.0005


@dataclass
class Started:
    """A running child; `said` is the file of what it prints."""

    pid: int
    said: Path
    code: int | None = None

    def ended(self) -> bool:
        """Whether it came to its own end, or to the one that we gave it."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        while not self.ended():
            time.sleep(GRAIN_S)
        assert self.code is not None
        return self.code

    def kill_after(self, seconds: float) -> bool:
        """Kill it (SIGKILL) then. False when it had ended before."""
        return self.kill_when(lambda: True, seconds)

    def kill_when(self, begun: Callable[[], bool], seconds: float) -> bool:
        """Kill it so many seconds after `begun` is true. False when it had ended before."""
        until: float | None = None
        while until is None or time.monotonic() < until:
            if self.ended():
                return False
            if until is None and begun():
                until = time.monotonic() + seconds
            time.sleep(GRAIN_S)
        if self.ended():
            return False
        os.kill(self.pid, signal.SIGKILL)
        self.wait()
        return True


def start(work: Callable[[], int], said: Path, folder: Path) -> Started:
    """Run `work` in a forked process, in a folder: everything is imported already.

    Its own process group, and each line that it prints is in `said` before the next one.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return Started(pid, said)
    code = 70
    try:
        os.setpgid(0, 0)
        output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8")
        os.chdir(folder)
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)
