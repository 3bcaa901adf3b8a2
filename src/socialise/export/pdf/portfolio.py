"""All of a learner's work in one document: a cover that says where each is, then each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socialise import words
from socialise.export import answers_sheet
from socialise.export.drawing import palette
from socialise.export.pdf.page import Page
from socialise.export.pdf.paper import INNER, SIDE, SMALL, WIDTH, Paper, Style
from socialise.export.portfolio import TITLE, Work
from socialise.form import Outcome

HEAD = Style("title", 34, leading=1.1)
LEAD = Style(size=12.5)
NAME = Style("strong", 12.5)
STATE = Style(size=9.5, colour=palette.GREY)
ROW = 15.5  # height of a line of the contents
LOWEST = 250.0
TURN = 26.0  # where the page number is written, from the right


def document(works: Sequence[Work], now: datetime) -> bytes:
    """Drawn twice: a first time to know on which page each work begins."""
    places = _drawn(Paper(TITLE, now), works, {})
    paper = Paper(TITLE, now)
    _drawn(paper, works, places)
    return paper.finished()


def _drawn(paper: Paper, works: Sequence[Work], places: dict[int, int]) -> dict[int, int]:
    """Draw it all; gives the page of each work by its place."""
    _cover(paper, works, places)
    found = {}
    for place, work in enumerate(works):
        if work.begun:
            found[place] = paper.page + 1
            _work(paper, work)
    return found


def _cover(paper: Paper, works: Sequence[Work], places: dict[int, int]) -> None:
    paper.kind = "Tous vos travaux"
    y = paper.block(SIDE, paper.leaf() + 8, INNER, TITLE, HEAD, role="H1")
    begun = sum(work.begun for work in works)
    done = words.count(begun, "activité commencée", "activités commencées")
    told = f"{done} sur {len(works)}, au {words.date(paper.now.date())}."
    y = paper.block(SIDE, y + 2, INNER, told, LEAD) + 7
    for place, work in enumerate(works):
        if y + ROW > LOWEST:
            y = paper.leaf()
        _line(paper, work, places.get(place), y)
        y += ROW
    note = "Fait sur votre appareil, avec vos réponses. Rien n'a été envoyé."
    paper.block(SIDE, y + 3, INNER, note, SMALL)


def _line(paper: Paper, work: Work, page: int | None, y: float) -> None:
    """A work's name, where it stands, and the page on which it begins."""
    colour = palette.INK if work.begun else palette.GREY
    width = INNER - TURN
    name = paper.set_lines(work.form.title, width, NAME, 1)
    with paper.tagged("P"):
        paper.draw_lines(SIDE, y, name, NAME.coloured(colour), role=None)
        paper.draw_lines(SIDE, y + NAME.line, [_state(work)], STATE, role=None)
        if page is not None:
            label = f"page {page}"
            paper.put(WIDTH - SIDE, y + NAME.rise, label, NAME.coloured(palette.RIVER),
                      align="right")  # fmt: skip
    if page is not None:
        paper.link(SIDE, y, INNER, ROW - 3, paper.add_link(page=page), alt_text=work.form.title)
    with paper.artifact():
        bottom = y + NAME.line + STATE.line + 2
        paper.stroke_line(SIDE, bottom, WIDTH - SIDE, bottom, palette.RULE, 0.25)


def _state(work: Work) -> str:
    number = work.lesson[:2]
    lesson = f"Leçon {int(number)} · " if number.isdecimal() else ""
    if not work.begun:
        return f"{lesson}À faire"
    told = [each for each in work.form.criteria if not each.hidden]
    met = sum(each.outcome is Outcome.MET for each in told)
    return f"{lesson}{words.count(met, 'critère atteint', 'critères atteints')} sur {len(told)}"


def _work(paper: Paper, work: Work) -> None:
    """Its pages to take home, where they can be made, then its answers and its verdicts."""
    first = paper.page + 1
    for thing in work.form.take_homes:
        if isinstance(thing.make, Page):
            try:
                thing.make.add_to(paper, work.form)
            except (words.Missing, words.Unreadable):
                continue
    answers_sheet.add_to(paper, work.form, verdicts=True)
    last, paper.page = paper.page, first
    paper.set_y(0)
    paper.start_section(work.form.title)
    paper.page = last
