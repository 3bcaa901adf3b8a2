"""The watch plan on paper: large, grouped by how often one looks, to be read from a step away."""

from __future__ import annotations

from socialise import words
from socialise.export.drawing import palette, shapes
from socialise.export.pdf.hours import Hours, hours_block
from socialise.export.pdf.later import later
from socialise.export.pdf.limits import limits
from socialise.export.pdf.own_words import own_words
from socialise.export.pdf.paper import (
    BODY,
    INNER,
    LABEL,
    SIDE,
    SMALL,
    WIDTH,
    Paper,
    Style,
)
from socialise.export.reading import TO_COMPLETE
from socialise.export.watch_plan import Plan, Term

LIMITS_TOP = 246.0
BELOW = 60.0  # what the table leaves under itself, at the least
COLUMNS = (
    ("On cherche", 58.0),
    ("Où", 38.0),
    ("Qui regarde", 38.0),
    ("On répond en", 21.5),
    ("En tout, au plus", 18.4),
)
GAP = 2.0
Cell = tuple[list[str], Style]  # its lines, and how they look
BAND = 7.0  # the heading of a group
SIZES = (13.5, 12.5, 11.5, 10.5, 9.8, 9.2, 8.6, 8.0)
PADDING = 2.4  # in a row of the table
FEWEST = 4  # rows: below, some are left to complete
LEFT_WIDTH = 72.0
RIGHT_X = SIDE + LEFT_WIDTH + 9
RIGHT_WIDTH = WIDTH - SIDE - RIGHT_X
FIRST_ANSWER = (
    "Un merci, ou une excuse",
    "La prochaine étape",
    "Un endroit pour continuer en privé",
    "Un délai que l'on tient",
    "Rien de personnel : ni nom, ni commande",
)
LIMITS = (
    "Ne rien trouver ne veut pas dire que personne n'en parle : on ne lit que là où l'on "
    "cherche. « En tout » additionne le temps entre deux regards et le délai; un jour de "
    "congé le rallonge."
)


def draw(paper: Paper, plan: Plan) -> None:
    """One side of a Letter sheet."""
    y = _title(paper, plan, paper.leaf())
    y = _brief(paper, plan, y + 2.5)
    y = _table(paper, plan, y + 6, LIMITS_TOP - BELOW)
    y = max(_means(paper, plan, y + 7), _scenario(paper, plan, y + 7))
    told = "Ce qu'on a trouvé\u00a0: le jour, où, et la réponse"
    later(paper, told, y + 6, LIMITS_TOP - 2)
    limits(paper, LIMITS_TOP, LIMITS)


def _title(paper: Paper, plan: Plan, y: float) -> float:
    sizes = [Style("title", size, leading=1.15) for size in (28, 24, 21, 18, 16)]
    style, rows = paper.fitting(" ".join(plan.title.split()), INNER, sizes[0].line, sizes)
    return paper.draw_lines(SIDE, y, rows, style, role="H1")


def _brief(paper: Paper, plan: Plan, y: float) -> float:
    """What is spoken of, to whom, to what end: three columns of one size."""
    gap = 6.0
    width = (INNER - 12 - 2 * gap) / 3
    parts = (
        ("De quoi on parle", plan.what),
        ("À qui", plan.to_whom),
        ("Dans quel but", plan.purpose),
    )
    for size in (13, 12, 11, 10, 9):
        style = Style("strong", size, leading=1.24)
        most = max(len(paper.set_lines(text, width, style, 5)) for _, text in parts)
        if most <= 3:
            break
    height = max(14.0, min(most, 4) * style.line) + LABEL.line + 8
    with paper.artifact():
        paper.panel(SIDE, y, INNER, height, fill=palette.PAPER, line=palette.RULE, radius=2)
    for place, (title, text) in enumerate(parts):
        x = SIDE + 6 + place * (width + gap)
        under = paper.block(x, y + 3.5, width, title, LABEL, role="H2") + 1
        if text:
            paper.block(x, under, width, text, style, limit=4)
        else:
            paper.to_complete(x, under - 1, width, rows=2)
    return y + height


# -- the table -------------------------------------------------------------------------------------


def _table(paper: Paper, plan: Plan, y: float, bottom: float) -> float:
    """The terms by groups, in the first size with which they end above `bottom`."""
    y = _head(paper, y)
    groups = plan.groups()
    size, limit = SIZES[-1], 1
    for size, limit in [*((each, 3) for each in SIZES), (SIZES[-1], 2), (SIZES[-1], 1)]:
        if y + _height(paper, groups, size, limit) <= bottom:
            break
    left = len(plan.terms)
    for label, terms in groups:
        for place, term in enumerate(terms):
            cells = _cells(paper, term, size, limit)
            more = SMALL.line if left > 1 else 0.0
            if y + (0 if place else BAND) + _row_height(cells, size) + more > bottom:
                told = words.count(left, "autre terme", "autres termes")
                return paper.block(SIDE, y, INNER, f"et {told}", SMALL)
            if not place:
                y = _band(paper, label, y)
            y = _row(paper, cells, y, size)
            left -= 1
    missing = FEWEST - len(plan.terms)
    return paper.to_complete(SIDE, y, INNER, rows=missing) if missing > 0 else y


