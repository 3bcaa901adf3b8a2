"""The browser that tests drive: Debian's Chromium, which asks nothing for itself."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, Playwright

__all__ = ["ARGUMENTS", "SYSTEM", "installed", "launch", "light"]

SYSTEM = "/usr/bin/chromium"
# The same Chromium without what draws a window: a page takes a third of the processor's time. What
# is looked at (`make looks`, `make journeys`, the rehearsal) or measured has the whole one.
SHELL = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP *.local 127.0.0.1,MAP atelier.test 127.0.0.1",
]  # fmt: skip


def installed() -> str | None:
    """Debian's Chromium; None, for Playwright's own, where it is not installed."""
    return SYSTEM if Path(SYSTEM).exists() else None


def light() -> str | None:
    """Debian's Chromium without a window, unless WHOLE_CHROMIUM asks for the whole one."""
    shell = Path(SHELL).exists() and not os.environ.get("WHOLE_CHROMIUM")
    return SHELL if shell else installed()


def launch(playwright: Playwright, *more: str, program: str | None = None) -> Browser:
    """A browser with no window. The last of two arguments of one name counts."""
    return playwright.chromium.launch(
        executable_path=program or installed(), args=[*ARGUMENTS, *more]
    )
