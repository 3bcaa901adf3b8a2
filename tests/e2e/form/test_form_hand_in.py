"""Handing in to the room: a code once, a pseudonym, a receipt, nothing lost by a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def room(page: Page, harness: Any) -> Page:
    """The page as the room's server gives it, with an answer in it."""
    harness.room = True
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    return page


def _hand_in(page: Page, code: str | None = "ABC") -> None:
    if code is not None:
        page.get_by_label("Code de la salle").fill(code)
    page.get_by_role("button", name="Remettre").click()


def test_a_static_page_says_how_to_send_the_file(form: Page) -> None:
    """No server, no hand-in button: a file and a sentence."""
    expect(form.get_by_role("button", name="Remettre")).to_have_count(0)
    expect(form.get_by_text("téléchargez vos réponses et envoyez le fichier")).to_be_visible()


def test_the_purpose_is_said_where_the_code_is_asked(room: Page) -> None:
    """Loi 25: what is kept, why, how long, who reads, before anything is sent."""
    asked = room.get_by_label("Code de la salle")
    for words in ("Ce qui est gardé", "Pourquoi", "Combien de temps", "Qui les lit"):
        expect(room.locator(".so-purpose")).to_contain_text(words)
    assert "Combien de temps" in asked.evaluate(
        """node => node.getAttribute("aria-describedby").split(" ")
            .map((id) => document.getElementById(id).textContent).join(" ")"""
    )


def test_a_hand_in_gives_a_receipt(room: Page, harness: Any) -> None:
    """The code once, the pseudonym shown, the secret kept and sent as the contract says."""
    _hand_in(room)
    receipt = room.locator(".so-receipt")
    expect(receipt).to_contain_text("Remis le 3 décembre 2026")
    expect(receipt).to_contain_text("Reçu\u00a0: R-")
    expect(receipt).to_contain_text("Vos réponses n'ont pas changé depuis.")
    expect(room.locator(".so-learner")).to_have_text("erable-42")
    assert harness.bodies("/api/learners") == [{"code": "ABC"}]
    assert harness.bodies("/api/submissions") == [
        {"lesson": "00-essai", "activity": "tout", "answers": {"prenom": "Nadia"}}
    ]
    headers = [headers for _, path, headers, _ in harness.asked if path == "/api/submissions"]
    assert headers[0]["Authorization"] == "Bearer s3cr3t"


def test_the_code_is_asked_once(room: Page, harness: Any) -> None:
    """A reload, another hand-in: the device knows who it is."""
    _hand_in(room)
    room.locator(".so-receipt").get_by_text("Remis le").wait_for()
    room.reload()
    expect(room.locator(".so-learner")).to_have_text("erable-42")
    expect(room.locator(".so-receipt")).to_contain_text("Remis le 3 décembre 2026")
    with room.expect_response("**/api/submissions"):
        _hand_in(room, code=None)
    assert len(harness.bodies("/api/learners")) == 1


def test_a_receipt_says_when_answers_have_changed(room: Page, harness: Any) -> None:
    """The mark is on what was handed in, not on what is on the screen."""
    _hand_in(room)
    receipt = room.locator(".so-receipt")
    expect(receipt).to_contain_text("n'ont pas changé")
    room.get_by_label("Prénom fictif").fill("Line")
    expect(receipt).to_contain_text("Vos réponses ont changé depuis")
    room.get_by_role("button", name="Remettre de nouveau").click()
    expect(receipt).to_contain_text("n'ont pas changé")
    assert [body["answers"] for body in harness.bodies("/api/submissions")] == [
        {"prenom": "Nadia"}, {"prenom": "Line"},
    ]  # fmt: skip


def test_a_refusal_is_shown_and_loses_nothing(room: Page, harness: Any) -> None:
    """The server's own sentence, and the answers still there."""
    harness.refusal = (400, "Le code « ABC » n'est pas celui de la salle. Il est au tableau.")
    _hand_in(room)
    alert = room.locator(".so-hand-in [role=alert]")
    expect(alert).to_contain_text("Le code « ABC » n'est pas celui de la salle.")
    expect(alert).to_contain_text("Vos réponses sont intactes ici.")
    expect(room.get_by_label("Prénom fictif")).to_have_value("Nadia")
    expect(room.get_by_label("Code de la salle")).to_have_value("ABC")
    harness.refusal = None
    _hand_in(room)
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")
    expect(alert).to_be_empty()


