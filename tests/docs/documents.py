"""The project's own documents, taken apart as a reader's eye does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)

# A longer fence holds the shorter ones.
_FENCE = re.compile(r"^ *(`{3,})(\w*)\n(.*?)^ *\1$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    """The path from the root, for a test's id."""
    return path.relative_to(ROOT).as_posix()


def read(document: str) -> str:
    """The text of a document, by its path from the root."""
    return (ROOT / document).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return [body for _, told, body in _FENCE.findall(text) if told == language]


def unfenced(text: str) -> str:
    """The text without its fenced blocks."""
    return _FENCE.sub("", text)


def spans(text: str) -> list[str]:
    """What is between backticks, in the prose and the tables."""
    return _SPAN.findall(unfenced(text))


def prose(text: str) -> Iterator[str]:
    """Each line, without code and the targets of links."""
    for line in unfenced(text).splitlines():
        yield _LINK.sub("]", _SPAN.sub("", line))


def links(text: str) -> list[str]:
    """The targets of the links of the prose."""
    return _LINK.findall(_SPAN.sub("", unfenced(text)))


def section(text: str, heading: str) -> str:
    """What stands under a heading, down to the next of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, heading
    return re.split(rf"^#{{1,{level}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row but the headings, as written."""
    lines = [line.strip() for line in text.splitlines() if line.lstrip().startswith("|")]
    rules = {number for number, line in enumerate(lines) if not set(line) - set("|-: ")}
    kept = [
        line for number, line in enumerate(lines) if number not in rules and number + 1 not in rules
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in kept]


def anchors(text: str) -> set[str]:
    """What a link after « # » may name: headings as a forge writes them."""
    headings = re.findall(r"^#+ (.+)$", unfenced(text), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}
