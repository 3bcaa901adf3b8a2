"""What the trainer's page says of the hand-ins: a table, what to read, what to check, and next."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path
from typing import Any

from socialise.server.board import HandIn
from socialise.server.context import Context
from socialise.words import date, quebec_typography

DEFAULT_WORKSHOP = Path("workshop")


async def tally(context: Context) -> dict[str, Any]:
    """The values of `tableau.html`."""
    hand_ins = await context.board.hand_ins()
    unowned, refused = context.board.left_aside()
    now = context.clock()
    columns = [key for key in context.course.keys if any(_key(each) == key for each in hand_ins)]
    columns += sorted({_key(each) for each in hand_ins} - set(columns))
    titles = context.judges.titles
    cells = {(each.learner, *_key(each)): each for each in hand_ins}
    learners = sorted({each.learner for each in hand_ins}, key=_by_number)
    return {
        "summary": quebec_typography(
            f"{_count(len(learners), 'personne')} · {_count(len(hand_ins), 'remise')}"
        ),
        "columns": [
            {"title": titles.get(key, key[1]), "lesson": _lesson(key[0])} for key in columns
        ],
        "lines": [
            {
                "learner": learner,
                "cells": [_cell(cells.get((learner, *key)), now) for key in columns],
            }
            for learner in learners
        ],
        "to_read": [
            {
                "title": titles.get(key, key[1]),
                "texts": [
                    {
                        "id": f"{each.learner}-{key[0]}-{key[1]}-{position}",
                        "learner": each.learner,
                        "label": text.label,
                        "text": text.text,
                    }
                    for each in hand_ins
                    if _key(each) == key
                    for position, text in enumerate(each.texts)
                ],
            }
            for key in columns
            if any(each.texts for each in hand_ins if _key(each) == key)
        ],
        "to_check": [
            {
                "learner": each.learner,
                "title": titles.get(_key(each), each.activity),
                "labels": each.to_check,
            }
            for each in hand_ins
            if each.to_check
        ],
        "unowned": _count(unowned, "fichier") if unowned else "",
        "refused": _count(refused, "fichier") if refused else "",
        "broken": sorted(titles.get(key, key[1]) for key in context.judges.broken),
        "commands": _commands(context, sorted({each.lesson for each in hand_ins})),
    }


def _cell(hand_in: HandIn | None, now: datetime) -> dict[str, Any] | None:
    if hand_in is None:
        return None
    if hand_in.waiting:
        score = "calcul en cours"
    elif hand_in.trouble:
        score = hand_in.trouble
    else:
        score = f"{_count(hand_in.met, 'critère')} sur {hand_in.total}"
    return {
        "when": moment(hand_in.received_at, now),
        "iso": hand_in.received_at.isoformat(timespec="seconds"),
        "score": quebec_typography(score),
        "whole": bool(hand_in.total) and hand_in.met == hand_in.total,
        "judged": not (hand_in.waiting or hand_in.trouble),
        "to_check": len(hand_in.to_check),
        "to_read": _count(len(hand_in.texts), "texte") if hand_in.texts else "",
    }


def _lesson(name: str) -> str:
    """« Leçon 2 » for « 02-propulsion-ou-ancrage »; the name itself when it has no number."""
    number = name.partition("-")[0]
    return f"Leçon {int(number)}" if number.isdecimal() else name


def _commands(context: Context, lessons: list[str]) -> list[dict[str, Any]]:
    """The commands to type next, in order, at the root of the course."""
    folder, root = context.workshop.folder.resolve(), context.course.root.resolve()
    place = folder.relative_to(root) if folder.is_relative_to(root) else folder
    chosen = "" if place == DEFAULT_WORKSHOP else f" --workshop {shlex.quote(str(place))}"

    def typed(rest: str) -> str:
        return f".venv/bin/socialise {rest}{chosen}"

    return [
        {
            "what": "Noter, à partir des critères du cours",
            "lines": [typed(f"grade {lesson}") for lesson in lessons] or [typed("grade")],
        },
        {"what": "Lire et noter les textes dans nbgrader", "lines": [typed("formgrader")]},
        {"what": "Publier la rétroaction", "lines": [typed("feedback")]},
        {"what": "Sortir les notes", "lines": [typed("export --to notes.xlsx")]},
    ]


def moment(when: datetime, now: datetime) -> str:
    """« 14 h 32 » today, « 3 décembre 2026, 14 h 32 » another day."""
    when = when.astimezone(now.tzinfo)
    hour = f"{when.hour}\u00a0h\u00a0{when.minute:02}"
    return hour if when.date() == now.date() else f"{date(when.date())}, {hour}"


def _key(hand_in: HandIn) -> tuple[str, str]:
    return hand_in.lesson, hand_in.activity


def _by_number(learner: str) -> tuple[str, int, str]:
    word, _, number = learner.rpartition("-")
    return word, int(number) if number.isdigit() else 0, learner


def _count(number: int, noun: str) -> str:
    return f"{number}\u00a0{noun}{'s' if number > 1 else ''}"
