"""A room opened as a trainer opens it: the real command, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
COMMAND = str(Path(sys.executable).with_name("socialise"))
CLOSING_S = 20


def environment() -> dict[str, str]:
    """This machine's, without what would name another workshop or another address."""
    ours = ("SOCIALISE", "HOST", "PORT")
    return {key: value for key, value in os.environ.items() if not key.startswith(ours)}


@dataclass(frozen=True)
class Room:
    """What the terminal told; `pid` is the server's."""

    url: str
    trainer_url: str
    code: str
    token: str
    workshop: Path
    pid: int

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def socialise(self, *arguments: str) -> str:
        """What a command of the trainer says about this workshop; it must succeed."""
        done = subprocess.run(
            [COMMAND, *arguments, "--workshop", str(self.workshop)],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def files(self) -> dict[str, bytes]:
        """Every file of the workshop, by its path."""
        found = sorted(path for path in self.workshop.rglob("*") if path.is_file())
        return {path.relative_to(self.workshop).as_posix(): path.read_bytes() for path in found}


@contextmanager
def open_room(workshop: Path, *options: str) -> Iterator[Room]:
    """`socialise serve`, with what else it is told, until the end of the block, where Ctrl-C must
    close it quietly."""
    journal = workshop.parent / f"{workshop.name}.stderr"
    with journal.open("wb") as errors:
        server = subprocess.Popen(
            [COMMAND, "serve", "--port", "0", "--workshop", str(workshop), *options],
            cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    assert server.stdout is not None
    told = ""
    for line in server.stdout:
        told += line
        if "Ctrl-C" in line:
            break
    else:
        raise AssertionError(f"the room did not open: {told}{journal.read_text('utf-8')}")

    def said(label: str) -> str:
        found = re.search(rf"^\s*{label}\s*:\s(\S+)$", told, re.MULTILINE)
        assert found is not None, told
        return found[1]

    try:
        yield Room(
            url=said("Adresse de la salle").rstrip("/"),
            trainer_url=said("Page de la personne qui anime"),
            code=said("Code de la salle"),
            token=said("Son jeton"),
            workshop=workshop,
            pid=server.pid,
        )
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(CLOSING_S)
        finally:
            server.kill()
            server.stdout.close()
    assert server.returncode == 0
    assert journal.read_text("utf-8") == ""
