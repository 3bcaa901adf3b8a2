"""The spreadsheet of the return: its formulas give what the domain gives, its texts stay texts."""

import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from socialise.domain import ONE_MONTH, ONE_WEEK, ONE_YEAR, Campaign, CashFlow
from socialise.export import roi_workbook
from socialise.words import Missing, Unreadable

D = Decimal
Values = dict[tuple[str, str], Any]

FREE = {"a_depart": D(0), "a_mois": D(0), "taux": D(0)}
NEVER = {"a_ventes_mois": D(0), "a_ventes_mois1": D(0)}
BACK_TO_ZERO = {"a_depart": D(0), "a_mois": D("0.1"), "a_heures_depart": D(0), "taux": D(30),
                "a_heures_mois": D(2) / 3, "a_ventes_mois1": D("40.2"),
                "a_ventes_mois": D("40.2"), "marge": D(50)}  # fmt: skip
CASES: dict[str, dict[str, Any]] = {
    "complete": {},
    "rien ne coute": FREE,
    "rien ne coute nulle part": FREE | {"b_depart": D(0), "b_mois": D(0)},
    "jamais": NEVER,
    "zero tout juste": BACK_TO_ZERO,
    "aucune demande": {"a_demandes": D(0)},
    "capitaux nuls": {"capitaux": D(0)},
    "capitaux negatifs": {"capitaux": D(-5)},
    "tout a zero": dict.fromkeys(
        ("a_depart", "a_heures_depart", "a_mois", "a_heures_mois", "taux", "a_ventes_semaine",
         "a_ventes_mois1", "a_ventes_mois", "marge", "a_demandes", "heures_avant"), D(0)),
    "sans le temps": {"a_heures_depart": None, "taux": None},
    "plan a seul": dict.fromkeys(
        ("b_depart", "b_heures_depart", "b_mois", "b_heures_mois", "b_ventes_mois")),
    "milliards": {"a_ventes_mois": D(10) ** 12, "a_depart": D("1234567890123.45")},
    "aucune heure liberee": {"heures_avant": D(5)},
    "mise en place longue": {"heures_avant": D(6), "a_heures_depart": D("8.4")},
    "marge absente": {"marge": None},
}  # fmt: skip


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


def campaign(figures: dict[str, Any]) -> Campaign:
    return Campaign(
        setup_cost=figures["a_depart"], setup_hours=figures["a_heures_depart"],
        monthly_cost=figures["a_mois"], monthly_hours=figures["a_heures_mois"],
        hourly_rate=figures["taux"], sales_first_week=figures["a_ventes_semaine"],
        sales_first_month=figures["a_ventes_mois1"],
        sales_following_month=figures["a_ventes_mois"], margin_percent=figures["marge"],
    )  # fmt: skip


def test_there_are_four_sheets_ready_to_print(returns: dict[str, Any], now: datetime) -> None:
    """Letter, one page wide, heads that stay in sight, nothing locked."""
    book = opened(roi_workbook.to_xlsx(returns, now))
    assert book.sheetnames == ["Vos chiffres", "Flux de trésorerie", "Comparaison", "Le cas"]
    for sheet in book:
        assert str(sheet.page_setup.paperSize) == "1"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.freeze_panes
        assert not sheet.protection.sheet
    assert len(book["Flux de trésorerie"]._charts) == 1


def test_what_is_typed_is_in_cells_to_change(returns: dict[str, Any], now: datetime) -> None:
    """Numbers as numbers, in marked cells; a percent as a share."""
    sheet = opened(roi_workbook.to_xlsx(returns, now))["Vos chiffres"]
    assert [sheet[place].value for place in ("B6", "B7", "C8", "B17")] == [180, 8, 240, 28]
    assert sheet["B18"].value == pytest.approx(0.46)
    assert sheet["B5"].value == "Une infolettre par semaine"
    assert {sheet[place].fill.fgColor.rgb for place in ("B6", "C8", "B18")} == {"FFFFF3D6"}


