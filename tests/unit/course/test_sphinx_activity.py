"""The activity directive, on a book of one page and a bundle made by hand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from socialise.course import bundle as bundle_module

_REPOSITORY = Path(__file__).parents[3]
_PAGE = """---
minutes: {minutes}
---
# Leçon

## Ce que vous saurez faire

L'idée de « *quelqu'un* » : 25 %.

## L'activité

```{{activity}} 02-lecon/persona
```
"""


def _bundle(**changes: Any) -> dict[str, Any]:
    return {
        "format": "socialise-activity",
        "version": 1,
        "lesson": "02-lecon",
        "activity": "persona",
        "title": "Votre persona",
        "minutes": 25,
        "cells": [
            {"id": "formulaire", "role": "form", "points": 0, "source": ""},
            {"id": "prenom", "role": "criterion", "points": 2, "source": ""},
            {"id": "cas", "role": "hidden", "points": 1.5, "source": "# Vérifié à la remise."},
            {"id": "histoire", "role": "free_text", "points": 3, "source": ""},
        ],
        "schema": {"title": "Votre persona", "intro": "</script><b>"},
    } | changes


class _Book:
    """A book of one lesson; `build` gives its page and what Sphinx warned of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docnames: list[str] = []
        (root / "book").mkdir()
        (root / "exercises/02-lecon").mkdir(parents=True)
        (root / "conf.py").write_text("", encoding="utf-8")
        (root / "index.md").write_text("# Accueil\n\n```{toctree}\nbook/02-lecon\n```\n")
        self.exercise = root / "exercises/02-lecon/persona.ipynb"

    def write(self, minutes: int = 40, **changes: Any) -> None:
        (self.root / "book/02-lecon.md").write_text(_PAGE.format(minutes=minutes), "utf-8")
        self.exercise.write_text(json.dumps(_bundle(**changes)), encoding="utf-8")

    def build(self) -> tuple[str, str]:
        warned = io.StringIO()
        out = self.root / "_build/html"
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.root, self.root, out, self.root / "_build/doctrees", "html",
                confoverrides={
                    "extensions": ["myst_parser", "socialise.course.sphinx"],
                    "html_theme": "socialise",
                    "html_static_path": [str(_REPOSITORY / "book/_static")],
                    "language": "fr",
                    "smartquotes": False,
                    "exclude_patterns": ["_build", "exercises"],
                },
                status=None, warning=warned,
            )  # fmt: skip
            app.connect("source-read", lambda app, name, source: self.docnames.append(name))
            app.build()
        return (out / "book/02-lecon.html").read_text(encoding="utf-8"), warned.getvalue()


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Book:
    read: Callable[[Path], Any] = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    monkeypatch.setattr(bundle_module, "read_bundle", read)
    return _Book(tmp_path)


def test_a_page_carries_the_schema_and_the_address_of_the_bundle(book: _Book) -> None:
    """The form is drawn with the page; the bundle is fetched only to judge."""
    book.write()
    page, warned = book.build()
    assert warned == ""
    assert 'id="activite-persona" data-lesson="02-lecon" data-activity="persona"' in page
    address = page.partition('data-bundle="../')[2].partition('"')[0]
    copied = json.loads((book.root / "_build/html" / address).read_text(encoding="utf-8"))
    assert copied == _bundle()


def test_no_text_of_a_schema_can_close_its_script(book: _Book) -> None:
    """An author may write markup in a help text; it stays text."""
    book.write()
    page, _ = book.build()
    start = page.index('class="activite-schema">') + len('class="activite-schema">')
    schema = page[start : page.index("</script>", start)]
    assert json.loads(schema) == _bundle()["schema"]
    assert "<" not in schema


def test_points_come_from_the_bundle_and_minutes_are_summed(book: _Book) -> None:
    """They are written once, in the exercise and in the page's front matter."""
    book.write(minutes=40)
    page, _ = book.build()
    assert "6,5 points, dont 3 donnés par la personne qui anime l’atelier" in page
    assert "40 minutes\u00a0: 15 de lecture, 25 d’activité" in page


def test_a_lesson_shorter_than_its_activities_is_told_to_the_author(book: _Book) -> None:
    """The minutes shown to learners must be honest."""
    book.write(minutes=25)
    _, warned = book.build()
    assert "minutes: 25, mais ses activités en prennent 25 → comptez aussi la lecture" in warned


def test_an_unknown_activity_names_the_place_the_fact_and_the_cure(book: _Book) -> None:
    """With warnings as errors the build stops there, and the author knows what to write."""
    book.write()
    book.exercise.rename(book.exercise.with_name("autre.ipynb"))
    page, warned = book.build()
    assert "book/02-lecon.md:12" in warned
    assert "exercises/02-lecon/persona.ipynb : pas d'exercice à ce nom" in warned
    assert "écrivez solutions/02-lecon/persona.md" in warned
    assert "exercices connus : 02-lecon/autre" in warned
    assert 'class="activite"' not in page


def test_an_exercise_that_cannot_be_read_is_a_warning_not_a_crash(book: _Book) -> None:
    """All problems of a book are told in one build."""
    book.write()
    book.exercise.write_text("{", encoding="utf-8")
    _, warned = book.build()
    assert "ne se lit pas" in warned
    assert "corrigez solutions/02-lecon/persona.md" in warned


def test_a_changed_exercise_rebuilds_its_page_and_replaces_its_bundle(book: _Book) -> None:
    """One edit and one command update everything derived."""
    book.write()
    book.build()
    book.docnames.clear()
    book.write(minutes=40, title="Autre titre", schema={"title": "Autre titre"})
    page, _ = book.build()
    assert "book/02-lecon" in book.docnames
    assert "Autre titre" in page
    assert len(list(book.root.glob("_build/html/_static/activites/02-lecon/*.json"))) == 1


def test_typography_follows_quebec_even_across_emphasis(book: _Book) -> None:
    """« *mot* » is three texts to Sphinx, and no rule sees the three at once."""
    book.write()
    page, _ = book.build()
    assert "L’idée de «\u00a0<em>quelqu’un</em>\u00a0»\u00a0: 25\u00a0%." in page
