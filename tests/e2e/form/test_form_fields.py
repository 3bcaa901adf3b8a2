"""Every kind of field: drawn, typed in, kept as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Stored = Callable[..., dict[str, Any]]

TYPED = [
    ("Prénom fictif", "prenom", "Nadia"),
    ("Prénom fictif", "prenom", "  E\u0301lise  "),
    ("Son histoire", "histoire", "Mardi, 10 h 15.\nÀ midi, rien."),
    ("Abonnés à l'infolettre", "abonnes", "1 045,5"),
    ("Abonnés à l'infolettre", "abonnes", "douze"),
    ("Budget par mois", "budget", "1\u00a0234,50 $"),
    ("Marge", "marge", "25 %"),
    ("Temps par semaine", "temps", "1 h 30"),
    ("Date de la rencontre", "rencontre", "2026-12-03"),
]


@pytest.mark.parametrize(("label", "key", "text"), TYPED)
def test_what_is_typed_is_kept_as_typed(
    form: Page, stored: Stored, label: str, key: str, text: str
) -> None:
    """Parsing happens on reading: a rewritten « 1 045,5 » could no longer be read."""
    form.get_by_label(label).fill(text)
    assert stored() == {key: text}
    form.reload()
    expect(form.get_by_label(label)).to_have_value(text)


CHOSEN = [
    ("facebook", "Oui, chaque semaine", "oui"),
    ("lieux", "Dans une infolettre", ["infolettre"]),
    ("aise", "4", "4"),
]


@pytest.mark.parametrize(("key", "label", "value"), CHOSEN)
def test_a_choice_is_kept_by_its_key(
    form: Page, stored: Stored, key: str, label: str, value: object
) -> None:
    """Labels may be reworded; keys are what the cells read."""
    form.locator(f'[data-field="{key}"]').get_by_label(label, exact=True).check()
    assert stored() == {key: value}
    form.reload()
    expect(form.locator(f'[data-field="{key}"]').get_by_label(label, exact=True)).to_be_checked()


def test_more_than_seven_options_make_a_list(form: Page, stored: Stored) -> None:
    """Eight radio buttons fill a telephone."""
    quarter = form.get_by_label("Dans quel quartier?")
    assert quarter.evaluate("node => node.tagName") == "SELECT"
    quarter.select_option("Verdun")
    assert stored() == {"quartier": "verdun"}


def test_numbers_are_typed_in_text_inputs(form: Page) -> None:
    """type=number breaks « 1 045,5 »; inputmode still brings the keypad."""
    for label in ("Abonnés à l'infolettre", "Budget par mois", "Marge"):
        control = form.get_by_label(label)
        expect(control).to_have_attribute("type", "text")
        expect(control).to_have_attribute("inputmode", "decimal")


def test_help_unit_and_problem_describe_their_field(form: Page) -> None:
    """Who does not see the page hears what stands around the field."""
    form.get_by_label("Abonnés à l'infolettre").fill("quarante")
    form.get_by_role("button", name="Vérifier").click()
    field = form.get_by_label("Abonnés à l'infolettre")
    expect(field).to_have_accessible_description(
        "abonnés À vérifier\u00a0: « quarante » ne se lit pas comme un nombre. Par exemple : 42."
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("Budget par mois")).to_have_accessible_description(
        "Ce qui est dépensé, sans le temps. $"
    )


def test_a_date_that_is_not_iso_stays_as_it_was_typed(form: Page, stored: Stored) -> None:
    """A date from a file (« 3 décembre ») would vanish in the browser's date picker."""
    key = "socialise:answers:00-essai:tout"
    form.evaluate(
        """([key]) => localStorage.setItem(key, JSON.stringify(
            {answers: {rencontre: "3 décembre 2026"}, edited: {rencontre: 1}}))""",
        [key],
    )
    form.reload()
    date = form.get_by_label("Date de la rencontre")
    expect(date).to_have_value("3 décembre 2026")
    date.fill("4 décembre 2026")
    assert stored() == {"rencontre": "4 décembre 2026"}


