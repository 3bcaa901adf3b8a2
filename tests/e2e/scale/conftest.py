"""A real PostgreSQL, a real Dask cluster, and a class of labelled answers in two lessons."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from e2e.scale.cluster_machines import Machines, machines
from e2e.scale.postgresql import PostgreSQL, postgresql
from gradebook import rows as gradebook_rows
from parity.labelled import ROOT, labelled_sets

from socialise.cli import main
from socialise.course.course import Course
from socialise.intake import Workshop, hand_in

LESSONS = ("02-propulsion-ou-ancrage", "07-facebook-j-y-passe-mes-journees")
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True)
class Class:
    """A course where everyone has handed in, graded at home with SQLite, and a pattern of its
    gradebook in PostgreSQL: every lesson, nobody's marks."""

    folder: Path
    rows: dict[object, object]
    pattern: str

    def copy(self, folder: Path) -> Path:
        """The same class, of which nothing is graded."""
        shutil.copytree(self.folder, folder)
        for made in ("autograded", "feedback"):
            shutil.rmtree(folder / "workshop" / made, ignore_errors=True)
        (folder / "workshop" / "gradebook.db").unlink()
        return folder


def asked(folder: Path, *arguments: str, database: str = "") -> Result:
    """`socialise` with these arguments, in the course's folder; no address means SQLite."""
    environment = {"SOCIALISE_DB": database or None, "SOCIALISE_WORKSHOP": None}
    with chdir(folder):
        return CliRunner().invoke(main, arguments, env=environment)


def done(folder: Path, *arguments: str, database: str = "") -> str:
    """What the command says, with plain spaces; it must succeed."""
    result = asked(folder, *arguments, database=database)
    assert result.exit_code == 0, f"{arguments}\n{result.output}\n{result.exception!r}"
    return result.output.replace("\u00a0", " ")


def nbgrader(folder: Path, *arguments: str, database: str) -> subprocess.CompletedProcess[str]:
    """nbgrader's own command, with the course's configuration."""
    environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
    environment["PATH"] = f"{SCRIPTS}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        [str(SCRIPTS / "nbgrader"), *arguments], cwd=folder, capture_output=True, text=True,
        env={**environment, "SOCIALISE_DB": database},
    )  # fmt: skip


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    """One PostgreSQL for all: a test has a database of its own."""
    with postgresql() as started:
        yield started


@pytest.fixture(scope="session")
def classroom(server: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The labelled few of two lessons, each set handed in by a learner of its own."""
    folder = tmp_path_factory.mktemp("grande") / "cours"
    folder.mkdir()
    for lesson in LESSONS:
        for name in ("solutions", "exercises"):
            shutil.copytree(ROOT / name / lesson, folder / name / lesson)
    for name in ("_config.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    pattern = "modele"
    done(folder, "release", database=server.create(pattern))
    done(folder, "release")
    course, workshop = Course(folder), Workshop(folder / "workshop")
    for one in labelled_sets(few=True):
        if one.lesson in LESSONS:
            hand_in(course, workshop, one.learner, one.file, NOW)
    done(folder, "grade")
    rows = gradebook_rows(f"sqlite:///{folder}/workshop/gradebook.db")
    assert len(rows) > len(LESSONS) * 2
    return Class(folder, rows, pattern)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers."""
    with machines(tmp_path_factory.mktemp("grappe"), 2) as started:
        yield started
