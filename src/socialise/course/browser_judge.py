"""What the page's Python does when it is asked: judge an activity, make a thing to take home.

`runtime` packs this file, alone, beside the rooms that run in the browser; only `worker.js` (and
the check that ends a build) imports it there, as `browser_judge`. Whatever crosses between the
two languages is a string of JSON, or bytes.

Archives that no verdict needs (the rest of the standard library, openpyxl, fpdf…) are got at the
first import of one of their modules: so the start stays light and an import never fails because
something was trimmed too far.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["INDEX", "OnDemand", "judge", "open_activity", "start", "take_home"]

Fetch = Callable[[str], Any]
"""The bytes of an archive by its name: `bytes`, or a JavaScript buffer."""

INDEX = "browser_judge_index.json"
"""Beside this file: `{"stdlib": [modules], "packages": {top-level name: archive}}`."""

STDLIB_REST = "stdlib_rest.zip"

_MIME = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_activity: Any = None


class OnDemand:
    """An import finder that fetches the archive of a module nobody else has found."""

    def __init__(self, fetch: Fetch, site: Path, index: Path) -> None:
        self._fetch = fetch
        self._site = site
        self._index_path = index
        self._index: dict[str, Any] | None = None
        self.fetched: list[str] = []

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The module's place once its archive is here; None for a module of no archive."""
        if self._index is None:
            self._index = json.loads(self._index_path.read_text("utf-8"))
        if fullname in self._index["stdlib"]:
            return PathFinder.find_spec(fullname, [self._stdlib_folder(fullname)])
        archive = self._index["packages"].get(".".join(fullname.split(".")[:2]))
        archive = archive or self._index["packages"].get(fullname.split(".")[0])
        if archive is None or archive in self.fetched:
            return None
        self._unpack(archive)
        return PathFinder.find_spec(fullname, path)

    def _stdlib_folder(self, fullname: str) -> str:
        """Where that module stands in the rest of the standard library, which is left zipped."""
        archive = self._site.parent / STDLIB_REST
        if STDLIB_REST not in self.fetched:
            archive.write_bytes(self._bytes(STDLIB_REST))
        return "/".join([str(archive), *fullname.split(".")[:-1]])

    def _unpack(self, archive: str) -> None:
        with zipfile.ZipFile(io.BytesIO(self._bytes(archive))) as content:
            content.extractall(self._site)
        importlib.invalidate_caches()

    def _bytes(self, archive: str) -> bytes:
        content = self._fetch(archive)
        self.fetched.append(archive)
        return content if isinstance(content, bytes) else bytes(content.to_bytes())


def start(fetch: Fetch) -> OnDemand:
    """Make ready: `fetch` gives the bytes of an archive by its name, or raises."""
    here = Path(__file__).parent
    finder = OnDemand(fetch, here, here / INDEX)
    sys.meta_path.append(finder)
    importlib.import_module("socialise.form.engine")
    return finder


def open_activity(bundle_json: str) -> None:
    """Take this bundle (docs/formats.md) as the activity that the next requests are about."""
    from socialise.form.engine import Activity

    global _activity
    _activity = None
    _activity = Activity.from_bundle(json.loads(bundle_json))


def judge(answers_json: str) -> str:
    """The verdicts message on these answers (docs/formats.md)."""
    return json.dumps(_opened().judge(json.loads(answers_json)), ensure_ascii=False)


def take_home(answers_json: str, item: str, now_iso: str) -> tuple[str, str, bytes]:
    """File name, media type and bytes of a finished thing; `now_iso` carries its UTC offset."""
    name, content = _opened().take_home(
        json.loads(answers_json), item, datetime.fromisoformat(now_iso)
    )
    return name, _MIME.get(name.rpartition(".")[2].lower(), "application/octet-stream"), content


def _opened() -> Any:
    if _activity is None:
        raise LookupError("no activity is open")
    return _activity
