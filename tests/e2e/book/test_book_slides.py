"""The slides on a wall: nothing beyond the screen, two keys of a remote, a timer that ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

LESSONS = sorted(path.stem for path in (Path(__file__).parents[3] / "book").glob("0*.md"))
SCREENS = ((1280, 720), (1024, 768))
LESSON = "02-propulsion-ou-ancrage"

# Each slide as it is laid out once its answers are shown.
_BEYOND = """() => {
  const slides = [...document.querySelectorAll(".diapo")];
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  const told = [];
  for (const slide of slides) {
    slides.forEach((each) => { each.hidden = each !== slide; });
    slide.style.removeProperty("--ajuste");
    slide.classList.add("montre");
    const screen = slide.getBoundingClientRect();
    const parts = [...slide.querySelectorAll("*")].filter((e) => !e.closest("svg *, [hidden]"));
    const low = Math.max(...parts.map((e) => e.getBoundingClientRect().bottom));
    const wide = Math.max(...parts.map((e) => e.getBoundingClientRect().right));
    const body = slide.querySelector(".corps") || slide;
    const over = body.scrollHeight - body.clientHeight;
    const small = parts.filter((e) => innerWidth === 1280 && own(e) && !e.closest("button"))
      .map((e) => parseFloat(getComputedStyle(e).fontSize)).filter((size) => size < 28);
    if (low > screen.bottom + 1 || wide > screen.right || over > 1 || small.length) {
      told.push([slide.dataset.adresses, low - screen.bottom, wide - screen.right, over, small[0]]);
    }
  }
  return told;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 720})
    yield opened
    opened.close()


def _deck(url: str, lesson: str = LESSON) -> str:
    return f"{url}diapos/{lesson}.html"


def test_no_slide_of_the_course_says_more_than_its_screen(page: Page, book_url: str) -> None:
    """Nothing is cut, nothing scrolls, and no word is under 28 px on a wall of 1280."""
    beyond = []
    for lesson in LESSONS:
        page.goto(_deck(book_url, lesson))
        page.evaluate("document.fonts.ready.then(() => null)")
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            beyond += [(lesson, width, *each) for each in page.evaluate(_BEYOND)]
    assert beyond == []


def test_a_trainer_walks_through_a_lesson_with_a_remote(
    page: Page, book_url: str, axe: str
) -> None:
    """One key asks for what is hidden, then goes on; another goes back; a reload loses no place."""
    told: list[str] = []
    page.on("console", lambda said: said.type in ("error", "warning") and told.append(said.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(book_url) or told.append(asked.url))
    page.goto(_deck(book_url))
    expect(page.locator(".diapo:visible h2")).to_have_text("Propulsion ou ancrage?")
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="Ce que vous saurez faire")).to_be_visible()
    expect(page.locator(".diapo:visible")).to_be_focused()
    page.goto(_deck(book_url) + "#pour-verifier")
    question, why = page.locator(".diapo:visible"), page.locator(".diapo:visible .reponse").first
    expect(why).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(why).to_be_visible()
    expect(question.get_by_role("button")).to_have_text("Cacher les réponses")
    page.evaluate(axe)
    assert page.evaluate("axe.run()")["violations"] == []
    page.keyboard.press("r")
    expect(why).to_be_hidden()
    page.keyboard.press(" ")
    page.keyboard.press(" ")
    place = page.url
    assert place.endswith("#pour-verifier-2")
    page.reload()
    assert page.url == place
    page.keyboard.press("PageUp")
    expect(page.locator("#numero")).not_to_have_text("1")
    page.keyboard.press(".")
    expect(page.locator(".diapo:visible")).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(page.locator(".diapo:visible")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Les touches")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sommaire de la leçon").click()
    page.get_by_role("link", name="Votre persona").click()
    expect(page.get_by_role("heading", name="Votre persona")).to_be_visible()
    assert told == []


def test_the_timer_says_its_end_in_words_and_survives_a_reload(page: Page, book_url: str) -> None:
    """Thirty-five minutes of the form, one more, and the rest told on every slide."""
    page.clock.install(time=0)
    page.goto(_deck(book_url) + "#activite-persona")
    page.clock.pause_at(60_000)
    digits = page.locator(".diapo:visible .minuterie-temps")
    state = page.locator(".diapo:visible .minuterie-etat")
    expect(digits).to_have_text("35:00")
    page.keyboard.press("t")
    page.clock.run_for(61_000)
    expect(digits).to_have_text("33:59")
    page.keyboard.press("+")
    expect(digits).to_have_text("34:59")
    page.reload()
    expect(digits).to_have_text("34:59")
    page.keyboard.press("PageUp")
    expect(page.locator(".barre-temps")).to_have_text("34:59")
    page.locator(".barre-temps").click()
    page.clock.run_for(30 * 60_000)
    expect(state).to_have_text("Encore 5 minutes")
    page.clock.run_for(5 * 60_000)
    expect(digits).to_have_text("0:00")
    expect(state).to_have_text("Le temps est écoulé")
    expect(page.locator("#annonce")).to_have_text("Le temps est écoulé")
    page.get_by_role("button", name="Recommencer").click()
    expect(digits).to_have_text("35:00")
    expect(state).to_have_text("")


def test_each_link_to_a_slide_leads_to_one(book_site: Path) -> None:
    """From the guides and from the paths, a heading that was renamed included."""
    places = {
        f"{path.name}{place}"
        for path in (book_site / "diapos").glob("*.html")
        for found in re.findall(r'data-adresses="([^"]+)"', path.read_text("utf-8"))
        for place in ["", *(f"#{each}" for each in found.split())]
    }
    links = [
        link
        for path in (book_site / "book").rglob("*.html")
        for link in re.findall(r'href="[./]+/diapos/([^"]+)"', path.read_text("utf-8"))
    ]
    assert {link.partition(".")[0] for link in links} == set(LESSONS)
    assert set(links) <= places
