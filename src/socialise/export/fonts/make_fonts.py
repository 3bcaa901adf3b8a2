"""Make the four fonts of the PDFs from the npm packages: Latin, no layout tables, five signs added.

Run by hand when a font changes, never by the package; needs fonttools and brotli:

    npm install @fontsource/atkinson-hyperlegible-next@5 @fontsource/literata@5
    python make_fonts.py node_modules/@fontsource

The same input gives the same bytes: no date is written.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.merge import Merger  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = {
    "AtkinsonHyperlegibleNext-Regular.ttf": ("atkinson-hyperlegible-next", 400, "normal", 74),
    "AtkinsonHyperlegibleNext-Bold.ttf": ("atkinson-hyperlegible-next", 700, "normal", 120),
    "Literata-SemiBold.ttf": ("literata", 600, "normal", 92),
    "Literata-MediumItalic.ttf": ("literata", 500, "italic", 74),
}
UNUSED = ("GPOS", "GSUB", "GDEF", "STAT", "vhea", "vmtx", "gasp", "prep", "fpgm", "cvt ")
# Latin, its letters of European languages and of Vietnamese, punctuation and money signs.
KEPT = (range(0x20, 0x180), (0x1A0, 0x1A1, 0x1AF, 0x1B0), range(0x218, 0x21C),
        range(0x1E80, 0x1E86), (0x1E9E,), range(0x1EA0, 0x1EFA), range(0x2000, 0x2300))  # fmt: skip
DATE = 3_800_000_000  # seconds since 1904, as fonts count: a date of no meaning
Point = tuple[float, float]


def main(packages: Path) -> None:
    """Write every font beside this file."""
    here = Path(__file__).parent
    for filename, (family, weight, style, stroke) in FONTS.items():
        font = merged(packages / family / "files", f"{family}-%s-{weight}-{style}.woff2")
        add_signs(font, stroke)
        font["head"].created = font["head"].modified = DATE
        font["post"].formatType = 3
        font.recalcTimestamp = False
        font.save(here / filename)


def merged(folder: Path, pattern: str) -> TTFont:
    """The Latin parts, in one font without layout tables. Only Literata has a Vietnamese one."""
    parts = []
    for subset in ("latin", "latin-ext", "vietnamese"):
        if not (folder / (pattern % subset)).exists():
            continue
        part = TTFont(folder / (pattern % subset), recalcTimestamp=False)
        for table in UNUSED:
            if table in part:
                del part[table]
        for name in part.getGlyphOrder():
            part["glyf"][name].removeHinting()
        part.flavor = None
        options = Options(notdef_outline=True, hinting=False, glyph_names=False)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for codes in KEPT for code in codes])
        subsetter.subset(part)
        buffer = BytesIO()
        part.save(buffer)
        buffer.seek(0)
        parts.append(buffer)
    font: TTFont = Merger().merge(parts)
    return font


def add_signs(font: TTFont, stroke: float) -> None:
    """Draw the signs that the families lack, in lines as thick as their letters."""
    cap = font["OS/2"].sCapHeight or 660
    middle = cap / 2
    left, right, half = 70.0, 690.0, 310.0
    box = [(left, middle - half), (right, middle - half), (right, middle + half),
           (left, middle + half)]  # fmt: skip
    signs: dict[str, tuple[int, list[list[Point]]]] = {
        "uni25A1": (0x25A1, [box, inset(box, stroke)]),
        "arrowright": (0x2192, [
            line((left, middle), (right - stroke * 0.7, middle), stroke),
            line((right - 220, middle + 220), (right, middle), stroke),
            line((right - 220, middle - 220), (right, middle), stroke),
        ]),
        "uni2713": (0x2713, [
            line((left + 20, middle - 20), (left + 230, middle - 250), stroke),
            line((left + 230 - stroke * 0.2, middle - 250), (right, middle + 300), stroke),
        ]),
        "greaterequal": (0x2265, [
            line((left + 40, middle + 290), (right - 40, middle + 60), stroke),
            line((left + 40, middle - 170), (right - 40, middle + 60), stroke),
            line((left + 40, middle - 300), (right - 40, middle - 300), stroke),
        ]),
        "lessequal": (0x2264, [
            line((right - 40, middle + 290), (left + 40, middle + 60), stroke),
            line((right - 40, middle - 170), (left + 40, middle + 60), stroke),
            line((left + 40, middle - 300), (right - 40, middle - 300), stroke),
        ]),
    }  # fmt: skip
    known = font.getBestCmap()
    for name, (code, contours) in signs.items():
        if code not in known:
            add_glyph(font, name, code, contours, advance=760)


def line(start: Point, end: Point, stroke: float) -> list[Point]:
    """The four corners of a thick straight line."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    across = ((y2 - y1) / length * stroke / 2, -(x2 - x1) / length * stroke / 2)
    return [
        (x1 - across[0], y1 - across[1]), (x2 - across[0], y2 - across[1]),
        (x2 + across[0], y2 + across[1]), (x1 + across[0], y1 + across[1]),
    ]  # fmt: skip


def inset(box: list[Point], stroke: float) -> list[Point]:
    """The hole of a box, drawn the other way round."""
    (x1, y1), _, (x2, y2), _ = box
    return [
        (x1 + stroke, y1 + stroke), (x1 + stroke, y2 - stroke),
        (x2 - stroke, y2 - stroke), (x2 - stroke, y1 + stroke),
    ]  # fmt: skip


def add_glyph(
    font: TTFont, name: str, code: int, contours: list[list[Point]], advance: int
) -> None:
    """Add one glyph made of straight lines, and its place in every character map."""
    pen: Any = TTGlyphPen(None)
    for contour in contours:
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


if __name__ == "__main__":
    main(Path(sys.argv[1]))
