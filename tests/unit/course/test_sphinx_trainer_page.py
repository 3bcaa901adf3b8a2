"""The trainers' page names commands that exist, with options that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from socialise.cli import main

_PAGE = Path(__file__).parents[3] / "book/formateurs.md"
_LINES = re.findall(r"^ *\.venv/bin/socialise (.+)$", _PAGE.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("line", _LINES)
def test_each_command_of_the_page_is_one_of_the_tool(line: str) -> None:
    """A trainer copies them as they are, twenty minutes before people arrive."""
    name, *rest = shlex.split(line)
    assert isinstance(main, click.Group)
    command = main.commands[name]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= known


def test_the_page_shows_the_whole_path_of_a_workshop() -> None:
    """From the rehearsal to the marks."""
    shown = {line.split()[0] for line in _LINES}
    assert {"sample", "collect", "grade", "formgrader", "feedback", "export"} <= shown
