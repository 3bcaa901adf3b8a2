"""A trainer's path, in a book of a few pages."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from unit.course.books import Book

from socialise.course import bundle as bundle_module

_FILE = """\
[soir]
titre = "Un soir"
debut = "18 h 55"
minutes = 60
marge = 10

[[soir.moment]]
dire = "L'idée, en silence"
page = "02-lecon"
section = "L'idée de l'article"
minutes = 10
garder = "on commence par là"

[[soir.moment]]
quiz = "02-lecon"
si-retard = "Le quiz, à la maison"
gagne = 5
rang = 2
sans-wifi = "À main levée."
maison = "Seul, le soir même."

[[soir.moment]]
activite = "02-lecon/persona"
si-retard = "La fin du formulaire"
gagne = 4
rang = 1
sans-wifi = "Au crayon."

[[soir.moment]]
marge = "À l'heure? On discute"
minutes = 13

[[soir.moment]]
dire = "La clôture"
page = "apres"
minutes = 7
garder = "sans jour choisi, rien n'arrive"
"""
_LESSON = """\
# Leçon deux

## Ce que vous saurez faire

Ceci.

## L'idée de l'article

Une idée.

## Pour vérifier

```{quiz} bases
? Quoi?
+ Oui :: Voilà.
- Non :: Voici.
```

## L'activité

```{activity} 02-lecon/persona
```
"""
_GUIDE = "---\norphan: true\n---\n\n# Animer\n\n| M | É | m |\n|:-|:-|-:|\n| Le quiz | 3 | 5 |\n"
_PAGE = "# Le soir\n\n## Le parcours\n\n```{parcours} soir\n```\n\n## Fermer\n\nAu revoir.\n"


def _bundle(minutes: int) -> str:
    return json.dumps({
        "lesson": "02-lecon", "activity": "persona", "minutes": minutes, "cells": [],
        "title": "Votre persona", "schema": {"title": "Votre persona"},
    })  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    read: Callable[[Path], Any] = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    monkeypatch.setattr(bundle_module, "read_bundle", read)
    (tmp_path / "exercises/02-lecon").mkdir(parents=True)
    (tmp_path / "exercises/02-lecon/persona.ipynb").write_text(_bundle(25))
    book = Book(tmp_path)
    (tmp_path / "book/guides").mkdir()
    (tmp_path / "book/guides/02-lecon.md").write_text(_GUIDE, encoding="utf-8")
    (tmp_path / "book/parcours.toml").write_text(_FILE, encoding="utf-8")
    book.write(_02_lecon=_LESSON, apres="# Après\n\nUn texte.\n", soir=_PAGE)
    return book


def _tables(page: str) -> list[list[list[str]]]:
    """The words of each cell, by table and row."""
    rows = [re.findall(r"<tr.*?</tr>", table, re.S) for table in page.split("<table")[1:]]
    return [
        [[_words(c) for c in re.findall(r"<t[hd].*?</t[hd]>", r, re.S)] for r in t] for t in rows
    ]


def _words(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ")
    return " ".join(text.split())


def test_the_path_is_drawn_minute_by_minute(book: Book) -> None:
    """The form's minutes and the guide's are nowhere in the file."""
    assert book.build() == ""
    page = book.page("soir")
    hours, late = _tables(page)
    assert hours == [
        ["Heure", "Minutes", "Ce qu’on fait"],
        ["18 h 55", "10", "L’idée, en silence Leçon 2, étape 2 · diapositives · guide 2"],
        ["19 h 05", "5", "Le quiz de la leçon 2, seul Leçon 2, étape 3 · diapositives · guide 2"],
        ["19 h 10", "25", "L’activité « Votre persona » Leçon 2, étape 4 · diapositives · guide 2"],
        ["19 h 35", "13", "Marge. À l’heure? On discute"],
        ["19 h 48", "7", "La clôture Après"],
        ["19 h 55", "60", "Fin"],
    ]
    assert late == [
        ["Ce qui se coupe", "On gagne", "En tout"],
        ["La fin du formulaire (19 h 10)", "4", "4"],
        ["Le quiz, à la maison (19 h 05)", "5", "9"],
    ]
    words = _words(page)
    assert (
        "De 18 h 55 à 19 h 55, 60 minutes : 25 d’activité, 17 de lecture, d’exemples et de "
        "discussion, 5 de quiz, 13 de marge." in words
    )
    assert "La marge d’abord : 13 minutes, à 19 h 35." in words
    assert "La clôture (19 h 48) : sans jour choisi, rien n’arrive." in words
    assert "Leçon 2, l’activité « Votre persona » Au crayon." in words
    assert "Le quiz de la leçon 2, seul Seul, le soir même." in words


def test_each_link_leads_to_a_place_that_stands(book: Book) -> None:
    """The heading, the quiz's, the form, the guide, and a page that is no lesson."""
    book.build()
    links = re.findall(r'class="reference internal" href="([^"]+)"', book.page("soir"))
    told = [link for link in links if "lecon" in link or "apres" in link]
    assert {"02-lecon.html#activite-persona", "guides/02-lecon.html", "apres.html"} <= set(told)
    assert "../diapos/02-lecon.html#activite-persona" in told
    places = {link.partition("#")[2] for link in told if link.startswith("02-lecon.html#")}
    assert len(places) == 3
    for place in places:
        assert f'id="{place}"' in book.page("02-lecon")


