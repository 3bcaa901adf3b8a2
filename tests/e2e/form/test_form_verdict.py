"""The verdict in the page: by the room's server, else by a worker, else said to be absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from socialise.widget.module import page_module


def _check(page: Page) -> None:
    page.get_by_role("button", name="Vérifier").click()
    page.locator(".so-score").wait_for()


def _posts(harness: Any) -> list[str]:
    return [path for method, path, _, _ in harness.asked if method == "POST"]


def test_criteria_are_counted_before_points(form: Page) -> None:
    """« 1 critère sur 3 » is what there is to do; points come second."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    _check(form)
    verdict = form.get_by_role("region", name="1 critère sur 3")
    text = verdict.inner_text()
    assert text.index("1 critère sur 3") < text.index("point")
    assert "1,5 point sur 4" in text


def test_each_criterion_says_what_was_seen_and_what_would_pass(form: Page) -> None:
    """A sign, a word, the points, what was seen, an example that would pass."""
    _check(form)
    rows = form.locator(".so-criterion")
    assert rows.nth(1).inner_text().split("\n\n")[0].splitlines()[0].startswith("Au moins deux")
    expect(rows.nth(0)).to_contain_text("✓Atteint 1 point sur 1")
    expect(rows.nth(1)).to_contain_text("○Pas encore 0,5 point sur 2")
    expect(rows.nth(1)).to_contain_text("Vuun objectif")
    expect(rows.nth(1)).to_contain_text("Ce qui passeraitIl en manque un")
    expect(rows.nth(2)).to_contain_text("?À vérifier 0 point sur 1")
    expect(rows.nth(0)).not_to_contain_text("Ce qui passerait")


def test_what_is_judged_later_is_told_apart(form: Page) -> None:
    """Hidden criteria and the trainer's part are announced, not counted."""
    _check(form)
    verdict = form.locator(".so-verdict")
    expect(verdict).to_contain_text("1 critère de plus est vérifié à la remise (1 point).")
    expect(verdict).to_contain_text("Une réponse sera lue par la personne qui anime")
    expect(verdict).to_contain_text("Son histoire — répondu, jusqu'à 3 points")


def test_a_verdict_never_promises_good_marketing(form: Page, harness: Any) -> None:
    """All met is not « good »: the page says what the criteria cannot see."""
    harness.verdicts = harness.right
    _check(form)
    expect(form.get_by_role("heading", name="3 critères sur 3")).to_be_visible()
    expect(form.locator(".so-limits")).to_contain_text("Ils ne disent pas")


def test_the_focus_goes_to_the_score_and_it_is_said_once(form: Page) -> None:
    """The heading that takes the focus is read; a live region would read it again."""
    _check(form)
    expect(form.locator(".so-score")).to_be_focused()
    expect(form.locator("p.so-heard")).not_to_contain_text("critère")


def test_a_static_page_asks_no_server(form: Page, harness: Any, console: list[str]) -> None:
    """Without the room's marker, a request to /api would be an error in the console."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    _check(form)
    assert _posts(harness) == []
    assert console == []


def test_nothing_is_loaded_before_the_first_touch(form: Page, harness: Any) -> None:
    """Six megabytes are for those who answer, not for those who read."""
    form.wait_for_load_state("networkidle")
    assert not [path for _, path, _, _ in harness.asked if "runtime" in path or "bundle" in path]
    with form.expect_request("**/bundle.json"):
        form.get_by_label("Prénom fictif").focus()


def test_the_room_judges_what_it_is_sent(page: Page, harness: Any, console: list[str]) -> None:
    """Where a server is, no Python is downloaded: thirty phones on one wifi."""
    harness.room = True
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    _check(page)
    assert harness.bodies("/api/verdicts")[-1] == {
        "lesson": "00-essai", "activity": "tout", "answers": {"prenom": "Nadia"},
    }  # fmt: skip
    assert not [path for _, path, _, _ in harness.asked if "runtime" in path]
    assert console == []


def test_a_hidden_answer_is_not_sent(page: Page, harness: Any) -> None:
    """It is kept on the device for when its question comes back, and judged by nobody."""
    harness.room = True
    page.goto(harness.url)
    facebook = page.locator('[data-field="facebook"]')
    facebook.get_by_label("Non", exact=True).check()
    page.get_by_label("Pourquoi pas?").fill("Pas le temps")
    facebook.get_by_label("Oui, chaque semaine").check()
    _check(page)
    assert harness.bodies("/api/verdicts")[-1]["answers"] == {"facebook": "oui"}


def test_a_silent_room_leaves_it_to_the_device(page: Page, harness: Any) -> None:
    """The same cells in the page's own Python."""
    harness.room = True
    page.route("**/api/*", lambda route: route.abort())
    page.goto(harness.url)
    _check(page)
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")


