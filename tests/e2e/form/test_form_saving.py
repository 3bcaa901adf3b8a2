"""Answers stay on the device: through reloads, crashes, refusals and other tabs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

Stored = Callable[..., dict[str, Any]]

MARKER = "marqueur-prive-7431"
REFUSE = """
const no = () => { throw new DOMException("no", "SecurityError"); };
Object.defineProperty(window, "localStorage", { get: no });
Object.defineProperty(window, "indexedDB", { get: no });
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
SILENT = """
Storage.prototype.setItem = () => {};
IDBObjectStore.prototype.put = function () { return this.get("nothing"); };
"""
NO_DATABASE = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
NO_LOCAL = "Object.defineProperty(window, 'localStorage', { value: undefined });"


def test_answers_are_back_after_a_reload(form: Page, stored: Stored) -> None:
    """The most ordinary accident in a room."""
    form.get_by_label("Ce qu'elle veut accomplir").first.fill("Remplir les mardis")
    form.get_by_label("Comment le savez-vous?").first.select_option("Une entrevue")
    assert stored()["objectifs"][0]["preuve"] == "entrevue"
    form.reload()
    expect(form.get_by_label("Ce qu'elle veut accomplir").first).to_have_value("Remplir les mardis")
    expect(form.locator(".so-saved")).to_have_text("✓Enregistré sur cet appareil")


def test_leaving_at_once_loses_nothing(form: Page, harness: Any) -> None:
    """A link followed within the quarter of a second that saving waits."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.goto(harness.url + "?autre")
    form.goto(harness.url)
    expect(form.get_by_label("Prénom fictif")).to_have_value("Nadia")


def test_answers_are_kept_at_a_plain_address(page: Page, harness: Any, stored: Stored) -> None:
    """A room's server has no certificate: what needs a secure origin is not there."""
    page.goto(harness.plain_url)
    assert page.evaluate("isSecureContext") is False
    page.get_by_label("Prénom fictif").fill("Nadia")
    assert stored() == {"prenom": "Nadia"}
    page.reload()
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")


@pytest.mark.parametrize(
    "script",
    [REFUSE, FULL, SILENT, SILENT + NO_DATABASE],
    ids=["refused", "full", "silent", "silent-no-database"],
)
def test_a_refused_save_says_so_and_offers_a_file(
    context: BrowserContext, page: Page, harness: Any, script: str
) -> None:
    """« Enregistré » is a promise: it is made after a read-back, or not at all."""
    context.add_init_script(script)
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    expect(page.get_by_role("alert").first).to_contain_text("refuse de garder vos réponses")
    expect(page.locator(".so-saved")).to_have_text("!Pas enregistré")
    with page.expect_download() as download:
        page.locator(".so-warning").get_by_role("button").click()
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert kept["answers"] == {"prenom": "Nadia"}
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")


@pytest.mark.parametrize("script", [NO_DATABASE, NO_LOCAL], ids=["no-database", "no-local"])
def test_one_of_the_two_stores_is_enough(
    context: BrowserContext, page: Page, harness: Any, script: str
) -> None:
    """Some private windows give one and refuse the other."""
    context.add_init_script(script)
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    expect(page.locator(".so-saved")).to_have_text("✓Enregistré sur cet appareil")
    page.reload()
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")


def test_a_browser_set_to_refuse_site_data_says_so(harness: Any, tmp_path: Path) -> None:
    """The real setting of Chromium, not a stand-in for it."""
    preferences = tmp_path / "Default/Preferences"
    preferences.parent.mkdir()
    preferences.write_text(
        json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}), "utf-8"
    )
    with _Chromium(tmp_path) as chromium:
        page = chromium.page(harness.url)
        page.get_by_label("Prénom fictif").fill("Nadia")
        expect(page.locator(".so-warning")).to_contain_text("refuse de garder vos réponses")


