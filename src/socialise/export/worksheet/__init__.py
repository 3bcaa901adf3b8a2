"""An activity's worksheet to print, made from its form: each kind of field has its own blank."""

from socialise.export.worksheet.sheet import Around, joined, to_pdf

__all__ = ["Around", "joined", "to_pdf"]
