"""The dates of an objective for any calendar: the due date and each review, with reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from socialise import words
from socialise.export import reading
from socialise.export.reading import Answers
from socialise.export.reading.objective import Plan

__all__ = ["to_ics"]

LANGUAGE = "fr-CA"
PRODUCT = "-//Socialise//Votre objectif//FR-CA"
TITLE_LIMIT = 120  # characters: what a phone shows of an event
MORNING = timedelta(hours=9)  # when a reminder rings, from midnight
DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Event:
    """One whole day; `reminders` are counted from its midnight."""

    uid: str
    day: date
    title: str
    details: str
    reminders: tuple[timedelta, ...]


def to_ics(form: Answers, now: datetime) -> bytes:
    """An iCalendar file (RFC 5545): one whole day for the due date, one for each review.

    A second import of the same dates updates them: each identifier comes from the date, what is
    counted and what is looked at. Raises words.Missing when there is no date, and
    words.Unreadable when a date cannot be read: a calendar with a hole would be trusted.
    """
    from icalendar import Alarm, Calendar, Event

    plan = Plan.of(form)
    events = _events(plan)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Votre objectif")
    for event in events:
        component = Event()
        component.add("uid", event.uid)
        component.add("dtstamp", now.astimezone(UTC))
        component.add("dtstart", event.day)
        component.add("dtend", event.day + DAY)
        component.add("summary", event.title, parameters={"LANGUAGE": LANGUAGE})
        if event.details:
            component.add("description", event.details, parameters={"LANGUAGE": LANGUAGE})
        component.add("transp", "TRANSPARENT")
        for reminder in event.reminders:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", event.title)
            alarm.add("trigger", reminder)
            component.add_component(alarm)
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _events(plan: Plan) -> list[_Event]:
    """The reviews then the due date, by day, each once."""
    plan.answers.get("echeance")  # raises when it cannot be read
    events: dict[str, _Event] = {}
    rows = reading.rows(plan.answers, "revues")
    for review, row in zip(plan.reviews, rows, strict=True):
        row.get("date")
        if review.day is None:
            continue
        uid = _uid("revue", review.day, plan.unit, review.looked_at)
        about = _one_line(review.looked_at) or "regarder où l'on en est"
        events[uid] = _Event(
            uid,
            review.day,
            words.shorten(f"Point de suivi\u00a0: {about}", TITLE_LIMIT),
            _details(plan, review.looked_at),
            (MORNING,),
        )
    if plan.due is not None:
        uid = _uid("echeance", plan.due, plan.unit, plan.audience)
        aim = _aim(plan) or _one_line(plan.sentence) or "votre objectif"
        events[uid] = _Event(
            uid,
            plan.due,
            words.shorten(f"Échéance\u00a0: {aim}", TITLE_LIMIT),
            _details(plan, ""),
            (MORNING - 7 * DAY, MORNING),
        )
    if not events:
        raise words.Missing("Ce sera fait le")
    return sorted(events.values(), key=lambda event: (event.day, event.uid))


def _details(plan: Plan, looked_at: str) -> str:
    """What the event says once it is opened."""
    told = [looked_at] if looked_at else []
    if plan.sentence:
        told.append(f"Objectif\u00a0: {plan.sentence}")
    if aim := _aim(plan):
        told.append(f"Mesure\u00a0: {aim}")
    if plan.assigned:
        told.append(f"Qui s'en charge\u00a0: {plan.assigned}")
    return "\n".join(told)


def _aim(plan: Plan) -> str:
    """« de 5 à 12 places vendues », what is known of it."""
    if plan.target is None or not plan.unit:
        return ""
    target = f"{words.number(plan.target)}\u00a0{_one_line(plan.unit)}"
    return target if plan.base is None else f"de {words.number(plan.base)} à {target}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _uid(*parts: object) -> str:
    """An identifier that these parts alone decide."""
    return "socialise-" + sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]
