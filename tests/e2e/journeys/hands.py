"""How one person acts on a page: with a thumb, a mouse or a keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from e2e.atelier.activity_form import ActivityForm
from playwright.sync_api import Locator


class Means(Protocol):
    """A way to act; whoever drives a journey does not know which."""

    def press(self, target: Locator) -> None:
        """Press a button, follow a link."""

    def choose(self, quiz: Locator, choices: Sequence[int]) -> None:
        """Answer each question of a quiz: the place of the choice, as many times as there are."""

    def answer(self, form: ActivityForm, answers: dict[str, Any]) -> None:
        """Fill the form, from its first question to its last."""

    def write(self, control: Locator, text: str) -> None:
        """Type in a place that is no question of a form."""
