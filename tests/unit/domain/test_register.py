"""The register of a text: what a counter says, what friends say, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain.register import (
    familiar_named,
    jargon_in,
    jargon_named,
    spoken_to,
)
from socialise.words import normalise

COUNTER = [
    ("Dans le cadre de notre anniversaire, on offre le café.", "Dans le cadre de"),
    ("DANS LE CADRE D’UNE refonte", "DANS LE CADRE D’UNE"),
    ("On optimise vos pneus.", "optimise"),
    ("l'optimisation de la cuisson", "optimisation"),
    ("des solutions innovantes pour vous", "solutions innovantes"),
    ("notre solution d'entreposage clé en main", "solution d'entreposage clé en main"),
    ("Des solutions d'assurance sur mesure.", "solutions d'assurance sur mesure"),
    ("une solution simple et personnalisée", "solution simple et personnalisée"),
    ("Voici notre offre de services.", "offre de services"),
    ("pour la clientèle-cible", "clientèle-cible"),
    ("c'est gagnant-gagnant", "gagnant-gagnant"),
    ("une équipe proactive", "proactive"),
    ("La synergie de nos équipes", "synergie"),
    ("On est à l’écoute de vos besoins.", "à l’écoute de vos besoins"),
    ("N'hésitez surtout pas à nous écrire", "N'hésitez surtout pas à"),
    ("Nous sommes heureuses de vous annoncer le retour du pain.", "heureuses de vous annoncer"),
    ("La ville a le plaisir de vous informer", "plaisir de vous informer"),
    ("fière de vous présenter ses tulipes", "fière de vous présenter"),
    ("un savoir-faire unique", "savoir-faire unique"),
    ("Le leader de la tonte", "leader"),
    ("Nous répondons à tous vos besoins", "répondons à tous vos besoins"),
    ("l'expérience client", "expérience client"),
]
PLAIN = [
    "",
    "Le mot est collé dans le cadre de la porte.",
    "Le fil passe dans le cadre du vélo.",
    "Il est optimiste, et la soupe est chaude.",
    "La solution est dans le tiroir du haut.",
    "La solution complète de la grille est en page 12.",
    "Une solution saline pour vos lentilles.",
    "Trouvez la solution avec un crayon numérique à l'écran.",
    "Dans le cadre. De rien.",
    "Je suis heureuse de vous accueillir samedi.",
    "Fiers de notre four, on vous le montre.",
    "Vous êtes gagnante! Gagnante, vous dis-je.",
    "On écoute vos besoins de sommeil.",
    "N'attendez pas, il en reste deux.",
    "Elle a un beau savoir-faire.",
    "On offre le café, et le service.",
]
FRIENDS = [
    ("Tu viens?", "Tu"),
    ("On garde TON vélo.", "TON"),
    ("à côté de ton vélo", "ton"),
    ("même ton chat", "ton"),
    ("T’as faim?", "T"),
    ("Va-t'en vite", "t"),
    ("Le tien est prêt.", "tien"),
    ("Passe avec tes amis", "tes"),
    ("le te\u0301 de cuivre, on te le coupe", "te"),
    ("Viens samedi.", "Viens"),
    ("Bonjour! Écris un mot.", "Écris"),
    ("Alors dis-nous tout", "dis"),
    ("appelle-moi demain", "appelle"),
    ("vas-y doucement", "vas"),
    ("Allô tout le monde", "Allô"),
    ("ALLOOO!", "ALLOOO"),
    ("Yo, c'est ouvert", "Yo"),
    ("toute la gang est là", "gang"),
    ("C'est ben bon", "ben"),
    ("Ben oui, c'est ouvert", "Ben"),
    ("Ben, on ferme à 18 h", "Ben"),
    ("du pain pis du beurre", "pis"),
    ("Pis, ça va?", "Pis"),
    ("c'est full bon", "full"),
    ("c'est tsé, simple", "tsé"),
    ("c'est, genre, demain", "genre"),
    ("on ouvre genre à 10 h", "genre"),
    ("et genre dix minutes", "genre"),
    ("coooool", "coooool"),
    ("c'est cool", "cool"),
    ("trop drôle mdr", "mdr"),
    ("LOL", "LOL"),
    ("Ça se peut-tu?", "tu"),
]
POLITE = [
    "",
    "Vous montez votre vélo tous les soirs? Passez nous voir.",
    "Y a-t-il une rampe? Y a-t'il un ascenseur?",
    "Des t-shirts à 20 $",
    "Le ton est juste, sur un ton plus bas, du même ton.",
    "Un bleu ton sur ton. C'est une question de ton.",
    "Quel bon ton!",
    "Il s'est tu en goûtant.",
    "Je tiens à le dire, il tient parole.",
    "Le pis de la vache, les pis propres, tant pis, de mal en pis, au pis aller, rien de pis.",
    "Un genre de soupe, ce genre de pain, du même genre, en tout genre, le genre humain.",
    "Genre : roman policier. L'âge et le genre, l'âge et genre.",
    "Demandez Ben au comptoir. Ben, notre boulanger, arrive à 4 h. Ben vous attend.",
    "Un yo-yo en bois, du cool jazz, un écran full HD.",
    "Dites-nous tout, faites-en deux, allons-y, gardez-les, entre-nous.",
    "Un trois-en-un de Saint-Louis-en-l'Île",
    "Le té de cuivre est vissé.",
    "« Je passe », dis-je.",
    "Prenons le temps.",
    "Le toit, la tarte, les tesselles et le tutu.",
]


@pytest.mark.parametrize(("text", "found"), COUNTER)
def test_what_a_counter_says_is_found_as_written(text: str, found: str) -> None:
    """The learner reads her own words in the verdict."""
    assert jargon_named(text) == found


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_are_no_jargon(text: str) -> None:
    """A frame, a puzzle, a saline solution: the same letters, another thing."""
    assert jargon_named(text) is None


@pytest.mark.parametrize(("text", "found"), FRIENDS)
def test_what_friends_say_is_found_as_written(text: str, found: str) -> None:
    """« tu » in all its forms, orders to a friend, familiar words."""
    assert familiar_named(text) == found


@pytest.mark.parametrize("text", POLITE)
def test_what_only_looks_familiar_is_left_alone(text: str) -> None:
    """A tone, an udder, a kind, a fitting, a name."""
    assert familiar_named(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Votre vélo est prêt.", "votre"),
        ("Passez samedi.", "passez"),
        ("Viens mercredi avec une amie.", "Viens"),
        ("On ouvre. Dites-nous quand.", "Dites"),
        ("Faites vite.", "Faites"),
        ("On fait nos tartes, elles sont faites ici.", None),
        ("Il passe et regarde la vitrine.", None),
        ("", None),
    ],
)
def test_who_is_spoken_to_is_found_without_a_pronoun_too(text: str, found: str | None) -> None:
    """An order is a second person."""
    assert spoken_to(text) == found


def test_every_expression_is_found_in_order() -> None:
    """The page of the activity lists them."""
    text = "Fière de vous présenter son offre de services, la boutique optimise tout."
    assert jargon_in(text) == ("Fière de vous présenter", "offre de services", "optimise")


@given(st.text(max_size=80))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    """Whatever is typed: no crash, and never a word that nobody wrote."""
    for found in (*jargon_in(text), familiar_named(text)):
        assert found is None or found in normalise(text)


@pytest.mark.parametrize(
    "seed", ["dans le cadre ", "solution d'une ", "t'", "genre, ", "dis-", "a"]
)
def test_a_hundred_thousand_characters_are_read_at_once(seed: str) -> None:
    """Time grows with the length, never with its square: a square would take minutes here."""
    text = (seed * 100_000)[:100_000]
    jargon_in(text)
    familiar_named(text)
