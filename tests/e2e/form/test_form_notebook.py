"""The same modules, joined, as the front end of an anywidget: with a model that is ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from socialise.widget.module import notebook_module

HOST = """async ([source, schema, answers]) => {
  const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const listeners = {};
  const traits = { schema, answers, verdicts: {} };
  window.model = {
    traits, sent: [], saves: 0,
    get: (name) => traits[name],
    set: (name, value) => { traits[name] = value; },
    save_changes: () => { window.model.saves += 1; },
    send: (message) => window.model.sent.push(message),
    on: (name, listener) => (listeners[name] ??= []).push(listener),
    off: (name, listener) => { listeners[name] = listeners[name].filter((x) => x !== listener); },
    tell: (name, ...values) => (listeners[name] ?? []).forEach((listener) => listener(...values)),
  };
  window.keysHeard = [];
  for (const type of ["keydown", "keypress", "beforeinput"])
    document.body.addEventListener(type, (event) => window.keysHeard.push(`${type} ${event.key}`));
  const el = document.createElement("div");
  document.body.append(el);
  window.cleanup = module.default.render({ model: window.model, el });
}"""


IDS = "nodes => nodes.map((node) => node.id)"


@pytest.fixture
def notebook(page: Page, harness: Any) -> Page:
    """A page with nothing but the widget's own text."""
    page.goto(harness.url)
    page.evaluate("document.body.replaceChildren()")
    page.evaluate(HOST, [notebook_module(), harness.schema, {"prenom": "Nadia"}])
    return page


def _tell(page: Page, message: dict[str, Any]) -> None:
    page.evaluate("(message) => window.model.tell('msg:custom', message, [])", message)


def test_the_joined_module_has_no_import() -> None:
    """An anywidget is one text: a relative import has no address there."""
    source = notebook_module()
    assert "\nimport " not in f"\n{source}"
    assert source.count("\nexport ") == 1


def test_stored_answers_are_drawn(notebook: Page) -> None:
    """The kernel read them from the file beside the notebook."""
    expect(notebook.get_by_label("Prénom fictif")).to_have_value("Nadia")


def test_each_save_is_a_new_object(notebook: Page) -> None:
    """Backbone compares by identity: the same object changed would not be sent."""
    before = notebook.evaluate_handle("window.model.traits.answers")
    notebook.get_by_label("Marge").fill("25 %")
    notebook.get_by_label("Prénom fictif").focus()
    assert notebook.evaluate("window.model.traits.answers") == {"prenom": "Nadia", "marge": "25 %"}
    assert notebook.evaluate("(before) => window.model.traits.answers === before", before) is False
    assert notebook.evaluate("window.model.saves") == 1


def test_an_echo_does_not_overwrite_what_is_typed(notebook: Page) -> None:
    """ipywidgets sends the state back while one goes on typing."""
    notebook.get_by_label("Prénom fictif").fill("Nadia Roy")
    notebook.evaluate(
        "window.model.traits.answers = {prenom: 'Nad'}; window.model.tell('change:answers')"
    )
    expect(notebook.get_by_label("Prénom fictif")).to_have_value("Nadia Roy")


def test_saved_is_said_after_the_kernel_s_read_back(notebook: Page) -> None:
    """An older read-back does not confirm a newer answer."""
    state = notebook.locator(".so-saved")
    notebook.get_by_label("Prénom fictif").fill("Line")
    notebook.get_by_label("Marge").focus()
    expect(state).to_have_attribute("data-state", "saving")
    _tell(notebook, {"type": "saved", "answers": {"prenom": "Nadia"}})
    expect(state).to_have_attribute("data-state", "saving")
    _tell(notebook, {"type": "saved", "answers": {"prenom": "Line"}})
    expect(state).to_have_text("✓Enregistré à côté du cahier")


def test_a_silent_kernel_is_told_and_a_file_offered(notebook: Page) -> None:
    """A dead kernel saves nothing, and the screen must not say otherwise."""
    notebook.get_by_label("Prénom fictif").fill("Line")
    expect(notebook.locator(".so-saved")).to_contain_text("n'a pas confirmé", timeout=9000)
    with notebook.expect_download() as download:
        notebook.get_by_role("button", name="Télécharger mes réponses").click()
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert kept["answers"] == {"prenom": "Line"}


