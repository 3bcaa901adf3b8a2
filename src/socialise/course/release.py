"""The release: from `solutions/` to the notebooks that nbgrader gives to learners."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from socialise.course.source import BrokenSource, read_source, source_paths, write_notebook

SOURCE = Path("_build/source")
EXERCISES = "exercises"


class ReleaseRefused(Exception):
    """nbgrader refused a lesson; the text is its own log."""


def nbgrader_config(root: Path) -> Config:
    """The committed configuration, as the nbgrader command reads it."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def write_sources(root: Path) -> list[str]:
    """Write nbgrader's source notebooks under `_build/source`; gives the lessons' ids.

    Raises BrokenSource with every unclear cell of every activity at once.
    """
    problems: list[str] = []
    notebooks = {}
    for path in source_paths(root):
        try:
            notebooks[path.relative_to(root / "solutions").with_suffix(".ipynb")] = read_source(
                path
            )
        except BrokenSource as broken:
            problems += broken.lines
    if problems:
        raise BrokenSource(problems)
    base = root / SOURCE
    for stale in base.glob("*/*"):
        if stale.relative_to(base) not in notebooks:
            stale.unlink()
    for name, notebook in notebooks.items():
        write_notebook(notebook, base / name)
    return sorted({name.parts[0] for name in notebooks})


def release(root: Path, told: Callable[[str], None] = lambda line: None) -> list[str]:
    """Make every exercise anew with nbgrader, and register each lesson in the gradebook.

    Gives the lessons' ids. `told` receives a French line for each lesson. Raises BrokenSource and
    ReleaseRefused.
    """
    lessons = write_sources(root)
    config = nbgrader_config(root)
    database = config.CourseDirectory.db_url
    if database.startswith("sqlite:///"):
        Path(database.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        # Not straight into exercises/: nbgrader empties a lesson's folder before it fills it.
        config.CourseDirectory.release_directory = scratch
        _generate(config, lessons, told, create=True)
        _follow(Path(scratch), root / EXERCISES)
    return lessons


def _follow(fresh: Path, folder: Path) -> None:
    """Make `folder` hold the notebooks of `fresh`; a file that has not changed is not touched."""
    names = {path.relative_to(fresh) for path in fresh.glob("*/*.ipynb")}
    for name in names:
        target = folder / name
        content = (fresh / name).read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}")
            beside.write_bytes(content)
            beside.replace(target)
    for stale in folder.glob("*/*.ipynb"):
        if stale.relative_to(folder) not in names:
            stale.unlink()
    for empty in folder.glob("*"):
        if empty.is_dir() and not any(empty.iterdir()):
            empty.rmdir()


def fresh_release(root: Path, folder: Path) -> None:
    """Make every exercise in `folder`, and touch neither exercises/ nor the gradebook.

    Raises BrokenSource and ReleaseRefused.
    """
    config = nbgrader_config(root)
    config.CourseDirectory.release_directory = str(folder)
    config.GenerateAssignment.no_database = True
    config.GenerateAssignment.preprocessors = [
        each for each in config.GenerateAssignment.preprocessors if each.__name__ != "SaveCells"
    ]
    _generate(config, write_sources(root), lambda line: None, create=False)


def _generate(
    config: Config, lessons: list[str], told: Callable[[str], None], *, create: bool
) -> None:
    from nbgrader.apps import NbGraderAPI

    api = NbGraderAPI(config=config)
    for lesson in lessons:
        result = api.generate_assignment(lesson, force=True, create=create)
        if not result["success"]:
            raise ReleaseRefused(f"{lesson} :\n{result.get('log') or result.get('error')}")
        told(f"{lesson} : exercices prêts.")