def test_an_unfinished_date_says_so(form: Page) -> None:
    """The browser gives half a date as no date at all."""
    date = form.get_by_label("Date de la rencontre")
    date.focus()
    form.keyboard.type("12")
    form.keyboard.press("Shift+Tab")
    form.get_by_label("Prénom fictif").focus()
    expect(form.locator('[data-field="rencontre"] .so-problem')).to_contain_text("pas complète")


def test_the_counter_speaks_near_the_end(form: Page, stored: Stored) -> None:
    """Nothing typed is cut off; what is over is counted."""
    count = form.locator('[data-field="prenom"] .so-count')
    expect(count).to_be_empty()
    form.get_by_label("Prénom fictif").fill("a" * 39)
    expect(count).to_have_text("Encore 1 caractère.")
    form.get_by_label("Prénom fictif").fill("a" * 42)
    expect(count).to_have_text("2 caractères de trop.")
    assert stored()["prenom"] == "a" * 42


def test_a_ranking_is_unanswered_until_it_is_chosen(form: Page, stored: Stored) -> None:
    """The order in which the options are written is nobody's answer."""
    form.get_by_label("Prénom fictif").fill("Nadia")
    assert stored() == {"prenom": "Nadia"}
    form.get_by_role("button", name="Garder cet ordre").click()
    form.get_by_label("Prénom fictif").focus()
    assert stored()["priorites"] == ["temps", "ventes", "equipe"]


def test_moving_keeps_the_focus_and_says_the_place(form: Page, stored: Stored) -> None:
    """Someone who moves an item twice presses the same button twice."""
    up = form.get_by_role("button", name="Monter Garder son équipe")
    up.press("Enter")
    expect(up).to_be_focused()
    expect(form.locator("p.so-heard")).to_have_text("Garder son équipe\u00a0: rang 2 sur 3.")
    up.press("Enter")
    expect(up).to_be_focused()
    up.press("Enter")
    expect(up).to_have_attribute("aria-disabled", "true")
    assert stored()["priorites"] == ["equipe", "temps", "ventes"]
    form.reload()
    expect(form.locator(".so-ranking li .so-rank-label").first).to_have_text("Garder son équipe")


def test_items_are_classified_each_in_its_group(form: Page, stored: Stored) -> None:
    """One radio group an item: its legend says which item is being classified."""
    form.get_by_role("group", name="Ventes du mardi").get_by_label("Utile").check()
    form.get_by_role("group", name="Mentions J'aime").get_by_label("Vanité").check()
    assert stored() == {"mesures": {"aime": "vanite", "ventes": "utile"}}
    form.reload()
    expect(form.get_by_role("group", name="Ventes du mardi").get_by_label("Utile")).to_be_checked()


def test_a_field_appears_with_its_condition(form: Page, stored: Stored) -> None:
    """A question that does not concern someone is neither asked nor sent, nor forgotten."""
    why = form.get_by_label("Pourquoi pas?")
    facebook = form.locator('[data-field="facebook"]')
    expect(why).to_be_hidden()
    facebook.get_by_label("Non", exact=True).check()
    expect(form.locator("p.so-heard")).to_have_text("Nouvelle question\u00a0: Pourquoi pas?")
    why.fill("Pas le temps")
    facebook.get_by_label("Oui, chaque semaine").check()
    expect(why).to_be_hidden()
    assert stored() == {"facebook": "oui", "pourquoi": "Pas le temps"}
    form.reload()
    facebook.get_by_label("Non", exact=True).check()
    expect(why).to_have_value("Pas le temps")


def test_rows_are_added_with_the_focus_in_them(form: Page, stored: Stored) -> None:
    """The next keystroke after « Ajouter » is the new row's first."""
    form.get_by_role("button", name="Ajouter un objectif").press("Enter")
    expect(form.locator("p.so-heard")).to_have_text("Objectif 3\u00a0: ligne ajoutée.")
    form.keyboard.type("Remplir les mardis")
    assert stored()["objectifs"] == [
        {"enonce": "Remplir les mardis", "preuve": "", "valeur": ""},
    ]
    form.get_by_role("button", name="Ajouter un objectif").click()
    expect(form.get_by_role("button", name="Ajouter un objectif")).to_be_hidden()
    expect(form.get_by_text("Le tableau est plein")).to_be_visible()