class _Chromium:
    """A browser of our own process, so that it can be killed."""

    type: BrowserType

    def __init__(self, profile: Path) -> None:
        self.profile = profile

    def __enter__(self) -> _Chromium:
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        (self.profile / "SingletonLock").unlink(missing_ok=True)
        self.process = subprocess.Popen(
            ["/usr/bin/chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--no-first-run", "--remote-debugging-port=0", f"--user-data-dir={self.profile}",
             "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if b"DevTools listening on " in line:
                self.address = line.decode().split("listening on ")[1].strip()
                return self
        raise AssertionError("Chromium did not start")

    def page(self, url: str) -> Page:
        self.browser = _Chromium.type.connect_over_cdp(self.address)
        page = self.browser.contexts[0].new_page()
        page.goto(url)
        return page

    def quit(self) -> None:
        """Close it as a person does: everything is written."""
        self.browser.new_browser_cdp_session().send("Browser.close")
        self.process.wait()

    def kill(self) -> None:
        """SIGKILL to the browser and all its children: nothing is flushed."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
        assert self.process.stderr is not None
        self.process.stderr.close()


@pytest.fixture(autouse=True)
def _browser_type(browser: Browser) -> None:
    _Chromium.type = browser.browser_type


def test_a_killed_browser_loses_nothing_that_was_called_saved(harness: Any, tmp_path: Path) -> None:
    """Chromium keeps localStorage in memory for seconds: « Enregistré » must mean the disk."""
    with _Chromium(tmp_path) as chromium:
        page = chromium.page(harness.url)
        page.get_by_label("Prénom fictif").fill("Nad")
        page.locator('.so-saved[data-state="saved"]').wait_for()
        page.get_by_label("Prénom fictif").fill("Nadia")
        page.get_by_label("Qui vous a inspiré").fill(MARKER)
        page.locator('.so-saved[data-state="saved"]').wait_for()
        chromium.kill()
    with _Chromium(tmp_path) as chromium:
        page = chromium.page(harness.url)
        expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
        expect(page.get_by_label("Qui vous a inspiré")).to_have_value(MARKER)


def test_an_erasure_outlives_a_killed_browser(harness: Any, tmp_path: Path) -> None:
    """The memory that forgets the last answers also forgets their erasure."""
    with _Chromium(tmp_path) as chromium:
        page = chromium.page(harness.url)
        page.get_by_label("Prénom fictif").fill("Nadia")
        page.locator('.so-saved[data-state="saved"]').wait_for()
        chromium.quit()
    with _Chromium(tmp_path) as chromium:
        page = chromium.page(harness.url)
        expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
        page.get_by_role("button", name="Effacer mes réponses de cet appareil").click()
        page.get_by_role("button", name="Oui, effacer").click()
        page.get_by_text("sont effacées de cet appareil").wait_for()
        chromium.kill()
    with _Chromium(tmp_path) as chromium:
        page = chromium.page(harness.url)
        page.get_by_role("button", name="Vérifier").click()
        page.locator(".so-score").wait_for()
        expect(page.get_by_label("Prénom fictif")).to_have_value("")


def test_the_last_edit_of_each_field_wins_between_tabs(
    context: BrowserContext, page: Page, harness: Any
) -> None:
    """Two tabs on one activity: neither overwrites the other in silence."""
    other = context.new_page()
    for tab in (page, other):
        tab.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    expect(other.get_by_label("Prénom fictif")).to_have_value("Nadia")
    expect(other.get_by_text("modifiées dans un autre onglet")).to_contain_text("Prénom fictif")
    other.get_by_label("Marge").fill("25 %")
    expect(page.get_by_label("Marge")).to_have_value("25 %")
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
    page.get_by_label("Marge").fill("30 %")
    expect(other.get_by_label("Marge")).to_have_value("30 %")
    other.close()
    page.reload()
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
    expect(page.get_by_label("Marge")).to_have_value("30 %")


def test_a_tab_that_heard_nothing_does_not_overwrite(
    context: BrowserContext, page: Page, harness: Any
) -> None:
    """A sleeping tab wakes with old answers: it merges before it saves."""
    page.add_init_script(
        "window.addEventListener('storage', (e) => e.stopImmediatePropagation(), true)"
    )
    page.goto(harness.url)
    other = context.new_page()
    other.goto(harness.url)
    other.get_by_label("Prénom fictif").fill("Nadia")
    other.locator('.so-saved[data-state="saved"]').wait_for()
    page.get_by_label("Marge").fill("25 %")
    page.locator('.so-saved[data-state="saved"]').wait_for()
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
    page.reload()
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
    expect(page.get_by_label("Marge")).to_have_value("25 %")


def test_another_tab_learns_of_an_erasure(
    context: BrowserContext, page: Page, harness: Any
) -> None:
    """A forgotten tab would bring the erased answers back."""
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    page.locator('.so-saved[data-state="saved"]').wait_for()
    other = context.new_page()
    other.goto(harness.url)
    expect(other.get_by_label("Prénom fictif")).to_have_value("Nadia")
    page.get_by_role("button", name="Effacer mes réponses de cet appareil").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(other.get_by_label("Prénom fictif")).to_have_value("")
    expect(other.get_by_text("effacées dans un autre onglet")).to_be_visible()


def test_erasing_asks_once_and_takes_the_private_ones_too(form: Page, stored: Stored) -> None:
    """What is erased is named before, in the page, and gone after."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.get_by_label("Qui vous a inspiré").fill(MARKER)
    assert stored("private") == {"inspiration": MARKER}
    erase = form.get_by_role("button", name="Effacer mes réponses de cet appareil")
    erase.click()
    expect(form.get_by_text("Seront effacées de cet appareil")).to_contain_text("jamais transmis")
    expect(form.get_by_role("button", name="Non, garder")).to_be_focused()
    form.keyboard.press("Enter")
    expect(erase).to_be_focused()
    expect(form.get_by_label("Prénom fictif")).to_have_value("Nadia")
    erase.click()
    form.get_by_role("button", name="Oui, effacer").click()
    expect(form.get_by_text("sont effacées de cet appareil")).to_be_visible()
    expect(form.get_by_label("Prénom fictif")).to_have_value("")
    assert form.evaluate("Object.keys(localStorage)") == []
    left = form.evaluate(
        """() => new Promise((resolve) => {
          indexedDB.open("socialise").onsuccess = ({ target }) => {
            const all = target.result.transaction("records").objectStore("records").getAll();
            all.onsuccess = () => resolve(all.result.join(" "));
          };
        })"""
    )
    assert "Nadia" not in left
    assert MARKER not in left
    form.reload()
    expect(form.get_by_label("Qui vous a inspiré")).to_have_value("")
    form.get_by_label("Prénom fictif").fill("Line")
    assert stored() == {"prenom": "Line"}


def test_a_downloaded_file_is_ours_to_the_byte(form: Page, harness: Any) -> None:
    """Sorted keys, two spaces, NFC, a newline: the file that Python would write."""
    form.get_by_label("Prénom fictif").fill("E\u0301lise")
    form.locator('[data-field="lieux"]').get_by_label("Au marché").check()
    form.get_by_label("Ce qu'elle veut accomplir").first.fill("Remplir les mardis")
    with form.expect_download() as download:
        form.get_by_role("button", name="Télécharger mes réponses").click()
    assert download.value.suggested_filename == "tout.json"
    text = Path(download.value.path()).read_text("utf-8")
    expected = {
        "activity": "tout",
        "answers": {
            "lieux": ["marche"],
            "objectifs": [{"enonce": "Remplir les mardis", "preuve": "", "valeur": ""}],
            "prenom": "Élise",
        },
        "format": "socialise-answers",
        "lesson": "00-essai",
        "version": 1,
    }
    assert text == json.dumps(expected, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_a_downloaded_file_loads_elsewhere(
    browser: Browser, form: Page, harness: Any, stored: Stored
) -> None:
    """From the room's tablet to one's own laptop."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.locator('[data-field="facebook"]').get_by_label("Non", exact=True).check()
    form.get_by_label("Pourquoi pas?").fill("Pas le temps")
    with form.expect_download() as download:
        form.get_by_role("button", name="Télécharger mes réponses").click()
    laptop = browser.new_context().new_page()
    laptop.goto(harness.url)
    laptop.locator("input[type=file]").set_input_files(download.value.path())
    expect(laptop.get_by_text("3 réponses chargées.")).to_be_visible()
    expect(laptop.get_by_label("Pourquoi pas?")).to_have_value("Pas le temps")
    laptop.locator('.so-saved[data-state="saved"]').wait_for()
    laptop.reload()
    expect(laptop.get_by_label("Prénom fictif")).to_have_value("Nadia")
    laptop.context.close()


def _file(**changes: Any) -> bytes:
    file = {"format": "socialise-answers", "version": 1, "lesson": "00-essai", "activity": "tout",
            "answers": {"prenom": "Line"}} | changes  # fmt: skip
    return json.dumps(file).encode()


REFUSED = [
    (b"", "ne se lit pas comme un fichier de réponses"),
    (b"PK\x03\x04", "ne se lit pas comme un fichier de réponses"),
    (b"[1, 2]", "contient autre chose que des réponses"),
    (_file(format="autre"), "contient autre chose que des réponses"),
    (_file(answers=["Line"]), "contient autre chose que des réponses"),
    (_file(version=2), "est de la version 2"),
    (_file(lesson="07-autre"), "vient d'une autre activité (07-autre / tout)"),
    (_file(activity="roi"), "vient d'une autre activité (00-essai / roi)"),
    (_file(answers={"prenom": 7}), "La réponse à « Prénom fictif » n'a pas la forme attendue"),
    (_file(answers={"lieux": "marche"}), "La réponse à « Où la trouver? » n'a pas la forme"),
    (_file(answers={"objectifs": [["x"]]}), "La réponse à « Ses objectifs » n'a pas la forme"),
    (b" " * 5_000_001, "est trop gros pour un fichier de réponses"),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_a_strange_file_is_refused_and_nothing_is_lost(
    form: Page, content: bytes, sentence: str
) -> None:
    """Place, fact, cure; and the answers on the screen stay."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content}
    )
    note = form.locator(".so-device .so-note")
    expect(note).to_contain_text(sentence.replace("« ", "«\u00a0").replace(" »", "\u00a0»"))
    expect(note).to_contain_text("Rien n'a changé ici.")
    expect(form.get_by_label("Prénom fictif")).to_have_value("Nadia")


def test_loading_over_answers_can_be_undone(form: Page, stored: Stored) -> None:
    """The wrong file of the right activity."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.get_by_label("Qui vous a inspiré").fill(MARKER)
    form.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json",
         "buffer": b"\xef\xbb\xbf" + _file(answers={"marge": "25 %", "ancien": "x"})}
    )  # fmt: skip
    note = form.locator(".so-device .so-note")
    expect(note).to_contain_text("1 réponse chargée. 1 réponse du fichier ne correspond à aucune")
    expect(form.get_by_label("Prénom fictif")).to_have_value("")
    expect(form.get_by_label("Qui vous a inspiré")).to_have_value(MARKER)
    form.get_by_role("button", name="Revenir à mes réponses d'avant").click()
    expect(form.get_by_label("Prénom fictif")).to_have_value("Nadia")
    expect(form.get_by_label("Marge")).to_have_value("")
    assert stored() == {"prenom": "Nadia"}


@pytest.mark.parametrize("room", [True, False], ids=["room", "static"])
def test_a_private_answer_leaves_by_no_door(
    page: Page, harness: Any, room: bool, tmp_path: Path
) -> None:
    """No request, no file, no shared key, no printed sheet."""
    harness.room = room
    harness.verdicts = harness.right
    page.goto(harness.url)
    page.get_by_label("Qui vous a inspiré").fill(MARKER)
    page.get_by_label("Prénom fictif").fill("Nadia")
    page.get_by_role("button", name="Vérifier").click()
    page.locator(".so-score").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Carte du personnage").click()
    with page.expect_download() as answers:
        page.get_by_role("button", name="Télécharger mes réponses").click()
    if room:
        page.get_by_label("Code de la salle").fill("ABC")
        page.get_by_role("button", name="Remettre mes réponses").click()
        page.get_by_text("Remis le").wait_for()
    for download in (taken.value, answers.value):
        assert MARKER.encode() not in Path(download.path()).read_bytes()
    assert harness.asked
    for method, path, headers, body in harness.asked:
        assert MARKER not in f"{method} {path} {headers}"
        assert MARKER.encode() not in body
    holding = page.evaluate(
        "(text) => Object.keys(localStorage).filter((key) => localStorage[key].includes(text))",
        MARKER,
    )
    assert holding == ["socialise:private:00-essai:tout"]
    page.emulate_media(media="print")
    expect(page.get_by_label("Qui vous a inspiré")).to_be_hidden()
