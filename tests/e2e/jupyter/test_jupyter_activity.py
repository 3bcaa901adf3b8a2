"""A whole activity in a real JupyterLab: filled, saved, judged, restarted, graded by nbgrader."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lab_bare_stock import autograde
from lab_driver import Notebook
from nbgrader.utils import determine_grade
from playwright.sync_api import Browser, Locator, expect

from socialise.form import AnswersFile

LESSON = "02-propulsion-ou-ancrage"
PRIVATE = "marqueur-prive-7f3a"
ENGLISH = set(
    re.findall(
        r"\w+",
        "the and your save saved check error loading widget add remove choose select answer answers"
        " submit required of with not found download upload up down yes no value field row",
    )
)
SITUATION = "Nadia tient un salon à trois chaises\ndans Villeray, ouvert du mardi au samedi matin."


SPOKEN = """(form) => form.textContent + [...form.querySelectorAll("*")].map((n) =>
  ["aria-label", "title", "placeholder", "alt"].map((name) => n.getAttribute(name) ?? "").join(" ")
).join(" ")"""


@dataclass
class Story:
    """What was seen along the way."""

    notebook: Notebook
    typed: dict[str, str] = field(default_factory=dict)
    text: str = ""
    code_before: list[str] = field(default_factory=list)
    code_seen: list[str] = field(default_factory=list)
    saved: dict[str, Any] = field(default_factory=dict)
    content: bytes = b""
    widget: dict[str, tuple[str, str]] = field(default_factory=dict)
    card: bytes = b""
    record: str = ""
    preview: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    ipynb: dict[str, Any] = field(default_factory=dict)
    again: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story(browser: Browser, address: str, learner_folder: Path) -> Iterator[Story]:
    """One learner's half hour, once for all the rules below."""
    notebook = Notebook(browser, address, learner_folder, f"{LESSON}/persona")
    story = Story(notebook, code_before=_code_on_screen(notebook))
    notebook.run_all()
    story.text = notebook.form.evaluate(SPOKEN)
    story.code_seen = _code_on_screen(notebook)
    panel = notebook.page.locator(".so-panel")
    story.preview.append(panel.text_content() or "")

    first_name = notebook.field("prenom").get_by_role("textbox")
    first_name.press_sequentially("Nad")
    notebook.saved()  # the kernel has answered, and its echo has come
    first_name.press_sequentially("ia")
    situation = notebook.field("situation").get_by_role("textbox")
    for line in SITUATION.split("\n"):
        if situation.input_value():
            situation.press("Enter")
        situation.press_sequentially(line)
    notebook.field("inspiration").get_by_role("textbox").fill(PRIVATE)
    _add_goals(notebook.field("objectifs"))
    notebook.field("entrevues").locator('input[type="date"]').first.fill("2026-10-06")
    notebook.field("cout_large").get_by_role("textbox").fill("50 $")
    notebook.field("cout_cible").get_by_role("textbox").fill("vingt piastres")
    notebook.field("histoire").get_by_role("textbox").fill("Mardi matin, la chaise est vide.")
    notebook.field("histoire").get_by_role("textbox").blur()
    story.saved = notebook.saved()
    story.content = notebook.answers_path.read_bytes()
    story.typed = _typed(notebook)
    story.preview.append(panel.get_by_role("img").get_attribute("alt") or "")

    story.widget = notebook.verify()
    record = notebook.page.locator(".jp-OutputArea-child:not([data-seen]) .so-told details")
    story.record = record.text_content() or ""
    story.axe = notebook.axe(".socialise, .so-panel, .so-told")
    with notebook.page.expect_download() as download:
        notebook.form.get_by_role("button", name="Carte du persona (PDF)").click()
    story.card = Path(download.value.path()).read_bytes()

    notebook.restart()
    story.again = _typed(notebook)
    story.ipynb = notebook.save()
    yield story
    notebook.close()


def _add_goals(goals: Locator) -> None:
    """Two rows are there; a third is added, and one is removed."""
    rows = goals.locator(".so-row")
    for place, (text, evidence) in enumerate(
        [
            ("Remplir les mardis et les mercredis", "entrevue"),
            ("Finir sa semaine à 17 h", "observation"),
            ("De trop", "supposition"),
        ]
    ):
        if place == rows.count():
            goals.get_by_role("button", name="Ajouter un objectif").click()
        rows.nth(place).get_by_role("textbox").fill(text)
        rows.nth(place).get_by_role("combobox").select_option(evidence)
    rows.nth(2).get_by_role("button", name="Retirer").click()


def _typed(notebook: Notebook) -> dict[str, str]:
    ids = ("prenom", "situation", "inspiration", "cout_large", "cout_cible", "histoire")
    values = {id: notebook.field(id).get_by_role("textbox").input_value() for id in ids}
    goals = notebook.field("objectifs").locator(".so-row")
    for place, row in enumerate(goals.all()):
        values[f"objectif {place}"] = row.get_by_role("textbox").input_value()
    return values


def _code_on_screen(notebook: Notebook) -> list[str]:
    """The text of every input that is shown, and of the bars that stand for a collapsed one.

    Asked of the style sheets: what is scrolled out of view must not pass for hidden.
    """
    texts: list[str] = notebook.cells.evaluate_all(
        """(cells) => cells.flatMap((cell) => [
          ...cell.querySelectorAll(".jp-InputArea-editor, .jp-PlaceholderText"),
        ]).filter((node) => {
          for (let n = node; n; n = n.parentElement)
            if (getComputedStyle(n).display === "none") return false;
          return true;
        }).map((node) => node.textContent.trim())"""
    )
    return [text for text in texts if text and not text.startswith("#")]


