"""An activity in a lesson page, as a person uses it: what she fills, presses and reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from e2e.atelier.device import PATIENCE_MS
from playwright.sync_api import Download, Locator, Page, expect

NUMBER = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")
Seen = dict[str, Any]


def plain(text: str | None) -> str:
    """The same text with ordinary spaces."""
    return (text or "").replace("\u00a0", " ")


def answers_file(lesson: str, activity: str, answers: dict[str, Any]) -> bytes:
    """The file that « Charger des réponses » takes."""
    file = {"format": "socialise-answers", "version": 1, "lesson": lesson, "activity": activity}
    return json.dumps(file | {"answers": answers}, ensure_ascii=False).encode()


def told_of(verdicts: dict[str, Any]) -> list[Seen]:
    """What the page should show of each criterion of a verdicts message."""
    return [
        {
            "label": plain(each["label"]),
            "outcome": each["outcome"],
            "points": (each["points"], each["max_points"]),
            "seen": plain(each["seen"]),
            "hint": plain(each["hint"]) if each["outcome"] != "met" else "",
        }
        for each in verdicts["criteria"]
    ]


def score_of(verdicts: dict[str, Any]) -> str:
    """The sentence that comes first."""
    met = sum(each["outcome"] == "met" for each in verdicts["criteria"])
    return f"{met} critère{'s' if met > 1 else ''} sur {len(verdicts['criteria'])}"


class ActivityForm:
    """The section of one activity, in the page of its lesson."""

    def __init__(self, page: Page, lesson: str, activity: str) -> None:
        self.page, self.lesson, self.activity = page, lesson, activity
        self.section = page.locator(f"#activite-{activity}")

    def open(self, origin: str) -> ActivityForm:
        """Go to the lesson."""
        self.page.goto(f"{origin}/book/{self.lesson}.html")
        expect(self.check_button).to_be_visible()
        return self

    @property
    def schema(self) -> dict[str, Any]:
        """What the page draws the form from."""
        text = self.section.locator(".activite-schema").text_content()
        return dict(json.loads(text or ""))

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """The field schemas by id."""
        return {each["id"]: each for part in self.schema["sections"] for each in part["fields"]}

    @property
    def check_button(self) -> Locator:
        return self.section.get_by_role("button", name="Vérifier", exact=True)

    @property
    def hand_in_button(self) -> Locator:
        return self.section.get_by_role("button", name="Remettre")

    @property
    def receipt(self) -> Locator:
        return self.section.locator(".so-receipt")

    @property
    def refusal(self) -> Locator:
        return self.section.locator(".so-message")

    def field(self, id: str) -> Locator:
        """All that is drawn of a field."""
        return self.section.locator(f'[data-field="{id}"]')

    def control(self, id: str) -> Locator:
        """What a single field is typed in."""
        return self.field(id).locator(".so-control")

    def load(self, answers: dict[str, Any]) -> None:
        """« Charger des réponses »."""
        file = answers_file(self.lesson, self.activity, answers)
        self.section.locator("input[type=file]").set_input_files(
            {"name": f"{self.activity}.json", "mimeType": "application/json", "buffer": file}
        )
        expect(self.section.locator(".so-device .so-note")).to_contain_text("chargée")
        self.saved()

    def fill(self, answers: dict[str, Any]) -> None:
        """Type and choose, field by field."""
        fields = self.fields
        for id, value in answers.items():
            self._fill_one(fields[id], self.field(id), value)
        self.saved()

    def _fill_one(self, field: dict[str, Any], node: Locator, value: Any) -> None:
        match field["kind"]:
            case "table":
                rows = node.locator(".so-row")
                while rows.count() < len(value):
                    node.get_by_role("button", name="Ajouter").click()
                for row, cells in enumerate(value):
                    if (fold := rows.nth(row).locator(".so-fold[aria-expanded=false]")).count():
                        fold.click()
                    for place, column in enumerate(field["columns"]):
                        cell = rows.nth(row).locator(".so-cell").nth(place)
                        self._fill_one(column, cell, cells.get(column["id"], ""))
            case "classify":
                keys = [option["key"] for option in field["options"]]
                for key, category in value.items():
                    item = node.locator(".so-item").nth(keys.index(key))
                    item.locator(f'input[value="{category}"]').check()
            case "choice" if node.locator("select").count():
                node.locator("select").select_option(value)
            case "choice":
                node.locator(f'input[value="{value}"]').check()
            case _:
                node.locator(".so-control").fill(value)

    def saved(self) -> None:
        """Wait for « Enregistré »."""
        expect(self.section.locator(".so-saved")).to_have_attribute("data-state", "saved")

    def check(self) -> list[Seen]:
        """« Vérifier », and what the page then says of each criterion."""
        self.check_button.click()
        return self.judged()

    def judged(self) -> list[Seen]:
        """The verdict on these answers, once it is there."""
        expect(self.check_button).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE_MS)
        expect(self.section.locator(".so-fresh")).to_have_text("À jour", timeout=PATIENCE_MS)
        return self.verdict()

    def verdict(self) -> list[Seen]:
        """What the page says of each criterion."""
        found: list[Seen] = self.section.locator(".so-criterion").evaluate_all(
            """nodes => nodes.map((node) => {
              const facts = [...node.querySelectorAll("dl > div")]
                .map((one) => [...one.children].map((part) => part.textContent));
              const [points, most] = node.querySelector(".so-outcome").lastChild.data
                .match(/[\\d,]+/g).map((text) => Number(text.replace(",", ".")));
              return {
                label: node.querySelector(".so-criterion-label").textContent,
                outcome: /so-(met|not_met|a_verifier)/.exec(node.className)[1],
                points: [points, most],
                seen: facts.find(([term]) => term === "Vu")?.[1] ?? "",
                hint: facts.find(([term]) => term !== "Vu")?.[1] ?? "",
              };
            })"""
        )
        for each in found:
            each["points"] = tuple(each["points"])
            for key in ("label", "seen", "hint"):
                each[key] = plain(each[key])
        return found

    @property
    def score(self) -> str:
        return plain(self.section.locator(".so-score").text_content())

    def hand_in(self, code: str | None = None) -> str:
        """« Remettre », with the room's code where it is asked; gives the receipt's number."""
        if code is not None:
            self.section.get_by_label("Code de la salle").fill(code)
        with self.page.expect_response("**/api/submissions") as answered:
            self.hand_in_button.click()
        assert answered.value.ok, answered.value.text()
        expect(self.receipt).to_contain_text("n'ont pas changé")
        number = NUMBER.search(self.receipt.text_content() or "")
        assert number is not None
        return number[0]

    def downloads(self) -> dict[str, Download]:
        """« Télécharger mes réponses » and everything to take home, by file name."""
        labels = [
            button.text_content() or ""
            for button in self.section.locator(".so-take-home button").all()
        ]
        taken = [self.take(label.strip("↓ ")) for label in labels]
        taken.append(self.take("Télécharger mes réponses"))
        return {each.suggested_filename: each for each in taken}

    def take(self, label: str) -> Download:
        """One file."""
        with self.page.expect_download() as download:
            self.section.get_by_role("button", name=label).click()
        return download.value


def content(download: Download) -> bytes:
    """The bytes of a downloaded file."""
    return Path(download.path()).read_bytes()
