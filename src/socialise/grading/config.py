"""nbgrader's options for a course of forms: directories, release, safe grading, feedback."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path

from nbgrader import preprocessors as stock
from traitlets.config import Config

from socialise.course.nbgrader import LockEverything, RemoveSamples
from socialise.grading.preprocessors import (
    FeedbackExporter,
    FlagUnread,
    RebuildFromRelease,
    RunInstructorCells,
    TellPending,
)

STUB = "La réponse se trouve dans le formulaire."
TEMPLATES = Path(__file__).with_name("templates")


def database_url(root: Path) -> str:
    """SOCIALISE_DB, or the SQLite file of the workshop's folder."""
    file = (root / workshop_folder() / "gradebook.db").resolve()
    return os.environ.get("SOCIALISE_DB", f"sqlite:///{file}")


def workshop_folder() -> Path:
    """SOCIALISE_WORKSHOP, or `workshop`; relative to the course's root."""
    return Path(os.environ.get("SOCIALISE_WORKSHOP", "workshop"))


def configure(c: Config, root: Path) -> None:
    """Set nbgrader's options for the course at `root`."""
    # nbgrader runs `alembic` by name to create a gradebook: it must be found without activation.
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join((scripts, os.environ.get("PATH", "")))
    directory = c.CourseDirectory
    directory.root = str(root)
    directory.course_id = "socialise"
    directory.source_directory = "_build/source"
    directory.release_directory = "exercises"
    for step in ("submitted", "autograded", "feedback"):
        setattr(directory, f"{step}_directory", str(workshop_folder() / step))
    directory.db_url = database_url(root)
    # `*.json` must not be ignored: a submission's answers are in one.
    directory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".*"]

    c.ClearSolutions.code_stub = {"python": f"# {STUB}"}
    c.ClearSolutions.text_stub = STUB
    c.GenerateAssignment.preprocessors = [
        stock.IncludeHeaderFooter,
        stock.LockCells,
        stock.ClearSolutions,
        RemoveSamples,  # before SaveCells: no trace of them in the gradebook
        stock.ClearOutput,
        stock.CheckCellMetadata,
        stock.ComputeChecksums,
        stock.SaveCells,
        stock.ClearHiddenTests,
        stock.ClearMarkScheme,
        stock.ComputeChecksums,
        stock.CheckCellMetadata,
        LockEverything,
    ]
    c.Autograde.sanitize_preprocessors = [
        RebuildFromRelease,
        stock.ClearOutput,
        stock.DeduplicateIds,
        stock.OverwriteKernelspec,
        stock.OverwriteCells,
        stock.CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        RunInstructorCells,
        stock.LimitOutput,
        stock.SaveAutoGrades,
        FlagUnread,
        stock.AssignLatePenalties,
        stock.CheckCellMetadata,
    ]
    c.GenerateFeedback.preprocessors = [stock.GetGrades, TellPending]
    # A class of its own: formgrader and nbgrader's API set HTMLExporter's template themselves.
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
    c.FeedbackExporter.template_name = "retour"
