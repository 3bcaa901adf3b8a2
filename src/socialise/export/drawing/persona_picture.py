"""The persona card as a picture of 1080 × 1350: what a phone shows and a screen projects."""

from __future__ import annotations

from datetime import datetime

from socialise import words
from socialise.export.drawing import palette, shapes
from socialise.export.drawing.canvas import Canvas, fitting
from socialise.export.drawing.evidence_signs import SIGNS
from socialise.export.persona_card import Card, Claim
from socialise.export.reading import TO_COMPLETE

WIDTH, HEIGHT = 1080, 1350
SIDE = 64
INNER = WIDTH - 2 * SIDE
MESSAGE_TOP, MESSAGE_HEIGHT = 352, 262
GRID_TOP, CELL_HEIGHT, GAP = 638, 262, 44
CELL_WIDTH = (INNER - GAP) / 2
STRIP_TOP = 1184
SIZES = (31.0, 29.0, 27.0, 25.0)
LEADING = 1.24
UNDER = 40.0  # the word of evidence and the space under it
ROOM = CELL_HEIGHT - 58 + 12.0  # for the claims of a cell


def picture(card: Card, now: datetime) -> bytes:
    """A whole SVG file."""
    canvas = Canvas(WIDTH, HEIGHT, card.title, in_words(card))
    canvas.rect(0, 0, WIDTH, HEIGHT, fill=palette.PAPER)
    _stamp(canvas, card, now)
    _name(canvas, card)
    _message(canvas, card)
    cells = (
        ("Ce qu'elle veut", card.goals),
        ("Ce qui la retient", card.obstacles),
        ("Ce qui la décide", card.triggers),
        ("Où la trouver", card.places),
    )
    size = next(
        (size for size in SIZES if all(_height(claims, size) <= ROOM for _, claims in cells)),
        SIZES[-1],
    )
    for place, (title, claims) in enumerate(cells):
        x = SIDE + (place % 2) * (CELL_WIDTH + GAP)
        _cell(canvas, title, claims, x, GRID_TOP + (place // 2) * (CELL_HEIGHT + 10), size)
    _footing(canvas, card, now)
    return canvas.to_bytes(WIDTH, HEIGHT)


def in_words(card: Card) -> str:
    """What the picture says, for who does not see it, shortened nowhere but past 3 000 letters."""
    told = [card.situation]
    if card.message:
        told.append(f"Ce que vous lui dites\u00a0: {card.message}")
    for title, claims in (
        ("Ce qu'elle veut", card.goals),
        ("Ce qui la retient", card.obstacles),
        ("Ce qui la décide", card.triggers),
        ("Où la trouver", card.places),
    ):
        listed = "; ".join(f"{claim.text} ({claim.word})" for claim in claims)
        told.append(f"{title}\u00a0: {listed or TO_COMPLETE}.")
    told.append(card.footing)
    return words.shorten(" ".join(part for part in told if part), 3000)


def _stamp(canvas: Canvas, card: Card, now: datetime) -> None:
    x, y, width, height, hole = 836.0, 56.0, 180.0, 216.0, 6.0
    canvas.rect(x, y, width, height, fill=palette.MAPLE)
    for place in range(10):
        for edge in (y, y + height):
            canvas.circle(x + place * width / 9, edge, hole, fill=palette.PAPER)
    for place in range(12):
        for edge in (x, x + width):
            canvas.circle(edge, y + place * height / 11, hole, fill=palette.PAPER)
    canvas.rect(x + 18, y + 18, width - 36, height - 36, line=palette.PAPER, thickness=2)
    initial = words.normalise(card.name)[:1].upper() or "?"
    centre = x + width / 2
    canvas.put(centre, y + 142, initial, "title", 124, palette.PAPER, align="middle")
    canvas.put(centre, y + 184, "à quelqu'un", "text", 20, palette.PAPER, align="middle")
    _postmark(canvas, x - 46, y + 150, now)


def _postmark(canvas: Canvas, x: float, y: float, now: datetime) -> None:
    canvas.circle(x, y, 68, line=palette.INK, thickness=3)
    canvas.circle(x, y, 51, line=palette.INK, thickness=2)
    day, month, year = words.date(now.date()).split("\u00a0")
    canvas.put(x, y - 8, day, "strong", 30, palette.INK, align="middle")
    canvas.put(x, y + 14, month, "strong", 17.5, palette.INK, align="middle")
    canvas.put(x, y + 35, year, "strong", 17.5, palette.INK, align="middle")


def _name(canvas: Canvas, card: Card) -> None:
    width = 640.0
    size, rows = fitting(
        card.name or "Persona à nommer", width, 110, "title", (92, 76, 62, 50), 1.1
    )
    end = canvas.block(SIDE, 58, rows, "title", size, palette.INK, 1.1)
    if card.situation:
        size, rows = fitting(card.situation, 610, 320 - end - 14, "text", (31, 28, 26, 24))
        canvas.block(SIDE, end + 14, rows, "text", size, palette.INK)
    else:
        canvas.put(SIDE, end + 46, f"Sa situation\u00a0: {TO_COMPLETE}", "text", 28, palette.GREY)


def _message(canvas: Canvas, card: Card) -> None:
    top, height = MESSAGE_TOP, MESSAGE_HEIGHT
    canvas.rect(SIDE, top, INNER, height, fill=palette.BOARD, line=palette.RULE, radius=10)
    canvas.line(SIDE + 34, top + 28, SIDE + 34, top + height - 28, palette.MARGIN, 5)
    canvas.put(SIDE + 62, top + 52, "Ce que vous lui dites", "strong", 24, palette.GREY)
    if not card.message:
        canvas.put(SIDE + 62, top + 120, TO_COMPLETE, "quote", 40, palette.GREY)
        return
    told = card.message if card.message.startswith("«") else f"«\u00a0{card.message}\u00a0»"
    width, room = INNER - 62 - 44, height - 84
    size, rows = fitting(told, width, room, "quote", (48, 44, 40, 36, 32, 29, 26))
    spare = room - len(rows) * size * 1.3
    canvas.block(SIDE + 62, top + 66 + spare * 0.35, rows, "quote", size, palette.INK)


def _rows(claim: Claim, size: float, limit: int) -> list[str]:
    height = limit * size * LEADING
    return fitting(claim.text, CELL_WIDTH - 50, height, "text", (size,), LEADING)[1]


def _height(claims: tuple[Claim, ...], size: float) -> float:
    """How high the claims are, each on four lines at most."""
    return sum(len(_rows(claim, size, 4)) * size * LEADING + UNDER for claim in claims)


def _cell(
    canvas: Canvas, title: str, claims: tuple[Claim, ...], x: float, y: float, size: float
) -> None:
    canvas.put(x, y + 30, title, "title", 32, palette.INK)
    canvas.line(x, y + 46, x + CELL_WIDTH, y + 46, palette.INK, 2)
    top = y + 58
    bottom = top + ROOM
    if not claims:
        canvas.put(x, top + 34, TO_COMPLETE, "text", 27, palette.GREY)
        return
    all_fit = _height(claims, size) <= ROOM
    for place, claim in enumerate(claims):
        after = len(claims) - place - 1
        room = bottom - top - UNDER - (0 if all_fit or not after else 34)
        limit = min(4 if all_fit or not after else 2, int(room / (size * LEADING) + 1e-6))
        if limit < 1:
            more = words.count(after + 1, "autre", "autres")
            canvas.put(x + 50, top + 24, f"et {more}", "text", 23, palette.GREY)
            return
        _sign(canvas, claim, x, top + 2, 36)
        rows = _rows(claim, size, limit)
        top = canvas.block(x + 50, top, rows, "text", size, palette.INK, LEADING)
        canvas.put(x + 50, top + 21, claim.word, "text", 23, SIGNS[claim.evidence][1])
        top += UNDER


def _sign(canvas: Canvas, claim: Claim, x: float, y: float, size: float) -> None:
    data, colour = SIGNS[claim.evidence]
    scale = size / shapes.BOX
    if claim.supposed:
        canvas.path(shapes.RING, x, y, scale, line=colour, thickness=2, dash="0.2 2.9")
    canvas.path(data, x, y, scale, line=colour, thickness=3)


def _footing(canvas: Canvas, card: Card, now: datetime) -> None:
    y = STRIP_TOP
    canvas.line(SIDE, y, WIDTH - SIDE, y, palette.INK, 2)
    claims = sorted(card.claims, key=lambda claim: list(SIGNS).index(claim.evidence))
    square = min(42.0, INNER / max(1, len(claims)))
    for place, claim in enumerate(claims):
        data, colour = SIGNS[claim.evidence]
        x, scale = SIDE + place * square, square * 0.62 / shapes.BOX
        if claim.supposed:
            canvas.rect(x + 2, y + 16, square - 4, square - 4, line=colour, thickness=2)
        else:
            canvas.rect(x + 2, y + 16, square - 4, square - 4, fill=colour)
        ink = colour if claim.supposed else palette.PAPER
        inner = y + 14 + square * 0.19
        canvas.path(data, x + square * 0.19, inner, scale, line=ink, thickness=2.4)
    size, rows = fitting(card.footing, INNER, 34, "strong", (25, 23, 21, 19))
    top = y + 18 + (square if claims else 0)
    canvas.block(SIDE, top, rows, "strong", size, palette.INK)
    foot = HEIGHT - 26
    _logo(canvas, SIDE, foot - 27, 34)
    canvas.put(SIDE + 46, foot, "Socialise", "title", 24, palette.INK)
    canvas.put(WIDTH - SIDE, foot, words.date(now.date()), "text", 22, palette.GREY, align="end")


def _logo(canvas: Canvas, x: float, y: float, size: float) -> None:
    scale = size / shapes.LOGO_BOX
    canvas.path(shapes.LOGO_SHEET, x, y, scale, line=palette.INK, fill=palette.PAPER,
                thickness=3 * scale)  # fmt: skip
    canvas.path(shapes.LOGO_MARGIN, x, y, scale, line=palette.MAPLE, thickness=2.5 * scale)
    canvas.path(shapes.LOGO_LINES, x, y, scale, line=palette.RIVER, thickness=2.5 * scale)
