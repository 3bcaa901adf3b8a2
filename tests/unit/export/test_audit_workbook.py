"""The spreadsheet of the time audit: its formulas give what the domain gives, on every set."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from parity.recalculated import recalculated_otherwise

from socialise.domain import DAYS, TASKS
from socialise.export import audit_workbook
from socialise.words import Missing, Unreadable

D = Decimal


def line(day: str, task: str, hours: Any, requests: Any = None) -> dict[str, Any]:
    return {"jour": day, "tache": task, "duree": hours, "demandes": requests}


@pytest.fixture
def audit() -> dict[str, Any]:
    """The week of the lesson: 6 hours at 30 $, 3 requests, 3 hours freed."""
    return {
        "estimation": D(6),
        "journal": [
            line("lundi", "contenu", D(2), D(1)), line("mardi", "image", D(1)),
            line("mercredi", "reponses", D(1), D(2)), line("jeudi", "fil", D("0.5")),
            line("vendredi", "fil", D("0.5")), line("samedi", "abonnes", D("0.5")),
            line("dimanche", "chiffres", D("0.5"), D(0)),
        ],
        "taux": D(30), "cout": D(180), "plus": "reponses", "moins": "fil",
        "coupes": [
            {"tache": "contenu", "avant": D(2), "apres": D("1.25"), "comment": "Le mardi"},
            {"tache": "fil", "avant": D(1), "apres": D(0), "comment": "=1+1"},
            {"tache": "image", "avant": D(1), "apres": D("0.5"), "comment": ""},
            {"tache": "abonnes", "avant": D("0.5"), "apres": D(0)},
            {"tache": "chiffres", "avant": D("0.5"), "apres": D("0.25")},
        ],
        "liberees": D(3), "plafond": D(3), "causes": "Par habitude.",
    }  # fmt: skip


def opened(content: bytes, **options: Any) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content), **options)


def beside(content: bytes, sheet: str, label: str, column: str = "B") -> Any:
    """The value of the row that this label names."""
    book = opened(content, data_only=True)
    (row,) = [cell.row for cell in book[sheet]["A"] if cell.value == label]
    return book[sheet][f"{column}{row}"].value


def test_there_are_four_sheets_ready_to_print(audit: dict[str, Any], now: datetime) -> None:
    """Letter, one page wide, nothing locked; every answer is in a cell to change."""
    book = opened(audit_workbook.to_xlsx(audit, now))
    assert book.sheetnames == ["Journal", "Par tâche", "Coupes", "Limites"]
    for sheet in book:
        assert str(sheet.page_setup.paperSize) == "1"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert not sheet.protection.sheet
    log = book["Journal"]
    assert [log[f"{column}8"].value for column in "ABCD"] == ["Lundi", TASKS["contenu"], 2, 1]
    assert (log["C4"].value, log["C5"].value) == (30, 6)
    assert {log[f"{column}47"].fill.fgColor.rgb for column in "ABCD"} == {"FFFFF3D6"}


def test_the_week_of_the_lesson(audit: dict[str, Any], now: datetime) -> None:
    """The same figures as the page: 180 $, 3 h freed, 156 h and 4 680 $ a year."""
    content = audit_workbook.to_xlsx(audit, now)
    assert beside(content, "Par tâche", "Heures de la semaine") == 6
    assert beside(content, "Par tâche", "Ce que la semaine a coûté en temps") == 180
    assert beside(content, "Par tâche", "Écart avec votre estimation") == 0
    assert beside(content, "Par tâche", TASKS["reponses"], "D") == 2
    assert beside(content, "Par tâche", TASKS["reponses"], "F") == "le plus"
    assert beside(content, "Par tâche", TASKS["fil"], "F") == "le moins"
    assert beside(content, "Par tâche", TASKS["contenu"], "F") is None
    assert beside(content, "Par tâche", TASKS["formation"], "D") == "—"
    assert beside(content, "Par tâche", "Lundi") == 2
    assert beside(content, "Coupes", "Heures libérées par semaine") == 3
    assert beside(content, "Coupes", "Heures libérées par an, sur 52 semaines") == 156
    assert beside(content, "Coupes", "Ce que vaut ce temps, par an") == 4680
    assert beside(content, "Coupes", "Heures qui restent par semaine") == 3
    covered = beside(content, "Coupes", "Votre plafond par semaine, pour tout", "C")
    assert covered == "Le plafond couvre ce qui reste."


@pytest.mark.parametrize(
    ("changes", "sheet", "label", "column", "told"),
    [
        ({"taux": None}, "Par tâche", "Ce que la semaine a coûté en temps", "B", "à compléter"),
        ({"taux": None}, "Coupes", "Ce que coûtera la semaine", "B", "à compléter"),
        ({"estimation": None}, "Par tâche", "Écart avec votre estimation", "B", "à compléter"),
        ({"plafond": None}, "Coupes", "Votre plafond par semaine, pour tout", "C", "à compléter"),
        ({"plafond": D("2.5")}, "Coupes", "Votre plafond par semaine, pour tout", "C",
         "Il reste plus d'heures que le plafond."),
        ({"journal": [line("lundi", "fil", D(25))]}, "Par tâche", "Lundi", "C", "plus de 24 h"),
        ({"journal": [line("lundi", "fil", D(1)), line("mardi", "autre", D(2))]}, "Par tâche",
         TASKS["fil"], "F", "à égalité"),
        ({"journal": []}, "Par tâche", "Total", "D", "—"),
    ],
)  # fmt: skip
def test_what_has_no_value_says_why(
    changes: dict[str, Any], sheet: str, label: str, column: str, told: str,
    audit: dict[str, Any], now: datetime,
) -> None:  # fmt: skip
    """Nothing is guessed, nothing divides by zero."""
    assert beside(audit_workbook.to_xlsx(audit | changes, now), sheet, label, column) == told


def test_what_cannot_be_read_stays_as_typed_and_counts_for_nothing(
    audit: dict[str, Any], typed: Any, now: datetime
) -> None:
    """It is marked, counted apart, and comes into the total once it is a number."""
    unclear = typed(line("lundi", "fil", Unreadable("pas mal", "x"), D(5)))
    content = audit_workbook.to_xlsx(audit | {"journal": [*audit["journal"], unclear]}, now)
    cell = opened(content)["Journal"]["C15"]
    assert (cell.value, cell.data_type, cell.fill.fgColor.rgb) == ("pas mal", "s", "FFFBE3B8")
    assert beside(content, "Par tâche", "Heures de la semaine") == 6
    assert beside(content, "Par tâche", TASKS["fil"], "C") == 0
    assert beside(content, "Par tâche", "Durées qui ne se lisent pas encore") == 1


def test_what_a_learner_typed_is_never_a_formula(audit: dict[str, Any], now: datetime) -> None:
    """A way of cutting that begins with « = » is words."""
    cell = opened(audit_workbook.to_xlsx(audit, now))["Coupes"]["F6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_tasks_and_days_are_chosen_from_a_list(audit: dict[str, Any], now: datetime) -> None:
    """The cells that the lists point to hold the names of tasks and of days, no more."""
    book = opened(audit_workbook.to_xlsx(audit, now))
    lists = {
        str(rule.sqref): rule.formula1
        for rule in book["Journal"].data_validations.dataValidation
        if rule.type == "list"
    }
    assert set(lists) == {"A8:A47", "B8:B47"}
    for cells, names in (("A8:A47", DAYS), ("B8:B47", TASKS)):
        sheet, _, area = lists[cells].replace("$", "").partition("!")
        found = [row[0].value for row in book[sheet.strip("'")][area]]
        assert found == list(names.values())


def test_the_private_answer_is_not_in_the_file(audit: dict[str, Any], now: datetime) -> None:
    """What a person recognises in herself stays on her device."""
    content = audit_workbook.to_xlsx(audit | {"signes": ["repas"]}, now)
    assert content == audit_workbook.to_xlsx(audit, now)


def test_nothing_answered_makes_no_workbook(now: datetime) -> None:
    """The form says « à compléter d'abord »."""
    with pytest.raises(Missing):
        audit_workbook.to_xlsx({"causes": "  ", "journal": []}, now)


