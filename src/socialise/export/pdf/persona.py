"""The persona card on paper: a postcard in front with what is known, the conversations behind."""

from __future__ import annotations

import math

from socialise import words
from socialise.export.drawing import palette, shapes
from socialise.export.drawing.evidence_signs import SIGNS
from socialise.export.pdf.paper import (
    BODY,
    BOTTOM,
    HEADING,
    INNER,
    LABEL,
    SIDE,
    SMALL,
    WIDTH,
    Paper,
    Style,
)
from socialise.export.persona_card import Card, Claim
from socialise.export.reading import TO_COMPLETE

POSTCARD_HEIGHT, POSTCARD_GROWTH = 92.0, 24.0  # at the least; what it takes of an empty page
STAMP_WIDTH, STAMP_HEIGHT = 27.0, 32.0
STRIP_TOP = 236.0
COLUMN_GAP = 7.0
COLUMN = (INNER - 2 * COLUMN_GAP) / 3
RULED = 6.8  # between the lines of the address
NAME = Style("title", 30, leading=1.1)
MESSAGE = Style("quote", 20, leading=1.3)
ITEM_SIZES = (13.5, 12.5, 11.5, 10.5, 9.8, 9.0, 8.2)


def draw(paper: Paper, card: Card) -> None:
    """Two sides of a Letter sheet."""
    _front(paper, card)
    _back(paper, card)


# -- in front --------------------------------------------------------------------------------------


def _front(paper: Paper, card: Card) -> None:
    top = paper.leaf()
    height = POSTCARD_HEIGHT + _growth(paper, card)
    _postcard(paper, card, top, height)
    y = _situation(paper, card, top + height + 6.5)
    _columns(paper, card, y + 5.5)
    _footing(paper, card)


def _growth(paper: Paper, card: Card) -> float:
    """What the postcard can take of the page when little is known."""
    columns = (card.goals, card.obstacles, card.triggers)
    tallest = max(_claims_height(paper, each, COLUMN, ITEM_SIZES[0]) or 24 for each in columns)
    return min(POSTCARD_GROWTH, max(0.0, 72.0 - tallest))


def _postcard(paper: Paper, card: Card, top: float, height: float) -> None:
    fold = SIDE + INNER * 0.52
    with paper.artifact():
        paper.panel(SIDE, top, INNER, height, fill=palette.PAPER, line=palette.INK,
                    thickness=0.35, radius=2.5)  # fmt: skip
        paper.stroke_line(fold, top + 8, fold, top + height - 8, palette.RULE, 0.5)
        _stamp(paper, card, WIDTH - SIDE - 6 - STAMP_WIDTH, top + 6)
    _address(
        paper,
        card,
        fold + 7,
        top + 50 + (height - POSTCARD_HEIGHT) * 0.4,
        WIDTH - SIDE - 7 - (fold + 7),
        top + height,
    )
    _message(paper, card, SIDE + 8, top + 8, fold - SIDE - 16, height - 16)


def _stamp(paper: Paper, card: Card, x: float, y: float) -> None:
    """A stamp with the initial, cancelled by the date of the card."""
    width, height = STAMP_WIDTH, STAMP_HEIGHT
    paper.panel(x, y, width, height, fill=palette.MAPLE)
    holes = 0.85
    for place in range(round(width / 3) + 1):
        for edge in (y, y + height):
            paper.path(shapes.circle(x + place * 3, edge, holes), fill=palette.PAPER)
    for place in range(round(height / 3.2) + 1):
        for edge in (x, x + width):
            paper.path(shapes.circle(edge, y + place * 3.2, holes), fill=palette.PAPER)
    paper.panel(x + 2.6, y + 2.6, width - 5.2, height - 5.2, line=palette.PAPER, thickness=0.3)
    initial = paper.drawable(card.name, "title")[:1].upper() or "?"
    paper.put(x + width / 2, y + 21.2, initial, Style("title", 44, palette.PAPER), align="center")
    paper.put(x + width / 2, y + 27.2, "à quelqu'un", Style("text", 6.5, palette.PAPER),
              align="center")  # fmt: skip
    _postmark(paper, x - 8.5, y + 18.5)


