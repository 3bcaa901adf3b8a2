"""« Mon plan de match » as a reader finds it: the PDF's words, the folder's files."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pypdf import PdfReader

from socialise.words import Unreadable

FOLDER = "mon-plan-de-match/"
FAR = 40  # characters after a question: where its figure is

T = TypeVar("T")


def squeezed(text: str) -> str:
    """A text without what a page changes of it: spaces, lines, the shape of apostrophes."""
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u00ad", "")
    return "".join(text.split())


def value_after(question: str, text: str, read: Callable[[str], T]) -> list[T]:
    """What is read after a question, each time that it stands in a squeezed text."""
    found = []
    for match in re.finditer(re.escape(squeezed(question)), text):
        after = text[match.end() : match.end() + FAR]
        for length in range(len(after), 0, -1):
            try:
                found.append(read(after[:length]))
            except Unreadable:
                continue
            break
    return found


@dataclass(frozen=True)
class Document:
    """The PDF: `pages` are its texts, squeezed."""

    content: bytes

    @cached_property
    def pages(self) -> list[str]:
        reader = PdfReader(io.BytesIO(self.content))
        return [squeezed(each.extract_text()) for each in reader.pages]

    def criteria(self, title: str) -> tuple[int, int]:
        """How many criteria are met, and of how many, as the cover says of an activity."""
        pattern = rf"{re.escape(squeezed(title))}(?:Leçon\d+·)?(\d+)critères?atteints?sur(\d+)"
        found = re.search(pattern, self.pages[0])
        assert found is not None, f"{title}: {self.pages[0]}"
        return int(found[1]), int(found[2])

    def parts(self, titles: list[str]) -> dict[str, str]:
        """The text of each activity, from the page that the cover gives to the next one's."""
        starts = []
        for title in titles:
            pattern = rf"{re.escape(squeezed(title))}(?:(?!page).)*page(\d+)"
            found = re.search(pattern, self.pages[0])
            assert found is not None, f"{title}: {self.pages[0]}"
            starts.append(int(found[1]) - 1)
        assert starts == sorted(set(starts))
        ends = [*starts[1:], len(self.pages)]
        return {
            title: "".join(self.pages[start:end])
            for title, start, end in zip(titles, starts, ends, strict=True)
        }


@dataclass(frozen=True)
class Folder:
    """The .zip."""

    content: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Each file's bytes, by its path in the folder."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert all(name.startswith(FOLDER) for name in names)
            return {name.removeprefix(FOLDER): archive.read(name) for name in names}

    def answers(self, key: str) -> dict[str, Any]:
        """What an activity's answers file holds."""
        file = json.loads(self.files[f"{key}/reponses.json"])
        lesson, _, activity = key.partition("/")
        assert (file["lesson"], file["activity"]) == (lesson, activity)
        return dict(file["answers"])
