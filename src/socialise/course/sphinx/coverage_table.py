"""The HTML of the ideas: a table by lesson, which a phone shows as cards."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from socialise.course.coverage import Coverage, Idea
from socialise.course.sphinx.activity import Placed, placed
from socialise.course.sphinx.lessons import lesson_number
from socialise.course.sphinx.places import taught
from socialise.course.sphinx.quiz import quizzes
from socialise.course.sphinx.typography import typeset

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["CoverageTable", "shown"]

_COLUMNS = ("N°", "L'idée", "Où elle est", "Comment elle est vérifiée")


def shown(env: BuildEnvironment) -> dict[str, tuple[str, Placed]]:
    """Each activity of the built pages: "lesson/activity" → its page and itself."""
    return {
        f"{one.lesson}/{one.activity}": (docname, one)
        for docname in sorted(placed(env))
        for one in placed(env)[docname]
    }


class CoverageTable:
    """What is known of the ideas, and how a page writes it."""

    def __init__(self, translator: HTML5Translator) -> None:
        builder = translator.builder
        env: BuildEnvironment = builder.env
        self._docname = builder.current_docname
        self._uri = builder.get_relative_uri
        self._taught = taught(env)
        self._shown = shown(env)
        self._lessons = {lesson_number(name): name for name in sorted(env.found_docs)}
        self._quizzes = {
            lesson_number(page): (page, own[0][0]) for page, own in quizzes(env).items()
        }

    def summary(self, coverage: Coverage) -> str:
        """How many ideas have their place, and how many are verified by something that is there."""
        ideas = coverage.ideas
        verified = sum(
            idea.activity in self._shown or (idea.quiz and idea.article in self._quizzes)
            for idea in ideas
        )
        count = f"<strong>{_text(self._count(ideas))}</strong> dans une leçon."
        return (
            f'<p class="couverture-compte">{count} '
            f"{_text(f'Une activité ou un quiz en vérifie {verified}.')}</p>\n"
        )

    def article(self, coverage: Coverage, number: int) -> str:
        """The reference of an article, the way to its lesson, and its ideas."""
        ideas = coverage.of_article(number)
        told = [
            _text(f"D'après {coverage.references[number]}."),
            _text(f"{self._count(ideas)}."),
        ]
        if docname := self._lessons.get(number):
            told.append(self._link(docname, "", "Lire la leçon"))
        head = "".join(f'<th role="columnheader" scope="col">{_text(c)}</th>' for c in _COLUMNS)
        rows = "".join(f'<tr role="row">{self._row(idea)}</tr>\n' for idea in ideas)
        return (
            f"<p>{' '.join(told)}</p>\n"
            f'<table class="couverture" role="table" aria-label="Les idées de la leçon {number}">\n'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
            f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>\n'
        )

    def _count(self, ideas: tuple[Idea, ...] | list[Idea]) -> str:
        """« 92 idées sur 106 ont leur place »."""
        number = sum(idea.place in self._taught for idea in ideas)
        if number < 2:
            return f"{number}\u00a0idée sur {len(ideas)} a sa place"
        return f"{number}\u00a0idées sur {len(ideas)} ont leur place"

    def _row(self, idea: Idea) -> str:
        number, _, where, how = (_text(column) for column in _COLUMNS)
        return (
            f'<td role="cell" data-titre="{number}">{idea.id}</td>'
            f'<th role="rowheader" scope="row">{_text(idea.text)}</th>'
            f'<td role="cell" data-titre="{where}">{self._where(idea)}</td>'
            f'<td role="cell" data-titre="{how}">{self._how(idea)}</td>'
        )

    def _where(self, idea: Idea) -> str:
        place = self._taught.get(idea.place)
        if place is None:
            return "À venir"
        words, number = place.heading, lesson_number(place.docname)
        if number != idea.article:
            words = f"Leçon {number}, {words}" if number else words
        return self._link(place.docname, place.id, words)

    def _how(self, idea: Idea) -> str:
        ways = []
        if idea.activity:
            ways.append(self._by_activity(idea))
        if idea.quiz:
            ways.append(self._by_quiz(idea))
        if idea.private:
            ways.append("Pour soi seulement, sans être recueillie")
        return "<br>".join(ways) or "Pas vérifiée"

    def _by_activity(self, idea: Idea) -> str:
        number, told = len(idea.criteria), []
        if number:
            automatic = "critère automatique" if number == 1 else "critères automatiques"
            told.append(f"{number}\u00a0{automatic}")
        if idea.read:
            told.append("un texte lu par la personne qui anime")
        if idea.activity not in self._shown:
            return _text(f"Activité à venir : {', '.join(told)}")
        docname, one = self._shown[idea.activity]
        title = self._link(docname, f"activite-{one.activity}", str(one.schema["title"]))
        return title + _text(f" : {', '.join(told)}")

    def _by_quiz(self, idea: Idea) -> str:
        if idea.article not in self._quizzes:
            return "Quiz à venir"
        docname, name = self._quizzes[idea.article]
        return self._link(docname, f"quiz-{name}", "Une question du quiz")

    def _link(self, docname: str, place: str, words: str) -> str:
        uri = self._uri(self._docname, docname) + (f"#{place}" if place else "")
        return f'<a href="{html.escape(uri)}">{_text(words)}</a>'


def _text(words: str) -> str:
    return html.escape(typeset(words))
