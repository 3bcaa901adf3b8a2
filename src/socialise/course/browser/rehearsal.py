"""The usual things to take home, made once at build time inside Pyodide.

Only to see which modules that takes: these are put together, to be fetched with the first thing
that a learner takes home; all the others wait apart. A feature that is not rehearsed here works
too: it costs one more archive.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

__all__ = ["rehearse"]


def rehearse() -> dict[str, int]:
    """The size, in bytes, of each kind of thing."""
    now = datetime(2026, 12, 3, 14, 30, tzinfo=ZoneInfo("America/Toronto"))
    made = {"xlsx": _workbook(), "pdf": _page(now), "ics": _calendar(now)}
    return {kind: len(content) for kind, content in made.items()}


def _workbook() -> bytes:
    import openpyxl
    from openpyxl.chart import BarChart, LineChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.table import Table

    book = openpyxl.Workbook()
    sheet = book.create_sheet("chiffres", 0)
    for row in (("mois", "somme"), ("janvier", 12.5), ("février", "=B2*2")):
        sheet.append(row)
    cell = sheet["B2"]
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FBF8F3")
    cell.border, cell.alignment = Border(bottom=Side("thin")), Alignment(wrap_text=True)
    cell.protection, cell.comment = Protection(locked=False), Comment("une note", "socialise")
    cell.number_format, cell.hyperlink = '# ##0,00 "$"', "#B3"
    book.add_named_style(NamedStyle("somme"))
    book.defined_names["somme"] = DefinedName("somme", attr_text=f"{sheet.title}!$B$3")
    for chart in (LineChart(), BarChart()):
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(chart, "D2")
    sheet.add_data_validation(DataValidation(type="decimal"))
    listed = book.create_sheet("tableau")
    listed.append(("mois", "somme"))
    listed.add_table(Table(displayName="t", ref="A1:B2"))
    sheet.freeze_panes, sheet.protection.sheet = "A2", True
    sheet.page_setup.paperSize, sheet.print_title_rows = sheet.PAPERSIZE_LETTER, "1:1"
    out = io.BytesIO()
    book.save(out)
    openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    return out.getvalue()


def _page(now: datetime) -> bytes:
    from fpdf import FPDF

    import socialise.export

    pdf = FPDF(format="letter", unit="mm")
    pdf.set_creation_date(now)
    pdf.set_title("Essai")
    pdf.set_lang("fr-CA")
    fonts = sorted(Path(socialise.export.__file__).parent.rglob("*.ttf"))
    for number, font in enumerate(fonts):
        pdf.add_font(f"police{number}", "", font)
    pdf.add_page()
    for family in ("helvetica", *(f"police{number}" for number in range(len(fonts)))):
        pdf.set_font(family, size=12)
        pdf.multi_cell(0, text="Prénom : Zoé, 1 234,50 $", new_x="LMARGIN", new_y="NEXT")
        pdf.write(text="**texte**")
    pdf.set_font("helvetica")
    with pdf.table() as table:
        table.row(("a", "b"))
    pdf.rect(10, 10, 20, 20, style="DF", round_corners=True)
    pdf.polyline([(1, 1), (5, 5), (9, 2)])
    pdf.ellipse(5, 5, 4, 2)
    pdf.dashed_line(1, 1, 9, 9)
    pdf.cell(text="lien", link=pdf.add_link(page=1))
    with pdf.new_path() as path:
        path.move_to(2, 2).line_to(9, 9).close()
    return bytes(pdf.output())


def _calendar(now: datetime) -> bytes:
    import icalendar

    event = icalendar.Event()
    event.add("uid", "essai@socialise")
    event.add("dtstamp", now)
    event.add("dtstart", now)
    event.add("duration", timedelta(hours=1))
    event.add("rrule", {"freq": "weekly", "count": 3})
    event.add("summary", "Revoir — œuvre")
    day = icalendar.Event()
    day.add("dtstart", now.date())
    alarm = icalendar.Alarm()
    alarm.add("trigger", timedelta(minutes=-15))
    event.add_component(alarm)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//socialise//FR")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_component(day)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    icalendar.Calendar.from_ical(content)
    return content
