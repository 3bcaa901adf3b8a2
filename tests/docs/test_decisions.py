"""A decision is short and honest: what the situation was, what was chosen, what it costs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.documents import ROOT, name, read, rows

FOLDER = ROOT / "docs" / "decisions"
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))
PARTS = ["Context.", "Choice.", "Price."]
LONGEST = 40  # lines: a decision that needs more is two


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_its_three_parts(path: Path) -> None:
    """The price is what is forgotten first."""
    text = path.read_text("utf-8")
    assert re.findall(r"^\*\*(\w+\.)\*\* ", text, re.MULTILINE) == PARTS
    assert len(text.splitlines()) <= LONGEST


def test_decisions_are_numbered_without_a_hole() -> None:
    """« Decision 006 » names one page, for ever."""
    assert [int(path.name[:3]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_index_gives_each_by_its_title() -> None:
    """Whoever looks for one finds it by what it says."""
    titled = {}
    for path in DECISIONS:
        number, title = path.read_text("utf-8").splitlines()[0].removeprefix("# ").split(". ", 1)
        titled[f"[{number}]({path.name})"] = title
    listed = {row[0]: row[1] for row in rows(read("docs/decisions/README.md")) if row[0]}
    assert listed == titled


def test_code_that_names_a_decision_names_one_that_exists() -> None:
    """`docs/decisions/001` in a docstring is a way to the reason."""
    numbers = {path.name[:3] for path in DECISIONS}
    for path in (ROOT / "src").rglob("*.py"):
        assert set(re.findall(r"docs/decisions/(\d{3})", path.read_text("utf-8"))) <= numbers, path
