"""The game plan on paper."""

from __future__ import annotations

from typing import Any

from socialise import words
from socialise.domain.game_plan import DECISIONS, GamePlan
from socialise.export import reading
from socialise.export.drawing import palette
from socialise.export.pdf.columns import Columns
from socialise.export.pdf.limits import limits
from socialise.export.pdf.own_words import own_words
from socialise.export.pdf.paper import (
    HEADING,
    INNER,
    LABEL,
    SIDE,
    WIDTH,
    Paper,
    Style,
)
from socialise.export.pdf.stack import Entry, stack
from socialise.export.reading import Answers
from socialise.export.reading.plan import Piece, pieces, plan_of

NAME_WIDTH, LINKS_WIDTH = 29.0, 74.0
BOX, BETWEEN = 13.4, 4.2
STEPS = Columns((("Quand", 38.0), ("Le geste", 92.0), ("Qui", 43.9)), "geste", "gestes")
STEPS_ROOM, LIMITS_TOP = 52.0, 247.0
LEFT_WIDTH = 78.0
RIGHT_X = SIDE + LEFT_WIDTH + 9
RIGHT_WIDTH = WIDTH - SIDE - RIGHT_X
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
LIMITS = (
    "Des morceaux qui s'accordent ne font pas un plan qui réussit. À la date de suivi, écrivez "
    "le nombre atteint, ce qui a changé d'autre, et ce que vous gardez."
)


def draw(paper: Paper, form: Answers) -> None:
    """One side of a Letter sheet."""
    plan = plan_of(form)
    y = _sentence(paper, plan, paper.leaf())
    y = _pieces(paper, plan, y + 4)
    rows = [(_day(step.day), step.what, step.who) for step in plan.steps]
    y = STEPS.draw(paper, rows, y + 4, y + STEPS_ROOM)
    _means(paper, plan, y + 5)
    _story(paper, reading.text(form, "histoire"), y + 5)
    limits(paper, LIMITS_TOP, LIMITS)


def _sentence(paper: Paper, plan: GamePlan, y: float) -> float:
    y = paper.block(SIDE + 6, y, INNER, "Votre plan de match", LABEL, role="P") + 1
    styles = [Style("title", size, leading=1.2) for size in (20, 18, 16, 14, 12, 10.5)]
    text = " ".join(plan.sentence.split())
    return own_words(paper, text, SIDE + 6, y, INNER - 6, 25, styles, role="H1")


# -- the five pieces -------------------------------------------------------------------------------


def _pieces(paper: Paper, plan: GamePlan, y: float) -> float:
    for place, piece in enumerate(pieces(plan)):
        if place:
            _arrow(paper, y)
            y += BETWEEN
        _piece(paper, piece, y)
        y += BOX
    return y


def _arrow(paper: Paper, y: float) -> None:
    x, foot = SIDE + 5, y + BETWEEN - 0.8
    with paper.artifact():
        paper.stroke_line(x, y + 0.8, x, foot, palette.INK, 0.4)
        for side in (-1.1, 1.1):
            paper.stroke_line(x + side, foot - 1.2, x, foot, palette.INK, 0.4)


def _piece(paper: Paper, piece: Piece, y: float) -> None:
    """Its name, what was carried, and beside it how the plan agrees with it."""
    with paper.artifact():
        if piece.carried:
            paper.panel(SIDE, y, INNER, BOX, fill=palette.PAPER, line=palette.RIVER, radius=2)
        else:
            for edge in (y, y + BOX):
                paper.stroke_line(SIDE, edge, WIDTH - SIDE, edge, palette.GREY, 0.3, (0.3, 0.9))
    name = Style("title", 12.5, leading=1.2)
    paper.block(SIDE + 4, y + (BOX - name.line) / 2, NAME_WIDTH, piece.name, name, role="H2")
    x, width = SIDE + 4 + NAME_WIDTH, INNER - 8 - NAME_WIDTH - LINKS_WIDTH - 4
    style, rows = paper.fitting(piece.told, width, BOX - 1.6,
                                [Style(size=size) for size in (10.5, 9.5, 8.5)])  # fmt: skip
    style = style if piece.carried else style.coloured(palette.GREY)
    paper.draw_lines(x, y + (BOX - len(rows) * style.line) / 2, rows, style)
    _links(paper, piece, WIDTH - SIDE - 4 - LINKS_WIDTH, y)


def _links(paper: Paper, piece: Piece, x: float, y: float) -> None:
    line = 5.0
    y += (BOX - line * len(piece.links)) / 2
    for link in piece.links:
        standing = link.standing
        with paper.artifact():
            paper.mark(standing.sign, x, y + 0.5, 4.0, standing.colour)
        paper.block(x + 5.4, y + 0.5, LINKS_WIDTH - 5, link.told,
                    Style(size=9, colour=standing.colour), limit=1, role="LI")  # fmt: skip
        y += line


# -- what the plan asks and decides ----------------------------------------------------------------


def _means(paper: Paper, plan: GamePlan, y: float) -> None:
    y = paper.block(SIDE, y, LEFT_WIDTH, "Ce que le plan demande", HEADING, role="H2") + 2
    hours = _value(plan.hours, words.hours)
    budget, cost = (_value(each, words.money) for each in (plan.budget, plan.cost))
    spent = [f"{budget} en argent" if budget else "", f"{cost} temps compris" if cost else ""]
    decision = DECISIONS.get(plan.decision, "")
    told = "\u00a0: ".join(filter(None, (decision, " ".join(plan.reason.split()))))
    entries = [
        Entry("L'appel à l'action", " ".join(plan.call.split())),
        Entry("Heures par semaine", hours),
        Entry("Une année", ", ".join(filter(None, spent))),
        Entry("La décision", told),
        Entry("Premier suivi", _day(plan.first_review)),
    ]
    stack(paper, entries, SIDE, y, LEFT_WIDTH, LIMITS_TOP - 2, SIZES)


def _story(paper: Paper, story: str, y: float) -> None:
    top = paper.block(RIGHT_X, y, RIGHT_WIDTH, "Raconté à quelqu'un", HEADING, role="H2") + 2
    if not story:
        paper.to_complete(RIGHT_X, top - 1.2, RIGHT_WIDTH, rows=4)
        return
    styles = [Style(size=size) for size in SIZES]
    style, rows = paper.fitting(story, RIGHT_WIDTH, LIMITS_TOP - 2 - top, styles)
    paper.draw_lines(RIGHT_X, top, rows, style)


def _value(value: Any, write: Any) -> str:
    """The value as Quebec writes it; what cannot be read, as typed."""
    if isinstance(value, words.Unreadable):
        return f"«\u00a0{value.seen}\u00a0», à vérifier"
    return "" if value is None else str(write(value))


def _day(day: Any) -> str:
    return _value(day, words.date)
