"""The trainer's paths: `book/parcours.toml`, the hour of each moment, and whether it all fits.

A path is a room's agenda: moments in order between two hours. An activity's minutes are its
form's, a quiz's are its guide's; only what a trainer tells or leaves free has minutes here.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from socialise.course.coverage import Problem
from socialise.course.path_facts import Facts, text_facts

__all__ = [
    "FILE",
    "Agenda",
    "BrokenPaths",
    "Kind",
    "Moment",
    "Timed",
    "check_paths",
    "clock",
    "minutes_of",
    "problems_in",
    "read_clock",
    "read_paths",
    "timed",
]

FILE = "book/parcours.toml"


class Kind(StrEnum):
    """What a moment is; the value is the key that says so in the file."""

    ACTIVITY = "activite"  # "lesson/activity"
    QUIZ = "quiz"  # the lesson
    TOLD = "dire"  # what is told, read or discussed
    BREAK = "pause"
    MEAL = "repas"  # its fixed hour
    SLACK = "marge"  # what to do of it when on time


_WORK = (Kind.ACTIVITY, Kind.QUIZ, Kind.TOLD)
_COMPUTED = (Kind.ACTIVITY, Kind.QUIZ)  # their minutes are written elsewhere
_AGENDA_KEYS: dict[str, type] = {
    "titre": str, "debut": str, "minutes": int, "marge": int, "moment": list,
}  # fmt: skip
_KEYS: dict[str, type] = {
    **{kind.value: str for kind in Kind},
    "minutes": int, "page": str, "section": str, "si-retard": str, "gagne": int, "rang": int,
    "garder": str, "sans-wifi": str, "maison": str,
}  # fmt: skip
_EXAMPLE: dict[type, str] = {
    str: "écrivez {} = \"…\"", int: "écrivez {} = 10", list: "écrivez [[parcours.moment]]",
}  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2}) h(?: (\d{2}))?")


class BrokenPaths(ValueError):
    """The file cannot be used; `problems` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Moment:
    """One line of a path. What is work has either `keep`, or `late` with `saved` and `rank`."""

    kind: Kind
    text: str  # the value of its kind's key
    line: int
    minutes: int | None = None  # None: the form's, or the guide's
    page: str = ""  # of what is told, without `book/`
    section: str = ""  # a heading of that page
    late: str = ""  # what to drop when late
    saved: int = 0  # minutes that it saves
    rank: int = 0  # 1 is dropped first
    keep: str = ""  # why it is never dropped
    offline: str = ""  # what to do without wifi; empty: nothing changes
    homework: str = ""  # how it becomes homework; empty: it does not

    @property
    def lesson(self) -> str:
        """The page where it stands, without `book/`; empty for a break."""
        if self.kind is Kind.ACTIVITY:
            return self.text.partition("/")[0]
        return self.text if self.kind is Kind.QUIZ else self.page


@dataclass(frozen=True)
class Agenda:
    """A path: hours are minutes since midnight, lengths are minutes."""

    id: str
    title: str
    line: int
    start: int
    total: int
    slack: int  # what it promises at least
    moments: tuple[Moment, ...]

    @property
    def end(self) -> int:
        """The hour that was announced."""
        return self.start + self.total


@dataclass(frozen=True)
class Timed:
    """A moment with its hour (minutes since midnight) and its minutes."""

    moment: Moment
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """When it is over; excluded."""
        return self.start + self.minutes


