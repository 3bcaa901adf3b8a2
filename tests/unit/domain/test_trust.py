"""The trust ladder: where posts stand, which rung is empty, which note says more than it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain.trust import (
    PILLARS,
    RUNGS,
    Note,
    Pillar,
    Post,
    Rung,
    TrustLadder,
)

posts = st.lists(st.builds(Post, st.text(max_size=9), st.sampled_from(Rung)), max_size=15)
notes = st.dictionaries(
    st.sampled_from(Pillar),
    st.builds(
        Note, st.integers(1, 5), st.sampled_from(["", "un mot", "la facture est au mur ici"])
    ),
)


def ladder(*rungs: str) -> TrustLadder:
    return TrustLadder(tuple(Post(f"publication {rung}", Rung(rung)) for rung in rungs))


def test_every_rung_and_every_pillar_has_its_name() -> None:
    """The names are the options of the questions."""
    assert [rung.label for rung in Rung] == list(RUNGS.values())
    assert [pillar.label for pillar in Pillar] == list(PILLARS.values())


@pytest.mark.parametrize(
    ("rungs", "right"),
    [
        (["vision", "influence", "confiance"], {"aucun"}),
        (["vision", "vision", "influence"], {"confiance"}),
        (["influence", "influence"], {"vision", "confiance"}),
        ([], {"vision", "influence", "confiance"}),
    ],
)
def test_the_missing_rung_follows_the_posts(rungs: list[str], right: set[str]) -> None:
    """Where two are missing, either is right; « aucun » only where none is."""
    answers = {"aucun", "", "autre", *Rung}
    assert {answer for answer in answers if ladder(*rungs).lacks(answer)} == right


@pytest.mark.parametrize(
    ("value", "proof", "unproved"),
    [
        (5, "", True),
        (4, "la liste des prix", True),
        (4, "la liste des prix affichée", False),
        (5, "l'ourlet, 12 $, est affiché là", False),
        (3, "", False),
        (1, "", False),
    ],
)
def test_a_high_note_needs_five_words_of_proof(value: int, proof: str, unproved: bool) -> None:
    """A low note claims nothing; a number is not a word."""
    told = TrustLadder(notes={Pillar.MANNER: Note(value, proof)}).unproved
    assert told == ((Pillar.MANNER,) if unproved else ())


@given(posts, notes)
def test_every_post_stands_on_one_rung(made: list[Post], given_notes: dict[Pillar, Note]) -> None:
    """Nothing is counted twice, nothing is lost, and a rung is missing when nothing is on it."""
    whole = TrustLadder(tuple(made), given_notes)
    assert sum(len(whole.on(rung)) for rung in Rung) == len(made)
    assert set(whole.missing) == set(Rung) - {post.rung for post in made}
    assert all(given_notes[pillar].claims for pillar in whole.unproved)
