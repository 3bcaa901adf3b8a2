"""The page that tells a learner what became of her work: graded notebook and gradebook in one.

The bytes are those of `nbgrader generate_feedback`: the same template, filled with the same things.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Template

from socialise.course.gradebook import reached
from socialise.course.release import nbgrader_config
from socialise.grading.preprocessors import FeedbackExporter
from socialise.grading.results import LessonResults, Results, gradebook_engine
from socialise.intake import is_plain_name

__all__ = ["Published", "feedback", "graded_work"]

MANY = 100  # learners read from the gradebook at a time
LARGEST = 50_000_000  # bytes of a graded notebook: beyond, something else stands there
SCRATCH = ".partiel-"
DAY_S = 24 * 3600


@dataclass(frozen=True)
class Published:
    """What became of one learner's feedback in one lesson.

    `pages` stand there now, of which `changed` were not so before. `problems` names, in French,
    each activity whose page could not be made.
    """

    learner: str
    lesson: str
    pages: int = 0
    changed: int = 0
    problems: tuple[str, ...] = ()


class Unmade(Exception):
    """A page that cannot be made; the text says why, and what to do."""


def graded_work(root: Path, lessons: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every (learner, lesson) that stands graded in the gradebook."""
    url = nbgrader_config(root).CourseDirectory.db_url
    engine = gradebook_engine(url)
    if engine is None:
        return []
    with reached(url):
        return sorted(
            (learner, lesson)
            for lesson in lessons
            for learner in LessonResults(engine, lesson).learners()
        )


def feedback(root: Path, work: list[tuple[str, str]]) -> Iterator[Published]:
    """Write each learner's pages, in French, from what is in the gradebook now.

    A graded notebook that is missing or damaged is told, and the others go on. A page takes its
    place whole, and only where it changes: stopped at any moment, each page is the earlier or the
    new one.
    """
    config = nbgrader_config(root)
    directory = config.CourseDirectory
    engine = gradebook_engine(directory.db_url)
    if engine is None:
        return
    target = root / directory.feedback_directory
    try:
        with reached(directory.db_url), _scratch(target) as scratch:
            desk = _Desk(
                FeedbackExporter(config=config).template,
                submitted=root / directory.submitted_directory,
                autograded=root / directory.autograded_directory,
                target=target,
                scratch=scratch,
            )
            for lesson in dict.fromkeys(lesson for _, lesson in work):
                results = LessonResults(engine, lesson)
                remaining = iter([learner for learner, place in work if place == lesson])
                while learners := list(islice(remaining, MANY)):
                    found = results.of(learners)
                    for learner in learners:
                        yield desk.publish(learner, lesson, found.get(learner, []))
    finally:
        engine.dispose()


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    """Where a page is written before it takes its place: on the same disk, gone afterwards."""
    target.mkdir(parents=True, exist_ok=True)
    for left in target.glob(f"{SCRATCH}*"):  # by a run that was killed
        if time.time() - left.lstat().st_mtime > DAY_S:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=target, prefix=SCRATCH) as folder:
        yield Path(folder) / "page"


