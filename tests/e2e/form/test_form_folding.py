"""Rows too wide for a grid: cards that fold, each with a line that says what it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from e2e.form.test_form_accessibility import AXE, RUN
from playwright.sync_api import Page, expect

Stored = Callable[..., dict[str, Any]]

COLUMNS = [
    {"kind": "date", "id": "date", "label": "Date", "help": ""},
    {"kind": "choice", "id": "lieu", "label": "Où", "help": "",
     "options": [{"key": "site", "label": "Site Web"}, {"key": "autre", "label": "Ailleurs"}]},
    {"kind": "text", "id": "texte", "label": "Texte", "help": "", "max_length": 50000},
    {"kind": "text", "id": "appel", "label": "Appel", "help": "", "max_length": 50000},
    {"kind": "text", "id": "visuel", "label": "Visuel", "help": "", "max_length": 50000},
    {"kind": "text", "id": "mots", "label": "Mots-clics", "help": "", "max_length": 50000},
]  # fmt: skip
TABLE = {
    "kind": "table", "id": "publications", "label": "Vos publications", "help": "",
    "row_name": "une publication", "min_rows": 3, "max_rows": 5, "columns": COLUMNS,
}  # fmt: skip
FIRST = {"date": "2027-01-12", "lieu": "site", "texte": "Muet depuis douze ans", "appel": "Écrivez",
         "visuel": "Une photo", "mots": "#piano"}  # fmt: skip


@pytest.fixture
def cards(page: Page, harness: Any) -> Page:
    """A form of one wide table, on a telephone."""
    section = {"id": "mois", "title": "Le mois", "help": "", "fields": [TABLE]}
    harness.schema = {**harness.schema, "sections": [section]}
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(harness.url)
    return page


def fold(page: Page, number: int) -> Any:
    return page.locator(".so-fold").nth(number - 1)


def test_one_card_is_open_at_first(cards: Page) -> None:
    """Three cards of six fields would be five screens; the others are a touch away."""
    expect(fold(cards, 1)).to_have_attribute("aria-expanded", "true")
    expect(fold(cards, 2)).to_have_attribute("aria-expanded", "false")
    expect(cards.get_by_label("Texte")).to_have_count(3)
    expect(cards.get_by_label("Texte").nth(1)).to_be_hidden()
    fold(cards, 2).click()
    expect(cards.get_by_label("Texte").nth(1)).to_be_visible()
    expect(cards.get_by_role("group", name="Publication 2", exact=True)).to_be_visible()


def test_a_folded_card_says_what_it_holds(cards: Page, stored: Stored) -> None:
    """The date in short, the option's label, the first words, and how much is filled."""
    expect(fold(cards, 2)).to_contain_text("à remplir")
    cards.get_by_label("Date").first.fill("2027-01-12")
    cards.get_by_label("Où").first.select_option("site")
    cards.get_by_label("Texte").first.fill("Muet depuis douze ans")
    expect(fold(cards, 1)).to_contain_text("3 sur 6")
    fold(cards, 1).click()
    gist = cards.locator(".so-gist").first
    expect(gist).to_be_visible()
    expect(gist).to_have_text("mar. 12 janv. · Site Web · Muet depuis douze ans")
    assert stored()["publications"][0]["texte"] == "Muet depuis douze ans"


def test_one_comes_back_to_the_first_card_that_is_not_filled(cards: Page, stored: Stored) -> None:
    """What is done stays folded."""
    for key, text in FIRST.items():
        label = next(column["label"] for column in COLUMNS if column["id"] == key)
        control = cards.get_by_label(str(label), exact=True).first
        control.select_option(text) if key == "lieu" else control.fill(text)
    stored()
    cards.reload()
    expect(fold(cards, 1)).to_contain_text("6 sur 6")
    expect(fold(cards, 1)).to_have_attribute("aria-expanded", "false")
    expect(fold(cards, 2)).to_have_attribute("aria-expanded", "true")


def test_an_added_card_is_open_with_the_focus_in_it(cards: Page) -> None:
    """The next keystroke is its first answer."""
    cards.get_by_role("button", name="Ajouter une publication").click()
    expect(fold(cards, 4)).to_have_attribute("aria-expanded", "true")
    expect(cards.get_by_label("Date").nth(3)).to_be_focused()


def test_what_cannot_be_read_shows_on_a_folded_card(cards: Page, harness: Any) -> None:
    """And the card opens for who goes to it from the verdict."""
    problem = {"field": "publications", "row": 0, "column": "texte", "text": "Ne se lit pas."}
    harness.verdicts = {**harness.verdicts, "problems": [problem], "notices": []}
    cards.get_by_label("Texte").first.fill("bientôt")
    fold(cards, 1).click()
    cards.get_by_role("button", name="Vérifier", exact=True).click()
    expect(fold(cards, 1).get_by_text("À vérifier")).to_be_visible()
    expect(fold(cards, 2).get_by_text("À vérifier")).to_be_hidden()
    expect(fold(cards, 1)).to_have_attribute("aria-expanded", "false")
    cards.get_by_role("button", name="Vos publications, ligne 1, Texte").click()
    expect(cards.get_by_label("Texte").first).to_be_focused()


def test_paper_has_every_card_open(cards: Page) -> None:
    """A sheet cannot be touched."""
    cards.emulate_media(media="print")
    expect(cards.get_by_label("Texte").nth(2)).to_be_visible()
    expect(cards.locator(".so-gist").first).to_be_hidden()


@pytest.mark.parametrize(("width", "lines"), [(1280, 3), (390, 6)])
def test_short_answers_share_a_line_where_there_is_room(
    cards: Page, width: int, lines: int
) -> None:
    """A date and a choice, then texts by two; on a telephone, one under the other."""
    cards.set_viewport_size({"width": width, "height": 900})
    tops = (
        cards.locator(".so-row")
        .first.locator(".so-control")
        .evaluate_all("nodes => nodes.map(node => Math.round(node.getBoundingClientRect().top))")
    )
    assert len(set(tops)) == lines


def test_targets_are_large_and_the_page_never_scrolls_sideways(cards: Page) -> None:
    """44 px for a finger; an endless word breaks."""
    cards.get_by_label("Texte").first.fill("a" * 300)
    fold(cards, 1).click()
    cards.set_viewport_size({"width": 320, "height": 800})
    heights = cards.locator(".so-fold").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert cards.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_no_violation(cards: Page) -> None:
    """Open and folded cards, in the light and in the dark."""
    cards.get_by_label("Texte").first.fill("Muet depuis douze ans")
    cards.add_script_tag(path=AXE)
    for light in ("light", "dark"):
        cards.emulate_media(color_scheme=light, reduced_motion="reduce")
        assert cards.evaluate(RUN) == [], light
