"""CONTRIBUTING.md gives one command per task, and they are there."""

from __future__ import annotations

import re

import pytest
from docs.documents import ROOT, read, rows, section

from socialise.cli import main

COMMANDS = section(read("CONTRIBUTING.md"), "## One command per task")
SCRIPTS = re.findall(r"(?:BIN\)/python|PYTHON\)) ([\w/]+\.py)", read("Makefile"))
TASKS = [row[1].strip("`") for row in rows(COMMANDS)]


def test_every_target_is_listed_and_every_listed_target_exists() -> None:
    """`make` and this page tell the same."""
    told = {task.removeprefix("make ") for task in TASKS if task.startswith("make ")}
    documented = re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)
    assert told == set(documented) - {"aide"}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_that_a_target_runs_exists(script: str) -> None:
    """A target whose script is gone is found before someone needs it."""
    assert (ROOT / script).is_file()


def test_every_command_exists() -> None:
    """What is not a target is a command of ours."""
    for task in TASKS:
        if not task.startswith("make "):
            program, command = task.split()
            assert program == ".venv/bin/socialise"
            assert command in main.commands


def test_the_hooks_are_what_make_lint_runs() -> None:
    """One set of linters, from this environment: nothing is fetched at a commit."""
    hooks = read(".pre-commit-config.yaml")
    run = set(re.findall(r"entry: \.venv/bin/([\w-]+)", hooks))
    (recipe,) = re.findall(r"^lint:.*\n\t@(.+)$", read("Makefile"), re.MULTILINE)
    assert run == set(re.findall(r"\$\(BIN\)/([\w-]+)", recipe))
    assert re.findall(r"repo: (\w+)", hooks) == ["local"]
