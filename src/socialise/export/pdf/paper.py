"""A Letter page on which things are placed: text that fits, signs, tags for screen readers.

Millimetres from the top left corner; sizes of type in points. What a learner typed is drawn as it
is, never read as markup; what the fonts cannot draw becomes a visible « □ ».
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF, ViewerPreferences

from socialise import words
from socialise.export.drawing import lines, palette, shapes
from socialise.export.reading import TO_COMPLETE

WIDTH, HEIGHT = 215.9, 279.4
SIDE = 17.0  # margin on the left and on the right
TOP, BOTTOM = 26.0, 263.0  # where content begins and ends
INNER = WIDTH - 2 * SIDE
MM_PER_POINT = 25.4 / 72
LACKING = "□"

_FONTS = Path(__file__).parents[1] / "fonts"
_FILES = {
    "text": "AtkinsonHyperlegibleNext-Regular.ttf",
    "strong": "AtkinsonHyperlegibleNext-Bold.ttf",
    "title": "Literata-SemiBold.ttf",
    "quote": "Literata-MediumItalic.ttf",
}
_ALIKE = str.maketrans({"\u202f": "\u00a0", "\u2011": "-", "\t": " ", "\u2009": " ", "\u02bc": "’"})


@dataclass(frozen=True)
class Style:
    """How text looks: a font of the paper (text, strong, title, quote), points, colour, leading."""

    font: str = "text"
    size: float = 10.5
    colour: str = palette.INK
    leading: float = 1.32

    @property
    def line(self) -> float:
        """From one baseline to the next, in millimetres."""
        return self.size * self.leading * MM_PER_POINT

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline, in millimetres."""
        return (self.line + self.size * 0.66 * MM_PER_POINT) / 2

    def sized(self, size: float) -> Style:
        """The same at another size."""
        return Style(self.font, size, self.colour, self.leading)

    def coloured(self, colour: str) -> Style:
        """The same in another colour."""
        return Style(self.font, self.size, colour, self.leading)


BODY = Style()
SMALL = Style(size=8.5, colour=palette.GREY)
LABEL = Style("strong", 8.5, palette.GREY)
TITLE = Style("title", 24, leading=1.12)
HEADING = Style("title", 13, palette.INK, 1.2)


