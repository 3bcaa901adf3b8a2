"""The cash flow of a campaign over a year, drawn: with and without the time, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.domain import HORIZON, Campaign, CashFlow
from socialise.export.drawing.canvas import Canvas, fitting
from socialise.form.picture import Picture

__all__ = ["draw"]

WIDTH = 480.0
TOP, BOTTOM, RIGHT = 22.0, 312.0, 356.0  # of the plot; its left depends on the amounts
CAPTIONS = BOTTOM + 56
TYPE = 18.0
MOST_TICKS = 6
WHOLE_DOLLARS = 100  # from this amount on, cents are left out
BOTH = "avec ou sans le temps"  # the name of the line when the time changes nothing

# The page's own colours, and their values where there is no page.
INK = "var(--encre, #1F2A37)"
GREY = "var(--gris, #5B6672)"
RULE = "var(--filet, #D9CEBD)"
PAPER = "var(--papier, #FBF8F3)"
COUNTED = "var(--erable, #A63A1E)"
LEFT_OUT = "var(--fleuve, #1D5B70)"


@dataclass(frozen=True)
class _Line:
    """One running total: how it is called, drawn and read."""

    name: str
    flow: CashFlow
    colour: str
    thickness: float
    dash: str

    @property
    def totals(self) -> tuple[Decimal, ...]:
        return self.flow.by_month()

    @property
    def name_rows(self) -> list[str]:
        """The name in short rows, for the margin of the plot."""
        return ["avec ou", "sans le temps"] if self.name == BOTH else [self.name]

    @property
    def recovery(self) -> str:
        """When the total reaches zero, in words."""
        month = self.flow.recovery_month()
        if month is None:
            return "reste sous zéro toute l'année"
        if month == 1 and not self.flow.falls_back():
            return "est à zéro ou plus dès le premier mois"
        if self.flow.falls_back():
            return f"atteint zéro au mois {month}, puis redescend"
        return f"atteint zéro au mois {month}"


@dataclass(frozen=True)
class _Scale:
    """Where months and dollars fall on the picture."""

    left: float
    low: Decimal
    high: Decimal

    def x(self, month: int) -> float:
        """The place of a month, from 1 to 12."""
        return self.left + 16 + (RIGHT - self.left - 28) * (month - 1) / (HORIZON - 1)

    def y(self, dollars: Decimal) -> float:
        """The height of an amount."""
        return BOTTOM - float((dollars - self.low) / (self.high - self.low)) * (BOTTOM - TOP)


def draw(plan: Campaign) -> Picture:
    """The running total of the plan, twice, over twelve months; zero and recovery are marked."""
    counted = _Line("temps compté", CashFlow(plan, with_time=True), COUNTED, 3.5, "")
    left_out = _Line("sans le temps", CashFlow(plan, with_time=False), LEFT_OUT, 2.5, "2 7")
    if counted.totals == left_out.totals:
        shown = [_Line(BOTH, counted.flow, COUNTED, 3.5, "")]
    else:
        shown = [left_out, counted]
    told = _in_words(shown)
    captions = _captions(shown)
    height = CAPTIONS + sum(24 * len(rows) + 8 for _, rows in captions)
    canvas = Canvas(WIDTH, height, "Le cumul de votre action sur un an", told)
    amounts = [total for line in shown for total in line.totals]
    ticks = _ticks(min(Decimal(0), *amounts), max(Decimal(0), *amounts))
    amount = _amounts(max(abs(ticks[0]), abs(ticks[-1])))
    labels = [amount(tick) for tick in ticks]
    left = max(len(label) for label in labels) * TYPE * 0.5 + 14
    scale = _Scale(left, ticks[0], ticks[-1])
    recoveries = [line.flow.recovery_month() for line in shown]
    months = [
        month
        for month in (1, 3, 6, 9, 12)
        if all(place is None or abs(place - month) > 1 for place in recoveries)
    ]
    _grid(canvas, scale, list(zip(ticks, labels, strict=True)), months)
    for line in shown:
        _curve(canvas, scale, line)
    _names(canvas, scale, shown, amount)
    _write(canvas, captions)
    return Picture(canvas.to_text(WIDTH, height), told)


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round amounts from under the lowest to above the highest, zero among them."""
    if low == high:
        high = low + 100
    step = max(Decimal("0.01"), Decimal(1).scaleb((high - low).adjusted() - 1))
    for factor in (1, 2, 5, 10, 20, 50, 100):
        first = int((low / (step * factor)).to_integral_value(rounding="ROUND_FLOOR"))
        last = int((high / (step * factor)).to_integral_value(rounding="ROUND_CEILING"))
        if last - first < MOST_TICKS:
            break
    return [step * factor * place for place in range(first, last + 1)]