def test_no_code_is_seen(story: Story) -> None:
    """The learner does not program. Before the first run, JupyterLab shows the first line of each
    collapsed cell: a comment in French."""
    assert story.code_before == []
    assert story.code_seen == []


def test_the_form_has_no_english_word(story: Story) -> None:
    """Everything that she reads there is French."""
    assert "Prénom fictif" in story.text
    assert set(re.findall(r"[a-z]+", story.text.lower())) & ENGLISH == set()


def test_an_echo_leaves_what_is_typed(story: Story) -> None:
    """The kernel answers while one goes on typing."""
    assert story.typed["prenom"] == "Nadia"


def test_enter_makes_a_line_in_a_long_text(story: Story) -> None:
    """JupyterLab would take Enter for itself."""
    assert story.typed["situation"] == SITUATION


def test_the_file_beside_the_notebook_is_canonical(story: Story) -> None:
    """It can be handed in as it is."""
    file = AnswersFile.from_bytes(story.content)
    assert (file.lesson, file.activity) == (LESSON, "persona")
    assert file.to_bytes() == story.content
    assert file.answers == {
        "prenom": "Nadia",
        "situation": SITUATION,
        "objectifs": [
            {"enonce": "Remplir les mardis et les mercredis", "preuve": "entrevue"},
            {"enonce": "Finir sa semaine à 17 h", "preuve": "observation"},
        ],
        "entrevues": [{"date": "2026-10-06", "role": "", "appris": ""}],
        "cout_large": "50 $",
        "cout_cible": "vingt piastres",
        "histoire": "Mardi matin, la chaise est vide.",
    }


def test_answers_survive_the_kernel(story: Story) -> None:
    """Widget state does not: the file does, and private fields wait in the browser."""
    assert story.again == story.typed


def test_a_private_answer_is_nowhere_but_in_the_browser(story: Story, learner_folder: Path) -> None:
    """No message to the kernel, no file, no notebook holds it."""
    marker = PRIVATE.encode()
    assert len(story.notebook.frames) > 50
    assert not any(marker in frame for frame in story.notebook.frames)
    files = [path for path in learner_folder.rglob("*") if path.is_file()]
    assert story.notebook.path in files
    assert [path for path in files if marker in path.read_bytes()] == []


def test_the_widget_the_cells_and_stock_nbgrader_agree(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What she saw is the mark that she gets, whoever counts."""
    for name in ("SOCIALISE_WORKSHOP", "SOCIALISE_DB"):
        monkeypatch.delenv(name, raising=False)
    graded = {}
    for cell in nbformat.from_dict(story.ipynb).cells:
        grader = cell.metadata.nbgrader
        if grader.grade and not grader.solution:
            assert set(cell.outputs[0].data) == {"text/html", "text/plain"}
            graded[grader.grade_id] = determine_grade(cell)[0]
    shown = [float(points.replace(",", ".")) for _, points in story.widget.values()]
    assert shown == list(graded.values())
    assert {word for word, _ in story.widget.values()} == {"Atteint", "Pas encore", "À vérifier"}

    handed_in = tmp_path / LESSON
    handed_in.mkdir()
    for path in (story.notebook.path, story.notebook.answers_path):
        shutil.copy(path, handed_in)
    stock = autograde(handed_in / "persona.ipynb", tmp_path / "cours")
    assert {id: stock[id] for id in graded} == graded


def test_a_finished_thing_is_downloaded(story: Story) -> None:
    """Bytes go from the kernel to the browser's downloads."""
    assert story.card.startswith(b"%PDF")


def test_the_card_is_drawn_as_the_form_is_filled(story: Story) -> None:
    """Before the first answer it says what it waits for."""
    before, after = story.preview
    assert "à compléter" in before
    assert "Persona\u00a0: Nadia" in after
    assert PRIVATE not in after


def test_axe_finds_nothing(story: Story) -> None:
    """The form, its verdict and the panel, inside JupyterLab."""
    assert story.axe == []


def test_nothing_is_asked_of_the_outside(story: Story) -> None:
    """The room may have no network."""
    assert story.notebook.outside == []
    assert story.notebook.broken == []


def test_the_record_under_the_form_follows_each_save(story: Story) -> None:
    """It is what a reopened notebook shows."""
    assert "Finir sa semaine à 17\u00a0h" in story.record.replace("17 h", "17\u00a0h")
    assert PRIVATE not in story.record


def test_a_saved_verdict_reads_without_a_kernel(story: Story) -> None:
    """A reopened notebook shows what was answered and what was judged."""
    texts = json.dumps(story.ipynb, ensure_ascii=False)
    assert "Vos réponses enregistrées" in texts
    assert "FormWidget" not in texts


def test_a_reopened_notebook_says_how_to_go_on(
    story: Story, browser: Browser, address: str, learner_folder: Path
) -> None:
    """JupyterLab's own sentence about a lost model is in English."""
    story.notebook.menu("Noyau", "Arrêter le noyau")
    reopened = Notebook(browser, address, learner_folder, f"{LESSON}/persona")
    record = reopened.page.locator(".so-told details").first
    expect(record.locator("summary")).to_have_text(
        "Vos réponses enregistrées\u00a0: exécutez pour modifier"
    )
    record.locator("summary").click()
    expect(record).to_contain_text("Remplir les mardis et les mercredis")
    lost = reopened.page.get_by_text("Error displaying widget: model not found").first
    lost.wait_for(state="attached")
    expect(lost).to_be_hidden()
    reopened.close()
