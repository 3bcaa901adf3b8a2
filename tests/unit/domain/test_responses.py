"""Flyers to everyone, letters to someone: what one response costs."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from socialise.domain import Mailing, Undefined


def test_the_course_s_two_mailings():
    """2 000 flyers at 0,20 $ and 8 responses: 50 $; 150 letters at 1,60 $ and 12: 20 $."""
    broad = Mailing(Decimal(2000), Decimal("0.20"), Decimal(8))
    targeted = Mailing(Decimal(150), Decimal("1.60"), Decimal(12))
    assert (broad.cost, targeted.cost) == (400, 240)
    assert (broad.cost_per_response, targeted.cost_per_response) == (50, 20)
    assert (broad.response_percent, targeted.response_percent) == (Decimal("0.4"), 8)


def test_no_response_and_no_copy_are_undefined():
    """A cost for nothing is not a cost per response of zero."""
    silent = Mailing(Decimal(100), Decimal(1), Decimal(0))
    assert silent.cost_per_response == Undefined("aucune réponse reçue")
    assert silent.response_percent == 0
    assert Mailing(Decimal(0), Decimal(1), Decimal(0)).response_percent == Undefined(
        "aucun exemplaire envoyé"
    )


@given(st.integers(1, 10**6), st.integers(1, 10**4), st.integers(1, 1000))
def test_the_responses_share_the_whole_cost(copies, cents, responses):
    """Cost per response × responses is the cost."""
    mailing = Mailing(Decimal(copies), Decimal(cents) / 100, Decimal(responses))
    assert abs(mailing.cost_per_response * responses - mailing.cost) < Decimal("1E-9")
