"""The spreadsheet of the editorial calendar: real dates, lists, colours, a month that follows."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from socialise.export import editorial_workbook
from socialise.words import Missing, Unreadable

Values = dict[tuple[str, str], Any]
to_xlsx = editorial_workbook.to_xlsx


def opened(content: bytes, **options: Any) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content), **options)


def values(content: bytes) -> Values:
    """Each formula's cell and the value that stands beside it."""
    formulas, shown = opened(content), opened(content, data_only=True)
    return {
        (sheet.title, cell.coordinate): shown[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    }


def test_dates_are_dates(editorial: dict[str, Any], now: datetime) -> None:
    """By day, and as a spreadsheet counts days: to sort, to filter, to move."""
    editorial["publications"].reverse()
    sheet = opened(to_xlsx(editorial, now))["Calendrier"]
    days = [sheet[f"A{row}"] for row in (5, 6, 7)]
    assert [cell.value for cell in days] == [
        datetime(2027, 1, 12), datetime(2027, 1, 18), datetime(2027, 1, 21),
    ]  # fmt: skip
    assert all(cell.is_date for cell in days)


def test_the_head_stays_and_every_column_filters(editorial: dict[str, Any], now: datetime) -> None:
    """On a phone as on paper, one knows what a column is."""
    sheet = opened(to_xlsx(editorial, now))["Calendrier"]
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:K19"
    assert sheet.print_title_rows == "$4:$4"
    assert [sheet.cell(4, place).value for place in (1, 4, 11)] == [
        "Date", "Statut", "Jours de silence avant",
    ]  # fmt: skip


def test_statuses_are_chosen_from_a_list(editorial: dict[str, Any], now: datetime) -> None:
    """À faire, Prête, Publiée; the lines to come have the list too."""
    sheet = opened(to_xlsx(editorial, now))["Calendrier"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["D5:D19"] == '"À faire,Prête,Publiée"'
    assert lists["C5:C19"] == '"La mission,La vision,Les valeurs"'
    assert [sheet[f"D{row}"].value for row in (5, 7, 8)] == ["À faire", "À faire", None]


def test_a_line_takes_the_colour_of_its_source(editorial: dict[str, Any], now: datetime) -> None:
    """By a rule and not by hand: another source, another colour; the word stays beside."""
    sheet = opened(to_xlsx(editorial, now))["Calendrier"]
    rules = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb
        for range_, listed in sheet.conditional_formatting._cf_rules.items()
        for rule in listed
        if str(range_.sqref) == "A5:J19"
    }
    assert list(rules) == ['$C5="La mission"', '$C5="La vision"', '$C5="Les valeurs"']
    assert len(set(rules.values())) == 3


def test_the_month_shows_where_publications_fall(editorial: dict[str, Any], now: datetime) -> None:
    """Four weeks in rows: the day, its signs, its words."""
    found = values(to_xlsx(editorial, now))
    month = {place: value for (sheet, place), value in found.items() if sheet == "Vue du mois"}
    assert (month["A6"], month["B8"], month["A11"], month["D11"]) == (
        "lundi",
        "● Vi",
        "■ M",
        "▲ Va",
    )
    assert month["B9"] == "Facebook – Un piano muet, puis la même pièce jouée"
    assert month["C8"] in (None, "")
    assert month["A7"] == datetime(2027, 1, 11)


def test_what_is_counted_follows(editorial: dict[str, Any], now: datetime) -> None:
    """Sources, statuses and the longest silence, as formulas."""
    found = values(to_xlsx(editorial, now))
    month = {place: value for (sheet, place), value in found.items() if sheet == "Vue du mois"}
    assert [month[place] for place in ("B21", "B22", "B23")] == [1, 1, 1]
    assert [month[place] for place in ("E21", "E22", "E23")] == [3, 0, 0]
    assert (month["C25"], month["D25"]) == (6, "Jamais plus d'une semaine.")


def crowded(editorial: dict[str, Any]) -> dict[str, Any]:
    """Days with several publications, one outside, some without a date, a place or a source."""
    rows = editorial["publications"] + [
        {"date": date(2027, 1, 12), "lieu": "site", "texte": "=1+1", "source": "valeurs"},
        {"date": date(2027, 1, 12), "texte": "à" * 200},
        {"date": date(2027, 3, 1), "source": "mission"},
        {"texte": "Sans date", "source": "vision"},
    ]
    return editorial | {"publications": rows}


CASES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "complete": lambda answers: answers,
    "chargee": crowded,
    "sans debut": lambda answers: answers | {"debut": None},
    "un autre jour": lambda answers: answers | {"debut": date(2027, 1, 14)},
    "une seule": lambda answers: answers | {"publications": answers["publications"][:1]},
}


