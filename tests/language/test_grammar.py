"""Grammalecte has nothing to say of our sentences, but what we know."""

from __future__ import annotations

import functools

import pytest
from language.activities import count_texts
from language.grammar import Remark, accepted, accepted_signs, accepts, off, remarks
from language.text import Text
from language.texts import all_texts

_COUNT = "g3__gn_nombre_chiffres_"
_SLIPS = [
    ("Les clientes est venues samedi.", "est"),
    ("Il faut que vous écrivez à vos abonnés.", "écrivez"),
    ("Une persona inventée.", "Une"),
    ("Vous avez 3 critère de plus.", "critère"),
]


@functools.cache
def _told() -> list[Remark]:
    return remarks([*all_texts(), *_counts(), *(Text("essai", slip) for slip, _ in _SLIPS)])


@functools.cache
def _counts() -> frozenset[Text]:
    return frozenset(count_texts()) - set(all_texts())


def test_every_sentence_agrees() -> None:
    """What the ear does not catch in a message, the eye of a reader does."""
    known = accepted()
    told = [
        str(remark)
        for remark in _told()
        if remark.text.file != "essai"
        and remark.text not in _counts()
        and not any(accepts(each, remark.text.file, remark.rule, remark.quote) for each in known)
    ]
    cure = "corrigez, ou ajoutez [[remarque]] à tests/language/remarques.toml avec sa raison"
    assert not told, "\n".join([*told, f"→ {cure}"])


def test_none_and_one_are_singular() -> None:
    """« 1 points » is what a verdict says when its author tried it with three."""
    counted = [remark for remark in _told() if remark.text in _counts()]
    told = [str(remark) for remark in counted if remark.rule.startswith(_COUNT)]
    assert not told, "\n".join([*told, "→ passez par socialise.words.count"])


@pytest.mark.parametrize(("slip", "seen"), _SLIPS)
def test_a_slip_is_found(slip: str, seen: str) -> None:
    """A check that finds nothing anywhere would pass too."""
    assert any(remark.text.text == slip and seen in remark.seen for remark in _told())


def test_every_accepted_remark_is_still_made() -> None:
    """One that is left behind would hide the next slip of its kind."""
    idle = [
        f"{known['lieu']} : « {known['vu']} »"
        for known in accepted()
        if not any(accepts(known, each.text.file, each.rule, each.quote) for each in _told())
    ]
    assert not idle, f"retirez de tests/language/remarques.toml : {', '.join(idle)}"


def test_everything_that_is_accepted_has_its_reason() -> None:
    """A reason is what the next person needs to decide otherwise."""
    reasons = [*off("options").values(), *off("regles").values()]
    reasons += [known["raison"] for known in [*accepted(), *accepted_signs()]]
    assert all(len(reason) > 4 for reason in reasons)
