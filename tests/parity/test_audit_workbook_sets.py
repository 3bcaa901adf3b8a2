"""The audit's workbook on the labelled sets: figures of the domain, the same in LibreOffice."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from parity.labelled import ROOT, labelled_sets
from parity.recalculated import recalculated_otherwise

from socialise.course.source import source_activity
from socialise.domain import TASKS, freed_hours, read_cut, read_week
from socialise.export import audit_workbook
from socialise.form import Form
from socialise.words import Unreadable

ACTIVITY = ("04-arretez-les-reseaux-sociaux", "audit-temps")
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module", params=["few", pytest.param("all", marks=pytest.mark.parity)])
def forms(request: pytest.FixtureRequest) -> dict[str, Form]:
    """The form of each set that answers something."""
    activity = source_activity(ROOT.joinpath("solutions", *ACTIVITY).with_suffix(".md"))
    found = {
        one.name: activity.run(one.answers)
        for one in labelled_sets(few=request.param == "few")
        if (one.lesson, one.activity) == ACTIVITY
    }
    return {name: form for name, form in found.items() if form.rows()}


@pytest.fixture(scope="module")
def books(forms: dict[str, Form]) -> dict[str, bytes]:
    """What each person takes home."""
    return {name: audit_workbook.to_xlsx(form, NOW) for name, form in forms.items()}


def test_each_file_holds_what_the_domain_makes_of_the_answers(
    forms: dict[str, Form], books: dict[str, bytes]
) -> None:
    """Whatever was typed, the hours by task and the hours freed are those of what can be read."""
    for name, form in forms.items():
        book = openpyxl.load_workbook(BytesIO(books[name]), data_only=True)
        told = {row[0].value: row[1].value for row in book["Par tâche"].iter_rows(max_col=2)}
        log = read_week(form["journal"]).log
        assert told["Total"] == pytest.approx(float(log.hours)), name
        for task, label in TASKS.items():
            assert told[label] == pytest.approx(float(log.hours_of(task))), (name, task)
        cuts = []
        for row in form["coupes"]:
            try:
                cuts.append(read_cut(row))
            except Unreadable:
                continue
        freed = float(freed_hours(cut for cut in cuts if cut is not None))
        told = {row[0].value: row[1].value for row in book["Coupes"].iter_rows(max_col=2)}
        assert told["Heures libérées par semaine"] == pytest.approx(freed), name


@pytest.mark.office
def test_libreoffice_recomputes_each_file(books: dict[str, bytes], tmp_path: Path) -> None:
    """The formulas and the domain are two ways to the same figures."""
    differing = recalculated_otherwise(books, tmp_path)
    assert not differing, differing[:10]
