"""The README says what is so: its commands run, its snippet prints what it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from docs.documents import ROOT, blocks, read, rows, section, spans

from socialise.cli import main
from socialise.course.course import Course

README = read("README.md")
TARGETS = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))
SHELL = [line for block in blocks(README, "sh") for line in block.splitlines()]
_LINE = re.compile(r"(?:[A-Z]+=\S+ )*(?:make|\.venv/bin/socialise) ")
INLINE = [span for span in spans(README) if _LINE.match(span)]
LINES = [*SHELL, *INLINE]


def _words(line: str) -> list[str]:
    """The words of a command, without the variables set before it."""
    return [word for word in shlex.split(line) if not re.match(r"[A-Z]+=", word)]


def _commands() -> dict[str, list[str]]:
    """Each command of `socialise` that is named, and its words."""
    said = (_words(line) for line in LINES)
    return {" ".join(words[1:]): words[1:] for words in said if words[0].endswith("socialise")}


def test_it_starts_with_the_two_commands() -> None:
    """Whoever opens it finds how to run it and how to test it first."""
    assert SHELL[:2] == ["make atelier", "make test"]


@pytest.mark.parametrize("line", LINES)
def test_each_line_is_a_target_or_a_command(line: str) -> None:
    """Nothing is shown that cannot be typed."""
    program, target, *_ = _words(line)
    if program == "make":
        assert target in TARGETS
    else:
        assert program == ".venv/bin/socialise"


@pytest.mark.parametrize("words", _commands().values(), ids=_commands())
def test_each_command_has_its_options_and_its_help(words: list[str]) -> None:
    """An option that is renamed is renamed here too; its help has an example."""
    assert isinstance(main, click.Group)
    command = main.commands[words[0]]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known
    said = CliRunner().invoke(main, [words[0], "--help"])
    assert said.exit_code == 0
    assert "Exemple" in said.output


def test_the_variables_are_those_of_the_makefile() -> None:
    """HOST and PORT change what `make atelier` does."""
    makefile = read("Makefile")
    for variable in {found for line in LINES for found in re.findall(r"\b([A-Z]+)=", line)}:
        assert f"{variable} ?=" in makefile


def test_the_snippet_prints_what_is_shown(tmp_path: Path) -> None:
    """A reader who types it sees the same verdict."""
    (source,), (shown,) = blocks(README, "python"), blocks(README, "text")
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", source],
        cwd=tmp_path, capture_output=True, encoding="utf-8", env={"PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.stderr) == (shown, "")


def test_the_rehearsal_goes_from_a_class_to_its_marks(small_course: Path) -> None:
    """The four lines that a trainer copies before people arrive; two people stand for twelve."""
    (rehearsal,) = (block for block in blocks(README, "sh") if " sample " in block)
    for line in rehearsal.replace(" sample 12 ", " sample 2 ").splitlines():
        ran = subprocess.run(
            [str(Path(sys.executable).with_name("socialise")), *_words(line)[1:]],
            cwd=small_course, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    assert (small_course / "notes.xlsx").stat().st_size > 0
    assert not (small_course / "workshop" / "submitted").exists()


def test_the_table_names_the_lessons_and_the_activities() -> None:
    """A lesson that joins the course joins the README."""
    named = [cell for row in rows(section(README, "## What it does")) for cell in row[:2] if cell]
    course = Course(ROOT)
    activities = {activity.schema()["title"] for activity in course}
    lessons = set()
    for lesson in course.lessons:
        (title,) = re.findall(r"^# (.+)$", read(f"book/{lesson}.md"), re.MULTILINE)
        lessons.add(f"{lesson[:2]} · {title}")
    assert sorted(named) == sorted(activities | lessons)
