"""To whom a text speaks."""

from __future__ import annotations

import re

from socialise.words.text import fold, normalise

_PRONOUNS = frozenset(
    [
        "vous",
        "votre",
        "vos",
        "vôtre",
        "vôtres",
        "tu",
        "te",
        "toi",
        "ton",
        "ta",
        "tes",
        "t",
        "tien",
        "tienne",
        "tiens",
        "tiennes",
    ]
)
# Words in -ez that are not verbs addressed to someone.
_NOT_VERBS = frozenset(["chez", "nez", "rez", "assez"])
_WORD = re.compile(r"[^\W\d_]+")


def second_person(text: str) -> str | None:
    """The first word that addresses the reader (vous, ton, « Passez »), or None.

    An imperative is any word of four letters or more in -ez: few other words of French end so.
    """
    words: list[str] = _WORD.findall(normalise(text).casefold())
    for word in words:
        if word in _PRONOUNS:
            return word
        if len(word) >= 4 and word.endswith("ez") and fold(word) not in _NOT_VERBS:
            return word
    return None
