"""A slider over a list of values, each said in French."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import anywidget
import traitlets

from socialise.widget.module import LAB

__all__ = ["Slider", "steps_around"]

PLACES = 100  # about as many positions as an arrow key's patience
ROUND = (1, 2, 5, 10)


class Slider(anywidget.AnyWidget):
    """One number to move; `value` is exact, `written` says it (words.money…)."""

    _esm = (LAB / "slider.js").read_text("utf-8")
    _css = (LAB / "slider.css").read_text("utf-8")

    label = traitlets.Unicode().tag(sync=True)
    texts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    position = traitlets.Int().tag(sync=True)

    def __init__(self, label: str, written: Callable[[Decimal], str]) -> None:
        self._written = written
        self._values: Sequence[Decimal] = (Decimal(0),)
        super().__init__(label=label, texts=[written(Decimal(0))])

    def __repr__(self) -> str:
        return f"{self.label} : {self._written(self.value)}"

    @property
    def value(self) -> Decimal:
        """The value at the slider's position."""
        return self._values[min(max(self.position, 0), len(self._values) - 1)]

    def offer(self, values: Sequence[Decimal], chosen: Decimal) -> None:
        """Take these values, in order, and stand on `chosen`, which is one of them."""
        self._values = values
        with self.hold_trait_notifications(), self.hold_sync():
            self.texts = [self._written(value) for value in values]
            self.position = list(values).index(chosen)


def steps_around(value: Decimal, least_top: Decimal) -> list[Decimal]:
    """Round values from 0 to about three times `value`, and at least to `least_top`; `value` is
    among them."""
    top = max(value * 3, least_top)
    step = Decimal(1).scaleb((top / PLACES).adjusted())
    step = next(step * factor for factor in ROUND if step * factor * PLACES >= top)
    grid = [step * place for place in range(int(top / step) + 1)]
    return sorted({*grid, value})
