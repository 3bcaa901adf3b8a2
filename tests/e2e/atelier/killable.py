"""A browser of our own process, so that it can be killed as a device that dies."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chromium import ARGUMENTS, installed
from e2e.atelier.device import PATIENCE_MS
from playwright.sync_api import Page, Playwright


@contextmanager
def doomed_browser(playwright: Playwright, profile: Path) -> Iterator[Page]:
    """A page of a browser that keeps its profile, and ends by SIGKILL: nothing is flushed."""
    system = installed() or playwright.chromium.executable_path
    for left in ("DevToolsActivePort", "SingletonLock"):  # by the one that was killed
        (profile / left).unlink(missing_ok=True)
    process = subprocess.Popen(
        [system, "--headless=new", *ARGUMENTS, "--remote-debugging-port=0",
         f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        address = next(
            line.decode().split("listening on ")[1].strip()
            for line in process.stderr
            if b"DevTools listening on " in line
        )
        page = playwright.chromium.connect_over_cdp(address).contexts[0].new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()
