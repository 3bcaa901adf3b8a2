"""A call to action: what a publication asks of who reads it, said to that person."""

from __future__ import annotations

import re

from socialise import words
from socialise.words import fold, words_in


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Imperatives that are read as nothing else at the beginning of a clause, folded: those of « tu »,
# and « dites », the only one of « vous » that does not end in -ez (with « faites », below).
_IMPERATIVES = _set(
    "achete ajoute amene appelle apporte apprends attends choisis clique commente compare "
    "confirme contacte decouvre dis dites donne ecris emmene enregistre envoie essaie essaye fais "
    "goute identifie imagine imprime inscris invite joins laisse lis magasine mentionne mets nomme "
    "obtiens ouvre participe pense prends prepare profite propose raconte rappelle recois "
    "recommande recupere regarde rejoins reponds retiens retrouve reviens savoure signale tague "
    "telecharge teste trouve utilise va vas verifie viens"
)
# Those that are nouns as well (« Visite guidée »): what follows says which.
_ALSO_NOUNS = _set(
    "aime commande demande ecoute faites garde mesure montre note offre partage passe "
    "photographie pose reserve sauvegarde suis texte visite vote"
)
_AFTER_A_VERB = _set(
    "au aujourd aux avant avec ce ces cet cette chez des ici l la le les ma maintenant me mes moi "
    "mon nos notre nous tout un une vite"
)
_CLAUSE = re.compile(r"[.!?…:;,\n«»()\"“”–—•→]+|\s-\s")
_BEFORE_A_VERB = _set("alors donc et ou puis si")


def spoken_to(text: str) -> str | None:
    """The word by which the text speaks to its reader, or None.

    Any second person (vous, ton, « Réservez »), or another imperative that opens a clause:
    « Écris-nous », « Samedi, passe nous voir », « Dites-nous ». Made for calls to action: in a
    sentence that describes someone, « découvre » would be a third person.
    """
    return words.second_person(text) or _imperative(text)


def _imperative(text: str) -> str | None:
    for clause in _CLAUSE.split(text):
        said = words_in(clause[:200])
        while said and fold(said[0]) in _BEFORE_A_VERB:
            said = said[1:]
        if not said:
            continue
        verb, after = fold(said[0]), fold(said[1]) if len(said) > 1 else ""
        if verb in _IMPERATIVES or (verb in _ALSO_NOUNS and after in _AFTER_A_VERB):
            return said[0]
    return None
