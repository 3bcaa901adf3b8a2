"""Attestations of participation: a page a person, for the trainer to sign.

They tell a presence. No mark is on them, and nothing of what a person wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from socialise import words
from socialise.export.drawing import lines, palette
from socialise.export.pdf.paper import SMALL, Paper, Style

__all__ = ["Attended", "lacking", "to_pdf"]

WIDTH, HEIGHT = 279.4, 215.9  # Letter, on its long side
FRAME = 11.0
MARGIN = 50.0  # the red line of a school notebook
LEFT, RIGHT = 62.0, WIDTH - 26.0
ROOM = RIGHT - LEFT
LONGEST = 3  # lines of a name or of a title

LEAD = Style(size=12.5, colour=palette.GREY)
HEAD = Style("title", 30, leading=1.1)
NAMES = [Style("title", size, leading=1.12) for size in (36, 32, 28, 24, 20, 17)]
TITLES = [Style("title", size, palette.RIVER, 1.15) for size in (20, 18, 16, 14)]
FACT = Style("strong", 9, palette.GREY)
VALUE = Style(size=12, leading=1.25)
PROGRAMME = Style(size=11)
SIGNED = [Style("title", size, leading=1.25) for size in (12, 10, 8.5)]
TOLD = (
    "Cette attestation confirme une présence. Elle ne porte aucune note, et ne remplace ni un "
    "diplôme ni une certification."
)


@dataclass(frozen=True)
class Attended:
    """What people took part in: `minutes` are those of presence, meals left out.

    `with_meal` says that a meal was left out. `activities` are titles, in the order of the day.
    """

    title: str
    held_on: date
    minutes: int
    trainer: str
    place: str = ""
    with_meal: bool = False
    activities: Sequence[str] = ()
    accreditation: str = ""

    @property
    def length(self) -> str:
        """« 3 heures », « 6 h 30, sans le repas »."""
        hours, left = divmod(self.minutes, 60)
        told = (
            words.hours(Decimal(self.minutes) / 60)
            if left or not hours
            else words.count(hours, "heure", "heures")
        )
        return f"{told}, sans le repas" if self.with_meal else told

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is told in columns; what nobody gave has none."""
        found = [
            ("Date", words.date(self.held_on)),
            ("Durée", self.length),
            ("Lieu", self.place),
            ("Numéro d'agrément", self.accreditation),
        ]
        return [(name, value) for name, value in found if value]


def lacking(attended: Attended, names: Iterable[str]) -> list[str]:
    """What our fonts lack a letter for: better told than printed with another one."""
    paper = _Page("", datetime(2000, 1, 1, tzinfo=UTC))
    drawn = [
        *((text, NAMES[0].font) for text in (*names, attended.trainer, attended.title)),
        *((text, VALUE.font) for text in (attended.place, attended.accreditation)),
        *((text, PROGRAMME.font) for text in attended.activities),
    ]
    return [text for text, font in drawn if not paper.holds(text, font)]


def to_pdf(attended: Attended, names: Sequence[str], now: datetime) -> bytes:
    """A landscape Letter page for each name, in their order."""
    paper = _Page("Attestations de participation", now)
    for name in names:
        paper.leaf()
        _frame(paper)
        y = _who(paper, attended, name)
        y = _what(paper, attended, y)
        _programme(paper, attended, y)
        _signature(paper, attended.trainer)
    return paper.finished()


class _Page(Paper):
    """Letter paper on its long side, with no head and no foot: each page stands alone."""

    def __init__(self, title: str, now: datetime) -> None:
        super().__init__(title, now, kind="Attestation")

    def add_page(self, *args: object, **options: object) -> None:
        """A page on its long side."""
        super().add_page(orientation="landscape")

    def holds(self, text: str, font: str) -> bool:
        """Whether each letter is drawn as it is written."""
        return self.drawable(text, font) == lines.typeset(words.normalise(text), font)

    def _head(self, kind: str = "") -> None:
        """Nothing: the logo stands in the margin."""

    def _foot(self, number: int, total: int) -> None:
        """Nothing: « page 4 de 20 » would tell how many came."""


def _frame(paper: Paper) -> None:
    with paper.artifact():
        paper.panel(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME,
                    line=palette.INK, thickness=0.35)  # fmt: skip
        paper.stroke_line(MARGIN, FRAME, MARGIN, HEIGHT - FRAME, palette.MARGIN, 0.5)
        paper.stroke_line(MARGIN + 1.2, FRAME, MARGIN + 1.2, HEIGHT - FRAME, palette.MARGIN, 0.25)
        paper.logo(FRAME + 11, FRAME + 12, 16)
        paper.put((FRAME + MARGIN) / 2, FRAME + 36, "Socialise", Style("title", 13), align="center")


def _who(paper: Paper, attended: Attended, name: str) -> float:
    paper.block(LEFT, 27, ROOM, "Attestation de participation", HEAD, role="H1")
    paper.block(LEFT, 50, ROOM, "confirme la participation de", LEAD)
    style, rows = paper.fitting(name, ROOM, 19, NAMES)
    if len(rows) > 1:
        style, rows = paper.fitting(name, ROOM, 22, NAMES)
    y = paper.draw_lines(LEFT, 58.5, rows, style, role="H2") + 1.5
    y = max(y, 76.0)
    with paper.artifact():
        paper.stroke_line(LEFT, y, RIGHT, y, palette.INK, 0.3)
    return y + 5


def _what(paper: Paper, attended: Attended, y: float) -> float:
    y = paper.block(LEFT, y, ROOM, "à la formation", LEAD) + 1.5
    style, rows = paper.fitting(attended.title, ROOM, 16, TITLES)
    y = paper.draw_lines(LEFT, y, rows, style, role="H2") + 9
    facts = attended.facts
    width = ROOM / max(3, len(facts))
    foot = y
    for place, (name, value) in enumerate(facts):
        x = LEFT + place * width
        with paper.tagged("P"):
            under = paper.draw_lines(x, y, [name], FACT, role=None)
            rows = paper.set_lines(value, width - 5, VALUE, LONGEST)
            foot = max(foot, paper.draw_lines(x, under + 0.4, rows, VALUE, role=None))
    return foot + 7


def _programme(paper: Paper, attended: Attended, y: float) -> None:
    if attended.activities:
        y = paper.block(LEFT, y, ROOM, "Activités au programme", FACT) + 0.4
        told = " · ".join(attended.activities)
        style, rows = paper.fitting(told, ROOM, 158 - y, [PROGRAMME, PROGRAMME.sized(10)])
        paper.draw_lines(LEFT, y, rows, style)


def _signature(paper: Paper, trainer: str) -> None:
    y, gap = 177.0, 12.0
    signed = ROOM * 0.62
    dated = ROOM - signed - gap
    with paper.artifact():
        paper.stroke_line(LEFT, y, LEFT + signed, y, palette.INK, 0.3)
        paper.stroke_line(LEFT + signed + gap, y, RIGHT, y, palette.INK, 0.3)
    style, rows = paper.fitting(trainer, signed, 6, SIGNED)
    end = paper.draw_lines(LEFT, y + 1.6, rows, style)
    paper.block(LEFT, end, signed, "Signature de la personne qui a animé l'atelier", SMALL)
    paper.block(LEFT + signed + gap, y + 1.6, dated, "Date de la signature", SMALL)
    paper.block(LEFT, 196.0, ROOM, TOLD, SMALL)
