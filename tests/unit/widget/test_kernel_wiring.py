"""Where a form shows itself: in an open notebook, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from mini_notebook import AGE, FORM
from nbgrader.utils import determine_grade

from socialise.form import Criterion, Form, Outcome
from socialise.widget import kernel

HEAVY = ("IPython", "ipywidgets", "anywidget", "traitlets", "nbgrader", "jupytext", "nbformat")


@pytest.fixture
def shell(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    """An IPython shell that was told how to show forms, in the notebook's folder."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(Form, "prints_verdicts", True)
    shell = InteractiveShell()
    kernel.register(shell)
    yield shell
    for widget in kernel._live.values():
        widget.close()
    kernel._live.clear()


def _python(code: str, **environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if key != "NBGRADER_EXECUTION"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**clean, **environment}
    )
    assert done.stderr == ""
    return done.stdout


def test_a_bare_interpreter_loads_nothing_heavy() -> None:
    """The page's Python has only the standard library, and the grader starts often."""
    code = f"import sys, socialise; print([name for name in {HEAVY} if name in sys.modules])"
    assert _python(code).strip() == "[]"


@pytest.mark.parametrize(
    ("kernel_there", "grading", "wired"),
    [(True, "", True), (False, "", False), (True, "autograde", False), (True, "validate", False)],
)
def test_forms_are_shown_by_an_open_notebook_alone(
    kernel_there: bool, grading: str, wired: bool
) -> None:
    """nbgrader's kernel and a terminal's IPython get plain text."""
    code = f"""
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.kernel = {"object()" if kernel_there else None}
import sys, socialise
print("socialise.widget.kernel" in sys.modules)
"""
    environment = {"NBGRADER_EXECUTION": grading} if grading else {}
    assert _python(code, **environment).strip() == str(wired)


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("points", [1, 2, 1.5])
def test_nbgrader_reads_the_number_beside_the_html(
    shell: InteractiveShell, outcome: Outcome, points: float
) -> None:
    """Its own rule, on the output that an open notebook keeps."""
    criterion = Criterion("age", "Un âge", outcome, points, "17", "Par exemple : 42.")
    data, metadata = shell.display_formatter.format(criterion)
    assert set(data) == {"text/plain", "text/html"}
    cell = nbformat.v4.new_code_cell(
        outputs=[nbformat.v4.new_output("execute_result", data=data, metadata=metadata)],
        metadata={
            "nbgrader": {"grade": True, "solution": False, "points": points, "grade_id": "age"}
        },
    )
    assert determine_grade(cell) == (criterion.points, points)


def test_a_verdict_is_html_that_runs_nothing(shell: InteractiveShell) -> None:
    """What was seen is the learner's own text."""
    criterion = Criterion(
        "a", "<b>A</b>", Outcome.NOT_MET, 1, "<script>x</script>", "9 000 $ : oui"
    )
    html = shell.display_formatter.format(criterion)[0]["text/html"]
    assert "<script>" not in html
    assert "<b>" not in html
    assert "mathjax_ignore" in html
    assert "9\u00a0000\u00a0$\u00a0: oui" in html


def test_a_verdict_is_told_once(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    """Drawn, it is no longer printed."""
    namespace: dict[str, Any] = {}
    exec(FORM.replace("\n    ", "\n"), namespace)
    exec(AGE.replace("\n    ", "\n"), namespace)
    assert capsys.readouterr().out == ""


def _show(shell: InteractiveShell, shown: Any) -> list[dict[str, Any]]:
    """Everything that showing it publishes."""
    published: list[dict[str, Any]] = []
    shell.display_pub.publish = lambda data, **more: published.append(data)  # type: ignore[method-assign]
    before = InteractiveShell._instance
    InteractiveShell._instance = shell
    try:
        assert shell.display_formatter.format(shown) == ({}, {})
    finally:
        InteractiveShell._instance = before
    return published


def _made() -> Form:
    namespace: dict[str, Any] = {}
    exec(FORM.replace("\n    ", "\n"), namespace)
    form: Form = namespace["mini"]
    return form


def test_a_form_is_a_widget_and_a_record(shell: InteractiveShell, folder: Path) -> None:
    """The record stays readable where no kernel answers."""
    (folder / "mini.json").write_text(
        '{"activity": "mini", "lesson": "01-essai", "format": "socialise-answers", "version": 1,'
        ' "answers": {"prenom": "<i>Léa</i>"}}',
        "utf-8",
    )
    widget, record = _show(shell, _made())
    assert "application/vnd.jupyter.widget-view+json" in widget
    assert widget["text/plain"] == "Vos réponses enregistrées\u00a0: exécutez pour modifier"
    assert "Vos réponses enregistrées\u00a0: exécutez pour modifier" in record["text/html"]
    assert "&lt;i&gt;Léa&lt;/i&gt;" in record["text/html"]


def test_a_form_shown_again_leaves_one_widget(shell: InteractiveShell) -> None:
    """Two of them would write the same file, each over the other."""
    form = _made()
    _show(shell, form)
    first = kernel._live["mini"]
    _show(shell, form)
    assert kernel._live["mini"] is not first
    assert first.comm is None


def test_unreadable_answers_are_told_above_the_form(shell: InteractiveShell, folder: Path) -> None:
    """Place, fact, cure; and that nothing is lost."""
    (folder / "mini.json").write_text("{", "utf-8")
    told = _show(shell, _made())[0]["text/html"]
    assert "mini.json.ancien" in told
    assert "rien n&#x27;est perdu" in told


def test_the_record_follows_each_save(shell: InteractiveShell) -> None:
    """A notebook saved at any moment says the answers of that moment."""
    form = _made()
    published = _show(shell, form)
    before = InteractiveShell._instance
    InteractiveShell._instance = shell
    try:
        kernel._live["mini"].answers = {"prenom": "Nadia"}
    finally:
        InteractiveShell._instance = before
    assert "Nadia" in published[-1]["text/html"]
