"""A site on loopback, served as a good static host would: types, gzip, and what may be kept."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import Self
from urllib.parse import unquote, urlsplit

__all__ = ["LoopbackSite", "Served"]

_PACKET = 16_384
_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}


@dataclass(frozen=True)
class Served:
    """One answer: the path asked for, the status, the bytes of the body as sent."""

    path: str
    status: int
    sent_bytes: int


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that leaves in the middle of an answer is no news."""
        error = sys.exception()
        if error and not isinstance(error, ConnectionError):
            raise error


@dataclass
class LoopbackSite:
    """Folders under prefixes; the longest prefix wins. `kept` prefixes may be kept for ever.

    `bits_per_s` slows every answer down, as a poor network would (None: as fast as it goes);
    `policy` is sent as the Content-Security-Policy of every file.
    """

    folders: dict[str, Path]
    kept: tuple[str, ...] = ("/_static/",)
    bits_per_s: float | None = None
    policy: str | None = None
    served: list[Served] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        self._line = threading.Lock()
        self._free_at = 0.0
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def file(self, path: str) -> Path | None:
        """The file of that path, inside its folder; None when there is none."""
        for prefix in sorted(self.folders, key=len, reverse=True):
            if path.startswith(prefix):
                folder = self.folders[prefix].resolve()
                found = (folder / path.removeprefix(prefix)).resolve()
                inside = found.is_relative_to(folder) and found.is_file()
                return found if inside and found.name not in self.missing else None
        return None

    def pass_on(self, body: bytes, write: Callable[[bytes], object]) -> None:
        """Write that body, no faster than the network: all answers share it."""
        if self.bits_per_s is None:
            write(body)
            return
        for start in range(0, len(body), _PACKET):
            packet = body[start : start + _PACKET]
            with self._line:
                self._free_at = max(self._free_at, monotonic()) + len(packet) * 8 / self.bits_per_s
                wait_s = self._free_at - monotonic()
            sleep(max(wait_s, 0))
            write(packet)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path)
                found = site.file(path)
                if found is None:
                    self._send(path, 404, b"", {})
                    return
                headers = {"Content-Type": _TYPES.get(found.suffix, "application/octet-stream")}
                if site.policy:
                    headers["Content-Security-Policy"] = site.policy
                packed = found.with_name(f"{found.name}.gz")
                if packed.is_file():
                    headers["Vary"] = "Accept-Encoding"
                    if "gzip" in self.headers.get("Accept-Encoding", ""):
                        headers["Content-Encoding"] = "gzip"
                        found = packed
                kept = path.startswith(site.kept)
                headers["Cache-Control"] = (
                    "public, max-age=31536000, immutable" if kept else "no-cache"
                )
                self._send(path, 200, found.read_bytes(), headers)

            def _send(self, path: str, status: int, body: bytes, headers: dict[str, str]) -> None:
                site.served.append(Served(path, status, len(body)))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                site.pass_on(body, self.wfile.write)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: `served` remembers."""

        return Handler
