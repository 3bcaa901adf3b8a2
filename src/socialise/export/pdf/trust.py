"""Trust on paper."""

from __future__ import annotations

from socialise import words
from socialise.domain.trust import Note, Pillar, Post, Rung
from socialise.export.drawing import palette
from socialise.export.pdf.columns import Columns
from socialise.export.pdf.limits import limits
from socialise.export.pdf.own_words import own_words
from socialise.export.pdf.paper import (
    HEADING,
    INNER,
    LABEL,
    SIDE,
    SMALL,
    WIDTH,
    Paper,
    Style,
)
from socialise.export.reading import TO_COMPLETE
from socialise.export.trust_page import Trust

MEANINGS = {
    Rung.VISION: "dire où l'on va",
    Rung.INFLUENCE: "donner envie de revenir et de répondre",
    Rung.TRUST: "montrer de quoi être cru",
}
RUNG_HEIGHT = 23.0
LADDER_WIDTH, LEAN = 62.0, 9.0
NOTE_HEIGHT = 9.4
SQUARE = 5.6
GAP_TOP, LIMITS_TOP = 222.0, 247.0
PAIRS = Columns(
    (("Ce que vous dites", 52.0), ("Ce qui le montre", 80.0), ("Où on peut le voir", 41.9)),
    "paire",
    "paires",
)
MOST_SHEETS = 9
LIMITS = (
    "Une preuve écrite ici n'a encore été vue par personne\u00a0: demandez à un client où il "
    "l'a vue. Trois échelons garnis disent qu'il n'en manque pas, pas que chacun est solide."
)


def draw(paper: Paper, trust: Trust) -> None:
    """One side of a Letter sheet."""
    y = paper.leaf()
    y = paper.block(SIDE, y, INNER, "Votre échelle de la confiance",
                    Style("title", 22, leading=1.15), role="H1")  # fmt: skip
    y = _ladder(paper, trust, y + 3)
    y = _notes(paper, trust, y + 5)
    pairs = [(pair.said, pair.shown, pair.where) for pair in trust.pairs]
    PAIRS.draw(paper, pairs, y + 4, GAP_TOP - 4)
    _gap(paper, trust)
    limits(paper, LIMITS_TOP, LIMITS)


# -- the ladder ------------------------------------------------------------------------------------


def _ladder(paper: Paper, trust: Trust, top: float) -> float:
    """The last rung on top; gives the height under the feet."""
    foot = top + 3 * RUNG_HEIGHT + 5
    with paper.artifact():
        for side in (0, 1):
            ends = [_rails(height, top, foot)[side] for height in (foot, top)]
            paper.stroke_line(ends[0], foot, ends[1], top, palette.INK, 1.1)
    for place, rung in enumerate(reversed(Rung), start=1):
        y = top + place * RUNG_HEIGHT
        posts = trust.ladder.on(rung)
        left, right = _rails(y, top, foot)
        with paper.artifact():
            if posts:
                paper.stroke_line(left, y, right, y, palette.INK, 1.1)
                _sheets(paper, min(len(posts), MOST_SHEETS), left, right, y)
            else:
                paper.stroke_line(left + 1.5, y, right - 1.5, y, palette.AMBER, 0.5, (0.1, 1.4))
        _posts(paper, rung, posts, y - RUNG_HEIGHT + 5)
    return foot


def _rails(y: float, top: float, foot: float) -> tuple[float, float]:
    """Where the rails are at that height."""
    inset = LEAN * (foot - y) / (foot - top)
    return SIDE + 1 + inset, SIDE + 1 + LADDER_WIDTH - inset


def _sheets(paper: Paper, count: int, left: float, right: float, y: float) -> None:
    step = min(9.0, (right - left - 7) / count)
    width = step * 0.72
    height = width * 1.3
    for place in range(count):
        x, top = left + 4 + place * step, y - 0.8 - height
        paper.panel(x, top, width, height, fill=palette.PAPER, line=palette.RIVER, thickness=0.4)
        for row in (0.32, 0.56):
            paper.stroke_line(x + width * 0.25, top + height * row, x + width * 0.75,
                              top + height * row, palette.RIVER, 0.3)  # fmt: skip


