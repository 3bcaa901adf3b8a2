"""Answers stay on the device: a reload, a closed page, a browser that dies, a plain address."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from e2e.atelier.activity_form import ActivityForm, content
from e2e.atelier.journey import PLACES, TYPED
from e2e.atelier.killable import doomed_browser
from e2e.atelier.room import Room
from playwright.sync_api import Playwright, expect

MARKER = "marqueurprive7431"


@pytest.fixture
def plain_url(room: Room) -> str:
    """The room by this machine's own name, as phones reach it: over HTTP, which browsers do not
    trust. The server knows that name by itself."""
    return f"http://{socket.gethostname().partition('.')[0].lower()}.local:{room.port}"


def some(one: Any) -> dict[str, Any]:
    """Answers of each kind of field."""
    return {id: one.answers[id] for id in TYPED[one.activity]}


def private(form: ActivityForm) -> str:
    """The activity's private field."""
    return next(id for id, field in form.fields.items() if field.get("private"))


def kept(form: ActivityForm) -> Any:
    """The answers that the page knows, by the file that it gives."""
    return json.loads(content(form.take("Télécharger mes réponses")))["answers"]


@pytest.mark.parametrize("secure", [True, False], ids=["secure", "plain"])
@pytest.mark.parametrize("activity", PLACES)
def test_answers_are_there_after_a_reload_and_in_a_new_page(
    activity: str, secure: bool, room: Room, plain_url: str, device: Any, sets: Any, judge: Any
) -> None:
    """Every kind of field, private ones too; and the verdict is asked again as if never left."""
    origin = room.url if secure else plain_url
    own = device(origin)
    one = sets[f"{activity}/01"]
    form = ActivityForm(own.page, one.lesson, activity).open(origin)
    assert own.page.evaluate("isSecureContext") is secure
    form.fill(some(one))
    form.fill({private(form): MARKER})
    own.page.reload()
    assert kept(form) == some(one)
    own.page.close()
    page = own.context.new_page()
    own.watch(page)
    form = ActivityForm(page, one.lesson, activity).open(origin)
    assert kept(form) == some(one)
    expect(form.control(private(form))).to_have_value(MARKER)
    form.check()
    met = sum(each["outcome"] == "met" for each in judge(one, some(one))["criteria"])
    assert form.score.startswith(f"{met} critère")


def test_a_browser_that_dies_forgets_nothing_that_was_called_saved(
    room: Room, plain_url: str, playwright: Playwright, sets: Any, tmp_path: Path
) -> None:
    """At the room's plain address: the answers and the private one; she hands in what she sees."""
    one = sets["persona/01"]
    with doomed_browser(playwright, tmp_path) as page:
        form = ActivityForm(page, one.lesson, one.activity).open(plain_url)
        assert page.evaluate("isSecureContext") is False
        form.fill(some(one))
        form.fill({private(form): MARKER})
    with doomed_browser(playwright, tmp_path) as page:
        form = ActivityForm(page, one.lesson, one.activity).open(plain_url)
        expect(form.control("prenom")).to_have_value(one.answers["prenom"])
        assert kept(form) == some(one)
        expect(form.control(private(form))).to_have_value(MARKER)
        form.hand_in(room.code)
        learner = form.section.locator(".so-learner").text_content()
    path = room.workshop / "submitted" / str(learner) / one.lesson / "persona.json"
    assert json.loads(path.read_bytes())["answers"] == some(one)
