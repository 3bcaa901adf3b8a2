"""A fictitious class, to rehearse with: complete, partial, weaker and empty answers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from socialise.course.course import Course
from socialise.course.source import source_activity
from socialise.form import AnswersFile
from socialise.grading.register import register
from socialise.intake import Receipt, Workshop, hand_in


def sample_class(root: Path, workshop: Workshop, size: int, now: datetime) -> Iterator[Receipt]:
    """Hand in for `size` learners named exemple-001 and on; the same class each time."""
    register(root)
    course = Course(root)
    samples = {
        (lesson, name): [
            sample.answers
            for sample in source_activity(root / "solutions" / lesson / f"{name}.md")
            .run(None)
            .samples
        ]
        for lesson, name in course.keys
    }
    for number in range(1, size + 1):
        chance = random.Random(number)
        learner = f"exemple-{number:03d}"
        for position, ((lesson, name), answers) in enumerate(samples.items()):
            if chance.random() < 0.1:
                continue  # some hand in nothing
            file = AnswersFile(lesson, name, _someone(answers, chance))
            when = now - timedelta(minutes=size - number, seconds=position)
            yield hand_in(course, workshop, learner, file, when)


def _someone(samples: list[Mapping[str, Any]], chance: random.Random) -> dict[str, Any]:
    """The model for some, the weaker sample for others, a part of either for the rest."""
    chosen = dict(chance.choice(samples))
    if chance.random() < 0.5:
        kept = chance.uniform(0.2, 0.9)
        chosen = {key: value for key, value in chosen.items() if chance.random() < kept}
    return chosen
