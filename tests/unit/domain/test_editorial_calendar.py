"""The editorial calendar: four weeks, silences, repetitions, and dates that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain import LONGEST_SILENCE, EditorialCalendar, Publication, spread
from socialise.domain.editorial_calendar import Silence, is_there
from socialise.words import Missing, Unreadable

START = date(2027, 1, 11)
UNCLEAR = Unreadable("lundi prochain", "x")
GOOD = Publication(
    day=START, place="site", source="vision", gain="Vous saurez par où commencer",
    text="Trois gestes avant la visite", call="Écrivez-nous", tags="#piano", visual="Une photo",
    alternative="Une main ouvre un couvercle",
)  # fmt: skip


def calendar(*days: int | Unreadable | None, start: date | Unreadable | None = START,
             **changes: str) -> EditorialCalendar:  # fmt: skip
    """A calendar whose publications fall so many days after its first; each text its own."""
    return EditorialCalendar(start, tuple(
        replace(
            GOOD,
            day=START + timedelta(day) if isinstance(day, int) else day,
            text=f"{GOOD.text}, numéro {place}",
            **changes,
        )
        for place, day in enumerate(days)
    ))  # fmt: skip


def decided(question: Callable[[], bool]) -> bool | None:
    """The answer, None where it depends on what cannot be read."""
    try:
        return question()
    except Unreadable:
        return None


WEEKLY = (0, 5, 10, 15, 20, 27)


@pytest.mark.parametrize(
    ("days", "start", "answer"),
    [
        (WEEKLY, START, True),
        ((*WEEKLY[:5], 28), START, False),
        ((*WEEKLY[:5], -1), START, False),
        (WEEKLY[:5], START, False),
        ((*WEEKLY[:5], UNCLEAR), START, None),
        ((*WEEKLY, UNCLEAR), START, True),
        ((*WEEKLY[:4], UNCLEAR), START, False),
        ((0, 0, 0, 0, 0, 0), START, True),
        (WEEKLY, None, False),
        (WEEKLY, UNCLEAR, None),
        (WEEKLY[:5], UNCLEAR, False),
        ((*WEEKLY[:5], None), UNCLEAR, False),
    ],
)
def test_six_publications_fall_in_the_four_weeks(days, start, answer) -> None:
    """From the first day to the 28th; what cannot be read counts where it would make the six."""
    assert decided(calendar(*days, start=start).fills_four_weeks) is answer


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (WEEKLY, True),
        ((27, 20, 15, 10, 5, 0), True),
        ((0, 7, 14, 21, 28, 35), True),
        ((0, 1, 2, 3, 4, 12), False),
        ((0, 1, 2, 3, 4), False),
        ((0, 1, 2, 3, 4, None), False),
        ((*WEEKLY, UNCLEAR), None),
        ((0, 1, 2, 3, 17, UNCLEAR), None),
        ((0, 1, 2, 3, 18, UNCLEAR), False),
        ((0, 1, 2, 3, UNCLEAR), False),
    ],
)
def test_the_pace_is_never_more_than_a_week(days, answer) -> None:
    """An unread date may fill a silence of fourteen days, not one of fifteen."""
    assert decided(calendar(*days).keeps_pace) is answer


@pytest.mark.parametrize(
    ("days", "changes", "answer"),
    [
        (WEEKLY, {}, True),
        ((0, 0, 5, 10, 15, 20), {}, False),
        ((0, 5, 10, 15, 20), {}, False),
        ((0, 5, 10, 15, 20, UNCLEAR), {}, None),
        ((*WEEKLY, UNCLEAR), {}, None),
        ((*WEEKLY, UNCLEAR), {"place": ""}, False),
        (WEEKLY, {"text": "Le même texte pour toutes"}, False),
        (WEEKLY, {"text": "Trop court"}, False),
    ],
)
def test_nothing_is_said_twice(days, changes, answer) -> None:
    """Neither a text, nor two publications of one day in one place."""
    calendrier = calendar(*days)
    shown = EditorialCalendar(
        START, tuple(replace(each, **changes) for each in calendrier.publications)
    )
    assert decided(shown.says_nothing_twice) is answer


def test_one_day_holds_two_places() -> None:
    """The same news in two places is two publications, if each has its own text."""
    one, *rest = calendar(*WEEKLY).publications
    other = replace(one, place="facebook", text="Les mêmes gestes, en plus court encore")
    assert EditorialCalendar(START, (one, other, *rest)).says_nothing_twice()


def test_an_unread_date_alone_in_its_place_cannot_clash() -> None:
    """A seventh publication, in a place of its own: whatever its day, nothing is said twice."""
    alone = replace(GOOD, day=UNCLEAR, place="linkedin", text="Un texte qui ne sert qu'ici")
    found = EditorialCalendar(START, (*calendar(*WEEKLY).publications, alone))
    assert found.says_nothing_twice() is True


@pytest.mark.parametrize(
    ("texts", "repeated"),
    [
        (("Un texte.", "Un autre"), None),
        (("Un texte.", "UN TEXTE!"), "UN TEXTE!"),
        (("Un texte", "Un texte"), "Un texte"),
        (("", "", "…"), None),
    ],
)
def test_a_repeated_text_is_shown(texts, repeated) -> None:
    """Case and punctuation make no new text; blanks repeat nothing."""
    found = EditorialCalendar(START, tuple(Publication(text=text) for text in texts))
    assert found.repeated_text() == repeated


@pytest.mark.parametrize(
    ("sources", "all_serve"),
    [
        (("mission", "vision", "valeurs") * 2, True),
        (("mission", "vision") * 3, False),
        (("mission", "vision", "valeurs") * 2 + ("",), False),
        (("mission", "vision", "valeurs", "mission", "vision"), False),
    ],
)
def test_the_three_sources_serve(sources, all_serve) -> None:
    """Each publication names its source, and none of the three is left out."""
    found = EditorialCalendar(START, tuple(Publication(source=source) for source in sources))
    assert found.draws_from_all() is all_serve


@pytest.mark.parametrize(
    ("gain", "gives"),
    [
        ("Vous saurez par où commencer", True),
        ("Gagnez une heure le matin", True),
        ("Tu repars avec ton plan", True),
        ("Vous saurez", False),
        ("Nous vous offrons un rabais", False),
        ("On vous reçoit le samedi", False),
        ("L'on vous reçoit le samedi", False),
        ("« Notre » équipe vous attend ici", False),
        ("J'ouvre pour vous le dimanche", False),
        ("Des pianos justes toute l'année", False),
        ("", False),
    ],
)
def test_a_gain_is_the_reader_s(gain, gives) -> None:
    """Said to her, in four words, and beginning with something else than ourselves."""
    assert replace(GOOD, gain=gain).gives() is gives


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Une photo", True),
        ("#Magog", True),
        ("Pas de danse, filmés au studio", True),
        ("Sans titre, huile sur toile", True),
        ("aucun", False),
        ("Aucune image pour l'instant", False),
        ("Pas de visuel", False),
        ("texte seulement", False),
        ("S. O.", False),
        ("sans objet", False),
        ("—", False),
        ("  ", False),
    ],
)
def test_what_says_that_there_is_none_is_nothing(text, there) -> None:
    """« Aucun » is an honest answer, and no visual."""
    assert is_there(text) is there


@pytest.mark.parametrize(
    ("alternative", "described"),
    [
        ("Une main ouvre un couvercle", True),
        ("Une photo", False),
        ("trois gestes avant la visite!", False),
        ("", False),
    ],
)
def test_a_visual_has_words_of_its_own(alternative, described) -> None:
    """The text, repeated, would be heard twice."""
    assert replace(GOOD, alternative=alternative).is_described() is described


def test_the_four_weeks_begin_on_the_first_day() -> None:
    """28 days in four rows; what falls outside is in none."""
    found = calendar(0, 6, 7, 27, 28, UNCLEAR, None)
    weeks = found.weeks()
    assert [[day.isoformat() for day, held in week if held] for week in weeks] == [
        ["2027-01-11", "2027-01-17"], ["2027-01-18"], [], ["2027-02-07"],
    ]  # fmt: skip
    assert sum(len(held) for week in weeks for _, held in week) == len(found.within()) == 4


@pytest.mark.parametrize(("start", "raised"), [(None, Missing), (UNCLEAR, Unreadable)])
def test_without_a_first_day_there_are_no_weeks(start, raised) -> None:
    """Four weeks from nowhere cannot be drawn."""
    with pytest.raises(raised):
        calendar(0, start=start).weeks()


def test_the_longest_silence_is_shown() -> None:
    """The first of the longest, whatever the order written."""
    found = calendar(20, 0, 4, 12).longest_silence()
    assert found == Silence(START + timedelta(4), START + timedelta(12))
    assert found.days == 8
    assert calendar(3).longest_silence() is None


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.integers(4, 28))
def test_days_that_are_spread_keep_the_pace(first, how_many) -> None:
    """Within the four weeks, each its own day, never more than a week apart."""
    days = spread(first, how_many)
    found = EditorialCalendar(first, tuple(Publication(day=day) for day in days))
    assert len(found.within()) == len(set(days)) == how_many
    assert max(silence.days for silence in found.silences()) <= LONGEST_SILENCE


offsets = st.lists(st.one_of(st.integers(-9, 40), st.just(UNCLEAR), st.none()), max_size=9)


@given(offsets, st.sampled_from([START, UNCLEAR, None]), st.data())
def test_what_is_decided_does_not_depend_on_what_cannot_be_read(days, start, data) -> None:
    """Put any date where one cannot be read: a verdict already given stays the same."""
    before = calendar(*days, start=start)
    any_day = st.integers(-40, 80).map(lambda place: START + timedelta(place))
    drawn = {
        place: data.draw(any_day)
        for place, each in enumerate(before.publications)
        if isinstance(each.day, Unreadable)
    }
    after = EditorialCalendar(
        data.draw(any_day) if isinstance(start, Unreadable) else start,
        tuple(
            replace(each, day=drawn.get(place, each.day))
            for place, each in enumerate(before.publications)
        ),
    )
    for name in ("fills_four_weeks", "keeps_pace", "says_nothing_twice"):
        answer = decided(getattr(before, name))
        if answer is not None:
            assert getattr(after, name)() is answer, name
