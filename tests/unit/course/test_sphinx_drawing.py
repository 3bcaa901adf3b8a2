"""Drawings are images with a name and a description, in the colours of the palette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialise.course.sphinx.drawing import inline

_FIGURES = Path(__file__).parents[3] / "book/_static/figures"
_SVG = '<svg xmlns="x" viewBox="0 0 1 1"><!-- a --><title>T</title><desc>D</desc><path d=""/></svg>'


def test_a_drawing_is_an_image_with_a_name_and_a_description() -> None:
    """A screen reader says both; without the role it would read every line of the drawing."""
    svg = inline(_SVG, "rue")
    assert 'role="img" aria-labelledby="dessin-rue-title" aria-describedby="dessin-rue-desc"' in svg
    assert '<title id="dessin-rue-title">T</title><desc id="dessin-rue-desc">D</desc>' in svg
    assert "<!--" not in svg


def test_a_decorative_drawing_is_silent() -> None:
    """It repeats the text beside it: said twice, it would only be noise."""
    svg = inline(_SVG, "rue", decorative=True)
    assert 'aria-hidden="true"' in svg
    assert "<title" not in svg
    assert "<desc" not in svg


@pytest.mark.parametrize("missing", ["title", "desc"])
def test_a_drawing_without_words_is_refused(missing: str) -> None:
    """The author is told what to add."""
    svg = re.sub(rf"<{missing}>.*?</{missing}>", "", _SVG)
    with pytest.raises(ValueError, match=f"il manque <{missing}>"):
        inline(svg, "rue")


@pytest.mark.parametrize("path", sorted(_FIGURES.glob("*.svg")), ids=lambda path: path.stem)
def test_each_drawing_of_the_book_has_words_and_no_colour_of_its_own(path: Path) -> None:
    """Colours come from the page by class: that is what makes it follow the dark mode."""
    svg = path.read_text(encoding="utf-8")
    inline(svg, path.stem)
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|rgb\(|(?:fill|stroke)=", svg)
