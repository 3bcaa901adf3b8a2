"""A learner's receipts, as « Mes remises » shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialise.intake.receipt import Receipt, read_receipts
from socialise.intake.workshop import Workshop
from socialise.server import feedback


def told_receipts(
    workshop: Workshop, learner: str, titles: Mapping[tuple[str, str], str]
) -> list[dict[str, Any]]:
    """Every receipt, newest first. `titles` by (lesson, activity)."""
    told = []
    for receipt in reversed(list(read_receipts(workshop.receipts, learner))):
        lesson, activity = receipt.file.lesson, receipt.file.activity
        current = _is_current(workshop, receipt)
        told.append(
            receipt.to_json()
            | {
                "title": titles.get((lesson, activity), activity),
                "current": current,
                "feedback": current
                and feedback.path(workshop, learner, lesson, activity).is_file(),
            }
        )
    return told


def _is_current(workshop: Workshop, receipt: Receipt) -> bool:
    """Whether these answers are the ones that stand: handing in A, B, then A again, A stands."""
    file = receipt.file
    path = workshop.submitted / receipt.learner / file.lesson / f"{file.activity}.json"
    try:
        return path.read_bytes() == file.to_bytes()
    except OSError:
        return False
