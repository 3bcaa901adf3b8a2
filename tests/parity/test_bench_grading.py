"""The bench of grading runs to its end, and its page says what was measured; no time is judged."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.parity  # a minute and more: `make test` does without


@pytest.fixture(scope="module")
def page(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a quick run."""
    target = tmp_path_factory.mktemp("banc") / "performance.md"
    done = subprocess.run(
        [sys.executable, str(root / "tests/bench/grading.py"), "--quick", "--to", str(target)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return target.read_text("utf-8")


def test_each_way_has_its_rows(page: str) -> None:
    """A peer that is left out flatters us."""
    for way, sizes in {
        "nbgrader, bare stock": (1, 2),
        "nbgrader, configured": (1, 2),
        "`socialise grade`": (1, 3),
        "`nbgrader generate_feedback`": (1, 2),
        "`socialise feedback`": (3,),
    }.items():
        for size in sizes:
            row = re.search(rf"^\| {way} \| {size} \| (.+)$", page, re.MULTILINE)
            assert row, (way, size)
            with_start_up, _, processor, memory, *_ = row[1].split(" | ")
            assert re.fullmatch(r"[\d.]+ m?s", with_start_up)
            assert re.fullmatch(r"[\d.]+ m?s", processor)
            assert re.fullmatch(r"[1-9]\d* MB", memory)


def test_the_page_says_what_marks_were_compared(page: str) -> None:
    """Of two learners, by three ways: a bench of wrong marks would be worth nothing."""
    found = re.search(r"(\d+) marks were\s+compared", page)
    assert found
    assert int(found[1]) == 2 * 2 * 14  # two learners, two ways beside bare stock, 14 graded cells


def test_the_page_says_how_far_the_floor_is(page: str) -> None:
    """What cannot be spared is measured in the same run."""
    assert re.search(r"\*\*The floor\*\* is .+ m?s, and all the rows", page)
    assert re.search(r"is \d+\.\d times that\.$", page, re.MULTILINE)
