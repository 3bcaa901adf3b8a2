"""The pages around the lessons agree with them: minutes, titles, order, common questions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.search import fold

_ROOT = Path(__file__).parents[3]
_BOOK = _ROOT / "book"
_LESSONS = sorted(path.stem for path in _BOOK.glob("[0-9][0-9]-*.md"))
_ROW = re.compile(r"^\| (?P<moment>.+?) \| .*?\| \**(?P<minutes>\d+)\** \|$", re.M)


def _guide(lesson: str) -> str:
    return (_BOOK / "guides" / f"{lesson}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lesson", _LESSONS)
def test_the_minutes_of_a_guide_add_up_to_its_lesson_and_a_discussion(lesson: str) -> None:
    """A trainer who follows the table ends at the hour that was announced."""
    text = (_BOOK / f"{lesson}.md").read_text(encoding="utf-8")
    announced = int(re.findall(r"^minutes: (\d+)$", text, re.M)[0])
    rows = [(row["moment"], int(row["minutes"])) for row in _ROW.finditer(_guide(lesson))]
    moments = [minutes for moment, minutes in rows if not moment.startswith(("**", "Discussion"))]
    (discussion,) = (minutes for moment, minutes in rows if moment.startswith("Discussion « "))
    totals = {moment: minutes for moment, minutes in rows if moment.startswith("**")}
    assert sum(moments) == announced
    assert totals == {"**La leçon**": announced, "**En tout**": announced + discussion}


@pytest.mark.parametrize(
    "source",
    [path for lesson in _LESSONS for path in sorted((_ROOT / "solutions" / lesson).glob("*.md"))],
    ids=lambda path: path.stem,
)
def test_a_guide_gives_each_activity_the_minutes_of_its_form(source: Path) -> None:
    """And its title, as the page shows it."""
    form = re.search(
        r'^    title="(?P<title>[^"]+)",\n    minutes=(?P<minutes>\d+)',
        source.read_text(encoding="utf-8"),
        re.M,
    )
    assert form is not None
    row = f"| L'activité « {form['title']} » | 5 | {form['minutes']} |"
    assert row in _guide(source.parent.name)


def test_a_guide_is_not_numbered_as_a_lesson() -> None:
    """It has the same name; « Leçon 2 » above it would mislead, and so would its steps."""
    assert lesson_number("book/02-propulsion-ou-ancrage") == 2
    assert lesson_number("book/guides/02-propulsion-ou-ancrage") is None


def test_the_terms_of_the_glossary_are_in_order() -> None:
    """Of the alphabet, accents and capitals aside: a printed page has no search."""
    text = (_BOOK / "glossaire.md").read_text(encoding="utf-8")
    terms = [fold(term) for term in re.findall(r"^(.+)\n: ", text, re.M)]
    assert len(terms) >= 45
    assert terms == sorted(terms)


def test_the_two_surveys_share_their_last_five_questions() -> None:
    """Word for word: before and after are compared."""
    questions = []
    for name in ("avant", "apres"):
        text = (_BOOK / f"sondage-{name}.md").read_text(encoding="utf-8")
        found = dict(re.findall(r"\*\*(\d+)\.(.+)", text))
        assert list(found) == [str(number) for number in range(1, 11)]
        questions.append([found[str(number)] for number in range(6, 11)])
    assert questions[0] == questions[1]
