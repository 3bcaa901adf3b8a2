"""Someone who takes the whole course: what she types, chooses and mends, as data."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests" / "data" / "journeys"

Answers = dict[str, Any]


@dataclass(frozen=True)
class Mend:
    """What she changes after reading one hint. `elsewhere` is another activity, if it is there."""

    criterion: str
    hint: str  # of the hint, what could be no other's
    answers: Answers
    elsewhere: str = ""


@dataclass(frozen=True)
class Learner:
    """`activities` is what she types first, by « lesson/activity », in the order of the course.

    `private` has what stays on her device, by « lesson/activity/field »; `met_already`, the
    criteria that cannot be missed at first, each with the reason.
    """

    name: str
    learner: str
    business: str
    device: dict[str, Any]  # width, height, touch
    hands: str  # pointer, keyboard
    place: str  # room, static, kept (a site that goes on without network)
    quiz: list[int]  # what is chosen in each question, from 0
    activities: dict[str, Answers]
    private: dict[str, Any]
    mends: dict[str, list[Mend]] = field(default_factory=dict)
    met_already: dict[str, str] = field(default_factory=dict)

    @property
    def on_a_phone(self) -> bool:
        """Whether her screen is as narrow as a phone's."""
        return int(self.device["width"]) < 600

    @property
    def final(self) -> dict[str, Answers]:
        """What each activity holds at the end, everything mended."""
        last = copy.deepcopy(self.activities)
        for key, mends in self.mends.items():
            for mend in mends:
                place = mend.elsewhere or key
                last[place] = mended(last[place], mend.answers)
        return {key: without_blanks(answers) for key, answers in last.items()}


def learners() -> list[Learner]:
    """Each of tests/data/journeys."""
    return [_read(path) for path in sorted(DATA.glob("*.json"))]


def _read(path: Path) -> Learner:
    data = json.loads(path.read_text("utf-8"))
    mends = {key: [Mend(**one) for one in many] for key, many in data.pop("mends", {}).items()}
    return Learner(path.stem, mends=mends, **data)


def mended(answers: Answers, edit: Answers) -> Answers:
    """The answers after an edit.

    An object changes some items of what is classified, or some cells of a table: the number of a
    row, from 1, then its columns. Anything else takes the answer's place.
    """
    after = copy.deepcopy(answers)
    for key, value in edit.items():
        if not isinstance(value, dict):
            after[key] = value
        elif is_rows(value):
            rows = after.setdefault(key, [])
            for number, cells in value.items():
                rows += [{} for _ in range(int(number) - len(rows))]
                rows[int(number) - 1].update(cells)
        else:
            after[key] = after.get(key, {}) | value
    return after


def is_rows(value: Any) -> bool:
    """Whether an edit is of a table's rows."""
    return isinstance(value, dict) and all(isinstance(cells, dict) for cells in value.values())


def without_blanks(answers: Answers) -> Answers:
    """What is saved of the answers: no blank cell, no row without a word."""
    kept: Answers = {}
    for key, value in answers.items():
        if isinstance(value, list) and any(isinstance(row, dict) for row in value):
            rows = [{name: cell for name, cell in row.items() if cell} for row in value]
            kept[key] = [row for row in rows if row]
        else:
            kept[key] = value
    return kept
