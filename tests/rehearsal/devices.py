"""The devices of a room: phones, a computer, the trainer's; each with a memory of its own."""

from __future__ import annotations

from typing import Any

from chromium import launch
from e2e.atelier.device import PATIENCE_MS
from e2e.atelier.room import Room
from playwright.sync_api import BrowserContext, Page, Playwright

NAME = "atelier.local"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "is_mobile": True,
    "has_touch": True,
}  # fmt: skip
COMPUTER: dict[str, Any] = {"viewport": {"width": 960, "height": 640}}  # legible when drawn small
PROJECTOR: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}


class Devices:
    """One browser, in which each device is a context; `url` is what the poster says."""

    def __init__(self, playwright: Playwright, room: Room, zone: str) -> None:
        self.room, self.url, self._zone = room, f"http://{NAME}:8000", zone
        here = f"--host-resolver-rules=MAP {NAME} 127.0.0.1:{room.port}"
        self._browser = launch(playwright, here)

    def open(self, kind: dict[str, Any], **options: Any) -> Page:
        """A page on a device that nobody used before."""
        given = {"locale": "fr-CA", "timezone_id": self._zone, "reduced_motion": "reduce"}
        context: BrowserContext = self._browser.new_context(**given | kind | options)
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def close(self) -> None:
        """The whole browser."""
        self._browser.close()
