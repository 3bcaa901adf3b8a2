"""Otter, on the same activity and the same answers, in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from classroom import ACTIVITY, LESSON, ROOT, Classroom, Marks, environment, learner
from meter import Cost, cost_of

from socialise.course.source import source_activity

VERSION = "7.0.0"
HOME = ROOT / "_build" / "otter"
TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points!r}
CELL = compile({source!r}, name, "exec")


@test_case(points=points)
def judged(env):
    exec(CELL, env)
    assert env[{form!r}].criteria[-1].points == points
"""
INSIDE = """\
import sys, time
from otter.api import grade_submission
count = int(sys.argv[1])
grade_submission("0.zip", "autograder.zip", quiet=True)
begun = time.perf_counter()
for number in range(1, count):
    grade_submission(f"{number}.zip", "autograder.zip", quiet=True)
print((time.perf_counter() - begun) / (count - 1))
"""


class OtterAbsent(Exception):
    """Otter cannot be installed here; the text is the last of what pip says."""


class Otter:
    """An otter assignment: each criterion's cell is the body of a test of the same points."""

    def __init__(self, room: Classroom) -> None:
        """Install otter where it is not yet, and make the assignment. Raises OtterAbsent."""
        self._room = room
        self._python = _installed()
        self._environment = environment(self._python) | {"NBGRADER_EXECUTION": "autograde"}
        self._folder = room.folder / "otter"
        tests = self._folder / "tests"
        tests.mkdir(parents=True)
        cells = source_activity(ROOT / "solutions" / LESSON / f"{ACTIVITY}.md").cells
        judging = ("criterion", "hidden")
        for cell in cells:
            if cell.role in judging:
                text = TEST.format(
                    name=cell.id, points=cell.points, source=cell.source, form=ACTIVITY
                )
                (tests / f"{cell.id}.py").write_text(text, "utf-8")
        shown = [cell.source for cell in cells if cell.role in ("form", "setup")]
        self._notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in shown],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        self._otter("generate", "-t", "tests", "-o", "autograder.zip", "--no-environment")

    def runs(self, sizes: Sequence[int]) -> Iterator[tuple[int, Cost, float | None]]:
        """How many, what the commands cost, and the seconds of one inside one process."""
        for number in range(max(sizes)):
            with zipfile.ZipFile(self._folder / f"{number}.zip", "w") as made:
                made.writestr(f"{ACTIVITY}.ipynb", nbformat.writes(self._notebook))
                made.write(self._room.answers(number), f"{ACTIVITY}.json")
        inside_s: float | None = None
        for size in sizes:
            self._room.calm()
            costs = [self._run(number) for number in range(size)]
            if inside_s is None and size > 1:
                inside_s = self._inside(size)
            yield (
                size,
                Cost(
                    sum(each.wall_s for each in costs),
                    sum(each.cpu_s for each in costs),
                    max(each.pss_mb for each in costs),
                ),
                inside_s,
            )

    def marks(self) -> Marks:
        """The score of each criterion, by learner."""
        found: Marks = {}
        for path in self._folder.glob("resultats/*/results.json"):
            tests = json.loads(path.read_text("utf-8"))["tests"]
            found[learner(int(path.parent.name))] = {
                each["name"].split(" ")[0]: float(each["score"])
                for each in tests
                if "score" in each
            }
        return found

    def _run(self, number: int) -> Cost:
        said = self._folder / "resultats" / str(number)
        said.mkdir(parents=True, exist_ok=True)
        command = [str(self._python.with_name("otter")), "run", "-a", "autograder.zip",
                   "-o", str(said), "--no-logo", f"{number}.zip"]  # fmt: skip
        return cost_of(command, self._folder, self._environment)

    def _inside(self, size: int) -> float:
        script = self._folder / "dedans.py"
        script.write_text(INSIDE, "utf-8")
        return float(self._asked(str(self._python), str(script), str(size)).splitlines()[-1])

    def _otter(self, *arguments: str) -> None:
        self._asked(str(self._python.with_name("otter")), *arguments)

    def _asked(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self._folder, env=self._environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
        return done.stdout


def _installed() -> Path:
    """The Python of otter's environment, which no other thing of ours uses."""
    python = HOME / "bin" / "python"
    ready = HOME / f".pret-{VERSION}"
    if not ready.exists():
        wanted = [f"otter-grader=={VERSION}", "ipykernel"]
        quiet = {**os.environ, "PYTHONPATH": ""}
        for command in (
            [sys.executable, "-m", "venv", str(HOME)],
            [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted],
        ):
            done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise OtterAbsent((done.stderr or done.stdout).strip().splitlines()[-1])
        ready.touch()
    return python
