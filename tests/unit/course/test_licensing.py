"""What the site gives away comes with its licences."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from socialise.course.browser import licensing
from socialise.course.browser.parts import PACKAGES, RuntimeRefused

PYODIDE = Path(__file__).parents[3] / "node_modules" / "pyodide"


def test_every_library_of_the_browser_s_python_has_its_text() -> None:
    """LGPL, MPL, BSD, OFL: each asks that its text go along."""
    text = licensing.licences(PYODIDE)
    for told in (
        f"fpdf2 {version('fpdf2')}", "GNU LESSER GENERAL PUBLIC LICENSE", "Mozilla Public License",
        "PYTHON SOFTWARE FOUNDATION LICENSE", f"openpyxl {version('openpyxl')}",
        "SIL OPEN FONT LICENSE", "MIT License",
    ):  # fmt: skip
        assert told in text, told
    assert len(PACKAGES) <= sum(line.startswith("====") for line in text.splitlines()) // 2


def test_a_library_without_its_text_is_not_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build stops: nobody would notice later."""
    monkeypatch.setattr(licensing, "_NAMES", ("rien de tel",))
    with pytest.raises(RuntimeRefused, match="aucun texte de licence"):
        licensing.licences(PYODIDE)
