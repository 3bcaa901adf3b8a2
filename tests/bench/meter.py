"""What a command costs: its time, its processor's, its memory, with all its children (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY_S = 0.05  # between two looks at the memory
CALM = 0.25  # share of the processors that others may take
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """`cpu_s` is user and system, children too; `pss_mb` the largest sum of PSS that was seen."""

    wall_s: float
    cpu_s: float
    pss_mb: float


def busy_share(over_s: float = 0.5) -> float:
    """The share of all processors that is used, 0 to 1, over that time."""

    def ticks() -> tuple[int, int]:
        values = [int(each) for each in (PROC / "stat").read_text().split("\n")[0].split()[1:9]]
        return sum(values), values[3] + values[4]  # idle, and waiting for a disk

    all_before, idle_before = ticks()
    time.sleep(over_s)
    all_after, idle_after = ticks()
    return 1 - (idle_after - idle_before) / max(1, all_after - all_before)


def calm(patience_s: float) -> float:
    """Wait, but no longer than that, until others leave the processors; gives what they take."""
    deadline_s = time.monotonic() + patience_s
    over_s = 0.5 if patience_s else 0.1
    while (share := busy_share(over_s)) > CALM and time.monotonic() < deadline_s:
        pass
    return share


def cost_of(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run the command there; what it says is in `dit.txt`, and it must succeed."""
    with (folder / "dit.txt").open("ab") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        over = threading.Event()
        largest = [0.0]
        watch = threading.Thread(target=_watch, args=(process.pid, over, largest))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - begun
        over.set()
        watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = (folder / "dit.txt").read_text("utf-8", "replace")[-3000:]
        raise RuntimeError(f"{' '.join(command)}\n{last}")
    return Cost(wall_s, used.ru_utime + used.ru_stime, largest[0])


def _watch(pid: int, over: threading.Event, largest: list[float]) -> None:
    while not over.wait(EVERY_S):
        largest[0] = max(largest[0], sum(_pss_mb(each) for each in _family(pid)))


def _family(pid: int) -> Iterator[int]:
    """The process and all that come of it."""
    waiting = [pid]
    while waiting:
        yield (one := waiting.pop())
        with suppress(OSError):  # gone meanwhile
            for told in (PROC / str(one) / "task").glob("*/children"):
                waiting += [int(each) for each in told.read_text().split()]


def _pss_mb(pid: int) -> float:
    """The process's share of the memory that it has, alone or with others."""
    try:
        told = (PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    kib = sum(int(line.split()[1]) for line in told.split("\n") if line.startswith("Pss:"))
    return kib * 1024 / 1e6
