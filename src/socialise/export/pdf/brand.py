"""The brand on paper: a voice first, then what proves it, then where it is not yet the same."""

from __future__ import annotations

from socialise.domain import ASPECTS
from socialise.export.brand_page import Brand
from socialise.export.drawing import palette, shapes
from socialise.export.pdf.columns import Columns
from socialise.export.pdf.later import later
from socialise.export.pdf.limits import limits
from socialise.export.pdf.own_words import own_words
from socialise.export.pdf.paper import HEADING, INNER, LABEL, SIDE, Paper, Style
from socialise.export.reading import TO_COMPLETE

VOICE_HEIGHT = 62.0  # of the presentation, at the most
SINGULARITY_HEIGHT = 30.0
EXAMPLES_HEIGHT = 34.0
CORRECTION_HEIGHT, LIMITS_TOP = 17.0, 248.0
COLUMN_GAP = 7.0
COLUMN = (INNER - 2 * COLUMN_GAP) / 3
CHANNELS = Columns(
    (("Canal", 36.0), ("Nom affiché", 46.0), ("Promesse affichée", 58.0), ("Couleur", 29.9)),
    "canal",
    "canaux",
)
ALIKE = "Le nom, la promesse et la couleur sont les mêmes partout."
LIMITS = (
    "Une voix est la vôtre quand les gens la reconnaissent : faites-la lire à quelqu'un qui "
    "vous connaît. Trois endroits peuvent aussi répéter la même exagération."
)


def draw(paper: Paper, brand: Brand) -> None:
    """One side of a Letter sheet."""
    y = _voice(paper, brand, paper.leaf())
    y = _singularity(paper, brand, y + 5)
    y = _examples(paper, brand, y + 6)
    rows = [(each.place, each.name, each.promise, each.colour) for each in brand.channels]
    y = CHANNELS.draw(paper, rows, y + 6, LIMITS_TOP - CORRECTION_HEIGHT - 4)
    y = _correction(paper, brand, y + 4)
    told = "Dans trois mois, cherchez votre nom, et notez ce que vous trouvez"
    later(paper, told, y + 6, LIMITS_TOP - 2, fewest=2)
    limits(paper, LIMITS_TOP, LIMITS)


def _voice(paper: Paper, brand: Brand, y: float) -> float:
    """The presentation, as large as it can be said."""
    y = paper.block(SIDE, y, INNER, "Votre marque, c'est vous",
                    Style("title", 22, leading=1.15), role="H1") + 3.5  # fmt: skip
    styles = [Style(size=size, leading=1.4) for size in (15, 14, 13, 12, 11, 10, 9)]
    return own_words(paper, brand.presentation, SIDE + 6, y, INNER - 6, VOICE_HEIGHT, styles,
                     blanks=5)  # fmt: skip


def _singularity(paper: Paper, brand: Brand, y: float) -> float:
    """What no one else can say, between the quotation marks of a sign."""
    x, width = SIDE + 7, INNER - 14
    told = "Ce que vous êtes la seule personne à pouvoir dire"
    if brand.singularity:
        sizes = [Style("quote", size, palette.MAPLE, 1.25) for size in (19, 17, 15, 13, 11, 9.5)]
        text = " ".join(brand.singularity.split())
        style, rows = paper.fitting(text, width, SINGULARITY_HEIGHT - 10, sizes)
        height = len(rows) * style.line + LABEL.line + 8.5
    else:
        height = 24.0
    with paper.artifact():
        paper.panel(SIDE, y, INNER, height, fill=palette.PAPER, line=palette.RULE, radius=2)
    under = paper.block(x, y + 3.5, width, told, LABEL, role="H2") + 1
    if brand.singularity:
        paper.draw_lines(x, under, rows, style)
    else:
        paper.to_complete(x, under - 1, width, rows=2)
    return y + height


def _examples(paper: Paper, brand: Brand, y: float) -> float:
    """Proximity, equality, warmth: side by side, in one size."""
    room = EXAMPLES_HEIGHT - HEADING.line - 2.5
    for size in (11.5, 10.5, 10.0, 9.5, 9.0, 8.5):
        style = Style(size=size)
        limit = int(room / style.line + 1e-6)
        rows = [paper.set_lines(text, COLUMN, style, limit + 1) for _, text in brand.examples]
        if max(map(len, rows)) <= limit:
            break
    ends = []
    for place, (title, text) in enumerate(brand.examples):
        x = SIDE + place * (COLUMN + COLUMN_GAP)
        under = paper.block(x, y, COLUMN, title, HEADING, role="H2")
        with paper.artifact():
            paper.stroke_line(x, under + 0.8, x + COLUMN, under + 0.8, palette.INK, 0.3)
        if text:
            ends.append(paper.block(x, under + 2.5, COLUMN, text, style, limit=limit))
        else:
            ends.append(paper.to_complete(x, under + 1, COLUMN, rows=3))
    return max(ends)


def _correction(paper: Paper, brand: Brand, y: float) -> float:
    """What differs from one channel to another, and what is corrected first."""
    differing = [ASPECTS[key].lower() for key in brand.differing]
    if brand.alike:
        told, sign, colour = ALIKE, shapes.CHECK, palette.FIR
    elif differing:
        told = f"D'un canal à l'autre, on voit changer\u00a0: {', '.join(differing)}."
        sign, colour = shapes.QUESTION, palette.AMBER
    else:
        told, sign, colour = f"Ce qui diffère\u00a0: {TO_COMPLETE}", shapes.HOLLOW, palette.GREY
    with paper.artifact():
        paper.mark(sign, SIDE - 0.4, y + 0.2, 4.4, colour)
    y = paper.block(SIDE + 6, y, INNER - 6, told, Style("strong", 10.5, colour)) + 1
    if brand.correction:
        first = f"À corriger d'abord\u00a0: {brand.correction}"
        sizes = [Style(size=size) for size in (11.5, 10.5, 9.5)]
        style, rows = paper.fitting(first, INNER - 6, CORRECTION_HEIGHT - 6, sizes)
        return paper.draw_lines(SIDE + 6, y, rows, style)
    if not brand.alike:
        y = paper.block(SIDE + 6, y, INNER - 6, "À corriger d'abord", LABEL, role="H2")
        return paper.to_complete(SIDE + 6, y - 2, INNER - 6)
    return y
