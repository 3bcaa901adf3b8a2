"""The built site: its files as they are, compressed where accepted, never beyond its folder."""

from __future__ import annotations

import gzip
import hashlib
import html
import os
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from socialise.server import csp

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER = "application/octet-stream"
COMPRESSED_HERE = frozenset({".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".txt"})
COMPRESSED_UP_TO = 4_000_000  # bytes
PAGES_KEPT = 512  # renditions kept in memory

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# Their names are their content (socialise.course.sphinx.assets).
_HASHED = re.compile(
    r"(?:\A|/)_static/(?:python|socialise)/[0-9a-f]{8,64}/.+|.*\.[0-9a-f]{8,64}\.json", re.DOTALL
)
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)


@dataclass(frozen=True)
class _Rendition:
    """A text of the site as it is sent: plain and compressed."""

    plain: bytes
    small: bytes
    digest: str
    policy: str


class Site:
    """An ASGI application for GET and HEAD. `room_name` is told to every page; `absent` makes the
    page that says that there is none at an address."""

    def __init__(self, folder: Path, room_name: str, absent: Callable[[], Response]) -> None:
        self._folder = folder
        self._room = f'<meta name="socialise-room" content="{html.escape(room_name)}">'
        self._absent = absent
        self._kept: OrderedDict[tuple[str, int, int], _Rendition] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await to_thread.run_sync(self.respond, scope["path"], Headers(scope=scope))
        # Whole files only: a part of a compressed file is worth nothing to anyone.
        whole = [header for header in scope["headers"] if header[0] != b"range"]
        await response({**scope, "headers": whole}, receive, send)

    def respond(self, path: str, headers: Headers) -> Response:
        """What stands at a decoded path."""
        found = self._find(path)
        if found is None:
            return self._absent()
        if found.is_dir():
            if not path.endswith("/"):
                return RedirectResponse(_quoted(f"{path}/"), 301)
            found = self._find(f"{path}index.html")
            if found is None or found.is_dir():
                return self._absent()
        stat = found.stat()
        if not S_ISREG(stat.st_mode):
            return self._absent()
        relative = found.relative_to(self._folder.resolve()).as_posix()
        hashed = _HASHED.fullmatch(relative) is not None
        common = {
            "Cache-Control": FOREVER if hashed else ASK_AGAIN,
            "Content-Type": TYPES.get(found.suffix, OTHER),
        }
        accepted = accepts_gzip(headers.get("accept-encoding", ""))
        sibling = self._find(f"/{relative}.gz") if found.suffix != ".html" else None
        if sibling is None and found.suffix in COMPRESSED_HERE and stat.st_size < COMPRESSED_UP_TO:
            return self._text(found, stat, common, accepted, headers)
        return self._file(found, stat, sibling, common, accepted, headers)

    def _find(self, path: str) -> Path | None:
        """The real file or folder at a path, inside the site whatever links lead to, or None."""
        parts = [part for part in path.split("/") if part]
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return None
        try:
            root = self._folder.resolve(strict=True)
            real = root.joinpath(*parts).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return None
        if path.endswith("/") and not real.is_dir():
            return None
        return real if real.is_relative_to(root) else None

    def _text(
        self,
        found: Path,
        stat: os.stat_result,
        common: dict[str, str],
        accepted: bool,
        headers: Headers,
    ) -> Response:
        key = (str(found), stat.st_mtime_ns, stat.st_size)
        made = self._kept.get(key)
        if made is None:
            made = self._kept[key] = self._rendition(found)
            while len(self._kept) > PAGES_KEPT:
                self._kept.popitem(last=False)
        small = accepted and len(made.small) < len(made.plain)
        common |= {
            "Content-Security-Policy": made.policy,
            "ETag": f'"{made.digest}{"-gz" if small else ""}"',
            "Vary": "Accept-Encoding",
        }
        if _has(headers, made.digest):
            return _not_modified(common)
        if small:
            common["Content-Encoding"] = "gzip"
        return Response(made.small if small else made.plain, headers=common)

    def _rendition(self, found: Path) -> _Rendition:
        content = found.read_bytes()
        policy = csp.site_policy(())
        if found.suffix == ".html":
            page = content.decode("utf-8", "replace")
            policy = csp.site_policy(csp.inline_scripts(page))
            head = _HEAD.search(page)
            place = head.end() if head else 0
            content = f"{page[:place]}{self._room}{page[place:]}".encode()
        digest = hashlib.sha256(content + policy.encode()).hexdigest()[:24]
        return _Rendition(content, gzip.compress(content, 6, mtime=0), digest, policy)

    @staticmethod
    def _file(
        found: Path,
        stat: os.stat_result,
        sibling: Path | None,
        common: dict[str, str],
        accepted: bool,
        headers: Headers,
    ) -> Response:
        digest = f"{stat.st_mtime_ns:x}-{stat.st_size:x}"
        common |= {"Content-Security-Policy": csp.site_policy(())}
        if sibling is not None:
            common["Vary"] = "Accept-Encoding"
            if accepted:
                common["Content-Encoding"] = "gzip"
                digest += "-gz"
                found, stat = sibling, sibling.stat()
        common["ETag"] = f'"{digest}"'
        if _has(headers, digest):
            return _not_modified(common)
        common["Accept-Ranges"] = "none"
        return FileResponse(found, headers=common, stat_result=stat)


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, rest = part.partition(";")
        _, _, weight = rest.replace(" ", "").partition("q=")
        try:
            weights[name.strip()] = float(weight) if weight else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _has(headers: Headers, digest: str) -> bool:
    """Whether the browser already has this very content, compressed or not."""
    tags = headers.get("if-none-match", "").split(",")
    names = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gz") for tag in tags}
    return digest.removesuffix("-gz") in names


def _not_modified(headers: dict[str, str]) -> Response:
    # A browser puts these in the place of those it kept: the policy must be there, and the page's.
    names = ("Cache-Control", "Content-Security-Policy", "ETag", "Vary")
    kept = {name: value for name, value in headers.items() if name in names}
    return Response(status_code=304, headers=kept)


def _quoted(path: str) -> str:
    """A path for a Location header: of this server, never « //elsewhere »."""
    return "/" + quote(path.lstrip("/"))
