"""The table of the ideas, in a book of a few pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from unit.course.books import Book

from socialise.course import bundle as bundle_module

_IDEAS = """\
[article.2]
reference = "« Un titre », d'une autrice"

[article.3]
reference = "un autre texte"

[idee."2.1"]
texte = "L'idée « première »."
activite = "02-lecon/persona"
criteres = ["prenom", "cas"]
lecture = true
quiz = true

[idee."2.2"]
texte = "La deuxième."
activite = "03-lecon/plus-tard"
criteres = ["un"]

[idee."2.3"]
texte = "La troisième."

[idee."3.1"]
texte = "D'une leçon qui n'est pas là."
quiz = true

[idee."3.2"]
texte = "Pour soi."
prive = true
"""
_LESSON = """\
# Leçon deux

## Un exemple

:::{admonition} Une question
(rang-2-1)=
Dans un encadré.
:::

(rang-2-2)=
| Un | Tableau |
|:---|:---|
| 1 | 2 |

(rang-2-3)=
(rang-3-2)=
### Deux idées ensemble

Un texte.

```{quiz} bases
? Quoi?
+ Oui :: Voilà.
- Non :: Voici.
```

```{activity} 02-lecon/persona
```
"""
_PAGE = "# Couverture\n\n```{couverture}\n```\n"
_BUNDLE = {
    "lesson": "02-lecon",
    "activity": "persona",
    "minutes": 25,
    "cells": [
        {"id": "prenom", "role": "criterion", "points": 2, "source": ""},
        {"id": "cas", "role": "hidden", "points": 1, "source": ""},
        {"id": "histoire", "role": "free_text", "points": 3, "source": ""},
    ],
    "title": "Votre persona",
    "schema": {"title": "Votre persona"},
}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    read: Callable[[Path], Any] = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    monkeypatch.setattr(bundle_module, "read_bundle", read)
    (tmp_path / "exercises/02-lecon").mkdir(parents=True)
    (tmp_path / "exercises/02-lecon/persona.ipynb").write_text(json.dumps(_BUNDLE))
    book = Book(tmp_path)
    book.left_out = {"03-lecon"}  # written, and not in the table of contents
    (tmp_path / "book/couverture.toml").write_text(_IDEAS, encoding="utf-8")
    later = "# Trois\n\n(rang-3-1)=\nUn texte.\n\n```{activity} 03-lecon/plus-tard\n```\n"
    book.write(_02_lecon=_LESSON, _03_lecon=later, couverture=_PAGE)
    return book


def _rows(page: str) -> dict[str, list[str]]:
    """The cells of each idea: its words, where it is, what verifies it."""
    rows = re.findall(r'<tr role="row"><td[^>]*>(\d\.\d+)</td>(.*?)</tr>', page)
    return {key: re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", cells) for key, cells in rows}


def test_each_idea_leads_to_its_place_and_to_what_verifies_it(book: Book) -> None:
    """Addresses, titles and counts are those of what was built; nobody types them."""
    assert book.build() == ""
    page = book.page("couverture")
    rows = _rows(page)
    assert rows["2.1"] == [
        "L’idée «\u00a0première\u00a0».",
        '<a href="02-lecon.html#rang-2-1">Un exemple</a>',
        '<a href="02-lecon.html#activite-persona">Votre persona</a>\u00a0: 2\u00a0critères '
        "automatiques, un texte lu par la personne qui anime<br>"
        '<a href="02-lecon.html#quiz-bases">Une question du quiz</a>',
    ]
    assert rows["2.3"] == [
        "La troisième.",
        '<a href="02-lecon.html#rang-2-3">Deux idées ensemble</a>',
        "Pas vérifiée",
    ]
    assert "4\u00a0idées sur 5 ont leur place</strong> dans une leçon." in page
    assert "Une activité ou un quiz en vérifie 1." in page
    assert re.findall(r"<h2>([^<]*)", page) == ["Leçon 2", "Leçon 3"]


def test_what_is_not_built_yet_is_to_come(book: Book) -> None:
    """A lesson out of the contents is no fault, nor is an activity that it announces."""
    assert book.build() == ""
    rows = _rows(book.page("couverture"))
    assert rows["2.2"][2] == "Activité à venir\u00a0: 1\u00a0critère automatique"
    assert rows["3.1"][1:] == ["À venir", "Quiz à venir"]


def test_an_idea_of_another_lesson_says_which(book: Book) -> None:
    """3.2 is taught in lesson 2, and asks for something that nobody collects."""
    book.build()
    assert _rows(book.page("couverture"))["3.2"][1:] == [
        '<a href="02-lecon.html#rang-3-2">Leçon 2, Deux idées ensemble</a>',
        "Pour soi seulement, sans être recueillie",
    ]


@pytest.mark.parametrize("id", ["rang-2-1", "rang-2-2", "rang-2-3", "rang-3-2"])
def test_each_place_stands_in_the_page(book: Book, id: str) -> None:
    """In an admonition, before a table, two before one heading."""
    book.build()
    assert f'id="{id}"' in book.page("02-lecon")


@pytest.mark.parametrize(
    ("before", "after", "where", "told"),
    [
        ("(rang-2-3)=\n", "", "couverture.toml:19", "idée 2.3 : aucune page ne l'enseigne → "),
        ("(rang-2-3)=", "(rang-2-8)=", "book/02-lecon.md:", "(rang-2-8)= n'est l'adresse d'aucune"),
        (
            "```{activity} 02-lecon/persona\n```\n", "",
            "couverture.toml:7", "l'activité « 02-lecon/persona » n'est dans aucune leçon → chois",
        ),
        ("{quiz} bases", "{quiz} B", "couverture.toml:7", "la leçon 2 n'a pas de quiz → ajoutez-"),
        (
            "```{activity}", "(rang-2-4)=\n```{activity}",
            "book/02-lecon.md", "(rang-2-4)= ne mène nulle part dans la page construite → mettez",
        ),
    ],
)  # fmt: skip
def test_what_disagrees_is_told_at_each_build(
    book: Book, before: str, after: str, where: str, told: str
) -> None:
    """A second build, where nothing changed, does not pass for a good one."""
    ideas = _IDEAS + '\n[idee."2.4"]\ntexte = "La quatrième."\n'
    if "2-4" in after:
        (book.root / "book/couverture.toml").write_text(ideas, encoding="utf-8")
    assert before in _LESSON
    book.write(_02_lecon=_LESSON.replace(before, after))
    for _ in range(2):
        (line,) = [line for line in book.build().splitlines() if told in line]
        assert where in line


def test_a_file_that_cannot_be_read_is_told_with_its_line(book: Book) -> None:
    """The page says nothing rather than half of it."""
    (book.root / "book/couverture.toml").write_text(
        _IDEAS.replace("prive = true", "privee = true"), encoding="utf-8"
    )
    warned = book.build()
    assert "book/couverture.toml:26" in warned
    assert "idée 3.2 : « privee » est inconnu → choisissez parmi" in warned
    (book.root / "book/couverture.toml").unlink()
    assert "book/couverture.toml n'est pas là → écrivez-le, ou retirez" in book.build()


def test_a_place_that_moves_writes_the_table_again(book: Book) -> None:
    """One edit in a lesson, one build: the table follows; without an edit it is left alone."""
    book.build()
    book.write(_02_lecon=_LESSON.replace("Deux idées ensemble", "Trois idées"))
    book.build()
    assert ">Trois idées</a>" in _rows(book.page("couverture"))["2.3"][1]
    book.build()
    assert "book/couverture" not in book.written
