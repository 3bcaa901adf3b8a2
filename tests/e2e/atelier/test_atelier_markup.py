"""Markup in answers is text, everywhere it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from e2e.atelier.activity_form import ActivityForm, content, plain
from e2e.atelier.device import Device, open_device
from e2e.atelier.journey import HOSTILE, PLACES, hostile_answers
from e2e.atelier.room import Room
from playwright.sync_api import Browser, Page, expect

RAN = "() => window.hostile ?? null"
LIVE = """() => document.querySelectorAll(
  "img[src='x'], script:not([src]):not([type]), svg[onload], [onerror], a[href^='javascript']"
).length"""


@pytest.fixture(scope="module")
def hostile(browser: Browser, room: Room) -> Iterator[tuple[Device, str]]:
    """Someone who writes markup wherever she can, checks it and hands it in; and her pseudonym."""
    with open_device(browser, room.url) as device:
        for activity, lesson in PLACES.items():
            form = ActivityForm(device.page, lesson, activity).open(room.url)
            fields = form.fields.values()
            form.load(hostile_answers(field for field in fields if not field.get("private")))
            form.fill({field["id"]: HOSTILE for field in fields if field.get("private")})
            form.check()
            form.hand_in(room.code if activity == "persona" else None)
        learner = form.section.locator(".so-learner").text_content() or ""
        yield device, learner


@pytest.fixture(scope="module")
def published(room: Room, hostile: tuple[Device, str]) -> str:
    """After `socialise grade` and `socialise feedback`; what they said."""
    return room.socialise("grade") + room.socialise("feedback")


def ran(page: Page) -> list[object]:
    """What ran in any frame of the page."""
    return [found for frame in page.frames if (found := frame.evaluate(RAN)) is not None]


@pytest.mark.parametrize("activity", PLACES)
def test_nothing_runs_in_the_form_and_the_verdict(
    hostile: tuple[Device, str], room: Room, activity: str
) -> None:
    """Every field is full of it; the answers that come back are the very same text."""
    own, _ = hostile
    form = ActivityForm(own.page, PLACES[activity], activity).open(room.url)
    form.check()
    typed = form.section.locator(".so-control:is(input, textarea):visible")
    values = {each.input_value() for each in typed.all() if each.get_attribute("type") != "date"}
    assert values - {""} == {HOSTILE, room.code} & values
    assert ran(own.page) == []
    assert form.section.evaluate(f"(node) => ({LIVE})()") == own.page.evaluate(LIVE)
    assert form.section.locator("img, h1, script:not(.activite-schema)").count() == 0
    own.check()


def test_nothing_runs_on_the_trainer_s_page(
    hostile: tuple[Device, str], room: Room, device: Any
) -> None:
    """Where a script would have the trainer's rights: it stands there as it was written."""
    learner = hostile[1]
    page = device(room.url).page
    page.goto(room.trainer_url)
    page.get_by_label("Le jeton de la salle").fill(room.token)
    page.get_by_role("button", name="Entrer").click()
    texts = page.locator("details").filter(has_text=learner)
    expect(texts).to_have_count(3)
    for text in texts.all():
        text.locator("summary").click()
        assert plain(text.locator(".texte").text_content()) == HOSTILE
    assert ran(page) == []
    assert page.locator("h1").count() == 1
    assert page.evaluate(LIVE) == 0


def test_nothing_runs_in_my_hand_ins_and_their_feedback(
    hostile: tuple[Device, str], room: Room, published: str
) -> None:
    """Three pages that nbgrader wrote, each in its closed frame, with the answers in them."""
    own, _ = hostile
    page = own.page
    page.goto(f"{room.url}/book/mes-remises.html")
    buttons = page.get_by_role("button", name="Lire la rétroaction")
    expect(buttons).to_have_count(3)
    for left in (2, 1, 0):
        buttons.first.click()
        expect(buttons).to_have_count(left)
    assert len(page.frames) == 4
    for frame in page.frames[1:]:
        assert "window.hostile = 1" in (frame.locator("body").text_content() or "")
        assert frame.evaluate(LIVE) == 0
    assert ran(page) == []
    own.check()


def test_a_feedback_page_opened_from_its_folder_runs_nothing(
    hostile: tuple[Device, str], room: Room, published: str, browser: Browser
) -> None:
    """No server, no policy: the file itself holds nothing live and asks nobody anything."""
    learner = hostile[1]
    files = sorted((room.workshop / "feedback" / learner).glob("*/*.html"))
    assert [path.stem for path in files] == ["persona", "roi", "objectif"]
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in files:
        page.goto(path.as_uri())
        assert page.evaluate(RAN) is None
        assert page.evaluate(LIVE) == 0
        assert "window.hostile = 1" in (page.locator("body").text_content() or "")
    page.close()
    assert asked == [path.as_uri() for path in files]


@pytest.mark.parametrize("key", ["persona/60", "objectif/61", "roi/66"])
def test_nothing_runs_in_what_is_taken_home(
    key: str, device: Any, room: Room, sets: Any, browser: Browser, tmp_path: Path
) -> None:
    """Complete answers with markup in each text: the files are made, and a picture is no page."""
    one = sets[key]
    own = device(room.url)
    form = ActivityForm(own.page, one.lesson, one.activity).open(room.url)
    form.load(one.answers)
    form.check()
    files = form.downloads()
    assert form.section.locator(".so-take-home li").count() == len(files) - 1
    assert ran(own.page) == []
    for name, download in files.items():
        if name.endswith((".pdf", ".svg", ".xlsx")):
            assert b"<script" not in content(download)
        if name.endswith(".svg"):
            download.save_as(tmp_path / name)
            page = browser.new_page()
            page.goto((tmp_path / name).as_uri())
            assert page.evaluate("document.documentElement.localName") == "svg"
            assert page.evaluate("document.querySelectorAll('script, image, a').length") == 0
            page.close()
