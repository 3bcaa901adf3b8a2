"""The two versions and the plan, on paper."""

from __future__ import annotations

from socialise import words
from socialise.export.drawing import palette
from socialise.export.pdf.columns import Columns
from socialise.export.pdf.later import later
from socialise.export.pdf.limits import limits
from socialise.export.pdf.own_words import own_words
from socialise.export.pdf.paper import HEADING, INNER, LABEL, SIDE, WIDTH, Paper, Style
from socialise.export.rewriting_page import Rewriting

BEFORE_WIDTH, BETWEEN = 66.0, 9.0
VERSIONS_HEIGHT = 74.0
LEFT_BEHIND = 3  # expressions named under the first version
PLAN_BOTTOM, LIMITS_TOP = 208.0, 249.0
PLAN = Columns(
    (
        ("Je dis autrement", 56.0),
        ("Ce qui l'intéresse", 56.0),
        ("Je me tiens ainsi", 61.9),
    ),
    "ligne",
    "lignes",
)
LIMITS = (
    "Une phrase mieux dite n'amène pas forcément quelqu'un. Montrez les deux versions à des "
    "gens comparables, et comptez. Une liste d'expressions repère un ton, pas la sincérité."
)


def draw(paper: Paper, rewriting: Rewriting) -> None:
    """One side of a Letter sheet."""
    y = paper.leaf()
    y = paper.block(SIDE, y, INNER, "Dans la même pièce", Style("title", 22, leading=1.15),
                    role="H1")  # fmt: skip
    y = _versions(paper, rewriting, y + 4)
    y = PLAN.draw(paper, rewriting.plan, y + 7, PLAN_BOTTOM)
    y = _reply(paper, rewriting, y + 6)
    told = "La prochaine, dite à une personne"
    later(paper, told, y + 6, LIMITS_TOP - 3, style=HEADING)
    limits(paper, LIMITS_TOP, LIMITS)


def _versions(paper: Paper, rewriting: Rewriting, y: float) -> float:
    """On a sheet what was written, in a speech balloon what is said."""
    with paper.artifact():
        paper.panel(SIDE, y, BEFORE_WIDTH, VERSIONS_HEIGHT, fill=palette.BOARD, line=palette.RULE)
    _before(paper, rewriting, SIDE + 5, y + 4, BEFORE_WIDTH - 10, y + VERSIONS_HEIGHT - 4)
    x = SIDE + BEFORE_WIDTH + BETWEEN
    width = WIDTH - SIDE - x
    with paper.artifact():
        _balloon(paper, x, y, width, VERSIONS_HEIGHT)
    _after(paper, rewriting, x + 7, y + 5, width - 14, y + VERSIONS_HEIGHT - 7)
    return y + VERSIONS_HEIGHT + 4


def _before(
    paper: Paper, rewriting: Rewriting, x: float, y: float, width: float, bottom: float
) -> None:
    y = paper.block(x, y, width, "Écrit devant l'écran", LABEL, role="H2") + 1.5
    if not rewriting.before:
        paper.to_complete(x, y, width, rows=5)
        return
    named = rewriting.left_behind[:LEFT_BEHIND]
    small = Style(size=8.5, colour=palette.GREY)
    told = ""
    if named:
        quoted = ", ".join(f"«\u00a0{each}\u00a0»" for each in named)
        others = len(rewriting.left_behind) - len(named)
        more = f" et {words.count(others, 'autre', 'autres')}" if others else ""
        told = f"Laissé au guichet\u00a0: {quoted}{more}"
    rows = paper.set_lines(told, width, small, 5) if told else []
    room = bottom - y - len(rows) * small.line - 2
    sizes = [Style(size=size, colour=palette.GREY) for size in (11, 10.5, 10, 9.5, 9, 8.5, 8)]
    style, lines = paper.fitting(" ".join(rewriting.before.split()), width, room, sizes)
    paper.draw_lines(x, y, lines, style)
    if rows:
        paper.draw_lines(x, bottom - len(rows) * small.line, rows, small)


def _after(
    paper: Paper, rewriting: Rewriting, x: float, y: float, width: float, bottom: float
) -> None:
    y = paper.block(x, y, width, "Dit à une personne", LABEL, role="H2") + 2
    if not rewriting.after:
        paper.to_complete(x, y, width, rows=6)
        return
    sizes = [Style("quote", size, leading=1.28) for size in (19, 17, 15, 13.5, 12, 11, 10, 9)]
    style, rows = paper.fitting(" ".join(rewriting.after.split()), width, bottom - y, sizes)
    spare = bottom - y - len(rows) * style.line
    paper.draw_lines(x, y + max(0.0, spare * 0.3), rows, style)


def _balloon(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """A rounded sheet whose tail points down, to whoever is in the room."""
    right, bottom, r = x + width, y + height, 5.0
    tail = x + width * 0.24
    paper.path(
        f"M{x + r:.2f} {y:.2f}L{right - r:.2f} {y:.2f}"
        f"C{right - r / 2:.2f} {y:.2f} {right:.2f} {y + r / 2:.2f} {right:.2f} {y + r:.2f}"
        f"L{right:.2f} {bottom - r:.2f}"
        f"C{right:.2f} {bottom - r / 2:.2f} {right - r / 2:.2f} {bottom:.2f} "
        f"{right - r:.2f} {bottom:.2f}"
        f"L{tail + 9:.2f} {bottom:.2f}L{tail - 3:.2f} {bottom + 8:.2f}L{tail:.2f} {bottom:.2f}"
        f"L{x + r:.2f} {bottom:.2f}"
        f"C{x + r / 2:.2f} {bottom:.2f} {x:.2f} {bottom - r / 2:.2f} {x:.2f} {bottom - r:.2f}"
        f"L{x:.2f} {y + r:.2f}"
        f"C{x:.2f} {y + r / 2:.2f} {x + r / 2:.2f} {y:.2f} {x + r:.2f} {y:.2f}Z",
        line=palette.MAPLE, fill=palette.PAPER, thickness=0.6,
    )  # fmt: skip


def _reply(paper: Paper, rewriting: Rewriting, y: float) -> float:
    y = paper.block(SIDE, y, INNER, "« C'est encore plus cher qu'avant, non? »", HEADING,
                    role="H2") + 1.2  # fmt: skip
    styles = [Style(size=size) for size in (11, 10.5, 10, 9.5, 9, 8.5)]
    text = " ".join(rewriting.reply.split())
    return own_words(paper, text, SIDE + 6, y, INNER - 6, LIMITS_TOP - 3 - y, styles, blanks=3)
