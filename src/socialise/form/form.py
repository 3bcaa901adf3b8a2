"""The form of an activity: its fields, the learner's answers, and what the cells say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from socialise import words
from socialise.form.answers import AnswersFile
from socialise.form.checks import Check
from socialise.form.criterion import Criterion, judge
from socialise.form.fields import Computed, Field, Figure, LongText, Row, Table, Text
from socialise.form.panel import Preview, WhatIf
from socialise.form.picture import Picture
from socialise.form.problems import AnswersRefused, Problem
from socialise.form.section import Section
from socialise.words.interface import interface_words, phrase

FORMAT = "socialise-form"
VERSION = 1


@dataclass
class Session:
    """One run of an activity's cells: the answers to judge, and the form that they made.

    `answers` is None when the notebook's own model answer is to be judged.
    """

    answers: Mapping[str, Any] | None
    form: Form | None = None


_session: ContextVar[Session | None] = ContextVar("socialise_session", default=None)


@contextmanager
def run_with(session: Session) -> Iterator[Session]:
    """Cells executed in this context judge the session's answers, and no file is read."""
    token = _session.set(session)
    try:
        yield session
    finally:
        _session.reset(token)


@dataclass(frozen=True)
class FreeText:
    """The answer to `field`, that a trainer reads and grades from 0 to `points`, by `rubric`."""

    id: str
    field: str
    label: str
    points: float
    rubric: Mapping[int, str]
    text: str

    @property
    def answered(self) -> bool:
        """Whether anything was written."""
        return bool(self.text)

    def __repr__(self) -> str:
        return self.text or phrase("free_text.empty")


@dataclass(frozen=True)
class TakeHome:
    """A finished thing: `make` receives the form and the time (aware), and gives its bytes."""

    id: str
    label: str
    filename: str
    make: Callable[[Form, datetime], bytes]

    def __repr__(self) -> str:
        return f"{self.label} ({self.filename})"


@dataclass(frozen=True)
class Sample:
    """An answer that the author wrote: the model, or a weaker one. Never released."""

    label: str
    answers: Mapping[str, Any]

    def __repr__(self) -> str:
        return self.label


