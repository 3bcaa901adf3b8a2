"""Pictures of screens: small, named, dated by the path's own hours, and told in words."""

from __future__ import annotations

import base64
import json
import shutil
import struct
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page
from rehearsal.hours import Hours
from rehearsal.stopwatch import Stopwatch

MOST_BYTES = 60_000
QUALITIES = (48, 40, 34)
DRAWN_DPI = 120
PAPER_PX = 80  # an inch of paper


@dataclass(frozen=True)
class Shot:
    """A picture: when, whose screen, and what is on it for who does not see it."""

    name: str
    moment: int
    hour: str
    doing: str
    who: str
    alt: str
    width: int  # CSS pixels
    height: int
    picture: bytes

    @property
    def told(self) -> dict[str, object]:
        """As the manifest has it."""
        keys = ("moment", "hour", "doing", "who", "alt", "width", "height")
        return {"file": f"{self.name}.webp"} | {key: getattr(self, key) for key in keys}


@dataclass
class Camera:
    """All that was taken, in order."""

    hours: Hours
    shots: list[Shot] = field(default_factory=list)

    def shoot(self, page: Page, name: str, moment: int, minute: int, who: str, alt: str) -> None:
        """What the window shows now, `minute` minutes into a moment of the path."""
        size = page.viewport_size
        assert size is not None
        page.evaluate("document.fonts.ready.then(() => null)")
        self.shots.append(
            Shot(
                name, moment, self.hours.told(moment, minute), self.hours.name(moment), who, alt,
                size["width"], size["height"], _webp(page, name),
            )
        )  # fmt: skip

    def shoot_paper(
        self, page: Page, pdf: bytes, name: str, moment: int, minute: int, who: str, alt: str
    ) -> None:
        """The first sheet of a document; `page` is a window that nobody uses."""
        sheet = _first_sheet(pdf)
        drawn = base64.b64encode(sheet).decode()
        width, height = struct.unpack(">II", sheet[16:24])  # of a PNG
        inch = DRAWN_DPI / PAPER_PX
        page.set_viewport_size({"width": round(width / inch), "height": round(height / inch)})
        page.set_content(
            "<style>body{margin:0}img{display:block;width:100vw;height:100vh}</style>"
            f'<img src="data:image/png;base64,{drawn}">'
        )
        page.locator("img").evaluate("image => image.decode()")
        self.shoot(page, name, moment, minute, who, alt)

    def write(self, folder: Path, watch: Stopwatch) -> None:
        """Replace the folder, once everything has been taken."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for each in self.shots:
            (folder / f"{each.name}.webp").write_bytes(each.picture)
        manifest = {
            "format": "socialise-rehearsal",
            "version": 1,
            "path": self.hours.path,
            "measured": watch.told,
            "screens": {each.name: each.told for each in self.shots},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        (folder / "ecrans.json").write_text(text, "utf-8")


def _webp(page: Page, name: str) -> bytes:
    """The best picture that is not too heavy."""
    session = page.context.new_cdp_session(page)
    for quality in QUALITIES:
        asked = {"format": "webp", "quality": quality}
        taken = base64.b64decode(session.send("Page.captureScreenshot", asked)["data"])
        if len(taken) <= MOST_BYTES:
            session.detach()
            return taken
    raise ValueError(f"{name}: {len(taken)} bytes")


def _first_sheet(pdf: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(pdf)
        command = ["pdftoppm", "-png", "-r", str(DRAWN_DPI), "-f", "1", "-singlefile", str(path)]
        subprocess.run([*command, str(path.with_suffix(""))], check=True)
        return path.with_suffix(".png").read_bytes()
