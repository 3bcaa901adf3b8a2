"""The file of the ideas is read whole or refused whole; the book and it must agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialise.course.coverage import (
    BrokenCoverage,
    Facts,
    Judge,
    check_coverage,
    problems_in,
    read_coverage,
)

_FILE = """\
[article.2]
reference = "« Un titre », d'une autrice"

[idee."2.10"]
texte = "La dixième."

[idee."2.1"]
texte = "La première."
activite = "02-lecon/persona"
criteres = ["prenom", "cas"]
lecture = true
quiz = true
"""
_PERSONA = Judge({"prenom", "cas"}, read=True)
_PLACES = {"rang-2-1": ["book/02-lecon.md:4"], "rang-2-10": ["book/02-lecon.md:9"]}
_FACTS = Facts(_PLACES, {2}, {2}, {"02-lecon/persona": _PERSONA})


def _course(root: Path, text: str) -> Path:
    (root / "book").mkdir(exist_ok=True)
    (root / "book/couverture.toml").write_text(text, encoding="utf-8")
    return root


def _told(root: Path, text: str, facts: Facts) -> list[str]:
    return [str(one) for one in problems_in(read_coverage(_course(root, text)), facts)]


def test_ideas_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """2.10 comes after 2.9, not after 2.1."""
    coverage = read_coverage(_course(tmp_path, _FILE))
    first, tenth = coverage.ideas
    assert (first.id, first.line, first.place, first.article) == ("2.1", 7, "rang-2-1", 2)
    assert (first.activity, first.criteria) == ("02-lecon/persona", ("prenom", "cas"))
    assert (first.read, first.quiz, first.private, first.coming) == (True, True, False, False)
    assert tenth.id == "2.10"
    assert coverage.of_article(2) == [first, tenth]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("= true", "= vrai", "book/couverture.toml : ne se lit pas ("),
        ('["prenom", "cas"]', '"prenom"', "couverture.toml:7 : idée 2.1 : « criteres » ne se lit"),
        ("quiz = true", "quizz = true", "couverture.toml:7 : idée 2.1 : « quizz » est inconnu"),
        ('"La dixième."', '" "', "couverture.toml:4 : idée 2.10 : elle n'est pas dite → ajoutez"),
        ('idee."2.10"', 'idee."dix"', "couverture.toml:4 : « dix » n'est pas un numéro d'idée"),
        ('activite = "02-lecon/persona"\n', "", "idée 2.1 : on ne sait pas quelle activité la vér"),
        (
            'criteres = ["prenom", "cas"]\nlecture = true\n', "",
            "idée 2.1 : on ne sait pas ce que l'activité vérifie → ajoutez criteres",
        ),
        ("article.2", "article.3", "l'article 2 n'a pas de référence → ajoutez [article.2]"),
        ("article.2", "article.deux", "un article n'a pas son numéro ou sa référence → écrivez"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_has_its_place_its_fact_and_its_cure(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """The author reads French with a line number, from the build and from the gate."""
    assert before in _FILE
    with pytest.raises(BrokenCoverage) as broken:
        read_coverage(_course(tmp_path, _FILE.replace(before, after)))
    assert told in str(broken.value)
    assert list(check_coverage(tmp_path)) == [str(one) for one in broken.value.problems]


def test_a_book_that_agrees_has_no_problem(tmp_path: Path) -> None:
    """Nor has a lesson that is not there yet, nor an activity that is only announced."""
    assert _told(tmp_path, _FILE, _FACTS) == []
    coming = Facts({}, set(), set(), {"02-lecon/persona": None})
    assert _told(tmp_path, _FILE, coming) == []


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            Facts({"rang-2-1": _PLACES["rang-2-1"]}, {2}, {2}, _FACTS.activities),
            "couverture.toml:4 : idée 2.10 : aucune page ne l'enseigne → mettez (rang-2-10)= là",
        ),
        (
            Facts(_PLACES | {"rang-2-11": ["book/02-lecon.md:12"]}, {2}, {2}, _FACTS.activities),
            "book/02-lecon.md:12 : (rang-2-11)= n'est l'adresse d'aucune idée → corrigez-la, ou",
        ),
        (
            Facts(_PLACES | {"rang-2-1": ["a.md:4", "b.md:7"]}, {2}, {2}, _FACTS.activities),
            "b.md:7 : (rang-2-1)= est déjà dans a.md:4 → gardez-en une seule",
        ),
        (
            Facts(_PLACES, {2}, {7}, _FACTS.activities),
            "couverture.toml:7 : idée 2.1 : la leçon 2 n'a pas de quiz → ajoutez-lui un {quiz}",
        ),
        (
            Facts(_PLACES, {2}, {2}, {"02-lecon/roi": None}),
            "idée 2.1 : l'activité « 02-lecon/persona » n'est dans aucune leçon → choisissez parmi "
            "02-lecon/roi",
        ),
        (
            Facts(_PLACES, {2}, {2}, {"02-lecon/persona": Judge({"prenom"}, read=True)}),
            "idée 2.1 : « 02-lecon/persona » n'a pas de critère « cas » → choisissez parmi prenom",
        ),
        (
            Facts(_PLACES, {2}, {2}, {"02-lecon/persona": Judge({"prenom", "cas"}, read=False)}),
            "idée 2.1 : « 02-lecon/persona » n'a pas de réponse à lire → retirez lecture = true",
        ),
    ],
)  # fmt: skip
def test_each_disagreement_is_told_with_its_cure(tmp_path: Path, facts: Facts, told: str) -> None:
    """From the file's side or from the book's, whichever line must change."""
    (problem,) = _told(tmp_path, _FILE, facts)
    assert told in problem


def test_an_idea_said_to_come_is_not_taught_yet(tmp_path: Path) -> None:
    """The mark goes away with the place."""
    text = _FILE.replace('"La dixième."', '"La dixième."\na_venir = true')
    (problem,) = _told(tmp_path, text, _FACTS)
    assert "idée 2.10 : « à venir », mais elle est dans book/02-lecon.md:9 → retirez" in problem
    without = Facts({"rang-2-1": ["p"]}, {2}, {2}, _FACTS.activities)
    assert _told(tmp_path, text, without) == []


def test_the_gate_reads_the_texts_without_a_build(tmp_path: Path) -> None:
    """A place inside an admonition counts; what a lesson announces is known."""
    root = _course(tmp_path, _FILE)
    lesson = """\
# Leçon

:::{admonition} À vérifier
(rang-2-1)=
Un texte.
:::

(rang-2-99)=
## Pour vérifier

```{quiz} bases
```

```{activity} 02-lecon/persona
```
"""
    (root / "book/02-lecon.md").write_text(lesson, encoding="utf-8")
    told = list(check_coverage(root))
    assert len(told) == 2
    assert told[0].startswith("book/02-lecon.md:8 : (rang-2-99)= n'est l'adresse d'aucune idée")
    assert told[1].startswith("book/couverture.toml:4 : idée 2.10 : aucune page ne l'enseigne")


def test_a_course_without_the_file_has_nothing_to_check(tmp_path: Path) -> None:
    """Another course may do without a table of ideas."""
    assert list(check_coverage(tmp_path)) == []
