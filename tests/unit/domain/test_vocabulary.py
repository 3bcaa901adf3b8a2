"""Verbs of reaction and names of tools: recognised where they are, and only there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise import words
from socialise.domain import (
    VerbKind,
    mind_verb,
    opening_verb,
    reaction_verb,
    tool_named,
    vague_verb,
    vocabulary,
)

ACTION, MIND, VAGUE, UNKNOWN = VerbKind.ACTION, VerbKind.MIND, VerbKind.VAGUE, VerbKind.UNKNOWN

OPENINGS = [
    ("S'inscrire à l'infolettre", "s'inscrire", ACTION),
    ("s’inscrire", "s'inscrire", ACTION),
    ("INSCRIRE leur enfant", "s'inscrire", ACTION),
    ("qu'elles s'inscrivent", "s'inscrire", ACTION),
    ("Qu’ils réservent une table", "réserver", ACTION),
    ("Réserver", "réserver", ACTION),
    ("re\u0301server une place", "réserver", ACTION),
    ("reserver une place", "réserver", ACTION),
    ("Réservez votre place", "réserver", ACTION),
    ("elles réserveront", "réserver", ACTION),
    ("Je veux qu'ils m'appellent", "appeler", ACTION),
    ("les appeler", "appeler", ACTION),
    ("Appeller avant midi", "appeler", ACTION),
    ("nous écrire un courriel", "écrire", ACTION),
    ("que les parents du quartier appellent", "appeler", ACTION),
    ("qu'elle la visite le samedi", "visiter", ACTION),
    ("s'y inscrire", "s'inscrire", ACTION),
    ("Prendre rendez-vous", "prendre", ACTION),
    ("Passer à la boutique", "passer", ACTION),
    ("Devenir membre", "devenir", ACTION),
    ("Faire une demande de soumission", "faire", ACTION),
    ("Aimer la marque", "aimer", MIND),
    ("Connaître l'atelier", "connaître", MIND),
    ("qu'ils sachent que nous existons", "savoir", MIND),
    ("Qu'elles se souviennent de nous", "se souvenir", MIND),
    ("se rappeler de nous", "se rappeler", MIND),
    ("nous faire confiance", "faire", MIND),
    ("prendre conscience du prix", "prendre", MIND),
    ("être plus visibles", "être", MIND),
    ("Que la boutique soit pleine", "être", MIND),
    ("Améliorer la visibilité", "améliorer", VAGUE),
    ("Augmenter les ventes", "augmenter", VAGUE),
    ("Zigouiller l'attente", "zigouiller", UNKNOWN),
    ("s'émouvoir", "émouvoir", UNKNOWN),
    ("qu'ils zigouillent", "zigouillent", UNKNOWN),
    ("Passer de 3 à 15", "passer", UNKNOWN),
    ("Prendre du temps", "prendre", UNKNOWN),
]
NO_OPENINGS = [
    "",
    "!!!",
    "qu'",
    "que",
    "s'",
    "Plus de ventes",
    "La réservation d'une table",
    "Commande en ligne",
    "Visite du magasin",
    "Demande de soumission",
    "Une hausse des appels",
    "Atelier du samedi",
    "Rendez-vous au salon",
    "Le partage de nos photos",
    "réservé aux membres",
    "15 inscriptions",
    "Lettre au maire",
    "avis",
]


@pytest.mark.parametrize(("text", "infinitive", "kind"), OPENINGS)
def test_the_verb_that_a_reaction_begins_with(text, infinitive, kind):
    """In the infinitive, after « que », reflexive or not, with or without accents."""
    verb = opening_verb(text)
    assert verb is not None
    assert (verb.infinitive, verb.kind) == (infinitive, kind)


@pytest.mark.parametrize("text", NO_OPENINGS)
def test_a_reaction_that_begins_with_no_verb(text):
    """A noun is no reaction, even one that looks like a verb."""
    assert opening_verb(text) is None


@pytest.mark.parametrize(
    ("text", "reaction", "vague", "mind"),
    [
        ("Je voudrais qu'elles réservent", "réserver", None, None),
        ("Améliorer les ventes pour qu'ils nous rappellent", "rappeler", "améliorer", None),
        ("Aimer la page et la partager", "partager", None, "aimer"),
        ("La commande de la visite", None, None, None),
        ("Plus de visibilité", None, None, None),
    ],
)
def test_verbs_found_anywhere(text, reaction, vague, mind):
    """Each kind is looked for on its own, by its infinitive."""
    assert (reaction_verb(text), vague_verb(text), mind_verb(text)) == (reaction, vague, mind)


@pytest.mark.parametrize(
    "infinitive",
    [
        *(entry for entry in vocabulary.ACTIONS.replace("\n", " ").split(";")),
        *(entry for entry in vocabulary.MINDS.replace("\n", " ").split(";")),
        *(entry for entry in vocabulary.VAGUES.replace("\n", " ").split(";")),
    ],
)
def test_every_verb_of_the_vocabulary_is_recognised_with_all_its_forms(infinitive):
    """An entry that cannot be reached is a slip in the data."""
    first, *rest = infinitive.split()
    name, forms = (f"se {rest[0]}", rest[1:]) if first == "se" else (first, rest)
    bare = words.fold(name).removeprefix("se ").removeprefix("s'")
    reflexive = "s'" if name.startswith("s'") else "se " if name.startswith("se ") else ""
    for form in (bare, *forms):
        said = f"qu'elles {reflexive}{form}"
        assert opening_verb(said) or mind_verb(said)
    assert opening_verb(name).infinitive == name


TOOLS = [
    ("Ouvrir une page Facebook", "page"),
    ("sur FACEBOOK", "FACEBOOK"),
    ("Publier trois fois par semaine", "Publier"),
    ("trois publications", "publications"),
    ("500 abonnés", "abonnés"),
    ("Obtenir des abonnées", "abonnées"),
    ("abonnés à notre page", "page"),
    ("des mentions J'aime", "mentions J'aime"),
    ("12 j’aime", "j’aime"),
    ("un mot-clic", "mot-clic"),
    ("des mots\u2011clics", "mots\u2011clics"),
    ("Tik Tok", "Tik Tok"),
    ("TikTok", "TikTok"),
    ("les re\u0301seaux sociaux", "réseaux sociaux"),
    ("un reel", "reel"),
    ("sur X", "sur X"),
    ("une story", "story"),
    ("deux likes", "likes"),
]
NO_TOOLS = [
    "15 inscriptions à l'infolettre",
    "300 abonnés à l'infolettre",
    "300 abonnés de notre infolettre",
    "60 abonnés au panier d'été",
    "elle s'abonne",
    "des besoins réels",
    "un effort réel",
    "3 x par semaine",
    "un livre de 200 pages",
    "la page d'accueil du site",
    "tourner la page",
    "j'aime le pain",
    "le poste de travail",
    "paginer",
    "dix demandes de soumission par mois",
    "",
]


@pytest.mark.parametrize(("text", "piece"), TOOLS)
def test_a_tool_is_named(text, piece):
    """The piece is given as it was written, so that the message can show it."""
    assert tool_named(text) == piece


@pytest.mark.parametrize("text", NO_TOOLS)
def test_an_end_names_no_tool(text):
    """What people count in the newsletter or on the site is an end, and plain words are plain."""
    assert tool_named(text) is None


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_looked_up(text):
    """No text makes the vocabulary stumble, and a tool shown was written."""
    for look in (opening_verb, reaction_verb, vague_verb, mind_verb):
        look(text)
    piece = tool_named(text)
    assert piece is None or piece in words.normalise(text)


@pytest.mark.parametrize(
    "seed", ["a-", "a@", "qu'elles ", "que ", "réserve ", "page ", "tourner la ", "abonnés de ",
             "j'aime ", "se ", "le la "],
)  # fmt: skip
def test_a_hundred_thousand_characters_are_looked_up_at_once(seed):
    """Time grows with the length, never with its square: a square would take minutes here."""
    text = (seed * (100_000 // len(seed) + 1))[:100_000]
    found = [look(text) for look in (reaction_verb, vague_verb, mind_verb, tool_named)]
    assert len(found) == 4
