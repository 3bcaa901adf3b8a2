"""The publications of an editorial calendar for any calendar program: one whole day each."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from socialise import words
from socialise.domain import OUTLETS, SOURCES, Publication
from socialise.export.reading import Answers
from socialise.export.reading.calendar import calendar_of

__all__ = ["to_ics"]

LANGUAGE = "fr-CA"
PRODUCT = "-//Socialise//Votre calendrier éditorial//FR-CA"
TITLE_LIMIT = 120  # characters: what a phone shows of an event
MORNING = timedelta(hours=9)  # when the reminder rings, from midnight
DAY = timedelta(days=1)


def to_ics(form: Answers, now: datetime) -> bytes:
    """An iCalendar file (RFC 5545): each publication that has a date, by day.

    A second import updates the first: an identifier comes from the day and the place alone, and
    from a rank where one place has several that day. Words may change; a date that changes is
    another event. Raises words.Missing when there is no date, and words.Unreadable when one cannot
    be read: a calendar with a hole would be trusted.
    """
    from icalendar import Alarm, Calendar, Event

    plan = calendar_of(form)
    for each in plan.publications:
        if isinstance(each.day, words.Unreadable):
            raise each.day
    dated = plan.dated()
    if not dated:
        raise words.Missing("Vos publications")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Votre calendrier éditorial")
    taken: Counter[tuple[object, str]] = Counter()
    for each in dated:
        assert each.on is not None
        taken[each.on, each.place] += 1
        event = Event()
        event.add("uid", _uid(each.on, each.place, taken[each.on, each.place]))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", each.on)
        event.add("dtend", each.on + DAY)
        title = _title(each)
        event.add("summary", title, parameters={"LANGUAGE": LANGUAGE})
        if details := _details(each):
            event.add("description", details, parameters={"LANGUAGE": LANGUAGE})
        if each.source:
            event.add("categories", [SOURCES[each.source]])
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", MORNING)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _title(each: Publication) -> str:
    """« Facebook : Muet depuis douze ans… »."""
    about = " ".join((each.text or each.gain or "à écrire").split())
    place = OUTLETS.get(each.place, "À publier")
    return words.shorten(f"{place}\u00a0: {about}", TITLE_LIMIT)


def _details(each: Publication) -> str:
    """What the event says once it is opened: what to publish, then what to keep in mind."""
    told = [each.text] if each.text else []
    told += [
        f"{label}\u00a0: {text}"
        for label, text in (
            ("Appel à l'action", each.call),
            ("Mots-clics", each.tags),
            ("Visuel", each.visual),
            ("Texte de remplacement", each.alternative),
            ("Ce que la personne y gagne", each.gain),
            ("Ce qu'elle raconte", SOURCES.get(each.source, "").lower()),
        )
        if text
    ]
    return "\n".join(told)


def _uid(*parts: object) -> str:
    """An identifier that these parts alone decide."""
    return (
        "socialise-"
        + sha256("\x1f".join(map(str, ("publication", *parts))).encode()).hexdigest()[:32]
    )
