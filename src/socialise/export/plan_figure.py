"""The game plan on a page, drawn: five boxes, each leading to the next, and how each one agrees."""

from __future__ import annotations

from socialise import words
from socialise.domain.game_plan import GamePlan
from socialise.export.drawing import shapes
from socialise.export.drawing.canvas import Canvas, fitting
from socialise.export.reading.plan import Piece, Standing, pieces
from socialise.form.picture import Picture

__all__ = ["draw"]

WIDTH = 480.0
LEFT, INSIDE = 6.0, 18.0
BETWEEN = 26.0  # the arrow from a box to the next
HEAD, LINK, FOOT = 34.0, 27.0, 9.0
TYPE = 18.0

# The page's own colours, and their values where there is no page.
INK = "var(--encre, #1F2A37)"
GREY = "var(--gris, #5B6672)"
PAPER = "var(--papier, #FBF8F3)"
RIVER = "var(--fleuve, #1D5B70)"
COLOURS = {
    Standing.AGREES: "var(--sapin, #2C6A3E)",
    Standing.NOT_YET: GREY,
    Standing.UNCLEAR: "var(--ambre, #805300)",
}


def draw(plan: GamePlan) -> Picture:
    """The five boxes, once one of them holds something. Raises words.Missing before that."""
    five = pieces(plan)
    if not any(piece.carried for piece in five):
        raise words.Missing("Votre plan")
    told = "\n".join(map(_in_words, five))
    rows = [fitting(piece.told, WIDTH - 2 * (LEFT + INSIDE), 72, "text", (TYPE,))[1]
            for piece in five]  # fmt: skip
    heights = [
        HEAD + 24 * len(lines) + LINK * len(piece.links) + FOOT
        for piece, lines in zip(five, rows, strict=True)
    ]
    height = sum(heights) + BETWEEN * (len(five) - 1) + 12
    canvas = Canvas(WIDTH, height, "Le plan sur une page", told)
    y = 6.0
    for place, (piece, lines, tall) in enumerate(zip(five, rows, heights, strict=True)):
        if place:
            _arrow(canvas, y)
            y += BETWEEN
        _box(canvas, piece, lines, y, tall)
        y += tall
    return Picture(canvas.to_text(WIDTH, height), told)


def _arrow(canvas: Canvas, y: float) -> None:
    x = WIDTH / 2
    foot = y + BETWEEN - 4
    canvas.line(x, y + 3, x, foot, INK)
    canvas.polyline([(x - 6, foot - 7), (x, foot), (x + 6, foot - 7)], INK)


def _box(canvas: Canvas, piece: Piece, rows: list[str], y: float, tall: float) -> None:
    """A full outline where something was carried, a dotted one where it is still to come."""
    left, wide = LEFT, WIDTH - 2 * LEFT
    if piece.carried:
        canvas.rect(left, y, wide, tall, fill=PAPER, line=RIVER, radius=8)
    else:
        right, foot = left + wide, y + tall
        canvas.path(f"M{left:g} {y:g}L{right:g} {y:g}L{right:g} {foot:g}L{left:g} {foot:g}Z",
                    line=GREY, dash="2 7")  # fmt: skip
    x = left + INSIDE
    canvas.put(x, y + 26, piece.name, "title", 20, INK)
    y += HEAD
    for row in rows:
        canvas.put(x, y + 17, row, "text", TYPE, INK if piece.carried else GREY)
        y += 24
    for link in piece.links:
        colour = COLOURS[link.standing]
        canvas.path(link.standing.sign, x - 2, y + 3, 20 / shapes.BOX, line=colour, thickness=2.5)
        canvas.put(x + 26, y + 20, link.told, "text", 17, colour)
        y += LINK


def _in_words(piece: Piece) -> str:
    return f"{piece.name}\u00a0: {piece.told}. {'. '.join(link.told for link in piece.links)}."