def _amounts(greatest: Decimal) -> Callable[[Decimal], str]:
    """How amounts are written: in dollars, in k$ or in M$ by the greatest."""
    for unit, size in (("M$", Decimal(1_000_000)), ("k$", Decimal(1_000))):
        if greatest >= size * 100:
            return lambda value: f"{words.number(value / size, 1)}\u00a0{unit}"
    return _to_the_dollar if greatest >= WHOLE_DOLLARS else words.money


def _to_the_dollar(value: Decimal) -> str:
    return words.money(value, cents=False)


def _grid(
    canvas: Canvas, scale: _Scale, ticks: list[tuple[Decimal, str]], months: list[int]
) -> None:
    for tick, label in ticks:
        y = scale.y(tick)
        if tick == 0:
            canvas.line(scale.left, y, RIGHT, y, INK, 2)
        else:
            canvas.line(scale.left, y, RIGHT, y, RULE, 1)
        font = "strong" if tick == 0 else "text"
        canvas.put(scale.left - 8, y + 6, label, font, TYPE, INK if tick == 0 else GREY,
                   align="end")  # fmt: skip
    for month in months:
        canvas.put(scale.x(month), BOTTOM + 28, str(month), "text", TYPE, GREY, align="middle")
    canvas.put(scale.left - 8, BOTTOM + 28, "mois", "text", TYPE, GREY, align="end")


def _curve(canvas: Canvas, scale: _Scale, line: _Line) -> None:
    points = [(scale.x(month), scale.y(total)) for month, total in enumerate(line.totals, start=1)]
    canvas.polyline(points, line.colour, line.thickness, line.dash)
    month = line.flow.recovery_month()
    if month is None:
        return
    x, y = points[month - 1]
    canvas.line(x, y, x, BOTTOM + 6, line.colour, 1.5, "1 5")
    canvas.circle(x, y, 7, fill=PAPER if line.dash else line.colour, line=line.colour,
                  thickness=3)  # fmt: skip
    canvas.circle(x, BOTTOM + 22, 14, fill=PAPER, line=line.colour, thickness=2)
    canvas.put(x, BOTTOM + 28, str(month), "strong", 17, line.colour, align="middle")


def _names(
    canvas: Canvas, scale: _Scale, shown: list[_Line], amount: Callable[[Decimal], str]
) -> None:
    """The name and the last amount of each line, at its end, never one on the other."""
    heights = [scale.y(line.totals[-1]) for line in shown]
    if len(heights) == 2 and heights[1] - heights[0] < 48:
        middle = min(max(sum(heights) / 2, TOP + 24), BOTTOM - 36)
        heights = [middle - 24, middle + 24]
    for line, height in zip(shown, heights, strict=True):
        rows = [*line.name_rows, amount(line.totals[-1])]
        tall = 20 * (len(rows) - 1)
        y = min(max(height - tall / 2 + 6, TOP + 6), BOTTOM - tall + 4)
        for place, row in enumerate(rows):
            font = "strong" if place == len(rows) - 1 else "text"
            canvas.put(RIGHT + 8, y + place * 20, row, font, 17, line.colour)


def _captions(shown: list[_Line]) -> list[tuple[_Line | None, list[str]]]:
    """What is said under the plot: a sentence for each line, then what the total is."""
    told = [(line, f"{line.name.capitalize()}, le cumul {line.recovery}.") for line in shown[::-1]]
    meaning = "Le cumul\u00a0: la marge reçue moins les coûts."
    return [
        (line, fitting(sentence, WIDTH - 56, 90, "text", (TYPE,))[1])
        for line, sentence in [*told, (None, meaning)]
    ]


def _write(canvas: Canvas, captions: list[tuple[_Line | None, list[str]]]) -> None:
    y = CAPTIONS
    for line, rows in captions:
        if line is not None:
            canvas.line(4, y + 13, 38, y + 13, line.colour, line.thickness, line.dash)
        for row in rows:
            canvas.put(50, y + 19, row, "text", TYPE, INK if line else GREY)
            y += 24
        y += 8


def _in_words(shown: list[_Line]) -> str:
    """The figures that the picture shows, for who does not see it; one line each."""
    told = ["Cumul sur douze mois\u00a0: la marge reçue moins les coûts."]
    greatest = max(abs(total) for line in shown for total in line.totals)
    written = _to_the_dollar if greatest >= WHOLE_DOLLARS else words.money
    for line in reversed(shown):
        totals = "; ".join(
            f"mois {month}\u00a0: {written(total)}"
            for month, total in enumerate(line.totals, start=1)
        )
        told.append(f"{line.name.capitalize()}, le cumul {line.recovery}. Au {totals}.")
    return "\n".join(told)
