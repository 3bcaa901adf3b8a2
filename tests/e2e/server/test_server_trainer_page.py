"""The trainer's page, in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

MARKUP = (
    "<script>document.title = 'couru'</script>"
    "<img src=x onerror=\"document.title = 'couru'\"><svg onload=\"document.title = 'couru'\">"
    "</p></details><h1>Faux titre</h1>{{ 7*7 }}"
)
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const place = (node) => node.html.slice(0, 160);
  return found.violations.map((one) => [one.id, ...one.nodes.map(place)].join(" | "));
}"""


def enter(page: Page, room: Any, host: str = "127.0.0.1") -> None:
    """Give the token, by keyboard alone."""
    page.goto(f"{room.url.replace('127.0.0.1', host)}/formateur")
    page.get_by_label("Le jeton de la salle").focus()
    page.keyboard.type(room.context.room.token)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Pour entrer dans la salle").wait_for()


def fill(room: Any) -> tuple[str, str]:
    """Two people: one did everything, the other wrote what cannot be read, and markup."""
    (one, first), (two, second) = room.join(), room.join()
    assert room.hand_in(first).status_code == 201
    answers = {"prenom": MARKUP, "age": "quarante", "histoire": MARKUP}
    assert room.hand_in(second, answers).status_code == 201
    assert room.hand_in(first, {"mot": "oui"}, activity="second").status_code == 201
    return one, two


@pytest.mark.parametrize("host", ["127.0.0.1", "atelier.test"])
def test_the_token_opens_the_page_and_stays_out_of_the_address(
    tiny: Any, page: Page, host: str
) -> None:
    """At a plain HTTP name too, where browsers send less with a form."""
    enter(page, tiny, host)
    assert page.url.endswith("/formateur")
    assert page.evaluate("document.cookie") == ""
    expect(page.locator(".code")).to_have_text(tiny.context.room.code)
    page.get_by_role("button", name="Fermer la séance").click()
    page.get_by_label("Le jeton de la salle").wait_for()
    page.goto(f"{tiny.url.replace('127.0.0.1', host)}/formateur")
    expect(page.locator(".code")).to_have_count(0)


def test_markup_in_answers_is_read_and_never_run(tiny: Any, page: Page) -> None:
    """The whole of it stands on the page as text."""
    fill(tiny)
    enter(page, tiny)
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.locator(".texte").filter(has_text="<script>")).to_have_text(MARKUP)
    assert page.locator("h1").count() == 1
    assert page.locator("main script, main img[src=x]").count() == 0
    assert page.title() == "Remises · Atelier d'essai"


def test_a_hand_in_appears_by_itself_and_nothing_moves(tiny: Any, page: Page) -> None:
    """What is open stays open, and focus stays where it was."""
    one, _ = fill(tiny)
    page.clock.install()
    enter(page, tiny)
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")
    key = page.locator("details").first.get_attribute("data-cle")
    newcomer, header = tiny.join()
    tiny.hand_in(header, {"mot": "oui"}, activity="second")
    page.clock.run_for(6_000)
    page.get_by_role("rowheader", name=newcomer).wait_for()
    expect(page.locator("#nouvelles")).to_have_text("3 personnes · 4 remises")
    expect(page.locator(f'details[data-cle="{key}"]')).to_have_attribute("open", "")
    focused = page.evaluate("document.activeElement.closest('details')?.dataset.cle")
    assert focused == key
    assert page.get_by_role("rowheader", name=one).count() == 1


def test_a_session_that_ends_asks_for_the_token_again(tiny: Any, browser: Browser) -> None:
    """The page does not stay on the screen with an old table."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    enter(page, tiny)
    context.clear_cookies()
    page.clock.run_for(6_000)
    page.get_by_label("Le jeton de la salle").wait_for()
    context.close()


def _door(page: Page, room: Any) -> None:
    page.goto(f"{room.url}/formateur")


def _wrong(page: Page, room: Any) -> None:
    _door(page, room)
    page.get_by_label("Le jeton de la salle").fill("AAAA")
    page.get_by_role("button", name="Entrer").click()
    page.get_by_role("alert").wait_for()


def _empty(page: Page, room: Any) -> None:
    enter(page, room)


def _full(page: Page, room: Any) -> None:
    fill(room)
    room.workshop.unowned.mkdir()
    (room.workshop.unowned / "a.json").write_text("{}")
    room.verdicts({"farce": "casse"})
    enter(page, room)
    page.locator("summary").first.click()


def _poster(page: Page, room: Any) -> None:
    enter(page, room)
    page.get_by_role("link", name="Afficher en grand").click()
    page.get_by_text("Code de la salle").wait_for()


def _absent(page: Page, room: Any) -> None:
    page.goto(f"{room.url}/rien")
    page.get_by_role("heading").first.wait_for()


STATES = {
    "door": _door,
    "wrong token": _wrong,
    "nobody yet": _empty,
    "everything": _full,
    "poster": _poster,
    "absent": _absent,
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(tiny: Any, browser: Browser, axe: str, state: str) -> None:
    """Every state, light and dark, on a phone and on a wide screen; and nothing sticks out."""
    reach: Callable[[Page, Any], None] = STATES[state]
    context = browser.new_context(locale="fr-CA")
    page = context.new_page()
    reach(page, tiny)
    for light in ("light", "dark"):
        page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(axe)
            assert page.evaluate(RUN) == [], (light, width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (light, width)
    context.close()


def test_the_poster_is_read_from_the_back(tiny: Any, page: Page) -> None:
    """The code is at least a twelfth of the screen's width a sign, and no learner is named."""
    one, two = fill(tiny)
    enter(page, tiny)
    page.goto(f"{tiny.url}/formateur/affiche")
    size = page.locator(".code").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 1280 / 12
    text = page.locator("body").inner_text()
    assert tiny.context.room.code in text
    assert not [name for name in (one, two) if name in text]
    assert page.locator("img").evaluate("node => node.naturalWidth") > 100
