"""Watching what is said of a business: what is looked for, how often, and who answers."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from socialise.words import fold, holds, hours

# Key → label: where one looks, and how often.
PLACES = {
    "google": "Moteur de recherche",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "avis": "Avis en ligne",
    "groupes": "Groupes du quartier",
    "presse": "Journaux et radio",
    "autre": "Ailleurs",
}
FREQUENCIES = {"jour": "Chaque jour", "semaine": "Chaque semaine", "mois": "Chaque mois"}
BETWEEN_LOOKS = {"jour": Decimal(24), "semaine": Decimal(24 * 7), "mois": Decimal(24 * 31)}

TOLD_IN_HOURS = 72  # past that, people count in days

_RUN = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"\A(?:l'|(?:la|le|les) )")  # before a folded name
# Words that, by themselves, are no one to whom one may ask how it goes: « on », a tool.
_NOBODY = frozenset((
    "on", "nous", "tout", "tous", "toute", "toutes", "le", "la", "les", "l", "un", "une", "des",
    "de", "d", "du", "monde", "personne", "gens", "quelqu", "quelque", "equipe", "notre", "nos",
    "n", "importe", "qui", "autres", "deux", "trois", "ensemble", "chacun", "chacune", "aucun",
    "aucune", "ne", "pas", "pour", "instant", "moment", "encore", "a", "determiner", "definir",
    "voir", "decider", "se", "sait", "verra", "premier", "disponible", "regarde", "celui", "celle",
    "alerte", "alertes", "google", "facebook", "instagram", "meta", "application", "applications",
    "appli", "app", "logiciel", "robot", "outil", "notification", "notifications", "systeme",
    "automatique", "ordinateur", "telephone", "cellulaire", "courriel", "ia",
))  # fmt: skip


def longest_wait(frequency: str, delay: Decimal) -> Decimal:
    """Hours that someone may wait: from one look to the next, then the delay to answer.

    `frequency` is a key of FREQUENCIES, a month has 31 days. (définition du cours)
    """
    return BETWEEN_LOOKS[frequency] + delay


def told_wait(wait: Decimal) -> str:
    """A wait in hours as people say it: « 48 h », « 9 jours » (a day begun counts)."""
    if wait <= TOLD_IN_HOURS:
        return hours(wait)
    days = (wait / 24).to_integral_value(rounding=ROUND_CEILING)
    return f"{days}\u00a0jours"


def holds_name(text: str, name: str) -> bool:
    """Whether a search term holds a name, which has at least two letters.

    Case, accents, punctuation and spaces do not matter: « #verreboreal » holds « Verre Boréal ».
    Nor does the article of a name of three words or more: people look for « ail du rang 3 » when
    the sign says « L'Ail du Rang 3 », while « marge » alone is not « La Marge ».
    """
    if sum(map(str.isalpha, name)) < 2:
        return False
    bare = _ARTICLE.sub("", fold(name))
    return holds(text, name) or (len(_RUN.findall(bare)) >= 2 and holds(text, bare))


def names_someone(text: str) -> bool:
    """Whether the text names a person or a role: not « nous deux », « l'alerte »."""
    runs = _RUN.findall(fold(text))
    return sum(map(str.isalpha, "".join(runs))) >= 2 and not _NOBODY.issuperset(runs)
