"""The picture of the cash flow: what it marks, what it says in words, what it is made of."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.domain import Campaign, CashFlow
from socialise.export import cash_flow_figure

D = Decimal
NAMES = ("setup_cost", "setup_hours", "monthly_cost", "monthly_hours", "hourly_rate",
         "sales_first_month", "sales_following_month", "margin_percent")  # fmt: skip
ALLOWED = {
    "svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "desc", "polyline",
    "polygon",
}  # fmt: skip


def plan(*figures: float) -> Campaign:
    return Campaign(**{name: D(str(figure)) for name, figure in zip(NAMES, figures, strict=True)})


MODEL = plan(180, 8, 29, 5, 28, 320, 640, 46)
NEVER = plan(0, 0, 100, 20, 30, 300, 300, 30)
FALLS_BACK = plan(0, 0, 300, 2, 20, 4000, 200, 50)
WITHOUT_TIME = plan(0, 0, 50, 0, 20, 0, 300, 50)
NOTHING = plan(0, 0, 0, 0, 0, 0, 0, 0)
HUGE = plan(10**9, 8, 29 * 10**8, 5, 28, 320, 64 * 10**8, 46)


@pytest.mark.parametrize(
    ("campaign", "sentences"),
    [
        (MODEL, ["Temps compté, le cumul atteint zéro au mois 5.",
                 "Sans le temps, le cumul atteint zéro au mois 2."]),
        (NEVER, ["Temps compté, le cumul reste sous zéro toute l'année."]),
        (FALLS_BACK, ["Temps compté, le cumul atteint zéro au mois 1, puis redescend."]),
        (WITHOUT_TIME, ["Avec ou sans le temps, le cumul atteint zéro au mois 2."]),
        (NOTHING, ["Avec ou sans le temps, le cumul est à zéro ou plus dès le premier mois."]),
    ],
)  # fmt: skip
def test_the_recovery_is_said_in_the_picture_and_in_its_words(
    campaign: Campaign, sentences: list[str]
) -> None:
    """A sentence under the plot, the same for who does not see it."""
    picture = cash_flow_figure.draw(campaign)
    root = ElementTree.fromstring(picture.svg)
    drawn = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("}text"))
    for sentence in sentences:
        assert sentence in picture.text
        assert sentence in drawn


def test_the_words_give_every_month() -> None:
    """The text equivalent holds the figures, not a comment on them."""
    told = cash_flow_figure.draw(MODEL).text
    assert told.count("mois 12\u00a0:") == 2
    assert "mois 1\u00a0: \u2212426\u00a0$" in told
    assert "mois 12\u00a0: 954\u00a0$" in told
    assert "mois 12\u00a0: 2\u00a0858\u00a0$" in told


def test_the_two_lines_differ_by_more_than_colour() -> None:
    """One is solid, the other dashed; each is named where it ends."""
    root = ElementTree.fromstring(cash_flow_figure.draw(MODEL).svg)
    dashes = [
        line.get("stroke-dasharray") for line in root.iter() if line.tag.endswith("}polyline")
    ]
    assert sorted(dash or "" for dash in dashes) == ["", "2 7"]
    texts = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert {"sans le temps", "temps compté", "954\u00a0$", "2\u00a0858\u00a0$"} <= set(texts)


def test_a_time_that_changes_nothing_is_one_line() -> None:
    """Two lines drawn one on the other would hide one of them."""
    root = ElementTree.fromstring(cash_flow_figure.draw(WITHOUT_TIME).svg)
    assert sum(element.tag.endswith("}polyline") for element in root.iter()) == 1


amounts = st.decimals(0, 10**7, places=2, allow_nan=False, allow_infinity=False)
campaigns = st.builds(
    Campaign, setup_cost=amounts, setup_hours=amounts, monthly_cost=amounts,
    monthly_hours=st.decimals(0, 200, places=1), hourly_rate=st.decimals(0, 200, places=2),
    sales_first_month=amounts, sales_following_month=amounts,
    margin_percent=st.decimals(0, 100, places=1),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(campaigns)
def test_everything_is_inside_the_picture_and_in_the_page_s_colours(campaign: Campaign) -> None:
    """Plain elements, no attribute but numbers and colours that a dark page can change."""
    root = ElementTree.fromstring(cash_flow_figure.draw(campaign).svg)
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ALLOWED
        for name in ("fill", "stroke"):
            assert element.get(name, "none").startswith(("none", "var(--"))
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert 0 <= float(element.get(name, "0")) <= limit
    never = sum(CashFlow(campaign, with_time=time).recovery_month() is None for time in (0, 1))
    assert (root[1].text or "").count("reste sous zéro") in (never, never - 1)


def test_great_amounts_are_written_short() -> None:
    """« −4 000 M$ » fits where « −4 000 000 000 $ » does not."""
    assert "\u22124\u00a0000\u00a0M$" in cash_flow_figure.draw(HUGE).svg


def test_the_same_plan_gives_the_same_picture() -> None:
    """A picture redrawn at each answer must not flicker."""
    assert cash_flow_figure.draw(MODEL) == cash_flow_figure.draw(MODEL)