def test_when_nobody_answers_it_says_so_and_the_rest_works(page: Page, harness: Any) -> None:
    """A verdict is a help, never a gate: answers are kept, handing in stays offered."""
    harness.room = True
    harness.down = True
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    _check(page)
    expect(page.locator(".so-score")).to_have_text("Pas de verdict pour l'instant")
    expect(page.locator(".so-score")).to_be_focused()
    expect(page.locator(".so-verdict")).to_contain_text("Vos réponses sont intactes")
    expect(page.get_by_role("button", name="Remettre mes réponses")).to_be_visible()
    expect(page.get_by_label("Prénom fictif")).to_have_value("Nadia")
    harness.down = False
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")


def test_a_static_page_without_python_says_so(page: Page, harness: Any) -> None:
    """The runtime may not have been built: a reader still has a form and a file."""
    harness.runtime = False
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    _check(page)
    expect(page.locator(".so-score")).to_have_text("Pas de verdict pour l'instant")
    expect(page.get_by_role("button", name="Télécharger mes réponses")).to_be_visible()


def test_a_broken_worker_is_not_started_at_every_key(page: Page, harness: Any) -> None:
    """What fails is tried again when someone asks, not five times a second."""
    page.route("**/runtime/worker.js", lambda route: route.fulfill(status=500, body=""))
    tries: list[str] = []
    page.on("request", lambda request: tries.append(request.url))
    page.goto(harness.url)
    for letters in ("N", "Na", "Nad", "Nadi"):
        page.get_by_label("Prénom fictif").fill(letters)
        page.locator('.so-saved[data-state="saved"]').wait_for()
    _check(page)
    expect(page.locator(".so-score")).to_have_text("Pas de verdict pour l'instant")
    assert len([url for url in tries if "worker" in url]) == 2


def test_a_silent_room_is_not_asked_at_every_key(page: Page, harness: Any) -> None:
    """Read-outs ask the room as one types; a room that is gone is asked once."""
    harness.room, harness.down = True, True
    page.goto(harness.url)
    for letters in ("N", "Na", "Nad", "Nadi"):
        page.get_by_label("Prénom fictif").fill(letters)
        page.locator('.so-saved[data-state="saved"]').wait_for()
    _check(page)
    expect(page.locator(".so-score")).to_have_text("Pas de verdict pour l'instant")
    assert len(harness.bodies("/api/verdicts")) == 2


def test_once_checked_the_verdict_follows_the_answers(page: Page, harness: Any) -> None:
    """It is up to date, or it says that it is not."""
    harness.room = True
    page.goto(harness.url)
    page.get_by_label("Abonnés à l'infolettre").fill("quarante")
    _check(page)
    expect(page.locator(".so-fresh")).to_have_text("À jour")
    held: list[Any] = []
    page.route("**/api/verdicts", lambda route: held.append(route))
    harness.verdicts = harness.right
    with page.expect_request("**/api/verdicts"):
        page.get_by_label("Abonnés à l'infolettre").fill("412")
    expect(page.locator(".so-fresh")).to_have_text("Réponses modifiées depuis")
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")
    held[0].continue_()
    expect(page.locator(".so-score")).to_have_text("3 critères sur 3")
    expect(page.locator(".so-fresh")).to_have_text("À jour")
    expect(page.locator("p.so-heard")).to_have_text("3 critères sur 3")
    expect(page.get_by_label("Abonnés à l'infolettre")).to_be_focused()


def test_read_outs_live_from_the_first_touch(form: Page, harness: Any) -> None:
    """A figure that waits for « Vérifier » is not a figure one plays with."""
    harness.verdicts = harness.right
    expect(form.locator("output")).to_have_text("Se calcule quand vous répondez.")
    form.get_by_label("Temps par semaine").fill("1 h 30")
    expect(form.locator("output")).to_have_text("270,00 $")
    expect(form.locator(".so-verdict")).to_be_hidden()


def test_a_read_out_says_what_it_lacks(form: Page) -> None:
    """An incomplete read-out names the missing answer; it is not a zero."""
    form.get_by_label("Temps par semaine").fill("1 h 30")
    expect(form.locator("output")).to_have_text("À compléter\u00a0: le temps par semaine")


def test_what_is_being_typed_is_not_corrected_under_the_fingers(form: Page) -> None:
    """« 1 0 » on the way to « 1 045 » is nobody's mistake: the problem waits for the field."""
    field = form.get_by_label("Abonnés à l'infolettre")
    field.press_sequentially("quarante")
    expect(form.locator("output")).to_have_text("À compléter\u00a0: le temps par semaine")
    problem = form.locator('[data-field="abonnes"] .so-problem')
    expect(problem).to_have_count(0)
    field.press("Tab")
    expect(problem).to_contain_text("« quarante » ne se lit pas comme un nombre")
    expect(form.locator("p.so-heard")).to_contain_text("Abonnés à l'infolettre — « quarante »")


