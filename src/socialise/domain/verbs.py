"""Verbs of a wanted reaction: those one can see or count, those that stay in the mind, vague ones.

A vocabulary, not a grammar: a verb that it does not know is said to be unknown, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

from socialise.domain.vocabulary import (
    ACTIONS,
    COMPLEMENTS,
    FORMS_ALSO_NOUNS,
    MIND_COMPLEMENTS,
    MINDS,
    NOUNS_LIKE_INFINITIVES,
    VAGUES,
)
from socialise.words import fold, words_in


class VerbKind(StrEnum):
    """What a verb tells of the reaction that one wants."""

    ACTION = "action"  # one can see it or count it
    MIND = "esprit"  # thought, feeling, state
    VAGUE = "vague"  # more of something, without saying what
    UNKNOWN = "inconnu"  # a verb, and this vocabulary does not hold it


@dataclass(frozen=True)
class Verb:
    """A verb as met in a text, by its infinitive (« s'inscrire »)."""

    infinitive: str
    kind: VerbKind


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOUNS = _set(NOUNS_LIKE_INFINITIVES)
_ALSO_NOUNS = _set(FORMS_ALSO_NOUNS)
_SUBJECTS = _set("elle elles iel iels il ils je nous on qu que qui tu vous")
_REFLEXIVES = _set("s se")
_OBJECTS = _set("en l la le les leur lui m me n ne nous t te vous y")
_ONLY_PRONOUNS = _set("lui m me n ne t te y")
_WISHES = _set(
    "aimerais aimerait aimerions desire desirons j je nous on souhaite souhaiterais souhaitons "
    "veut veux voudrais voudrait voudrions voulons"
)
_DETERMINERS = _set(
    "aucun aucune ce ces cette chaque d de des du en l la le les leur leurs ma mes mon nos notre "
    "par plus sa ses son sur un une vos votre"
)
_ENDINGS = (  # of verbs in -er, after the stem, folded
    "er", "e", "es", "ent", "ez", "ons", "era", "eront", "erez", "erait", "eraient", "ant", "aient",
)  # fmt: skip


@dataclass(frozen=True)
class _Form:
    verb: Verb
    reflexive: bool
    infinitive: bool


@cache  # made at the first look-up: the browser loads this room for every activity
def _forms() -> dict[str, list[_Form]]:
    """Every known form, folded, and the verbs it may belong to."""
    known: dict[str, list[_Form]] = {}
    sources = ((ACTIONS, VerbKind.ACTION), (MINDS, VerbKind.MIND), (VAGUES, VerbKind.VAGUE))
    for source, kind in sources:
        for entry in " ".join(source.split()).split(";"):
            infinitive, *given = _entry(entry)
            bare = fold(infinitive).removeprefix("s'").removeprefix("se ")
            reflexive = bare != fold(infinitive)
            verb = Verb(infinitive, kind)
            regular = [bare[:-2] + ending for ending in _ENDINGS] if bare.endswith("er") else []
            for form in dict.fromkeys([bare, *given, *regular]):
                known.setdefault(form, []).append(_Form(verb, reflexive, form == bare))
    return known


def _entry(entry: str) -> list[str]:
    """The infinitive, with its « se », then the forms."""
    first, *rest = entry.split()
    return [f"se {rest[0]}", *rest[1:]] if first == "se" else [first, *rest]


def _with_single_letters(word: str) -> str:
    """The word with doubled letters written once: « appeller » is read as « appeler »."""
    return "".join(letter for letter, _ in groupby(word))


@cache
def _misspellings() -> dict[str, list[_Form]]:
    """The known forms by what they are with doubled letters written once."""
    return {_with_single_letters(form): verbs for form, verbs in _forms().items()}


def opening_verb(text: str) -> Verb | None:
    """The verb that a wanted reaction begins with, or None when it begins with none.

    Read: « S'inscrire à… », « qu'elles s'inscrivent », « Je veux qu'ils réservent », « que les
    parents du quartier appellent », « Réservez ». « Plus de ventes » and « La réservation » begin
    with no verb; a verb outside of the vocabulary is UNKNOWN.
    """
    written = words_in(text)[:40]
    folded = [fold(word) for word in written]
    place, clause, reflexive = 0, False, False
    while place < len(folded):
        word = folded[place]
        if word in _REFLEXIVES:
            reflexive = True
        elif word in ("que", "qu"):
            clause = True
        elif not (word in _SUBJECTS or word in _OBJECTS or word in _WISHES):
            break
        place += 1
    if place == len(folded):
        return None
    if (verb := _verb_at(written, folded, place)) is not None:
        return verb
    if clause:
        later = _first_verb(written, folded, range(place + 1, min(len(folded), place + 9)))
        return later or Verb(written[place].lower(), VerbKind.UNKNOWN)
    if reflexive or _like_an_infinitive(folded[place]):
        return Verb(written[place].lower(), VerbKind.UNKNOWN)
    return None


def reaction_verb(text: str) -> str | None:
    """The infinitive of the first verb of action in the text (« s'inscrire »), or None."""
    return _first_of(text, VerbKind.ACTION)


def vague_verb(text: str) -> str | None:
    """The infinitive of the first vague verb in the text (« améliorer »), or None."""
    return _first_of(text, VerbKind.VAGUE)


def mind_verb(text: str) -> str | None:
    """The infinitive of the first verb of mind or feeling in the text (« aimer »), or None."""
    return _first_of(text, VerbKind.MIND)


def _first_of(text: str, kind: VerbKind) -> str | None:
    written = words_in(text)
    folded = [fold(word) for word in written]
    verbs = _verbs(written, folded, range(len(folded)))
    return next((verb.infinitive for verb in verbs if verb.kind is kind), None)


def _first_verb(written: list[str], folded: list[str], places: range) -> Verb | None:
    return next(_verbs(written, folded, places), None)


def _verbs(written: list[str], folded: list[str], places: range) -> Iterator[Verb]:
    for place in places:
        if (verb := _verb_at(written, folded, place)) is not None:
            yield verb


def _verb_at(written: list[str], folded: list[str], place: int) -> Verb | None:
    """The known verb that stands there, or None."""
    word, after = folded[place], folded[place + 1 : place + 6]
    forms = _forms().get(word) or _misspelt(word)
    if not forms or (word == "rendez" and after[:1] == ["vous"]):
        return None
    reflexive = _is_reflexive(folded, place)
    fitting = [form for form in forms if form.reflexive == reflexive] or forms
    form = fitting[0]
    if form.infinitive:
        if place and folded[place - 1] in ("un", "une", "du", "des", "ce"):
            return None  # « du savoir »
    elif not _is_conjugated(written[place], folded, place, reflexive):
        return None
    return _with_complement(form.verb, after)


def _misspelt(word: str) -> list[_Form] | None:
    """The verbs that a long word would be with its doubled letters written otherwise."""
    return _misspellings().get(_with_single_letters(word)) if len(word) > 5 else None


def _is_reflexive(folded: list[str], place: int) -> bool:
    before = folded[max(0, place - 2) : place]
    return bool(before) and (
        before[-1] in _REFLEXIVES or (before[-1] in ("y", "en") and before[0] in _REFLEXIVES)
    )


def _is_conjugated(written: str, folded: list[str], place: int, reflexive: bool) -> bool:
    """Whether a form that could be a noun or a participle is a conjugated verb there."""
    word = folded[place]
    before = folded[place - 1] if place else ""
    earlier = folded[place - 2] if place > 1 else ""
    if written.lower().endswith(("é", "ée", "és", "ées")):
        return False
    if reflexive or before in _SUBJECTS or before in _ONLY_PRONOUNS:
        return True
    if word.endswith(("ent", "ez", "eront")):
        return True
    if before in _DETERMINERS:  # « qu'elle la visite », not « la visite »
        return before in _OBJECTS and earlier in _SUBJECTS
    if not {"que", "qu"}.isdisjoint(folded[max(0, place - 10) : place]):
        return True
    return not word.endswith(("e", "es", "ons", "ant")) and word not in _ALSO_NOUNS


def _with_complement(verb: Verb, after: list[str]) -> Verb:
    """The verb, or what its complement makes of it."""
    bare = fold(verb.infinitive).removeprefix("se ").removeprefix("s'")
    if bare in MIND_COMPLEMENTS and not set(MIND_COMPLEMENTS[bare].split()).isdisjoint(after):
        return Verb(verb.infinitive, VerbKind.MIND)
    if bare in COMPLEMENTS and verb.kind is VerbKind.ACTION:
        wanted = set(COMPLEMENTS[bare].split())
        if wanted.isdisjoint(after):
            return Verb(verb.infinitive, VerbKind.UNKNOWN)
    return verb


def _like_an_infinitive(folded: str) -> bool:
    return len(folded) > 3 and folded.endswith(("er", "ir", "re")) and folded not in _NOUNS
