"""docs/add-an-activity.md, followed to the letter in a copy of the course."""

from __future__ import annotations

import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(sys.executable).parent
KEY = "07-facebook-j-y-passe-mes-journees/horaire"


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The document."""
    return (root / "docs" / "add-an-activity.md").read_text("utf-8")


@pytest.fixture(scope="module")
def followed(root: Path, page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course, in which each command of the document was run in turn."""
    course = tmp_path_factory.mktemp("auteure") / "cours"
    course.mkdir()
    for name in ("book", "exercises", "solutions", "requirements"):
        shutil.copytree(root / name, course / name)
    for name in ("_config.yml", "_toc.yml", "nbgrader_config.py", "package.json",
                 "package-lock.json"):  # fmt: skip
        shutil.copy(root / name, course)
    (course / "node_modules").symlink_to(root / "node_modules")
    shutil.copytree(root / "_build" / "runtime", course / "_build" / "runtime")
    for command in re.findall(r"^\$ (socialise .*)$", page, re.MULTILINE):
        if command == "socialise serve":
            continue  # it serves until Ctrl-C; the server has tests of its own
        if command == "socialise release":
            _put_in_lesson(course, page)
        _run(course, shlex.split(command))
    return course


def _put_in_lesson(course: Path, page: str) -> None:
    """Step 3: the directive as the document gives it, after the lesson's own activity."""
    lesson = course / "book" / f"{KEY.split('/')[0]}.md"
    (directive,) = re.findall(r"````md\n(```\{activity\}.*?```)\n````", page, re.DOTALL)
    text = lesson.read_text("utf-8")
    own = re.search(r"```\{activity\} [^\n]*\n```\n", text)
    assert own
    lesson.write_text(text.replace(own[0], f"{own[0]}\n{directive}\n"), "utf-8")


def _run(course: Path, command: list[str]) -> None:
    environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
    done = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]],
        cwd=course, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def test_the_form_is_in_the_page(followed: Path) -> None:
    """The lesson shows the new activity beside its own."""
    built = (followed / f"_build/html/book/{KEY.split('/')[0]}.html").read_text("utf-8")
    assert 'data-activity="objectif"' in built
    assert 'data-activity="horaire"' in built
    assert "Votre plage horaire" in built


def test_the_exercise_is_released_without_its_answers(followed: Path) -> None:
    """What the author wrote as a model stays in solutions/."""
    text = (followed / "exercises" / f"{KEY}.ipynb").read_text("utf-8")
    assert "La vitrine du samedi" not in text
    assert "criterion" in text


def test_the_marks_are_there(followed: Path) -> None:
    """The rehearsal class has marks for the new activity."""
    text = (followed / "notes.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text), delimiter=";")
            if row["Activité"] == "horaire"]  # fmt: skip
    assert rows
    assert {row["Sur"] for row in rows} == {"5"}


def test_only_what_was_handed_in_has_a_mark(followed: Path) -> None:
    """nbgrader counts 0 for the other activities of a lesson: they are no work of anyone's."""
    text = (followed / "notes.csv").read_text("utf-8-sig")
    marked = {
        (row["Participant"], row["Leçon"], row["Activité"])
        for row in csv.DictReader(io.StringIO(text), delimiter=";")
    }
    handed_in = {
        (path.parent.parent.name, path.parent.name, path.stem)
        for path in (followed / "repetition" / "submitted").glob("*/*/*.json")
    }
    assert marked == handed_in


def test_nothing_of_the_package_was_touched(followed: Path) -> None:
    """An activity is one file: the copy has no src/ at all."""
    assert not (followed / "src").exists()
