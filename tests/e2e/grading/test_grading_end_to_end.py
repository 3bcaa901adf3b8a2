"""From thirty hand-ins to marks, formgrader and feedback, with nbgrader's own tools."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from e2e.formgrader import formgrader
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page

from socialise.course.course import Course
from socialise.form import AnswersFile
from socialise.intake import Workshop, hand_in

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
SCRIPTS = Path(sys.executable).parent
HOSTILE = (
    "<script>window.hostile = 1</script><img src=x onerror='window.hostile = 1'> [x](javascript:1)"
)


def socialise(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the course's folder."""
    environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
    return subprocess.run(
        [str(SCRIPTS / "socialise"), *arguments],
        cwd=course, env=environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def graded(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of three and one broken file, graded by `socialise grade`."""
    import shutil

    folder = tmp_path_factory.mktemp("classe") / "cours"
    shutil.copytree(released_course, folder)
    course, workshop = Course(folder), Workshop(folder / "workshop")
    for learner, answers in {
        "erable-1": {"prenom": HOSTILE, "age": "42", "histoire": HOSTILE},
        "erable-2": {"prenom": "Bo", "age": "douze"},
        "erable-3": {},
    }.items():
        hand_in(course, workshop, learner, AnswersFile("01-essai", "mini", answers), NOW)
    broken = workshop.submitted / "erable-4" / "01-essai"
    broken.mkdir(parents=True)
    (broken / "mini.json").write_text("{", "utf-8")
    (broken / "mini.ipynb").write_text("{", "utf-8")
    done = socialise(folder, "grade")
    (folder / "sortie.txt").write_text(done.stdout + done.stderr, "utf-8")
    (folder / "code.txt").write_text(str(done.returncode), "utf-8")
    return folder


def grades(course: Path, learner: str) -> dict[str, tuple[float | None, bool]]:
    """Automatic score, and whether a trainer is waited for, by cell."""
    with Gradebook(f"sqlite:///{course}/workshop/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("mini", "01-essai", learner)
        return {each.name: (each.auto_score, each.needs_manual_grade) for each in notebook.grades}


def test_one_broken_file_is_named_and_the_others_are_graded(graded: Path) -> None:
    """One damaged notebook stops a whole class in stock nbgrader."""
    said = (graded / "sortie.txt").read_text("utf-8")
    assert (graded / "code.txt").read_text() == "1"
    assert "erable-4, 01-essai, mini.json" in said
    assert "ne se lit pas" in said
    assert grades(graded, "erable-1")["age"] == (2, False)
    assert grades(graded, "erable-3")["age"] == (0, False)


def test_what_cannot_be_read_waits_for_a_trainer(graded: Path) -> None:
    """« À vérifier » is 0 points and a place in the queue, not a wrong answer."""
    assert grades(graded, "erable-2")["age"] == (0, True)
    assert grades(graded, "erable-2")["prenom"] == (1, False)
    assert (
        "erable-2, 01-essai, mini, Un âge d'au moins 18 ans" in (graded / "sortie.txt").read_text()
    )


def test_only_an_answered_free_text_waits(graded: Path) -> None:
    """A filled text is queued, an empty one is 0 and done."""
    assert grades(graded, "erable-1")["histoire"] == (None, True)
    assert grades(graded, "erable-2")["histoire"] == (0, False)


@pytest.fixture(scope="module")
def grader(graded: Path) -> Iterator[str]:
    """Where formgrader answers."""
    with formgrader(graded) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of a real browser."""
    page = browser.new_page()
    yield page
    page.close()


def test_formgrader_shows_the_text_queues_it_and_takes_its_mark(
    graded: Path, grader: str, page: Page
) -> None:
    """The trainer reads in nbgrader's own formgrader; nothing that a learner wrote runs there."""
    page.goto(f"{grader}/formgrader/gradebook/01-essai/mini")
    page.get_by_role("link", name="Submission #1").or_(page.locator("td a").first).first.wait_for()
    with Gradebook(f"sqlite:///{graded}/workshop/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("mini", "01-essai", "erable-1")
        assert notebook.needs_manual_grade
        identity = notebook.id
    # Formgrader's own script listens to the boxes only once all of it has loaded.
    page.goto(f"{grader}/formgrader/submissions/{identity}/", wait_until="networkidle")
    answer = page.locator("pre", has_text="window.hostile = 1").first
    answer.wait_for()
    assert "<script>window.hostile = 1</script>" in page.locator("body").inner_text()
    assert page.evaluate("window.hostile") is None
    box = page.locator("input.score").last
    box.fill("2")
    with page.expect_response(
        lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"
    ):
        box.blur()
    with Gradebook(f"sqlite:///{graded}/workshop/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("mini", "01-essai", "erable-1")
        (grade,) = [each for each in notebook.grades if each.name == "histoire"]
        assert grade.manual_score == 2
        assert not grade.needs_manual_grade


def test_feedback_is_french_and_inert(graded: Path, grader: str, page: Page) -> None:
    """No code, no hidden criterion, no third party, nothing live; the trainer's mark is in it."""
    assert socialise(graded, "feedback").returncode == 0
    path = graded / "workshop/feedback/erable-1/01-essai/mini.html"
    text = path.read_text("utf-8")
    assert "Un âge pair" not in text
    assert "% 2" not in text
    assert not re.search(r"(src|href)\s*=\s*[\"']?https?:", text)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert page.evaluate("window.hostile") is None
    assert "3 critères sur 3" in page.inner_text("body")
    assert "<script>window.hostile = 1</script>" in page.inner_text("body")
    other = (graded / "workshop/feedback/erable-2/01-essai/mini.html").read_text("utf-8")
    assert "À vérifier" in other


def test_grading_again_keeps_the_trainers_mark(graded: Path, grader: str) -> None:
    """A regrade never throws away what a person did."""
    socialise(graded, "grade", "01-essai")
    with Gradebook(f"sqlite:///{graded}/workshop/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("mini", "01-essai", "erable-1")
        (grade,) = [each for each in notebook.grades if each.name == "histoire"]
        assert grade.manual_score == 2


def test_marks_are_exported(graded: Path, tmp_path: Path) -> None:
    """A table that a spreadsheet or a school's system takes as it is."""
    assert socialise(graded, "export", "--to", str(tmp_path / "notes.csv")).returncode == 0
    rows = list(
        csv.DictReader(io.StringIO((tmp_path / "notes.csv").read_text("utf-8-sig")), delimiter=";")
    )
    first = next(row for row in rows if row["Participant"] == "erable-1")
    assert (first["Critères atteints"], first["Critères"], first["Sur"]) == ("3", "3", "7,5")
    assert socialise(graded, "export", "--to", str(tmp_path / "notes.xlsx")).returncode == 0
    sheet = openpyxl.load_workbook(tmp_path / "notes.xlsx").active
    assert [cell.value for cell in sheet[1]][:3] == ["Participant", "Leçon", "Activité"]
    assert sheet.max_row == len(rows) + 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["grade", "99-absente"], 2, "Choisissez : 01-essai"),
        (["export", "--to", "notes.pdf"], 2, ".csv ou .xlsx"),
        (["export"], 2, "--to"),
        (["colect"], 2, "n'existe pas"),
        (["collect", "absent.zip"], 2, "absent.zip"),
        (["collect", "--learner", "../x", "_toc.yml"], 1, "erable-42"),
        (["sample", "0"], 2, "intervalle"),
        (["feedback", "--workshop", "vide"], 1, "D'abord : socialise grade"),
        (["grade", "--workshop", "vide"], 1, "aucune remise"),
        (["new", "activity", "Leçon"], 1, "LEÇON/ACTIVITÉ"),
        (["new", "activity", "01-essai/mini"], 1, "existe déjà"),
        (["serve"], 1, "socialise build"),
    ],
)
def test_a_command_refuses_in_french(
    graded: Path, arguments: list[str], code: int, said: str
) -> None:
    """0 done, 1 something refused and named, 2 misuse."""
    done = socialise(graded, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr.replace("\u00a0", " ")
    assert "Traceback" not in done.stderr


def test_a_rehearsal_class_is_graded(graded: Path, tmp_path: Path) -> None:
    """`sample N`, to rehearse with, in a workshop folder of its own."""
    place = ["--workshop", str(tmp_path / "repetition")]
    assert socialise(graded, "sample", "4", *place).returncode == 0
    done = socialise(graded, "grade", *place)
    assert done.returncode == 0, done.stderr
    learners = {path.name for path in (tmp_path / "repetition/autograded").iterdir()}
    assert learners <= {"exemple-001", "exemple-002", "exemple-003", "exemple-004"}
    assert learners
