"""Someone in the room: her device, her labelled answers, and the room's name for her."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from e2e.atelier.activity_form import ActivityForm, content
from e2e.atelier.room import ROOT
from playwright.sync_api import Page
from rehearsal.devices import Devices
from rehearsal.stopwatch import Stopwatch
from rehearsal.trainer import Trainer

CONFIANCE = ("01-les-medias-sociaux-vous-etourdissent", "confiance")
PERSONA = ("02-propulsion-ou-ancrage", "persona")
OBJECTIF = ("07-facebook-j-y-passe-mes-journees", "objectif")


def answers_of(place: tuple[str, str], number: str) -> dict[str, Any]:
    """The answers of a labelled set, by its number."""
    folder = ROOT.joinpath("tests", "data", "answers", *place)
    (path,) = folder.glob(f"{number}-*.json")
    return dict(json.loads(path.read_text("utf-8"))["answers"])


class Learner:
    """`sets` has the numbers of her labelled sets: trust, persona, objective."""

    def __init__(self, devices: Devices, kind: dict[str, Any], sets: tuple[str, str, str]) -> None:
        self._devices = devices
        self.page: Page = devices.open(kind, accept_downloads=True)
        self.sets = dict(zip((CONFIANCE, PERSONA, OBJECTIF), sets, strict=True))
        self.name = ""
        self.hand_ins = 0

    def open(self, place: tuple[str, str]) -> ActivityForm:
        """The lesson's page, at the form."""
        return ActivityForm(self.page, *place).open(self._devices.url)

    def load(self, place: tuple[str, str]) -> ActivityForm:
        """The form, with her own answers in it, at once."""
        form = self.open(place)
        form.load(answers_of(place, self.sets[place]))
        return form

    def hand_in(self, form: ActivityForm, trainer: Trainer, watch: Stopwatch) -> None:
        """« Remettre », with the code the first time; until the trainer's table counts it."""
        code = None if self.name else self._devices.room.code
        with watch.timing("table"):
            with watch.timing("receipt"):
                form.hand_in(code)
            self.name = self.name or (form.section.locator(".so-learner").text_content() or "")
            self.hand_ins += 1
            trainer.sees(self.name, self.hand_ins)

    def do(self, place: tuple[str, str], trainer: Trainer, watch: Stopwatch) -> ActivityForm:
        """All of an activity: her answers, « Vérifier », « Remettre »."""
        form = self.load(place)
        with watch.timing("verdict"):
            form.check()
        self.hand_in(form, trainer, watch)
        return form

    def show(self, selector: str, *, above: int = 12) -> None:
        """Scroll until that is at the top of her screen, a few pixels under its edge."""
        self.page.evaluate("document.activeElement?.blur()")
        self.page.locator(selector).first.evaluate(
            "(node, above) => scrollTo(0, node.getBoundingClientRect().top + scrollY - above)",
            above,
        )

    def save(self, form: ActivityForm, folder: Path) -> Path:
        """« Télécharger mes réponses », put in a folder."""
        download = form.take("Télécharger mes réponses")
        path = folder / f"{form.activity}.json"
        path.write_bytes(content(download))
        return path
