"""What the course teaches, idea by idea: `book/couverture.toml`, and whether the book agrees.

The file gives each idea its words and what verifies it. It never says where the idea is taught:
that is the place `(rang-2-13)=` of a lesson, found where it stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from socialise.form import BrokenActivity

__all__ = [
    "FILE",
    "BrokenCoverage",
    "Coverage",
    "Facts",
    "Idea",
    "Judge",
    "Problem",
    "announced",
    "check_coverage",
    "problems_in",
    "read_coverage",
]

FILE = "book/couverture.toml"
_KEYS: dict[str, type] = {
    "texte": str, "activite": str, "criteres": list, "lecture": bool, "quiz": bool, "prive": bool,
    "a_venir": bool,
}  # fmt: skip
_PLACE = re.compile(r"^ *\((rang-[^)\s]*)\)= *$")
_LESSON = re.compile(r"book/(\d\d)-[^/]+\.md")


@dataclass(frozen=True)
class Problem:
    """Where (« book/couverture.toml:12 »), what is wrong, and the cure; the last two in French."""

    place: str
    fact: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place} : {self.fact} → {self.cure}."


class BrokenCoverage(ValueError):
    """The file cannot be used; `problems` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Idea:
    """One row: its words, and what verifies it."""

    id: str
    text: str
    line: int
    activity: str = ""  # "lesson/activity"
    criteria: tuple[str, ...] = ()  # of the activity
    read: bool = False  # a free text of the activity, read by the trainer
    quiz: bool = False  # a question of its lesson's quiz
    private: bool = False  # asked, and collected by nobody
    coming: bool = False  # taught nowhere yet

    @property
    def article(self) -> int:
        """2 for « 2.13 »."""
        return int(self.id.partition(".")[0])

    @property
    def place(self) -> str:
        """« rang-2-13 »: its address in a lesson."""
        return f"rang-{self.id.replace('.', '-')}"


@dataclass(frozen=True)
class Coverage:
    """The articles' references by number, and the ideas in order."""

    references: Mapping[int, str]
    ideas: tuple[Idea, ...]

    def of_article(self, number: int) -> list[Idea]:
        """The ideas of one article, in order."""
        return [idea for idea in self.ideas if idea.article == number]


@dataclass(frozen=True)
class Judge:
    """What an activity can verify: the ids of its criteria, and whether a trainer reads a text."""

    criteria: Set[str]
    read: bool

    @classmethod
    def of_bundle(cls, bundle: Mapping[str, Any]) -> Judge:
        """From the cells of a released activity."""
        cells = [(cell["id"], cell["role"]) for cell in bundle["cells"]]
        criteria = {key for key, role in cells if role in ("criterion", "hidden")}
        return cls(criteria, any(role == "free_text" for _, role in cells))


@dataclass(frozen=True)
class Facts:
    """What the book holds, as seen in its texts or in its built pages."""

    places: Mapping[str, list[str]] = field(default_factory=dict)  # "rang-2-13" → "page.md:12"
    lessons: Set[int] = frozenset()  # numbers of the lessons that are there
    quizzes: Set[int] = frozenset()  # numbers of those with a quiz
    # "lesson/activity" → what it verifies; None while it is announced and not released.
    activities: Mapping[str, Judge | None] = field(default_factory=dict)


