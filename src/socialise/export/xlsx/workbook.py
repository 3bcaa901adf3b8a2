"""A spreadsheet in the making: live formulas with their values already in, French formats, print.

Phones and mail programs show a spreadsheet without recomputing it: each formula is therefore
written with the value that it gives. Whoever opens it in a spreadsheet program recomputes it all.
What a learner typed is text, whatever it begins with. The bytes are the same for the same calls.
"""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.escape import escape
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from socialise import words
from socialise.export.drawing import palette

if TYPE_CHECKING:
    from socialise.export.reading.roi import Value

# [$-C0C] asks for French as Canada writes it, where the program follows the file; elsewhere the
# reader's own settings decide. The sign of a negative is U+2212, the spaces are U+00A0.
MONEY = '[$-C0C]#,##0.00"\u00a0$";[$-C0C]"\u2212"#,##0.00"\u00a0$"'
PERCENT = '[$-C0C]#,##0.0"\u00a0"%;[$-C0C]"\u2212"#,##0.0"\u00a0"%'
HOURS = '[$-C0C]#,##0.0#"\u00a0h";[$-C0C]"\u2212"#,##0.0#"\u00a0h"'
NUMBER = '[$-C0C]#,##0.##;[$-C0C]"\u2212"#,##0.##'
RATIO = '[$-C0C]#,##0.00;[$-C0C]"\u2212"#,##0.00'
WHOLE = "0"
TEXT = "@"

FAMILY, TITLE_FAMILY = "Calibri", "Georgia"
ROW = 20.0  # height of a row of figures, in points
TEXT_LIMIT = 32_000  # characters in a cell; the format's own limit is 32 767
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LETTER = "1"  # paper size
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def _font(*, size: float, color: str, bold: bool = False) -> Font:
    return Font(name=FAMILY, size=size, bold=bold, color=color)


def _plain(colour: str) -> str:
    return "FF" + colour.removeprefix("#")


_EDGE = Side(style="thin", color=_plain(palette.RULE))
_INK = _plain(palette.INK)
INPUT_FILL = PatternFill("solid", fgColor="FFFFF3D6")
UNCLEAR_FILL = PatternFill("solid", fgColor="FFFBE3B8")
HEAD_FILL = PatternFill("solid", fgColor=_plain(palette.BOARD))


class Book:
    """A workbook; `sheet` opens its parts, `to_bytes` ends it."""

    def __init__(self, title: str, now: datetime) -> None:
        """`now` is aware; it is the date of the file and of its foot."""
        self.now = now
        self._book = Workbook()
        self._first: Worksheet | None = self._book.active
        self._values: dict[str, dict[str, Value]] = {}
        about = self._book.properties
        about.title, about.language = title, "fr-CA"
        about.creator = about.lastModifiedBy = "Socialise"
        about.created = about.modified = now.astimezone(UTC).replace(tzinfo=None)
        self._book.calculation.fullCalcOnLoad = True

    def sheet(self, title: str, widths: tuple[float, ...], *, landscape: bool = False) -> Page:
        """A new sheet with these widths of columns, set up to print on Letter paper."""
        sheet = self._first or self._book.create_sheet()
        self._first = None
        sheet.title = title
        for place, width in enumerate(widths):
            sheet.column_dimensions["ABCDEFGHIJKLMNOP"[place]].width = width
        sheet.sheet_view.showGridLines = False
        setup = sheet.page_setup
        setup.paperSize = _LETTER
        setup.orientation = "landscape" if landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = 0.6
        margins.top = margins.bottom = 0.75
        foot: Any = sheet.oddFooter
        foot.left.text = f"Fait avec Socialise le {words.date(self.now.date())}"
        foot.right.text = "page &P de &N"
        return Page(sheet, self._values.setdefault(title, {}))

    def to_bytes(self) -> bytes:
        """The file, its formulas carrying their values, its dates all `now`."""
        drafted = BytesIO()
        self._book.save(drafted)
        stamp = self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        done = BytesIO()
        names = {
            f"xl/worksheets/sheet{number}.xml": sheet.title
            for number, sheet in enumerate(self._book.worksheets, start=1)
        }
        with (
            zipfile.ZipFile(drafted) as before,
            zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as after,
        ):
            for name in before.namelist():
                content = before.read(name)
                if name in names:
                    content = _with_values(content, self._values[names[name]])
                elif name == "docProps/core.xml":
                    content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                after.writestr(entry, content)
        return done.getvalue()


