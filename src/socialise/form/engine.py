"""The cells of an activity, compiled once and run on any learner's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import CodeType
from typing import Any

from socialise import words
from socialise.form.form import Form, Session, run_with

VERDICTS = "socialise-verdicts"
VERSION = 1


class BrokenActivity(Exception):
    """The author's cells do not run: no verdict can be given. Names the place and the cause."""


class NotReady(Exception):
    """A finished thing cannot be made yet; the text says what it still needs."""


@dataclass(frozen=True)
class Cell:
    """One code cell. `role` is form, setup, criterion, hidden, free_text, take_home or sample."""

    id: str
    role: str
    source: str
    points: float = 0


class Activity:
    """What judges: the cells of one activity, in order, with a fresh namespace for each learner.

    The cells are the instructor's; the answers are data. Nothing of the learner's is executed.
    """

    def __init__(self, lesson: str, name: str, cells: Sequence[Cell]) -> None:
        self.lesson = lesson
        self.name = name
        self.cells = tuple(cells)
        self._compiled: list[tuple[Cell, CodeType]] = [
            (cell, self._compile(cell)) for cell in self.cells
        ]

    @classmethod
    def from_bundle(cls, bundle: Mapping[str, Any]) -> Activity:
        """The activity of a bundle (docs/formats.md)."""
        cells = [
            Cell(cell["id"], cell["role"], cell["source"], cell["points"])
            for cell in bundle["cells"]
        ]
        return cls(bundle["lesson"], bundle["activity"], cells)

    def _compile(self, cell: Cell) -> CodeType:
        try:
            return compile(cell.source, self._place(cell), "exec", dont_inherit=True)
        except SyntaxError as error:
            raise BrokenActivity(f"{self._place(cell)} : {error}") from error

    def _place(self, cell: Cell) -> str:
        return f"{self.lesson}/{self.name}, cellule « {cell.id} »"

    def run(self, answers: Mapping[str, Any] | None) -> Form:
        """Run every cell on these answers; None stands for the notebook's own model answer.

        Gives the form, which holds the verdicts. Raises BrokenActivity when a cell fails.
        """
        with run_with(Session(answers)) as session:
            namespace: dict[str, Any] = {"__name__": "__main__"}
            for cell, code in self._compiled:
                try:
                    exec(code, namespace)
                except Exception as error:
                    cause = f"{type(error).__name__}: {error}"
                    raise BrokenActivity(f"{self._place(cell)} : {cause}") from error
        if session.form is None:
            raise BrokenActivity(f"{self.lesson}/{self.name} : aucune cellule ne crée un Form.")
        return session.form

    def schema(self) -> dict[str, Any]:
        """The form's schema."""
        return self.run({}).schema(self.lesson)

    def judge(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The verdicts message on these answers (docs/formats.md)."""
        return self.message(self.run(answers))

    def message(self, form: Form) -> dict[str, Any]:
        """What may be told to the learner: hidden criteria by their points alone."""
        return {
            "format": VERDICTS,
            "version": VERSION,
            "lesson": self.lesson,
            "activity": self.name,
            "criteria": [each.to_json() for each in form.criteria if not each.hidden],
            "hidden": [
                {"id": cell.id, "points": cell.points}
                for cell in self.cells
                if cell.role == "hidden"
            ],
            "free_text": [
                {
                    "id": item.id,
                    "field": item.field,
                    "label": item.label,
                    "points": item.points,
                    "answered": item.answered,
                }
                for item in form.free_texts
            ],
            "readouts": form.readouts(),
            "figures": form.figures(),
            "problems": [problem.to_json() for problem in form.problems()],
            "notices": [notice.to_json() for notice in form.notices()],
            "take_home": [
                {
                    "id": thing.id,
                    "label": thing.label,
                    "filename": thing.filename,
                    "ready": bool(form.rows()),
                }
                for thing in form.take_homes
            ],
        }

    def take_home(self, answers: Mapping[str, Any], id: str, now: datetime) -> tuple[str, bytes]:
        """The file name and the bytes of a finished thing.

        Raises KeyError for an unknown id, and NotReady when an answer that it needs is absent.
        """
        form = self.run(answers)
        thing = {each.id: each for each in form.take_homes}[id]
        try:
            return thing.filename, thing.make(form, now)
        except (words.Missing, words.Unreadable) as absent:
            raise NotReady(str(absent)) from absent
