"""Watching: how long someone may wait, whether a term holds a name, whether a role is named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.domain import FREQUENCIES, holds_name, longest_wait, names_someone, told_wait

D = Decimal


@pytest.mark.parametrize(
    ("frequency", "delay", "hours", "told"),
    [
        ("jour", "24", "48", "48\u00a0h"),
        ("jour", "0.5", "24.5", "24\u00a0h\u00a030"),
        ("jour", "48", "72", "72\u00a0h"),
        ("semaine", "2", "170", "8\u00a0jours"),
        ("semaine", "48", "216", "9\u00a0jours"),
        ("mois", "48", "792", "33\u00a0jours"),
    ],
)
def test_a_wait_is_from_one_look_to_the_next_then_the_delay(
    frequency: str, delay: str, hours: str, told: str
) -> None:
    """Whoever wrote just after a look waits for the next one, and then for an answer."""
    wait = longest_wait(frequency, D(delay))
    assert (wait, told_wait(wait)) == (D(hours), told)


@given(st.sampled_from(sorted(FREQUENCIES)), st.decimals(0, 48, places=2))
def test_no_plan_answers_sooner_than_its_delay(frequency: str, delay: Decimal) -> None:
    """The wait is never shorter than the delay, nor than the time between two looks."""
    wait = longest_wait(frequency, delay)
    assert wait >= max(delay, longest_wait(frequency, D(0)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Verre Boréal", "Verre Boréal"),
        ("avis VERRE BOREAL Saguenay", "Verre Boréal"),
        ("« verre-boréal », avec et sans accents", "Verre Boréal"),
        ("#VerreBoréal", "Verre Boréal"),
        ("verreboreal.ca", "Verre Boréal"),
        ("l’érable rouge", "L'Érable rouge"),
        ("lerable rouge", "L'Érable rouge"),
        ("E\u0301rable", "érable"),
        ("Chez Lô", "Lô"),
        ("3M Québec", "3M Québec"),
        ("prix ail du rang 3", "L’Ail du Rang 3"),
        ("petit moteur Joliette", "Le Petit Moteur"),
    ],
)
def test_a_term_holds_a_name_however_it_is_typed(text: str, name: str) -> None:
    """People search without accents, and hashtags have no spaces."""
    assert holds_name(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("vélo", "Lô"),
        ("Verre", "Verre Boréal"),
        ("Boréal Verre", "Verre Boréal"),
        ("verres boréals", "Verre Boréal"),
        ("marge de profit", "La Marge"),
        ("", "Verre Boréal"),
        ("Verre Boréal", ""),
        ("A", "A"),
        ("12", "12"),
        ("?!", "?!"),
    ],
)
def test_a_term_without_the_name_does_not_watch_it(text: str, name: str) -> None:
    """A part of a word, another order, or no name at all."""
    assert not holds_name(text, name)


NAME = st.text("abcé ' -", min_size=1, max_size=12).filter(
    lambda text: sum(map(str.isalpha, text)) >= 2
)


@given(st.text("xyz #", max_size=8), NAME, st.text("xyz ", max_size=8))
def test_a_name_is_found_wherever_it_stands(before: str, name: str, after: str) -> None:
    """Whatever is written around it."""
    assert holds_name(f"{before} {name.upper()} {after}", name)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Karim", True),
        ("moi", True),
        ("la gérante", True),
        ("Jo", True),
        ("la personne à la caisse", True),
        ("Marie ou moi, personne d'autre", True),
        ("l'équipe du soir", True),
        ("on", False),
        ("Nous.", False),
        ("nous deux", False),
        ("TOUT LE MONDE", False),
        ("personne", False),
        ("Personne pour l’instant", False),
        ("quelqu'un de l'équipe", False),
        ("L’équipe", False),
        ("toute l'équipe", False),
        ("à déterminer", False),
        ("n'importe qui", False),
        ("l'alerte Google", False),
        ("l’application", False),
        ("Qui regarde", False),
        ("la responsable des alertes", True),
        ("X", False),
        ("12", False),
        ("", False),
    ],
)
def test_someone_is_a_person_or_a_role(text: str, named: bool) -> None:
    """Someone to whom one may ask whether it was done."""
    assert names_someone(text) is named