class _Desk:
    """Where the pages of one run are made."""

    def __init__(
        self, template: Template, *, submitted: Path, autograded: Path, target: Path, scratch: Path
    ) -> None:
        self._template = template
        self._submitted = submitted
        # Links above a learner's folder are the trainer's; below, nobody's.
        self._autograded = autograded.resolve()
        self._target = target.resolve()
        self._scratch = scratch

    def publish(self, learner: str, lesson: str, found: Sequence[Results]) -> Published:
        """Make the pages of one learner, from what the gradebook says of her alone."""
        if not is_plain_name(learner):
            problem = (
                f"« {learner[:40]} » ne peut pas nommer une personne. Par exemple : erable-42."
            )
            return Published(learner, lesson, problems=(problem,))
        pages = changed = 0
        problems = []
        for results in found:
            try:
                content = self._page(learner, lesson, results)
                if content is None:
                    continue
                changed += self._place(learner, lesson, results.activity, content)
                pages += 1
            except Unmade as reason:
                problems.append(f"{results.activity} : {reason}")
        return Published(learner, lesson, pages, changed, tuple(problems))

    def _page(self, learner: str, lesson: str, results: Results) -> bytes | None:
        """The page, or None for an activity that she did not hand in. Raises Unmade."""
        path = self._autograded / learner / lesson / f"{results.activity}.ipynb"
        again = f"Reprenez : socialise grade {lesson} --again"
        try:
            notebook = _graded(path)
        except FileNotFoundError:
            self._withdraw(learner, lesson, results.activity)
            if (self._submitted / learner / lesson / f"{results.activity}.json").is_file():
                raise Unmade(f"la remise est là, mais le carnet noté manque. {again}") from None
            return None
        except (OSError, ValueError, RecursionError) as damaged:
            raise Unmade(f"le carnet noté ne se lit pas. {again}") from damaged
        resources = {
            "nbgrader": {
                "student": learner,
                "assignment": lesson,
                "notebook": results.activity,
                "score": results.score,
                "max_score": results.max_score,
                "late_penalty": results.late_penalty,
            }
        }
        try:
            if not _fill(notebook, results):
                raise Unmade(
                    "le carnet noté et le cahier de notes ne parlent pas des mêmes critères. "
                    f"{again}"
                )
            page = self._template.render(nb=notebook, resources=resources)
            return page.lstrip("\r\n").encode()
        except Unmade:
            raise
        except Exception as damaged:  # whatever stands where ours does not: the others go on
            raise Unmade(f"le carnet noté ne se lit pas. {again}") from damaged

    def _place(self, learner: str, lesson: str, activity: str, content: bytes) -> bool:
        """Put the page where it is read from; gives whether it changed. Raises Unmade."""
        folder = self._target / learner / lesson
        path = folder / f"{activity}.html"
        with _writing(folder):
            if _is(path, content):
                return False
            folder.mkdir(parents=True, exist_ok=True)
            # Not waited for on the disk: a page that a power cut takes can be made again.
            self._scratch.write_bytes(content)
            self._scratch.chmod(0o644)
            self._scratch.replace(path)
        return True

    def _withdraw(self, learner: str, lesson: str, activity: str) -> None:
        """Take away a page that no graded notebook vouches for any more. Raises Unmade."""
        folder = self._target / learner / lesson
        with _writing(folder):
            (folder / f"{activity}.html").unlink(missing_ok=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Raises Unmade where a link leads out of the folder, and when it cannot be written to."""
    if os.path.realpath(folder) != str(folder):
        raise Unmade(f"un lien est à la place du dossier {folder}. Retirez-le.")
    try:
        yield
    except OSError as refused:
        raise Unmade(
            f"la page ne s'écrit pas dans {folder}. Vérifiez la place libre et les droits "
            "d'accès, puis reprenez : socialise feedback"
        ) from refused


def _graded(path: Path) -> dict[str, Any]:
    """The graded notebook at this very place.

    Raises OSError, and ValueError for what is no file of ours: a link leads to another's work.
    """
    found = path.lstat()
    ordinary = stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST
    if not ordinary or os.path.realpath(path) != str(path):
        raise ValueError(path)
    notebook = json.loads(path.read_bytes())
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
        raise ValueError(path)
    if not isinstance(cells := notebook.get("cells"), list):
        raise ValueError(path)
    for holder in (notebook, *cells):
        told = holder.get("metadata") if isinstance(holder, dict) else None
        if not isinstance(told, dict):
            raise ValueError(path)
        if any(not isinstance(told.get(name, {}), dict) for name in ("nbgrader", "socialise")):
            raise ValueError(path)
    return notebook


def _fill(notebook: Mapping[str, Any], results: Results) -> bool:
    """Put in each cell what nbgrader's GetGrades and our TellPending put there.

    Gives whether the notebook and the gradebook speak of the same graded cells.
    """
    shown = set()
    for cell in notebook["cells"]:
        if isinstance(cell.get("source"), list):
            cell["source"] = "".join(map(str, cell["source"]))
        if not (grader := cell["metadata"].get("nbgrader")):
            continue
        name = grader.get("grade_id")
        shown.add(name)
        if grader.get("solution"):
            if name not in results.comments:
                return False
            grader["comment"] = results.comments[name]
        if grader.get("grade"):
            if name not in results.given:
                return False
            given = results.given[name]
            grader["score"], grader["points"] = given.score, given.points
            grader["pending"] = given.pending
    return results.given.keys() <= shown


def _is(path: Path, content: bytes) -> bool:
    """Whether a regular file of these bytes stands there already."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    same = stat.S_ISREG(found.st_mode) and found.st_size == len(content)
    return same and path.read_bytes() == content