def test_the_kernel_judges(notebook: Page, harness: Any) -> None:
    """Answers first, then the question; the verdict takes the focus."""
    notebook.get_by_label("Prénom fictif").fill("Line")
    notebook.get_by_role("button", name="Vérifier").click()
    assert notebook.evaluate("[window.model.traits.answers, window.model.sent]") == [
        {"prenom": "Line"}, [{"type": "judge"}],
    ]  # fmt: skip
    _tell(notebook, {"type": "verdicts", "verdicts": harness.verdicts})
    expect(notebook.locator(".so-score")).to_be_focused()
    expect(notebook.locator(".so-score")).to_have_text("1 critère sur 3")


def test_verdicts_of_the_model_feed_the_read_outs(notebook: Page, harness: Any) -> None:
    """Read-outs live without « Vérifier »; the verdict waits to be asked."""
    notebook.evaluate(
        """(verdicts) => {
          window.model.traits.verdicts = verdicts;
          window.model.tell("change:verdicts");
        }""",
        harness.right,
    )
    expect(notebook.locator("output")).to_have_text("270,00 $")
    expect(notebook.locator(".so-verdict")).to_be_hidden()


def test_a_finished_thing_comes_as_a_buffer(notebook: Page, harness: Any) -> None:
    """Bytes travel beside the message."""
    notebook.get_by_role("button", name="Vérifier").click()
    _tell(notebook, {"type": "verdicts", "verdicts": harness.right})
    notebook.get_by_role("button", name="Carte du personnage").click()
    assert notebook.evaluate("window.model.sent.at(-1)") == {"type": "take_home", "id": "carte"}
    with notebook.expect_download() as download:
        notebook.evaluate(
            """window.model.tell("msg:custom", {type: "file", id: "carte", filename: "carte.pdf"},
                [new DataView(new TextEncoder().encode("%PDF").buffer)])"""
        )
    assert download.value.suggested_filename == "carte.pdf"
    _tell(notebook, {"type": "error", "message": "Il manque le message."})
    expect(notebook.locator(".so-note")).to_have_text("Il manque le message.")


def test_private_answers_stay_in_the_browser(notebook: Page, harness: Any) -> None:
    """Not even the kernel receives them."""
    notebook.get_by_label("Qui vous a inspiré").fill("marqueur")
    notebook.get_by_label("Marge").fill("25 %")
    notebook.get_by_label("Prénom fictif").focus()
    assert "marqueur" not in json.dumps(notebook.evaluate("window.model.traits.answers"))
    kept = notebook.evaluate("localStorage.getItem('socialise:private:00-essai:tout')")
    assert "marqueur" in kept


def test_jupyter_hears_its_shortcuts_and_not_what_is_typed(notebook: Page) -> None:
    """JupyterLab would take Enter in a textarea, and « dd » would delete a cell."""
    story = notebook.get_by_label("Son histoire")
    story.press_sequentially("dd")
    story.press("Enter")
    assert notebook.evaluate("window.keysHeard") == []
    expect(story).to_have_value("dd\n")
    story.press("Control+s")
    assert "keydown s" in notebook.evaluate("window.keysHeard")


def test_what_is_typed_last_is_saved_on_the_way_out(notebook: Page) -> None:
    """Closing the notebook within the quarter of a second that saving waits."""
    notebook.get_by_label("Marge").fill("25 %")
    notebook.evaluate("window.cleanup()")
    assert notebook.evaluate("window.model.traits.answers")["marge"] == "25 %"


def test_two_renderings_share_no_id(notebook: Page) -> None:
    """A widget shown twice: a label must lead to its own field."""
    notebook.evaluate(
        """async ([source]) => {
          const el = document.createElement("div");
          document.body.append(el);
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          (await import(url)).default.render({ model: window.model, el });
          (await import(url)).default.render({ model: window.model, el });
        }""",
        [notebook_module()],
    )
    one, other = (
        set(notebook.locator(f".socialise >> nth={place} >> [id]").evaluate_all(IDS))
        for place in (1, 2)
    )
    assert one
    assert not one & other