def _postmark(paper: Paper, x: float, y: float) -> None:
    day = words.date(paper.now.date()).split("\u00a0")
    for radius, thickness in ((10.5, 0.5), (7.8, 0.3)):
        paper.path(shapes.circle(x, y, radius), line=palette.INK, thickness=thickness)
    for row, (told, size) in enumerate(zip(day, (9.5, 6.5, 6.5), strict=True)):
        paper.put(x, y - 1.4 + row * 2.9, told, Style("strong", size), align="center")
    for row in range(4):
        height = y - 5.4 + row * 3.6
        wave = f"M{x - 11.6 + abs(row - 1.5) * 0.9:.2f} {height:.2f}"
        start = x - 11.6 + abs(row - 1.5) * 0.9
        for crest in range(4):
            left = start - crest * 6
            wave += (
                f"C{left - 2:.2f} {height - 1.8:.2f} {left - 4:.2f} {height + 1.8:.2f}"
                f" {left - 6:.2f} {height:.2f}"
            )
        paper.path(wave, line=palette.INK, thickness=0.4)


def _address(paper: Paper, card: Card, x: float, y: float, width: float, bottom: float) -> None:
    """The name, then where to find the persona, on the ruled lines of an address."""
    if card.name:
        sizes = [NAME.sized(size) for size in (30, 26, 22, 18, 16)]
        style, rows = paper.fitting(card.name, width, 12.6, sizes)
        paper.draw_lines(x, y - len(rows) * style.line, rows, style, role="H1")
    else:
        paper.to_complete(x, y - 9, width)
    paper.block(x, y + 1.2, width, "Où la trouver", LABEL, role="H2")
    y += 5.6
    if not card.places:
        paper.to_complete(x, y, width, rows=3)
        return
    left = int((bottom - 4 - y) / RULED)
    for position, claim in enumerate(card.places):
        others = len(card.places) - position
        if left < 1 or (left == 1 and others > 1):
            told = words.count(others, "autre lieu", "autres lieux")
            paper.block(x, y + 1.4, width, f"et {told}", SMALL)
            return
        used = _place(paper, claim, x, y, width, left if others == 1 else left - 1)
        y += used * RULED
        left -= used


def _place(paper: Paper, claim: Claim, x: float, y: float, width: float, limit: int) -> int:
    """One place on at most `limit` ruled lines, its evidence at the end; gives how many it took."""
    style, word = Style(size=10), Style(size=8, colour=SIGNS[claim.evidence][1])
    word_width = paper.measure(word)(claim.word)
    rows = paper.set_lines(claim.text, width - 7, style, min(2, limit))
    if paper.measure(style)(rows[-1]) + word_width + 3 > width - 7:
        if len(rows) < limit:
            rows.append("")
        else:
            rows = paper.set_lines(claim.text, width - 7 - word_width - 3, style, limit)
    _sign(paper, claim, x, y + 0.9, 4.9)
    with paper.tagged("LI"):
        for place, row in enumerate(rows):
            paper.put(x + 7, y + place * RULED + 5, row, style)
        end = y + len(rows) * RULED
        paper.put(x + width, end - RULED + 5, claim.word, word, align="right")
    with paper.artifact():
        for place in range(1, len(rows) + 1):
            rule = y + place * RULED
            paper.stroke_line(x, rule, x + width, rule, palette.RULE, 0.3)
    return len(rows)


