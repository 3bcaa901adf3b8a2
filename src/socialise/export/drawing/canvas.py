"""An SVG picture in the making: a few plain elements, every text escaped by construction.

The bytes are the same for the same calls. Colours may be « var(--fleuve, #1D5B70) », so that a
picture put in a page follows its dark mode.
"""

from __future__ import annotations

from xml.etree import ElementTree

from socialise import words
from socialise.export.drawing import letter_widths, lines

NAMESPACE = "http://www.w3.org/2000/svg"
FAMILIES = {
    "text": "'Atkinson Hyperlegible Next', Arial, Helvetica, sans-serif",
    "strong": "'Atkinson Hyperlegible Next', Arial, Helvetica, sans-serif",
    "title": "Literata, Georgia, serif",
    "quote": "Literata, Georgia, serif",
}
WEIGHTS = {"text": "400", "strong": "700", "title": "600", "quote": "500"}


class Canvas:
    """A picture of `width` × `height` units, with the words that stand for it."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self.root = ElementTree.Element(
            "svg",
            {
                "xmlns": NAMESPACE,
                "viewBox": f"0 0 {width:g} {height:g}",
                "role": "img",
                "lang": "fr-CA",
            },
        )
        self._element("title", text=title)
        self._element("desc", text=description)

    def _element(
        self, tag: str, attributes: dict[str, str] | None = None, text: str | None = None
    ) -> ElementTree.Element:
        element = ElementTree.SubElement(self.root, tag, attributes or {})
        element.text = None if text is None else words.normalise(text)
        return element

    # -- shapes ----------------------------------------------------------------------------------

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        line: str = "none",
        thickness: float = 2,
        radius: float = 0,
    ) -> None:
        """A rectangle."""
        attributes = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height)}
        if radius:
            attributes["rx"] = _n(radius)
        self._element("rect", attributes | _paint(fill, line, thickness))

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "none",
        line: str = "none",
        thickness: float = 2,
    ) -> None:
        """A circle around (x, y)."""
        attributes = {"cx": _n(x), "cy": _n(y), "r": _n(radius)}
        self._element("circle", attributes | _paint(fill, line, thickness))

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        thickness: float = 2,
        dash: str = "",
    ) -> None:
        """A straight line."""
        attributes = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)}
        attributes |= {"stroke": colour, "stroke-width": _n(thickness), "stroke-linecap": "round"}
        if dash:
            attributes["stroke-dasharray"] = dash
        self._element("line", attributes)

    def polyline(
        self,
        points: list[tuple[float, float]],
        colour: str,
        thickness: float = 2,
        dash: str = "",
    ) -> None:
        """Straight lines from point to point."""
        attributes = {
            "points": " ".join(f"{_n(x)},{_n(y)}" for x, y in points),
            "fill": "none",
            "stroke": colour,
            "stroke-width": _n(thickness),
            "stroke-linecap": "round",
            "stroke-linejoin": "round",
        }
        if dash:
            attributes["stroke-dasharray"] = dash
        self._element("polyline", attributes)

    def path(
        self,
        data: str,
        x: float = 0,
        y: float = 0,
        scale: float = 1,
        *,
        line: str = "none",
        fill: str = "none",
        thickness: float = 2,
        dash: str = "",
    ) -> None:
        """A drawing in path data (shapes.py), its origin at (x, y); `thickness` is not scaled."""
        attributes = {"d": data} | _paint(fill, line, thickness / scale)
        if (x, y, scale) != (0, 0, 1):
            attributes["transform"] = f"translate({_n(x)} {_n(y)}) scale({scale:.4g})"
        if dash:
            attributes["stroke-dasharray"] = dash
        self._element("path", attributes)

    # -- text ------------------------------------------------------------------------------------

    def put(
        self,
        x: float,
        baseline: float,
        text: str,
        font: str,
        size: float,
        colour: str,
        *,
        align: str = "start",
        held: bool = False,
    ) -> None:
        """One line; `align` is start, middle or end; `held` keeps it as wide as was measured."""
        attributes = {
            "x": _n(x),
            "y": _n(baseline),
            "font-family": FAMILIES[font],
            "font-size": _n(size),
            "fill": colour,
        }
        text = lines.typeset(text, font)
        if WEIGHTS[font] != "400":
            attributes["font-weight"] = WEIGHTS[font]
        if font == "quote":
            attributes["font-style"] = "italic"
        if align != "start":
            attributes["text-anchor"] = align
        if held and text:
            attributes["textLength"] = _n(letter_widths.measure(font, size)(text))
            attributes["lengthAdjust"] = "spacingAndGlyphs"
        self._element("text", attributes, text)

    def block(
        self,
        x: float,
        top: float,
        rows: list[str],
        font: str,
        size: float,
        colour: str,
        leading: float = 1.3,
    ) -> float:
        """Lines already broken, from the height `top`; gives the height under them."""
        for row in rows:
            if row:
                self.put(x, top + size * (leading + 0.66) / 2, row, font, size, colour, held=True)
            top += size * leading
        return top

    def to_text(self, width: float, height: float) -> str:
        """The whole element, as text, of that size in pixels."""
        self.root.set("width", _n(width))
        self.root.set("height", _n(height))
        return ElementTree.tostring(self.root, encoding="unicode")

    def to_bytes(self, width: float, height: float) -> bytes:
        """A file of its own, of that size in pixels."""
        declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return (declaration + self.to_text(width, height) + "\n").encode("utf-8")


def fitting(
    text: str,
    width: float,
    height: float,
    font: str,
    sizes: tuple[float, ...],
    leading: float = 1.3,
) -> tuple[float, list[str]]:
    """The first size at which all the text fits; else the last, and the text shortened."""
    one_line = " ".join(words.normalise(text).split())
    ready = lines.typeset(words.quebec_typography(one_line), font)
    for size in sizes:
        limit = max(1, int(height / (size * leading) + 1e-6))
        rows = lines.fitted(ready, width, letter_widths.measure(font, size), limit + 1)
        if len(rows) <= limit:
            return size, rows
    return size, lines.fitted(ready, width, letter_widths.measure(font, size), limit)


def _paint(fill: str, line: str, thickness: float) -> dict[str, str]:
    attributes = {"fill": fill}
    if line != "none":
        attributes |= {
            "stroke": line,
            "stroke-width": _n(thickness),
            "stroke-linecap": "round",
            "stroke-linejoin": "round",
        }
    return attributes


def _n(number: float) -> str:
    """A coordinate to a hundredth, without useless zeros."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
