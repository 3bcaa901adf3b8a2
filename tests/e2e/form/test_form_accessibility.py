"""axe finds nothing, in every state of the form, in both lights, at both widths."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"

# The harness has no landmarks of a whole page: the lesson's page is tested whole elsewhere.
RUN = """async () => {
  const found = await axe.run("section.activite", { resultTypes: ["violations"] });
  const place = (node) => node.html.slice(0, 160);
  return found.violations.map((one) => [one.id, ...one.nodes.map(place)].join(" | "));
}"""


def _empty(page: Page, harness: Any) -> None:
    page.goto(harness.url)


def _wrong(page: Page, harness: Any) -> None:
    page.goto(harness.url)
    page.get_by_label("Abonnés à l'infolettre").fill("quarante")
    page.get_by_label("Valeur").first.fill("cher")
    page.locator('[data-field="facebook"]').get_by_label("Non", exact=True).check()
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".so-score")).to_have_text("1 critère sur 3")


def _right(page: Page, harness: Any) -> None:
    harness.verdicts = harness.right
    harness.room = True
    page.goto(harness.url)
    page.get_by_label("Prénom fictif").fill("Nadia")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".so-score")).to_have_text("3 critères sur 3")
    page.get_by_label("Code de la salle").fill("ABC")
    page.get_by_role("button", name="Remettre").click()
    page.get_by_text("Remis le").wait_for()
    page.get_by_label("Prénom fictif").fill("Line")
    page.get_by_text("La figure en mots").click()


def _busy(page: Page, harness: Any) -> None:
    """Everything that opens is open: the code, the erasure, an undo, a refusal, a full table."""
    harness.room = True
    harness.refusal = (400, "Ce code n'est pas celui de la salle. Il est au tableau.")
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new Error('no'); };"
        "Object.defineProperty(window, 'indexedDB', { value: undefined });"
    )
    page.goto(harness.url)
    for _ in range(2):
        page.get_by_role("button", name="Ajouter un objectif").click()
    page.get_by_label("Ce qu'elle veut accomplir").first.fill("Remplir les mardis")
    page.get_by_role("button", name="Retirer Objectif 1").click()
    page.get_by_label("Code de la salle").fill("ABC")
    page.get_by_role("button", name="Remettre").click()
    expect(page.locator(".so-message")).not_to_be_empty()
    page.get_by_role("button", name="Effacer mes réponses").click()
    page.get_by_label("Prénom fictif").fill("a" * 45)
    page.locator(".so-warning p").wait_for()


LIGHTS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STATES = {"empty": _empty, "wrong": _wrong, "right": _right, "busy": _busy}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation(page: Page, harness: Any, state: str) -> None:
    """WCAG 2.2 AA, as far as a machine sees it."""
    STATES[state](page, harness)
    page.add_script_tag(path=AXE)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for light in LIGHTS:
            page.emulate_media(color_scheme=light, reduced_motion="reduce")
            assert page.evaluate(RUN) == [], (width, light)


def test_the_page_s_own_theme_wins_over_the_system(page: Page, harness: Any) -> None:
    """Someone who chose the light page at night keeps it."""
    page.emulate_media(color_scheme="dark")
    page.goto(harness.url)
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--papier').trim()"
    assert page.evaluate(paper) == "#15191e"
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert page.evaluate(paper) == "#fbf8f3"
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(paper) == "#15191e"


def test_the_bar_stays_at_the_bottom_of_a_telephone_and_covers_no_field(form: Page) -> None:
    """« Enregistré » and « Vérifier » in reach of the thumb; WCAG 2.4.11."""
    form.set_viewport_size({"width": 390, "height": 700})
    bar = form.locator(".so-bar")
    form.get_by_label("Prénom fictif").focus()
    expect(bar).to_be_in_viewport()
    covered = []
    for control in form.locator(".so-form :is(input, textarea, select):visible").all():
        control.focus()
        field, over = control.bounding_box(), bar.bounding_box()
        assert field is not None
        assert over is not None
        if field["y"] + 44 > over["y"]:  # the first line of a tall one is enough
            covered.append(control.get_attribute("id"))
    assert covered == []


def test_nothing_moves_for_who_asks_for_less(page: Page, harness: Any) -> None:
    """And for the others, 150 ms at most."""
    page.goto(harness.url)
    slow = """() => [...document.querySelectorAll(".socialise *")]
      .map((node) => getComputedStyle(node))
      .flatMap((style) => [style.transitionDuration, style.animationDuration])
      .map((text) => Math.max(...text.split(",").map(parseFloat)))
      .reduce((most, one) => Math.max(most, one), 0)"""
    assert page.evaluate(slow) <= 0.15
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(slow) == 0


def test_a_printed_form_is_a_filled_sheet(form: Page) -> None:
    """Answers and questions; no button, no verdict, nothing that is never transmitted."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    form.get_by_role("button", name="Vérifier").click()
    form.locator(".so-score").wait_for()
    form.emulate_media(media="print")
    expect(form.get_by_label("Prénom fictif")).to_be_visible()
    for gone in ("button", ".so-verdict", ".so-device", ".so-private", ".so-bar"):
        expect(form.locator(f".socialise {gone}").first).to_be_hidden()
