"""The course's worksheets as files: one for each activity, one for all those of a path.

Each is drawn again only when something that it is made of changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialise import export
from socialise.form import Activity, BrokenActivity

if TYPE_CHECKING:
    from socialise.export.worksheet import Around
    from socialise.form import Form

__all__ = ["Drawer", "Worksheet"]

# What decides how a worksheet looks, beside the activity itself.
_DRAWN_BY = ("worksheet/*.py", "pdf/paper.py", "drawing/*.py")
_PAGE = re.compile(rb"/Type /Page\b")


@dataclass(frozen=True)
class Worksheet:
    """A document that is there: `file` is its PDF, of so many `pages`, `uri` its place in the site.

    `lesson` is empty where it holds the worksheets of several.
    """

    title: str
    lesson: str
    uri: str
    pages: int
    file: Path


class Drawer:
    """Draws worksheets into `folder`, which holds nothing else, from bundles by "lesson/activity".

    A file is named by all that it is made of. `now` is aware.
    """

    def __init__(
        self, bundles: Mapping[str, Mapping[str, Any]], folder: Path, now: datetime
    ) -> None:
        self._bundles = bundles
        self._folder = folder
        self._now = now
        self._used: set[Path] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def each(self) -> dict[str, Worksheet]:
        """The worksheet of each activity; one whose cells do not run has none, and is told by the
        page that shows it."""
        found = {}
        for name, bundle in self._bundles.items():
            lesson, _, activity = name.partition("/")
            uri = f"feuilles/{lesson}/feuille-{activity}.pdf"
            try:
                found[name] = self._made([name], bundle["title"], lesson, uri)
            except BrokenActivity:
                continue
        return found

    def together(self, names: Sequence[str], title: str, id: str) -> Worksheet:
        """The worksheets of several activities in one document, to print for each person.

        Raises BrokenActivity when the cells of one do not run.
        """
        return self._made(names, title, "", f"feuilles/feuilles-{id}.pdf")

    def forget(self) -> None:
        """Delete what was drawn by earlier builds and serves no more."""
        for old in set(self._folder.glob("*.pdf")) - self._used:
            old.unlink()

    def _made(self, names: Sequence[str], title: str, lesson: str, uri: str) -> Worksheet:
        parts = [[self._bundles[name], self._around(name)] for name in names]
        told = json.dumps([title, parts], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(self._drawing + told.encode()).hexdigest()[:24]
        file = self._folder / f"{digest}.pdf"
        if not file.is_file():
            from socialise.export.worksheet import joined  # lazy: loads what draws PDF

            file.write_bytes(joined([self._asked(name) for name in names], title, self._now))
        self._used.add(file)
        pages = len(_PAGE.findall(file.read_bytes()))
        return Worksheet(title, lesson, uri, pages, file)

    def _around(self, name: str) -> dict[str, Mapping[str, Any]]:
        """The bundles of the activities that it carries answers from."""
        sources = _sources(self._bundles[name])
        return {source: self._bundles[source] for source in sources if source in self._bundles}

    def _asked(self, name: str) -> tuple[Form, Around]:
        from socialise.export.worksheet import Around

        activity = Activity.from_bundle(self._bundles[name])
        hidden = [cell.points for cell in activity.cells if cell.role == "hidden"]
        number = re.match(r"(\d\d)-", activity.lesson)
        lesson = f"Leçon {int(number[1])}" if number else ""
        sources = {
            source: Activity.from_bundle(bundle).run({})
            for source, bundle in self._around(name).items()
        }
        return activity.run({}), Around(lesson, hidden, sources)

    @cached_property
    def _drawing(self) -> bytes:
        """What changes when worksheets are drawn in another way."""
        room = Path(export.__file__).parent
        digest = hashlib.sha256(version("fpdf2").encode())
        for pattern in _DRAWN_BY:
            for path in sorted(room.glob(pattern)):
                digest.update(path.read_bytes())
        return digest.digest()


def _sources(bundle: Mapping[str, Any]) -> Iterator[str]:
    """The activities that a form carries answers from."""
    for section in bundle["schema"].get("sections", ()):
        for field in section["fields"]:
            if field["kind"] == "carried":
                yield f"{field['source']['lesson']}/{field['source']['activity']}"
