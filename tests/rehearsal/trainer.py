"""The trainer's screens: her page, the poster, the slides."""

from __future__ import annotations

from e2e.atelier.device import PATIENCE_MS
from playwright.sync_api import Locator, Page, expect
from rehearsal.camera import Camera
from rehearsal.devices import COMPUTER, PROJECTOR, Devices

OWN, WALL = "Votre écran", "Le projecteur"


class Trainer:
    """Her computer, with her page open all morning, and the projector."""

    def __init__(self, devices: Devices, camera: Camera) -> None:
        self._url, self._camera = devices.url, camera
        self.page: Page = devices.open(COMPUTER)
        self.page.goto(f"{self._url}/formateur")
        self.page.get_by_label("Le jeton de la salle").fill(devices.room.token)
        self.page.get_by_role("button", name="Entrer").click()
        self.wall: Page = devices.open(PROJECTOR)
        self.wall.context.add_cookies(self.page.context.cookies())

    def line(self, learner: str) -> Locator:
        """What her table says of someone."""
        name = self.page.get_by_role("rowheader", name=learner, exact=True)
        return self.page.locator("tbody tr").filter(has=name)

    def sees(self, learner: str, hand_ins: int) -> None:
        """Wait until her table counts them, by itself."""
        expect(self.line(learner).locator(".score")).to_have_count(hand_ins, timeout=PATIENCE_MS)

    def shoot(
        self, name: str, moment: int, minute: int, alt: str, *, at: str | None = None
    ) -> None:
        """Her page, from its top or from what `at` selects."""
        self.page.evaluate("scrollTo(0, 0)")
        if at is not None:
            self.page.locator(at).first.evaluate("node => node.scrollIntoView()")
        self._camera.shoot(self.page, name, moment, minute, OWN, alt)

    def poster(self, name: str, moment: int, minute: int, alt: str) -> None:
        """The address and the code, for the whole room."""
        self.wall.goto(f"{self._url}/formateur/affiche")
        self._camera.shoot(self.wall, name, moment, minute, WALL, alt)

    def slide(
        self, name: str, moment: int, minute: int, alt: str, lesson: str, place: str,
        *, keys: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """A slide by its address, after the keys of her remote."""
        self.wall.goto("about:blank")
        self.wall.goto(f"{self._url}/diapos/{lesson}.html#{place}")
        self.wall.locator(".diapo:visible").wait_for()
        for key in keys:
            self.wall.keyboard.press(key)
        self._camera.shoot(self.wall, name, moment, minute, WALL, alt)
