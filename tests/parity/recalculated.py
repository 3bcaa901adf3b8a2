"""Workbooks recomputed by LibreOffice: where it finds other figures than those written."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Place = tuple[str, str, str]  # workbook, sheet, cell


def written(content: bytes) -> dict[tuple[str, str], Any]:
    """Each formula's cell (sheet, place) and the value that stands beside it."""
    formulas = openpyxl.load_workbook(BytesIO(content))
    shown = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): shown[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    }


def recalculated_otherwise(
    books: Mapping[str, bytes], scratch: Path
) -> list[tuple[Place, Any, Any]]:
    """Each cell that LibreOffice computes otherwise: its place, what was written, its own value."""
    for number, content in enumerate(books.values()):
        # Saved by openpyxl, a workbook loses its values: all is to compute.
        openpyxl.load_workbook(BytesIO(content)).save(scratch / f"{number}.xlsx")
    done = scratch / "recalcule"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{scratch}/profil", "--headless",
         "--convert-to", "xlsx", "--outdir", str(done),
         *(str(scratch / f"{number}.xlsx") for number in range(len(books)))],
        check=True, capture_output=True,
    )  # fmt: skip
    differing = []
    for number, (name, content) in enumerate(books.items()):
        book = openpyxl.load_workbook(done / f"{number}.xlsx", data_only=True)
        for (sheet, place), told in written(content).items():
            seen = book[sheet][place].value
            if not _alike(told, seen):
                differing.append(((name, sheet, place), told, seen))
    return differing


def _alike(told: Any, seen: Any) -> bool:
    if isinstance(told, int | float) and isinstance(seen, int | float):
        return seen == pytest.approx(told, rel=1e-9, abs=1e-7)
    return ("" if told is None else told) == ("" if seen is None else seen)