def test_a_removed_row_can_come_back(form: Page, stored: Stored) -> None:
    """A finger that slips loses nothing."""
    form.get_by_label("Ce qu'elle veut accomplir").nth(0).fill("Remplir les mardis")
    form.get_by_label("Ce qu'elle veut accomplir").nth(1).fill("Finir à 17 h")
    form.get_by_role("button", name="Retirer Objectif 1").click()
    expect(form.locator("p.so-heard")).to_have_text("Objectif 1\u00a0: ligne retirée.")
    expect(form.get_by_label("Ce qu'elle veut accomplir")).to_be_focused()
    assert [row["enonce"] for row in stored()["objectifs"]] == ["Finir à 17 h"]
    form.get_by_role("button", name="Ramener cette ligne").click()
    form.get_by_label("Prénom fictif").focus()
    kept = [row["enonce"] for row in stored()["objectifs"]]
    assert kept == ["Remplir les mardis", "Finir à 17 h"]


def test_a_line_in_a_table_shows_itself_whole(form: Page, stored: Stored) -> None:
    """A sentence in a narrow column, on screen and on paper; it stays one line of text."""
    cell = form.get_by_label("Ce qu'elle veut accomplir").first
    before = cell.bounding_box()
    cell.fill("Remplir les mardis et les mercredis, et finir sa semaine à 17 h, même en hiver")
    cell.press("Enter")
    after = cell.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]
    assert cell.evaluate("node => node.scrollHeight <= node.clientHeight")
    cell.fill("collé de\ndeux lignes")
    assert stored()["objectifs"][0]["enonce"] == "collé de deux lignes"


def test_a_sign_does_not_part_from_its_word(form: Page) -> None:
    """« : », « % » and guillemets never begin a line, wherever the text comes from."""
    text = form.get_by_text("Un prénom inventé. Par exemple").evaluate("node => node.textContent")
    assert text == "Un prénom inventé. Par exemple\u00a0: Nadia."


def test_the_last_row_gives_way_to_a_blank_one(form: Page) -> None:
    """A table with no row has nowhere to type."""
    form.get_by_role("button", name="Retirer Objectif 2").click()
    form.get_by_role("button", name="Retirer Objectif 1").click()
    expect(form.get_by_role("group", name="Objectif 1", exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "columns"), [(1280, 3), (390, 1)])
def test_a_table_is_a_grid_or_cards(form: Page, width: int, columns: int) -> None:
    """Three columns on a telephone would leave nine characters each."""
    form.set_viewport_size({"width": width, "height": 900})
    lefts = (
        form.locator(".so-row")
        .first.locator(".so-control")
        .evaluate_all("nodes => nodes.map(node => Math.round(node.getBoundingClientRect().left))")
    )
    assert len(set(lefts)) == columns


def test_a_problem_finds_its_row_among_blank_ones(form: Page, harness: Any) -> None:
    """Blank rows are not sent: a problem's row counts the others."""
    form.get_by_label("Valeur").nth(1).fill("cher")
    form.get_by_role("button", name="Vérifier").click()
    expect(form.get_by_label("Valeur").nth(1)).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("Valeur").nth(0)).not_to_have_attribute("aria-invalid", "true")


