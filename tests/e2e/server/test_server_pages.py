"""The site as the room serves it, in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push([event.violatedDirective, event.blockedURI, event.sample]));
"""


ONE_OF_EACH = (
    "index.html", "search.html", "book/accueil.html", "book/02-propulsion-ou-ancrage.html",
    "book/mes-remises.html", "book/mon-plan.html", "book/atelier-montreal.html",
)  # fmt: skip


def pages_of(room: Any) -> list[str]:
    """Every page of the built site."""
    site: Path = room.context.site
    found = (path.relative_to(site) for path in sorted(site.rglob("*.html")))
    return [path.as_posix() for path in found if not path.parts[0].startswith(".")]


def test_no_page_needs_more_than_its_policy(book: Any, page: Page) -> None:
    """Twice: the second time from the browser's own store, with a 304's headers.

    A page of each kind; the room's own tests open them all, and hear what is refused.
    """
    page.add_init_script(WATCH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(2):
        for name in [each for each in pages_of(book) if each in ONE_OF_EACH]:
            response = page.goto(f"{book.url}/{name}", wait_until="networkidle")
            assert response is not None
            assert response.ok
            assert page.evaluate("window.refused") == [], name
            policy = response.headers["content-security-policy"]
            assert "script-src 'self'" in policy
            assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert [url for url in asked if not url.startswith((book.url, "data:", "blob:"))] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "atelier.test"])
def test_a_form_is_judged_and_handed_in(book: Any, page: Page, host: str) -> None:
    """On this machine and at a name of the room, over plain HTTP."""
    lesson = next((name for name in pages_of(book) if "propulsion" in name), None)
    url = book.url.replace("127.0.0.1", host)
    if lesson is None:
        page.goto(url)
        assert page.evaluate("document.documentElement.dataset.lu") == "oui"
        return
    page.goto(f"{url}/{lesson}")
    form = page.locator("#activite-persona")
    form.get_by_label("Prénom fictif").fill("Nadia <script>alert(1)</script>")
    form.get_by_role("button", name="Vérifier").click()
    form.get_by_text("critères sur").or_(form.get_by_text("critère sur")).first.wait_for()
    form.get_by_label("Code de la salle").fill(book.context.room.code.lower())
    form.get_by_role("button", name="Remettre").click()
    form.get_by_text("Remis le").wait_for()
    learner = form.locator(".so-learner").text_content()
    assert (book.workshop.submitted / learner / "02-propulsion-ou-ancrage/persona.json").is_file()

    feedback = book.workshop.feedback / learner / "02-propulsion-ou-ancrage/persona.html"
    feedback.parent.mkdir(parents=True)
    feedback.write_text(
        "<!DOCTYPE html><html lang='fr-CA'><head><meta charset='utf-8'><title>Rétroaction</title>"
        "<style>h1 { color: rgb(1, 2, 3) }</style></head><body><h1>Bravo</h1></body></html>",
        "utf-8",
    )
    page.goto(f"{url}/book/mes-remises.html")
    page.get_by_role("button", name="Lire la rétroaction").click()
    title = page.frame_locator("iframe").get_by_role("heading", name="Bravo")
    title.wait_for()
    assert title.evaluate("node => getComputedStyle(node).color") == "rgb(1, 2, 3)"


def test_nothing_in_feedback_runs(book: Any, context: BrowserContext) -> None:
    """As a page of its own: a script in it does nothing but be refused."""
    learner, header = book.join()
    lesson, activity = book.context.course.keys[0]
    path = book.workshop.feedback / learner / lesson / f"{activity}.html"
    path.parent.mkdir(parents=True)
    path.write_text(
        "<html><head><title>x</title></head><body><p>Lu</p><script>document.title = 'couru'"
        "</script><img src=x onerror=\"document.title = 'couru'\">"
        "<form action=/api/verdicts><button>Envoyer</button></form></body></html>"
    )
    page = context.new_page()
    page.set_extra_http_headers(header)
    page.goto(f"{book.url}/api/feedback/{lesson}/{activity}", wait_until="networkidle")
    assert page.get_by_text("Lu").is_visible()
    assert page.title() == "x"


def test_the_browser_s_python_runs_under_the_policy(book: Any, context: BrowserContext) -> None:
    """When the server stops judging, the page's own worker does: compiled, never evaluated."""
    lesson = next((name for name in pages_of(book) if "propulsion" in name), None)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{book.url}/{lesson or 'index.html'}")
    form = page.locator("#activite-persona[data-runtime]")
    if not form.count():
        empty = "WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"
        assert page.evaluate(f"{empty}.then(() => 'compiled')") == "compiled"
        return
    page.route("**/api/**", lambda route: route.abort())
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.get_by_role("button", name="Vérifier").click()
    form.get_by_text("critères sur").or_(form.get_by_text("critère sur")).first.wait_for()
    assert page.evaluate("window.refused") == []
