"""Hands on the keyboard alone: Tab to go, keys to answer, and what has the focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playwright.sync_api import Page

FAR = 400  # Tabs: more than any page has stops

FOCUSED = """async () => {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  const inside = node.closest("[data-field]");
  const cell = node.closest(".so-cell");
  const place = (one) => (one ? [...one.parentNode.children]
    .filter((each) => each.classList.contains(one.classList[0])).indexOf(one) : null);
  const look = () => {
    const box = node.getBoundingClientRect();
    // The first line of what is tall is enough.
    const line = box.top + Math.min(box.height / 2, 22);
    const over = document.elementFromPoint(box.left + box.width / 2, line);
    const seen = Boolean(over) && (over === node || node.contains(over) || over.contains(node));
    return { seen, over: `${over?.localName}.${over?.className} at ${Math.round(line)}` };
  };
  const painted = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
  let { seen, over } = look();
  if (!seen) {
    await painted(); // what a verdict that came just then has moved is put back with the next image
    ({ seen, over } = look());
  }
  return {
    tag: node.localName, type: node.type ?? "", id: node.id, value: node.value ?? "",
    checked: node.checked ?? false,
    text: node.localName === "button" ? node.textContent : "",
    folded: node.classList.contains("so-fold") && node.getAttribute("aria-expanded") === "false",
    ranked: node.closest("li[data-key]")?.dataset.key ?? null,
    field: inside?.dataset.field ?? null,
    item: place(node.closest(".so-item")),
    row: place(node.closest(".so-row")),
    column: cell ? [...cell.parentNode.querySelectorAll(".so-cell")].indexOf(cell) : null,
    option: node.type === "radio" ? [...document.getElementsByName(node.name)].indexOf(node) : null,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen, over,
  };
}"""

DATE_ORDERS: tuple[Callable[[date], tuple[str, ...]], ...] = (
    lambda day: (f"{day:%m%d%Y}",),
    lambda day: (f"{day:%d%m%Y}",),
    lambda day: (f"{day:%Y}", "ArrowRight", f"{day:%m%d}"),
)


def date_keys(page: Page) -> Callable[[date], tuple[str, ...]]:
    """How this browser's date field is typed: its order is the browser's own language's."""
    tried = date(2027, 12, 4)
    for order in DATE_ORDERS:
        page.set_content("<title>Dates</title><input type=date>")
        page.keyboard.press("Tab")
        press(page, order(tried))
        if page.locator("input").input_value() == tried.isoformat():
            return order
    raise AssertionError("this browser's date field takes no order that is known here")


def press(page: Page, keys: tuple[str, ...]) -> None:
    """Digits as they are, names as keys."""
    for each in keys:
        if each.isdigit():
            page.keyboard.type(each)
        else:
            page.keyboard.press(each)


@dataclass
class Hands:
    """Answers a form stop by stop; `stops` is all that had the focus, in order."""

    page: Page
    fields: dict[str, dict[str, Any]]
    dates: Callable[[date], tuple[str, ...]]
    stops: list[dict[str, Any]] = field(default_factory=list)

    def focused(self) -> dict[str, Any]:
        """What has the focus."""
        return dict(self.page.evaluate(FOCUSED))

    def tab(self) -> dict[str, Any]:
        """The next stop: the parts of a date field are one."""
        before = self.stops[-1]["id"] if self.stops else None
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            now = self.focused()
            if now["type"] != "date" or now["id"] != before:
                self.stops.append(now)
                return now
        raise AssertionError("the focus is caught in a date field")

    def tab_to(self, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Tab until a stop is the one."""
        for _ in range(FAR):
            if reached(now := self.tab()):
                return now
        raise AssertionError("not reached by the keyboard")

    def answer(self, answers: dict[str, Any]) -> None:
        """From the first field to « Vérifier », which has the focus at the end."""
        now = self.tab_to(lambda stop: stop["field"] is not None)
        while not (now["tag"] == "button" and now["text"] == "Vérifier"):
            now = self._answer_one(now, answers) or self.tab()

    def _answer_one(self, stop: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any] | None:
        """Answer where the focus is; gives the stop where the answer moved the focus, if any."""
        schema = self.fields[stop["field"]]
        value = answers.get(schema["id"])
        if value is None:
            return None
        if stop["ranked"] is not None:
            self._rank(stop["ranked"], value)
            return None
        if schema["kind"] == "ranking":  # « garder cet ordre », which goes once something moved
            self.page.keyboard.press("Enter")
            return None
        if stop["tag"] == "button":
            if stop["folded"] and stop["row"] < len(value):
                self.page.keyboard.press("Enter")
                return None
            filled = {one["row"] for one in self.stops if one["field"] == schema["id"]} - {None}
            if "Ajouter" not in stop["text"] or len(filled) >= len(value):
                return None
            self.page.keyboard.press("Enter")
            self.stops.append(self.focused())
            return self.stops[-1]
        if schema["kind"] == "classify":
            key = schema["options"][stop["item"]]["key"]
            wanted = [each["key"] for each in schema["categories"]].index(value[key])
            self._choose(stop, wanted)
        elif schema["kind"] == "choice" and stop["tag"] == "select":
            self._fill_cell(schema, value)
        elif schema["kind"] == "choice":
            self._choose(stop, [each["key"] for each in schema["options"]].index(value))
        elif schema["kind"] == "table":
            column = schema["columns"][stop["column"]]
            if stop["row"] < len(value):
                self._fill_cell(column, value[stop["row"]].get(column["id"], ""))
        elif schema["kind"] == "scale":
            self._choose(stop, int(value) - 1)
        elif schema["kind"] == "choices":
            if stop["value"] in value:
                self.page.keyboard.press("Space")
        else:
            self._type(schema["kind"], value)
        return None

    def _choose(self, stop: dict[str, Any], wanted: int) -> None:
        assert stop["option"] == 0  # nothing is chosen yet: the group begins at its first
        if wanted == 0:
            self.page.keyboard.press("Space")
        for _ in range(wanted):
            self.page.keyboard.press("ArrowDown")

    def _fill_cell(self, column: dict[str, Any], value: str) -> None:
        """A cell of a table, or a list of many choices: the arrow goes from one to the next."""
        if column["kind"] != "choice":
            self._type(column["kind"], value)
        elif value:
            wanted = [each["key"] for each in column["options"]].index(value)
            for _ in range(wanted + 1):  # the first line says to choose
                self.page.keyboard.press("ArrowDown")

    def _rank(self, key: str, order: list[str]) -> None:
        """Bring what has the focus to its place: those before it already have theirs."""
        shown = self.page.locator("li[data-key]:focus-within").evaluate(
            "row => [...row.parentNode.children].map((each) => each.dataset.key)"
        )
        for _ in range(shown.index(key) - order.index(key)):
            self.page.keyboard.press("Enter")

    def _type(self, kind: str, value: str) -> None:
        if kind == "date":
            press(self.page, self.dates(date.fromisoformat(value)))
        else:
            self.page.keyboard.type(value)
