"""The worksheet of an activity: its questions on paper, for a room without wifi or a dead phone.

Made from the form alone, so that paper and page ask the same things: no answer is in it, no hint
and nothing of a hidden criterion but its points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial

from socialise import words
from socialise.export.drawing import palette
from socialise.export.pdf.paper import BODY, HEADING, INNER, SIDE, SMALL, WIDTH, Style
from socialise.export.worksheet.blank import BESIDE, beside, example, how, under
from socialise.export.worksheet.options import MARK, box
from socialise.export.worksheet.order import asked_when, copied_from, numbers
from socialise.export.worksheet.paper import (
    LEFT,
    NAME,
    ROOM,
    Piece,
    WorksheetPaper,
    split,
    together,
)
from socialise.form import Form
from socialise.form.fields import Carried, Choices, Computed, Field, Figure, Table
from socialise.words.interface import interface_words

__all__ = ["Around", "joined", "to_pdf"]

KIND = "Feuille de travail"

TITLE = Style("title", 24, leading=1.14)
NUMBER = Style("title", 11, palette.MAPLE)
QUESTION = Style("strong", 10.5)
HELP = Style(size=9.5, colour=palette.GREY)
AFTER = 4.6  # under a question
BEFORE = 3.0  # over the title of a part
EASES = (1.0, 0.95, 0.9, 0.85)
SHORT = Style(size=9.5)
OPENING = (
    "Les mêmes questions que dans la page. Au besoin, continuez sur une autre feuille, avec leur "
    "numéro."
)
PRIVATE = "Pour vous seulement\u00a0: si vous y répondez, faites-le sur un papier que vous gardez."
CHECKED = "Ce qu'on vérifie"
BEFORE_HANDING_IN = "Relisez-vous avec cette liste avant de remettre la feuille."
COMPUTED = "se calcule dans la page"
DRAWN = "ce dessin se fait dans la page."


@dataclass(frozen=True)
class Around:
    """What the form does not know: its `lesson` in words, the points of each `hidden` criterion,
    and the `sources` of what it carries, by "lesson/activity"."""

    lesson: str = ""
    hidden: Sequence[float] = ()
    sources: Mapping[str, Form] = field(default_factory=dict)


def to_pdf(form: Form, now: datetime, around: Around | None = None) -> bytes:
    """The worksheet of an unanswered form, on as many Letter pages as it takes."""
    return joined([(form, around or Around())], form.title, now)


def joined(asked: Iterable[tuple[Form, Around]], title: str, now: datetime) -> bytes:
    """Several worksheets in one document, each with its own pages.

    Lines come a little closer where that saves a page.
    """
    paper = WorksheetPaper(title, now, kind=KIND)
    for form, around in asked:
        trials = {ease: WorksheetPaper(title, now, kind=KIND) for ease in EASES}
        for ease, trial in trials.items():
            _Worksheet(form, around, trial).draw(ease)
        _Worksheet(form, around, paper).draw(min(EASES, key=lambda ease: trials[ease].page))
    return paper.finished()


class _Worksheet:
    def __init__(self, form: Form, around: Around, paper: WorksheetPaper) -> None:
        self.form = form
        self.around = around
        self.numbers = numbers(form)
        self.paper = paper
        self.told: set[str] = set()  # the kinds that have had their example

    @property
    def after(self) -> float:
        """The blank under a question."""
        return AFTER * self.paper.ease

    def draw(self, ease: float) -> None:
        """Everything, from a new page on."""
        self.paper.begin(self.form.title, ease)
        self._opening()
        for section in self.form.sections:
            self.paper.space(BEFORE)
            head = list(self._section(section.title, section.help))
            for asked in section.fields:
                question = self._question(asked)
                if head and not asked.has_answer:  # a title is followed by something to answer
                    head += together([*question, question[-1]])[:-1]
                    continue
                self.paper.place([*head, *question])
                head = []
            self.paper.place(head)
        self._checked()

    # -- the top -----------------------------------------------------------------------------------

    def _opening(self) -> None:
        paper = self.paper
        paper.y = paper.block(SIDE, paper.y, INNER, self.form.title, TITLE, limit=3, role="H1") + 1
        told = [
            *([self.around.lesson] if self.around.lesson else ()),
            f"environ {words.count(self.form.minutes, 'minute', 'minutes')}",
            words.count(len(self.numbers), "question", "questions"),
            *([_points(self._most())] if self._most() else ()),
        ]
        paper.y = paper.block(SIDE, paper.y, INNER, " · ".join(told), HELP) + 7
        measure = paper.measure(BODY)
        with paper.tagged("P"):
            paper.put(SIDE, paper.y, f"{NAME}\u00a0:", BODY)
            paper.put(SIDE + 124, paper.y, "Date\u00a0:", BODY)
        for start, end, label in ((SIDE, SIDE + 119, NAME), (SIDE + 124, WIDTH - SIDE, "Date")):
            x = start + measure(f"{label}\u00a0:") + 2
            paper.dots(x, paper.y + 0.8, end - x)
        paper.y += 4.5
        for text in filter(None, (OPENING, self.form.intro)):
            paper.y = paper.block(SIDE, paper.y, INNER, text, SHORT) + 1.2
        paper.y += 2

    def _most(self) -> float:
        """The points of everything, a trainer's included."""
        seen = sum(each.max_points for each in self.form.criteria if not each.hidden)
        return seen + sum(self.around.hidden) + sum(each.points for each in self.form.free_texts)

    def _section(self, title: str, help: str) -> Iterator[Piece]:
        if title:
            rows = self.paper.set_lines(title, INNER, HEADING, 3)
            height = len(rows) * HEADING.line + 1.2
            yield Piece(height, partial(self._heading, rows, height), after=3.2, glued=True)
        if help:
            yield self._text(help, BODY, SIDE, INNER, after=3.4)

    def _heading(self, rows: list[str], height: float, y: float) -> None:
        self.paper.draw_lines(SIDE, y, rows, HEADING, role="H2")
        with self.paper.artifact():
            self.paper.stroke_line(SIDE, y + height, WIDTH - SIDE, y + height, palette.INK, 0.3)

    def _text(
        self, text: str, style: Style, x: float, width: float, *, after: float = 0.0
    ) -> Piece:
        rows = self.paper.set_lines(text, width, style, 60)
        return Piece(
            len(rows) * style.line,
            lambda y: self.paper.draw_lines(x, y, rows, style),
            after=after,
            glued=True,
        )

    # -- a question --------------------------------------------------------------------------------

    def _question(self, asked: Field) -> list[Piece]:
        if isinstance(asked, Computed):
            return [self._computed(asked)]
        if isinstance(asked, Figure):
            told = f"{asked.label}\u00a0: {DRAWN}"
            return together([self._text(told, HELP, LEFT, ROOM, after=self.after)])
        if asked.private:
            return self._private(asked)
        notes = [asked_when(self.form, asked), asked.help]
        if isinstance(asked, Carried):
            notes.append(copied_from(asked, self.around.sources))
            if isinstance(asked.asked, Table):
                return together([self._asked(asked, notes, ROOM, after=self.after)])
        kind = asked.asked
        notes += [how(kind), "" if kind is not asked else self._example(kind)]
        if (short := beside(self.paper, kind)) is not None:
            return [self._beside(self._asked(asked, notes, ROOM - BESIDE - 6), short)]
        *body, last = under(self.paper, kind)
        end = Piece(last.height, last.draw, self.after, again=last.again)
        return [self._asked(asked, notes, ROOM, after=1.6), *body, end]

    def _example(self, kind: Field) -> str:
        """An example of each kind, once."""
        told = example(kind)
        if not told or told in self.told:
            return ""
        self.told.add(told)
        return told

    def _asked(
        self, asked: Field, notes: Sequence[str], width: float, *, after: float = 0.0
    ) -> Piece:
        """The number, the label, and what is said under it."""
        label = self.paper.set_lines(asked.label, width, QUESTION, 8)
        under = " ".join(filter(None, (note.strip() for note in notes)))
        said = self.paper.set_lines(under, width, HELP, 40) if under else []
        height = len(label) * QUESTION.line + len(said) * HELP.line

        def draw(y: float) -> None:
            with self.paper.tagged("H3"):
                number = f"{self.numbers[asked.id]}"
                self.paper.put(LEFT - 2.4, y + QUESTION.rise, number, NUMBER, align="right")
                y = self.paper.draw_lines(LEFT, y, label, QUESTION, role=None)
            if said:
                self.paper.draw_lines(LEFT, y, said, HELP)

        return Piece(height, draw, after, glued=True)

    def _beside(self, asked: Piece, short: Piece) -> Piece:
        """A question and its box on the same lines."""

        def draw(y: float) -> None:
            asked.draw(y + max(0.0, (min(short.height, 9.0) - asked.height) / 2))
            short.draw(y)

        return Piece(max(asked.height, short.height), draw, after=self.after - 1)

    def _computed(self, asked: Field) -> Piece:
        """What the page computes: a line for whoever does it by hand."""
        width = ROOM - 78
        label = self.paper.set_lines(asked.label, width, SHORT, 4)
        said = self.paper.set_lines(asked.help, width, HELP, 6) if asked.help else []
        taken = len(label) * SHORT.line + len(said) * HELP.line
        height = max(taken, 8.4)
        x = LEFT + width + 6

        def draw(y: float) -> None:
            top = self.paper.draw_lines(LEFT, y + height - taken, label, SHORT)
            if said:
                self.paper.draw_lines(LEFT, top, said, HELP)
            with self.paper.tagged("P"):
                self.paper.put(WIDTH - SIDE, y + height - 1.6, COMPUTED, SMALL, align="right")
            told = self.paper.measure(SMALL)(COMPUTED) + 2
            self.paper.dots(x, y + height - 1, WIDTH - SIDE - x - told)

        return Piece(height, draw, after=self.after - 2)

    def _private(self, asked: Field) -> list[Piece]:
        """Asked, and no line to write on: this sheet may be handed in.

        Its help speaks of the device: on paper, that says nothing.
        """
        told = self._asked(asked, [PRIVATE], ROOM)
        pieces = [told]
        if isinstance(asked, Choices):
            options = " · ".join(asked.options.values())
            pieces.append(self._text(options, SHORT, LEFT, ROOM))
        height = sum(each.height for each in pieces)

        def draw(y: float) -> None:
            for each in pieces:
                each.draw(y)
                y += each.height

        return [Piece(height, draw, after=self.after)]

    # -- what is checked ---------------------------------------------------------------------------

    def _checked(self) -> None:
        seen = [each for each in self.form.criteria if not each.hidden]
        if not seen and not self.form.free_texts:
            return
        head = [*self._section(CHECKED, BEFORE_HANDING_IN)]
        lines = [self._line(each.label, _points(each.max_points)) for each in seen]
        if self.form.free_texts:
            lines += [
                self._line(
                    f"« {each.label} »\u00a0: lu par la personne qui anime",
                    f"jusqu'à {_points(each.points)}",
                )
                for each in self.form.free_texts
            ]
        self.paper.space(BEFORE)
        self.paper.place([*head, *split(lines, after=0, least=3)])
        strings = interface_words()
        told = [strings["verdict.limits"]]
        if count := len(self.around.hidden):
            key = "verdict.hidden.one" if count == 1 else "verdict.hidden.other"
            points = _points(sum(self.around.hidden))
            told.insert(0, strings[key].format(n=count, points=points))
        self.paper.space(1.5)
        self.paper.place(together(self._text(each, HELP, SIDE, INNER, after=1.0) for each in told))

    def _line(self, label: str, points: str) -> Piece:
        """A box to tick, what is checked, what it is worth."""
        paper = self.paper
        aside = 26.0
        x = SIDE + MARK + 3
        rows = paper.set_lines(label, WIDTH - SIDE - x - aside, BODY.sized(10), 6)
        style = BODY.sized(10)

        def draw(y: float) -> None:
            with paper.tagged("LI"):
                box(paper, SIDE, y + 0.1)
                paper.draw_lines(x, y, rows, style, role=None)
                paper.put(WIDTH - SIDE, y + style.rise, points, SMALL, align="right")

        return Piece(len(rows) * style.line, draw, after=1.9 * self.paper.ease)


def _points(points: float) -> str:
    return words.count(Decimal(f"{points:g}"), "point", "points")