def clock(minutes: int) -> str:
    """« 9 h », « 9 h 05 »: an hour of the day as Quebec writes it, with no-break spaces."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02}" if rest else "")


def read_clock(text: str) -> int | None:
    """Minutes since midnight of « 9 h » or « 9 h 05 »; None for anything else."""
    found = _CLOCK.fullmatch(" ".join(text.split()))
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return int(found[1]) * 60 + int(found[2] or 0)


def read_paths(root: Path) -> dict[str, Agenda]:
    """The paths of a course, by id, in order. Raises BrokenPaths with every problem at once."""
    text = (root / FILE).read_text("utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        cure = "corrigez cette ligne"
        raise BrokenPaths([Problem(FILE, f"ne se lit pas ({broken})", cure)]) from broken
    lines = _lines(text)
    problems: list[Problem] = []
    found = {}
    for id, row in data.items():
        own = lines.get(id, [])
        bad = list(_agenda_problems(id, row, own))
        problems += bad
        if not bad:
            found[id] = _agenda(id, row, own)
    if problems:
        raise BrokenPaths(problems)
    return found


def _lines(text: str) -> dict[str, list[int]]:
    """For each path, the line of its heading, then those of its moments."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\[([\w-]+)\]|\[\[([\w-]+)\.moment\]\]", line):
            found.setdefault(heading[1] or heading[2], []).append(number)
    return found


def _line(lines: list[int], index: int) -> int:
    """The line of the heading (0) or of a moment (from 1)."""
    return lines[index] if index < len(lines) else (lines or [1])[0]


def _agenda(id: str, row: Mapping[str, Any], lines: list[int]) -> Agenda:
    moments = [_moment(one, _line(lines, at)) for at, one in enumerate(row["moment"], 1)]
    return Agenda(
        id, row["titre"], _line(lines, 0), read_clock(row["debut"]) or 0, row["minutes"],
        row["marge"], tuple(moments),
    )  # fmt: skip


def _moment(row: Mapping[str, Any], line: int) -> Moment:
    (kind,) = _kinds(row)
    return Moment(
        kind=kind,
        text=row[kind.value].strip("/ "),
        line=line,
        minutes=row.get("minutes"),
        page=row.get("page", ""),
        section=row.get("section", ""),
        late=row.get("si-retard", ""),
        saved=row.get("gagne", 0),
        rank=row.get("rang", 0),
        keep=row.get("garder", ""),
        offline=row.get("sans-wifi", ""),
        homework=row.get("maison", ""),
    )


def _kinds(row: Mapping[str, Any]) -> list[Kind]:
    return [kind for kind in Kind if kind.value in row]


def _typed(
    row: Mapping[str, Any], keys: Mapping[str, type], told: str, place: str
) -> list[Problem]:
    """Names that are unknown, values of another type, texts and numbers that are empty."""
    problems = []
    for name, value in row.items():
        if name not in keys:
            cure = f"choisissez parmi {', '.join(keys)}"
            problems.append(Problem(place, f"{told} : « {name} » est inconnu", cure))
            continue
        right = isinstance(value, keys[name]) and not isinstance(value, bool)
        empty = (isinstance(value, str) and not value.strip()) or (
            isinstance(value, int) and value < 0
        )
        if not right or empty:
            cure = _EXAMPLE[keys[name]].format(name)
            problems.append(Problem(place, f"{told} : « {name} » ne se lit pas", cure))
    return problems


def _agenda_problems(id: str, row: object, lines: list[int]) -> Iterator[Problem]:
    place, told = f"{FILE}:{_line(lines, 0)}", f"parcours « {id} »"
    if not isinstance(row, dict):
        yield Problem(place, f"{told} : des lignes sont attendues", 'écrivez titre = "…"')
        return
    if bad := _typed(row, _AGENDA_KEYS, told, place):
        yield from bad
        return
    for name, type_ in _AGENDA_KEYS.items():
        if not row.get(name) and not (name == "marge" and row.get(name) == 0):
            cure = _EXAMPLE[type_].format(name)
            yield Problem(place, f"{told} : « {name} » manque", cure)
    if "debut" in row and read_clock(row["debut"]) is None:
        fact = f"{told} : « {row['debut']} » n'est pas une heure"
        yield Problem(place, fact, 'écrivez debut = "9 h 05"')
    for at, moment in enumerate(row.get("moment", ()), 1):
        where = f"{FILE}:{_line(lines, at)}"
        yield from _moment_problems(moment, f"{told}, moment {at}", where)


