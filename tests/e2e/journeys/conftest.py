"""One browser, the built site with and without a server, and the course that judges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e.atelier.device import ARGUMENTS, SYSTEM
from e2e.journeys.learner import ROOT
from parity.site import static_site
from playwright.sync_api import Browser, Playwright

from socialise.course.course import Course


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own where it is not installed."""
    system = SYSTEM if Path(SYSTEM).exists() else None
    browser = playwright.chromium.launch(executable_path=system, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def static_url() -> Iterator[str]:
    """The site with no server behind it."""
    with static_site(ROOT / "_build" / "html") as address:
        yield address


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of the checkout."""
    return Course(ROOT)