def test_amounts_are_written_as_quebec_writes_them(returns: dict[str, Any], now: datetime) -> None:
    """Canada's French asked for, the sign after, a no-break space, a real minus."""
    sheet = opened(roi_workbook.to_xlsx(returns, now))["Vos chiffres"]
    assert sheet["B6"].number_format == (
        '[$-C0C]#,##0.00"\u00a0$";[$-C0C]"\u2212"#,##0.00"\u00a0$"'
    )
    assert '"\u00a0"%' in sheet["B18"].number_format
    assert '"\u00a0h"' in sheet["B7"].number_format


def test_every_result_is_a_formula(returns: dict[str, Any], now: datetime) -> None:
    """A figure changed by hand changes all that follows from it."""
    book = opened(roi_workbook.to_xlsx(returns, now))
    for sheet, places in (
        ("Vos chiffres", "B22:C23"), ("Flux de trésorerie", "B5:J16"), ("Comparaison", "B5:E16"),
    ):  # fmt: skip
        for row in book[sheet][places]:
            assert all(cell.data_type == "f" for cell in row)


def test_the_values_beside_the_formulas_are_the_domain_s(
    returns: dict[str, Any], now: datetime
) -> None:
    """A phone shows them without computing anything."""
    found = values(roi_workbook.to_xlsx(returns, now))
    plan = campaign(returns)
    for column, moment in (("B", ONE_WEEK), ("C", ONE_MONTH), ("D", ONE_YEAR)):
        for row, with_time in ((13, False), (14, True)):
            expected = plan.roi_percent(moment, with_time=with_time)
            assert isinstance(expected, Decimal)
            place = ("Comparaison", f"{column}{row}")
            assert found[place] == pytest.approx(float(expected / 100))
    for column, with_time in (("H", False), ("J", True)):
        totals = CashFlow(plan, with_time=with_time).by_month()
        told = [found["Flux de trésorerie", f"{column}{row}"] for row in range(5, 17)]
        assert told == pytest.approx([float(total) for total in totals])
    assert found["Vos chiffres", "B24"] == 5
    assert found["Comparaison", "B18"] == "votre action"
    assert found["Vos chiffres", "B32"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("case", "place", "told"),
    [
        ("rien ne coute", ("Comparaison", "D13"), "non défini"),
        ("rien ne coute", ("Comparaison", "B18"), "un des deux plans ne coûte rien\u00a0: "
                                                  "rien à comparer"),
        ("rien ne coute nulle part", ("Comparaison", "B18"), "les deux, à égalité"),
        ("jamais", ("Vos chiffres", "B24"), "jamais"),
        ("zero tout juste", ("Vos chiffres", "B24"), 1),
        ("aucune demande", ("Vos chiffres", "B25"), "non défini"),
        ("capitaux nuls", ("Vos chiffres", "B32"), "non défini"),
        ("sans le temps", ("Vos chiffres", "B23"), "à compléter"),
        ("sans le temps", ("Flux de trésorerie", "J16"), "à compléter"),
        ("plan a seul", ("Comparaison", "B18"), "à compléter"),
        ("aucune heure liberee", ("Vos chiffres", "B27"), "jamais"),
        ("mise en place longue", ("Vos chiffres", "B27"), 9),
        ("marge absente", ("Comparaison", "D12"), "à compléter"),
    ],
)  # fmt: skip
def test_what_has_no_value_says_why(
    case: str, place: tuple[str, str], told: Any, returns: dict[str, Any], now: datetime
) -> None:
    """« Non défini », « jamais » and « à compléter » are three different things."""
    assert values(roi_workbook.to_xlsx(returns | CASES[case], now))[place] == told


@pytest.mark.office
def test_libreoffice_recomputes_the_same_figures(
    returns: dict[str, Any], now: datetime, tmp_path: Path
) -> None:
    """The formulas and the domain are two ways to the same figures, on every case at once."""
    expected = {}
    for number, case in enumerate(CASES):
        content = roi_workbook.to_xlsx(returns | CASES[case], now)
        expected[number] = values(content)
        opened(content).save(tmp_path / f"{number}.xlsx")  # openpyxl drops the values: all is to do
    done = tmp_path / "recalcule"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless",
         "--convert-to", "xlsx", "--outdir", str(done),
         *(str(tmp_path / f"{number}.xlsx") for number in expected)],
        check=True, capture_output=True,
    )  # fmt: skip
    differing = [
        (list(CASES)[number], place, told, seen)
        for number, cells in expected.items()
        for place, told, seen in recalculated(done / f"{number}.xlsx", cells)
        if not alike(told, seen)
    ]
    assert not differing, differing[:10]


