"""A file being written is whole or absent, and a killed writer leaves nothing for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from socialise.intake.partial import SUFFIX, Partial, sweep
from socialise.intake.workshop import write_atomically


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    """The system lets go of its lock with it."""
    writer = subprocess.Popen(
        [sys.executable, "-c",
         "import sys, time; from pathlib import Path\n"
         "from socialise.intake.partial import Partial\n"
         "kept = Partial(Path(sys.argv[1]), b'x'); print('pret', flush=True); time.sleep(600)",
         str(tmp_path)],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"pret\n"
    assert sweep(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 1
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    """The server may be taking a hand-in while someone grades."""
    (tmp_path / "a").mkdir()
    with Partial(tmp_path / "a", b"x") as written:
        assert sweep(tmp_path) == 0
        written.take(tmp_path / "a" / "mini.json")
    assert (tmp_path / "a" / "mini.json").read_bytes() == b"x"
    assert (tmp_path / "a" / "mini.json").stat().st_mode & 0o777 == 0o600


def test_one_swept_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its making and its lock there is an instant."""
    import fcntl

    lock, swept = fcntl.flock, []

    def late(handle: int, how: int) -> None:
        if not swept:
            swept.append(True)
            for path in tmp_path.glob(f".*{SUFFIX}"):
                path.unlink()
        lock(handle, how)

    monkeypatch.setattr("fcntl.flock", late)
    write_atomically(tmp_path / "mini.json", b"x")
    assert (tmp_path / "mini.json").read_bytes() == b"x"
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_else_is_swept(tmp_path: Path) -> None:
    """Nor what is reached by a link, nor a pipe of that name."""
    away = tmp_path / "ailleurs"
    away.mkdir()
    (away / f".x{SUFFIX}").write_bytes(b"")
    here = tmp_path / "atelier"
    here.mkdir()
    (here / "lien").symlink_to(away)
    (here / f".y{SUFFIX}").symlink_to(away / f".x{SUFFIX}")
    (here / f"visible{SUFFIX}").write_bytes(b"")
    os.mkfifo(here / f".tube{SUFFIX}")
    sweep(here)
    assert (away / f".x{SUFFIX}").exists()
    assert (here / f"visible{SUFFIX}").exists()
