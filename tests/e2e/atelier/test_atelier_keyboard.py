"""A whole activity without a mouse."""

from __future__ import annotations

from typing import Any

from e2e.atelier.activity_form import NUMBER, ActivityForm, plain, told_of
from e2e.atelier.keyboard import Hands, date_keys
from e2e.atelier.room import Room
from playwright.sync_api import expect

MORE = {"date": "2027-03-01", "regarde": "les cartons qui restent"}


def test_an_objective_is_written_checked_and_handed_in_by_keyboard(
    device: Any, room: Room, sets: Any, judge: Any
) -> None:
    """Radios, the questions that a choice opens, dates, a row that is added, the verdict, the
    code; each stop is seen and shows that it has the focus."""
    one = sets["objectif/01"]
    answers = one.answers | {"revues": [*one.answers["revues"], MORE]}
    own = device(room.url, viewport={"width": 390, "height": 844})  # where a bar covers the bottom
    order = date_keys(own.page)
    form = ActivityForm(own.page, one.lesson, one.activity).open(room.url)
    hands = Hands(own.page, form.fields, order)

    hands.answer(answers)
    own.page.keyboard.press("Enter")
    title = form.section.locator(".so-score")
    expect(title).to_be_focused()
    assert plain(title.text_content()) == "12 critères sur 12"
    assert form.verdict() == told_of(judge(one, answers))
    assert "fb_suite" in [stop["field"] for stop in hands.stops]  # opened by the choice before it

    home = hands.tab_to(lambda stop: "agenda" in stop["text"])
    with own.page.expect_download() as download:
        own.page.keyboard.press("Enter")
    assert download.value.suggested_filename == "objectif.ics"
    assert home["seen"]

    hands.tab_to(lambda stop: stop["id"].endswith("-code"))
    own.page.keyboard.type(room.code)
    hands.tab_to(lambda stop: "Remettre mes réponses" in stop["text"])
    own.page.keyboard.press("Enter")
    expect(form.receipt).to_contain_text("n'ont pas changé")
    assert NUMBER.search(form.receipt.text_content() or "")
    expect(form.hand_in_button).to_be_focused()

    stops = [stop for stop in hands.stops if stop["tag"] != "body"]
    assert [stop for stop in stops if not stop["outlined"]] == []
    assert [stop for stop in stops if not stop["seen"]] == []
