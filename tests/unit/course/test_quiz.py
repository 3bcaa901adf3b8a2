"""A quiz reads as its author wrote it, or tells every problem with its line and its cure."""

from __future__ import annotations

import pytest

from socialise.course.quiz import Problem, identity_problem, read_questions

_SOUND = """\
? Que compte-t-on?
+ Les réservations :: L'unité est celle de l'objectif.
- Les vues :: Elles montent sans qu'une place parte.

? Et après : que fait-on?
- Rien :: Le nombre ne sert alors à rien.
+ On compare :: C'est à cela qu'il sert.
"""


def _problems(text: str, first_line: int = 1) -> list[Problem]:
    return read_questions(text.splitlines(), first_line)[1]


def test_a_quiz_is_read_in_the_author_s_order() -> None:
    """The place of the right answer is the author's choice too."""
    questions, problems = read_questions(_SOUND.splitlines())
    assert problems == []
    assert [question.text for question in questions] == [
        "Que compte-t-on?", "Et après : que fait-on?",
    ]  # fmt: skip
    first, second = questions
    assert [choice.right for choice in first.choices] == [True, False]
    assert second.choices[1].text == "On compare"
    assert second.choices[1].why == "C'est à cela qu'il sert."


def test_keys_follow_the_words_and_not_the_order() -> None:
    """A choice kept on a device is found again after the author moved it."""
    lines = _SOUND.splitlines()
    before = read_questions(lines)[0][0]
    after = read_questions([lines[0], lines[2], lines[1]])[0][0]
    assert before.key == after.key
    assert {c.key for c in before.choices} == {c.key for c in after.choices}
    assert len({c.key for c in before.choices}) == 2


@pytest.mark.parametrize(
    ("text", "line", "fact", "cure"),
    [
        ("", 1, "il ne pose aucune question", "écrivez « ? … »"),
        ("+ Oui :: Voilà.", 1, "« Oui :: Voilà. » vient avant toute question", "écrivez d'abord"),
        (
            "? Quoi?\n+ Oui :: Voilà.\n- Non :: Voici.\net la suite",
            4, "« et la suite » ne commence ni par ?, ni par +, ni par -", "une seule ligne",
        ),
        ("?\n+ Oui :: Voilà.\n- Non :: Voici.", 1, "une question est vide", "après le ?"),
        ("? Quoi?\n+ Oui :: Voilà.", 1, "la question « Quoi? » n'a pas au moins deux", "une autre"),
        ("? Quoi?", 1, "la question « Quoi? » n'a pas au moins deux réponses", "une autre"),
        (
            "? Quoi?\n- Oui :: Voilà.\n- Non :: Voici.",
            1, "la question « Quoi? » n'a aucune réponse juste", "mettez + devant",
        ),
        (
            "? Quoi?\n+ Oui :: Voilà.\n+ Non :: Voici.",
            1, "la question « Quoi? » a 2 réponses justes", "gardez un seul +",
        ),
        ("? Quoi?\n+ Oui :: Voilà.\n- Non", 3, "la réponse « Non » n'a pas d'explic", "« :: »"),
        ("? Quoi?\n+ Oui ::\n- Non :: Voici.", 2, "la réponse « Oui » n'a pas d'explic", "« :: »"),
        ("? Quoi?\n+ :: Voilà.\n- Non :: Voici.", 2, "une réponse est vide", "avant « :: »"),
        ("? Quoi?\n+ Oui :: A.\n- Oui :: B.", 3, "la réponse « Oui » est offerte deux", "changez"),
        (
            "? Quoi?\n+ Oui :: A.\n- Non :: B.\n? Quoi?\n+ Oui :: A.\n- Non :: B.",
            4, "la question « Quoi? » est posée deux fois", "gardez-en une",
        ),
    ],
)  # fmt: skip
def test_a_problem_has_its_line_its_fact_and_its_cure(
    text: str, line: int, fact: str, cure: str
) -> None:
    """An author mends a quiz without opening our code."""
    (problem,) = _problems(text)
    assert problem.line == line
    assert problem.fact.startswith(fact)
    assert cure in problem.cure


def test_every_problem_is_told_at_once_in_the_order_of_the_lines() -> None:
    """One build, one list."""
    text = "? Un?\n- A\n- B :: b\n? Deux?\n+ A :: a\n+ B :: b\n? Trois?"
    assert [problem.line for problem in _problems(text, first_line=10)] == [10, 11, 13, 16]


@pytest.mark.parametrize("name", ["02-propulsion", "bases", "a-1-b"])
def test_a_plain_id_is_an_id(name: str) -> None:
    """It becomes an address in the page and a key on the device."""
    assert identity_problem(name, 3) is None


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("", "il n'a pas d'identifiant"),
        ("Leçon", "l'identifiant « Leçon » ne peut pas servir d'adresse"),
        ("deux mots", "l'identifiant « deux mots » ne peut pas servir d'adresse"),
        ("-bords-", "l'identifiant « -bords- » ne peut pas servir d'adresse"),
    ],
)
def test_another_id_is_refused_with_its_cure(name: str, fact: str) -> None:
    """Spaces, accents and capitals make addresses that break."""
    problem = identity_problem(name, 3)
    assert problem is not None
    assert (problem.line, problem.fact) == (3, fact)
    assert problem.cure
