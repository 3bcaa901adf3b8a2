"""What an activity takes from the others goes with its own answers."""

from __future__ import annotations

from e2e.journeys.learner import Answers

from socialise.course.course import Course
from socialise.form import Carried


def with_carried(course: Course, typed: dict[str, Answers]) -> dict[str, Answers]:
    """Each activity's answers, by « lesson/activity », as its page keeps them."""
    whole = {}
    for key, own in typed.items():
        fields = course.activity(*key.split("/")).run({}).fields.values()
        carried = {
            field.id: field.part(typed[field.source].get(field.field.id))
            for field in fields
            if isinstance(field, Carried)
        }
        whole[key] = own | {id: value for id, value in carried.items() if value is not None}
    return whole