class Page:
    """One sheet. Cells are named as in a spreadsheet: « B5 »."""

    def __init__(self, sheet: Worksheet, values: dict[str, Value]) -> None:
        self.sheet = sheet
        self._values = values

    def title(self, place: str, text: str) -> None:
        """The title of the sheet."""
        cell = self._text(place, text)
        cell.font = Font(name=TITLE_FAMILY, size=20, bold=True, color=_INK)
        self.sheet.row_dimensions[cell.row].height = 32

    def heading(self, place: str, text: str) -> None:
        """The title of a part."""
        cell = self._text(place, text)
        cell.font = Font(name=TITLE_FAMILY, size=13, bold=True, color=_INK)
        self.sheet.row_dimensions[cell.row].height = 24

    def head(self, place: str, text: str, *, align: str = "") -> None:
        """The head of a column: `align` is left (column A by default), right or center."""
        cell = self._text(place, text)
        cell.font = _font(size=11, bold=True, color=_INK)
        cell.fill = HEAD_FILL
        cell.border = Border(bottom=Side(style="medium", color=_INK))
        side = align or ("left" if cell.column == 1 else "right")
        indent = 0 if cell.column == 1 or side == "center" else 1
        cell.alignment = Alignment(
            horizontal=side, vertical="center", wrap_text=True, indent=indent
        )
        self.sheet.row_dimensions[cell.row].height = max(
            self.sheet.row_dimensions[cell.row].height or 0, 24
        )

    def month(self, place: str, number: int) -> None:
        """The number of a month."""
        cell = self.sheet[place]
        cell.value = number
        cell.font = _font(size=11, color=_INK)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        cell.border = Border(bottom=_EDGE)
        self.sheet.row_dimensions[cell.row].height = ROW

    def label(self, place: str, text: str, *, strong: bool = False, wrap: bool = True) -> None:
        """What the figures of a row are."""
        cell = self._text(place, text)
        cell.font = _font(size=11, bold=strong, color=_INK)
        cell.alignment = Alignment(vertical="center", wrap_text=wrap)
        self.sheet.row_dimensions[cell.row].height = ROW

    def note(self, place: str, text: str, *, wrap: bool = True) -> None:
        """A remark, in grey; without `wrap` it runs over the empty cells beside."""
        cell = self._text(place, text)
        cell.font = _font(size=10, color=_plain(palette.GREY))
        cell.alignment = Alignment(
            horizontal="left", vertical="center", wrap_text=wrap, indent=1 if wrap else 0
        )

    def paragraph(self, place: str, until: str, text: str, *, lines: int = 2) -> None:
        """A sentence or two over several columns."""
        cell = self._text(place, text)
        cell.font = _font(size=11, color=_INK)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.sheet.merge_cells(f"{place}:{until}{cell.row}")
        self.sheet.row_dimensions[cell.row].height = 15.5 * lines

    def entry(self, place: str, value: Value | None, form: str) -> None:
        """A cell to fill: a number, the text that could not be read, or nothing yet."""
        if isinstance(value, str):
            cell = self._text(place, value)
            cell.fill = INPUT_FILL if form == TEXT else UNCLEAR_FILL
        else:
            cell = self.sheet[place]
            if value is not None:
                cell.value = float(value)
            cell.fill = INPUT_FILL
        cell.number_format = form
        cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
        cell.font = _font(size=11, color=_plain(palette.RIVER))
        wrapped = form == TEXT or isinstance(value, str)
        cell.alignment = Alignment(
            horizontal="left" if wrapped else "right",
            vertical="center",
            wrap_text=wrapped,
            indent=1,
        )

    def result(
        self, place: str, formula: str, value: Value, form: str, *, strong: bool = False
    ) -> None:
        """A formula, and what it gives."""
        cell = self._formula(place, formula, value)
        cell.number_format = form
        cell.font = _font(size=11, bold=strong, color=_INK)
        cell.alignment = Alignment(horizontal="right", vertical="center", indent=1)
        cell.border = Border(bottom=_EDGE)

    def words(self, place: str, formula: str, value: Value, *, strong: bool = True) -> None:
        """A formula that gives words."""
        cell = self._formula(place, formula, value)
        cell.font = _font(size=11, bold=strong, color=_INK)
        cell.alignment = Alignment(horizontal="left", vertical="center")

    def ask_numbers(self, places: list[str], prompt: str) -> None:
        """Say in French, when one of these cells is chosen, what it expects; nothing is refused."""
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0",
                              allow_blank=True)  # fmt: skip
        rule.showErrorMessage = False
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = "À remplir", prompt
        for place in places:
            rule.add(place)
        self.sheet.add_data_validation(rule)

    def _text(self, place: str, text: str) -> Cell:
        cell: Cell = self.sheet[place]
        cell.value = escape(words.shorten(words.normalise(text), TEXT_LIMIT))
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.quotePrefix = text[:1] in "=+-@'\t"
        return cell

    def _formula(self, place: str, formula: str, value: Value) -> Cell:
        cell: Cell = self.sheet[place]
        cell.value = "=" + formula
        self._values[place] = value
        return cell


def _with_values(content: bytes, values: dict[str, Value]) -> bytes:
    """The sheet's XML with the value of each formula beside it."""
    ElementTree.register_namespace("", SHEETS)
    ElementTree.register_namespace("r", RELATIONS)
    root = ElementTree.fromstring(content)
    for cell in root.iter(f"{{{SHEETS}}}c"):
        if cell.find(f"{{{SHEETS}}}f") is None:
            continue
        value = values[cell.get("r", "")]
        written = cell.find(f"{{{SHEETS}}}v")
        if written is None:
            written = ElementTree.SubElement(cell, f"{{{SHEETS}}}v")
        if isinstance(value, str):
            cell.set("t", "str")
            written.text = value
        else:
            cell.attrib.pop("t", None)
            written.text = repr(float(Decimal(value)))
    declared: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return declared
