"""« Et si? » in a real JupyterLab, the keyboard, and the width of a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lab_driver import Notebook
from playwright.sync_api import Browser, Locator, expect

from socialise import words
from socialise.domain import ONE_YEAR, Campaign
from socialise.form import AnswersFile

LESSON = "02-propulsion-ou-ancrage"
PLAN = Campaign(
    setup_cost=Decimal(180), setup_hours=Decimal(8), monthly_cost=Decimal(29),
    monthly_hours=Decimal(5), hourly_rate=Decimal(28), sales_first_month=Decimal(320),
    sales_following_month=Decimal(640), margin_percent=Decimal(46),
)  # fmt: skip
ANSWERS = {
    "a_depart": "180 $", "a_heures_depart": "8 h", "a_mois": "29 $", "a_heures_mois": "5 h",
    "taux": "28 $", "a_ventes_mois1": "320 $", "a_ventes_mois": "640 $", "marge": "46 %",
}  # fmt: skip


@pytest.fixture(scope="module")
def roi(browser: Browser, address: str, learner_folder: Path) -> Iterator[Notebook]:
    """The ROI notebook of someone who had already answered, alone on the screen."""
    path = learner_folder / LESSON / "roi.json"
    path.write_bytes(AnswersFile(LESSON, "roi", ANSWERS).to_bytes())
    notebook = Notebook(browser, address, learner_folder, f"{LESSON}/roi", alone=True)
    notebook.run_all()
    yield notebook
    notebook.close()


@pytest.fixture
def panel(roi: Notebook) -> Locator:
    """« Et si? »."""
    return roi.page.locator(".so-panel")


def _row(panel: Locator, name: str) -> list[str]:
    row = panel.get_by_role("row").filter(has=panel.page.get_by_role("rowheader", name=name))
    return row.get_by_role("cell").all_text_contents()


def _with_time(plan: Campaign) -> str:
    result = plan.roi_percent(ONE_YEAR, with_time=True)
    assert isinstance(result, Decimal)
    return words.percent(result)


def test_sliders_start_from_the_saved_answers(panel: Locator) -> None:
    """Each is named and says its value in French."""
    expect(panel.get_by_role("slider", name="Dépense par mois")).to_have_attribute(
        "aria-valuetext", "29\u00a0$"
    )
    expect(panel.get_by_role("slider", name="Heures par mois")).to_have_attribute(
        "aria-valuetext", "5\u00a0h"
    )
    assert _row(panel, "ROI, avec le temps") == [_with_time(PLAN)] * 2


def test_a_slider_moved_by_the_keyboard_shows_what_would_change(
    roi: Notebook, panel: Locator
) -> None:
    """The domain does the arithmetic; the answers stay as they are."""
    before = roi.answers_path.read_bytes()
    slider = panel.get_by_role("slider", name="Marge")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    moved = replace(PLAN, margin_percent=Decimal(48))
    expect(panel.get_by_role("cell", name=_with_time(moved))).to_be_visible()
    assert _row(panel, "ROI, avec le temps") == [_with_time(PLAN), _with_time(moved)]
    assert roi.answers_path.read_bytes() == before
    panel.get_by_role("button", name="Revenir à mes chiffres").click()
    expect(slider).to_have_attribute("aria-valuetext", "46\u00a0%")
    expect(panel.get_by_role("cell", name=_with_time(moved))).to_have_count(0)


def test_a_new_answer_moves_the_sliders(roi: Notebook, panel: Locator) -> None:
    """« Et si? » is about the figures in the form, whenever they were written."""
    roi.field("a_mois").get_by_role("textbox").fill("61 $")
    expect(panel.get_by_role("slider", name="Dépense par mois")).to_have_attribute(
        "aria-valuetext", "61\u00a0$"
    )
    roi.field("a_mois").get_by_role("textbox").fill("29 $")
    expect(panel.get_by_role("slider", name="Dépense par mois")).to_have_attribute(
        "aria-valuetext", "29\u00a0$"
    )


def test_what_is_typed_then_taken_back_is_saved_all_the_same(roi: Notebook) -> None:
    """Nothing new is sent to the kernel, and nothing may be called unsaved."""
    name = roi.field("a_nom").get_by_role("textbox")
    name.fill("x")
    name.fill("")
    assert roi.saved() == ANSWERS


def test_the_keyboard_is_enough(roi: Notebook) -> None:
    """Tab goes from field to field, letters are no command, and « Vérifier » obeys Enter."""
    cells = roi.cells.count()
    roi.field("a_nom").get_by_role("textbox").focus()
    roi.page.keyboard.type("abdd")
    roi.page.keyboard.press("Tab")
    expect(roi.field("a_depart").get_by_role("textbox")).to_be_focused()
    assert roi.cells.count() == cells
    roi.field("salaire").get_by_role("textbox").focus()
    roi.page.keyboard.press("Tab")
    expect(roi.form.get_by_role("button", name="Vérifier")).to_be_focused()
    roi.page.keyboard.press("Enter")
    expect(roi.form.locator(".so-score")).to_be_focused()


def test_axe_finds_nothing_in_what_if(roi: Notebook) -> None:
    """Sliders have names, tables have headers."""
    assert roi.axe(".socialise, .so-panel, .so-told") == []


def test_amounts_are_not_read_as_mathematics(roi: Notebook) -> None:
    """JupyterLab typesets « 9 000 $ sur 45 000 $ » where it is let to."""
    hint = roi.page.locator(".so-told").filter(has_text="9\u00a0000\u00a0$ sur 45\u00a0000\u00a0$")
    expect(hint).to_have_count(1)
    expect(roi.page.locator(".jp-CodeCell mjx-container")).to_have_count(0)


@pytest.mark.parametrize("part", [".socialise", ".so-panel"])
def test_nothing_overflows_on_a_telephone(roi: Notebook, part: str) -> None:
    """390 pixels, of which JupyterLab leaves about 280."""
    roi.page.set_viewport_size({"width": 390, "height": 844})
    shown = roi.page.locator(f".jp-OutputArea-child:not([data-seen]) {part}")
    shown.scroll_into_view_if_needed()
    wide = shown.evaluate(
        """(part) => [...part.querySelectorAll("*")]
          .filter((n) => !n.closest(".so-heard, svg") && n.getClientRects().length)
          .filter((n) => n.getBoundingClientRect().right > part.getBoundingClientRect().right + 1)
          .map((n) => n.outerHTML.slice(0, 120))"""
    )
    assert wide == []
