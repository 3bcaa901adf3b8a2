"""The parts under one title, spread over as few slides as leave each of them at ease."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from docutils import nodes

from socialise.course.screen import BODY_HEIGHT, TypeSize, heading_height
from socialise.course.slide_part import Part, Prose, Table, is_drawing

__all__ = ["spread"]

_GAP = 0.7  # between two parts
_COMFORT = 0.62  # how full a slide is before it looks so
_AIRY = 0.8  # how full a slide of the largest type may be
_FULL_PRICE = 3.0
_ANNOUNCED_PRICE = 3.0  # « voici : » and nothing under it
_BEFORE_PRICE = 0.15  # a table and the paragraph that announces it
_AFTER_PRICE = 0.4  # a table and the paragraph that speaks of it
_NEW_IDEA_PRICE = -0.9  # a place of the catalogue's: two ideas seldom share a slide


def spread(heading: str, parts: Sequence[Part]) -> list[tuple[list[nodes.Element], TypeSize]]:
    """The parts of a group over slides: fewest, then best balanced, cut where it hurts least."""
    pieces = [(part, at) for part in parts for at in range(part.count)]
    room = BODY_HEIGHT - heading_height(heading)
    # For the first n pieces: the least price, and where their last slide begins.
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(pieces) + 1):
        prices = []
        for start in range(stop):
            slide = _runs(pieces[start:stop])
            cut = _cut_price(pieces, start) if start else 0.0
            prices.append((best[start][0] + cut + _price(slide, room, stop - start), start))
        best.append(min(prices))
    bounds = [len(pieces)]
    while bounds[-1]:
        bounds.append(best[bounds[-1]][1])
    found = []
    for start, stop in pairwise(reversed(bounds)):
        runs = _runs(pieces[start:stop])
        found.append(([part.take(first, last) for part, first, last in runs], _size(runs, room)))
    return found


_Run = tuple[Part, int, int]


def _runs(pieces: Sequence[tuple[Part, int]]) -> list[_Run]:
    """Consecutive pieces of a part, together again."""
    runs: list[_Run] = []
    for part, at in pieces:
        if runs and runs[-1][0] is part:
            runs[-1] = (part, runs[-1][1], at + 1)
        else:
            runs.append((part, at, at + 1))
    return runs


def _height(runs: Sequence[_Run], size: TypeSize, crowded: bool = False) -> float:
    gaps = _GAP * size.value * (len(runs) - 1)
    return gaps + sum(
        part.height(first, last, size.value) * (part.crowded if crowded else 1.0)
        for part, first, last in runs
    )


def _size(runs: Sequence[_Run], room: float) -> TypeSize:
    """The largest type that fits, and leaves air when it is the largest of all."""
    if any(is_drawing(part.element) for part, _, _ in runs):
        return TypeSize.NORMAL
    tables = any(isinstance(part, Table) for part, _, _ in runs)
    if not tables and _height(runs, TypeSize.LARGE) <= _AIRY * room:
        return TypeSize.LARGE
    fitting = (size for size in (TypeSize.NORMAL, TypeSize.MEDIUM) if _height(runs, size) <= room)
    return next(fitting, TypeSize.SMALL)


def _price(runs: Sequence[_Run], room: float, pieces: int) -> float:
    """What a slide costs: one for being there, more when it is crowded, a little to balance."""
    if pieces > 1 and _height(runs, TypeSize.SMALL) > room:
        return inf
    full = _height(runs, TypeSize.NORMAL, crowded=True) / room
    return 1.0 + _FULL_PRICE * max(0.0, full - _COMFORT) ** 2 + 0.3 * full**2


def _cut_price(pieces: Sequence[tuple[Part, int]], at: int) -> float:
    """What is lost when a slide ends before this piece."""
    (before, _), (after, number) = pieces[at - 1], pieces[at]
    if before is after:
        return after.cut_price(number)
    if after.element.get("new_idea"):
        return _NEW_IDEA_PRICE
    if isinstance(before, Prose) and before.announces:
        return _ANNOUNCED_PRICE
    if isinstance(before, Prose):
        return 0.0 if isinstance(after, Prose) else _BEFORE_PRICE
    return _AFTER_PRICE
