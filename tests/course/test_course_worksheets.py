"""The worksheets of the real course: complete, within their margins, and silent on the answers."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from socialise.course.bundle import read_bundle
from socialise.course.course import Course
from socialise.course.source import source_activity
from socialise.course.worksheets import Drawer, Worksheet

ROOT = Path(__file__).resolve().parents[2]
NAMES = [f"{lesson}/{activity}" for lesson, activity in Course(ROOT).keys]
SIDE, WIDTH, HEIGHT = 17.0, 215.9, 279.4  # millimetres
POINT = 25.4 / 72
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')


@pytest.fixture(scope="module")
def bundles() -> dict[str, dict[str, Any]]:
    """What the worksheets are made from."""
    return {name: read_bundle(ROOT / "exercises" / f"{name}.ipynb") for name in NAMES}


@pytest.fixture(scope="module")
def sheets(
    bundles: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Worksheet]:
    """All of them, made once."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Drawer(bundles, tmp_path_factory.mktemp("feuilles"), now).each()


def _plain(text: str) -> str:
    """Without spaces, and with one kind of apostrophe: lines break anywhere."""
    return "".join(text.replace("’", "'").split())


def _said(sheet: Worksheet) -> str:
    told = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(sheet.file), "-"], capture_output=True,
        check=True,
    )  # fmt: skip
    return _plain(told.stdout.decode("utf-8"))


def _asked(bundle: dict[str, Any]) -> Iterator[str]:
    for section in bundle["schema"]["sections"]:
        yield section["title"]
        for field in section["fields"]:
            yield field["label"]
            for option in (*field.get("options", ()), *field.get("categories", ())):
                yield option["label"]
            for column in field.get("columns", ()):
                yield column["label"]


@pytest.mark.parametrize("name", NAMES)
def test_a_worksheet_asks_everything(
    name: str, bundles: dict[str, dict[str, Any]], sheets: dict[str, Worksheet]
) -> None:
    """Each part, question, option and column of the form, and nothing shortened."""
    said = _said(sheets[name])
    assert [each for each in _asked(bundles[name]) if _plain(each) not in said] == []
    written = json.dumps(bundles[name]["schema"]["sections"], ensure_ascii=False)
    assert said.count("…") <= written.count("…")


@pytest.mark.parametrize("name", NAMES)
def test_a_worksheet_gives_no_answer(
    name: str, bundles: dict[str, dict[str, Any]], sheets: dict[str, Worksheet]
) -> None:
    """No sentence of the model or of the weaker answer, no hint, no rubric."""
    lesson, activity = name.split("/")
    source = source_activity(ROOT / "solutions" / lesson / f"{activity}.md")
    form = source.run(None)
    public = _plain(json.dumps(bundles[name]["schema"], ensure_ascii=False))
    texts = re.findall(
        r"'([^']{25,})'|\"([^\"]{25,})\"", repr([sample.answers for sample in form.samples])
    )
    secrets = [*("".join(each) for each in texts)]
    secrets += [criterion.hint for criterion in form.criteria]
    secrets += [told for item in form.free_texts for told in item.rubric.values()]
    said = _said(sheets[name])
    assert secrets
    leaks = [each for each in secrets if _plain(each) in said and _plain(each) not in public]
    assert leaks == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_beyond_the_margins(name: str, sheets: dict[str, Worksheet]) -> None:
    """A printer does not print there."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(sheets[name].file), "-"], capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    words = [(*(float(each) * POINT for each in found[:4]), found[4])
             for found in _WORD.findall(told)]  # fmt: skip
    assert words
    beyond = [
        (left, top, right, bottom, word)
        for left, top, right, bottom, word in words
        if left < SIDE - 0.2 or right > WIDTH - SIDE + 0.2 or top < 8 or bottom > HEIGHT - 6
    ]
    assert beyond == []


def test_there_is_one_for_every_activity(sheets: dict[str, Worksheet]) -> None:
    """Two sheets of paper, four at most: a worksheet is not a book."""
    assert list(sheets) == NAMES
    assert all(1 <= sheet.pages <= 6 for sheet in sheets.values())
