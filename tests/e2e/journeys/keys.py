"""Hands on the keyboard alone, over a whole course: every stop is kept, to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from e2e.atelier.activity_form import ActivityForm
from e2e.atelier.keyboard import Hands
from playwright.sync_api import Locator, Page, expect

HELD = "node => node === document.activeElement"


@dataclass
class Keys:
    """Tab, Shift, Enter, Space, the arrows, and what is typed."""

    page: Page
    dates: Callable[[date], tuple[str, ...]]
    stops: list[dict[str, Any]] = field(default_factory=list)

    def _hands(self, fields: dict[str, dict[str, Any]] | None = None) -> Hands:
        return Hands(self.page, fields or {}, self.dates)

    def _done(self, hands: Hands) -> None:
        place = self.page.url
        self.stops += [stop | {"page": place} for stop in hands.stops if stop["tag"] != "body"]

    def reach(self, target: Locator) -> None:
        """Tab until it has the focus."""
        hands = self._hands()
        if not target.evaluate(HELD):
            hands.tab_to(lambda _: bool(target.evaluate(HELD)))
        self._done(hands)

    def press(self, target: Locator) -> None:
        """Press a button, follow a link."""
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, control: Locator, text: str) -> None:
        """Type in a place that is empty."""
        self.reach(control)
        self.page.keyboard.type(text)

    def choose(self, quiz: Locator, choices: Sequence[int]) -> None:
        """Space for the first choice of a question, the arrow for the others."""
        for place, question in enumerate(quiz.locator("fieldset").all()):
            radios = question.locator("input")
            self.reach(radios.first)
            wanted = choices[place % len(choices)] % radios.count()
            for _ in range(wanted):
                self.page.keyboard.press("ArrowDown")
            if not wanted:
                self.page.keyboard.press("Space")
            expect(radios.nth(wanted)).to_be_checked()
            expect(question.locator(".quiz-retour")).not_to_be_empty()

    def answer(self, form: ActivityForm, answers: dict[str, Any]) -> None:
        """Question after question; « Vérifier » has the focus at the end."""
        hands = self._hands(form.fields)
        hands.answer(answers)
        self._done(hands)
        form.saved()

    def lost(self) -> list[str]:
        """Where the focus could not be seen: the page, and what had it."""
        return [
            f"{stop['page'].rpartition('/')[2]}: {stop['tag']} {stop['id'] or stop['text']}, "
            f"outlined: {stop['outlined']}, under {stop['over']}"
            for stop in self.stops
            if not (stop["outlined"] and stop["seen"])
        ]
