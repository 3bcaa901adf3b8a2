"""What one person does in a room: she fills, checks, hands in, again, then changes something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from e2e.atelier.activity_form import ActivityForm, Seen
from e2e.atelier.device import Device
from e2e.atelier.room import Room
from parity.labelled import LabelledSet
from playwright.sync_api import expect

PLACES = {
    "persona": "02-propulsion-ou-ancrage",
    "roi": "02-propulsion-ou-ancrage",
    "objectif": "07-facebook-j-y-passe-mes-journees",
}
# Typed by hand, one or two of each kind of field; the rest comes from a file.
TYPED = {
    "persona": ("prenom", "objectifs", "entrevues", "cout_large", "histoire"),
    "roi": ("a_nom", "a_mois", "a_heures_mois", "marge", "taxes", "recuperation"),
    "objectif": ("tri", "debut", "fb_role", "fb_suite", "cible", "heures_requises", "revues"),
}
CHANGE = {
    "persona": {"prenom": "Nadège"},
    "roi": {"lecture": "Je recommencerai en janvier, avec un coupon qui dit d'où on vient."},
    "objectif": {"responsable": "Nadia et Paul"},
}


@dataclass(frozen=True)
class Journey:
    """One activity, from the first field to the last receipt."""

    lesson: str
    activity: str
    learner: str
    answers: dict[str, Any]  # the first handed in
    changed: dict[str, Any]  # the last
    score: str
    seen: list[Seen]
    receipts: tuple[str, str, str]  # the first, the same answers again, the changed ones


def journey(device: Device, room: Room, one: LabelledSet, *, code: str | None) -> Journey:
    """The whole of it, by the page alone. `code` is asked the first time only."""
    form = ActivityForm(device.page, one.lesson, one.activity).open(room.url)
    typed = TYPED[one.activity]
    form.load({id: value for id, value in one.answers.items() if id not in typed})
    form.fill({id: one.answers[id] for id in typed})
    seen = form.check()
    score = form.score
    first = form.hand_in(code)
    again = form.hand_in()
    form.fill(CHANGE[one.activity])
    expect(form.receipt).to_contain_text("Vos réponses ont changé depuis")
    changed = form.hand_in()
    return Journey(
        lesson=one.lesson,
        activity=one.activity,
        learner=form.section.locator(".so-learner").text_content() or "",
        answers=one.answers,
        changed=one.answers | CHANGE[one.activity],
        score=score,
        seen=seen,
        receipts=(first, again, changed),
    )


HOSTILE = (
    "<script>window.hostile = 1</script><img src=x onerror='window.hostile = 1'>"
    '<svg onload="window.hostile = 1"></svg></p></details></textarea><h1>Titre</h1>'
    "[lien](javascript:window.hostile=1) {{ 7*7 }} ${7*7} &lt;b&gt;"
)


def hostile_answers(fields: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Markup in whatever takes text, and a choice everywhere else: the one that asks for more."""
    return {field["id"]: value for field in fields if (value := _hostile(field)) is not None}


def _hostile(field: dict[str, Any]) -> Any:
    match field["kind"]:
        case "computed" | "figure":
            return None
        case "choice":
            return field["options"][-1]["key"]
        case "classify":
            return {each["key"]: field["categories"][0]["key"] for each in field["options"]}
        case "table":
            return [{each["id"]: _hostile(each) for each in field["columns"]} for _ in range(2)]
    return HOSTILE