def test_the_same_answers_give_the_same_bytes(
    audit: dict[str, Any], now: datetime, later: datetime
) -> None:
    """No clock inside."""
    content = audit_workbook.to_xlsx(audit, now)
    assert content == audit_workbook.to_xlsx(audit, now)
    assert content != audit_workbook.to_xlsx(audit, later)


# -- recomputed (on the labelled sets: tests/parity/test_audit_workbook_sets.py) ----------------


@pytest.mark.office
def test_libreoffice_recomputes_the_same_figures(
    audit: dict[str, Any], typed: Any, now: datetime, tmp_path: Path
) -> None:
    """The formulas and the domain are two ways to the same figures."""
    unclear = typed(line("lundi", "fil", Unreadable("pas mal", "x"), D(5)))
    cases: dict[str, dict[str, Any]] = {
        "lecon": {},
        "sans taux": {"taux": None, "estimation": None, "plafond": None},
        "illisible": {"journal": [*audit["journal"], unclear]},
        "incomplet": {"journal": [line("", "fil", D(3)), line("lundi", "", D(2), D(1)),
                                  line("mardi", "fil", None, D(4)), line("lundi", "fil", D(2))]},
        "vide": {"journal": [], "coupes": []},
        "jour trop long": {"journal": [line("lundi", "fil", D(25), D(1))]},
        "sous zero": {"journal": [line("lundi", "fil", D(-2)), line("mardi", "autre", D(1))]},
        "tiers": {"journal": [line("lundi", "fil", D(1) / 3, D(1)),
                              line("mardi", "image", D(2) / 3, D(2))] * 20, "plafond": D(50) / 3},
    }  # fmt: skip
    written = {
        name: audit_workbook.to_xlsx(audit | changes, now) for name, changes in cases.items()
    }
    assert not recalculated_otherwise(written, tmp_path)