def _moment_problems(row: Any, told: str, place: str) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield Problem(place, f"{told} : des lignes sont attendues", 'écrivez dire = "…"')
        return
    if bad := _typed(row, _KEYS, told, place):
        yield from bad
        return
    kinds = _kinds(row)
    if len(kinds) != 1:
        names = ", ".join(Kind)
        seen = " et ".join(f"« {kind} »" for kind in kinds)
        fact = f"{seen} sont deux moments" if kinds else "on ne sait pas ce qu'on y fait"
        yield Problem(place, f"{told} : {fact}", f"gardez une seule ligne parmi {names}")
        return
    (kind,) = kinds
    yield from _length_problems(row, kind, told, place)
    if kind is Kind.MEAL and read_clock(row["repas"]) is None:
        fact = f"{told} : « {row['repas']} » n'est pas une heure"
        yield Problem(place, fact, 'écrivez repas = "12 h"')
    if kind is Kind.TOLD and "page" not in row:
        yield Problem(place, f"{told} : on ne sait pas où le lire", 'ajoutez page = "…"')
    if kind in _WORK:
        yield from _late_problems(row, told, place)
        if kind is not Kind.TOLD and "sans-wifi" not in row:
            fact = f"{told} : on ne sait pas quoi faire sans wifi"
            yield Problem(place, fact, 'ajoutez sans-wifi = "…"')


def _length_problems(
    row: Mapping[str, Any], kind: Kind, told: str, place: str
) -> Iterator[Problem]:
    if kind in _COMPUTED and "minutes" in row:
        source = "du formulaire" if kind is Kind.ACTIVITY else "du guide de la leçon"
        yield Problem(place, f"{told} : ses minutes viennent {source}", "retirez minutes")
    if kind not in _COMPUTED and not row.get("minutes"):
        yield Problem(place, f"{told} : sa durée manque", "écrivez minutes = 10")


def _late_problems(row: Mapping[str, Any], told: str, place: str) -> Iterator[Problem]:
    if ("si-retard" in row) == ("garder" in row):
        fact = f"{told} : on ne sait pas s'il se coupe quand le temps manque"
        cure = 'ajoutez si-retard = "…" avec gagne et rang, ou garder = "…", pas les deux'
        yield Problem(place, fact, cure)
    elif "si-retard" in row and not (row.get("gagne") and row.get("rang")):
        fact = f"{told} : on ne sait pas combien on gagne, ni dans quel ordre"
        yield Problem(place, fact, "ajoutez gagne = 5 et rang = 1")
    elif "garder" in row and ("gagne" in row or "rang" in row):
        yield Problem(
            place, f"{told} : ce qu'on garde ne fait rien gagner", "retirez gagne et rang"
        )


def minutes_of(moment: Moment, facts: Facts) -> int:
    """How long it lasts; 0 when what it names is not there, which is told apart."""
    if moment.kind is Kind.ACTIVITY:
        found = facts.activities.get(moment.text)
        return found.minutes if found else 0
    if moment.kind is Kind.QUIZ:
        page = facts.pages.get(moment.text)
        return page.quiz_minutes or 0 if page else 0
    return moment.minutes or 0


def timed(agenda: Agenda, facts: Facts) -> list[Timed]:
    """Each moment at its hour, one after the other from the start."""
    found, now = [], agenda.start
    for moment in agenda.moments:
        found.append(Timed(moment, now, minutes_of(moment, facts)))
        now = found[-1].end
    return found


def problems_in(agenda: Agenda, facts: Facts) -> Iterator[Problem]:
    """Where a path and the book disagree, then whether its minutes fit.

    The sums are told only once each name is known: a missing activity is one problem, not three.
    """
    missing = [
        problem for moment in agenda.moments for problem in _name_problems(agenda, moment, facts)
    ]
    yield from missing
    if not missing:
        yield from _sum_problems(agenda, timed(agenda, facts))
    yield from _rank_problems(agenda)


