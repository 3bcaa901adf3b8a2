"""A persona is made of claims, and each claim says what it rests on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain import EVIDENCE, Claim, Evidence, Persona, Undefined, supposed_share

kinds = st.sampled_from(["", *EVIDENCE])


def test_evidence_is_ranked_from_what_was_heard_to_what_is_thought():
    """The options stand in the order of their rank, and each has a label."""
    assert [kind.value for kind in Evidence] == list(EVIDENCE)
    assert [kind.rank for kind in Evidence] == [3, 2, 1, 0]
    assert [kind.label for kind in Evidence] == list(EVIDENCE.values())


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (["supposition"], "1"),
        (["entrevue"], "0"),
        (["entrevue", "supposition"], "0.5"),
        (["entrevue", "donnees", "observation", ""], "0.25"),
        (["", ""], "1"),
    ],
)
def test_the_share_that_is_supposed(evidence, expected):
    """A claim whose evidence is left blank rests on nothing yet."""
    assert supposed_share(evidence) == Decimal(expected)


def test_no_claim_has_no_share():
    """Nothing said is neither all supposed nor all proven."""
    assert supposed_share([]) == Undefined("aucun énoncé")
    assert Persona(first_name="Nadia", situation="").supposed_share == Undefined("aucun énoncé")


@given(st.lists(kinds, min_size=1))
def test_better_evidence_never_raises_the_share(evidence):
    """From 0 to 1; asking someone about one claim can only lower it."""
    share = supposed_share(evidence)
    assert 0 <= share <= 1
    assert supposed_share(["entrevue", *evidence[1:]]) <= share


def test_a_persona_gathers_its_claims_in_order():
    """Goals, obstacles, triggers, places."""
    goal = Claim("Remplir les mardis", Evidence.INTERVIEW)
    obstacle = Claim("60 $ par mois", Evidence.SUPPOSITION)
    place = Claim("Marché Jean-Talon", Evidence.OBSERVATION)
    persona = Persona(
        first_name="Nadia", situation="Tient un salon", places=(place,), goals=(goal,),
        obstacles=(obstacle,),
    )  # fmt: skip
    assert persona.claims == (goal, obstacle, place)
    assert persona.resting_on(Evidence.SUPPOSITION) == (obstacle,)
    assert persona.supposed_share == Decimal(1) / 3
