"""A brand that is a person: what differs from one channel to another, and claims anyone makes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from socialise.words import distinct, fold, normalise

# What a channel shows: key → label.
ASPECTS = {"nom": "Le nom", "promesse": "La promesse", "couleur": "La couleur"}

_WORD = re.compile(r"[^\W_]+")
# Over the folded words of a text, each parted from the next by one space. A best friend and the
# quality of the water praise nobody.
_SUPERLATIVE = re.compile(
    r"\b(?:l|le|la|les|du|au|aux|des)\smeilleure?s?\b(?!\samie?s?\b)"
    r"|\bmeilleurs?\sprix\b"
    r"|\b(?:le|la|les)\smoins\scher(?:e|s|es)?\b"
    r"|\bplus\sbas\sprix\b|\bprix\sles?\splus\sbas\b"
    r"|\b(?:numeros?|no|nos|n)\s1\b|\bnumeros?\sun\b|\bno1\b"
    r"|\bqualites?\b(?!\s(?:de\sl\s(?:eau|air)|de\svie|du\s(?:sol|sommeil))\b)"
    r"|\bservices?(?:\s\w+){0,3}?\sexceptionnel(?:le)?s?\b|\bexceptionnels?\sservices?\b"
)
_HASH_ONE = re.compile(r"#\s?1(?!\w)")
_DENIALS = frozenset({"pas", "ni", "sans", "jamais", "plutot"})
_NOT_ONLY = frozenset({"seulement", "juste", "uniquement", "que"})
_REACH = 4  # words between a denial and what it denies, at most
_STOP = re.compile(r"[.,;:!?…\n—–]")


def differences(channels: Iterable[Mapping[str, str]]) -> list[str]:
    """The keys of ASPECTS whose values are not the same in every channel, in their order.

    Case, accents, punctuation and spaces make no difference, and what is not written makes none.
    """
    rows = list(channels)
    return [key for key in ASPECTS if len(distinct(row[key] for row in rows)) > 1]


def superlative(text: str) -> str | None:
    """The first claim that anyone could make, as written, or None: « la meilleure », « qualité ».

    One that the text denies (« je ne suis pas la moins chère ») is no claim.
    """
    text = normalise(text)
    found = list(_WORD.finditer(text))
    folded = [fold(word[0]) for word in found]
    starts, place = [], 0
    for word in folded:
        starts.append(place)
        place += len(word) + 1
    for match in _SUPERLATIVE.finditer(" ".join(folded)):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1) - 1
        if not _denied(text, found, folded, first):
            return text[found[first].start() : found[last].end()]
    hashed = _HASH_ONE.search(text)
    return hashed[0] if hashed else None


def _denied(text: str, found: list[re.Match[str]], folded: list[str], place: int) -> bool:
    """Whether the word at `place` is denied by one just before it, in the same clause."""
    for before in range(place - 1, max(-1, place - 1 - _REACH), -1):
        if _STOP.search(text, found[before].end(), found[before + 1].start()):
            return False
        if folded[before] in _DENIALS:
            return folded[before + 1] not in _NOT_ONLY
    return False