def test_a_problem_that_appears_does_not_move_the_button_being_pressed(form: Page) -> None:
    """Leaving a field by pressing « Vérifier » shows its problem, which pushes the button down:
    the release would fall beside it, and nothing would be verified."""
    form.get_by_label("Valeur").nth(0).fill("cher")
    expect(form.locator("output")).to_have_text("À compléter\u00a0: le temps par semaine")
    check = form.get_by_role("button", name="Vérifier")
    check.scroll_into_view_if_needed()
    box = check.bounding_box()
    assert box is not None
    form.mouse.move(box["x"] + 20, box["y"] + 5)
    form.mouse.down()
    expect(form.get_by_label("Valeur").nth(0)).not_to_be_focused()
    expect(form.locator(".so-row .so-problem")).to_have_count(0)
    form.mouse.up()
    expect(form.locator(".so-score")).to_be_focused()
    expect(form.locator(".so-row .so-problem")).to_be_visible()


def test_a_problem_leads_to_its_field(form: Page) -> None:
    """From the verdict, one press to the answer that could not be read."""
    form.get_by_label("Valeur").nth(0).fill("cher")
    _check(form)
    form.get_by_role("button", name="Ses objectifs, ligne 1, Valeur").click()
    expect(form.get_by_label("Valeur").nth(0)).to_be_focused()
    form.get_by_role("button", name="Abonnés à l'infolettre").click()
    expect(form.get_by_label("Abonnés à l'infolettre")).to_be_focused()


def test_a_verdict_drawn_again_leaves_the_fingers_where_they_are(page: Page, harness: Any) -> None:
    """Tab to a download while the last edit is being judged: the button is still there."""
    harness.room = True
    harness.verdicts = harness.right
    page.goto(harness.url)
    _check(page)
    page.get_by_label("Prénom fictif").fill("Nadia")
    take = page.get_by_role("button", name="Carte du personnage")
    take.focus()
    expect(page.locator(".so-fresh")).to_have_text("À jour")
    expect(take).to_be_focused()


@pytest.mark.parametrize("room", [True, False], ids=["room", "static"])
def test_a_finished_thing_is_downloaded(page: Page, harness: Any, room: bool) -> None:
    """The bytes are made by whoever judges."""
    harness.room = room
    harness.verdicts = harness.right
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    _check(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Carte du personnage (PDF)").click()
    assert download.value.suggested_filename == "carte.pdf"
    content = Path(download.value.path()).read_bytes()
    assert content == (b"%PDF-1.7 essai" if room else b'{"prenom":"Nadia"}')
    if room:
        assert harness.bodies("/api/take-home")[0]["id"] == "carte"
    expect(page.get_by_text("carte.pdf est dans vos téléchargements.")).to_be_visible()


def test_what_is_not_ready_is_not_a_button(form: Page) -> None:
    """It says what to do first."""
    _check(form)
    expect(form.locator(".so-take-home")).to_contain_text("à compléter d'abord")
    expect(form.locator(".so-take-home button")).to_have_count(0)


def test_the_joined_page_is_the_page(page: Page, harness: Any) -> None:
    """One text of all the modules draws, saves, judges and hands in as the separate ones do."""
    page.route(
        "**/static/page.js",
        lambda route: route.fulfill(content_type="text/javascript", body=page_module()),
    )
    harness.room = True
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    _check(page)
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")
    page.get_by_label("Code de la salle").fill("ABC")
    page.get_by_role("button", name="Remettre").click()
    expect(page.locator(".so-receipt")).to_contain_text("Remis le")
    assert not [path for _, path, _, _ in harness.asked if path.endswith(".js")]


def test_a_picture_drawn_above_leaves_what_is_typed_in_sight(form: Page, harness: Any) -> None:
    """The place where someone types does not move on the screen, however tall the picture is, in
    browsers that hold the page and in those that do not."""
    form.add_style_tag(content="* { overflow-anchor: none }")
    harness.verdicts = harness.right
    top = form.locator("#activite-tout [data-field=objectifs] .so-control").first.evaluate(
        """node => {
          node.focus();
          return node.getBoundingClientRect().top;
        }"""
    )
    expect(form.locator("[data-field=tresorerie] svg")).to_be_attached()
    form.evaluate("new Promise((then) => requestAnimationFrame(() => setTimeout(then)))")
    now = form.evaluate("document.activeElement.getBoundingClientRect().top")
    assert abs(now - top) < 1
