"""nbgrader's formgrader, in a real Jupyter server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["formgrader"]

PATIENCE_S = 90


@contextmanager
def formgrader(course: Path, workshop: Path | None = None) -> Iterator[str]:
    """Where it answers, on loopback, until the end of the block; the workshop is the course's own
    unless told."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scripts = Path(sys.executable).parent
    environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
    environment["PATH"] = f"{scripts}{os.pathsep}{environment['PATH']}"
    if workshop is not None:
        environment["SOCIALISE_WORKSHOP"] = str(workshop)
    server = subprocess.Popen(
        [str(scripts / "jupyter"), "server", "--allow-root", "--no-browser", f"--port={port}",
         "--ip=127.0.0.1", "--IdentityProvider.token=", "--ServerApp.password=",
         f"--ServerApp.root_dir={course}"],
        cwd=course, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"{address}/formgrader", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.2)
