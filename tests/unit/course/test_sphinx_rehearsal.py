"""The screens of a rehearsal and a path's moments, in a book of one page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from unit.course.books import Book

from socialise.course.rehearsal import FOLDER

_SCREEN = {
    "file": "affiche.webp", "moment": 1, "hour": "9\u00a0h\u00a002", "doing": "L'accueil",
    "who": "Le projecteur", "alt": "Le code A&B : l'adresse", "width": 1280, "height": 720,
}  # fmt: skip
_PATH = """\
[matin]
titre = "Un matin"
debut = "9 h"
minutes = 30
marge = 10

[[matin.moment]]
dire = "L'accueil"
page = "lecon"
minutes = 20
garder = "on commence par là"

[[matin.moment]]
marge = "On discute"
minutes = 10
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book(tmp_path)
    (tmp_path / "book/parcours.toml").write_text(_PATH, encoding="utf-8")
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    kept: dict[str, Any] = {
        "path": "matin",
        "screens": {"affiche": _SCREEN},
        "measured": {"table": 4.4, "table_max": 5, "grade": 17.9, "learners": 8, "hand_ins": 24,
                     "texts": 21},
    }  # fmt: skip
    (folder / "ecrans.json").write_text(json.dumps(kept), encoding="utf-8")
    return book


def _page(book: Book, directive: str) -> str:
    book.write(lecon=f"# Leçon\n\n```{{{directive}\n```\n")
    assert book.build() == ""
    return book.page("lecon")


def test_a_screen_waits_until_it_comes_near(book: Book) -> None:
    """Its place is kept by its size; it is told in words, and opens whole for a small phone."""
    page = _page(book, "ecrans} affiche\n```\n\n```{mesures}")
    (image,) = re.findall(r"<figure.*?</figure>", page, re.S)
    assert '<a href="../_static/repetition/affiche.webp">' in image
    assert 'loading="lazy"' in image
    assert 'width="1280" height="720"' in image
    assert 'alt="Le code A&amp;B\u00a0: l’adresse"' in image
    assert "<b>9\u00a0h\u00a002</b> Le projecteur" in image


def test_what_was_measured_is_a_table(book: Book) -> None:
    """A wait that was met once has no longest."""
    page = _page(book, "mesures}")
    text = " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())
    assert "8 appareils, 24 remises et 21 textes à lire." in text
    assert "De « Remettre » à la ligne de votre tableau 4,4 s 5 s" in text
    assert "Noter toute la classe : socialise grade 17,9 s" in text


def test_a_moment_has_the_hours_of_the_path(book: Book) -> None:
    """They are written nowhere in the page: a path that begins later is told later."""
    assert "<strong>9\u00a0h à 9\u00a0h\u00a020</strong> · 20 minutes" in _page(
        book, "moment} matin 1"
    )
    path = book.root / "book/parcours.toml"
    path.write_text(_PATH.replace('"9 h"', '"13 h 30"'), encoding="utf-8")
    assert book.build() == ""
    assert "<strong>13\u00a0h\u00a030 à 13\u00a0h\u00a050</strong>" in book.page("lecon")


@pytest.mark.parametrize(
    ("directive", "told"),
    [
        ("ecrans} porte", "l'écran « porte » n'a pas été pris → choisissez parmi affiche"),
        ("moment} matin 3", "ce moment n'est pas dans le parcours « matin » → donnez son rang"),
        ("moment} matin", "ce moment n'est pas dans le parcours « matin » → donnez son rang"),
        ("moment} soir 1", "le parcours « soir » n'est pas dans book/parcours.toml"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(book: Book, directive: str, told: str) -> None:
    """With the page that asks for it, and what it may ask for."""
    book.write(lecon=f"# Leçon\n\n```{{{directive}\n```\n")
    warned = book.build()
    assert told in warned
    assert "lecon.md:3" in warned
