"""A real PostgreSQL of a test's own: Debian's server, in a temporary folder, on a Unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

OWNER = "socialise"
SECRET = "Brûlot-7%/@:$"  # a password that an address must quote
READY = b"database system is ready to accept connections"


class PostgreSQL:
    """A server; every database in it is the owner's."""

    def __init__(self, folder: Path, *, safe: bool = False) -> None:
        """Its data, in a folder that is there. `safe` waits for the disk, as a real one does."""
        self.folder = folder
        self._safe = safe
        self._server: subprocess.Popen[bytes] | None = None
        word = folder / "word"
        word.write_text(SECRET, "utf-8")
        self._user = _user()
        for path in (folder, word):
            shutil.chown(path, self._user.get("user"), self._user.get("group"))
        subprocess.run(
            [_program("initdb"), "--pgdata", folder / "data", "--username", OWNER,
             "--pwfile", word, "--auth", "scram-sha-256", "--encoding", "UTF8",
             "--locale", "C.UTF-8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **self._user,
        )  # fmt: skip

    def start(self) -> None:
        """Answer connections, from now on."""
        options = [] if self._safe else ["-F"]
        server = subprocess.Popen(
            [_program("postgres"), "-D", self.folder / "data", "-k", self.folder,
             "-c", "listen_addresses=", "-c", "lc_messages=C", *options],
            stderr=subprocess.PIPE, cwd=self.folder, **self._user,
        )  # fmt: skip
        assert server.stderr is not None
        self._server = server
        told: list[bytes] = []
        while READY not in (line := server.stderr.readline()):
            told.append(line)
            assert line, b"".join(told).decode(errors="replace")
        threading.Thread(target=server.stderr.read, daemon=True).start()

    def stop(self) -> None:
        """Cut every connection at once; what was committed is found again at the next start."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait()
            self._server = None

    def address(self, database: str, *, secret: str = SECRET) -> str:
        """What SOCIALISE_DB says."""
        return f"postgresql+psycopg://{OWNER}:{quote(secret, '')}@/{database}?host={self.folder}"

    def create(self, database: str, *, pattern: str = "template1") -> str:
        """A database more, empty or a copy of another that nobody uses now; gives its address."""
        with psycopg.connect(
            host=str(self.folder), user=OWNER, password=SECRET, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{pattern}"'.encode())
        return self.address(database)


@contextmanager
def postgresql(*, safe: bool = False) -> Iterator[PostgreSQL]:
    """Start a server, and end it. `safe` waits for the disk, as a real one does."""
    # Not pytest's folder, which only its own user may enter: the server refuses to run as root.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    try:
        server = PostgreSQL(folder, safe=safe)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _user() -> dict[str, Any]:
    """Who runs the server: whoever runs the tests, or Debian's own user when that is root."""
    if os.geteuid() != 0:
        return {}
    known: Sequence[str] = [each.pw_name for each in pwd.getpwall()]
    found = pwd.getpwnam("postgres" if "postgres" in known else "nobody")
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _program(name: str) -> str:
    """Debian keeps the server's programs out of PATH, by version."""
    return str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))
