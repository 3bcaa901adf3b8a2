"""The quiz directive, in a book of a few pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from unit.course.books import Book

_QUIZ = """\
# Leçon

Avant.

```{{quiz}} {name}
? Que dit-on d'« un *moyen* » : 25 %?
+ Qu'il sert à autre chose :: On l'a vu : il se **remplace**.
- Rien :: Voyons donc!
```
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_a_quiz_is_a_form_that_stands_without_javascript(book: Book) -> None:
    """Questions, labelled choices, explanations in a closed list, and a way to begin again."""
    book.write(_02_lecon=_QUIZ.format(name="bases"))
    assert book.build() == ""
    page = book.page("02-lecon")
    form = page[page.index("<form autocomplete") : page.index("</form>", page.index("quiz-barre"))]
    assert 'method="dialog"' in form
    assert 'data-quiz="bases"' in form
    assert form.count("<fieldset") == form.count("<legend") == 1
    places = re.findall(r'<input id="([^"]+)"', form)
    assert len(places) == len(set(places)) == 2
    assert re.findall(r'<label for="([^"]+)"', form) == places
    assert re.findall(r'<dd[^>]* id="([^"]+)-pourquoi"', form) == places
    assert "<details" in form
    assert " open" not in form[form.index("<details") : form.index("<summary")]
    assert '<button class="bouton discret" type="reset">Recommencer</button>' in form


def test_its_words_are_typeset_and_escaped_like_the_rest_of_the_page(book: Book) -> None:
    """An author types ordinary spaces, and an angle bracket is not markup."""
    book.write(_02_lecon=_QUIZ.format(name="bases").replace("autre chose", "1 < 2 & 3"))
    assert book.build() == ""
    page = book.page("02-lecon")
    assert "<span>Que dit-on d’«\u00a0un <em>moyen</em>\u00a0»\u00a0: 25\u00a0%?</span>" in page
    assert "Qu’il sert à 1 &lt; 2 &amp; 3</label>" in page
    assert "<strong>Oui.</strong> On l’a vu\u00a0: il se <strong>remplace</strong>." in page
    assert "<strong>Pas tout à fait.</strong> Voyons donc!" in page


def test_nothing_before_the_list_of_answers_tells_which_is_right(book: Book) -> None:
    """A choice looks the same, right or not, to the eye and to who reads aloud."""
    book.write(_02_lecon=_QUIZ.format(name="bases"))
    book.build()
    page = book.page("02-lecon")
    asked = page[page.index("<fieldset") : page.index("<details")]
    assert "juste" not in asked
    assert "✓" not in asked


def test_only_a_page_with_a_quiz_asks_for_its_module(book: Book) -> None:
    """The module is named by its content, beside the form's."""
    book.write(_02_lecon=_QUIZ.format(name="bases"), texte="# Texte")
    book.build()
    (address,) = re.findall(
        r'<script type="module" src="\.\./([^"]+quiz\.js)"', book.page("02-lecon")
    )
    assert re.fullmatch(r"_static/socialise/[0-9a-f]{12}/quiz\.js", address)
    assert (book.root / "_build/html" / address).is_file()
    assert "quiz.js" not in book.page("texte")


def test_a_problem_names_the_file_the_line_the_fact_and_the_cure(book: Book) -> None:
    """With warnings as errors the build stops there; the quiz is not half shown."""
    book.write(_02_lecon=_QUIZ.format(name="bases").replace("+ Qu", "- Qu"))
    warned = book.build()
    assert "book/02-lecon.md:6: WARNING: quiz « bases » : la question" in warned
    assert "n'a aucune réponse juste → mettez + devant l'une des réponses" in warned
    assert 'class="quiz"' not in book.page("02-lecon")


def test_a_quiz_without_an_id_is_told_in_french(book: Book) -> None:
    """Not by the parser's own sentence."""
    book.write(_02_lecon=_QUIZ.format(name=""))
    warned = book.build()
    assert "book/02-lecon.md:5" in warned
    assert "il n'a pas d'identifiant → écrivez par exemple {quiz} 02-propulsion" in warned


def test_an_id_serves_once_in_the_book_and_each_build_says_so(book: Book) -> None:
    """Two quizzes of one name would share what a device keeps."""
    book.write(_02_lecon=_QUIZ.format(name="bases"), _07_lecon=_QUIZ.format(name="bases"))
    for _ in range(2):
        warned = book.build()
        assert "book/07-lecon.md:5" in warned
        assert "l'identifiant sert déjà dans book/02-lecon.md → donnez-en un autre" in warned


def test_a_place_that_stands_before_a_quiz_is_kept(book: Book) -> None:
    """`(rang-1-20)=` before a quiz is an address of the page."""
    text = _QUIZ.format(name="bases").replace("```{quiz}", "(rang-1-20)=\n```{quiz}")
    book.write(_01_lecon=text)
    assert book.build() == ""
    assert 'id="rang-1-20"' in book.page("01-lecon")
