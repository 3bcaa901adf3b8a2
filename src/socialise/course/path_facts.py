"""What the book holds that a trainer's path may name: pages, their headings, minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from socialise.form import BrokenActivity

__all__ = ["ActivityFacts", "Facts", "PageFacts", "page_facts", "text_facts"]

_QUIZ_ROW = re.compile(r"^\| Le quiz\b.*\| *\**(\d+)\** *\|$", re.M)
_FENCE = re.compile(r"[`:]{3,}")


@dataclass(frozen=True)
class PageFacts:
    """A page: its title, its headings as written with their step, and the quiz of a lesson."""

    title: str
    headings: Mapping[str, int] = field(default_factory=dict)  # « Trois échelons » → 3
    quiz: bool = False
    quiz_minutes: int | None = None  # as the lesson's guide tells them


@dataclass(frozen=True)
class ActivityFacts:
    """A released activity: its title, and the minutes of its form."""

    title: str
    minutes: int


@dataclass(frozen=True)
class Facts:
    """Pages by name without `book/` nor suffix; activities by "lesson/activity"."""

    pages: Mapping[str, PageFacts] = field(default_factory=dict)
    activities: Mapping[str, ActivityFacts] = field(default_factory=dict)


def text_facts(root: Path) -> Facts:
    """Read from the texts and the releases, without a build.

    An activity that cannot be read is left out: the release's own gates name it.
    """
    return Facts(page_facts(root), dict(_activities(root)))


def page_facts(root: Path) -> dict[str, PageFacts]:
    """The pages of the book, from their texts."""
    book = root / "book"
    pages = {}
    for path in sorted(book.rglob("*.md")):
        name = path.relative_to(book).with_suffix("").as_posix()
        guide = book / "guides" / path.name
        pages[name] = _page(path.read_text("utf-8"), guide if "/" not in name else None)
    return pages


def _page(text: str, guide: Path | None) -> PageFacts:
    title, quiz, fence, step = "", False, "", 0
    headings: dict[str, int] = {}
    for line in text.splitlines():
        if found := _FENCE.match(line):
            quiz = quiz or "{quiz}" in line
            fence = "" if fence and line.startswith(fence) else fence or found[0]
            continue
        if not fence and (found := re.match(r"(#+) +(.+?) *$", line)):
            words = re.sub(r"[*_`]", "", found[2])
            title = title or words
            step += len(found[1]) == 2
            if len(found[1]) > 1:
                headings.setdefault(words, step)
    told = _QUIZ_ROW.search(guide.read_text("utf-8")) if guide and guide.is_file() else None
    return PageFacts(title, headings, quiz, int(told[1]) if told else None)


def _activities(root: Path) -> Iterator[tuple[str, ActivityFacts]]:
    from socialise.course.bundle import read_bundle  # lazy: reads notebooks

    for path in sorted((root / "exercises").glob("*/*.ipynb")):
        try:
            bundle = read_bundle(path)
            found = ActivityFacts(str(bundle["title"]), int(bundle["minutes"]))
        except (BrokenActivity, OSError, KeyError, TypeError, ValueError):
            continue
        yield f"{path.parent.name}/{path.stem}", found
