"""The objective on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from socialise import words
from socialise.export import reading
from socialise.export.drawing import palette, shapes
from socialise.export.pdf.hours import Hours, hours_block
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
from socialise.export.pdf.stack import Entry, stack
from socialise.export.reading import TO_COMPLETE, Answers
from socialise.export.reading.objective import Plan, Review

PATH_HEIGHT = 50.0
LIMITS_TOP = 246.0
LEFT_WIDTH = 104.0
RIGHT_X = SIDE + LEFT_WIDTH + 9
RIGHT_WIDTH = WIDTH - SIDE - RIGHT_X
SIZES = (11.5, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
MOST_REVIEWS = 6
REVIEW_HEIGHT, UNDER_REVIEWS = 10.0, 30.0  # one review; what follows them, at the least
LIMITS = (
    "Une cible atteinte ne dit pas à elle seule ce qui l'a fait atteindre, et une cible "
    "manquée non plus. À chaque point de suivi, notez le nombre, et ce qui a changé d'autre."
)


def draw(paper: Paper, plan: Plan) -> None:
    """One side of a Letter sheet."""
    y = _sentence(paper, plan, paper.leaf())
    y = _path(paper, plan, y + 5)
    _questions(paper, plan, y + 6)
    _means(paper, plan, y + 6)
    limits(paper, LIMITS_TOP, LIMITS)


def _sentence(paper: Paper, plan: Plan, y: float) -> float:
    paper.block(SIDE + 6, y, INNER, "Votre objectif", LABEL, role="P")
    styles = [Style("title", size, leading=1.22) for size in (24, 22, 19, 17, 15, 13, 11.5)]
    text = " ".join(plan.sentence.split())
    return own_words(paper, text, SIDE + 6, y + LABEL.line + 1, INNER - 6, 38, styles, role="H1")


# -- from today's number to the target -------------------------------------------------------------


def _path(paper: Paper, plan: Plan, top: float) -> float:
    """The way from the base to the target, the reviews on it, over the time it takes."""
    bottom = top + PATH_HEIGHT
    with paper.artifact():
        paper.panel(SIDE, top, INNER, PATH_HEIGHT, fill=palette.PAPER, line=palette.RULE, radius=2)
    left, right = SIDE + 46.0, WIDTH - SIDE - 46.0
    axis = bottom - 11.5
    start_y, end_y = _ends(plan, top + 15.5, axis - 8)
    told = plan.unit or f"Ce que vous comptez\u00a0: {TO_COMPLETE}"
    paper.block(SIDE + 5, top + 3.2, INNER - 10, told, Style("strong", 10), limit=1)
    with paper.artifact():
        paper.stroke_line(left, axis, right, axis, palette.INK, 0.35)
        for x in (left, right):
            paper.stroke_line(x, axis - 1.2, x, axis + 1.2, palette.INK, 0.35)
        paper.stroke_line(left, start_y, right, end_y, palette.RIVER, 0.7, dash=(0.1, 1.9))
        paper.path(shapes.circle(left, start_y, 1.9), fill=palette.RIVER)
        paper.path(shapes.circle(right, end_y, 2.6), fill=palette.MAPLE)
    _number(paper, plan, "base", plan.base, SIDE + 23, start_y, palette.RIVER, "aujourd'hui")
    _number(paper, plan, "cible", plan.target, WIDTH - SIDE - 23, end_y, palette.MAPLE, "visé")
    _day(paper, plan, "debut", plan.start, left, axis)
    _day(paper, plan, "echeance", plan.due, right, axis)
    for number, review in _placed(plan):
        if plan.start and plan.due and review.day:
            share = (review.day - plan.start).days / (plan.due - plan.start).days
            x, y = left + (right - left) * share, start_y + (end_y - start_y) * share
            with paper.artifact():
                paper.stroke_line(x, y, x, axis, palette.RIVER, 0.25, dash=(0.1, 1.1))
                _badge(paper, number, x, y)
    return bottom


def _ends(plan: Plan, high: float, low: float) -> tuple[float, float]:
    """The heights at which the way starts and ends: up, down or level."""
    if plan.base is None or plan.target is None or plan.base < plan.target:
        return low, high
    return (high, low) if plan.base > plan.target else ((high + low) / 2,) * 2


def _number(
    paper: Paper,
    plan: Plan,
    key: str,
    value: Decimal | None,
    x: float,
    y: float,
    colour: str,
    told: str,
) -> None:
    """A number in large type, or what stands for it, in the middle of its margin."""
    typed = plan.typed(key)
    text = words.number(value) if value is not None else typed or TO_COMPLETE
    big = Style("title", 28 if value is not None else 10, colour, 1.0)
    sizes = [big.sized(size) for size in (28, 22, 17, 13, 10) if size <= big.size]
    style, rows = paper.fitting(text, 40, big.line, sizes)
    with paper.tagged("P"):
        paper.put(x, y + 1.5, rows[0], style, align="center")
        paper.put(x, y + 5.8, f"{told}{', à vérifier' if typed else ''}", SMALL, align="center")


def _day(paper: Paper, plan: Plan, key: str, day: date | None, x: float, axis: float) -> None:
    typed = plan.typed(key)
    text = words.date(day) if day else f"{typed}, à vérifier" if typed else f"date {TO_COMPLETE}"
    with paper.tagged("P"):
        paper.put(x, axis + 6.2, text, Style("strong", 9), align="center")


def _placed(plan: Plan) -> list[tuple[int, Review]]:
    """The reviews with their numbers, those alone that the time of the objective holds."""
    if not (plan.start and plan.due and plan.start < plan.due):
        return []
    return [
        (number, review)
        for number, review in enumerate(plan.reviews[:MOST_REVIEWS], start=1)
        if review.day and plan.start <= review.day <= plan.due
    ]


def _badge(paper: Paper, number: int, x: float, y: float) -> None:
    paper.path(shapes.circle(x, y, 2.5), line=palette.RIVER, fill=palette.WHITE, thickness=0.45)
    paper.put(x, y + 1.15, str(number), Style("strong", 8.5, palette.RIVER), align="center")


# -- the questions, the means ----------------------------------------------------------------------


def _questions(paper: Paper, plan: Plan, y: float) -> None:
    y = paper.block(SIDE, y, LEFT_WIDTH, "Les cinq questions", HEADING, role="H2") + 2
    days = ""
    if plan.start and plan.due:
        days = f"Du {words.date(plan.start)} au {words.date(plan.due)}."
    entries = [
        Entry("1. Qui désirez-vous toucher?", plan.audience),
        Entry("2. Pour faire passer quel message?", plan.message, 2),
        Entry("3. Que voulez-vous que ces personnes fassent?", plan.reaction),
        Entry("4. Est-ce réaliste et accessible?", plan.access, 3),
        Entry("5. Combien de temps faudra-t-il?", days),
    ]
    stack(paper, entries, SIDE, y, LEFT_WIDTH, LIMITS_TOP - 2, SIZES)


def _means(paper: Paper, plan: Plan, y: float) -> None:
    y = paper.block(RIGHT_X, y, RIGHT_WIDTH, "Qui, quand, comment", HEADING, role="H2") + 2
    y = stack(paper, [Entry("Qui s'en charge", plan.assigned)], RIGHT_X, y, RIGHT_WIDTH,
              y + 14, SIZES)  # fmt: skip
    y = _hours(paper, plan, y)
    y = _reviews(paper, plan, y)
    entries = [
        Entry("La place de Facebook", facebook(plan.answers)),
        Entry("Sur quoi communiquer", reading.text(plan.answers, "sujets")),
    ]
    stack(paper, entries, RIGHT_X, y, RIGHT_WIDTH, LIMITS_TOP - 2, SIZES)


def facebook(answers: Answers) -> str:
    """The place of Facebook and of the network, in sentences; empty when neither was chosen."""
    told = []
    role = reading.text(answers, "fb_role")
    if role == "moyen":
        told.append("Facebook est un moyen d'y arriver.")
    elif role == "etape":
        told.append(_branch("Facebook est une étape, vers", answers, "fb_suite"))
    elif role == "non":
        told.append(
            _branch("Facebook n'est ni un moyen ni une étape. Autre moyen", answers, "autre_moyen")
        )
    network = reading.text(answers, "reseau_adapte")
    if network == "oui":
        told.append("Le réseau actuel convient.")
    elif network == "non":
        told.append(_branch("Le réseau actuel ne convient pas. Passer par", answers, "par_qui"))
    return " ".join(told)


def _branch(start: str, answers: Answers, key: str) -> str:
    text = " ".join(reading.text(answers, key).split()).rstrip(".")
    return f"{start}\u00a0: {text or TO_COMPLETE}."


def _hours(paper: Paper, plan: Plan, y: float) -> float:
    return hours_block(
        paper, RIGHT_X, y, RIGHT_WIDTH, "Heures par semaine",
        Hours(plan.hours_needed, plan.typed("heures_requises"), "nécessaires"),
        Hours(plan.hours_available, plan.typed("heures_disponibles"), "disponibles"),
        covered="Les heures nécessaires sont couvertes.",
        lacking="Il manque des heures.",
    )  # fmt: skip


def _reviews(paper: Paper, plan: Plan, y: float) -> float:
    y = paper.block(RIGHT_X, y, RIGHT_WIDTH, "Points de suivi", LABEL, role="H2") + 0.6
    if not plan.reviews:
        return paper.to_complete(RIGHT_X, y - 1.4, RIGHT_WIDTH, rows=2) + 2.6
    limit = 2 if len(plan.reviews) <= 3 else 1
    shown = 0
    for review in plan.reviews[:MOST_REVIEWS]:
        if y + REVIEW_HEIGHT > LIMITS_TOP - UNDER_REVIEWS:
            break
        shown += 1
        with paper.artifact():
            _badge(paper, shown, RIGHT_X + 2.5, y + 2.6)
        with paper.tagged("LI"):
            told = review.told_day or f"date {TO_COMPLETE}"
            day = Style("strong", 9)
            row = paper.set_lines(told, RIGHT_WIDTH - 7, day, 1)
            y = paper.draw_lines(RIGHT_X + 7, y + 0.4, row, day, role=None)
            rows = paper.set_lines(review.looked_at or f"ce que vous regardez\u00a0: {TO_COMPLETE}",
                                   RIGHT_WIDTH - 7, Style(size=9), limit)  # fmt: skip
            y = paper.draw_lines(RIGHT_X + 7, y, rows, Style(size=9), role=None) + 1.2
    if others := len(plan.reviews) - shown:
        told = words.count(others, "autre point de suivi", "autres points de suivi")
        y = paper.block(RIGHT_X + 7, y, RIGHT_WIDTH - 7, f"et {told}", SMALL)
    return y + 1.6
