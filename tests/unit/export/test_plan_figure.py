"""The plan on a page: five boxes in order, each with what was carried and how it agrees."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.domain.game_plan import GamePlan
from socialise.export import plan_figure
from socialise.export.drawing import letter_widths
from socialise.export.reading.plan import Standing, pieces, plan_of
from socialise.words import Missing, Unreadable

D = Decimal


def texts(svg: str) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("}text")]


def test_each_box_says_what_was_carried_and_how_it_agrees(game_plan: dict[str, Any]) -> None:
    """In the picture, and in the words that stand for it."""
    picture = plan_figure.draw(plan_of(game_plan))
    written = [each.text for each in texts(picture.svg)]
    assert [each for each in written if each in ("Persona", "Objectif", "Calendrier", "Temps",
                                                "Argent")] == [
        "Persona", "Objectif", "Calendrier", "Temps", "Argent"
    ]  # fmt: skip
    for told in (
        "Persona\u00a0: Florence. Nommé dans la phrase\u00a0: oui.",
        "72 places réservées, du 23\u00a0août\u00a02027 au 15\u00a0octobre\u00a02027",
        "6\u00a0publications, dont 6 du début à l'échéance",
        "2\u00a0h\u00a0nécessaires, 3\u00a0h\u00a0disponibles, 3\u00a0h\u00a0au plafond",
        "300\u00a0$\u00a0au départ, 20\u00a0$\u00a0par mois, 30\u00a0$\u00a0l'heure",
    ):
        assert told in picture.text
    assert "pas encore" not in picture.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"phrase": "Plus de places"}, "Nommé dans la phrase\u00a0: pas encore"),
        ({"heures": D(5)}, "Les heures du plan y tiennent\u00a0: pas encore"),
        ({"cout": Unreadable("environ 1000", "x")}, "Le coût complet, juste\u00a0: à vérifier"),
        ({"plafond": Unreadable("3 ou 4", "x")}, "«\u00a03 ou 4\u00a0»\u00a0au plafond"),
        ({"persona": ""}, "Persona\u00a0: à venir de son activité"),
    ],
)
def test_what_does_not_agree_is_said(
    game_plan: dict[str, Any], typed: Callable[..., Any], change: dict[str, Any], told: str
) -> None:
    """A sign never speaks alone."""
    assert told in plan_figure.draw(plan_of(typed(game_plan | change))).text


def test_every_standing_has_a_sign_a_word_and_a_colour_of_its_own() -> None:
    """Legible in grey."""
    for column in ("sign", "word", "colour"):
        assert len({getattr(standing, column) for standing in Standing}) == 3


def test_nothing_carried_draws_nothing() -> None:
    """The form then shows no figure."""
    with pytest.raises(Missing):
        plan_figure.draw(GamePlan(sentence="Pour Florence, 72 places"))


@settings(max_examples=40)
@given(st.text(max_size=200), st.text(max_size=200), st.decimals(0, 10**9, places=2))
def test_the_picture_stays_in_its_frame(name: str, unit: str, amount: Decimal) -> None:
    """Whatever was carried, no text passes the right edge."""
    plan = GamePlan(persona=name, unit=unit, target=amount, setup=amount, monthly=amount,
                    rate=amount, hours_needed=amount, cap=amount)  # fmt: skip
    svg = plan_figure.draw(plan).svg
    height = float(ElementTree.fromstring(svg).get("height", ""))
    for each in texts(svg):
        assert 0 < float(each.get("y", "")) <= height
        font = "title" if each.get("font-weight") else "text"
        width = letter_widths.measure(font, float(each.get("font-size", "")))(each.text or "")
        assert float(each.get("x", "")) + width <= 480


def test_the_pieces_are_five_and_in_order() -> None:
    """From the person to the money."""
    named = [piece.name for piece in pieces(GamePlan())]
    assert named == ["Persona", "Objectif", "Calendrier", "Temps", "Argent"]
