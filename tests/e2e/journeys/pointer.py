"""Hands that point: a thumb on a phone, a mouse elsewhere; what is written is typed key by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from e2e.atelier.activity_form import ActivityForm
from e2e.journeys.learner import is_rows
from playwright.sync_api import Locator, Page, expect

LONG = 160  # characters: past that, a text was written elsewhere and is put there at once


@dataclass
class Pointer:
    """`touch` says whether it is a thumb."""

    page: Page
    touch: bool

    def press(self, target: Locator) -> None:
        """Press a button, follow a link."""
        if self.touch:
            target.tap()
        else:
            target.click()

    def write(self, control: Locator, text: str) -> None:
        """Replace what is there."""
        self.press(control)
        if control.get_attribute("type") == "date":
            control.fill(text)  # what the browser's own calendar gives
            return
        self.page.keyboard.press("ControlOrMeta+a")
        if not text:
            self.page.keyboard.press("Delete")
        elif len(text) > LONG:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.type(text)

    def choose(self, quiz: Locator, choices: Sequence[int]) -> None:
        """One choice a question, each explained at once."""
        questions = quiz.locator("fieldset").all()
        for place, question in enumerate(questions):
            labels = question.locator("label")
            self.press(labels.nth(choices[place % len(choices)] % labels.count()))
            expect(question.locator(".quiz-retour")).not_to_be_empty()

    def answer(self, form: ActivityForm, answers: dict[str, Any]) -> None:
        """In the order of the form: an answer may open the question that follows."""
        for id, field in form.fields.items():
            if id in answers:
                self._answer(field, form.field(id), answers[id])
        form.saved()

    def _answer(self, field: dict[str, Any], node: Locator, value: Any) -> None:
        match field["kind"]:
            case "table":
                self._table(field, node, value)
            case "classify":
                for key, category in value.items():
                    keys = [each["key"] for each in field["options"]]
                    self._option(node.locator(".so-item").nth(keys.index(key)), category)
            case "ranking":
                self._rank(node, value)
            case "choices":
                for option in field["options"]:
                    box = node.locator(f'input[value="{option["key"]}"]')
                    if box.is_checked() != (option["key"] in value):
                        self._option(node, option["key"])
            case "choice" if node.locator("select").count():
                node.locator("select").select_option(value)  # the device's own list
            case "choice" | "scale":
                self._option(node, value)
            case _:
                self.write(node.locator(".so-control"), value)

    def _option(self, node: Locator, key: str) -> None:
        chosen = self.page.locator(f'input[value="{key}"]')
        self.press(node.locator(".so-option", has=chosen).locator("label"))

    def _table(self, field: dict[str, Any], node: Locator, value: Any) -> None:
        """All the rows, or some cells of some of them."""
        edit = value if is_rows(value) else {str(n): row for n, row in enumerate(value, start=1)}
        rows = node.locator(".so-row")
        columns = [each["id"] for each in field["columns"]]
        for number, cells in edit.items():
            while rows.count() < int(number):
                self.press(node.get_by_role("button", name="Ajouter"))
            row = rows.nth(int(number) - 1)
            if (fold := row.locator(".so-fold[aria-expanded=false]")).count():
                self.press(fold)
            for id, cell in cells.items():
                place = columns.index(id)
                self._answer(field["columns"][place], row.locator(".so-cell").nth(place), cell)

    def _rank(self, node: Locator, order: list[str]) -> None:
        def shown() -> list[str]:
            keys: list[str] = node.locator("li[data-key]").evaluate_all(
                "rows => rows.map((row) => row.dataset.key)"
            )
            return keys

        if shown() == order:
            keep = node.locator(".so-unset button")
            if keep.is_visible():
                self.press(keep)
        for place, key in enumerate(order):
            for _ in range(shown().index(key) - place):
                self.press(node.locator(f'li[data-key="{key}"] button').first)
