"""« Et si? »: the figures of an action to move, and what they would give over a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html import escape

import ipywidgets

from socialise import form, words
from socialise.domain import ONE_YEAR, Campaign, CashFlow, shown
from socialise.widget.panel import Panel, paragraph
from socialise.widget.slider import Slider, steps_around
from socialise.words.interface import phrase

__all__ = ["WhatIfPanel"]

HUNDRED = Decimal(100)

# Each figure that moves, how it is written, and the least of its slider's top.
MOVED: tuple[tuple[str, Callable[[Decimal], str], Decimal], ...] = (
    ("monthly_cost", words.money, Decimal(100)),
    ("monthly_hours", words.hours, Decimal(20)),
    ("hourly_rate", words.money, Decimal(60)),
    ("sales_following_month", words.money, Decimal(500)),
    ("margin_percent", words.percent, HUNDRED),
)


class WhatIfPanel(Panel):
    """Sliders seeded from the answers, beside what the answers themselves give.

    The domain does the arithmetic; the answers are never changed.
    """

    def __init__(self, offered: form.WhatIf) -> None:
        super().__init__(offered)
        self._plan, self._draw_picture = offered.plan, offered.draw
        self._seed: Campaign | None = None
        self._intro = ipywidgets.HTML()
        self._sliders = {
            name: Slider(phrase(f"what_if.{name}"), written) for name, written, _ in MOVED
        }
        self._reset = ipywidgets.Button(description=phrase("what_if.reset"))
        self._result = ipywidgets.HTML()
        controls = ipywidgets.VBox([*self._sliders.values(), self._reset])
        self._tools = ipywidgets.Box([controls, self._result])
        self._tools.add_class("so-what-if")
        self._reset.on_click(lambda _: self._back())
        for slider in self._sliders.values():
            slider.observe(lambda _: self._show(), "position")
        self.refresh()

    def refresh(self) -> None:
        self.unless_missing(self._take, self._wait)

    @property
    def campaign(self) -> Campaign | None:
        """The action as the sliders stand; None while the answers give none."""
        if self._seed is None:
            return None
        return replace(self._seed, **{name: slider.value for name, slider in self._sliders.items()})

    def _take(self) -> None:
        """Start again from the answers, when they changed."""
        seed: Campaign = self._plan(self.form)
        self._intro.value = paragraph(phrase("what_if.intro"))
        self.add(self._intro, self._tools)
        if seed != self._seed:
            self._seed = seed
            self._back()

    def _wait(self, told: str) -> None:
        self._seed = None
        self._intro.value = paragraph(told)
        self.add(self._intro)

    def _back(self) -> None:
        if (seed := self._seed) is None:
            return
        for name, _, least_top in MOVED:
            value = getattr(seed, name)
            if name == "margin_percent":
                values = sorted({*map(Decimal, range(101)), value})
            else:
                values = steps_around(value, least_top)
            self._sliders[name].offer(values, value)
        self._show()

    def _show(self) -> None:
        if self._seed is None or (moved := self.campaign) is None:
            return
        picture = self._draw_picture(moved)
        self._result.value = (
            _table(self._seed, moved)
            + picture.svg
            + f"<details><summary>{escape(phrase('what_if.words'))}</summary>"
            + "".join(paragraph(line) for line in picture.text.splitlines())
            + "</details>"
            + paragraph(phrase("what_if.limits"))
        )


def _table(seed: Campaign, moved: Campaign) -> str:
    """What each gives, side by side. The roles stay where a narrow screen draws no table."""
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{escape(phrase(f"what_if.{name}"))}</th>'
        f'<td role="cell">{escape(now)}</td>'
        f'<td role="cell"><strong>{escape(then)}</strong></td></tr>'
        for (name, now), (_, then) in zip(_results(seed), _results(moved), strict=True)
    )
    heads = "".join(
        f'<th role="columnheader" scope="col">{escape(phrase(f"what_if.{name}"))}</th>'
        for name in ("period", "now", "then")
    )
    return (
        f'<table role="table"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _results(plan: Campaign) -> list[tuple[str, str]]:
    flow = CashFlow(plan, with_time=True)
    month = flow.recovery_month()
    return [
        ("roi_without", shown(plan.roi_percent(ONE_YEAR, with_time=False), words.percent)),
        ("roi_with", shown(plan.roi_percent(ONE_YEAR, with_time=True), words.percent)),
        ("cumulative", words.money(flow.cumulative(ONE_YEAR))),
        (
            "recovery",
            phrase("what_if.never")
            if month is None
            else phrase("what_if.recovery_month", month=month),
        ),
    ]
