"""The picture of the trust ladder: its rungs, its notes, its words, and what it is made of."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.domain.trust import Note, Pillar, Post, Rung, TrustLadder
from socialise.export import trust_ladder_figure
from socialise.export.drawing import letter_widths
from socialise.words import Missing

ALLOWED = {"svg", "path", "line", "rect", "text", "title", "desc"}
PROOF = "la liste des prix affichée"
posts = st.lists(st.builds(Post, st.just("x"), st.sampled_from(Rung)), max_size=40)
notes = st.dictionaries(
    st.sampled_from(Pillar), st.builds(Note, st.integers(1, 5), st.sampled_from(["", PROOF]))
)


def ladder(*rungs: str, **marks: tuple[int, str]) -> TrustLadder:
    return TrustLadder(
        tuple(Post("x", Rung(rung)) for rung in rungs),
        {Pillar(key): Note(*mark) for key, mark in marks.items()},
    )


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(svg).iter() if each.tag.endswith(f"}}{tag}")]


def written(svg: str) -> list[str]:
    return [each.text or "" for each in elements(svg, "text")]


def test_each_rung_tells_how_many_posts_stand_on_it() -> None:
    """In the picture and in its words, the empty one named as such."""
    picture = trust_ladder_figure.draw(ladder("vision", "influence", "influence"))
    told = written(picture.svg)
    assert told[:7] == [
        "échelon sans publication", "Confiance", "0\u00a0publication",
        "Influence", "2\u00a0publications", "Vision", "1\u00a0publication",
    ]  # fmt: skip
    assert (
        "Vision\u00a0: 1\u00a0publication.\nInfluence\u00a0: 2\u00a0publications." in picture.text
    )
    assert "Confiance\u00a0: 0\u00a0publication." in picture.text


def test_an_empty_rung_is_dotted() -> None:
    """It shows without its colour."""
    lines = elements(trust_ladder_figure.draw(ladder("vision")).svg, "line")
    assert sum(line.get("stroke-dasharray") is not None for line in lines) == 2
    whole = trust_ladder_figure.draw(ladder("vision", "influence", "confiance")).svg
    assert not any(line.get("stroke-dasharray") for line in elements(whole, "line"))


@pytest.mark.parametrize(
    ("mark", "word", "filled"),
    [
        ((5, PROOF), "5, preuve écrite", 5),
        ((4, ""), "4, sans preuve", 0),
        ((3, ""), "3", 3),
        ((2, PROOF), "2, preuve écrite", 2),
    ],
)
def test_a_note_is_filled_where_it_rests_on_something(
    mark: tuple[int, str], word: str, filled: int
) -> None:
    """A high note without a proof is an outline; the word says it too."""
    picture = trust_ladder_figure.draw(ladder(pratiques=mark))
    assert f"Pratiques\u00a0: {word}." in picture.text
    squares = elements(picture.svg, "rect")
    assert sum("--fleuve" in square.get("fill", "") for square in squares) == filled
    assert "Approche\u00a0: à noter." in picture.text


def test_nothing_placed_and_nothing_noted_draws_nothing() -> None:
    """The form then shows no figure."""
    with pytest.raises(Missing):
        trust_ladder_figure.draw(TrustLadder())


@settings(max_examples=60)
@given(posts, notes)
def test_the_picture_stays_in_its_frame(made: list[Post], given_notes: dict[Pillar, Note]) -> None:
    """Whatever the numbers: plain elements, no text past the right edge, none on a rail."""
    whole = TrustLadder(tuple(made), given_notes)
    if not made and not given_notes:
        return
    root = ElementTree.fromstring(trust_ladder_figure.draw(whole).svg)
    height = float(root.get("height", ""))
    for each in root.iter():
        assert each.tag.removeprefix("{http://www.w3.org/2000/svg}") in ALLOWED
    for each in elements(ElementTree.tostring(root, "unicode"), "text"):
        assert 0 < float(each.get("y", "")) <= height
        font = "strong" if each.get("font-weight") else "text"
        width = letter_widths.measure(font, float(each.get("font-size", "")))(each.text or "")
        share = {"middle": 0.5, None: 1}[each.get("text-anchor")]
        assert float(each.get("x", "")) + width * share <= 480
    for each in elements(ElementTree.tostring(root, "unicode"), "rect"):
        assert float(each.get("x", "")) + float(each.get("width", "")) <= 330
