"""The words of each activity, from the form that its cells make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from language.text import ROOT, Text, name
from parity.labelled import labelled_sets

from socialise.course.course import Course
from socialise.course.source import source_activity, source_paths
from socialise.form import Form

# Said of a field by its schema; the other keys are ids, kinds and bounds.
_SAID = {"label", "help", "title", "intro", "row_name", "unit", "text", "low", "high", "suffix"}


def activity_texts() -> Iterator[Text]:
    """Titles, labels, helps, criteria, hints, rubrics, the author's answers, and what the cells
    answer to nothing, to the model and to the other samples."""
    for path in source_paths(ROOT):
        yield from _source_texts(path)


def count_texts() -> Iterator[Text]:
    """What is seen of every labelled set, where it counts none or one of something.

    Only for the agreement of the number: the rest of what is seen is as a learner typed it.
    """
    course = Course(ROOT)
    for each in labelled_sets():
        message = course.activity(each.lesson, each.activity).judge(each.answers)
        for criterion in message["criteria"]:
            if re.search(r"\b[01][ \u00a0][a-zé]{3}", criterion["seen"]):
                file = f"solutions/{each.lesson}/{each.activity}.md"
                part = f"critère « {criterion['id']} », vu de {each.name}"
                yield Text(file, criterion["seen"], part=part)


def _source_texts(path: Path) -> Iterator[Text]:
    activity, file = source_activity(path), name(path)
    form = activity.run({})
    schema = {key: said for key, said in form.schema().items() if key != "words"}
    yield from _schema_texts(file, schema, "formulaire")
    for criterion in form.criteria:
        part = f"critère « {criterion.id} »"
        yield Text(file, criterion.label, part=part)
        yield Text(file, criterion.hint, part=f"{part}, indice")
    for item in form.free_texts:
        for points, said in item.rubric.items():
            yield Text(file, said, part=f"grille de « {item.id} », {points} points")
    for thing in form.take_homes:
        yield Text(file, thing.label, part=f"à emporter « {thing.id} »")
    for sample in form.samples:
        yield from _answer_texts(file, form, sample.answers, f"réponse « {sample.label} »")
        yield from _verdict_texts(file, activity.judge(sample.answers), sample.label)
    yield from _verdict_texts(file, activity.judge({}), "aucune réponse")


def _schema_texts(file: str, drawn: Any, part: str, key: str = "") -> Iterator[Text]:
    if isinstance(drawn, Mapping):
        part = f"« {drawn['id']} »" if "id" in drawn else part
        for below, value in drawn.items():
            yield from _schema_texts(file, value, part, below)
    elif isinstance(drawn, list | tuple):
        for value in drawn:
            yield from _schema_texts(file, value, part, key)
    elif isinstance(drawn, str) and (key in _SAID or " " in drawn):
        yield Text(file, drawn, part=f"{part}, {key}")


def _answer_texts(file: str, form: Form, answers: Mapping[str, Any], part: str) -> Iterator[Text]:
    """What the author wrote; dates and ids have no space, amounts no letters."""
    for key, raw in answers.items():
        rows = raw if isinstance(raw, list) else [raw]
        for row in rows:
            for said in row.values() if isinstance(row, Mapping) else [row]:
                if " " in said:
                    yield Text(file, said, part=f"{part}, champ « {key} »")


def _verdict_texts(file: str, message: Mapping[str, Any], answers: str) -> Iterator[Text]:
    part = f"verdict sur « {answers} »"
    for criterion in message["criteria"]:
        yield Text(file, criterion["seen"], part=f"{part}, critère « {criterion['id']} »")
    for key, told in message["readouts"].items():
        yield Text(file, told["text"], part=f"{part}, calcul « {key} »")
    for key, figure in message["figures"].items():
        yield Text(file, figure["text"], part=f"{part}, figure « {key} »")
    for problem in message["problems"] + message["notices"]:
        yield Text(file, problem["text"], part=f"{part}, champ « {problem['field']} »")
