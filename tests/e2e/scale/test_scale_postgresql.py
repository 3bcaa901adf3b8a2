"""A gradebook in PostgreSQL holds what a SQLite one does, and its password stays where it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from e2e.scale.conftest import LESSONS, Class, asked, done, nbgrader
from e2e.scale.postgresql import SECRET, PostgreSQL, postgresql
from gradebook import rows as gradebook_rows
from nbgrader.api import Gradebook

from socialise.course.gradebook import GradebookAway
from socialise.grading.grade import Grading, work_of
from socialise.intake import Workshop

AWAY = "Brûlot-ailleurs"
REGISTER = (
    "from pathlib import Path\n"
    "from socialise.grading.register import register\n"
    "input('prêt\\n')  # the imports are done: both look at once\n"
    "register(Path.cwd())\n"
)


@pytest.fixture(scope="module")
def graded(
    classroom: Class, server: PostgreSQL, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The class graded with PostgreSQL, and the address."""
    folder = classroom.copy(tmp_path_factory.mktemp("notes") / "cours")
    address = server.create("notes", pattern=classroom.pattern)
    done(folder, "grade", database=address)
    return folder, address


def test_the_rows_are_those_of_sqlite(classroom: Class, graded: tuple[Path, str]) -> None:
    """Where marks are kept changes none of them; no SQLite file is made beside."""
    folder, address = graded
    assert gradebook_rows(address) == classroom.rows
    assert not (folder / "workshop" / "gradebook.db").exists()


def test_a_second_run_changes_nothing(classroom: Class, graded: tuple[Path, str]) -> None:
    """The digests in the notebooks and the rows in the server tell the same."""
    folder, address = graded
    assert "0 remise notée" in done(folder, "grade", database=address)
    done(folder, "grade", "--again", database=address)
    assert gradebook_rows(address) == classroom.rows


def test_feedback_and_export_are_those_of_sqlite(
    classroom: Class, graded: tuple[Path, str]
) -> None:
    """What learners and schools receive is read from either."""
    folder, address = graded
    for place, database in ((folder, address), (classroom.folder, "")):
        done(place, "feedback", database=database)
        done(place, "export", "--to", "notes.csv", database=database)
    assert (folder / "notes.csv").read_bytes() == (classroom.folder / "notes.csv").read_bytes()
    assert _pages(folder) == _pages(classroom.folder)


def _pages(folder: Path) -> dict[str, str]:
    base = folder / "workshop" / "feedback"
    pages = {
        path.relative_to(base).as_posix(): path.read_text("utf-8") for path in base.rglob("*.html")
    }
    assert pages
    return pages


def test_configured_nbgrader_writes_the_same(
    classroom: Class, server: PostgreSQL, tmp_path: Path
) -> None:
    """A trainer may use either, whatever the database."""
    folder = classroom.copy(tmp_path / "cours")
    address = server.create("configure", pattern=classroom.pattern)
    lesson = LESSONS[-1]
    result = nbgrader(folder, "autograde", lesson, database=address)
    assert result.returncode == 0, result.stderr
    expected = {key: row for key, row in classroom.rows.items() if key[0] == lesson}
    assert expected
    assert gradebook_rows(address) == expected


@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_a_gradebook_made_twice_at_once_is_made_once(
    kind: str, small_course: Path, server: PostgreSQL, tmp_path: Path
) -> None:
    """nbgrader looks for its tables, then makes them: two that look at once must not both make."""
    address = f"sqlite:///{tmp_path}/neuf/notes.db"
    if kind == "postgresql":
        address = server.create("deux")
    two = [
        subprocess.Popen(
            [sys.executable, "-c", REGISTER], cwd=small_course, text=True,
            env={**os.environ, "SOCIALISE_DB": address},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for each in two:
        assert each.stdout is not None
        assert each.stdout.readline() == "prêt\n"
    for each in two:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    told = [each.communicate()[1] for each in two]
    assert [each.returncode for each in two] == [0, 0], told
    with Gradebook(address, "socialise") as gradebook:
        assert [each.name for each in gradebook.assignments] == ["01-essai"]


def test_a_server_that_stops_in_the_middle_costs_nothing(
    classroom: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written stays, the rest is told in one sentence, and the same command finishes."""
    monkeypatch.setattr("socialise.grading.batch.MANY", 1)  # a transaction for each learner
    folder = classroom.copy(tmp_path / "cours")
    with postgresql() as server:
        address = server.create("coupee")
        done(folder, "release", database=address)
        monkeypatch.setenv("SOCIALISE_DB", address)
        workshop = Workshop(folder / "workshop")
        work = work_of(workshop, LESSONS)
        grading = iter(Grading(folder, workshop, work))
        written = [next(grading), next(grading)]
        server.stop()
        with pytest.raises(GradebookAway, match="ne répond pas"):
            written.extend(grading)
        assert len(written) < len(work)
        server.start()
        kept = {(lesson, learner) for lesson, learner, _ in gradebook_rows(address)}
        assert kept >= {(each.lesson, each.learner) for each in written}
        told = done(folder, "grade", database=address)
        assert "inchangée" in told
        assert gradebook_rows(address) == classroom.rows


ADDRESSES = {
    f"postgresql+psycopg://socialise:{AWAY}@127.0.0.1:1/notes": "(127.0.0.1:1/notes) : cette base",
    f"postgresql://socialise:{AWAY}@serveur.invalid/notes": "(serveur.invalid/notes) : cette base",
    f"postgresql://127.0.0.1:1/notes?user=socialise&password={AWAY}": "(127.0.0.1:1/notes) : ",
    f"postgresql://socialise:{AWAY}@serveur:port/notes": "cette adresse ne se lit pas",
    f"postgres://socialise:{AWAY}@serveur/notes": "cette adresse ne se lit pas",
    AWAY: "cette adresse ne se lit pas",
    f"postgresql+psycopg2://socialise:{AWAY}@serveur/notes": "n'est pas installé",
}


@pytest.mark.parametrize("command", ["export --to notes.csv", "grade", "feedback", "release"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_server_that_is_away_is_told_in_one_sentence(
    command: str, address: str, classroom: Class
) -> None:
    """Place, fact, cure; never the password, nor a trace of Python's."""
    result = asked(classroom.folder, *command.split(), database=address)
    said = result.output.replace("\u00a0", " ")
    assert result.exit_code == 1, said
    assert ADDRESSES[address] in said
    assert "SOCIALISE_DB" in said
    assert AWAY not in said
    assert "Exemple : postgresql+psycopg://" in said or "docs/scale.md" in said


def test_a_wrong_password_is_not_repeated(
    classroom: Class, server: PostgreSQL, tmp_path: Path
) -> None:
    """Neither by ours nor by nbgrader's own command, its log included."""
    folder = classroom.copy(tmp_path / "cours")
    address = server.address(classroom.pattern, secret=AWAY)
    ours = asked(folder, "grade", database=address)
    theirs = nbgrader(folder, "autograde", LESSONS[0], "--debug", database=address)
    assert (ours.exit_code, theirs.returncode) == (1, 1)
    for said in (ours.output, theirs.stdout, theirs.stderr):
        assert AWAY not in said
        assert "Br%C3%BBlot" not in said


def test_the_password_is_written_nowhere(graded: tuple[Path, str]) -> None:
    """Notebooks, feedback, logs, what is built: a folder that is given away says no secret."""
    folder, _ = graded
    secrets = (SECRET.encode(), b"Br%C3%BBlot")
    read = 0
    for path in folder.rglob("*"):
        if path.is_file():
            read += 1
            assert not any(each in path.read_bytes() for each in secrets), path
    assert read
