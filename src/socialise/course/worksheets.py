"""The course's worksheets as files: one for each activity, drawn again only when it changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from socialise import export
from socialise.form import Activity, BrokenActivity

__all__ = ["Worksheet", "make_worksheets"]

# What decides how a worksheet looks, beside the activity itself.
_DRAWN_BY = ("worksheet*.py", "paper.py", "lines.py", "drawing.py", "palette.py")
_PAGE = re.compile(rb"/Type /Page\b")


@dataclass(frozen=True)
class Worksheet:
    """A worksheet that is there: `file` is its PDF, of so many `pages`."""

    lesson: str
    activity: str
    title: str
    pages: int
    file: Path

    @property
    def uri(self) -> str:
        """Its place in the site: the name that it has once downloaded says what it is."""
        return f"feuilles/{self.lesson}/feuille-{self.activity}.pdf"


def make_worksheets(
    bundles: Mapping[str, Mapping[str, Any]], folder: Path, now: datetime
) -> dict[str, Worksheet]:
    """The worksheet of each bundle, by "lesson/activity", in `folder`, which holds nothing else.

    A file is named by all that it is made of, so what did not change is not drawn again. An
    activity whose cells do not run has none: the page that shows it says so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawing = _drawing()
    found = {}
    for name, bundle in bundles.items():
        around = {source: bundles[source] for source in _sources(bundle) if source in bundles}
        told = json.dumps([bundle, around], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(drawing + told.encode()).hexdigest()[:24]
        file = folder / f"{digest}.pdf"
        if not file.is_file():
            try:
                file.write_bytes(_drawn(bundle, around, now))
            except BrokenActivity:
                continue
        pages = len(_PAGE.findall(file.read_bytes()))
        found[name] = Worksheet(bundle["lesson"], bundle["activity"], bundle["title"], pages, file)
    for old in set(folder.glob("*.pdf")) - {one.file for one in found.values()}:
        old.unlink()
    return found


def _drawing() -> bytes:
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


def _drawn(
    bundle: Mapping[str, Any], around: Mapping[str, Mapping[str, Any]], now: datetime
) -> bytes:
    from socialise.export.worksheet import Around, to_pdf  # lazy: loads what draws PDF

    activity = Activity.from_bundle(bundle)
    hidden = [cell.points for cell in activity.cells if cell.role == "hidden"]
    number = re.match(r"(\d\d)-", activity.lesson)
    lesson = f"Leçon {int(number[1])}" if number else ""
    sources = {name: Activity.from_bundle(one).run({}) for name, one in around.items()}
    return to_pdf(activity.run({}), now, Around(lesson, hidden, sources))
