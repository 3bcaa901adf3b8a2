"""Quebec's typography, rule by rule, over everything that is read."""

from __future__ import annotations

import pytest
from language.grammar import accepted_signs, accepts
from language.text import Text
from language.texts import all_texts
from language.typography import broken


def test_every_text_is_typeset_as_in_quebec() -> None:
    """Spaces, quotation marks, hours, amounts: what is uniform is not looked at, and read."""
    known = accepted_signs()
    told = [
        f"{text.place(offset)} : « {seen} » → {cure} ({rule})"
        for text in all_texts()
        for offset, rule, seen, cure in broken(text)
        if not any(accepts(each, text.file, rule, seen) for each in known)
    ]
    assert not told, "\n".join(told)


def test_every_accepted_sign_is_still_written() -> None:
    """One that is left behind would hide the next slip of its kind."""
    found = [(text.file, rule, seen) for text in all_texts() for _, rule, seen, _ in broken(text)]
    idle = [
        f"{known['lieu']} : « {known['vu']} »"
        for known in accepted_signs()
        if not any(accepts(known, *each) for each in found)
    ]
    assert not idle, f"retirez de tests/language/remarques.toml : {', '.join(idle)}"


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Venez !", "espaces"),
        ("Par exemple: un vélo.", "espaces"),
        ("«mardi»", "espaces"),
        ("25% de rabais", "espaces"),
        ("12$ l'heure", "espaces"),
        ("Un mot,  puis deux.", "espace double"),
        ("Un mot , puis deux.", "espace avant la virgule ou le point"),
        ('Il a dit "oui".', "guillemets droits"),
        ("Il a dit “oui”.", "guillemets anglais"),
        ("À 14h30.", "heure"),
        ("À 14 h30.", "heure"),
        ("À 14:30.", "heure"),
        ("Dès 9h.", "heure"),
        ("les client·es", "point médian"),
        ("Et puis...", "trois points"),
        ("$12", "montant"),
        ("12.50 $", "montant"),
        ("2000 $", "montant"),
        ("L`atelier", "apostrophe"),
        ("L'un et l’autre", "apostrophes mêlées"),
        ("Un mot - une idée", "tiret"),
        ("La 2ème fois, la 1ère aussi", "ordinal"),
        ("À 8°C", "degré"),
    ],
)
def test_a_slip_is_found(written: str, rule: str) -> None:
    """Each rule finds what it is for."""
    assert rule in [found for _, found, _, _ in broken(Text("ici", written, 1))]


@pytest.mark.parametrize(
    "written",
    [
        "À 14 h 30, ou à 9 h : venez! Le 1er mars, 25 % de 1 234,50 $.",
        "« On dit “oui” », et c'est tout; la 2e fois, la 1re aussi…",
        "À\u00a014\u00a0h\u00a030\u00a0: 1\u00a0234,50\u00a0$.",
        "Moyen-Âge, vingt-deux, −426 $, 8 °C, 2026-12-03.",
    ],
)
def test_what_quebec_writes_is_left_alone(written: str) -> None:
    """Ordinary spaces or no-break ones: the page sets them itself."""
    assert list(broken(Text("ici", written, 1))) == []