def read_coverage(root: Path) -> Coverage:
    """The file of a course. Raises BrokenCoverage with every problem at once."""
    text = (root / FILE).read_text("utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        cure = "corrigez cette ligne"
        raise BrokenCoverage([Problem(FILE, f"ne se lit pas ({broken})", cure)]) from broken
    lines = {found[1]: number for number, found in _headings(text)}
    problems: list[Problem] = []
    ideas = []
    for key, row in data.get("idee", {}).items():
        line = lines.get(key, 1)
        bad = list(_row_problems(key, row, f"{FILE}:{line}"))
        problems += bad
        if not bad:
            ideas.append(_idea(key, row, line))
    references = {}
    for key, row in data.get("article", {}).items():
        reference = row.get("reference") if isinstance(row, dict) else None
        if not key.isdecimal() or not isinstance(reference, str) or not reference.strip():
            cure = f'écrivez [article.1], puis reference = "…" (vu : [article.{key}])'
            problems.append(Problem(FILE, "un article n'a pas son numéro ou sa référence", cure))
        else:
            references[int(key)] = reference
    for number in sorted({idea.article for idea in ideas} - references.keys()):
        cure = f'ajoutez [article.{number}] et sa ligne reference = "…"'
        problems.append(Problem(FILE, f"l'article {number} n'a pas de référence", cure))
    if problems:
        raise BrokenCoverage(problems)
    ideas.sort(key=lambda idea: [int(part) for part in idea.id.split(".")])
    return Coverage(dict(sorted(references.items())), tuple(ideas))


def _headings(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r'\[idee\."([^"]*)"\]', line):
            yield number, found


def _idea(key: str, row: Mapping[str, Any], line: int) -> Idea:
    return Idea(
        id=key,
        text=row["texte"],
        line=line,
        activity=row.get("activite", ""),
        criteria=tuple(row.get("criteres", ())),
        read=row.get("lecture", False),
        quiz=row.get("quiz", False),
        private=row.get("prive", False),
        coming=row.get("a_venir", False),
    )


def _row_problems(key: str, row: object, place: str) -> Iterator[Problem]:
    idea = f"idée {key}"
    if not re.fullmatch(r"\d+\.\d+", key):
        yield Problem(place, f"« {key} » n'est pas un numéro d'idée", 'écrivez [idee."2.13"]')
    if not isinstance(row, dict):
        yield Problem(place, f"{idea} : des lignes sont attendues", 'écrivez texte = "…"')
        return
    for name, value in row.items():
        if name not in _KEYS:
            known = ", ".join(_KEYS)
            yield Problem(place, f"{idea} : « {name} » est inconnu", f"choisissez parmi {known}")
        elif not isinstance(value, _KEYS[name]):
            cure = {str: 'écrivez "…"', bool: "écrivez true", list: 'écrivez ["…"]'}[_KEYS[name]]
            yield Problem(place, f"{idea} : « {name} » ne se lit pas", cure)
    if not str(row.get("texte", "")).strip():
        yield Problem(place, f"{idea} : elle n'est pas dite", 'ajoutez texte = "…"')
    judged = row.get("criteres") or row.get("lecture")
    if judged and not row.get("activite"):
        cure = 'ajoutez activite = "leçon/activité"'
        yield Problem(place, f"{idea} : on ne sait pas quelle activité la vérifie", cure)
    if row.get("activite") and not judged:
        cure = "ajoutez criteres = […] ou lecture = true"
        yield Problem(place, f"{idea} : on ne sait pas ce que l'activité vérifie", cure)


def problems_in(coverage: Coverage, facts: Facts) -> Iterator[Problem]:
    """Where the file and the book disagree, from either side."""
    known = {idea.place for idea in coverage.ideas}
    for name, found in sorted(facts.places.items()):
        for place in found if name not in known else ():
            fact = f"({name})= n'est l'adresse d'aucune idée"
            yield Problem(place, fact, f"corrigez-la, ou ajoutez l'idée dans {FILE}")
        for place in found[1:] if name in known else ():
            fact = f"({name})= est déjà dans {found[0]}"
            yield Problem(place, fact, "gardez-en une seule")
    for idea in coverage.ideas:
        yield from _idea_problems(idea, facts)


def _idea_problems(idea: Idea, facts: Facts) -> Iterator[Problem]:
    place, told = f"{FILE}:{idea.line}", f"idée {idea.id}"
    taught = idea.place in facts.places
    if taught and idea.coming:
        fact = f"{told} : « à venir », mais elle est dans {facts.places[idea.place][0]}"
        yield Problem(place, fact, "retirez a_venir")
    if not taught and not idea.coming and idea.article in facts.lessons:
        cure = f"mettez ({idea.place})= là où la leçon l'enseigne, ou a_venir = true ici"
        yield Problem(place, f"{told} : aucune page ne l'enseigne", cure)
    if idea.quiz and idea.article in facts.lessons - facts.quizzes:
        cure = "ajoutez-lui un {quiz}, ou retirez quiz = true"
        yield Problem(place, f"{told} : la leçon {idea.article} n'a pas de quiz", cure)
    if not idea.activity:
        return
    if idea.activity not in facts.activities:
        names = ", ".join(sorted(facts.activities))
        fact = f"{told} : l'activité « {idea.activity} » n'est dans aucune leçon"
        yield Problem(place, fact, f"choisissez parmi {names}" if names else "retirez activite")
        return
    judge = facts.activities[idea.activity]
    if judge is None:
        return
    for criterion in idea.criteria:
        if criterion not in judge.criteria:
            fact = f"{told} : « {idea.activity} » n'a pas de critère « {criterion} »"
            yield Problem(place, fact, f"choisissez parmi {', '.join(sorted(judge.criteria))}")
    if idea.read and not judge.read:
        fact = f"{told} : « {idea.activity} » n'a pas de réponse à lire"
        yield Problem(place, fact, "retirez lecture = true")


def _texts(root: Path) -> dict[str, list[str]]:
    """The lines of each page of the book, by its path from the root."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8").splitlines()
        for path in sorted((root / "book").rglob("*.md"))
    }


def announced(root: Path) -> set[str]:
    """The activities that the lessons' texts show, released or not."""
    found = (
        re.match(r"[`:]{3,}\{activity\} +(\S+)", line)
        for lines in _texts(root).values()
        for line in lines
    )
    return {match[1].strip("/") for match in found if match}


def _text_facts(root: Path) -> Facts:
    """What the texts hold, whether or not the table of contents lists them."""
    places: dict[str, list[str]] = {}
    lessons, quizzes = set(), set()
    for page, lines in _texts(root).items():
        number = _LESSON.fullmatch(page)
        if number:
            lessons.add(int(number[1]))
        for at, line in enumerate(lines, 1):
            if found := _PLACE.match(line):
                places.setdefault(found[1], []).append(f"{page}:{at}")
            if number and re.match(r"[`:]{3,}\{quiz\}", line):
                quizzes.add(int(number[1]))
    activities: dict[str, Judge | None] = dict.fromkeys(announced(root))
    for path in sorted((root / "exercises").glob("*/*.ipynb")):
        activities[f"{path.parent.name}/{path.stem}"] = _judge(path)
    return Facts(places, lessons, quizzes, activities)


def _judge(notebook: Path) -> Judge | None:
    from socialise.course.bundle import read_bundle  # lazy: reads notebooks

    try:
        return Judge.of_bundle(read_bundle(notebook))
    except (BrokenActivity, OSError, KeyError, TypeError, ValueError):
        return None  # the release's own gates name it


def check_coverage(root: Path) -> Iterator[str]:
    """The gate: every disagreement between the file and the texts of the book, without a build."""
    if not (root / FILE).is_file():
        return
    try:
        yield from map(str, problems_in(read_coverage(root), _text_facts(root)))
    except BrokenCoverage as broken:
        yield from map(str, broken.problems)
