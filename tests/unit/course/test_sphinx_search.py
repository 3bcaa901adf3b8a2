"""The search forgives missing accents."""

from __future__ import annotations

import json

import pytest

from socialise.course.sphinx.search import SearchFrenchFolded, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Réseaux", "reseaux"), ("ŒUVRE", "oeuvre"), ("Noe\u0308l", "noel"), ("ça", "ca")],
)
def test_folding_takes_accents_and_ligatures_away(typed: str, folded: str) -> None:
    """What is typed on a phone's keyboard often has neither."""
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("written", "typed"),
    [("réseaux", "reseaux"), ("évalué", "evalue"), ("cœurs", "coeurs"), ("mesuré", "mesure")],
)
def test_a_word_has_the_same_stem_with_and_without_accents(written: str, typed: str) -> None:
    """The index and the query meet on stems: one stem, one result."""
    language = SearchFrenchFolded({})

    def stems(text: str) -> list[str]:
        return [language.stem(word) for word in language.split(text)]

    assert stems(written) == stems(typed)


def test_stop_words_are_folded_like_the_rest() -> None:
    """« à » unfolded in the list would let « a » through as a word to find."""
    language = SearchFrenchFolded({})
    assert not language.word_filter("a")
    assert json.dumps(sorted(language.stopwords)).isascii()
