"""The week as a ring: hours by task, filled where requests came, hollow where none did."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from socialise import words
from socialise.domain import TASK_NAMES, TaskTime, Undefined, WeekLog
from socialise.export.drawing.canvas import Canvas, fitting
from socialise.export.drawing.task_signs import SIGNS
from socialise.form.picture import Picture

__all__ = ["draw"]

WIDTH = 480.0
X, Y = 240.0, 200.0  # the middle of the ring
OUTER, INNER = 150.0, 96.0
AROUND = 176.0  # where the signs stand
SIGN = 26.0
APART = 0.2  # between two signs, in radians
GAP = 5.0  # between two parts, in units
NARROW = 16.0  # a part whose line must not fill it
LEGEND = 422.0
ROW = 37.0
HOURS, RATE = 340.0, 476.0  # the right of each column of figures
TYPE = 20.0
TURN = 2 * math.pi

# The page's own colours, and their values where there is no page.
INK = "var(--encre, #1F2A37)"
GREY = "var(--gris, #5B6672)"
RULE = "var(--filet, #D9CEBD)"
PAPER = "var(--papier, #FBF8F3)"
TIME = "var(--fleuve, #1D5B70)"


@dataclass(frozen=True)
class _Part:
    """A task on the ring; angles are in radians, clockwise from the top."""

    time: TaskTime
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def asked(self) -> bool:
        """Whether requests came of it."""
        return self.time.requests > 0

    @property
    def rate(self) -> str:
        """Requests an hour, as people read it."""
        return words.number(_rate(self.time), 2)


def draw(log: WeekLog, hourly_rate: Decimal | None = None, *, unread: int = 0) -> Picture:
    """The hours of the week by task, those that give most requests an hour first.

    With what an hour is worth, the cost is told too. `unread` lines are told as left out. Raises
    words.Missing when no task has any hour.
    """
    parts = _parts(log)
    if not parts:
        raise words.Missing("Vos sept derniers jours")
    total = sum((part.time.hours for part in parts), Decimal(0))
    cost = None if hourly_rate is None or hourly_rate <= 0 else total * hourly_rate
    told = _in_words(parts, total, cost, unread)
    left_out = _left_out(unread)
    height = LEGEND + ROW * (len(parts) + 1) + 84 + 30 * bool(left_out)
    canvas = Canvas(WIDTH, height, "L'anneau de votre semaine", told)
    for part in parts:
        _arc(canvas, part, alone=len(parts) == 1)
    for part, angle in zip(parts, _spread([part.middle for part in parts]), strict=True):
        _sign(canvas, part, angle)
    _middle(canvas, total, cost)
    y = _legend(canvas, parts)
    if left_out:
        canvas.put(4, y, left_out, "text", TYPE, GREY)
    return Picture(canvas.to_text(WIDTH, height), told)


def _rate(time: TaskTime) -> Decimal:
    rate = time.requests_per_hour
    return Decimal(0) if isinstance(rate, Undefined) else rate


def _parts(log: WeekLog) -> list[_Part]:
    times = [time for time in log.by_task() if time.hours > 0]
    times.sort(key=lambda time: (-_rate(time), -time.hours))
    total = sum((time.hours for time in times), Decimal(0))
    parts, before = [], Decimal(0)
    for time in times:
        start, before = before, before + time.hours
        parts.append(_Part(time, float(start / total) * TURN, float(before / total) * TURN))
    return parts


def _at(angle: float, radius: float) -> tuple[float, float]:
    return X + radius * math.sin(angle), Y - radius * math.cos(angle)


def _arc(canvas: Canvas, part: _Part, *, alone: bool) -> None:
    fill = TIME if part.asked else "none"
    if alone:
        middle = (OUTER + INNER) / 2
        if part.asked:
            canvas.circle(X, Y, middle, line=TIME, thickness=OUTER - INNER)
        else:
            for radius in (OUTER, INNER):
                canvas.circle(X, Y, radius, line=TIME, thickness=2.5)
        return
    ends = []
    for radius in (OUTER, INNER):
        trim = min(GAP / 2 / radius, (part.end - part.start) / 3)
        ends.append((part.start + trim, part.end - trim))
    (start, end), (low, high) = ends
    wide = int(end - start > math.pi)
    points = [_at(start, OUTER), _at(end, OUTER), _at(high, INNER), _at(low, INNER)]
    a, b, c, d = (f"{x:.2f} {y:.2f}" for x, y in points)
    path = f"M{a}A{OUTER:g} {OUTER:g} 0 {wide} 1 {b}L{c}A{INNER:g} {INNER:g} 0 {wide} 0 {d}Z"
    narrow = (part.end - part.start) * OUTER < NARROW
    canvas.path(path, fill=fill, line=TIME, thickness=1 if narrow else 2.5)


def _spread(wanted: list[float]) -> list[float]:
    """The angles, in the same order, no two of them closer than APART, moved as little as can be.

    The turn is opened at its widest gap; each crowd is spread around its own middle.
    """
    count = len(wanted)
    gaps = [
        (wanted[place] - wanted[place - 1]) % TURN if place else wanted[0] - wanted[-1] + TURN
        for place in range(count)
    ]
    first = gaps.index(max(gaps))
    opened = [wanted[(first + place) % count] for place in range(count)]
    opened = [angle + TURN if angle < opened[0] else angle for angle in opened]
    crowds: list[list[float]] = []  # angles as they would be, were each moved back by its place
    for place, angle in enumerate(opened):
        crowds.append([angle - place * APART])
        while len(crowds) > 1 and _mean(crowds[-2]) > _mean(crowds[-1]):
            crowds[-2:] = [crowds[-2] + crowds[-1]]
    settled = [_mean(crowd) for crowd in crowds for _ in crowd]
    angles = [angle + place * APART for place, angle in enumerate(settled)]
    limit = angles[0] + TURN - APART
    for place in range(count - 1, 0, -1):
        angles[place] = min(angles[place], limit)
        limit = angles[place] - APART
    return [angles[(place - first) % count] for place in range(count)]


def _mean(angles: list[float]) -> float:
    return sum(angles) / len(angles)


def _sign(canvas: Canvas, part: _Part, angle: float) -> None:
    if abs(math.sin(angle - part.middle)) > APART / 4:
        canvas.line(*_at(part.middle, OUTER + 3), *_at(angle, AROUND - SIGN / 2 - 2), GREY, 1.5)
    x, y = _at(angle, AROUND)
    _put_sign(canvas, part, x - SIGN / 2, y - SIGN / 2)


def _put_sign(canvas: Canvas, part: _Part, x: float, y: float) -> None:
    canvas.path(SIGNS[part.time.task], x, y, SIGN / 24, line=INK, thickness=2)


def _middle(canvas: Canvas, total: Decimal, cost: Decimal | None) -> None:
    """The total, and what it costs, inside the ring."""
    size, rows = fitting(words.hours(total), 2 * INNER - 36, 60, "title", (40, 32, 24, 18, 14))
    canvas.put(X, Y + (-2 if cost is not None else 8), rows[0], "title", size, INK, align="middle")
    under = "cette semaine"
    if cost is not None:
        size, rows = fitting(words.money(cost), 2 * INNER - 36, 30, "strong", (22, 18, 14, 11))
        canvas.put(X, Y + 28, rows[0], "strong", size, TIME, align="middle")
        under = "de votre temps"
    canvas.put(X, Y + (52 if cost is not None else 36), under, "text", TYPE, GREY, align="middle")


def _legend(canvas: Canvas, parts: list[_Part]) -> float:
    """A row for each task, then what filled and hollow mean; gives the height under."""
    y = LEGEND
    canvas.put(4, y, "tâche", "text", TYPE, GREY)
    canvas.put(HOURS, y, "temps", "text", TYPE, GREY, align="end")
    canvas.put(RATE, y, "demandes/h", "text", TYPE, GREY, align="end")
    for part in parts:
        canvas.line(4, y + 9, RATE, y + 9, RULE, 1)
        y += ROW
        _put_sign(canvas, part, 4, y - SIGN + 6)
        canvas.put(42, y, TASK_NAMES[part.time.task], "text", TYPE, INK)
        canvas.put(HOURS, y, words.hours(part.time.hours), "strong", TYPE, INK, align="end")
        canvas.put(RATE, y, part.rate, "strong" if part.asked else "text", TYPE,
                   TIME if part.asked else GREY, align="end")  # fmt: skip
    y += 46
    for asked, told in (
        (True, "Plein\u00a0: des demandes notées"),
        (False, "Vide\u00a0: aucune demande notée"),
    ):
        hours = sum((part.time.hours for part in parts if part.asked is asked), Decimal(0))
        canvas.rect(6, y - 15, 22, 16, fill=TIME if asked else "none", line=TIME, thickness=2.5)
        canvas.put(42, y, f"{told}, {words.hours(hours)}", "text", TYPE, INK)
        y += 30
    return y + 8


def _left_out(unread: int) -> str:
    """What the ring does not hold, or nothing."""
    if not unread:
        return ""
    lines = words.count(unread, "durée ne se lit pas", "durées ne se lisent pas")
    return f"{lines} encore, et n'y {'est' if unread == 1 else 'sont'} pas."


def _in_words(parts: list[_Part], total: Decimal, cost: Decimal | None, unread: int) -> str:
    """The figures that the picture shows, for who does not see it; one line each."""
    worth = "" if cost is None else f", ou {words.money(cost)} de votre temps"
    told = [f"Votre semaine\u00a0: {words.hours(total)}{worth}."]
    for part in parts:
        asked = words.count(part.time.requests, "demande", "demandes")
        told.append(
            f"{TASK_NAMES[part.time.task]}\u00a0: {words.hours(part.time.hours)}, "
            f"{words.percent(part.time.hours * 100 / total, 0)} du temps, {asked}, "
            f"{part.rate} par heure."
        )
    return "\n".join(filter(None, [*told, _left_out(unread)]))
