"""A device of one's own: empty storage, one page, and a note of all that it asks and says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PATIENCE_MS = 60_000  # Python starts in the page while others use this machine


@dataclass
class Device:
    """`origin` is the only one that it may ask; `forgiven`, the complaints that a test expects."""

    context: BrowserContext
    page: Page
    origin: str
    asked: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note what a page says and what it asks."""
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request))
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"{message.type}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    @property
    def addresses(self) -> list[str]:
        """What was asked over the network, in order."""
        return [each.url for each in self.asked if not each.url.startswith(("data:", "blob:"))]

    @property
    def abroad(self) -> list[str]:
        """What was asked of anyone else."""
        return [url for url in self.addresses if not url.startswith(f"{self.origin}/")]

    def check(self) -> None:
        """Nothing asked elsewhere, nothing said that was not expected."""
        assert self.abroad == []
        unexpected = [
            each
            for each in self.complaints
            if not any(re.search(pattern, each) for pattern in self.forgiven)
        ]
        assert unexpected == []


NO_WORKERS = "delete Navigator.prototype.serviceWorker"  # as at a plain-HTTP address


@contextmanager
def open_device(
    browser: Browser, origin: str, *, keeps_site: bool = False, **options: Any
) -> Iterator[Device]:
    """A device until the end of the block, where it is checked.

    It keeps no site for later, unless asked to: that would be every page, at each opening.
    """
    given = {"locale": "fr-CA", "viewport": {"width": 1280, "height": 900}} | options
    context = browser.new_context(reduced_motion="reduce", **given)
    if not keeps_site:
        context.add_init_script(NO_WORKERS)
    device = Device(context, context.new_page(), origin)
    device.watch(device.page)
    try:
        yield device
        device.check()
    finally:
        context.close()
