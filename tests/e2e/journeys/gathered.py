"""What a learner takes home at the end, against what she typed: nothing lost, nothing else."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
from e2e.journeys.carried import with_carried
from e2e.journeys.learner import Answers, Learner
from e2e.journeys.portfolio import Document, Folder, squeezed
from e2e.journeys.told import untold
from parity.recalculated import recalculated_otherwise
from pypdf import PdfReader

from socialise.course.course import Course
from socialise.domain import ONE_YEAR, Campaign
from socialise.form import Form

RETURN = "02-propulsion-ou-ancrage/roi"
RETURN_BOOK = f"{RETURN}/rendement.xlsx"


@dataclass(frozen=True)
class Gathered:
    """Both files, and whose they are."""

    course: Course
    learner: Learner
    document: Document
    folder: Folder

    @property
    def answers(self) -> dict[str, Answers]:
        """What each activity should hold, with what it carries from the others."""
        return with_carried(self.course, self.learner.final)

    @property
    def forms(self) -> dict[str, Form]:
        """The course's own engine on these answers."""
        return {
            key: self.course.activity(*key.split("/")).run(answers)
            for key, answers in self.answers.items()
        }

    # -- the document ------------------------------------------------------------------------------

    def untold(self) -> list[str]:
        """Each answer that the document does not tell where it should."""
        titles = {key: form.title for key, form in self.forms.items()}
        parts = self.document.parts(list(titles.values()))
        return [
            f"{key}/{each}"
            for key, form in self.forms.items()
            for each in untold(form, parts[titles[key]])
        ]

    def counts(self) -> dict[str, tuple[int, int]]:
        """Criteria met, and of how many, as the cover says."""
        return {key: self.document.criteria(form.title) for key, form in self.forms.items()}

    # -- the folder --------------------------------------------------------------------------------

    def other_answers(self) -> dict[str, Any]:
        """Each activity whose answers file is not what was typed, with what differs."""
        differing = {}
        for key, answers in self.answers.items():
            kept = self.folder.answers(key)
            keys = {*answers, *kept}
            other = {id: (answers.get(id), kept.get(id)) for id in keys}
            if found := {id: pair for id, pair in other.items() if pair[0] != pair[1]}:
                differing[key] = found
        return differing

    def absent(self) -> list[str]:
        """Finished things that are not in the folder."""
        expected = {f"{key}/{thing.filename}" for key, form in self.forms.items()
                    for thing in form.take_homes}  # fmt: skip
        return sorted(expected - self.folder.files.keys())

    def opened(self) -> dict[str, int]:
        """How many files of each kind open in another program, each with something in it."""
        counts: dict[str, int] = {}
        for name, content in self.folder.files.items():
            kind = name.rpartition(".")[2]
            counts[kind] = counts.get(kind, 0) + 1
            match kind:
                case "pdf":
                    assert PdfReader(io.BytesIO(content)).pages[0].extract_text().strip(), name
                case "xlsx":
                    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames, name
                case "ics":
                    assert icalendar.Calendar.from_ical(content).walk("VEVENT"), name
                case "svg":
                    assert b"<svg" in content[:400], name
        return counts

    def leaked(self) -> list[str]:
        """Private answers that left the device's storage, where they are."""
        texts = [text for text in self.learner.private.values() if isinstance(text, str)]
        everything = "".join(self.document.pages)
        found = [text for text in texts if squeezed(text) in everything]
        return found + [
            f"{text} ({name})"
            for name, content in self.folder.files.items()
            if name.endswith((".json", ".ics", ".svg", ".txt"))
            for text in texts
            if text in content.decode("utf-8", "replace")
        ]

    # -- the return --------------------------------------------------------------------------------

    def otherwise_in_libreoffice(self, scratch: Path) -> list[Any]:
        """Cells of the workbooks that LibreOffice computes otherwise."""
        books = {name: each for name, each in self.folder.files.items() if name.endswith(".xlsx")}
        return recalculated_otherwise(books, scratch)

    def not_in_the_workbook(self) -> list[str]:
        """Figures of the return, computed from the answers, that no cell of its workbook shows."""
        form = self.forms[RETURN]
        campaign = _campaign(form)
        book = openpyxl.load_workbook(
            io.BytesIO(self.folder.files[RETURN_BOOK]), data_only=True, read_only=True
        )
        shown = [
            cell for sheet in book for row in sheet.iter_rows(values_only=True)
            for cell in row if isinstance(cell, int | float)
        ]  # fmt: skip
        expected = {
            "argent d'une année": campaign.setup_cost + 12 * campaign.monthly_cost,
            "heures d'une année": campaign.setup_hours + 12 * campaign.monthly_hours,
        }
        for with_time in (False, True):
            value = campaign.roi_percent(ONE_YEAR, with_time=with_time)
            if isinstance(value, Decimal):
                expected[f"rendement, temps compté : {with_time}"] = value / 100
        return [
            f"{name}: {value}"
            for name, value in expected.items()
            if not any(abs(float(value) - cell) < 1e-6 for cell in shown)
        ]


def _campaign(form: Form) -> Campaign:
    setup, setup_hours, monthly, monthly_hours, rate, first, following, margin = form.values(
        "a_depart", "a_heures_depart", "a_mois", "a_heures_mois", "taux", "a_ventes_mois1",
        "a_ventes_mois", "marge",
    )  # fmt: skip
    return Campaign(
        setup_cost=setup, setup_hours=setup_hours, monthly_cost=monthly,
        monthly_hours=monthly_hours, hourly_rate=rate, sales_first_month=first,
        sales_following_month=following, margin_percent=margin,
    )  # fmt: skip