def _height(paper: Paper, groups: list[tuple[str, list[Term]]], size: float, limit: int) -> float:
    return sum(
        BAND + sum(_row_height(_cells(paper, term, size, limit), size) for term in terms)
        for _, terms in groups
    )


def _cells(paper: Paper, term: Term, size: float, limit: int) -> list[Cell]:
    """The lines of each cell and their style; what is absent is left to complete."""
    strong, plain = Style("strong", size), Style(size=size)
    told = (
        (term.sought, strong, True),
        (term.place, plain, True),
        (term.assigned, plain, True),
        (term.told_delay, strong if term.delay is not None else SMALL, True),
        (term.told_wait, plain.coloured(palette.GREY), False),
    )
    return [
        (paper.set_lines(text, width, style, limit), style)
        if text
        else (paper.set_lines(TO_COMPLETE if asked else "", width, SMALL, 1), SMALL)
        for (text, style, asked), (_, width) in zip(told, COLUMNS, strict=True)
    ]


def _row_height(cells: list[Cell], size: float) -> float:
    return max(_lowered(style, size) + len(rows) * style.line for rows, style in cells) + PADDING


def _lowered(style: Style, size: float) -> float:
    """How much lower small type begins, to stand on the same baseline as the rest of its row."""
    return Style(size=size).rise - style.rise


def _head(paper: Paper, y: float) -> float:
    """The titles of the columns, their last lines level."""
    titles = [paper.set_lines(title, width, LABEL, 2) for title, width in COLUMNS]
    tallest = max(len(rows) for rows in titles)
    x = SIDE
    for rows, (_, width) in zip(titles, COLUMNS, strict=True):
        paper.draw_lines(x, y + (tallest - len(rows)) * LABEL.line, rows, LABEL)
        x += width + GAP
    return y + tallest * LABEL.line + 1.2


def _band(paper: Paper, label: str, y: float) -> float:
    """The heading of a group."""
    with paper.artifact():
        paper.panel(SIDE, y, INNER, BAND - 1.2, fill=palette.BOARD)
        paper.panel(SIDE, y, 1.4, BAND - 1.2, fill=palette.MAPLE)
    style = Style("title", 11.5, leading=1.2)
    paper.block(SIDE + 4, y + 0.7, INNER - 8, label, style, role="H2")
    return y + BAND


def _row(paper: Paper, cells: list[Cell], y: float, size: float) -> float:
    with paper.tagged("LI"):
        x = SIDE
        for (rows, style), (_, width) in zip(cells, COLUMNS, strict=True):
            paper.draw_lines(x, y + _lowered(style, size), rows, style, role=None)
            x += width + GAP
    y += _row_height(cells, size)
    with paper.artifact():
        rule = y - PADDING * 0.6
        paper.stroke_line(SIDE, rule, WIDTH - SIDE, rule, palette.RULE, 0.25)
    return y


# -- under the table -------------------------------------------------------------------------------


def _means(paper: Paper, plan: Plan, y: float) -> float:
    """The time of a week, and what a first answer holds."""
    typed = {key: f"«\u00a0{seen}\u00a0»" if seen else "" for key, seen in plan.typed.items()}
    y = hours_block(
        paper, SIDE, y, LEFT_WIDTH, "Temps de veille par semaine",
        Hours(plan.needed, typed["temps"], "de veille"),
        Hours(plan.available, typed["disponible"], "disponibles"),
        covered="La veille tient dans la semaine.",
        lacking="La veille ne tient pas dans la semaine.",
    )  # fmt: skip
    y = paper.block(SIDE, y + 1, LEFT_WIDTH, "Une première réponse publique", LABEL, role="H2")
    style = Style(size=10)
    for told in FIRST_ANSWER:
        with paper.artifact():
            paper.mark(shapes.CHECK, SIDE - 0.4, y + 0.5, 3.8, palette.FIR)
        y = paper.block(SIDE + 5, y, LEFT_WIDTH - 5, told, style, role="LI")
    return y


def _scenario(paper: Paper, plan: Plan, y: float) -> float:
    told = words.quebec_typography("Samedi, 21 h : une commande est arrivée brisée")
    top = paper.block(RIGHT_X, y, RIGHT_WIDTH, told, LABEL, role="H2") + 1
    room = LIMITS_TOP - 3 - top
    styles = [BODY.sized(size) for size in (12.5, 11.5, 10.5, 9.8, 9.2, 8.6, 8.0)]
    return own_words(paper, plan.scenario, RIGHT_X + 4.5, top, RIGHT_WIDTH - 4.5, room, styles,
                     blanks=4)  # fmt: skip
