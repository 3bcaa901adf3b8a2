"""Who speaks in a text, and to whom."""

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
# Words in -ez that are not verbs addressed to someone: common nouns, then family names.
_IN_EZ = (
    "chez nez rez assez suez alvarez chavez cortez dominguez fernandez gomez gonzalez hernandez "
    "jimenez lopez martinez mendez nunez ordonez perez ramirez rodriguez sanchez suarez vasquez "
    "velasquez velez"
)
_NOT_VERBS = frozenset(_IN_EZ.split())
_WORD = re.compile(r"[^\W\d_]+")
# « m » alone is a mister, « j » alone an apostrophe forgotten.
_FIRST = re.compile(r"\b(?:je|j|me|moi|mon|ma|mes)\b|\bm(?='\w)")
# What has the letters of a second person and speaks to nobody: the t of « a-t-il », a t-shirt, a
# tone of voice.
_NOBODY = re.compile(
    r"(?<=\w)-t-(?=(?:elle|elles|il|ils|on)\b)|\b(?:t-?|tee-)shirts?\b|\b(?:le|un|ce|du|au)\ston\b"
)
_APPOINTMENT = re.compile(
    r"(?P<start>^|[.!?…:;,\n]\s{0,3})?\brendez[-\s]?vous\b"
    r"(?P<place>\s(?:à|au|aux|chez|dans|devant|en|ici|sur)\b)?"
)


def _without_appointments(text: str) -> str:
    """The text without « sur rendez-vous »; « Rendez-vous au marché » stays, it says to go."""
    return _APPOINTMENT.sub(
        lambda found: found[0] if found["start"] is not None and found["place"] else " ", text
    )


def second_person(text: str) -> str | None:
    """The first word that addresses the reader (vous, ton, « Passez »), or None.

    An imperative is any word of four letters or more in -ez: few other words of French end so.
    An appointment (« sur rendez-vous ») addresses nobody; « Rendez-vous au marché » does.
    """
    ready = _NOBODY.sub(" ", _without_appointments(normalise(text).casefold()))
    words: list[str] = _WORD.findall(ready)
    for word in words:
        if word in _PRONOUNS:
            return word
        if len(word) >= 4 and word.endswith("ez") and fold(word) not in _NOT_VERBS:
            return word
    return None


def first_person(text: str) -> list[str]:
    """Each word by which someone speaks of herself, folded: je, j', me, m', moi, mon, ma, mes."""
    return _FIRST.findall(fold(text))
