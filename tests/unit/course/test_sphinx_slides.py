"""The slides that a build makes, in a book of one lesson and its guide."""

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

_LESSON = """\
---
minutes: 40
resume: "Une promesse, tenue."
---

# Leçon deux

## Ce que vous saurez faire

Ceci.

## Un exemple

Le prix : 60 $ ÷ 6 = **10 $**.

(rang-2-1)=
**Le persona** est un [portrait](autre.md).

## Pour vérifier

```{quiz} bases
? Combien d'*heures*?
- Une :: Il en faut plus.
+ Deux :: Le compte est bon.
```

## L'activité

```{activity} 02-lecon/persona
```
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    read: Callable[[Path], Any] = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    monkeypatch.setattr(bundle_module, "read_bundle", read)
    (tmp_path / "exercises/02-lecon").mkdir(parents=True)
    schema = {"title": "Votre persona", "secret": "un mot du formulaire"}
    told = {"lesson": "02-lecon", "activity": "persona", "title": "Votre persona", "minutes": 25}
    bundle = {**told, "cells": [], "schema": schema}
    (tmp_path / "exercises/02-lecon/persona.ipynb").write_text(json.dumps(bundle))
    book = Book(tmp_path)
    (tmp_path / "book/guides").mkdir()
    guide = "---\norphan: true\n---\n\n# Animer\n\nPour qui anime.\n\n## Le but\n\nUn but.\n"
    (tmp_path / "book/guides/02-lecon.md").write_text(guide, encoding="utf-8")
    book.write(_02_lecon=_LESSON, autre="# Autre\n\nUn texte.\n")
    return book


def _deck(book: Book, name: str = "02-lecon") -> str:
    return (book.root / f"_build/html/diapos/{name}.html").read_text(encoding="utf-8")


def _headings(deck: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'<h2 id="titre-\d+">(.*?)</h2>', deck)]


def test_a_lesson_has_its_slides_with_no_work_of_its_author(book: Book) -> None:
    """Its titles in order, its question, its activity and the minutes of the form."""
    assert book.build() == ""
    deck = _deck(book)
    assert _headings(deck)[:3] == ["Leçon deux", "Ce que vous saurez faire", "Un exemple"]
    assert _headings(deck)[3:] == ["Combien d’heures?", "Votre persona"]
    assert "Une promesse, tenue." in deck
    assert "40 minutes\u00a0: 15 de lecture, 25 d’activité" in deck
    assert 'data-minutes="25"' in deck
    assert "leçon&nbsp;2, étape&nbsp;4" in deck


def test_a_page_that_is_no_lesson_has_none(book: Book) -> None:
    """A guide, an index and a notice are read, not shown."""
    book.build()
    assert [p.name for p in (book.root / "_build/html/diapos").iterdir()] == ["02-lecon.html"]


def test_what_is_asked_is_not_shown_first(book: Book) -> None:
    """The answer, its reason and the result stand in what the page hides."""
    book.build()
    deck = _deck(book)
    assert '<span class="resultat"><strong>10\u00a0$</strong></span>' in deck
    right = re.search(r'<li class="juste">(.*?)</li>', deck, re.DOTALL)
    assert right
    assert "Deux" in right[1]
    assert re.search(r'class="reponse">.*Oui\..*Le compte est bon\.', right[1], re.DOTALL)
    assert deck.count("aria-expanded") == 2


def test_the_slides_hold_what_the_lesson_shows_and_no_more(book: Book) -> None:
    """No form, no link away from the room, no address of an idea twice in the site."""
    book.build()
    deck = _deck(book)
    assert "un mot du formulaire" not in deck
    assert "portrait" in deck
    assert "autre.html" not in deck
    assert 'id="rang-2-1"' not in deck


def test_no_script_or_style_stands_in_the_page(book: Book) -> None:
    """The room's policy would refuse the first; every file is of the site, and is there."""
    book.build()
    deck = _deck(book)
    assert not re.search(r"<script(?![^>]* src=)|<style| on[a-z]+=", deck)
    named = re.findall(r'<(?:script src|link rel="stylesheet" href)="\.\./([^"?]+)', deck)
    assert len(named) == 5
    built = [name for name in named if "ensemble" not in name]  # of the course's own static folder
    assert all((book.root / "_build/html" / name).is_file() for name in built)


def test_the_guide_tells_where_they_are(book: Book) -> None:
    """Under its first words, where a trainer begins to read."""
    book.build()
    guide = book.page("guides/02-lecon")
    link = '<a class="reference internal" href="../../diapos/02-lecon.html">'
    assert f"Pour projeter\u00a0: {link}les diapositives de la leçon 2</a>." in guide
    assert guide.index("Pour qui anime.") < guide.index("Pour projeter") < guide.index("Le but")
    assert 'href="../book/guides/02-lecon.html"' in _deck(book)


def test_the_slides_follow_the_lesson(book: Book) -> None:
    """One text to keep: an edit changes both, a lesson that goes takes its slides with it."""
    book.build()
    book.write(_02_lecon=_LESSON.replace("Ceci.", "Cela."), _03_suite="# Trois\n\n## Un\n\nMot.\n")
    assert book.build() == ""
    assert "Cela." in _deck(book)
    assert _headings(_deck(book, "03-suite")) == ["Trois", "Un"]
    (book.root / "book/03-suite.md").unlink()
    book.write()
    book.build()
    assert not (book.root / "_build/html/diapos/03-suite.html").exists()


def test_slides_that_are_lost_or_left_as_they_were(book: Book) -> None:
    """A build makes what is missing, and does not make again what did not change."""
    book.write(_03_suite="# Trois\n\n## Un\n\nMot.\n")
    book.build()
    book.write(_03_suite="# Trois\n\n## Un\n\nAutre mot.\n")
    book.build()
    assert [name for name in book.written if name.startswith("diapos/")] == ["diapos/03-suite"]
    (book.root / "_build/html/diapos/02-lecon.html").unlink()
    book.build()
    assert "Votre persona" in _headings(_deck(book))
