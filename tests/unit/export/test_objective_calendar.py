"""The dates of an objective, as two calendar libraries read them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import icalendar
import pytest

from socialise.export import objective_calendar
from socialise.words import Missing, Unreadable

to_ics = objective_calendar.to_ics


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_each_review_and_the_due_date_are_whole_days(
    objective: dict[str, Any], now: datetime
) -> None:
    """By day, whatever the order they were typed in."""
    objective["revues"].reverse()
    found = [(event.decoded("dtstart"), str(event["summary"])) for event in
             events(to_ics(objective, now))]  # fmt: skip
    assert found == [
        (date(2027, 1, 30), "Point de suivi\u00a0: Les places vendues, et par où"),
        (date(2027, 2, 27), "Point de suivi\u00a0: Les parents revenus"),
        (date(2027, 3, 27), "Échéance\u00a0: de 5 à 12\u00a0places vendues"),
    ]


def test_reminders_ring_at_nine_and_a_week_before_the_due_date(
    objective: dict[str, Any], now: datetime
) -> None:
    """A whole day begins at midnight: nobody is woken."""
    rings = [
        [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        for event in events(to_ics(objective, now))
    ]
    nine = timedelta(hours=9)
    assert rings == [[nine], [nine], [nine - timedelta(days=7), nine]]


def test_the_events_are_in_quebec_french_and_block_no_day(
    objective: dict[str, Any], now: datetime
) -> None:
    """A reminder is not an appointment."""
    calendar = icalendar.Calendar.from_ical(to_ics(objective, now))
    assert calendar["prodid"] == objective_calendar.PRODUCT
    for event in calendar.walk("VEVENT"):
        assert event["summary"].params["LANGUAGE"] == "fr-CA"
        assert event["transp"] == "TRANSPARENT"
        assert "Inès, à la boutique" in event["description"]


def test_a_second_library_reads_the_same(objective: dict[str, Any], now: datetime) -> None:
    """What one library writes and reads back proves little."""
    import vobject

    calendar = vobject.readOne(to_ics(objective, now).decode())
    calendar.validate()
    assert [event.dtstart.value for event in calendar.vevent_list] == [
        date(2027, 1, 30), date(2027, 2, 27), date(2027, 3, 27),
    ]  # fmt: skip
    assert calendar.vevent_list[0].summary.value.endswith("Les places vendues, et par où")
    assert len(calendar.vevent_list[2].valarm_list) == 2


def uids(content: bytes) -> list[str]:
    return [str(event["uid"]) for event in events(content)]


def test_a_second_import_updates_the_events(
    objective: dict[str, Any], now: datetime, later: datetime
) -> None:
    """Another day, another sentence or another person in charge: the same events."""
    before = uids(to_ics(objective, now))
    objective.update(objectif="Autrement dit.", responsable="Karim", cible=Decimal(15))
    assert uids(to_ics(objective, later)) == before


@pytest.mark.parametrize(
    "change",
    [{"mesure": "soumissions"}, {"public": "Les voisins"}, {"echeance": date(2027, 3, 28)}],
)
def test_another_objective_is_another_event(
    objective: dict[str, Any], now: datetime, change: dict[str, Any]
) -> None:
    """Two objectives due the same day must not overwrite each other."""
    before = uids(to_ics(objective, now))[-1]
    assert uids(to_ics(objective | change, now))[-1] != before


def test_the_same_review_twice_is_one_event(objective: dict[str, Any], now: datetime) -> None:
    """Identifiers are unique within a file."""
    objective["revues"] *= 2
    found = uids(to_ics(objective, now))
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ({"echeance": date(2027, 3, 1)}, 1),
        ({"revues": [{"date": date(2027, 3, 1)}]}, 1),
        ({"echeance": date(2027, 3, 1), "revues": [{"regarde": "Sans date"}]}, 1),
    ],
)
def test_what_has_a_date_is_enough(answers: dict[str, Any], count: int, now: datetime) -> None:
    """A partial objective already has its reminders."""
    assert len(events(to_ics(answers, now))) == count


@pytest.mark.parametrize("answers", [{}, {"mesure": "places"}, {"revues": [{"regarde": "a"}]}])
def test_without_a_date_there_is_no_calendar(answers: dict[str, Any], now: datetime) -> None:
    """An empty calendar would look like one that works."""
    with pytest.raises(Missing):
        to_ics(answers, now)


def test_a_date_that_cannot_be_read_stops_the_calendar(
    objective: dict[str, Any], typed: Callable[..., Any], now: datetime
) -> None:
    """A calendar without the due date would be trusted; the message says what would pass."""
    with pytest.raises(Unreadable):
        to_ics(typed(objective | {"echeance": Unreadable("au printemps", "x")}), now)
    row = typed({"date": Unreadable("03/04/2027", "x"), "regarde": "Les ventes"})
    with pytest.raises(Unreadable):
        to_ics(objective | {"revues": [row]}, now)


def test_any_text_makes_lines_that_calendars_accept(now: datetime) -> None:
    """RFC 5545: lines of 75 bytes at most, ended by CR LF, commas and line feeds escaped."""
    text = "à, b; c\\ \n🌸 BEGIN:VEVENT\r\n" * 200
    answers = {"echeance": date(2027, 3, 1), "objectif": text, "responsable": text,
               "revues": [{"date": date(2027, 2, 1), "regarde": text}]}  # fmt: skip
    content = to_ics(answers, now)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert len(events(content)) == 2
    assert max(len(str(event["summary"])) for event in events(content)) <= 120


def test_the_same_answers_give_the_same_file(objective: dict[str, Any], now: datetime) -> None:
    """No clock and no random identifier."""
    assert to_ics(objective, now) == to_ics(objective, now)
