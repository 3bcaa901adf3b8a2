"""Every word is one of the dictionary, or one that the project chose."""

from __future__ import annotations

import re

import pytest
from language.spelling import MOTS, listed, misspelled, phrases, unknown, used_words
from language.text import Text
from language.texts import all_texts


def test_every_word_is_known() -> None:
    """A reader who meets a misspelled word doubts the sums beside it."""
    found: dict[str, list[str]] = {}
    for text, offset, word in misspelled(all_texts()):
        found.setdefault(word, []).append(text.place(offset))
    told = [
        f"{places[0]} : « {word} » ({len(places)} fois) → corrigez-le, ou ajoutez-le à "
        "tests/language/mots.txt avec sa raison"
        for word, places in sorted(found.items())
    ]
    assert not told, "\n".join(told)


def test_the_list_is_in_order_and_has_no_double() -> None:
    """Whoever adds a word sees whether it is there."""
    assert listed() == sorted(set(listed()), key=lambda word: (word.casefold(), word))


def test_every_line_of_the_list_has_its_reason() -> None:
    """A word without a reason is one that nobody dares take away."""
    lines = MOTS.read_text("utf-8").splitlines()
    bare = [line for line in lines if not re.fullmatch(r"#.*|\S.*  # \S.*", line)]
    assert not bare, f"ajoutez « # la raison » à : {', '.join(bare)}"


def test_the_list_holds_nothing_more_than_it_must() -> None:
    """A word that the dictionary has, or that nobody writes any more, would hide a slip."""
    texts = all_texts()
    used = {word for _, _, word in used_words(texts)}
    everything = "\n".join(text.text for text in texts).casefold()
    idle = [each for each in phrases() if each.casefold() not in everything]
    single = set(listed()) - set(phrases())
    idle += sorted((single - used) | (single - unknown(single)))
    assert not idle, f"retirez de tests/language/mots.txt : {', '.join(idle)}"


def test_the_dictionary_is_the_classical_one() -> None:
    """« Connaître » here and « connaitre » there look like a slip."""
    assert unknown(["connaître", "coût", "autrice", "infolettre"]) == set()
    assert unknown(["connaitre", "cout"]) == {"connaitre", "cout"}, (
        "un autre dictionnaire répond → sudo apt-get install hunspell-fr-classical"
    )


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("L'infolettre part demain, l’atelier aussi.", []),
        ("L'infolettre par demin.", ["demin"]),
        ("Appelez-nous, écrivez-leur, y a-t-il quelqu'un?", []),
        ("Voyez exemple.ca, erable-42, #Villeray, roi.xlsx et a_venir = vrai.", []),
        ("Un call to action (Call to action), pas un call.", ["call"]),
        ("À 17h ou à 14 h 30, 25 %.", []),
    ],
)
def test_words_are_told_from_what_is_none(written: str, wrong: list[str]) -> None:
    """Addresses, files, ids and figures are no words; an English phrase is allowed whole."""
    assert [word for _, _, word in misspelled([Text("ici", written, 1)])] == wrong
