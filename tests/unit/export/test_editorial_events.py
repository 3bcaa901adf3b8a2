"""The publications as events, as two calendar libraries read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from socialise.export import editorial_events
from socialise.words import Missing, Unreadable

to_ics = editorial_events.to_ics


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def uids(content: bytes) -> list[str]:
    return [str(event["uid"]) for event in events(content)]


def test_each_publication_is_a_whole_day(editorial: dict[str, Any], now: datetime) -> None:
    """By day, whatever the order they were written in."""
    editorial["publications"].reverse()
    found = events(to_ics(editorial, now))
    assert [(event.decoded("dtstart"), event.decoded("dtend")) for event in found] == [
        (date(2027, 1, 12), date(2027, 1, 13)), (date(2027, 1, 18), date(2027, 1, 19)),
        (date(2027, 1, 21), date(2027, 1, 22)),
    ]  # fmt: skip
    assert str(found[0]["summary"]) == "Facebook\u00a0: Un piano muet, puis la même pièce jouée"


def test_the_event_holds_what_is_to_be_published(editorial: dict[str, Any], now: datetime) -> None:
    """Its text, its call to action and its alternative text, to copy on the day."""
    told = str(events(to_ics(editorial, now))[0]["description"])
    assert told.startswith("Un piano muet, puis la même pièce jouée\n")
    for line in (
        "Appel à l'action\u00a0: Envoyez-nous une photo",
        "Texte de remplacement\u00a0: Des marteaux de feutre, de près",
        "Ce que la personne y gagne\u00a0: Vous saurez s'il peut servir",
        "Ce qu'elle raconte\u00a0: la vision",
    ):
        assert line in told.splitlines()


def test_a_second_library_reads_the_same(editorial: dict[str, Any], now: datetime) -> None:
    """What one library writes and reads back proves little."""
    import vobject

    calendar = vobject.readOne(to_ics(editorial, now).decode())
    calendar.validate()
    assert [event.dtstart.value for event in calendar.vevent_list] == [
        date(2027, 1, 12), date(2027, 1, 18), date(2027, 1, 21),
    ]  # fmt: skip
    first = calendar.vevent_list[0]
    assert first.summary.value == "Facebook\u00a0: Un piano muet, puis la même pièce jouée"
    assert "Texte de remplacement\u00a0: Des marteaux de feutre" in first.description.value
    assert first.valarm.trigger.value == timedelta(hours=9)


def test_a_second_import_updates_the_events(
    editorial: dict[str, Any], now: datetime, later: datetime
) -> None:
    """Other words, another order, another day of export: the same events."""
    before = uids(to_ics(editorial, now))
    editorial["publications"].reverse()
    editorial["publications"][0] |= {"texte": "Autrement dit", "source": "mission"}
    assert uids(to_ics(editorial, later)) == before
    assert len(set(before)) == 3


@pytest.mark.parametrize("change", [{"date": date(2027, 1, 13)}, {"lieu": "linkedin"}])
def test_another_day_or_place_is_another_event(
    editorial: dict[str, Any], now: datetime, change: dict[str, Any]
) -> None:
    """What decides the identifier is where and when one publishes."""
    before = uids(to_ics(editorial, now))
    editorial["publications"][0] |= change
    assert uids(to_ics(editorial, now))[0] not in before


def test_two_of_one_day_in_one_place_are_two_events(
    editorial: dict[str, Any], now: datetime
) -> None:
    """Identifiers are unique within a file."""
    editorial["publications"] *= 2
    found = uids(to_ics(editorial, now))
    assert len(found) == len(set(found)) == 6


def test_what_has_no_date_waits(editorial: dict[str, Any], now: datetime) -> None:
    """It is still to be placed: the others are there."""
    editorial["publications"].append({"texte": "Sans date encore"})
    assert len(uids(to_ics(editorial, now))) == 3
    with pytest.raises(Missing):
        to_ics({"publications": [{"texte": "Sans date encore"}]}, now)


def test_a_date_that_cannot_be_read_stops_the_calendar(
    editorial: dict[str, Any], typed: Callable[..., Any], now: datetime
) -> None:
    """A calendar with a hole would be trusted."""
    editorial["publications"].append(typed({"date": Unreadable("lundi prochain", "x")}))
    with pytest.raises(Unreadable):
        to_ics(editorial, now)


def test_any_text_makes_lines_that_calendars_accept(now: datetime) -> None:
    """RFC 5545: lines of 75 bytes at most, ended by CR LF, commas and line feeds escaped."""
    text = "à, b; c\\ \n🌸 BEGIN:VEVENT\r\n" * 200
    row = {"date": date(2027, 1, 12), "lieu": "site", "texte": text, "remplacement": text}
    content = to_ics({"publications": [row]}, now)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert len(events(content)) == 1
    assert len(str(events(content)[0]["summary"])) <= 120


def test_the_same_answers_give_the_same_file(editorial: dict[str, Any], now: datetime) -> None:
    """No clock and no random identifier."""
    assert to_ics(editorial, now) == to_ics(editorial, now)