def test_the_parts_stand_under_the_heading_of_the_path(book: Book) -> None:
    """A screen reader's list of headings shows how the page is made."""
    book.build()
    assert re.findall(r"<(h\d)>([^<]*)", book.page("soir")) == [
        ("h1", "Le soir"),
        ("h2", "Le parcours"),
        ("h3", "Si vous êtes en retard"),
        ("h3", "Sans réseau sans fil"),
        ("h3", "À la maison"),
        ("h2", "Fermer"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "where", "told"),
    [
        ("02-lecon/persona", "02-lecon/roi", "toml:22", "l'activité « 02-lecon/roi » n'est pas"),
        ("minutes = 60", "minutes = 65", "parcours.toml:1", "font 60, et non 65 → ajoutez 5 min"),
        ("marge = 10", "marge = 20", "parcours.toml:1", "20 min de marge promises, 13 prévues"),
        ('page = "apres"', "", "parcours.toml:33", "on ne sait pas où le lire → ajoutez page"),
        ("[soir]", "[matin]", "parcours.toml", "→ écrivez"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_each_build(
    book: Book, before: str, after: str, where: str, told: str
) -> None:
    """A second build, where nothing changed, does not pass for a good one; no hours are shown."""
    assert before in _FILE
    text = _FILE.replace(before, after, 1)
    (book.root / "book/parcours.toml").write_text(text, encoding="utf-8")
    for _ in range(2):
        lines = [line for line in book.build().splitlines() if told in line]
        assert lines
        assert where in lines[0]
    assert _tables(book.page("soir")) == []


def test_a_path_that_the_file_does_not_have_is_told_at_its_line(book: Book) -> None:
    """With those that it has; and so is a book without the file."""
    book.write(soir=_PAGE.replace("{parcours} soir", "{parcours} matin"))
    warned = book.build()
    assert "book/soir.md:5" in warned
    assert (
        "le parcours « matin » n'est pas dans book/parcours.toml → choisissez parmi soir" in warned
    )
    (book.root / "book/parcours.toml").unlink()
    assert "book/parcours.toml n'est pas là → écrivez-le, ou retirez {parcours}" in book.build()


def test_a_form_that_takes_longer_moves_the_hours(book: Book) -> None:
    """One edit in a form, one build: the path follows, or says that it no longer fits."""
    book.build()
    (book.root / "exercises/02-lecon/persona.ipynb").write_text(_bundle(30))
    assert "font 65, et non 60 → retirez 5 min" in book.build()
    text = _FILE.replace("minutes = 13", "minutes = 10").replace("minutes = 7", "minutes = 5")
    (book.root / "book/parcours.toml").write_text(text, encoding="utf-8")
    assert book.build() == ""
    assert _tables(book.page("soir"))[0][4][0] == "19 h 40"
    book.build()
    assert "book/soir" not in book.written
