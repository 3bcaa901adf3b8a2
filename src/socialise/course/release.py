"""The release: from `solutions/` to the notebooks that nbgrader gives to learners."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from socialise.course.source import BrokenSource, read_source, source_paths, write_notebook

SOURCE = Path("_build/source")
EXERCISES = "exercises"
RELEASED = Path("_build/released.json")
"""What each lesson's exercises were made of, and what they were, when they were last made."""


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


def release(
    root: Path, told: Callable[[str], None] = lambda line: None, *, changed_only: bool = False
) -> list[str]:
    """Make every exercise anew with nbgrader, and register each lesson in the gradebook.

    With `changed_only`, a lesson whose sources and exercises are those of the last time is left
    as it is, in the gradebook too. Gives the lessons' ids. `told` receives a French line for each
    lesson that is made. Raises BrokenSource and ReleaseRefused.
    """
    lessons = write_sources(root)
    before = _released(root) if changed_only else {}
    made = [each for each in lessons if before.get(each) != _made_of(root, each)]
    if not made and set(before) == set(lessons):
        return lessons
    from socialise.course.gradebook import alone, reached

    config = nbgrader_config(root)
    database = config.CourseDirectory.db_url
    with tempfile.TemporaryDirectory() as scratch, alone(database), reached(database):
        # Not straight into exercises/: nbgrader empties a lesson's folder before it fills it.
        config.CourseDirectory.release_directory = scratch
        _generate(config, made, told, create=True)
        _follow(Path(scratch), root / EXERCISES, kept=set(lessons) - set(made))
    now = {lesson: _made_of(root, lesson) for lesson in lessons}
    (root / RELEASED).write_text(json.dumps(now, indent=2, sort_keys=True), encoding="utf-8")
    return lessons


def _released(root: Path) -> Mapping[str, str]:
    try:
        found = json.loads((root / RELEASED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _made_of(root: Path, lesson: str) -> str:
    """A digest of the lesson's sources and exercises, and of what makes one of the other."""
    digest = hashlib.sha256(version("nbgrader").encode())
    code = sorted(Path(__file__).parent.glob("*.py"))
    sources = sorted((root / SOURCE / lesson).glob("*.ipynb"))
    exercises = sorted((root / EXERCISES / lesson).glob("*.ipynb"))
    for path in (root / "nbgrader_config.py", *code, *sources, *exercises):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _follow(fresh: Path, folder: Path, kept: set[str]) -> None:
    """Make `folder` hold the notebooks of `fresh` and of the `kept` lessons alone; a file that has
    not changed is not touched."""
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
        if stale.relative_to(folder) not in names and stale.parent.name not in kept:
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
