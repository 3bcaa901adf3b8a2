"""« Mes remises », with a room that answers as the API says, and without one."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

_RECEIPT = {
    "receipt": "ABCD-EFGH-IJKL",
    "learner": "erable-42",
    "lesson": "02-propulsion-ou-ancrage",
    "activity": "persona",
    "received_at": "2026-11-21T14:30:00-05:00",
    "title": "Votre <b>persona</b>",
    "current": True,
    "feedback": True,
}


def _in_a_room(browser: Browser, url: str, learner: bool, answers: dict[str, Any]) -> Page:
    """The page as a room's server gives it; `answers` maps a path of the API to (status, body)."""
    page = browser.new_page()
    page.add_init_script("window.ran = []")
    if learner:
        known = {"learner": "erable-42", "secret": "s", "room": "Atelier"}
        page.add_init_script(
            f"localStorage.setItem('socialise:learner', {json.dumps(json.dumps(known))})"
        )

    def page_of_the_room(route: Route) -> None:
        response = route.fetch()
        body = response.text().replace(
            "<head>", '<head><meta name="socialise-room" content="Atelier">'
        )
        route.fulfill(response=response, body=body)

    def api(route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        assert route.request.headers["authorization"] == "Bearer s"
        status, body = answers[path]
        route.fulfill(status=status, body=body if isinstance(body, str) else json.dumps(body))

    page.route("**/mes-remises.html", page_of_the_room)
    page.route("**/api/**", api)
    page.goto(f"{url}book/mes-remises.html")
    return page


def test_without_a_room_the_page_says_how_to_hand_in(browser: Browser, book_url: str) -> None:
    """A static site asks no server anything."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{book_url}book/mes-remises.html", wait_until="networkidle")
    expect(page.get_by_text("Ici, il n’y a pas de salle.")).to_be_visible()
    assert not [url for url in asked if "/api/" in url]
    page.close()


def test_a_device_that_handed_nothing_in_is_told_where_to_go(
    browser: Browser, book_url: str
) -> None:
    """Its receipts may be on another device."""
    page = _in_a_room(browser, book_url, learner=False, answers={})
    expect(page.get_by_text("Cet appareil n’a encore rien remis")).to_be_visible()
    expect(page.get_by_text("Ici, il n’y a pas de salle.")).to_be_hidden()
    page.close()


def test_receipts_are_listed_and_the_feedback_runs_nothing(browser: Browser, book_url: str) -> None:
    """What a learner wrote comes back in the feedback: it is read, it never lives."""
    earlier = _RECEIPT | {"receipt": "MNOP-QRST-UVWX", "current": False, "feedback": False}
    feedback = "<p>Bien vu.</p><script>parent.ran.push(1); parent.document.title = 'pris'</script>"
    page = _in_a_room(
        browser, book_url, learner=True,
        answers={
            "/api/submissions": (200, {"learner": "erable-42", "submissions": [_RECEIPT, earlier]}),
            "/api/feedback/02-propulsion-ou-ancrage/persona": (200, feedback),
        },
    )  # fmt: skip
    expect(page.get_by_text("Vos remises sous le pseudonyme erable-42")).to_be_visible()
    first, second = page.get_by_role("article").all()
    expect(first.get_by_role("heading")).to_have_text("Votre <b>persona</b>")
    expect(first).to_contain_text("ABCD-EFGH-IJKL")
    expect(first).to_contain_text("C’est la remise qui sera notée.")
    expect(second).to_contain_text("Remplacée par une remise plus récente.")
    expect(second.get_by_role("button")).to_be_hidden()
    first.get_by_role("button", name="Lire la rétroaction").click()
    expect(page.frame_locator("iframe").get_by_text("Bien vu.")).to_be_visible()
    assert page.evaluate("window.ran") == []
    assert page.title().startswith("Mes remises")
    page.close()


def test_a_silent_room_is_not_a_loss(browser: Browser, book_url: str) -> None:
    """The page says that what was handed in is still there."""
    page = _in_a_room(browser, book_url, learner=True, answers={"/api/submissions": (503, "{}")})
    expect(page.get_by_text("La salle ne répond pas.")).to_be_visible()
    page.close()


def test_a_room_that_forgot_the_device_asks_to_hand_in_again(
    browser: Browser, book_url: str
) -> None:
    """Another workshop on the same address: the old secret means nothing there."""
    page = _in_a_room(browser, book_url, learner=True, answers={"/api/submissions": (401, "{}")})
    expect(page.get_by_text("Cet appareil n’a encore rien remis")).to_be_visible()
    page.close()