def _posts(paper: Paper, rung: Rung, posts: tuple[Post, ...], y: float) -> None:
    """The name of a rung, and what stands on it, on at most three lines."""
    x = SIDE + LADDER_WIDTH + 9
    width = WIDTH - SIDE - x
    name = Style("title", 12)
    with paper.tagged("H2"):
        paper.put(x, y + 4.2, rung.label, name)
        paper.put(x + paper.measure(name)(rung.label) + 2.5, y + 4.2, MEANINGS[rung], SMALL)
    y += 5.8
    if not posts:
        _sentence(paper, x, y, width, "Une publication à écrire pour cet échelon")
        return
    style = Style(size=9.5)
    shown = posts if len(posts) <= 3 else posts[:2]
    for post in shown:
        rows = paper.set_lines(post.subject, width - 4, style, 1)
        with paper.tagged("LI"):
            paper.put(x, y + style.rise, "•", style)
            y = paper.draw_lines(x + 4, y, rows, style, role=None)
    if others := len(posts) - len(shown):
        told = words.count(others, "autre publication", "autres publications")
        paper.block(x + 4, y, width - 4, f"et {told}", SMALL)


def _sentence(paper: Paper, x: float, y: float, width: float, told: str) -> None:
    """A dotted line to complete, with what it is for."""
    y = paper.to_complete(x, y - 0.8, width)
    paper.block(x, y - 0.4, width, told, SMALL.coloured(palette.AMBER))


# -- the notes -------------------------------------------------------------------------------------


def _notes(paper: Paper, trust: Trust, y: float) -> float:
    y = paper.block(SIDE, y, INNER, "Ce qui fait la confiance", HEADING, role="H2") + 1.4
    for pillar in Pillar:
        _note(paper, pillar, trust.ladder.notes.get(pillar), trust.proofs[pillar], y)
        y += NOTE_HEIGHT
    return y


def _note(paper: Paper, pillar: Pillar, note: Note | None, proof: str, y: float) -> None:
    squares, x = SIDE + 30, SIDE + 30 + 5 * SQUARE + 6
    width = WIDTH - SIDE - x
    told = f"{note.value} sur 5" if note else TO_COMPLETE
    with paper.tagged("P"):
        paper.put(SIDE, y + 4.6, pillar.label, Style("strong", 10))
    with paper.tagged("Figure", told):
        for place in range(5):
            filled = note is not None and place < note.value
            paper.panel(squares + place * SQUARE, y + 1, SQUARE - 1.4, SQUARE - 1.4,
                        fill=palette.RIVER if filled else None, line=palette.RIVER,
                        thickness=0.3)  # fmt: skip
    proof = " ".join(proof.split())
    if not proof:
        if note is None or note.claims:
            paper.to_complete(x, y - 0.6, width)
        return
    claimed = note is not None and note.claims and not note.proved
    sizes = [Style(size=size) for size in (9.5, 9.0, 8.5)]
    style, rows = paper.fitting(proof, width - (24 if claimed else 0), NOTE_HEIGHT, sizes)
    top = y + 1.2 if len(rows) == 1 else y
    paper.draw_lines(x, top, rows, style)
    if claimed:
        with paper.tagged("P"):
            paper.put(WIDTH - SIDE, y + 4.6, "à préciser", SMALL.coloured(palette.AMBER),
                      align="right")  # fmt: skip


# -- what does not agree yet -----------------------------------------------------------------------


def _gap(paper: Paper, trust: Trust) -> None:
    y = paper.block(SIDE, GAP_TOP, INNER, "Ce qui ne s'accorde pas encore", LABEL, role="H2") + 0.6
    styles = [Style(size=size) for size in (10.5, 10, 9.5, 9, 8.5)]
    text = " ".join(trust.gap.split())
    own_words(paper, text, SIDE + 6, y, INNER - 6, LIMITS_TOP - 3 - y, styles)