def test_targets_are_large_and_text_is_not_small(form: Page) -> None:
    """44 px for a finger; under 16 px, iOS zooms into the field."""
    form.set_viewport_size({"width": 390, "height": 800})
    small = form.evaluate(
        """() => [...document.querySelectorAll(".socialise :is(button, .so-control, label[for])")]
          .filter((node) => node.offsetParent && !node.matches(".so-label"))
          .filter((node) => node.getBoundingClientRect().height < 44
            || parseFloat(getComputedStyle(node).fontSize) < 16)
          .map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(form: Page, width: int) -> None:
    """WCAG 1.4.10: at 320 px everything is reached by scrolling down."""
    form.set_viewport_size({"width": width, "height": 800})
    form.get_by_label("Abonnés à l'infolettre").fill("quarante")
    form.get_by_role("button", name="Vérifier").click()
    form.locator(".so-score").wait_for()
    assert form.evaluate("document.documentElement.scrollWidth") <= width


MARKUP = '<script>window.ran=1</script><img src=x onerror="window.ran=1">{n}</fieldset>'


def test_markup_is_text_everywhere(form: Page, harness: Any, stored: Stored) -> None:
    """Answers come back in verdicts, problems, read-outs and figures: none of it may run."""
    told = harness.verdicts
    told["criteria"][0] |= {"seen": MARKUP, "hint": MARKUP, "label": MARKUP}
    told["problems"][0]["text"] = told["notices"][0]["text"] = MARKUP
    told["readouts"]["cout"]["text"] = MARKUP
    told["figures"] = {"tresorerie": {"svg": MARKUP, "text": MARKUP}}
    told["take_home"][0]["label"] = MARKUP
    for control in form.locator(".so-form input[type=text], .so-form textarea").all():
        if control.is_visible():
            control.fill(MARKUP)
    form.get_by_role("button", name="Vérifier").click()
    expect(form.locator(".so-criterion dd").first).to_have_text(MARKUP)
    assert stored()["prenom"] == MARKUP
    form.reload()
    expect(form.get_by_label("Prénom fictif")).to_have_value(MARKUP)
    assert form.evaluate("window.ran") is None
    assert form.locator("section.activite img, section.activite .so-form script").count() == 0


def test_a_picture_keeps_its_drawing_and_nothing_live(
    form: Page, harness: Any, console: list[str]
) -> None:
    """An SVG can hold scripts, pages, styles and addresses: only the drawing is copied."""
    harness.verdicts = harness.right
    form.get_by_label("Prénom fictif").fill("Nadia")
    drawing = form.locator(".so-drawing svg")
    expect(drawing).to_be_visible()
    tags = drawing.evaluate("svg => [...svg.querySelectorAll('*')].map(node => node.localName)")
    assert " ".join(tags) == "title defs pattern path path polyline rect use circle text"
    assert "example.org" not in drawing.inner_html()
    names = drawing.evaluate(
        "svg => [svg, ...svg.querySelectorAll('*')].flatMap(node => node.getAttributeNames())"
    )
    assert not [name for name in names if name.startswith("on")]
    assert form.evaluate("window.ran") is None
    hatch = drawing.locator("pattern").get_attribute("id")
    expect(drawing.locator("rect")).to_have_attribute("fill", f"url(#{hatch})")
    expect(drawing).to_have_accessible_name("La trésorerie, mois par mois")
    form.get_by_text("La figure en mots").click()
    expect(form.get_by_text("repasse par zéro le troisième")).to_be_visible()
    assert console == []


def test_the_whole_form_is_done_by_keyboard(form: Page, harness: Any, stored: Stored) -> None:
    """No mouse: every question is reached by Tab, in the order read, and answered."""
    form.evaluate("document.activeElement.blur()")
    keys = form.keyboard
    keys.press("Tab")
    for text in ("Nadia", "Une histoire", "ma voisine"):
        keys.type(text)
        keys.press("Tab")
    keys.type("12032026")
    for _ in range(4):
        keys.press("Tab")
        if form.evaluate("document.activeElement.getAttribute('inputmode')") == "decimal":
            break
    for text in ("412", "60", "25", "1 h 30"):
        keys.type(text)
        keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("Pas le temps")
    keys.press("Tab")
    keys.type("Ver")
    keys.press("Tab")
    keys.press("Space")
    for _ in range(3):
        keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Enter")
    assert stored() == {
        "prenom": "Nadia", "histoire": "Une histoire", "rencontre": "2026-12-03",
        "abonnes": "412", "budget": "60", "marge": "25", "temps": "1 h 30", "facebook": "non",
        "pourquoi": "Pas le temps", "quartier": "verdun", "lieux": ["marche"], "aise": "2",
        "priorites": ["ventes", "equipe", "temps"],
    }  # fmt: skip
    assert stored("private") == {"inspiration": "ma voisine"}
    check = form.get_by_role("button", name="Vérifier")
    for _ in range(40):
        keys.press("Tab")
        if check.evaluate("node => node === document.activeElement"):
            break
    keys.press("Enter")
    expect(form.locator(".so-score")).to_be_focused()
