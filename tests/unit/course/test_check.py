"""The gates refuse a course that would fail its learners, each with a cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialise.course.check import Secret, check_course, leaks_in
from socialise.course.release import release

SOURCE = Path("solutions/01-essai/mini.md")


def test_a_sound_course_passes(small_course: Path) -> None:
    """A gate that always speaks is no gate."""
    assert check_course(small_course) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('age="42"', 'age="3"', "la réponse modèle ne l'atteint pas"),
        ('age="42"', 'age="quarante"', "la réponse modèle ne l'atteint pas"),
        ("len(mini[\"prenom\"]) > 1", "all(x for x in [])", "un formulaire intact donne met"),
        ('hint="Par exemple : 42."', 'hint=" "', "aucun indice"),
        ("points=1,", "points=0,", "plus grand que zéro"),
        ("1: \"peu\", ", "", "un repère par note"),
        ("minutes=5", "minutes=0", "aucune durée"),
        ('"mini",\n', '"autre",\n', "le nom du fichier"),
        ('mini.model(prenom="Nadia", age="42", histoire=', 'str("', "aucune réponse modèle"),
        ("mini[\"age\"] >= 18", "mini[\"age\"] >= inconnu", "inconnu"),
        ("mini[\"age\"] >= 18", "mini[\"age\"] is 18", "SyntaxWarning|is"),
        ('hint="Par exemple : Léa."', 'hint="Une boutique ouvrait tous les mardis à neuf heures."',
         "on y lit"),
    ],
)  # fmt: skip
def test_a_fault_in_an_activity_is_named(
    small_course: Path, before: str, after: str, said: str
) -> None:
    """Place, fact, cure: what an author needs to mend it."""
    text = (small_course / SOURCE).read_text("utf-8")
    assert before in text
    if "str(" in after:
        line = next(line for line in text.splitlines() if line.startswith("mini.model"))
        text = text.replace(line, "None")
    else:
        text = text.replace(before, after)
    (small_course / SOURCE).write_text(text, "utf-8")
    release(small_course)
    problems = "\n".join(check_course(small_course))
    assert any(word in problems for word in said.split("|"))
    assert "mini" in problems


def test_a_release_that_lags_behind_is_named(small_course: Path) -> None:
    """Whoever edits a source and forgets the release hears of it."""
    text = (small_course / SOURCE).read_text("utf-8").replace("Un prénom", "Votre prénom")
    (small_course / SOURCE).write_text(text, "utf-8")
    assert check_course(small_course) == [
        "exercises/01-essai/mini.ipynb : ne suit plus sa source → socialise release."
    ]


def test_an_edited_exercise_is_named(small_course: Path) -> None:
    """A generated file is never edited."""
    path = small_course / "exercises/01-essai/mini.ipynb"
    path.write_text(path.read_text("utf-8").replace("Essai", "Essais"), "utf-8")
    assert "ne suit plus" in check_course(small_course)[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("_toc.yml", "format: jb-book\nroot: book/absent\n", "n'existe pas"),
        ("book/autre.md", "# Autre\n", "absent de _toc.yml"),
        ("book/essai.md", "---\nminutes: 10\n---\n# Essai\n", "0 page"),
        ("book/essai.md", "# Essai\n\n```{activity} 01-essai/mini\n```\n", "aucune durée"),
        ("solutions/01-essai/mini.json", "{}", "retirez-le"),
        ("_build/html/page.html", "Une boutique ouvrait tous les mardis &agrave; neuf heures",
         "on y lit"),
        ("_build/html/page.html", "Une boutique ouvrait tous les mardis à neuf heures", "on y lit"),
    ],
)  # fmt: skip
def test_a_fault_around_the_activities_is_named(
    small_course: Path, name: str, content: str, said: str
) -> None:
    """The table of contents, the pages, the site: each is held to the sources."""
    path = small_course / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    problems = "\n".join(check_course(small_course))
    assert said in problems


def test_a_secret_is_found_through_its_escapes() -> None:
    """A site's search index writes é as \\u00e9: the answer is read all the same."""
    hidden = [Secret("L'été, la vitrine reste vide le mardi", "x")]
    escaped = rb"L'\u00e9t\u00e9, la vitrine reste vide le mardi"
    assert list(leaks_in([("searchindex.js", escaped)], hidden))
    assert not list(leaks_in([("searchindex.js", b"la vitrine reste vide")], hidden))


def test_a_hidden_condition_is_found_as_code() -> None:
    """A line of code is known by its characters, inside the JSON of a notebook too."""
    hidden = [Secret('met=lambda: mini["age"] % 2 == 0,', "x", code=True)]
    notebook = rb'" met=lambda: mini[\"age\"] % 2 == 0,\n"'
    assert list(leaks_in([("mini.ipynb", notebook)], hidden))
    assert not list(leaks_in([("mini.ipynb", notebook.replace(b"2", b"3"))], hidden))


CARRYING = """
```{code-cell} python
from socialise import Carried, Form, LongText, Number, Text
suite = Form(
    "suite", Carried("prenom", "Son prénom", field=FIELD, source="SOURCE"),
    title="Suite", minutes=5,
)
```

```{code-cell} python
suite.model(prenom="Nadia")
```

```{code-cell} python
suite.criterion("prenom", "Un prénom", points=1, met=lambda: len(suite["prenom"]) > 1,
                hint="Par exemple : Léa.")
```
"""


@pytest.mark.parametrize(
    ("field", "source", "said"),
    [
        ('Text("prenom", "Prénom")', "01-essai/mini", ""),
        ('Text("prenom", "Prénom")', "01-essai/autre", "ne demande pas « prenom »"),
        ('Text("nom", "Nom")', "01-essai/mini", "ne demande pas « nom »"),
        ('Number("prenom", "Prénom")', "01-essai/mini", "il ne se lit pas comme « Prénom »"),
        ('Text("secret", "Un secret")', "01-essai/mini", "« jamais transmis »"),
    ],
)
def test_a_carried_answer_is_one_that_is_asked_for(
    small_course: Path, field: str, source: str, said: str
) -> None:
    """A field renamed in one activity must not silence another."""
    head = (small_course / SOURCE).read_text("utf-8").split("```")[0]
    cells = CARRYING.replace("FIELD", field).replace("SOURCE", source)
    if "Number" in field:
        cells = cells.replace('prenom="Nadia"', 'prenom="42"').replace("len(", "len(str(")
        cells = cells.replace('suite["prenom"]) >', 'suite["prenom"])) >')
    (small_course / SOURCE).with_name("suite.md").write_text(head + cells, "utf-8")
    release(small_course)
    found = [each for each in check_course(small_course) if "suite.md, champ" in each]
    assert [said in each for each in found] == ([True] if said else [])
