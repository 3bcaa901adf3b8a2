"""The making itself, by the real Pyodide: what is reused, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import socialise
from socialise.course.runtime import RuntimeInfo, RuntimeRefused, build_runtime

ROOT = Path(__file__).parents[3]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of `socialise` to spoil."""
    folder = Path(socialise.__file__).parent
    return Path(shutil.copytree(folder, tmp_path / "socialise"))


def test_a_copy_of_the_course_reuses_what_was_compiled(
    runtime: RuntimeInfo, tmp_path: Path
) -> None:
    """A second course on the same machine waits for neither npm nor Pyodide's compiler."""
    shutil.copyfile(ROOT / "package-lock.json", tmp_path / "package-lock.json")
    lines: list[str] = []

    made = build_runtime(tmp_path / "_build" / "runtime", progress=lines.append, root=tmp_path)

    assert made.digest == runtime.digest
    assert [line for line in lines if "compilation" in line] == []
    assert sorted(path.name for path in made.directory.iterdir()) == sorted(
        path.name for path in runtime.directory.iterdir()
    )
    assert not (tmp_path / "node_modules").exists()


def test_a_room_that_needs_what_the_browser_has_not_is_refused_by_name(
    package: Path, tmp_path: Path
) -> None:
    """It is found when the site is built, not by a learner."""
    (package / "form" / "lourd.py").write_text("import numpy\n", encoding="utf-8")
    out = tmp_path / "runtime"

    with pytest.raises(RuntimeRefused) as refused:
        build_runtime(out, progress=lambda line: None, package=package)

    assert str(refused.value) == (
        "Python du navigateur, module qui ne s'importe pas : socialise.form.lourd "
        "(ModuleNotFoundError: No module named 'numpy') → words, domain et form n'ont là que la "
        "bibliothèque standard de Python 3.14; importez le reste au moment de faire le fichier à "
        "emporter."
    )
    assert list(out.iterdir()) == []


def test_an_export_may_need_a_library_and_then_waits_apart(package: Path, tmp_path: Path) -> None:
    """A new thing to take home must not weigh on the first verdict."""
    (package / "export" / "nouveau.py").write_text("import openpyxl\n", encoding="utf-8")
    made = build_runtime(tmp_path / "runtime", progress=lambda line: None, package=package)
    late = (made.directory / "export.zip").read_bytes()
    assert b"socialise/export/nouveau.pyc" in late
    assert b"socialise/export/nouveau.pyc" not in (made.directory / "socialise.zip").read_bytes()
