"""The marks of a workshop as a table, for a spreadsheet or a school's system."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from socialise.grading.register import register

HEADINGS = (
    "Participant",
    "Leçon",
    "Activité",
    "Remis le",
    "Critères atteints",
    "Critères",
    "Points automatiques",
    "Points de la personne qui anime",
    "Points",
    "Sur",
    "À lire ou à vérifier",
)


@dataclass(frozen=True)
class Mark:
    """One learner's marks for one activity. Points are nbgrader's, late penalty not taken off."""

    learner: str
    lesson: str
    activity: str
    received_at: str
    met: int
    criteria: int
    auto_points: float
    manual_points: float
    points: float
    max_points: float
    pending: int

    def row(self) -> list[str | int | float]:
        """The mark in the order of HEADINGS."""
        return [
            self.learner, self.lesson, self.activity, self.received_at, self.met, self.criteria,
            self.auto_points, self.manual_points, self.points, self.max_points, self.pending,
        ]  # fmt: skip


def marks(root: Path) -> list[Mark]:
    """The mark of every activity that was handed in, by lesson, activity and learner."""
    config = register(root)
    submitted = root / config.CourseDirectory.submitted_directory
    found = []
    with Gradebook(config.CourseDirectory.db_url, config.CourseDirectory.course_id) as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                stamp = submission.timestamp
                received = f"{stamp:%Y-%m-%d %H:%M}" if stamp else ""
                for notebook in submission.notebooks:
                    # nbgrader counts 0 for an activity of the lesson that was never handed in.
                    place = submitted / submission.student.id / assignment.name
                    if not (place / f"{notebook.name}.json").is_file():
                        continue
                    found.append(_mark(assignment.name, submission.student.id, received, notebook))
    return sorted(found, key=lambda mark: (mark.lesson, mark.activity, mark.learner))


def _mark(lesson: str, learner: str, received: str, notebook: object) -> Mark:
    grades = list(notebook.grades)  # type: ignore[attr-defined]
    automatic = [each for each in grades if each.cell.cell_type == "code" and not _read(each)]
    read = [each for each in grades if _read(each)]
    return Mark(
        learner,
        lesson,
        notebook.name,  # type: ignore[attr-defined]
        received,
        sum(each.score > 0 for each in automatic),
        len(automatic),
        sum(each.score for each in automatic),
        sum(each.score for each in read),
        sum(each.score for each in grades),
        sum(each.max_score for each in grades),
        sum(bool(each.needs_manual_grade) for each in grades),
    )


def _read(grade: object) -> bool:
    """Whether the cell is graded by a person: nbgrader gives it no automatic score, or 0 unread."""
    name = grade.cell.name  # type: ignore[attr-defined]
    solutions = grade.notebook.notebook.solution_cells  # type: ignore[attr-defined]
    return any(cell.name == name for cell in solutions)


def to_csv(rows: Iterable[Mark]) -> bytes:
    """The marks as CSV that a French Excel opens: semicolons, decimal commas, UTF-8 with BOM."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for mark in rows:
        writer.writerow(
            f"{value:g}".replace(".", ",") if isinstance(value, float) else _plain(value)
            for value in mark.row()
        )
    return out.getvalue().encode("utf-8-sig")


def _plain(value: str | int | float) -> str | int | float:
    """A spreadsheet runs a text that begins so; behind an apostrophe, it is a text."""
    runs = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if runs else value


def to_xlsx(rows: Iterable[Mark]) -> bytes:
    """The marks as a workbook: one sheet, filters, a frozen heading."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Notes"
    sheet.append(HEADINGS)
    for mark in rows:
        sheet.append([_plain(value) for value in mark.row()])
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1D5B70")
    for position in range(1, len(HEADINGS) + 1):
        values = [len(str(row[position - 1].value or "")) for row in sheet.iter_rows()]
        sheet.column_dimensions[get_column_letter(position)].width = min(max(values), 40) + 3
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
