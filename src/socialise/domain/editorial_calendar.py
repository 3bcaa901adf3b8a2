"""An editorial calendar: what is published, where and when, over four weeks from a first day.

A date that someone typed and that cannot be read stays in the calendar as such. What it could not
change is decided; what it could change raises words.Unreadable, and a person looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from socialise import words
from socialise.domain.call_to_action import spoken_to
from socialise.words import fold, words_in

WEEKS = 4
WEEK = 7
FOUR_WEEKS = WEEKS * WEEK  # days
LONGEST_SILENCE = 7  # days between two publications that follow each other (rule of the course)
LEAST = 6  # publications (rule of the course)
TEXT_WORDS, ALTERNATIVE_WORDS, CALL_WORDS, GAIN_WORDS = 5, 4, 2, 4  # at least (rules of the course)

Day = date | words.Unreadable | None


class Source(StrEnum):
    """What a publication draws from; the values are the keys of the course's choices."""

    MISSION = "mission"
    VISION = "vision"
    VALUES = "valeurs"


# Key → name, in the order in which they are asked for: the options of « Ce qu'elle raconte ».
SOURCES = {"mission": "La mission", "vision": "La vision", "valeurs": "Les valeurs"}
OUTLETS = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "infolettre": "Infolettre",
    "site": "Site Web",
    "autre": "Ailleurs",
}

_OURSELVES = frozenset(["nous", "notre", "nos", "on", "je", "j"])
_NOTHING = re.compile(
    r"(?:aucune?|pas d|pas de|sans)"
    r"(?: (?:dessin|illustration|image|hashtag|mot clic|photo|video|visuel)s?)?"
    r"(?: (?:cette fois|ici|necessaire|pour cette fois|pour l instant|pour le moment))?"
    r"|n a|na|neant|non|rien(?: du tout)?|s o|texte seul(?:ement)?"
)


