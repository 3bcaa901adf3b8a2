"""Every page, on a phone and on a desk, light and dark."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect

PAGES = (
    "book/accueil",
    "book/comment-ca-marche",
    "book/cas",
    "book/02-propulsion-ou-ancrage",
    "book/07-facebook-j-y-passe-mes-journees",
    "book/couverture",
    "book/mes-remises",
    "book/formateurs",
    "book/atelier-montreal",
    "book/repetition",
    "book/vie-privee",
    "search",
)
NARROW, WIDE = 390, 1280

# What Sphinx, its themes and Jupyter Book say in English when nobody translates them.
_ENGLISH = re.compile(
    r"\b(?:the|this|toggle|search(?! ?=)|sidebar|contents|page source|previous|next|skip|back to"
    r"|close|open|menu bar|light|dark mode|fullscreen|download|built with|last updated|created"
    r"|copyright|navigation bar|table of contents|read more|show|hide|note|warning|edit|print"
    r"|loading|results?|found|matching|by(?!-SA))\b",
    re.IGNORECASE,
)
# French words that are written like an English one, and what is meant to stay in English.
_FRENCH_TOO = {"menu", "note", "page"}


def _opened(page: Page, url: str) -> tuple[list[str], list[str]]:
    """Opens the page; gives the requests that left the site, and what the console complained of."""
    origin = "/".join(url.split("/")[:3])
    abroad: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            abroad.append(request.url)

    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status} {response.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("request", asked)
    page.on("response", answered)
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url, wait_until="networkidle")
    return abroad, complaints


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_stock_build_is_quiet_and_speaks_french(
    browser: Browser, book_url: str, name: str
) -> None:
    """Under the strictest policy; the text one sees, and the one that is only heard: titles,
    labels, placeholders. The room's tests look at each page by axe, in both lights."""
    page = browser.new_page()
    abroad, complaints = _opened(page, f"{book_url}{name}.html")
    assert (abroad, complaints) == ([], [])
    assert page.locator("html").get_attribute("lang") == "fr-CA"
    said: list[str] = page.evaluate(
        """() => {
          const heard = ["aria-label", "title", "placeholder", "alt", "aria-description"];
          const code = document.querySelectorAll("pre, code, script, style");
          const attributes = [...document.querySelectorAll("*")]
            .flatMap((e) => heard.map((a) => e.getAttribute(a))).filter(Boolean);
          code.forEach((e) => e.remove());
          return [document.title, ...attributes, ...document.body.textContent.split("\\n")];
        }"""
    )
    page.close()
    english = [
        text.strip()
        for text in said
        for word in _ENGLISH.findall(text)
        if word.lower() not in _FRENCH_TOO
    ]
    assert english == []


def test_the_contents_open_on_a_phone_and_close_with_escape(
    browser: Browser, book_url: str
) -> None:
    """The default theme's menu is dead at this width."""
    page = browser.new_page(viewport={"width": NARROW, "height": 844})
    page.goto(f"{book_url}book/cas.html")
    contents = page.get_by_role("navigation", name="Sommaire du cahier")
    button = page.get_by_role("button", name="Sommaire")
    expect(contents).to_be_hidden()
    button.press("Enter")
    expect(contents.get_by_role("link", name="Propulsion ou ancrage?")).to_be_visible()
    expect(contents.locator("[aria-current=page]")).to_have_text(re.compile("Le cas"))
    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    expect(button).to_be_focused()
    page.close()


def test_without_javascript_the_contents_stand_at_the_top(browser: Browser, book_url: str) -> None:
    """A reader without scripts reads and goes everywhere."""
    context = browser.new_context(
        viewport={"width": NARROW, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{book_url}book/cas.html")
    expect(page.get_by_role("navigation", name="Sommaire du cahier")).to_be_visible()
    expect(page.get_by_role("button", name="Sommaire")).to_be_hidden()
    context.close()


def test_the_choice_of_dark_is_kept_from_page_to_page(browser: Browser, book_url: str) -> None:
    """And a page that will be dark is dark before it is drawn."""
    page = browser.new_page(color_scheme="light")
    page.goto(f"{book_url}book/cas.html")
    button = page.get_by_role("button", name="Mode sombre")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{book_url}book/vie-privee.html", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.close()


def test_pages_open_where_storage_is_refused(browser: Browser, book_url: str) -> None:
    """A private window may refuse even to be asked."""
    page = browser.new_page(color_scheme="dark")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    abroad, complaints = _opened(page, f"{book_url}book/mes-remises.html")
    assert (abroad, complaints) == ([], [])
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Mode sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.close()


@pytest.mark.parametrize("name", ["book/cas", "book/02-propulsion-ou-ancrage"])
def test_a_page_prints_as_a_sheet_without_navigation(
    browser: Browser, book_url: str, name: str
) -> None:
    """Printed in the room's dark theme, it is still ink on paper."""
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{book_url}{name}.html")
    page.emulate_media(media="print")
    for selector in (".entete", ".sommaire", ".suite"):
        expect(page.locator(selector)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 42, 55)"
    page.close()


def test_the_root_of_the_site_leads_home_in_french(book_site: Path) -> None:
    """Jupyter Book's own redirection has no language and no title."""
    index = (book_site / "index.html").read_text(encoding="utf-8")
    assert 'lang="fr-CA"' in index
    assert "url=book/accueil.html" in index


def test_the_site_s_style_is_one_file_with_all_of_its_parts(book_site: Path) -> None:
    """Ten sheets were ten requests, on six connections, before anything was drawn."""
    page = (book_site / "book/accueil.html").read_text("utf-8")
    (address,) = re.findall(r'<link rel="stylesheet" href="\.\./([^"?]+)\?v=', page)
    whole = (book_site / address).read_text("utf-8")
    parts = sorted((book_site / "_static/css").glob("*.css"))
    assert len(parts) > 5
    assert all(part.read_text("utf-8") in whole for part in parts)


FIRST_LOAD_BYTES = 400_000
LESSONS = sorted(path.stem for path in (Path(__file__).parents[3] / "book").glob("0*.md"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_first_weighs_less_than_a_photograph(
    lesson: str, browser: Browser, book_url: str, book_site: Path
) -> None:
    """Everything but the browser's Python, as a server that compresses sends it."""
    page = browser.new_page(viewport={"width": NARROW, "height": 844})
    page.goto(f"{book_url}book/{lesson}.html", wait_until="networkidle")
    names = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    page.close()
    asked = {urlsplit(name).path.lstrip("/") for name in [*names, f"{book_url}book/{lesson}.html"]}
    sizes = {name: len(gzip.compress((book_site / name).read_bytes())) for name in asked}
    assert not any("/python/" in name for name in asked)
    assert sum(sizes.values()) < FIRST_LOAD_BYTES, sizes