def _message(paper: Paper, card: Card, x: float, y: float, width: float, height: float) -> None:
    with paper.tagged("H2"):
        paper.put(x, y + 3, "Ce que vous lui dites", LABEL)
    y += 7
    if not card.message:
        paper.to_complete(x, y + 2, width, rows=5)
        return
    sizes = [MESSAGE.sized(size) for size in (25, 23, 21, 19, 17, 15, 13, 11.5, 10)]
    style, rows = paper.fitting(_quoted(card.message), width, height - 9, sizes)
    room = height - 9 - len(rows) * style.line
    paper.draw_lines(x, y + max(0.0, room * 0.28), rows, style)


def _quoted(text: str) -> str:
    """The text between French quotation marks, unless it already is."""
    text = " ".join(text.split())
    return text if text.startswith("«") else f"«\u00a0{text}\u00a0»"


def _situation(paper: Paper, card: Card, y: float) -> float:
    x, width = SIDE + 6, INNER - 6
    if card.situation:
        sizes = [BODY.sized(size) for size in (12.5, 11.5, 10.5, 9.5)]
        style, rows = paper.fitting(" ".join(card.situation.split()), width, 22, sizes)
        end = paper.draw_lines(x, y, rows, style)
    else:
        end = paper.to_complete(x, y, width, rows=2)
    with paper.artifact():
        paper.stroke_line(SIDE + 2, y + 0.6, SIDE + 2, end - 0.4, palette.MARGIN, 0.9)
    return end


def _columns(paper: Paper, card: Card, top: float) -> None:
    """What is wanted, what holds back, what triggers: side by side, in one size."""
    columns = (
        ("Ce qu'elle veut", card.goals),
        ("Ce qui la retient", card.obstacles),
        ("Ce qui la décide", card.triggers),
    )
    room = STRIP_TOP - 4 - top - 8.5
    size = next(
        (
            size
            for size in ITEM_SIZES
            if all(_claims_height(paper, claims, COLUMN, size) <= room for _, claims in columns)
        ),
        ITEM_SIZES[-1],
    )
    for place, (title, claims) in enumerate(columns):
        x = SIDE + place * (COLUMN + COLUMN_GAP)
        paper.block(x, top, COLUMN, title, HEADING, role="H2")
        with paper.artifact():
            paper.stroke_line(x, top + 7, x + COLUMN, top + 7, palette.INK, 0.3)
        _claims(paper, claims, x, top + 9, COLUMN, size, top + 9 + room)


def _claim_height(rows: int, size: float) -> float:
    return rows * Style(size=size).line + SMALL.line + size * 0.24


def _claims_height(paper: Paper, claims: tuple[Claim, ...], width: float, size: float) -> float:
    style = Style(size=size)
    return sum(
        _claim_height(len(paper.set_lines(claim.text, width - 7, style, 6)), size)
        for claim in claims
    )


def _claims(
    paper: Paper,
    claims: tuple[Claim, ...],
    x: float,
    y: float,
    width: float,
    size: float,
    bottom: float,
) -> None:
    if not claims:
        paper.to_complete(x, y, width, rows=3)
        return
    style = Style(size=size)
    for place, claim in enumerate(claims):
        after = len(claims) - place - 1
        room = bottom - y - _claim_height(0, size) - (SMALL.line + 1 if after else 0)
        limit = int(room / style.line + 1e-6)
        if limit < 1:
            told = words.count(after + 1, "autre énoncé", "autres énoncés")
            paper.block(x + 7, y, width - 7, f"et {told}", SMALL)
            return
        rows = paper.set_lines(claim.text, width - 7, style, min(6, limit))
        _sign(paper, claim, x, y + 0.2, 4.9)
        with paper.tagged("LI"):
            y = paper.draw_lines(x + 7, y, rows, style, role=None)
            word = SMALL.coloured(SIGNS[claim.evidence][1])
            y = paper.draw_lines(x + 7, y, [claim.word], word, role=None)
        y += size * 0.24


