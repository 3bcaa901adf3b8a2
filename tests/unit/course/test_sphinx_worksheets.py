"""The worksheets of a small book: in the site, beside each form and where a trainer prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from unit.course.books import Book

from socialise.course import bundle as bundle_module

_FORM = """
from socialise import Form, Text
form = Form("{name}", Text("rue", "{label}"), title="{title}", minutes=5)
form
"""
_LESSON = """# Leçon

## L'activité

```{{activity}} {lesson}/{name}
```
"""
_PATHS = """
[soir]
titre = "Un soir"
debut = "18 h"
minutes = 60
marge = 10

[[soir.moment]]
activite = "03-autre/objectif"
garder = "le but"
sans-wifi = "Au crayon."

[matin]
titre = "Un matin"
debut = "9 h"
minutes = 60
marge = 10

[[matin.moment]]
activite = "03-autre/objectif"
garder = "le but"
sans-wifi = "Au crayon."

[[matin.moment]]
activite = "02-lecon/persona"
garder = "la personne"
sans-wifi = "Au crayon."
"""
_LIST = "# Pour animer\n\n1. Imprimez :\n\n   ```{{feuilles}}{path}\n   ```\n"


def _bundle(lesson: str, name: str, title: str, label: str) -> dict[str, Any]:
    source = _FORM.format(name=name, title=title, label=label)
    cell = {"id": "form", "role": "form", "points": 0, "source": source}
    graded = {"id": "c", "role": "criterion", "points": 1, "source": ""}
    return {
        "lesson": lesson, "activity": name, "title": title, "minutes": 5, "cells": [cell, graded],
        "schema": {"title": title, "sections": []},
    }  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Two lessons, each with an activity."""
    read: Callable[[Path], Any] = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    monkeypatch.setattr(bundle_module, "read_bundle", read)
    book = Book(tmp_path)
    _release(book, "02-lecon", "persona", "Votre persona")
    _release(book, "03-autre", "objectif", "Votre objectif")
    book.write(
        _02_lecon=_LESSON.format(lesson="02-lecon", name="persona"),
        _03_autre=_LESSON.format(lesson="03-autre", name="objectif"),
    )
    return book


def _release(book: Book, lesson: str, name: str, title: str, label: str = "La rue") -> None:
    path = book.root / "exercises" / lesson / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_bundle(lesson, name, title, label)), encoding="utf-8")


def _sheets(book: Book) -> dict[str, float]:
    """Each file of the cache, and when it was written."""
    return {path.name: path.stat().st_mtime_ns for path in book.root.glob("_build/feuilles/*.pdf")}


def test_each_activity_has_its_sheet_beside_its_form(book: Book) -> None:
    """An author has nothing to do for it."""
    assert "WARNING" not in book.build()
    site = book.root / "_build/html"
    assert (site / "feuilles/02-lecon/feuille-persona.pdf").read_bytes().startswith(b"%PDF-")
    address = 'href="../feuilles/02-lecon/feuille-persona.pdf"'
    assert address in book.page("02-lecon")
    assert "sur papier (PDF, 1\u00a0page)" in book.page("02-lecon")


def test_only_what_changed_is_drawn_again(book: Book) -> None:
    """A build of one lesson stays a matter of seconds."""
    book.build()
    before = _sheets(book)
    _release(book, "02-lecon", "persona", "Votre persona", label="Le quartier")
    book.build()
    after = _sheets(book)
    assert len(after) == 2
    assert len(before.items() & after.items()) == 1


def test_a_list_has_every_sheet_or_those_of_a_path(book: Book) -> None:
    """A trainer prints what the day asks for, in its order."""
    (book.root / "book/parcours.toml").write_text(_PATHS, encoding="utf-8")
    book.write(tout=_LIST.format(path=""), soir=_LIST.format(path=" soir"))
    assert "feuilles" not in book.build()
    links = [f"../feuilles/{name}.pdf" for name in
             ("02-lecon/feuille-persona", "03-autre/feuille-objectif")]  # fmt: skip
    assert [link in book.page("tout") for link in links] == [True, True]
    assert [link in book.page("soir") for link in links] == [False, True]
    assert "leçon 3, PDF, 1\u00a0page" in book.page("soir")


def test_a_path_of_several_activities_has_them_all_in_one_file(book: Book) -> None:
    """One file to print for each person; a path of one activity needs none."""
    (book.root / "book/parcours.toml").write_text(_PATHS, encoding="utf-8")
    book.write(matin=_LIST.format(path=" matin"), soir=_LIST.format(path=" soir"))
    assert "feuilles" not in book.build()
    address = 'href="../feuilles/feuilles-matin.pdf"'
    assert [address in book.page("matin"), "Toutes" in book.page("soir")] == [True, False]
    assert "(PDF, 3\u00a0pages)" in book.page("matin")  # the second begins on a front side
    assert (book.root / "_build/html/feuilles/feuilles-matin.pdf").is_file()


def test_a_path_that_is_not_there_is_told(book: Book) -> None:
    """The line, the fact and the cure."""
    (book.root / "book/parcours.toml").write_text(_PATHS, encoding="utf-8")
    book.write(soir=_LIST.format(path=" midi"))
    warned = book.build()
    assert "book/soir.md:5" in warned
    assert "le parcours « midi » n'est pas dans book/parcours.toml → changez le nom" in warned


def test_a_title_that_changes_reaches_the_lists(book: Book) -> None:
    """The page that lists is written again, though nobody touched it."""
    book.write(tout=_LIST.format(path=""))
    book.build()
    _release(book, "03-autre", "objectif", "Votre but")
    book.build()
    assert "Votre but" in book.page("tout")
    assert "Votre objectif" not in book.page("tout")
