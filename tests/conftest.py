"""What every test may use: a small course of its own, and the real one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_MS = 15_000  # for what a page is about to show, on a machine that does other things
SMALL = Path(__file__).with_name("data") / "small-course"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout: the real course."""
    return ROOT


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers of all tests: a process refuses a second one of its kind."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests of a process: a context is a device of one's own."""
    from chromium import launch, light

    browser = launch(playwright, program=light())
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def released_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, released once: a pattern to copy (a gradebook takes seconds to create)."""
    from socialise.course.release import release

    folder = tmp_path_factory.mktemp("modele") / "cours"
    shutil.copytree(SMALL, folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    release(folder)
    return folder


@pytest.fixture
def small_course(released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A released course with one small activity, and a workshop of its own."""
    folder = tmp_path / "cours"
    shutil.copytree(released_course, folder)
    monkeypatch.delenv("SOCIALISE_WORKSHOP", raising=False)
    monkeypatch.delenv("SOCIALISE_DB", raising=False)
    monkeypatch.chdir(folder)
    return folder
