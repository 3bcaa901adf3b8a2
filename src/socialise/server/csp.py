"""Content-Security-Policy: what each kind of page may load and run, and nothing more."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser

__all__ = ["API", "FEEDBACK", "FEEDBACK_META", "TRAINER", "inline_scripts", "site_policy"]

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

API = _NOTHING

# nbgrader's page, which quotes what a learner wrote: it is read, and nothing in it lives.
FEEDBACK = f"{_NOTHING}; style-src 'unsafe-inline'; img-src data:; sandbox"
# The same inside the page, for when it is shown in a frame or kept as a file. A <meta> cannot say
# frame-ancestors or sandbox.
FEEDBACK_META = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; "
    "img-src data:"
)

TRAINER = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def site_policy(scripts: Iterable[str]) -> str:
    """The policy of the site's pages. `scripts` are the inline scripts that a page was built with.

    'wasm-unsafe-eval' is for the browser's Python, which a worker compiles; style attributes are
    allowed because drawings have some.
    """
    hashes = "".join(f" '{_hash(script)}'" for script in sorted(set(scripts)))
    return (
        "default-src 'self'; "
        f"script-src 'self' 'wasm-unsafe-eval'{hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def inline_scripts(page: str) -> list[str]:
    """The text of every inline script of a page that a browser would run, in order."""
    finder = _Finder()
    finder.feed(page.replace("\r\n", "\n").replace("\r", "\n"))  # as a browser reads it
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            named = dict(attrs)
            kind = (named.get("type") or "").strip().lower()
            runs = kind in ("", "module") or kind.endswith(("javascript", "ecmascript"))
            self._inside = runs and "src" not in named
            if self._inside:
                self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def _hash(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
