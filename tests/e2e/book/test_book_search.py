"""Searching the book as people type: without accents, in the plural, and for nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("réseaux", "Propulsion ou ancrage?"),
        ("reseaux", "Propulsion ou ancrage?"),
        ("RESEAU", "Propulsion ou ancrage?"),
        ("entreposage", "Le cas : La Chaîne et la Lame"),
        ("chaine", "Le cas : La Chaîne et la Lame"),
        ("pseudonyme", "Vie privée"),
        ("a l'etage", "Le cas : La Chaîne et la Lame"),
    ],
)
def test_a_search_finds_with_and_without_accents(
    browser: Browser, book_url: str, typed: str, found: str
) -> None:
    """From the header of any page, by keyboard alone."""
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto(f"{book_url}book/vie-privee.html")
    field = page.get_by_label("Chercher dans le cahier")
    field.fill(typed)
    field.press("Enter")
    results = page.locator("#search-results")
    expect(results.get_by_role("link", name=found).first).to_be_visible()
    expect(results).to_contain_text("Pages trouvées\u00a0:")
    page.close()


def test_a_result_shows_the_words_around_the_one_found(browser: Browser, book_url: str) -> None:
    """With its accents, though they were not typed; not the beginning of the page."""
    page = browser.new_page()
    page.goto(f"{book_url}search.html?q=surdimensionnes")
    result = page.locator("#search-results li", has_text="Propulsion ou ancrage?")
    expect(result.locator(".context")).to_contain_text("pneus surdimensionnés")
    page.close()


def test_what_is_learned_comes_before_what_is_for_the_trainer(
    browser: Browser, book_url: str
) -> None:
    """And two blocks of a page are two words in what is shown of it."""
    page = browser.new_page()
    page.goto(f"{book_url}search.html?q=echelle")
    results = page.locator("#search-results li")
    expect(page.locator("#search-results .context").last).to_be_visible()
    places = results.get_by_role("link").evaluate_all("links => links.map(link => link.pathname)")
    learned = [bool(re.search(r"/book/(\d\d-[^/]*|glossaire)\.html$", place)) for place in places]
    assert {*learned} == {True, False}
    assert learned == sorted(learned, reverse=True), places
    for told in results.locator(".context").all_text_contents():
        assert not re.search(r"[a-zéèà][A-ZÉÈÀ]", told), told
    page.close()


def test_a_word_found_nowhere_says_what_to_try(browser: Browser, book_url: str) -> None:
    """Sphinx's own sentence speaks of categories that nobody has chosen."""
    page = browser.new_page()
    page.goto(f"{book_url}search.html?q=ornithorynque")
    expect(page.locator("#search-results")).to_contain_text("Essayez avec un seul mot.")
    page.close()


def test_on_a_phone_the_magnifying_glass_opens_the_search_page(
    browser: Browser, book_url: str
) -> None:
    """The header has no room for a field there."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{book_url}book/cas.html")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_label("Un mot ou deux, avec ou sans accents")).to_be_visible()
    page.close()