def _name_problems(agenda: Agenda, moment: Moment, facts: Facts) -> Iterator[Problem]:
    place, told = f"{FILE}:{moment.line}", f"parcours « {agenda.id} »"
    if moment.kind is Kind.ACTIVITY and moment.text not in facts.activities:
        fact = f"{told} : l'activité « {moment.text} » n'est pas dans le cours"
        yield Problem(place, fact, f"choisissez parmi {', '.join(sorted(facts.activities))}")
        return
    if not moment.lesson:
        return
    page = facts.pages.get(moment.lesson)
    if page is None:
        fact = f"{told} : la page « {moment.lesson} » n'existe pas"
        yield Problem(place, fact, f"écrivez book/{moment.lesson}.md, ou changez le nom")
    elif moment.kind is Kind.QUIZ and not page.quiz:
        fact = f"{told} : « {moment.lesson} » n'a pas de quiz"
        yield Problem(place, fact, "ajoutez-lui un {quiz}, ou retirez ce moment")
    elif moment.kind is Kind.QUIZ and page.quiz_minutes is None:
        fact = f"{told} : le guide de « {moment.lesson} » ne dit pas les minutes du quiz"
        yield Problem(place, fact, "ajoutez-y la ligne « | Le quiz, seul | 4 | 6 | »")
    elif moment.section and moment.section not in page.headings:
        fact = f"{told} : « {moment.section} » n'est pas un titre de book/{moment.lesson}.md"
        yield Problem(place, fact, "recopiez le titre comme il y est écrit")


def _sum_problems(agenda: Agenda, moments: list[Timed]) -> Iterator[Problem]:
    place, told = f"{FILE}:{agenda.line}", f"parcours « {agenda.id} »"
    slack = sum(one.minutes for one in moments if one.moment.kind is Kind.SLACK)
    work = sum(one.minutes for one in moments) - slack
    if slack < agenda.slack:
        fact = f"{told} : {agenda.slack} min de marge promises, {slack} prévues"
        yield Problem(place, fact, f"allongez une marge de {agenda.slack - slack} min")
    if gap := agenda.total - work - slack:
        fact = (
            f"{told} : {work} min de moments et {slack} de marge font {work + slack}, "
            f"et non {agenda.total}"
        )
        cure = f"ajoutez {gap} min de marge" if gap > 0 else f"retirez {-gap} min"
        yield Problem(place, fact, cure)
    for one in moments:
        moment, where = one.moment, f"{FILE}:{one.moment.line}"
        if moment.saved > one.minutes:
            fact = f"{told} : on ne gagne pas {moment.saved} min sur {one.minutes}"
            yield Problem(where, fact, "baissez gagne")
        if moment.kind is not Kind.MEAL:
            continue
        fixed = read_clock(moment.text) or 0
        if one.start > fixed:
            fact = f"{told} : à {clock(fixed)}, le repas commence et l'on travaille jusqu'à "
            cure = f"retirez {one.start - fixed} min avant le repas"
            yield Problem(where, fact + clock(one.start), cure)
        elif one.start < fixed:
            fact = f"{told} : le repas est à {clock(fixed)}, et l'on a fini à {clock(one.start)}"
            yield Problem(where, fact, f"ajoutez {fixed - one.start} min de marge avant le repas")


def _rank_problems(agenda: Agenda) -> Iterator[Problem]:
    ranks = sorted(moment.rank for moment in agenda.moments if moment.late)
    if ranks == list(range(1, len(ranks) + 1)):
        return
    place, told = f"{FILE}:{agenda.line}", f"parcours « {agenda.id} »"
    twice = [str(rank) for rank, times in Counter(ranks).items() if times > 1]
    seen = (
        f"le rang {', '.join(twice)} sert deux fois"
        if twice
        else f"les rangs sont {', '.join(map(str, ranks))}"
    )
    yield Problem(place, f"{told} : {seen}", f"numérotez ce qui se coupe de 1 à {len(ranks)}")


def check_paths(root: Path) -> Iterator[str]:
    """The gate: every path of the file against the book, without a build."""
    if not (root / FILE).is_file():
        return
    try:
        agendas = read_paths(root)
    except BrokenPaths as broken:
        yield from map(str, broken.problems)
        return
    facts = text_facts(root)
    for agenda in agendas.values():
        yield from map(str, problems_in(agenda, facts))
