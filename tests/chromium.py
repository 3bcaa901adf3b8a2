"""The browser that tests drive: Debian's Chromium, which asks nothing for itself."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Playwright

__all__ = ["ARGUMENTS", "SYSTEM", "installed", "launch"]

SYSTEM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP *.local 127.0.0.1,MAP atelier.test 127.0.0.1",
]  # fmt: skip


def installed() -> str | None:
    """Debian's Chromium; None, for Playwright's own, where it is not installed."""
    return SYSTEM if Path(SYSTEM).exists() else None


def launch(playwright: Playwright, *more: str) -> Browser:
    """A browser with no window. The last of two arguments of one name counts."""
    return playwright.chromium.launch(executable_path=installed(), args=[*ARGUMENTS, *more])