def _sign(paper: Paper, claim: Claim, x: float, y: float, size: float) -> None:
    data, colour = SIGNS[claim.evidence]
    with paper.tagged("Figure", claim.word):
        if claim.supposed:
            paper.path(shapes.RING, x, y, size / shapes.BOX, line=colour, thickness=0.3,
                       dash=(0.1, 0.85))  # fmt: skip
        paper.mark(data, x, y, size, colour, 0.4)


def _footing(paper: Paper, card: Card) -> None:
    """How many claims rest on what: one square each, and a sentence."""
    y = STRIP_TOP
    with paper.artifact():
        paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.INK, 0.3)
    paper.block(SIDE, y + 2.5, INNER, "Sur quoi repose ce portrait", LABEL, role="H2")
    y += 8.2
    claims = sorted(card.claims, key=lambda claim: list(SIGNS).index(claim.evidence))
    row_length = len(claims) if len(claims) <= 11 else math.ceil(len(claims) / 2)
    square = min(8.0, 78.0 / max(1, row_length))
    with paper.artifact():
        for place, claim in enumerate(claims):
            data, colour = SIGNS[claim.evidence]
            x, top = SIDE + place % row_length * square, y + place // row_length * square
            if claim.supposed:
                paper.path(_square(x, top, square), line=colour, thickness=0.35, dash=(0.1, 0.9))
            else:
                paper.path(_square(x, top, square), fill=colour)
            inner = square * 0.62
            paper.mark(data, x + (square - inner) / 2, top + (square - inner) / 2, inner,
                       colour if claim.supposed else palette.WHITE, 0.35)  # fmt: skip
    x = SIDE + row_length * square + (5 if claims else 0)
    width = WIDTH - SIDE - x
    sizes = [Style("strong", size) for size in (9.5, 9, 8.5)]
    style, rows = paper.fitting(card.footing, width, sizes[0].line, sizes)
    if rows[-1].endswith("…"):
        style, rows = sizes[0], paper.set_lines(card.footing, width, sizes[0], 2)
    end = paper.draw_lines(x, y - 1, rows, style)
    supposed = next((claim for claim in card.claims if claim.supposed), None)
    if supposed is not None:
        first = f"À vérifier d'abord\u00a0: {_quoted(supposed.text)}"
        paper.block(x, end, width, first, Style(size=9.5), limit=2)


def _square(x: float, y: float, side: float) -> str:
    left, top, far_x, far_y = x + 0.4, y + 0.4, x + side - 0.4, y + side - 0.4
    corners = ((left, top), (far_x, top), (far_x, far_y), (left, far_y))
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z"


# -- behind ----------------------------------------------------------------------------------------


def _back(paper: Paper, card: Card) -> None:
    y = paper.leaf()
    y = paper.block(SIDE, y, INNER, "Ce que les conversations ont changé",
                    Style("title", 22, leading=1.15), role="H1")  # fmt: skip
    y = _interviews(paper, card, y + 5)
    y = _revision(paper, card, y + 4)
    _story(paper, card, y + 6)
    _limits(paper)


def _interviews(paper: Paper, card: Card, y: float) -> float:
    paper.block(SIDE, y, INNER, "Trois conversations", HEADING, role="H2")
    y += 8
    who, told = 52.0, INNER - 56.0
    shown = card.interviews[:6]
    style = BODY.sized(10.5 if len(shown) <= 3 else 9.5)
    for interview in shown:
        with paper.artifact():
            paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.RULE, 0.3)
        with paper.tagged("P"):
            role = paper.set_lines(interview.role or "rôle à préciser", who, Style("strong", 10), 2)
            left = paper.draw_lines(SIDE, y + 1.4, role, Style("strong", 10), role=None)
            date = paper.set_lines(interview.date or f"date {TO_COMPLETE}", who, SMALL, 1)
            left = paper.draw_lines(SIDE, left, date, SMALL, role=None)
        with paper.tagged("P"):
            learned = interview.learned or TO_COMPLETE
            rows = paper.set_lines(learned, told, style, 3)
            right = paper.draw_lines(SIDE + 56, y + 1.4, rows, style, role=None)
        y = max(left, right) + 1.8
    for _ in range(3 - len(shown)):
        y = paper.to_complete(SIDE, y, INNER) + 1
    if others := len(card.interviews) - len(shown):
        told_others = words.count(others, "autre conversation", "autres conversations")
        y = paper.block(SIDE, y, INNER, f"et {told_others}", SMALL)
    return y


