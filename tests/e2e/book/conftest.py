"""The book, built once by stock Jupyter Book in a copy of the course, and a browser to read it."""

from __future__ import annotations

import fcntl
import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from socialise.server.csp import site_policy

_REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def book_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site's folder, built by the first process of the tests that asks for it; the build itself
    is the test that it has no warning."""
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "book"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "_build/html/index.html").is_file():
            shared.mkdir()
            _build(shared)
    return shared / "_build/html"


def _build(course: Path) -> None:
    for name in ("_config.yml", "_toc.yml", "README.md"):
        shutil.copyfile(_REPOSITORY / name, course / name)
    for name in ("book", "exercises", "solutions"):
        shutil.copytree(_REPOSITORY / name, course / name)
    runtime = _REPOSITORY / "_build/runtime"
    if runtime.is_dir():
        (course / "_build").mkdir()
        (course / "_build/runtime").symlink_to(runtime)
    jupyter_book = "from jupyter_book.cli.main import main; main()"
    built = subprocess.run(
        [sys.executable, "-c", jupyter_book, "build", course, "-W", "--keep-going", "-n"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host with the room's own policy, the strictest that pages will meet."""

    def do_GET(self) -> None:
        if self.path.partition("?")[0].endswith("/js/hors-ligne.js"):
            self._nothing()  # a site kept for later at each opening would be every page, each time
        else:
            super().do_GET()

    def _nothing(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", site_policy([]))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def book_url(book_site: Path) -> Iterator[str]:
    """Where the site is served."""
    handler = functools.partial(_Host, directory=str(book_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    return (_REPOSITORY / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
