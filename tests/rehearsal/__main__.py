"""`make rehearsal`: the three-hour path in a real room, and what each screen shows at each hour.

Writes `book/_static/repetition/`: the pictures, and `ecrans.json`, which `{ecrans}` reads.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from datetime import UTC, datetime

from e2e.atelier.room import ROOT, open_room
from playwright.sync_api import sync_playwright
from rehearsal.afterwards import afterwards
from rehearsal.camera import Camera
from rehearsal.devices import NAME, Devices
from rehearsal.hours import Hours
from rehearsal.morning import morning
from rehearsal.stopwatch import Stopwatch
from rehearsal.trainer import Trainer

PATH = "atelier-montreal"
FOLDER = ROOT / "_build" / "repetition"  # its address is in the commands of the trainer's page
TARGET = ROOT / "book" / "_static" / "repetition"


def main() -> None:
    """From the poster on the wall to the attestations, in a workshop that is then thrown away."""
    hours, watch = Hours.of(ROOT, PATH), Stopwatch()
    os.environ["TZ"] = zone = where_it_is(hours.moments[0].start // 60)
    with ExitStack() as opened:
        opened.callback(shutil.rmtree, FOLDER, ignore_errors=True)
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        options = ("--name", "Atelier de Montréal", "--host-name", NAME)
        room = opened.enter_context(open_room(FOLDER / "atelier", *options))
        playwright = opened.enter_context(sync_playwright())
        devices = Devices(playwright, room, zone)
        opened.callback(devices.close)
        camera = Camera(hours)
        trainer = Trainer(devices, camera)
        class_ = morning(devices, trainer, camera, watch)
        afterwards(class_, devices, camera, watch)
    camera.write(TARGET, watch)
    sizes = [len(each.picture) for each in camera.shots]
    print(
        f"{len(sizes)} images, {sum(sizes) / 1000:.0f} ko en tout, {max(sizes) / 1000:.0f} au plus"
    )
    print(watch.told)


def where_it_is(hour: int) -> str:
    """A time zone where that hour of the day has come: the receipts are dated like a morning's."""
    ahead = (hour - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}"


if __name__ == "__main__":
    main()
