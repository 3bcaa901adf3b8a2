"""What another activity knows is shown as it stands there, and goes with this one's answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Stored = Callable[..., dict[str, Any]]

SOURCE = {"lesson": "02-essai", "activity": "persona"}
FIELDS = [
    {
        "kind": "carried", "id": "prenom", "label": "Votre persona", "help": "",
        "source": {**SOURCE, "field": "nom"},
        "asked": {"kind": "text", "id": "prenom", "label": "Votre persona", "help": ""},
    },
    {
        "kind": "carried", "id": "lieux", "label": "Où la trouver", "help": "",
        "source": {**SOURCE, "field": "lieux"},
        "asked": {
            "kind": "table", "id": "lieux", "label": "Où la trouver", "help": "",
            "columns": [
                {"kind": "text", "id": "lieu", "label": "Lieu", "help": ""},
                {"kind": "choice", "id": "preuve", "label": "Preuve", "help": "",
                 "options": [{"key": "vu", "label": "Observé"}]},
            ],
        },
    },
    {
        "kind": "carried", "id": "debut", "label": "Le début", "help": "",
        "source": {"lesson": "02-essai", "activity": "persona", "field": "jour"},
        "asked": {"kind": "date", "id": "debut", "label": "Le début", "help": ""},
    },
    {
        "kind": "carried", "id": "prix", "label": "Le prix", "help": "",
        "source": {"lesson": "02-essai", "activity": "persona", "field": "prix"},
        "asked": {"kind": "money", "id": "prix", "label": "Le prix", "help": "", "unit": "$"},
    },
    {"kind": "text", "id": "phrase", "label": "Votre phrase", "help": ""},
]  # fmt: skip
KEY = "socialise:answers:02-essai:persona"
WRITE = """([key, answers, at]) => localStorage.setItem(key, JSON.stringify(
    {answers, edited: Object.fromEntries(Object.keys(answers).map((id) => [id, at]))}))"""


@pytest.fixture
def plan(page: Page, harness: Any) -> Page:
    """A form that carries two answers, on a device that has none."""
    section = {"id": "s", "title": "Repris", "help": "", "fields": FIELDS}
    harness.schema = {**harness.schema, "sections": [section]}
    page.goto(harness.url)
    return page


def write(page: Page, answers: dict[str, Any], at: int) -> None:
    """As the other activity's page keeps them."""
    page.evaluate(WRITE, [KEY, answers, at])


def test_nothing_yet_says_where_to_write_it(plan: Page) -> None:
    """The way there is a link, and no field invites to type."""
    group = plan.get_by_role("group", name="Votre persona")
    expect(group).to_contain_text("Rien encore")
    link = group.get_by_role("link", name="Écrire cette réponse dans son activité")
    expect(link).to_have_attribute("href", "02-essai.html#activite-persona")
    expect(group.get_by_role("textbox")).to_have_count(0)


def test_what_the_device_knows_is_shown_and_kept(plan: Page, stored: Stored) -> None:
    """Labels of choices, a line for each row, and only the columns that are carried."""
    lieux = [{"lieu": "Marché", "preuve": "vu", "note": "secret"}, {"lieu": "Parc"}]
    write(plan, {"nom": "<b>Zoé</b>", "lieux": lieux}, 1)
    plan.reload()
    expect(plan.get_by_role("group", name="Votre persona")).to_contain_text("<b>Zoé</b>")
    lines = plan.get_by_role("group", name="Où la trouver").get_by_role("listitem")
    expect(lines).to_have_text(["Marché · Observé", "Parc"])
    kept = [{"lieu": "Marché", "preuve": "vu"}, {"lieu": "Parc"}]
    assert stored() == {"prenom": "<b>Zoé</b>", "lieux": kept}


@pytest.mark.parametrize(
    ("jour", "prix", "shown"),
    [
        ("2026-12-01", "1 234,50", ("1er décembre 2026", "1 234,50 $")),
        ("le 1er décembre", "environ 12 $", ("le 1er décembre", "environ 12 $")),
    ],
)
def test_dates_and_amounts_are_read_as_people_write_them(
    plan: Page, jour: str, prix: str, shown: tuple[str, str]
) -> None:
    """What cannot be read stays as it was typed, and so does a unit that she wrote."""
    write(plan, {"jour": jour, "prix": prix}, 1)
    plan.reload()
    for name, text in zip(("Le début", "Le prix"), shown, strict=True):
        expect(plan.get_by_role("group", name=name)).to_contain_text(text)


def test_it_follows_what_another_tab_writes(
    plan: Page, context: BrowserContext, harness: Any
) -> None:
    """A change there is a change here, without a reload."""
    other = context.new_page()
    other.goto(harness.url + "?autre")
    write(other, {"nom": "Paul"}, 1)
    expect(plan.get_by_role("group", name="Votre persona")).to_contain_text("Paul")
    write(other, {"nom": "Paule"}, 2)
    expect(plan.get_by_role("group", name="Votre persona")).to_contain_text("Paule")


def test_it_is_judged_and_sent_with_the_rest(plan: Page, harness: Any) -> None:
    """The trainer's copy holds what the learner saw."""
    harness.room = True
    plan.goto(harness.url)
    write(plan, {"nom": "Paul"}, 1)
    plan.reload()
    plan.get_by_label("Votre phrase").fill("Pour Paul")
    plan.get_by_role("button", name="Vérifier").click()
    plan.locator(".so-score").first.wait_for()
    assert harness.bodies("/api/verdicts")[-1]["answers"] == {
        "phrase": "Pour Paul",
        "prenom": "Paul",
    }


def test_a_copy_from_a_file_stays_where_the_device_knows_nothing(
    plan: Page, harness: Any, stored: Stored
) -> None:
    """A plan opened on another telephone is still whole."""
    lesson, activity = harness.schema["lesson"], harness.schema["activity"]
    content = json.dumps(
        {"format": "socialise-answers", "version": 1, "lesson": lesson, "activity": activity,
         "answers": {"prenom": "Paul"}}
    )  # fmt: skip
    plan.locator("input[type=file]").set_input_files(
        {"name": "plan.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(plan.get_by_role("group", name="Votre persona")).to_contain_text("Paul")
    assert stored() == {"prenom": "Paul"}
    plan.reload()
    expect(plan.get_by_role("group", name="Votre persona")).to_contain_text("Paul")
