"""The page of the ideas, in the built site: every link leads where it says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from socialise.course.coverage import Coverage, read_coverage

_ROOT = Path(__file__).parents[3]
_ROWS = {1: 20, 2: 24, 3: 13, 4: 17, 5: 6, 6: 10, 7: 8, 8: 8}  # of the course's catalogue


class _Page(HTMLParser):
    """The ids of a page, and what its links point to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids.add(named.get("id") or "")
        if tag == "a":
            self.links.append(named.get("href") or "")


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return read_coverage(_ROOT)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The texts of the book by their name in the table of contents."""
    return {
        path.relative_to(_ROOT).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in (_ROOT / "book").rglob("*.md")
    }


def test_the_file_has_every_row_of_the_catalogue(coverage: Coverage) -> None:
    """106 ideas, numbered without a hole."""
    ids = [idea.id for idea in coverage.ideas]
    assert ids == [f"{article}.{row}" for article, n in _ROWS.items() for row in range(1, n + 1)]


def test_at_least_75_ideas_have_their_place_in_the_lessons(
    coverage: Coverage, texts: dict[str, str]
) -> None:
    """Whether or not the table of contents lists the lesson yet."""
    whole = "\n".join(texts.values())
    assert sum(f"({idea.place})=\n" in whole for idea in coverage.ideas) >= 75


def test_each_idea_of_a_built_lesson_is_linked_and_each_link_resolves(
    book_site: Path, coverage: Coverage, texts: dict[str, str]
) -> None:
    """What the table promises is in the page, at that very place."""
    listed = re.findall(r"(?:file|root): (\S+)", (_ROOT / "_toc.yml").read_text("utf-8"))
    built = "\n".join(texts[name] for name in listed)
    expected = {idea.place for idea in coverage.ideas if f"({idea.place})=\n" in built}
    links = [link for link in _Page(book_site / "book/couverture.html").links if "#" in link]
    linked = {link.partition("#")[2] for link in links}
    assert {name for name in linked if name.startswith("rang-")} == expected
    pages: dict[str, _Page] = {}
    for link in links:
        target, _, place = link.partition("#")
        if target:
            path = book_site / "book" / target
            page = pages.setdefault(target, _Page(path))
            assert place in page.ids, link


def test_the_count_is_that_of_the_links(browser: Browser, book_url: str) -> None:
    """« 92 idées sur 106 ont leur place », no more and no less."""
    page = browser.new_page()
    page.goto(f"{book_url}book/couverture.html")
    rows = page.locator("table.couverture tbody tr")
    expect(rows).to_have_count(106)
    linked = rows.filter(has=page.locator("td:nth-child(3) a")).count()
    expect(page.locator(".couverture-compte")).to_contain_text(f"{linked}\u00a0idées sur 106")
    page.close()


def test_on_a_phone_a_row_is_a_card_that_says_what_each_line_is(
    browser: Browser, book_url: str
) -> None:
    """And it stays a table for who hears it."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{book_url}book/couverture.html")
    table = page.get_by_role("table", name="Les idées de la leçon 2")
    first = table.get_by_role("row").nth(1)
    cell = first.get_by_role("cell").nth(1)
    assert "Où elle est" in cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    expect(first.get_by_role("rowheader")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cell.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/02-propulsion-ou-ancrage\.html#rang-2-1$"))
    page.close()
