"""« Mon plan de match » : everything that this device keeps, gathered by the page alone."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

PERSONA = "02-propulsion-ou-ancrage/persona"
ROI = "02-propulsion-ou-ancrage/roi"
PATIENCE_MS = 60_000
RECORD = """([key, answers]) => localStorage.setItem(key, JSON.stringify({
  answers, edited: Object.fromEntries(Object.keys(answers).map((id) => [id, 1])),
}))"""


def _answered(page: Page, key: str, answers: dict[str, object]) -> None:
    lesson, _, activity = key.partition("/")
    page.evaluate(RECORD, [f"socialise:answers:{lesson}:{activity}", answers])


def _taken(page: Page, button: str) -> bytes:
    with page.expect_download(timeout=PATIENCE_MS) as download:
        page.get_by_role("button", name=button).click()
    expect(page.locator(".so-note")).to_contain_text(
        f"{download.value.suggested_filename} est dans"
    )
    return Path(download.value.path()).read_bytes()


def test_what_a_device_keeps_is_gathered(browser: Browser, book_url: str) -> None:
    """An empty device is told where to begin; then one PDF, and one .zip that another can load."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr-CA")
    page.goto(f"{book_url}book/mon-plan.html")
    page.get_by_role("button", name="Mon plan de match (PDF)").click()
    expect(page.locator(".so-note")).to_contain_text("ne garde encore aucune réponse")
    expect(page.locator("progress")).to_be_hidden()

    persona = {"prenom": "Nadège", "message": "Vos fleurs arrivent le lundi."}
    _answered(page, PERSONA, persona)
    _answered(page, ROI, {"a_depart": "1 234,50 $", "secret": "rien d'attendu"})
    page.reload()
    line = page.get_by_role("listitem").filter(has_text="Votre persona")
    expect(line).to_contain_text("2 réponses")
    expect(page.get_by_role("listitem").filter(has_text="Votre objectif")).to_contain_text(
        "à faire"
    )
    link = line.get_by_role("link")
    assert (link.get_attribute("href") or "").endswith("#activite-persona")

    pages = [each.extract_text() for each in PdfReader(io.BytesIO(_taken(page, "(PDF)"))).pages]
    told = " ".join(" ".join(pages).split()).replace("\u00a0", " ")
    for text in ("Nadège", "1 234,50 $", "À faire", "page 2"):
        assert text in told, text

    with zipfile.ZipFile(io.BytesIO(_taken(page, "(.zip)"))) as archive:
        names = archive.namelist()
        assert f"mon-plan-de-match/{PERSONA}/carte-persona.pdf" in names
        kept = json.loads(archive.read(f"mon-plan-de-match/{PERSONA}/reponses.json"))
        assert kept["answers"] == persona
        kept = json.loads(archive.read(f"mon-plan-de-match/{ROI}/reponses.json"))
        assert kept["answers"] == {"a_depart": "1 234,50 $"}
    page.close()