def recalculated(path: Path, cells: Values) -> list[tuple[tuple[str, str], Any, Any]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [(place, told, book[place[0]][place[1]].value) for place, told in cells.items()]


def alike(told: Any, seen: Any) -> bool:
    if isinstance(told, int | float) and isinstance(seen, int | float):
        return seen == pytest.approx(told, rel=1e-9, abs=1e-7)
    return (told or "") == (seen or "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "'=1", "_x0041_", "<b>&"]
)
def test_what_a_learner_typed_is_never_a_formula(
    text: str, returns: dict[str, Any], now: datetime
) -> None:
    """A name that begins with « = » is a name."""
    sheet = opened(roi_workbook.to_xlsx(returns | {"a_nom": text}, now))["Vos chiffres"]
    assert sheet["B5"].data_type == "s"
    assert sheet["B5"].value in (text, text.strip())
    assert sheet["B5"].quotePrefix == (text.strip()[0] in "=+-@'")


def test_a_figure_that_cannot_be_read_stays_as_typed(
    returns: dict[str, Any], typed: Callable[..., Any], now: datetime
) -> None:
    """It is shown, marked, and counts for nothing until it is a number."""
    answers = typed(returns | {"a_mois": Unreadable("environ 30", "x")})
    content = roi_workbook.to_xlsx(answers, now)
    cell = opened(content)["Vos chiffres"]["B8"]
    assert (cell.value, cell.data_type, cell.fill.fgColor.rgb) == ("environ 30", "s", "FFFBE3B8")
    assert values(content)["Vos chiffres", "B22"] == "à compléter"


def test_the_hidden_figure_of_the_case_is_left_to_the_learner(
    returns: dict[str, Any], now: datetime
) -> None:
    """« Vérifié à la remise »: the file gives away neither its value nor its formula."""
    sheet = opened(roi_workbook.to_xlsx(returns, now))["Le cas"]
    assert sheet["B16"].value is None
    assert [sheet[f"B{row}"].data_type for row in (13, 14, 15, 17)] == ["f"] * 4
    assert sheet["C16"].value == pytest.approx(0.091)


def test_a_figure_of_the_case_is_computed_once_it_is_answered(
    returns: dict[str, Any], now: datetime
) -> None:
    """The file stands beside the learner's figure, never in its place."""
    sheet = opened(roi_workbook.to_xlsx(returns | {"cas_cout": None}, now))["Le cas"]
    assert sheet["B13"].value is None
    assert sheet["B14"].data_type == "f"


@pytest.mark.parametrize("sheet", ["Vos chiffres", "Comparaison"])
def test_every_result_comes_with_what_it_does_not_prove(
    sheet: str, returns: dict[str, Any], now: datetime
) -> None:
    """A median interval is a hundred points wide: the file says so in its own words."""
    book = opened(roi_workbook.to_xlsx(returns, now))
    texts = [cell.value for row in book[sheet] for cell in row if isinstance(cell.value, str)]
    assert "Ce que ce calcul ne prouve pas" in texts
    assert any("une seule mesure prouve peu" in text for text in texts)


def test_nothing_answered_makes_no_workbook(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        roi_workbook.to_xlsx({"a_nom": "  "}, now)


def test_the_same_answers_give_the_same_bytes(
    returns: dict[str, Any], now: datetime, later: datetime
) -> None:
    """No clock inside: neither in the properties nor in the archive."""
    content = roi_workbook.to_xlsx(returns, now)
    assert content == roi_workbook.to_xlsx(returns, now)
    assert content != roi_workbook.to_xlsx(returns, later)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = opened(content).properties
    assert about.created == about.modified == datetime(2026, 11, 22, 2, 30)
