"""The verdict in the page is the mark: five paths, one result, criterion by criterion.

Page by the server, page by Pyodide, notebook in a kernel, bare stock `nbgrader autograde`,
`socialise grade`. A few sets of each activity here; all of them with `make parity`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from gradebook import rows
from nbclient import NotebookClient
from nbgrader.api import Gradebook
from parity.labelled import ROOT, LabelledSet, labelled_sets
from parity.site import static_site
from playwright.sync_api import Browser

from socialise.course.course import Course
from socialise.course.source import source_activity
from socialise.intake import Workshop, hand_in

BARE = """
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.source_directory = "_build/source"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "workshop/submitted"
c.CourseDirectory.autograded_directory = "workshop/autograded"
c.CourseDirectory.feedback_directory = "workshop/feedback"
c.CourseDirectory.db_url = "sqlite:///" + {root!r} + "/workshop/gradebook.db"
"""
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)

Points = dict[str, float]


@pytest.fixture(scope="module", params=["few", pytest.param("all", marks=pytest.mark.parity)])
def sets(request: pytest.FixtureRequest) -> list[LabelledSet]:
    """The labelled sets to judge."""
    return labelled_sets(few=request.param == "few")


@pytest.fixture(scope="module")
def verdicts(sets: list[LabelledSet]) -> dict[str, dict[str, Any]]:
    """What our own engine says of each set, by learner: what every path is compared with."""
    course = Course(ROOT)
    return {
        one.learner: course.activity(one.lesson, one.activity).judge(one.answers) for one in sets
    }


@pytest.fixture(scope="module")
def points(sets: list[LabelledSet]) -> dict[str, Points]:
    """The points of each criterion by our own engine on the source, hidden ones too."""
    activities = {}
    found = {}
    for one in sets:
        key = (one.lesson, one.activity)
        if key not in activities:
            activities[key] = source_activity(
                ROOT / "solutions" / one.lesson / f"{one.activity}.md"
            )
        form = activities[key].run(one.answers)
        found[one.learner] = {each.id: each.points for each in form.criteria}
    return found


@pytest.fixture(scope="module")
def handed_in(sets: list[LabelledSet], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course where every set was handed in by a learner of its own."""
    folder = tmp_path_factory.mktemp("parite")
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("_config.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    _run(folder, "socialise", "release")
    course, workshop = Course(folder), Workshop(folder / "workshop")
    for one in sets:
        hand_in(course, workshop, one.learner, one.file, NOW)
    return folder


def _run(folder: Path, *command: str) -> None:
    scripts = Path(sys.executable).parent
    environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
    environment["PATH"] = f"{scripts}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [str(scripts / command[0]), *command[1:]],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def _marks(folder: Path) -> dict[str, Points]:
    """The automatic scores of nbgrader's gradebook, by learner; free text left out."""
    found: dict[str, Points] = {}
    with Gradebook(f"sqlite:///{folder}/workshop/gradebook.db") as gradebook:
        for assignment in gradebook.assignments:
            free = {
                cell.name for notebook in assignment.notebooks for cell in notebook.solution_cells
            }
            for submission in assignment.submissions:
                learner = submission.student.id
                for notebook in submission.notebooks:
                    if learner.startswith(f"{notebook.name}-"):
                        found[learner] = {
                            grade.name: grade.auto_score
                            for grade in notebook.grades
                            if grade.name not in free
                        }
    return found


def _judged(message: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["outcome"] for each in message["criteria"]}


def test_the_server_says_what_the_engine_says(
    sets: list[LabelledSet], verdicts: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """POST /api/verdicts, as the page asks for it in a room."""
    from fastapi.testclient import TestClient

    from socialise.server import create_app

    app = create_app(Course(ROOT), Workshop(tmp_path / "workshop"), None, room_name="Essai")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for one in sets:
            body = {"lesson": one.lesson, "activity": one.activity, "answers": one.answers}
            answer = client.post("/api/verdicts", json=body)
            assert answer.status_code == 200, (one.learner, answer.text[:500])
            assert answer.json() == verdicts[one.learner], one.learner


def test_pyodide_says_what_the_engine_says(
    sets: list[LabelledSet], verdicts: dict[str, dict[str, Any]], browser: Browser
) -> None:
    """The worker of the built site, in Chromium, on Python 3.14: the whole message is the same."""
    with static_site(ROOT / "_build" / "html") as address:
        page = browser.new_page()
        for (lesson, activity), group in _by_activity(sets):
            page.goto(f"{address}/book/{lesson}.html")
            said = page.evaluate(
                """async ([activity, sets]) => {
                    const place = document.querySelector(`#activite-${activity}`);
                    const runtime = new URL(place.dataset.runtime, location.href);
                    const worker = new Worker(new URL("worker.js", runtime), {type: "module"});
                    let id = 0;
                    const ask = (message) => new Promise((resolve, reject) => {
                        const mine = ++id;
                        worker.addEventListener("message", ({data}) => {
                            if (data.id !== mine) return;
                            if (data.type === "error") reject(new Error(data.message));
                            else resolve(data);
                        });
                        worker.postMessage({id: mine, ...message});
                    });
                    const bundle = new URL(place.dataset.bundle, location.href).href;
                    await ask({type: "open", bundle});
                    const said = [];
                    for (const answers of sets) {
                        said.push((await ask({type: "judge", answers})).verdicts);
                    }
                    worker.terminate();
                    return said;
                }""",
                [activity, [one.answers for one in group]],
            )
            for one, message in zip(group, said, strict=True):
                assert message == verdicts[one.learner], one.learner
        page.close()


def test_a_notebook_in_a_kernel_says_what_the_engine_says(
    sets: list[LabelledSet], verdicts: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """The released notebook, run by a real kernel with the answers beside it."""
    for one in sets:
        folder = tmp_path / one.learner
        folder.mkdir()
        (folder / f"{one.activity}.json").write_bytes(one.file.to_bytes())
        notebook = nbformat.read(
            ROOT / "exercises" / one.lesson / f"{one.activity}.ipynb", as_version=4
        )
        NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
        said = {
            cell.metadata.nbgrader.grade_id: float(output["data"]["text/plain"])
            for cell in notebook.cells
            if cell.cell_type == "code" and cell.metadata.nbgrader.grade
            for output in cell.outputs
            if output.output_type == "execute_result" and not cell.metadata.nbgrader.solution
        }
        expected = {each["id"]: each["points"] for each in verdicts[one.learner]["criteria"]}
        assert said == expected, one.learner


def test_bare_stock_nbgrader_gives_the_same_marks(
    sets: list[LabelledSet],
    handed_in: Path,
    points: dict[str, Points],
    tmp_path: Path,
) -> None:
    """nbgrader with directories only: a kernel for each learner, and none of our preprocessors."""
    folder = tmp_path / "nu"
    shutil.copytree(handed_in, folder)
    (folder / "nbgrader_config.py").write_text(BARE.format(root=str(folder)), "utf-8")
    for lesson in sorted({one.lesson for one in sets}):
        _run(folder, "nbgrader", "autograde", lesson)
    assert _marks(folder) == points


def test_socialise_grade_gives_the_same_marks(
    handed_in: Path, points: dict[str, Points], verdicts: dict[str, dict[str, Any]]
) -> None:
    """The instructor's cells on the learner's data, and what cannot be read is queued."""
    _run(handed_in, "socialise", "grade")
    assert _marks(handed_in) == points
    with Gradebook(f"sqlite:///{handed_in}/workshop/gradebook.db") as gradebook:
        for learner, message in verdicts.items():
            unread = {key for key, outcome in _judged(message).items() if outcome == "a_verifier"}
            free = {item["id"] for item in message["free_text"] if item["answered"]}
            grades = gradebook.find_submission_notebook(
                message["activity"], message["lesson"], learner
            ).grades
            queued = {grade.name for grade in grades if grade.needs_manual_grade}
            hidden = {item["id"] for item in message["hidden"]}
            assert queued - hidden == unread | free, learner


def test_batch_and_configured_nbgrader_write_the_same(handed_in: Path, tmp_path: Path) -> None:
    """Every row of the gradebook, by names; every cell of the graded notebooks, and what it shows.

    A trainer may use either at any time, formgrader and feedback included.
    """
    folder = tmp_path / "configure"
    shutil.copytree(handed_in, folder)
    for name in ("gradebook.db", "autograded"):
        _remove(folder / "workshop" / name)
    _run(folder, "socialise", "release")
    _run(handed_in, "socialise", "grade", "--again")
    for lesson in Course(folder).lessons:
        _run(folder, "nbgrader", "autograde", lesson)
    assert rows(_gradebook(handed_in)) == rows(_gradebook(folder))
    assert _shown(handed_in) == _shown(folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _gradebook(folder: Path) -> str:
    return f"sqlite:///{folder}/workshop/gradebook.db"


def _shown(folder: Path) -> dict[str, Any]:
    """The cells of each graded notebook: kind, source, what nbgrader knows of it, outputs."""
    found = {}
    base = folder / "workshop" / "autograded"
    for path in sorted(base.rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        found[path.relative_to(base).as_posix()] = [
            (cell.cell_type, cell.source, cell.metadata, cell.get("outputs"))
            for cell in notebook.cells
        ]
    return found


def _by_activity(
    sets: list[LabelledSet],
) -> Iterator[tuple[tuple[str, str], list[LabelledSet]]]:
    keys = sorted({(one.lesson, one.activity) for one in sets})
    for key in keys:
        yield key, [one for one in sets if (one.lesson, one.activity) == key]


def _outcomes(group: list[LabelledSet]) -> set[str]:
    return {outcome for one in group for outcome in one.expected.values()}


def test_the_few_hold_each_outcome_of_each_activity() -> None:
    """A quick run that never meets an unreadable answer, where there may be one, proves little."""
    everything = dict(_by_activity(labelled_sets()))
    for key, group in _by_activity(labelled_sets(few=True)):
        assert _outcomes(group) == _outcomes(everything[key]), key
        assert len(group) >= 2


def test_every_activity_has_forty_sets_that_label_all_criteria() -> None:
    """The sets are the measure: a criterion that none labels is not measured."""
    for (lesson, activity), group in _by_activity(labelled_sets()):
        criteria = source_activity(ROOT / "solutions" / lesson / f"{activity}.md").run({}).criteria
        assert len(group) >= 40
        for one in group:
            assert set(one.expected) == {each.id for each in criteria}, one.learner