def is_there(text: str) -> bool:
    """Whether something is named: at least a word, and not « aucun », « sans objet », « rien »."""
    said = " ".join(words_in(fold(text[:200])))
    return bool(said) and said != "sans objet" and _NOTHING.fullmatch(said) is None


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One publication. `place` and `source` are keys of OUTLETS and SOURCES, or empty."""

    day: Day = None
    place: str = ""
    source: str = ""
    gain: str = ""
    text: str = ""
    call: str = ""
    tags: str = ""
    visual: str = ""
    alternative: str = ""

    @property
    def on(self) -> date | None:
        """Its day, None when there is none or when it cannot be read."""
        return self.day if isinstance(self.day, date) else None

    def has_text(self) -> bool:
        """A text of five words or more."""
        return len(words_in(self.text)) >= TEXT_WORDS

    def has_visual(self) -> bool:
        """A visual is named."""
        return is_there(self.visual)

    def is_complete(self) -> bool:
        """A text of five words or more, a visual, and at least one keyword."""
        return self.has_text() and self.has_visual() and is_there(self.tags)

    def is_described(self) -> bool:
        """Four words or more stand for its visual, and they are not its text."""
        enough = len(words_in(self.alternative)) >= ALTERNATIVE_WORDS
        texts = [self.text, self.alternative]
        return enough and len(words.distinct(texts)) > len(words.distinct(texts[:1]))

    def calls(self) -> bool:
        """A call to action of two words or more, said to the person who reads."""
        return len(words_in(self.call)) >= CALL_WORDS and spoken_to(self.call) is not None

    def gives(self) -> bool:
        """What the person gains, in four words or more, said to her; « nous » does not begin it."""
        said = words_in(self.gain)
        return (
            len(said) >= GAIN_WORDS
            and not _begins_with_ourselves(said)
            and words.second_person(self.gain) is not None
        )


def _begins_with_ourselves(said: list[str]) -> bool:
    first, second = fold(said[0]), fold(said[1])
    return first in _OURSELVES or (first == "l" and second == "on")


@dataclass(frozen=True)
class Silence:
    """Days without a publication, from one to the one that follows it."""

    before: date
    after: date

    @property
    def days(self) -> int:
        """Days from one to the other: 0 on the same day."""
        return (self.after - self.before).days


@dataclass(frozen=True)
class EditorialCalendar:
    """Publications, in the order in which they were written, and the day the calendar begins."""

    start: Day
    publications: tuple[Publication, ...]

    # -- the days ------------------------------------------------------------------------------

    @property
    def end(self) -> date | None:
        """The 28th day, None when the first is not known."""
        return self.start + timedelta(FOUR_WEEKS - 1) if isinstance(self.start, date) else None

    def dated(self) -> list[Publication]:
        """Those whose date can be read, by day; those of one day in the order written."""
        return sorted((each for each in self.publications if each.on), key=_day)

    def holds(self, day: date) -> bool:
        """Whether that day is one of the four weeks. False when their first day is not known."""
        return isinstance(self.start, date) and 0 <= (day - self.start).days < FOUR_WEEKS

    def within(self) -> list[Publication]:
        """Those of the four weeks, by day."""
        return [each for each in self.dated() if each.on and self.holds(each.on)]

    def weeks(self) -> list[list[tuple[date, list[Publication]]]]:
        """Each of the four weeks as seven days, each day with what it publishes.

        Raises words.Missing, or words.Unreadable, where the first day is not known.
        """
        first = self.first_day()
        days = [first + timedelta(place) for place in range(FOUR_WEEKS)]
        held: dict[date, list[Publication]] = {day: [] for day in days}
        for each in self.within():
            held[_day(each)].append(each)
        return [
            [(day, held[day]) for day in days[place : place + WEEK]]
            for place in range(0, FOUR_WEEKS, WEEK)
        ]

    def first_day(self) -> date:
        """The day the calendar begins. Raises words.Missing or words.Unreadable."""
        if self.start is None:
            raise words.Missing
        if isinstance(self.start, words.Unreadable):
            raise self.start
        return self.start

    def silences(self) -> list[Silence]:
        """The days between each publication and the next, dates that cannot be read left out."""
        return [Silence(_day(one), _day(other)) for one, other in pairwise(self.dated())]

    def longest_silence(self) -> Silence | None:
        """The longest one, the first of them if several are; None under two dates."""
        return max(self.silences(), key=lambda silence: silence.days, default=None)

    # -- what a calendar is asked to be -----------------------------------------------------------

    def count(self, passes: Callable[[Publication], bool]) -> int:
        """How many publications pass."""
        return sum(map(passes, self.publications))

    def fills_four_weeks(self, least: int = LEAST) -> bool:
        """Whether `least` publications have their date in the four weeks."""
        unclear = self._unclear()
        if self.start is None or len(self.dated()) + len(unclear) < least:
            return False
        self.first_day()  # raises where it cannot be read
        inside = len(self.within())
        if inside < least <= inside + len(unclear):
            raise unclear[0]
        return inside >= least

    def keeps_pace(self, least: int = LEAST, longest: int = LONGEST_SILENCE) -> bool:
        """Whether `least` publications are dated, none more than `longest` days after another."""
        unclear = self._unclear()
        if len(self.dated()) + len(unclear) < least:
            return False
        # A date that cannot be read may fill a silence: some silences are too many for them.
        needed = sum(max(0, silence.days - 1) // longest for silence in self.silences())
        if needed > len(unclear):
            return False
        if unclear:
            raise unclear[0]
        return True

    def says_nothing_twice(self, least: int = LEAST) -> bool:
        """Whether no text is repeated and no place has two publications on one day.

        `least` publications must have a text, a date and a place.
        """
        if self.repeated_text() is not None or self.clash() is not None:
            return False
        ready = [each for each in self.publications if each.has_text() and each.place and each.day]
        if len(ready) < least:
            return False
        for one in self.publications:
            if isinstance(one.day, words.Unreadable) and one.place:
                alike = any(
                    other is not one and other.place == one.place and other.day is not None
                    for other in self.publications
                )
                if alike or sum(each.on is not None for each in ready) < least:
                    raise one.day
        return True

    def draws_from_all(self, least: int = LEAST) -> bool:
        """Whether each publication says what it draws from, and the three sources all serve."""
        used = [each.source for each in self.publications]
        return len(used) >= least and all(used) and set(SOURCES) <= set(used)

    # -- what is seen of it ------------------------------------------------------------------------

    def repeated_text(self) -> str | None:
        """The first text that was already written, whatever its case and punctuation."""
        firsts = words.distinct(each.text for each in self.publications)
        for each in self.publications:
            if each.text in firsts:
                firsts.remove(each.text)
            elif words.distinct([each.text]):
                return each.text
        return None

    def clash(self) -> Publication | None:
        """The first publication whose place already has one on its day."""
        taken: set[tuple[date, str]] = set()
        for each in self.publications:
            if each.on is None or not each.place:
                continue
            if (each.on, each.place) in taken:
                return each
            taken.add((each.on, each.place))
        return None

    def by_source(self) -> dict[str, int]:
        """How many publications draw from each source, in the order of SOURCES."""
        used = Counter(each.source for each in self.publications)
        return {key: used[key] for key in SOURCES}

    def _unclear(self) -> list[words.Unreadable]:
        return [each.day for each in self.publications if isinstance(each.day, words.Unreadable)]


def spread(first: date, how_many: int = LEAST) -> tuple[date, ...]:
    """Days spread over the four weeks that begin that day: never a week apart from four on."""
    return tuple(first + timedelta(FOUR_WEEKS * place // how_many) for place in range(how_many))


def _day(publication: Publication) -> date:
    assert publication.on is not None
    return publication.on
