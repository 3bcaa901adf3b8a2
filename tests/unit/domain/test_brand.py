"""A brand: what differs from one channel to another, and claims that anyone could make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain import ASPECTS, differences, superlative


def channel(name: str, promise: str = "Du miel", colour: str = "Jaune") -> dict[str, str]:
    return {"nom": name, "promesse": promise, "couleur": colour}


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ([channel("Ruche d'Or"), channel("RUCHE D’OR"), channel("Ruche d'or.")], []),
        ([channel("Ruche d'Or"), channel("La Ruche d'Or")], ["nom"]),
        (
            [channel("A1", "Du miel", "Or"), channel("B", "De la cire", "Noir")],
            ["nom", "promesse", "couleur"],
        ),
        ([channel("A", colour="jaune"), channel("A", colour="")], []),
        ([channel("A", colour="jaune"), channel("A"), channel("A", colour="Or")], ["couleur"]),
        ([], []),
    ],
)
def test_what_differs_is_what_a_passer_by_would_see(
    channels: list[dict[str, str]], expected: list[str]
) -> None:
    """A capital or a comma is the same name; another word is another name."""
    assert differences(channels) == expected


CHANNELS = st.lists(st.fixed_dictionaries({key: st.sampled_from("ab ") for key in ASPECTS}))


@given(CHANNELS)
def test_the_order_of_the_channels_does_not_matter(channels: list[dict[str, str]]) -> None:
    """Nor does naming one of them twice."""
    assert differences(channels) == differences([*reversed(channels), *channels])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Je fais le meilleur miel en ville", "le meilleur"),
        ("Le MEILLEURE cire", "Le MEILLEURE"),
        ("au meilleur prix", "au meilleur"),
        ("L’un des meilleurs", "des meilleurs"),
        ("Je suis la moins chère du rang", "la moins chère"),
        ("Toujours les plus bas prix", "plus bas prix"),
        ("les prix les plus bas", "prix les plus bas"),
        ("numéro 1 au Québec", "numéro 1"),
        ("le Nume\u0301ro un", "Numéro un"),
        ("le n° 1 du miel", "n° 1"),
        ("#1 du miel", "#1"),
        ("Des produits de qualité", "qualité"),
        ("le rapport qualité-prix", "qualité"),
        ("un service exceptionnel", "service exceptionnel"),
        ("un service à la clientèle exceptionnel", "service à la clientèle exceptionnel"),
        ("pas seulement le meilleur miel", "le meilleur"),
        ("Je ne ris pas, la qualité compte", "qualité"),
    ],
)
def test_a_claim_that_anyone_could_make_is_found_as_written(text: str, found: str) -> None:
    """Put another name before it: it is as true."""
    assert superlative(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "J'ouvre la ruche devant vous et je vous laisse goûter",
        "Je ne suis pas la moins chère, et je vous dis pourquoi",
        "Ni le meilleur ni le moins cher : celui qui répond",
        "sans être la meilleure",
        "une meilleure idée, un jour",
        "la ruche de la meilleure amie de ma sœur",
        "Je mesure la qualité de l'eau du puits",
        "Au 12, rue Numéro",
        "le meilleurisme",
        "#10 sur la liste",
        "",
    ],
)
def test_what_is_denied_or_only_alike_is_no_claim(text: str) -> None:
    """A seller who says what she is not has claimed nothing."""
    assert superlative(text) is None


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """What is found stands in the text."""
    found = superlative(text)
    assert found is None or found
