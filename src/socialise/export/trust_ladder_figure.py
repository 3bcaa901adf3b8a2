"""The trust ladder, drawn: posts stand on their rungs, and each note shows what it rests on."""

from __future__ import annotations

from socialise import words
from socialise.domain.trust import Note, Pillar, Rung, TrustLadder
from socialise.export.drawing import shapes
from socialise.export.drawing.canvas import Canvas
from socialise.form.picture import Picture

__all__ = ["draw"]

WIDTH = 480.0
LEFT, RIGHT = 6.0, 330.0  # where the rails stand
LEAN = 44.0  # how much nearer each other they are at the top, on each side
NAMES = 340.0  # where what a rung is called begins
TOP, RUNG_HEIGHT = 10.0, 82.0
FOOT = TOP + 3 * RUNG_HEIGHT + 26
MOST_SHEETS = 12  # drawn on one rung; the number is always written
SQUARES, SQUARE = 136.0, 30.0  # of the notes: where they begin, from one to the next
NOTE_HEIGHT = 36.0
TYPE = 18.0
NO_NOTE = "à noter"

# The page's own colours, and their values where there is no page.
INK = "var(--encre, #1F2A37)"
GREY = "var(--gris, #5B6672)"
RULE = "var(--filet, #D9CEBD)"
PAPER = "var(--papier, #FBF8F3)"
RIVER = "var(--fleuve, #1D5B70)"
FIR = "var(--sapin, #2C6A3E)"
AMBER = "var(--ambre, #805300)"


def draw(ladder: TrustLadder) -> Picture:
    """The rungs once a post stands on one, the notes once one is given.

    Raises words.Missing when there is neither.
    """
    if not ladder.posts and not ladder.notes:
        raise words.Missing("Vos publications et vos notes")
    told = _in_words(ladder)
    rungs = FOOT + 16 if ladder.posts else 0.0
    height = rungs + (len(Pillar) * NOTE_HEIGHT + 8 if ladder.notes else 0.0)
    canvas = Canvas(WIDTH, height, "Votre échelle de la confiance", told)
    if ladder.posts:
        _rungs(canvas, ladder)
    if ladder.notes:
        for place, pillar in enumerate(Pillar):
            _note(canvas, pillar, ladder.notes.get(pillar), rungs + 4 + place * NOTE_HEIGHT)
    return Picture(canvas.to_text(WIDTH, height), told)


def _rungs(canvas: Canvas, ladder: TrustLadder) -> None:
    """The last rung on top: one climbs from the vision to the trust."""
    for foot, top in zip(_rails(FOOT), _rails(TOP), strict=True):
        canvas.line(foot, FOOT, top, TOP, INK, 5)
    for place, rung in enumerate(reversed(Rung), start=1):
        _rung(canvas, rung, len(ladder.on(rung)), TOP + place * RUNG_HEIGHT)


def _rails(y: float) -> tuple[float, float]:
    """Where the rails are at that height."""
    inset = LEAN * (FOOT - y) / (FOOT - TOP)
    return LEFT + inset, RIGHT - inset


def _rung(canvas: Canvas, rung: Rung, count: int, y: float) -> None:
    left, right = _rails(y)
    if count:
        canvas.line(left, y, right, y, INK, 5)
        _sheets(canvas, min(count, MOST_SHEETS), left, right, y)
    else:
        canvas.line(left + 5, y, right - 5, y, AMBER, 2.5, "2 8")
        canvas.put((left + right) / 2, y - 16, "échelon sans publication", "text", TYPE, AMBER,
                   align="middle")  # fmt: skip
    canvas.put(NAMES, y - 18, rung.label, "strong", 20, INK)
    posts = words.count(count, "publication", "publications")
    canvas.put(NAMES, y + 4, posts, "text", 17, GREY if count else AMBER)


def _sheets(canvas: Canvas, count: int, left: float, right: float, y: float) -> None:
    """Small sheets standing on a rung, as large as their number allows."""
    step = min(40.0, (right - left - 36) / count)
    width = step * 0.72
    height = width * 1.3
    for place in range(count):
        x = left + 22 + place * step
        top = y - 3 - height
        canvas.rect(x, top, width, height, fill=PAPER, line=RIVER, radius=2)
        for row in (0.32, 0.56):
            canvas.line(x + width * 0.25, top + height * row, x + width * 0.75,
                        top + height * row, RIVER, 1.5)  # fmt: skip


def _note(canvas: Canvas, pillar: Pillar, note: Note | None, y: float) -> None:
    """Five squares, filled up to the note; dotted ones where nothing shows it yet."""
    sign, word, colour = _standing(note)
    canvas.put(4, y + 20, pillar.label, "text", TYPE, INK)
    rests = note is not None and not (note.claims and not note.proved)
    for place in range(5):
        x, side = SQUARES + place * SQUARE, 22.0
        if note is None or place >= note.value:
            canvas.rect(x, y + 3, side, side, line=RULE, radius=3)
        elif rests:
            canvas.rect(x, y + 3, side, side, fill=RIVER, line=RIVER, radius=3)
        else:
            path = (
                f"M{x:g} {y + 3:g}L{x + side:g} {y + 3:g}L{x + side:g} {y + 3 + side:g}"
                f"L{x:g} {y + 3 + side:g}Z"
            )
            canvas.path(path, line=AMBER, thickness=2.5, dash="1 5.3")
    x = SQUARES + 5 * SQUARE + 8
    if sign:
        canvas.path(sign, x, y + 3, 22 / shapes.BOX, line=colour, thickness=2.5)
        x += 28
    canvas.put(x, y + 20, word, "text", 17, colour)


def _standing(note: Note | None) -> tuple[str, str, str]:
    """What shows a note: a sign, a word and a colour."""
    if note is None:
        return "", NO_NOTE, GREY
    if note.proved:
        return shapes.CHECK, "preuve écrite", FIR
    if note.claims:
        return shapes.QUESTION, "sans preuve", AMBER
    return "", "", GREY


def _in_words(ladder: TrustLadder) -> str:
    """What the picture shows, one line for each rung and each note."""
    told = []
    if ladder.posts:
        told.append("Du premier échelon au dernier.")
        for rung in Rung:
            count = words.count(len(ladder.on(rung)), "publication", "publications")
            told.append(f"{rung.label}\u00a0: {count}.")
    if ladder.notes:
        told.append("Vos notes, de 1 à 5.")
        for pillar in Pillar:
            note = ladder.notes.get(pillar)
            _, word, _ = _standing(note)
            value = str(note.value) if note else ""
            told.append(f"{pillar.label}\u00a0: {', '.join(filter(None, (value, word)))}.")
    return "\n".join(told)
