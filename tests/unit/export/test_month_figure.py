"""The picture of four weeks: its days, its signs, its words."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.domain import OUTLETS, SOURCES, EditorialCalendar, Publication
from socialise.export import month_figure
from socialise.words import Missing, Unreadable

START = date(2027, 1, 11)
ALLOWED = {"svg", "title", "desc", "text", "line", "rect", "path"}


def calendar(*days: int, **more: str) -> EditorialCalendar:
    keys = list(SOURCES)
    return EditorialCalendar(START, tuple(
        Publication(day=START + timedelta(day), source=keys[place % 3], place="site", **more)
        for place, day in enumerate(days)
    ))  # fmt: skip


def drawn(found: EditorialCalendar) -> ElementTree.Element:
    return ElementTree.fromstring(month_figure.draw(found).svg)


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter() if element.tag.endswith("}text")]


def test_the_28_days_stand_under_their_weekdays() -> None:
    """Four weeks from the first day, whatever day of the week it is."""
    found = texts(
        drawn(EditorialCalendar(date(2027, 1, 14), (Publication(day=date(2027, 1, 14)),)))
    )
    assert found[:7] == ["jeu.", "ven.", "sam.", "dim.", "lun.", "mar.", "mer."]
    numbers = [int(text) for text in found if text.isdigit()]
    assert numbers == [*range(14, 32), *range(1, 11)]
    assert {"janv.", "févr."} <= set(found)


def test_each_source_has_a_sign_letters_and_a_number() -> None:
    """Colour never speaks alone: the shapes and the letters differ."""
    root = drawn(calendar(0, 4, 9, 14))
    found = texts(root)
    assert [found.count(letters) for letters in ("M", "Vi", "Va")] == [3, 2, 2]  # legend included
    assert {"mission\u00a0: 2", "vision\u00a0: 1", "valeurs\u00a0: 1"} <= set(found)
    shapes = {element.get("d") for element in root.iter() if element.tag.endswith("}path")}
    assert len(shapes) == 3


def test_a_publication_without_a_source_is_a_question() -> None:
    """It is in its day, and what is left to choose shows."""
    found = texts(drawn(EditorialCalendar(START, (Publication(day=START),))))
    assert found.count("?") == 2


def test_a_crowded_day_counts_the_rest() -> None:
    """Five publications of one day: two and « +3 »."""
    assert "+3" in texts(drawn(calendar(2, 2, 2, 2, 2)))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((0, 5), "Le plus long silence\u00a0: 5\u00a0jours, du lundi 11\u00a0janvier au samedi "
                 "16\u00a0janvier."),
        ((0, 9), "C'est plus d'une semaine."),
        ((0, 30), "Hors des quatre semaines\u00a0: 1\u00a0publication."),
        ((0, 5), "Semaine du lundi 18\u00a0janvier\u00a0: aucune publication."),
        ((1,), "mardi 12\u00a0janvier, Site Web (mission)"),
    ],
)  # fmt: skip
def test_the_words_say_what_is_drawn(days: tuple[int, ...], told: str) -> None:
    """For who does not see the grid."""
    assert told in month_figure.draw(calendar(*days)).text


def test_a_date_that_cannot_be_read_is_counted() -> None:
    """It is on no day, and it is not forgotten."""
    unclear = Publication(day=Unreadable("bientôt", "x"))
    found = EditorialCalendar(START, (Publication(day=START), unclear))
    assert "Sans date qui se lise\u00a0: 1\u00a0publication." in month_figure.draw(found).text


@pytest.mark.parametrize(
    ("found", "raised"),
    [
        (EditorialCalendar(None, (Publication(day=START),)), Missing),
        (EditorialCalendar(Unreadable("lundi", "x"), (Publication(day=START),)), Unreadable),
        (EditorialCalendar(START, ()), Missing),
        (calendar(30), Missing),
    ],
)
def test_nothing_to_draw_is_no_picture(found: EditorialCalendar, raised: type[Exception]) -> None:
    """An empty grid would say that a calendar is there."""
    with pytest.raises(raised):
        month_figure.draw(found)


publications = st.builds(
    Publication, day=st.integers(-3, 33).map(lambda place: START + timedelta(place)),
    place=st.sampled_from(["", *OUTLETS]), source=st.sampled_from(["", *SOURCES]), text=st.text(),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(publications, max_size=24))
def test_everything_is_inside_the_picture_and_in_the_page_s_colours(
    listed: list[Publication],
) -> None:
    """Plain elements, no attribute but numbers and colours that a dark page can change."""
    first = Publication(day=START, source="mission")
    root = drawn(EditorialCalendar(START, (first, *listed)))
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ALLOWED
        for name in ("fill", "stroke"):
            assert element.get(name, "none").startswith(("none", "var(--"))
        for name, limit in (("x", width), ("x2", width), ("y", height), ("y2", height)):
            assert 0 <= float(element.get(name, "0")) <= limit


def test_the_same_calendar_gives_the_same_picture() -> None:
    """A picture redrawn at each answer must not flicker."""
    assert month_figure.draw(calendar(0, 3)) == month_figure.draw(calendar(0, 3))
