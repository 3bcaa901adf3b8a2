"""The labelled sets: answers that a trainer judged by hand before the checks existed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socialise.course.course import Course
from socialise.form import AnswersFile

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "tests" / "data" / "answers"
FEW = SETS / "few.txt"


@dataclass(frozen=True)
class LabelledSet:
    """One set of answers, and the outcome that each criterion deserves."""

    lesson: str
    activity: str
    name: str
    kind: str
    answers: dict[str, Any]
    expected: dict[str, str]

    @property
    def learner(self) -> str:
        """A plain name, the same in every activity of a lesson but for its end."""
        return f"{self.activity}-{self.name.split('-')[0]}"

    @property
    def file(self) -> AnswersFile:
        """The answers as the page saves them."""
        return AnswersFile(self.lesson, self.activity, self.answers)


def labelled_sets(*, few: bool = False) -> list[LabelledSet]:
    """Every set, or the few of `few.txt`; private answers are left out, as the page does."""
    course = Course(ROOT)
    private = {
        key: {field.id for field in course.activity(*key).run({}).fields.values() if field.private}
        for key in course.keys
    }
    chosen = set(FEW.read_text("utf-8").split())
    found = []
    for path in sorted(SETS.glob("*/*/*.json")):
        lesson, activity, name = path.parent.parent.name, path.parent.name, path.stem
        if (lesson, activity) not in private:
            continue  # labelled before its activity is written, as it must be
        if few and f"{activity}/{name}" not in chosen:
            continue
        data = json.loads(path.read_text("utf-8"))
        answers = {
            key: value
            for key, value in data["answers"].items()
            if key not in private[lesson, activity]
        }
        found.append(LabelledSet(lesson, activity, name, data["kind"], answers, data["expected"]))
    return found
