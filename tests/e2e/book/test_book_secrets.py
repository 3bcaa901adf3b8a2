"""What must never be in the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_SOLUTIONS = Path(__file__).parents[3] / "solutions"


def _cells() -> list[str]:
    return [
        cell
        for source in sorted(_SOLUTIONS.glob("*/*.md"))
        for cell in source.read_text(encoding="utf-8").split("```")
    ]


def _answers() -> set[str]:
    """The sentences that stand in a model answer or a sample, and in no cell that is published."""
    model = re.compile(r"^\w+\.(?:model|sample)\(", re.MULTILINE)
    published = "".join(cell for cell in _cells() if not model.search(cell))
    quoted = (re.findall(r'"([^"\n]{25,})"', cell) for cell in _cells() if model.search(cell))
    return {text for texts in quoted for text in texts if text not in published}


def _hidden() -> set[str]:
    """The code of the hidden criteria."""
    cells = [cell for cell in _cells() if "hidden=True" in cell]
    return {line for cell in cells for line in re.findall(r"met=.{20,}", cell)}


@pytest.mark.parametrize("secrets", [_answers, _hidden])
def test_no_solution_is_in_any_file_of_the_site(book_site: Path, secrets: object) -> None:
    """By default Jupyter Book publishes solutions and tests, searchindex.js included."""
    texts = secrets()  # type: ignore[operator]
    files = [p for p in book_site.rglob("*") if p.is_file() and "/_static/python/" not in str(p)]
    leaks = [
        f"{path.relative_to(book_site)}: {text}"
        for path in files
        for content in [path.read_bytes()]
        for text in texts
        if text.encode() in content
    ]
    assert texts
    assert leaks == []


def test_the_site_holds_the_pages_of_the_contents_and_no_other(book_site: Path) -> None:
    """No README, no source, no test; and the slides of each lesson, which are made from it."""
    pages = {p.relative_to(book_site).as_posix() for p in book_site.rglob("*.html")}
    listed = re.findall(r"(?:file|root): (\S+)", (book_site.parents[1] / "_toc.yml").read_text())
    slides = {f"diapos/{name[5:]}.html" for name in listed if re.match(r"book/\d\d-", name)}
    assert pages == {f"{name}.html" for name in listed} | {"index.html", "search.html"} | slides
    assert not list(book_site.rglob("*.md"))
    assert not (book_site / "_sources").exists()
