"""A paragraph cut into its sentences, with the emphasis that stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils import nodes

__all__ = ["sentences"]

# What ends a sentence, the guillemet that closes it, the space after, then a capital. « M. Roy »
# and « 24 sept. 2027 » do not end there.
_END = re.compile(r"(?<=[.!?…])(?:[ \u00a0]?[»”)])?([ \n]+)(?=[«“(]?[ \u00a0]?[A-ZÀ-ÖØ-Þ])")
_INITIAL = re.compile(r"(?:^|[\s«(])[A-ZÀ-ÖØ-Þ]\.$")


def sentences(children: Sequence[nodes.Node]) -> list[list[nodes.Node]]:
    """The children of a paragraph, a list for each sentence.

    A quotation, a parenthesis and an emphasis stay whole, whatever they hold.
    """
    flat = "".join(child.astext() for child in children)
    cuts = [found.span(1) for found in _END.finditer(flat)]
    cuts = [
        (start, stop)
        for start, stop in cuts
        if not _INITIAL.search(flat[:start]) and not _inside(flat[:start])
        and _in_text(children, start, stop)
    ]  # fmt: skip
    starts = [0, *(stop for _, stop in cuts)]
    stops = [*(start for start, _ in cuts), len(flat)]
    return [_slice(children, start, stop) for start, stop in zip(starts, stops, strict=True)]


def _inside(before: str) -> bool:
    """Whether a quotation or a parenthesis is still open."""
    return any(before.count(opened) > before.count(closed) for opened, closed in ("«»", "“”", "()"))


def _in_text(children: Sequence[nodes.Node], start: int, stop: int) -> bool:
    """Whether these signs stand in plain text, where one can cut."""
    at = 0
    for child in children:
        end = at + len(child.astext())
        if at <= start and stop <= end and end > at:
            return isinstance(child, nodes.Text)
        at = end
    return False


def _slice(children: Sequence[nodes.Node], start: int, stop: int) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    at = 0
    for child in children:
        text = child.astext()
        end = at + len(text)
        if isinstance(child, nodes.Text):
            if piece := text[max(0, start - at) : max(0, stop - at)]:
                found.append(nodes.Text(piece))
        elif start <= at < stop or (at == end and start <= at <= stop):
            found.append(child.deepcopy())
        at = end
    return found
