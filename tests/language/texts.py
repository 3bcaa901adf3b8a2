"""Every text that a learner or a trainer may read, with its place."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml
from docs.documents import section
from language.activities import activity_texts
from language.markup import markup_texts
from language.pages import page_texts
from language.program import program_texts
from language.text import GAP, ROOT, Text, name

from socialise.course.rehearsal import FOLDER, read_rehearsal


def _pages() -> Iterator[Text]:
    places = [*(ROOT / "book").rglob("*.md"), *(ROOT / "solutions").rglob("*.md")]
    for path in [*sorted(places), ROOT / "CHANGELOG.md"]:
        yield from page_texts(name(path), path.read_text("utf-8"))
    readme = (ROOT / "README.md").read_text("utf-8")
    french = section(readme, "## Pour l'atelier")
    yield from page_texts("README.md", french, 1 + readme.count("\n", 0, readme.index(french)))


def _table_texts(path: Path) -> Iterator[Text]:
    """Each sentence of a table that a page is made of, by its own keys."""

    def said(value: object, part: str) -> Iterator[Text]:
        if isinstance(value, dict):
            for key, below in value.items():
                yield from said(below, f"{part} {key}".strip())
        elif isinstance(value, str) and re.search(r"\w \w", value):
            yield Text(name(path), value, part=part)

    yield from said(tomllib.loads(path.read_text("utf-8")), "")


def _screen_texts() -> Iterator[Text]:
    """What is said of each picture of the rehearsal, and whose screen it is."""
    screens = read_rehearsal(ROOT).screens
    for key, screen in screens.items():
        yield Text(f"{FOLDER}/ecrans.json", screen.alt, part=key)
    for who in sorted({screen.who for screen in screens.values()}):
        yield Text(f"{FOLDER}/ecrans.json", who, part="who")


def _contents() -> Iterator[Text]:
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"]
    for part in parts:
        yield Text("_toc.yml", part["caption"], part="caption")


def _script_texts(path: Path) -> Iterator[Text]:
    """The French that stands in for Sphinx's English: a value on its line, or after its key."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if found := re.fullmatch(r'\s+(?:"[^"]+": )?"([^"]*\w[^"]*)",', line):
            said = found[1].replace("\\u00a0", "\u00a0")
            yield Text(name(path), re.sub(r"\$\{\w+\}", GAP, said), number)


@functools.cache
def all_texts() -> tuple[Text, ...]:
    """Once each: what stands twice at one place is read once."""
    found = [*_pages(), *_contents(), *_screen_texts()]
    for path in sorted((ROOT / "book").glob("*.toml")):
        found += _table_texts(path)
    for path in sorted((ROOT / "book/_static/figures").glob("*.svg")):
        found += markup_texts(name(path), path.read_text("utf-8"))
    found += _script_texts(ROOT / "book/_static/js/recherche.js")
    found += [*activity_texts(), *program_texts()]
    return tuple(dict.fromkeys(text for text in found if text.text.strip()))
