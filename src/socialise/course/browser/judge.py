"""What the page's Python does when it is asked: judge an activity, make things to take home.

Packed alone, as `browser_judge`, beside the rooms that run in the browser; only `worker.js` (and
the check that ends a build) imports it there. Whatever crosses between the two languages is a
string of JSON, or bytes.

Modules that no verdict needs (the rest of the standard library, openpyxl, fpdf…) lie in archives
of their own, fetched at the first import of one of their modules: so the start stays light, and
an import never fails because something was trimmed too far.
"""

from __future__ import annotations

import contextlib
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

__all__ = [
    "INDEX",
    "OnDemand",
    "gather",
    "judge",
    "open_activity",
    "portfolio",
    "start",
    "take_home",
    "warm_up",
]

Fetch = Callable[[str], Any]
"""The bytes of an archive by its name: `bytes`, or a JavaScript buffer."""

INDEX = "browser_judge_index.json"
"""Beside this file: the archive of each module that is not there from the start."""

ZIPPED = "stdlib_"
"""Archives of the standard library, so named, are imported from as they are; the others are
unpacked, for their packages look for files beside themselves."""

_MIME = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

_activity: Any = None
_gathered: list[tuple[Any, dict[str, Any]]] = []


class OnDemand:
    """An import finder that fetches the archive of a module that nobody else has found."""

    def __init__(self, fetch: Fetch, site: Path) -> None:
        """`site` is a folder of sys.path: it holds the index and receives the archives."""
        self._fetch = fetch
        self._site = site
        self._archives: dict[str, str] | None = None
        self.fetched: list[str] = []

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The module's place once its archive is here; None for a module of no archive."""
        if self._archives is None:
            self._archives = json.loads((self._site / INDEX).read_text("utf-8"))
        archive = self._archives.get(fullname)
        if archive is None:
            return None
        if archive not in self.fetched:
            self._receive(archive)
        if archive.startswith(ZIPPED):
            path = ["/".join([str(self._site / archive), *fullname.split(".")[:-1]])]
        return PathFinder.find_spec(fullname, path)

    def _receive(self, archive: str) -> None:
        given = self._fetch(archive)
        content = given if isinstance(given, bytes) else bytes(given.to_bytes())
        if archive.startswith(ZIPPED):
            (self._site / archive).write_bytes(content)
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                packed.extractall(self._site)
        # importlib.invalidate_caches() would itself import a module that is not here.
        site = str(self._site)
        for folder in [each for each in sys.path_importer_cache if each.startswith(site)]:
            del sys.path_importer_cache[folder]
        self.fetched.append(archive)


def start(fetch: Fetch) -> OnDemand:
    """Make ready: `fetch` gives the bytes of an archive by its name, or raises."""
    finder = OnDemand(fetch, Path(__file__).parent)
    sys.meta_path.append(finder)
    importlib.import_module("socialise.form.engine")
    return finder


def open_activity(bundle_json: str) -> None:
    """Take this bundle (docs/formats.md) as the activity that the next requests are about."""
    from socialise.form.engine import Activity

    global _activity
    _activity = None
    _activity = Activity.from_bundle(json.loads(bundle_json))


def warm_up() -> None:
    """Judge nothing, for the first judgement's imports and patterns to be ready before it.

    A cell that breaks will be told by the judgement that is asked for.
    """
    with contextlib.suppress(Exception):
        _opened().judge({})


def judge(answers_json: str) -> str:
    """The verdicts message on these answers (docs/formats.md)."""
    return json.dumps(_opened().judge(json.loads(answers_json)), ensure_ascii=False)


def take_home(answers_json: str, item: str, now_iso: str) -> tuple[str, str, bytes]:
    """File name, media type and bytes of a finished thing; `now_iso` carries its UTC offset."""
    name, content = _opened().take_home(
        json.loads(answers_json), item, datetime.fromisoformat(now_iso)
    )
    return name, _mime(name), content


def gather(bundle_json: str, answers_json: str, first: bool) -> None:
    """Keep an activity and its answers for the portfolio; the `first` one begins another.

    Raises form.BrokenActivity when its cells do not run: the others may still be gathered.
    """
    from socialise.export.portfolio import sound
    from socialise.form.engine import Activity

    if first:
        _gathered.clear()
    activity = Activity.from_bundle(json.loads(bundle_json))
    _gathered.append((activity, sound(activity, json.loads(answers_json))))


def portfolio(kind: str, now_iso: str) -> tuple[str, str, bytes]:
    """File name, media type and bytes of all that was gathered; `kind` is pdf or zip."""
    from socialise import words
    from socialise.export import portfolio as made
    from socialise.form.engine import NotReady

    make = {"pdf": made.to_pdf, "zip": made.to_zip}[kind]
    try:
        content = make(made.works_of(_gathered), datetime.fromisoformat(now_iso))
    except words.Missing as absent:
        raise NotReady(str(absent)) from absent
    name = f"{made.FOLDER}.{kind}"
    return name, _mime(name), content


def _mime(name: str) -> str:
    return _MIME.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _opened() -> Any:
    if _activity is None:
        raise LookupError("no activity is open")
    return _activity
