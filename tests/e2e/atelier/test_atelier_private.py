"""What is marked « jamais transmis » never leaves the device."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from e2e.atelier.activity_form import ActivityForm, content
from e2e.atelier.device import Device
from e2e.atelier.journey import PLACES
from e2e.atelier.room import Room
from playwright.sync_api import Download, expect

MARKER = "marqueurprive7431"


def private_of(form: ActivityForm) -> dict[str, str]:
    """The marker for each private field: every activity has one."""
    found = {id: MARKER for id, field in form.fields.items() if field.get("private")}
    assert found
    return found


def use(own: Device, origin: str, sets: Any, code: str | None) -> list[Download]:
    """Everything that one does with the three activities; what was downloaded."""
    taken = []
    for activity, lesson in PLACES.items():
        form = ActivityForm(own.page, lesson, activity).open(origin)
        form.load(sets[f"{activity}/01"].answers)
        private = private_of(form)
        form.fill(private)
        form.check()
        taken += form.downloads().values()
        if code is not None:
            form.hand_in(code if activity == "persona" else None)
            taken.append(form.take("Télécharger mes réponses"))  # signed, now
        own.page.reload()
        for id in private:
            expect(form.control(id)).to_have_value(MARKER)  # it was there all the time
        assert MARKER not in own.page.locator("body").inner_text()
        assert MARKER not in own.page.content()
    return taken


def unpacked(download: Download) -> str:
    """All the text of a file, whatever it is packed in."""
    raw = content(download)
    parts = [raw, download.suggested_filename.encode()]
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    if raw.startswith(b"%PDF"):
        parts.append(str(pypdf.PdfReader(io.BytesIO(raw)).metadata).encode())
        parts.append(subprocess.run(["pdftotext", download.path(), "-"],
                                    check=True, capture_output=True).stdout)  # fmt: skip
    return b"\n".join(parts).decode("utf-8", "replace")


def told_to_anyone(own: Device) -> str:
    """Every address, header and body that left the page."""
    return "\n".join(
        f"{each.method} {each.url} {each.all_headers()} {each.post_data_buffer!r}"
        for each in own.asked
        if not each.url.startswith(("data:", "blob:"))
    )


def test_a_private_answer_is_in_nothing_that_leaves(
    device: Any, room: Room, static_url: str, sets: Any
) -> None:
    """No request, no file of the workshop, nothing downloaded, no verdict, in a room or without."""
    here, alone = device(room.url), device(static_url)
    taken = use(here, room.url, sets, room.code) + use(alone, static_url, sets, None)
    here.page.goto(f"{room.url}/book/mes-remises.html")
    here.page.locator('.remises[data-etat="liste"]').wait_for()
    assert len(taken) == 8 + 3 + 8
    assert [each.suggested_filename for each in taken if MARKER in unpacked(each)] == []
    asked = told_to_anyone(here)
    assert "Nadia" in asked  # what is not private was sent, so bodies are seen here
    assert MARKER not in asked
    assert MARKER not in told_to_anyone(alone)
    assert [path for path, kept in room.files().items() if MARKER.encode() in kept] == []


def test_the_device_keeps_it_apart_and_forgets_it_when_asked(
    device: Any, room: Room, sets: Any
) -> None:
    """Under a key of its own; and « Effacer mes réponses » takes it too."""
    own = device(room.url)
    lesson = PLACES["objectif"]
    form = ActivityForm(own.page, lesson, "objectif").open(room.url)
    form.load(sets["objectif/01"].answers)
    form.fill(private_of(form))
    holding = (
        "(text) => Object.keys(localStorage).filter((key) => localStorage[key].includes(text))"
    )
    assert own.page.evaluate(holding, MARKER) == [f"socialise:private:{lesson}:objectif"]
    form.section.get_by_role("button", name="Effacer mes réponses de cet appareil").click()
    form.section.get_by_role("button", name="Oui, effacer").click()
    expect(form.section.locator(".so-device .so-note")).to_contain_text("sont effacées")
    own.page.reload()
    for id in private_of(form):
        expect(form.control(id)).to_have_value("")
    assert own.page.evaluate(holding, MARKER) == []


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left(room: Room) -> Any:
    """Nor in what the server wrote while it served and stopped judging."""
    yield
    assert MARKER.encode() not in b"".join(room.files().values())
    assert MARKER not in Path(f"{room.workshop}.stderr").read_text("utf-8")
