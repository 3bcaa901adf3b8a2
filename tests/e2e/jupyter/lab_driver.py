"""A notebook in JupyterLab, driven as a person does: by menus, fields and buttons."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

SLOW_MS = 60_000  # a loaded machine starts a kernel in this time

AXE = Path(__file__).resolve().parents[3] / "node_modules/axe-core/axe.min.js"


class Notebook:
    """One notebook of `folder`, in a tab of its own; `frames` is all that went to the kernel."""

    def __init__(
        self, browser: Browser, address: str, folder: Path, name: str, width: int = 1280,
        alone: bool = False,
    ) -> None:  # fmt: skip
        self.path = folder / f"{name}.ipynb"
        self.answers_path = self.path.with_suffix(".json")
        self.context = browser.new_context(
            locale="fr-CA", viewport={"width": width, "height": 1000}, accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        expect.set_options(timeout=20_000)
        self.frames: list[bytes] = []
        self.outside: list[str] = []
        self.broken: list[str] = []
        self.page.on("websocket", self._listen)
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("request", lambda request: self._note(address, request.url))
        place = f"{'doc' if alone else 'lab'}/tree/{name}.ipynb"
        # Before its kernel answers, JupyterLab asks which one to run cells with.
        with self.page.expect_event(
            "websocket", lambda socket: "/channels" in socket.url, timeout=SLOW_MS
        ) as kernel:
            self.page.goto(f"{address}/{place}?reset")
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=SLOW_MS)
        if not any(b"kernel_info_reply" in frame for frame in self.frames):
            kernel.value.wait_for_event(
                "framereceived", lambda frame: b"kernel_info_reply" in _bytes(frame)
            )

    def _listen(self, socket: WebSocket) -> None:
        for way in ("framesent", "framereceived"):
            socket.on(way, lambda frame: self.frames.append(_bytes(frame)))

    def _note(self, address: str, url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.outside.append(url)

    def close(self) -> None:
        """Leave the tab; the kernel stays."""
        self.context.close()

    # -- the menus of JupyterLab, in French ------------------------------------------------------

    def menu(self, title: str, entry: str) -> None:
        """Choose an entry of the menu bar."""
        self.page.locator(".lm-MenuBar-item").filter(has_text=title).click()
        label = self.page.locator(".lm-Menu-itemLabel")
        label.filter(has_text=re.compile(f"^{entry}")).first.click()

    def run_all(self) -> None:
        """Run every cell and wait for the last one."""
        self._forget()
        self.menu("Exécution", "Exécuter toutes les cellules")
        self._wait()

    def restart(self) -> None:
        """Restart the kernel and run every cell."""
        self._forget()
        self.menu("Noyau", "Redémarrer le noyau et Exécuter toutes les cellules")
        self.page.locator(".jp-Dialog-button.jp-mod-accept").click()
        self._wait()

    def save(self) -> Any:
        """Save the notebook; gives what its file then holds."""
        with self.page.expect_response(lambda r: r.request.method == "PUT" and r.ok):
            self.menu("Fichier", "Sauvegarder Notebook")
        return json.loads(self.path.read_text("utf-8"))

    def _forget(self) -> None:
        self.page.evaluate(
            "document.querySelectorAll('.jp-OutputArea-child').forEach(n => n.dataset.seen = 1)"
        )

    def _wait(self) -> None:
        last = self.cells.last.locator(".jp-OutputArea-child:not([data-seen])")
        last.first.wait_for(timeout=SLOW_MS, state="attached")
        self.form.wait_for()

    # -- what is on the screen -------------------------------------------------------------------

    @property
    def cells(self) -> Locator:
        """The code cells."""
        return self.page.locator(".jp-Notebook .jp-CodeCell")

    @property
    def form(self) -> Locator:
        """The form of this run."""
        return self.page.locator(".jp-OutputArea-child:not([data-seen]) .socialise")

    def field(self, id: str) -> Locator:
        """A field of the form by its id."""
        return self.form.locator(f'[data-field="{id}"]')

    def saved(self) -> dict[str, Any]:
        """Wait for « Enregistré » and give the answers of the file."""
        expect(self.form.locator(".so-saved")).to_have_attribute("data-state", "saved")
        answers: dict[str, Any] = json.loads(self.answers_path.read_bytes())["answers"]
        return answers

    def axe(self, parts: str) -> list[str]:
        """What axe-core finds in the parts that are ours: rule and place."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found: list[str] = self.page.evaluate(
            """async (parts) => {
              const { violations } = await axe.run([...document.querySelectorAll(parts)]);
              return violations.flatMap((one) => one.nodes.map((n) => `${one.id} ${n.target}`));
            }""",
            parts,
        )
        return found

    def verify(self) -> dict[str, tuple[str, str]]:
        """Press « Vérifier »; gives sign and points of each criterion by its label."""
        self.form.get_by_role("button", name="Vérifier").click()
        expect(self.form.locator(".so-score")).to_be_focused()
        expect(self.form.locator(".so-verdict")).not_to_have_class(re.compile("so-stale"))
        told = {}
        for criterion in self.form.locator(".so-criterion").all():
            label = criterion.locator(".so-criterion-label").inner_text()
            told[label] = criterion.locator(".so-outcome").inner_text()
        return {label: _outcome(text) for label, text in told.items()}


def _outcome(text: str) -> tuple[str, str]:
    word, points = re.fullmatch(r"\S(.+?) ([\d,]+) points? sur .+", text.strip()).groups()  # type: ignore[union-attr]
    return word.strip(), points


def _bytes(frame: str | bytes) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()
