"""A lesson's quiz, as its author writes it.

    ? La question, en une ligne
    + La réponse juste :: Pourquoi elle l'est.
    - Une autre réponse :: Pourquoi elle ne l'est pas.

One line each. A question has at least two choices and exactly one right one; each choice has its
explanation, because a learner reads the one that she chose.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

__all__ = ["Choice", "Problem", "Question", "identity_problem", "read_questions"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line (counted from 1), and the cure; both in French."""

    line: int
    fact: str
    cure: str


@dataclass(frozen=True)
class Choice:
    """An answer that one can choose, and what is said once it is chosen."""

    text: str
    why: str
    right: bool
    line: int

    @property
    def key(self) -> str:
        """Known by its words: an answer kept on a device survives a new order."""
        return _key(self.text)


@dataclass(frozen=True)
class Question:
    """A question and its choices, in the author's order."""

    text: str
    choices: tuple[Choice, ...]
    line: int

    @property
    def key(self) -> str:
        """Known by its words, as a choice is."""
        return _key(self.text)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def identity_problem(name: str, line: int) -> Problem | None:
    """What is wrong with a quiz's id, if anything."""
    if not name:
        return Problem(line, "il n'a pas d'identifiant", "écrivez par exemple {quiz} 02-propulsion")
    if not _ID.fullmatch(name):
        cure = "gardez des minuscules sans accent, des chiffres et des traits d'union"
        return Problem(line, f"l'identifiant « {name} » ne peut pas servir d'adresse", cure)
    return None


def read_questions(
    lines: Iterable[str], first_line: int = 1
) -> tuple[list[Question], list[Problem]]:
    """The questions of a quiz, and every problem at once; `first_line` is where `lines` begin."""
    questions: list[Question] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, first_line):
        sign, text = line.strip()[:1], line.strip()[1:].strip()
        if not sign:
            continue
        if sign == "?":
            questions.append(Question(text, (), number))
        elif sign not in "+-":
            cure = "une question ou une réponse tient sur une seule ligne"
            problems.append(
                Problem(
                    number, f"« {line.strip()} » ne commence ni par ?, ni par +, ni par -", cure
                )
            )
        elif not questions:
            cure = "écrivez d'abord une ligne « ? La question »"
            problems.append(Problem(number, f"« {text} » vient avant toute question", cure))
        else:
            words, _, why = text.partition("::")
            choice = Choice(words.strip(), why.strip(), sign == "+", number)
            last = questions[-1]
            questions[-1] = replace(last, choices=(*last.choices, choice))
    if not questions and not problems:
        problems.append(Problem(first_line, "il ne pose aucune question", "écrivez « ? … »"))
    problems += _repeated(questions)
    for question in questions:
        problems += _question_problems(question)
    return questions, sorted(problems, key=lambda problem: problem.line)


def _repeated(questions: list[Question]) -> Iterator[Problem]:
    seen: set[str] = set()
    for question in questions:
        if question.text in seen:
            fact = f"la question « {question.text} » est posée deux fois"
            yield Problem(question.line, fact, "gardez-en une")
        seen.add(question.text)


def _question_problems(question: Question) -> Iterator[Problem]:
    where = f"la question « {question.text} »" if question.text else "une question sans texte"
    if not question.text:
        yield Problem(question.line, "une question est vide", "écrivez-la après le ?")
    right = sum(choice.right for choice in question.choices)
    if len(question.choices) < 2:
        fact = f"{where} n'a pas au moins deux réponses"
        yield Problem(question.line, fact, "écrivez-en une autre, avec + ou -")
    if right == 0 and question.choices:
        fact = f"{where} n'a aucune réponse juste"
        yield Problem(question.line, fact, "mettez + devant l'une des réponses")
    if right > 1:
        fact = f"{where} a {right} réponses justes"
        yield Problem(question.line, fact, "gardez un seul + et mettez - devant les autres")
    seen: set[str] = set()
    for choice in question.choices:
        if not choice.text:
            yield Problem(choice.line, "une réponse est vide", "écrivez-la avant « :: »")
        elif choice.text in seen:
            fact = f"la réponse « {choice.text} » est offerte deux fois"
            yield Problem(choice.line, fact, "changez l'une des deux")
        seen.add(choice.text)
        if not choice.why:
            fact = f"la réponse « {choice.text} » n'a pas d'explication"
            yield Problem(choice.line, fact, "ajoutez « :: », puis dites pourquoi")
