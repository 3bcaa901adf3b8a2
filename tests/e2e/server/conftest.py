"""The real server, the built book where there is one, and Chromium."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

sys.path.insert(0, str(Path(__file__).parents[2] / "unit/server"))

from server_room import Running, running, write_tiny_course

ROOT = Path(__file__).parents[3]
SMALL = """<!DOCTYPE html><html lang="fr-CA"><head><meta charset="utf-8"><title>Cahier</title>
<link rel="icon" href="data:,"><script>document.documentElement.dataset.lu = "oui";</script></head>
<body style="margin: 1rem"><main><h1>Cahier</h1></main></body></html>"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The course of the checkout and its built book, else a tiny course and one page."""
    course, site = ROOT, ROOT / "_build/html"
    if not (site / "index.html").is_file():
        course = tmp_path_factory.mktemp("course")
        write_tiny_course(course)
        site = course / "html"
        site.mkdir()
        (site / "index.html").write_text(SMALL, "utf-8")
    workshop = tmp_path_factory.mktemp("book-room")
    with running(course, workshop, site, names=["atelier.test"]) as room:
        yield room


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Running]:
    """A tiny course, in the book's look where it is built."""
    course = tmp_path / "course"
    write_tiny_course(course)
    site = ROOT / "_build/html"
    with running(
        course,
        tmp_path / "atelier",
        site if site.is_dir() else None,
        names=["atelier.test"],
    ) as room:
        yield room


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A device of one's own."""
    context = browser.new_context(locale="fr-CA", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab where nothing is refused by the page's policy, breaks, or is reported."""
    page = context.new_page()
    troubles: list[Any] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    yield page
    assert troubles == []