def test_a_missing_code_is_asked_for(room: Page, harness: Any) -> None:
    """An empty code is not sent to be refused."""
    _hand_in(room, code="")
    expect(room.locator(".so-hand-in [role=alert]")).to_contain_text("Le code de la salle manque")
    expect(room.get_by_label("Code de la salle")).to_be_focused()
    assert harness.bodies("/api/learners") == []


def test_a_room_that_forgot_the_pseudonym_is_joined_again(room: Page, harness: Any) -> None:
    """A new workshop on the same tablet."""
    _hand_in(room)
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")
    harness.refusal = (401, "Cette salle ne connaît pas ce pseudonyme. Redonnez le code.")
    _hand_in(room, code=None)
    expect(room.locator(".so-hand-in [role=alert]")).to_contain_text("Redonnez le code.")
    expect(room.get_by_label("Code de la salle")).to_be_visible()
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")


def test_a_silent_room_says_so(room: Page, harness: Any) -> None:
    """Not a refusal: one can try again, or leave with a file."""
    harness.down = True
    _hand_in(room)
    expect(room.locator(".so-hand-in [role=alert]")).to_contain_text("La salle ne répond pas.")
    expect(room.get_by_label("Code de la salle")).to_have_value("ABC")


def test_a_hand_in_works_with_storage_refused(page: Page, harness: Any) -> None:
    """The pseudonym then lasts as long as the page."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    harness.room = True
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    _hand_in(page)
    expect(page.locator(".so-receipt")).to_contain_text("Remis le")
    _hand_in(page, code=None)
    expect(page.locator(".so-receipt")).to_contain_text("Remis le")
    assert len(harness.bodies("/api/learners")) == 1


def test_a_refusal_points_at_its_fields(room: Page, harness: Any) -> None:
    """The sentence says what; the field says where."""
    expect(room.get_by_text("ne se lit pas comme un nombre")).to_be_visible()  # read by itself
    _hand_in(room)
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")
    harness.refusal = (422, "Une réponse est à raccourcir.")
    harness.problems = [{"field": "prenom", "text": "2 400 caractères, et la limite est de 2 000."}]
    _hand_in(room, code=None)
    expect(room.locator('[data-field="prenom"] .so-problem')).to_contain_text("2 400 caractères")
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")


def test_changing_of_person_is_asked_once(room: Page) -> None:
    """A pseudonym forgotten by a slip takes its receipts and its feedback with it."""
    _hand_in(room)
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")
    room.get_by_role("button", name="Ce n'est pas moi").click()
    expect(room.get_by_text("Cet appareil oubliera erable-42")).to_be_visible()
    expect(room.get_by_role("button", name="Non, garder erable-42")).to_be_focused()
    room.keyboard.press("Enter")
    expect(room.locator(".so-learner")).to_have_text("erable-42")
    room.get_by_role("button", name="Ce n'est pas moi").click()
    room.get_by_role("button", name="Oui, changer").click()
    expect(room.get_by_label("Code de la salle")).to_be_focused()
    assert room.evaluate("localStorage.getItem('socialise:learner')") is None


@pytest.mark.parametrize("down", [False, True], ids=["signed", "silent"])
def test_a_file_is_signed_where_the_room_knows_who_asks(
    room: Page, harness: Any, down: bool
) -> None:
    """Sent later by any path, it finds its owner; a silent room never holds it back."""
    _hand_in(room)
    expect(room.locator(".so-receipt")).to_contain_text("Remis le")
    harness.down = down
    with room.expect_download() as download:
        room.get_by_role("button", name="Télécharger mes réponses").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert ('"signature"' in text) is not down
    assert ('"Nadia"' in text) is down
    assert harness.bodies("/api/answers-files")[0]["answers"] == {"prenom": "Nadia"}