class Paper(FPDF):
    """A document in the making. Add pages with `leaf`, end with `finished`."""

    def __init__(self, title: str, now: datetime, *, kind: str = "") -> None:
        """`title` names the document, `kind` is written at the top of its pages, `now` is aware."""
        super().__init__(orientation="portrait", unit="mm", format="letter")
        self.now = now
        self.kind = kind  # of the pages to come
        self._kinds: list[str] = []  # of the pages that are there
        self._shortened: set[int] = set()  # pages on which a text was
        self._cut: set[str] = set()  # last lines of shortened texts, drawn or not
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        for family, file in _FILES.items():
            self.add_font(family, "", _FONTS / file)
        self.set_title(words.shorten(" ".join(self.drawable(title, "text").split()), 120))
        self.set_lang("fr-CA")
        self.set_creator("Socialise")
        self.set_producer("Socialise")
        self.set_creation_date(now)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    # -- pages -----------------------------------------------------------------------------------

    def leaf(self) -> float:
        """A new page; gives the height at which content begins."""
        self.add_page()
        self._kinds.append(self.kind)
        return TOP

    def finished(self) -> bytes:
        """The bytes, once every page has its head and its foot."""
        total = self.page
        for number in range(1, total + 1):
            self.page = number
            with self.artifact():
                self._head(self._kinds[number - 1])
                self._foot(number, total)
        self.page = total
        return bytes(self.output())

    def _head(self, kind: str) -> None:
        self.logo(SIDE, 11.2, 7.6)
        self.put(SIDE + 9.6, 16.6, "Socialise", Style("title", 12))
        self.put(WIDTH - SIDE, 16.6, kind, SMALL, align="right")
        self.stroke_line(SIDE, 20.6, WIDTH - SIDE, 20.6, palette.INK, 0.3)

    def _foot(self, number: int, total: int) -> None:
        made = f"Fait avec Socialise le {words.date(self.now.date())}"
        self.put(SIDE, 270.2, made, SMALL)
        if number in self._shortened:
            note = "« … »\u00a0: réponse abrégée ici, entière dans vos réponses"
            self.put(SIDE + self.measure(SMALL)(made) + 8, 270.2, note, SMALL)
        if total > 1:
            self.put(WIDTH - SIDE, 270.2, f"page {number} de {total}", SMALL, align="right")

    # -- tags ------------------------------------------------------------------------------------

    @contextmanager
    def tagged(self, role: str, alternative: str | None = None) -> Iterator[None]:
        """What is drawn inside is, for a screen reader, a P, H1, H2, LI, Figure… of this page."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{role}", mcid=number, alt_text=alternative)
        self._out(f"/{role} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration: a screen reader skips it."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    # -- text ------------------------------------------------------------------------------------

    def drawable(self, text: str, font: str) -> str:
        """The text with what the font lacks replaced: by plain letters if any, else by « □ »."""
        kept: list[str] = []
        lacked = False
        for character in lines.typeset(words.normalise(text).translate(_ALIKE), font):
            if character == "\n" or self._has(font, character):
                kept.append(character)
                lacked = False
                continue
            if _joins(character):
                continue
            plain = [c for c in unicodedata.normalize("NFKD", character) if not _joins(c)]
            if plain and all(self._has(font, each) for each in plain):
                kept += plain
                lacked = False
            elif not lacked or not _pictured(character):
                kept.append(LACKING)
                lacked = _pictured(character)
        return "".join(kept)

    def _has(self, font: str, character: str) -> bool:
        return ord(character) in self.fonts[font].cmap  # type: ignore[union-attr]

    def measure(self, style: Style) -> Callable[[str], float]:
        """What gives the width of a string in this style, in millimetres."""
        widths: Any = self.fonts[style.font].cw  # by code point
        scale = style.size * MM_PER_POINT / 1000
        return lambda text: sum(widths[ord(character)] for character in text) * scale

    def put(
        self, x: float, baseline: float, text: str, style: Style, *, align: str = "left"
    ) -> None:
        """One line, from `x` (left), up to `x` (right) or around `x` (center)."""
        text = self.drawable(text, style.font)
        if align != "left":
            width = self.measure(style)(text)
            x -= width if align == "right" else width / 2
        self.set_font(style.font, "", style.size)
        self.set_text_color(style.colour)
        self.text(x, baseline, text)

    def ready(self, text: str, style: Style) -> str:
        """What was typed, as it will be drawn: Quebec's spaces, no blank at the ends."""
        return words.quebec_typography(self.drawable(text, style.font)).strip()

    def set_lines(self, text: str, width: float, style: Style, limit: int) -> list[str]:
        """The text in at most `limit` lines; shortened, the last one ends with « … »."""
        ready = self.ready(text, style)
        rows = lines.fitted(ready, width, self.measure(style), limit)
        if rows[-1].endswith(lines.ELLIPSIS) and not ready.endswith(rows[-1]):
            self._cut.add(rows[-1])
        return rows

    def block(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        style: Style = BODY,
        *,
        limit: int = 1000,
        role: str | None = "P",
        align: str = "left",
    ) -> float:
        """A paragraph from `y`; gives the height under it. With no `role`, it is in a tag."""
        return self.draw_lines(
            x, y, self.set_lines(text, width, style, limit), style, role=role, align=align
        )

    def draw_lines(
        self,
        x: float,
        y: float,
        rows: list[str],
        style: Style,
        *,
        role: str | None = "P",
        align: str = "left",
    ) -> float:
        """Lines already broken; gives the height under them."""
        if role is not None:
            with self.tagged(role):
                return self.draw_lines(x, y, rows, style, role=None, align=align)
        for row in rows:
            if row:
                self.put(x, y + style.rise, row, style, align=align)
            y += style.line
        if self._cut.intersection(rows[-1:]):
            self._shortened.add(self.page)
        return y

    def fitting(
        self, text: str, width: float, height: float, styles: list[Style]
    ) -> tuple[Style, list[str]]:
        """The first style in which all the text fits; else the last, and the text shortened."""
        for style in styles:
            limit = max(1, int(height / style.line + 1e-6))
            rows = self.set_lines(text, width, style, limit + 1)
            if len(rows) <= limit:
                return style, rows
        return style, self.set_lines(text, width, style, limit)

    def to_complete(self, x: float, y: float, width: float, *, rows: int = 1) -> float:
        """Dotted lines on which to write by hand, the first one said « à compléter »."""
        for row in range(rows):
            bottom = y + 6.4
            with self.artifact():
                self.stroke_line(x, bottom, x + width, bottom, palette.GREY, 0.25, dash=(0.3, 0.9))
            if not row:
                with self.tagged("P"):
                    self.put(x, bottom - 1.3, TO_COMPLETE, SMALL)
            y += 7.4
        return y

    # -- lines and shapes ------------------------------------------------------------------------

    def stroke_line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        thickness: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A straight line."""
        self.path(f"M{x1:.4f} {y1:.4f}L{x2:.4f} {y2:.4f}", line=colour, thickness=thickness,
                  dash=dash)  # fmt: skip

    def panel(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        line: str | None = None,
        thickness: float = 0.3,
        radius: float = 0.0,
    ) -> None:
        """A rectangle, its corners rounded or not."""
        self.set_line_width(thickness)
        if fill:
            self.set_fill_color(fill)
        if line:
            self.set_draw_color(line)
        kind = ("D" if line else "") + ("F" if fill else "")
        if radius:
            self.rect(x, y, width, height, kind, round_corners=True, corner_radius=radius)
        else:
            self.rect(x, y, width, height, kind)

    def path(
        self,
        data: str,
        x: float = 0,
        y: float = 0,
        scale: float = 1,
        *,
        line: str | None = None,
        fill: str | None = None,
        thickness: float = 0.4,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A drawing in path data, its origin at (x, y), one unit being `scale` millimetres.

        Heights go down from the top of this page, whichever way it is turned.
        """
        operators = {"M": "m", "L": "l", "C": "c", "Z": "h"}
        parts = ["q", "1 J 1 j", f"{thickness * self.k:.3f} w"]
        if line:
            parts.append(_colour(line) + " RG")
        if fill:
            parts.append(_colour(fill) + " rg")
        if dash:
            parts.append(f"[{dash[0] * self.k:.3f} {dash[1] * self.k:.3f}] 0 d")
        for command, numbers in shapes.steps(data):
            placed = [
                (x + number * scale) * self.k
                if not place % 2
                else (self.h - y - number * scale) * self.k
                for place, number in enumerate(numbers)
            ]
            parts.append(" ".join([*(f"{number:.2f}" for number in placed), operators[command]]))
        parts += [
            {(True, True): "B", (True, False): "S", (False, True): "f"}[bool(line), bool(fill)]
        ]
        self._out(" ".join([*parts, "Q"]))

    def mark(
        self, data: str, x: float, y: float, size: float, colour: str, thickness: float = 0.42
    ) -> None:
        """A sign of `shapes`, in a square of `size` millimetres."""
        self.path(data, x, y, size / shapes.BOX, line=colour, thickness=thickness)

    def logo(self, x: float, y: float, size: float) -> None:
        """The logo, as lines."""
        scale = size / shapes.LOGO_BOX
        self.path(shapes.LOGO_SHEET, x, y, scale, line=palette.INK, fill=palette.PAPER,
                  thickness=3 * scale)  # fmt: skip
        self.path(shapes.LOGO_MARGIN, x, y, scale, line=palette.MAPLE, thickness=2.5 * scale)
        self.path(shapes.LOGO_LINES, x, y, scale, line=palette.RIVER, thickness=2.5 * scale)


def _colour(hexadecimal: str) -> str:
    """« #A63A1E » as three numbers from 0 to 1."""
    parts = (int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)


def _joins(character: str) -> bool:
    """Whether the character only alters its neighbours: a mark, a joiner, a skin tone."""
    return unicodedata.category(character) in ("Mn", "Me", "Cf") or (
        "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _pictured(character: str) -> bool:
    """Whether it is a picture (emoji), several of which often make one."""
    return unicodedata.category(character) == "So"
