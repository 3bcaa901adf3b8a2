"""The register of a text: the jargon of a counter, the words between friends, or neither.

Nobody says « optimiser l'expérience client » aloud; nobody says « tu » to someone who has just come
in. (liste du cours)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from socialise.domain import register_words as listed
from socialise.words import fold, normalise, second_person

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W_]+|\n|[^\w\s]")  # a word, a line's end or a mark
_APOSTROPHES = frozenset("'’ʼ‘`´")
_HYPHENS = frozenset("-‐‑")
_STOPS = frozenset({".", "!", "?", "…", "\n", ":", "«", '"', "(", "•"})  # a sentence may begin
_MARKS = _STOPS | frozenset({",", ";", ")", "»", "–", "—", ""})
_JARGON = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(listed.JARGON)})(?![a-z0-9])")
_FAMILIAR = re.compile("|".join(listed.FAMILIAR))
_THIRD = frozenset({"elle", "elles", "il", "ils", "on"})
_OBJECTS = frozenset({"en", "les", "leur", "lui", "moi", "nous", "y"})
_YOURS = frozenset(f"{listed.YOURS} {listed.FAMILIAR_AS_WRITTEN}".split())
_DETERMINERS = frozenset(listed.DETERMINERS.split())
_ADJECTIVES = frozenset(listed.ADJECTIVES.split())
_AFTER_A_TONE = frozenset(listed.AFTER_A_TONE.split()) | _MARKS
_BEFORE_WORSE = frozenset(listed.BEFORE_WORSE.split())
_BEFORE_A_KIND = frozenset(listed.BEFORE_A_KIND.split())
_KINDS = frozenset(listed.KINDS.split())
_AFTER_BEN = frozenset(listed.AFTER_BEN.split())
_AFTER_BEN_COMMA = _AFTER_BEN | frozenset(listed.AFTER_BEN_COMMA.split())
_ORDERS = frozenset(listed.ORDERS.split())
_POLITE_ORDERS = frozenset(listed.POLITE_ORDERS.split())
_NO_ORDERS = frozenset(listed.NO_ORDERS.split()) | _POLITE_ORDERS


# -- the counter -----------------------------------------------------------------------------------


def jargon_in(text: str) -> tuple[str, ...]:
    """The expressions of institutions in the text, as written, in order.

    « dans le cadre de la porte » is a frame and « la solution complète de la grille » solves a
    puzzle: neither is one.
    """
    text = normalise(text)
    parts: list[str] = []
    starts, ends = {}, {}  # places in the folded text → places in the text
    place = last = 0
    for word in _WORD.finditer(text):
        between = text[last : word.start()].strip()
        joined = not between or between in _APOSTROPHES or between in _HYPHENS
        parts += [" " if joined else " , ", fold(word[0])]
        starts[place + len(parts[-2])] = word.start()
        place += len(parts[-2]) + len(parts[-1])
        ends[place] = last = word.end()
    return tuple(
        text[starts[found.start()] : ends[found.end()]]
        for found in _JARGON.finditer("".join(parts))
    )


def jargon_named(text: str) -> str | None:
    """The first expression of institutions in the text, as written, or None."""
    return next(iter(jargon_in(text)), None)


# -- between friends -------------------------------------------------------------------------------

# A judge receives the pieces of a text, folded, and the place of one of them.
_Judge = Callable[[list[str], int], bool]


def familiar_named(text: str) -> str | None:
    """The first word of the text that is said between friends, as written, or None.

    « tu », « dis-nous », « pis »; not a tone of voice (« le ton »), a kind (« ce genre »), an udder
    (« le pis »), a yo-yo, or someone called Ben.
    """
    return next(
        (word for pieces, place, word in _pieces(text) if _is_familiar(pieces, place, word)), None
    )


def spoken_to(text: str) -> str | None:
    """The first sign that the text speaks to someone, as a friend or not, or None.

    Words of the second person, and orders without any: « Viens samedi », « Dites-nous ».
    """
    return second_person(text) or next(
        (
            word
            for pieces, place, word in _pieces(text)
            if _is_order(pieces, place) or _is_polite_order(pieces, place)
        ),
        None,
    )


def _pieces(text: str) -> Iterator[tuple[list[str], int, str]]:
    """Each word as written, with the folded pieces of the text and its place among them."""
    written = _PIECE.findall(normalise(text))
    # Room on both sides, so that each piece has neighbours.
    pieces = [".", ".", ".", *map(_folded, written), "", "", ""]
    for place, piece in enumerate(written, start=3):
        if piece[0].isalnum():
            yield pieces, place, piece


def _folded(piece: str) -> str:
    """A word without accents, a mark of its kind."""
    if piece[0].isalnum():
        return fold(piece)
    return "'" if piece in _APOSTROPHES else "-" if piece in _HYPHENS else piece


def _is_familiar(pieces: list[str], place: int, written: str) -> bool:
    word = pieces[place]
    if word == "ben":
        return _is_well(pieces, place) if written[0].isupper() else True
    if word in _BY_PLACE:
        return _BY_PLACE[word](pieces, place)
    if written.casefold() in _YOURS:
        return pieces[place - 3 : place] != ["s", "'", "est"]  # « il s'est tu »
    return _FAMILIAR.fullmatch(word) is not None or _is_order(pieces, place)


def _is_noun(pieces: list[str], place: int) -> bool:
    """Whether an article stands before, with an adjective between or not."""
    before = pieces[place - 1]
    return before in _DETERMINERS or (before in _ADJECTIVES and pieces[place - 2] in _DETERMINERS)


def _is_elided(pieces: list[str], place: int) -> bool:
    """« t'as », and not « a-t-il », « t-shirt » or the misspelt « a-t'il »."""
    return pieces[place + 1] == "'" and pieces[place + 2] not in _THIRD


def _is_owner(pieces: list[str], place: int) -> bool:
    """« ton vélo », and not « le ton », « ton sur ton », « Question de ton. »."""
    after = pieces[place + 1]
    if after in _AFTER_A_TONE or _is_noun(pieces, place):
        return False
    return pieces[place - 2 : place] != ["ton", "sur"]


def _is_thine(pieces: list[str], place: int) -> bool:
    """« le tien », and not « je tiens »."""
    return pieces[place - 1] in {"au", "aux", "des", "du", "la", "le", "les"}


def _is_then(pieces: list[str], place: int) -> bool:
    """« pis » for « puis », and not « tant pis » or an udder."""
    before = pieces[place - 1]
    if before in _BEFORE_WORSE or _is_noun(pieces, place):
        return False
    return pieces[place - 2 : place] != ["mal", "en"]


def _is_like(pieces: list[str], place: int) -> bool:
    """« genre » that says nothing, and not « ce genre », « genre policier », « âge et genre »."""
    before, after = pieces[place - 1], pieces[place + 1]
    if before in _BEFORE_A_KIND or after in _KINDS or _is_noun(pieces, place):
        return False
    return not (after == ":" or (before in {"et", "ou"} and after in _MARKS))


def _is_well(pieces: list[str], place: int) -> bool:
    """« Ben oui », « Ben, on ferme », and not « Ben, notre boulanger »."""
    after = pieces[place + 1]
    return pieces[place + 2] in _AFTER_BEN_COMMA if after == "," else after in _AFTER_BEN


def _is_order(pieces: list[str], place: int) -> bool:
    """« Viens samedi », « dis-nous », and not « dites-nous », « dis-je », « trois-en-un »."""
    word, after, second = pieces[place], pieces[place + 1], pieces[place + 2]
    if after == "-":
        compound = second == "en" and pieces[place + 3] == "-"
        return (
            second in _OBJECTS
            and not compound
            and word[-1] in "aes"
            and not word.endswith("ons")
            and word not in _NO_ORDERS
        )
    return word in _ORDERS and pieces[place - 1] in _STOPS


def _is_polite_order(pieces: list[str], place: int) -> bool:
    """« Dites-nous », « Faites vite »."""
    return pieces[place] in _POLITE_ORDERS and (
        pieces[place - 1] in _STOPS or (pieces[place + 1] == "-" and pieces[place + 2] in _OBJECTS)
    )


def _is_word_unless(*neighbours: str) -> _Judge:
    """A familiar word, unless one of these stands beside it."""
    return lambda pieces, place: not {pieces[place - 1], pieces[place + 1]}.intersection(neighbours)


_BY_PLACE: dict[str, _Judge] = {
    "t": _is_elided,
    "ton": _is_owner,
    "tien": _is_thine,
    "tiens": _is_thine,
    "tienne": _is_thine,
    "tiennes": _is_thine,
    "pis": _is_then,
    "genre": _is_like,
    "cool": _is_word_unless("jazz"),
    "full": _is_word_unless("hd"),
    "yo": _is_word_unless("-"),
}