@pytest.mark.office
def test_libreoffice_recomputes_the_same(
    editorial: dict[str, Any], now: datetime, tmp_path: Path
) -> None:
    """What stands beside the formulas is what they give, on every case at once."""
    expected = {}
    for number, make in enumerate(CASES.values()):
        content = to_xlsx(make(editorial), now)
        expected[number] = values(content)
        opened(content).save(tmp_path / f"{number}.xlsx")  # openpyxl drops the values
    done = recomputed(tmp_path, expected)
    differing = [
        (list(CASES)[number], place, told, seen)
        for number, cells in expected.items()
        for place, told in cells.items()
        if not alike(told, seen := done[number][place[0]][place[1]].value)
    ]
    assert not differing, differing[:10]


@pytest.mark.office
def test_a_publication_that_moves_moves_in_the_month(
    editorial: dict[str, Any], now: datetime, tmp_path: Path
) -> None:
    """Another date, source and status typed in the sheet: the month, once recomputed, follows."""
    book = opened(to_xlsx(editorial, now))
    sheet = book["Calendrier"]
    sheet["A5"].value = datetime(2027, 1, 15)
    sheet["C5"].value, sheet["D5"].value = "Les valeurs", "Publiée"
    book.save(tmp_path / "0.xlsx")
    month = recomputed(tmp_path, [0])[0]["Vue du mois"]
    assert [month[place].value for place in ("B8", "E8", "E22", "E23")] == [
        None, "▲ Va", 0, 1,
    ]  # fmt: skip
    assert [month[place].value for place in ("B21", "B22", "B23")] == [1, 0, 2]


def recomputed(folder: Path, numbers: Any) -> dict[int, Workbook]:
    done = folder / "recalcule"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless",
         "--convert-to", "xlsx", "--outdir", str(done),
         *(str(folder / f"{number}.xlsx") for number in numbers)],
        check=True, capture_output=True,
    )  # fmt: skip
    return {
        number: openpyxl.load_workbook(done / f"{number}.xlsx", data_only=True)
        for number in numbers
    }


def alike(told: Any, seen: Any) -> bool:
    if isinstance(told, datetime) and isinstance(seen, datetime):
        return abs(told - seen) < timedelta(seconds=1)
    return (told or "") == (seen or "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "_x0041_", "<b>&"])
def test_what_a_learner_typed_is_never_a_formula(
    text: str, editorial: dict[str, Any], now: datetime
) -> None:
    """A text that begins with « = » is a text."""
    editorial["publications"][0]["texte"] = text
    cell = opened(to_xlsx(editorial, now))["Calendrier"]["E5"]
    assert cell.data_type == "s"
    assert cell.value == text.strip()


def test_a_date_that_cannot_be_read_stays_as_typed(
    editorial: dict[str, Any], typed: Callable[..., Any], now: datetime
) -> None:
    """It is shown after the others, marked, and on no day of the month."""
    editorial["publications"].insert(0, typed({"date": Unreadable("lundi prochain", "x")}))
    cell = opened(to_xlsx(editorial, now))["Calendrier"]["A8"]
    assert (cell.value, cell.data_type) == ("lundi prochain", "s")
    assert cell.fill.fgColor.rgb == "FFFBE3B8"


def test_no_publication_makes_no_workbook(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        to_xlsx({"mission": "Réparer"}, now)


def test_the_same_answers_give_the_same_bytes(
    editorial: dict[str, Any], now: datetime, later: datetime
) -> None:
    """No clock inside: neither in the properties nor in the archive."""
    assert to_xlsx(editorial, now) == to_xlsx(editorial, now)
    assert to_xlsx(editorial, now) != to_xlsx(editorial, later)