class Form:
    """The questions of one activity, and the answers as they are read.

    `form["id"]` gives the value of an answer; `form.get("id")` gives None instead of raising
    words.Missing. Both raise words.Unreadable for what cannot be read. A field that its
    condition hides reads as empty.
    """

    prints_verdicts = True  # by cells in a kernel; turned off where the notebook draws them

    def __init__(
        self,
        name: str,
        *parts: Section | Field,
        title: str,
        minutes: int,
        intro: str = "",
        anonymous: bool = False,
    ) -> None:
        """Declare the form. `minutes` is what the activity takes; with `anonymous`, a warning is
        shown where something looks like a real person's details."""
        self.name = name
        self.sections = [
            part if isinstance(part, Section) else Section(part.id, "", part) for part in parts
        ]
        self.title = title
        self.minutes = minutes
        self.intro = intro
        self.anonymous = anonymous
        self.criteria: list[Criterion] = []
        self.free_texts: list[FreeText] = []
        self.take_homes: list[TakeHome] = []
        self.samples: list[Sample] = []
        self._fields = {each.id: each for section in self.sections for each in section.fields}
        if len(self._fields) != sum(len(section.fields) for section in self.sections):
            raise ValueError(f"{name} : deux champs portent le même id.")
        self.unread: list[Problem] = []
        self._raw: dict[str, Any] = {}  # what was asked for already: criteria ask again and again
        self._read: dict[str, Any] = {}
        self._session = _session.get()
        if self._session is not None:
            self._session.form = self
        self.answers = self._first_answers()

    # -- the answers ---------------------------------------------------------------------------

    def _first_answers(self) -> Mapping[str, Any]:
        if self._session is not None:
            return self._session.answers or {}
        path = Path(f"{self.name}.json")
        try:
            answers = AnswersFile.from_bytes(path.read_bytes()).answers
        except FileNotFoundError:
            return {}
        except AnswersRefused as refused:
            self.unread = refused.problems
            return {}
        self.unread = self.check(answers)
        return {} if self.unread else answers

    @property
    def answers(self) -> Mapping[str, Any]:
        """What was typed, by field; it is replaced as a whole, never changed in place."""
        return self._answers

    @answers.setter
    def answers(self, answers: Mapping[str, Any]) -> None:
        self._answers = answers
        self._raw.clear()
        self._read.clear()

    @property
    def fields(self) -> Mapping[str, Field]:
        """Every field by its id, in the order asked."""
        return self._fields

    def check(self, answers: Mapping[str, Any]) -> list[Problem]:
        """Structural problems: an unknown field, a wrong JSON type, a text past its cap, an
        answer to a private field. What people mistype is not one of them."""
        problems = []
        for key, raw in answers.items():
            asked = self._fields.get(key)
            if asked is None or not asked.has_answer or asked.private:
                seen = words.shorten(key, 40)
                problems.append(
                    Problem(key, f"Le champ « {seen} » n'est pas de ceux que l'activité recueille.")
                )
            else:
                problems += asked.check(raw)
        return problems

    def visible(self, key: str) -> bool:
        """Whether the field shows, given the other answers."""
        condition = self._fields[key].condition
        if condition is None:
            return True
        return self.visible(condition.field) and (
            self.answers.get(condition.field, "") in condition.among
        )

    def raw(self, key: str) -> Any:
        """What was typed, as typed, or None where nothing is or the field is hidden."""
        if key in self._raw:
            return self._raw[key]
        asked = self._fields[key]
        if asked.private or not asked.has_answer:
            raise KeyError(f"{key} : ce champ n'a pas de réponse à juger.")
        raw = self.answers.get(key)
        shown = raw is not None and not asked.empty(raw) and self.visible(key)
        self._raw[key] = raw if shown else None
        return self._raw[key]

    def _value(self, key: str, raw: Any) -> Any:
        """What is read of an answer: once, and a list or a table is its reader's own to change."""
        if key not in self._read:
            self._read[key] = self._fields[key].read(raw)
        value = self._read[key]
        return value.copy() if isinstance(value, list | dict) else value

    def __getitem__(self, key: str) -> Any:
        raw = self.raw(key)
        return self._fields[key].blank() if raw is None else self._value(key, raw)

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default` when nothing was answered. Still raises words.Unreadable."""
        raw = self.raw(key)
        return default if raw is None else self._value(key, raw)

    def values(self, *keys: str) -> tuple[Any, ...]:
        """Several values at once. Raises words.Missing when one is empty, before words.Unreadable:
        what is not there is to be written, whatever else is to be mended."""
        empty = [key for key in keys if self.raw(key) is None]
        if empty:
            raise words.Missing(self._fields[empty[0]].label)
        return tuple(self[key] for key in keys)

    def texts(self) -> Iterator[tuple[Field, int | None, str | None, str]]:
        """Every text typed here: its field, its row and column (None outside tables), and itself.

        What is carried was typed elsewhere.
        """
        for key, asked in self._fields.items():
            if asked.private or not asked.has_answer or (raw := self.raw(key)) is None:
                continue
            if isinstance(asked, Text | LongText):
                yield asked, None, None, self._value(key, raw)
            elif isinstance(asked, Table):
                for row in self._value(key, raw):
                    for column in asked.columns:
                        if isinstance(column, Text | LongText) and (text := row[column.id]):
                            yield asked, row.position, column.id, text

    # -- what the cells of a notebook say --------------------------------------------------------

    def model(self, **answers: Any) -> Sample:
        """The model answer, judged when the notebook is run from its source."""
        return self.sample("modèle", **answers)

    def sample(self, label: str, **answers: Any) -> Sample:
        """Another answer by the author, for the trainer and for rehearsals."""
        if problems := self.check(answers):
            raise AnswersRefused(problems)
        sample = Sample(label, answers)
        self.samples.append(sample)
        from_source = self._session is None or self._session.answers is None
        if from_source and not self.answers:
            self.answers = answers
        return sample

    def criterion(
        self,
        id: str,
        label: str,
        *,
        points: float,
        met: Check | Callable[[], bool],
        hint: str,
        seen: Callable[[], object] | None = None,
        hidden: bool = False,
    ) -> Criterion:
        """Judge one criterion and give its verdict, whose `repr` is its points.

        `met` is a check, which knows what it saw, or reads answers and tells whether the criterion
        is met; `seen` gives what was seen; `hint` is what would pass, with an example. A `hidden`
        one is judged at hand-in only.
        """
        if isinstance(met, Check):
            check = met
            met = lambda: check.met(self)  # noqa: E731
            seen = seen or (lambda: check.seen(self))
        verdict = judge(id, label, points, met, seen, hint, hidden)
        self.criteria.append(verdict)
        if self._session is None and self.prints_verdicts:
            print(verdict.lines())
        return verdict

    def free_text(
        self, id: str, *, points: float, rubric: Mapping[int, str], of: str = ""
    ) -> FreeText:
        """The answer to the field `of`, to be read and graded by a trainer.

        The field is `id` unless told: a criterion may already have that id.
        """
        field = of or id
        text = self.get(field, "")
        item = FreeText(id, field, self._fields[field].label, points, rubric, text)
        self.free_texts.append(item)
        return item

    def take_home(
        self, id: str, label: str, filename: str, make: Callable[[Form, datetime], bytes]
    ) -> TakeHome:
        """Offer a finished thing that `make` makes from the form."""
        thing = TakeHome(id, label, filename, make)
        self.take_homes.append(thing)
        return thing

    def preview(self, label: str, make: Callable[[Form, datetime], bytes]) -> Preview:
        """Show in a notebook, as answers are written, the SVG file that `make` gives."""
        return Preview(self, label, make)

    def what_if(
        self, label: str, plan: Callable[[Form], Any], draw: Callable[[Any], Picture]
    ) -> WhatIf:
        """Give in a notebook the figures of `plan` (a domain.Campaign) to move, and a picture."""
        return WhatIf(self, label, plan, draw)

    # -- what is told of the answers -------------------------------------------------------------

    def schema(self, lesson: str = "") -> dict[str, Any]:
        """What the ES module needs to draw the form (docs/formats.md)."""
        graded = {item.field for item in self.free_texts}
        sections = [dict(section.schema()) for section in self.sections]
        for section in sections:
            for drawn in section["fields"]:
                if drawn["id"] in graded:
                    drawn["graded_by_trainer"] = True
        return {
            "format": FORMAT,
            "version": VERSION,
            "lesson": lesson,
            "activity": self.name,
            "title": self.title,
            "intro": self.intro,
            "minutes": self.minutes,
            "sections": sections,
            "words": interface_words(),
        }

    def problems(self) -> list[Problem]:
        """Every answer that cannot be read, with its place and its cure."""
        problems = list(self.unread)
        for key, asked in self._fields.items():
            if key in self.answers and asked.has_answer and not asked.private:
                problems += asked.stale(self.answers[key])
        for key, asked in self._fields.items():
            if asked.private or not asked.has_answer or (raw := self.raw(key)) is None:
                continue
            if isinstance(asked.asked, Table):
                for row in asked.read(raw):
                    problems += self._row_problems(asked.asked, row)
            else:
                try:
                    asked.read(raw)
                except words.Unreadable as unreadable:
                    problems.append(Problem(key, str(unreadable)))
        return problems

    @staticmethod
    def _row_problems(asked: Table, row: Row) -> Iterator[Problem]:
        for column in asked.columns:
            try:
                row.get(column.id)
            except words.Unreadable as unreadable:
                yield Problem(asked.id, str(unreadable), row.position, column.id)

    def notices(self) -> list[Problem]:
        """Where something looks like a real person's details, when the form is anonymous."""
        if not self.anonymous:
            return []
        return [
            Problem(asked.id, phrase("notice.personal", seen=found), row, column)
            for asked, row, column, text in self.texts()
            if (found := words.personal_detail(text)) is not None
        ]

    def readouts(self) -> dict[str, dict[str, str]]:
        """Every computed read-out: its text, and whether it could be computed."""
        told = {}
        for key, asked in self._fields.items():
            if isinstance(asked, Computed):
                try:
                    told[key] = {"text": asked.value(self), "status": "ok"}
                except words.Missing as missing:
                    told[key] = {"text": str(missing), "status": "incomplete"}
                except words.Unreadable as unreadable:
                    told[key] = {"text": str(unreadable), "status": "a_verifier"}
        return told

    def figures(self) -> dict[str, dict[str, str]]:
        """Every picture that the answers allow; the others are left out."""
        drawn = {}
        for key, asked in self._fields.items():
            if isinstance(asked, Figure):
                try:
                    picture = asked.draw(self)
                except (words.Missing, words.Unreadable):
                    continue
                drawn[key] = {"svg": picture.svg, "text": picture.text}
        return drawn

    def rows(self) -> list[tuple[str, str]]:
        """Each answered question and its answer, as a person reads them."""
        shown = []
        for key, asked in self._fields.items():
            if asked.has_answer and not asked.private and (raw := self.raw(key)) is not None:
                shown.append((asked.label, words.normalise(asked.shown(raw))))
        return shown

    def __repr__(self) -> str:
        """The answers as a plain table: what a graded notebook shows."""
        lines = [problem.text for problem in self.unread]
        for label, answer in self.rows():
            lines.append(label)
            lines += [f"    {line}" for line in answer.splitlines()]
        return "\n".join(lines) or phrase("answers.none")