def _revision(paper: Paper, card: Card, y: float) -> float:
    """What was thought and what is said now, with an arrow between."""
    width, height = (INNER - 16) / 2, 36.0
    halves = (
        ("Avant", card.before, SIDE, palette.GREY, None),
        ("Maintenant", card.after, WIDTH - SIDE - width, palette.INK, palette.BOARD),
    )
    for title, text, x, colour, fill in halves:
        with paper.artifact():
            paper.panel(x, y, width, height, fill=fill, line=palette.RULE, radius=2)
        paper.block(x + 5, y + 3.5, width - 10, title, LABEL, role="H2")
        if text:
            sizes = [Style("quote", size, colour, 1.28) for size in (14, 12.5, 11, 9.5, 8.5)]
            style, rows = paper.fitting(" ".join(text.split()), width - 10, height - 12, sizes)
            paper.draw_lines(x + 5, y + 9, rows, style)
        else:
            paper.to_complete(x + 5, y + 8, width - 10, rows=3)
    with paper.artifact():
        middle, centre = y + height / 2, WIDTH / 2
        paper.path(
            f"M{centre - 4.5:.2f} {middle:.2f}L{centre + 4.5:.2f} {middle:.2f}"
            f"M{centre + 1.5:.2f} {middle - 3:.2f}L{centre + 4.5:.2f} {middle:.2f}"
            f"L{centre + 1.5:.2f} {middle + 3:.2f}",
            line=palette.MAPLE, thickness=0.6,
        )  # fmt: skip
    return y + height


def _story(paper: Paper, card: Card, y: float) -> None:
    paper.block(SIDE, y, INNER, "Le moment où elle a besoin de vous", HEADING, role="H2")
    y += 9
    x, width, room = SIDE + 6, INNER - 26, STRIP_TOP - y
    if card.story:
        sizes = [Style(size=size, leading=1.42) for size in (12.5, 11.5, 10.5, 9.5, 8.5)]
        style, rows = paper.fitting(card.story, width, room, sizes)
        end = paper.draw_lines(x, y, rows, style)
    else:
        end = paper.to_complete(x, y, width, rows=max(1, math.floor(room / 7.4)))
    with paper.artifact():
        paper.stroke_line(SIDE + 2, y + 0.6, SIDE + 2, end, palette.MARGIN, 0.9)
    if card.story and STRIP_TOP - end > 32:
        _notes(paper, end + 8)


def _notes(paper: Paper, y: float) -> None:
    """Dotted lines for what the next conversation will teach."""
    y = paper.block(SIDE, y, INNER, "À la prochaine conversation, notez", HEADING, role="H2")
    with paper.artifact():
        while y + 8 <= STRIP_TOP:
            y += 8
            paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.GREY, 0.25, dash=(0.3, 0.9))


def _limits(paper: Paper) -> None:
    y = STRIP_TOP + 4
    with paper.artifact():
        paper.stroke_line(SIDE, y, WIDTH - SIDE, y, palette.INK, 0.3)
    y = paper.block(SIDE, y + 2.5, INNER, "Ce que cette carte ne prouve pas", LABEL, role="H2")
    told = (
        "Quelques conversations donnent des pistes, pas des proportions. Cette personne est "
        "inventée : la carte tient tant que le terrain ne la dément pas. Relisez-la après vos "
        "trois prochaines conversations, en commençant par ce qui est supposé."
    )
    end = paper.block(SIDE, y + 0.5, INNER, told, Style(size=9.5))
    assert end <= BOTTOM + 2
