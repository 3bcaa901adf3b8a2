"""Calls to action: said to the person who reads, or said of someone."""

import pytest

from socialise.domain.call_to_action import spoken_to


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Réservez votre place", "réservez"),
        ("Dites-nous lequel", "Dites"),
        ("Faites le test", "Faites"),
        ("Faites à la main", None),
        ("Écris-nous en privé", "Écris"),
        ("Samedi, passe nous voir", "passe"),
        ("Envie d'un café? Viens!", "Viens"),
        ("→ Clique sur le lien", "Clique"),
        ("Et partage avec une amie", "partage"),
        ("Réserve ta place", "ta"),
        ("Visite la page", "Visite"),
        ("Visite guidée du jardin", None),
        ("Demande de soumission", None),
        ("Commande en ligne", None),
        ("Réserver une place", None),
        ("Plus de détails ici", None),
        ("Sur rendez-vous", None),
        ("Notre équipe découvre le quartier", None),
        ("", None),
    ],
)
def test_a_call_speaks_to_its_reader(text: str, word: str | None) -> None:
    """An imperative that opens a clause; a noun of the same letters asks nothing of anyone."""
    assert spoken_to(text) == word
