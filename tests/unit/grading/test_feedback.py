"""The feedback is nbgrader's own, to the byte, and one learner's trouble is nobody else's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from socialise.course.course import Course
from socialise.course.release import release
from socialise.form import AnswersFile
from socialise.grading.feedback import Published, feedback, graded_work
from socialise.intake import Workshop, hand_in

LESSON = "01-essai"
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
SCRIPTS = Path(sys.executable).parent
HOSTILE = "</p><script>alert(1)</script><img src=x onerror='alert(1)'> \"&copy; {{ 7*7 }} {% raw %}"
STORY = "Une boutique ouvrait tous les mardis à neuf heures.\r\nPuis elle ferma."
CLASS: dict[str, dict[str, str]] = {
    "erable-atteint": {"prenom": "Nadia", "age": "42", "histoire": STORY},
    "erable-vide": {},
    "erable-pas-encore": {"prenom": "B", "age": "13"},
    "erable-a-verifier": {"prenom": "Bo", "age": "douze"},
    "erable-lu": {"prenom": "Léa", "age": "30", "histoire": STORY},
    "erable-en-retard": {"prenom": "Paul", "age": "40"},
    "erable-hostile": {"prenom": HOSTILE, "age": HOSTILE, "histoire": HOSTILE},
    "erable-une-seule": {"prenom": "Ana", "age": "20"},
}


@pytest.fixture(scope="module")
def graded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one lesson with two activities, and a class that `socialise grade` has marked."""
    folder = tmp_path_factory.mktemp("retroactions") / "cours"
    shutil.copytree(root / "tests/data/small-course", folder)
    shutil.copy(root / "nbgrader_config.py", folder)
    source = folder / "solutions" / LESSON / "mini.md"
    second = source.read_text("utf-8").replace("mini", "second")
    source.with_name("second.md").write_text(second, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOCIALISE_WORKSHOP", raising=False)
        patch.delenv("SOCIALISE_DB", raising=False)
        release(folder)
    course, workshop = Course(folder), Workshop(folder / "workshop")
    for learner, answers in CLASS.items():
        hand_in(course, workshop, learner, AnswersFile(LESSON, "mini", answers), NOW)
        if learner != "erable-une-seule":
            hand_in(course, workshop, learner, AnswersFile(LESSON, "second", {}), NOW)
    run(folder, "socialise", "grade")
    with Gradebook(f"sqlite:///{folder}/workshop/gradebook.db") as gradebook:
        place = ("histoire", "mini", LESSON, "erable-lu")
        grade, comment = gradebook.find_grade(*place), gradebook.find_comment(*place)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 2, 0.5, False
        comment.manual_comment = f"Bien vu : « la chaise vide ».\n{HOSTILE}"
        late = gradebook.find_submission_notebook("mini", LESSON, "erable-en-retard")
        late.late_submission_penalty = 1.25
        gradebook.db.commit()
    return folder


@pytest.fixture(scope="module")
def stock(graded: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages that `nbgrader generate_feedback` writes of the same class."""
    folder = tmp_path_factory.mktemp("nbgrader") / "cours"
    shutil.copytree(graded, folder)
    run(folder, "nbgrader", "generate_feedback", LESSON)
    return pages(folder)


@pytest.fixture
def course(graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The marked class, to do anything with."""
    folder = tmp_path / "cours"
    shutil.copytree(graded, folder)
    monkeypatch.delenv("SOCIALISE_WORKSHOP", raising=False)
    monkeypatch.delenv("SOCIALISE_DB", raising=False)
    return folder


def run(folder: Path, *command: str) -> None:
    """A command, as a trainer runs it there."""
    environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
    environment["PATH"] = f"{SCRIPTS}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def pages(course: Path) -> dict[str, bytes]:
    """Every page of feedback, by learner and activity."""
    base = course / "workshop/feedback"
    return {
        f"{path.parent.parent.name}/{path.stem}": path.read_bytes()
        for path in sorted(base.rglob("*.html"))
    }


def publish(course: Path) -> dict[str, Published]:
    """Write all feedback; what became of each learner."""
    work = graded_work(course, (LESSON,))
    return {each.learner: each for each in feedback(course, work)}


def autograded(course: Path, learner: str, activity: str = "mini") -> Path:
    """A graded notebook."""
    return course / "workshop/autograded" / learner / LESSON / f"{activity}.ipynb"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("erable-atteint/mini", "3 critères sur 3</strong>|Pas encore lu|Vos réponses"),
        ("erable-atteint/second", "0 critère sur 3</strong>|Sans réponse"),
        ("erable-vide/mini", "0 critère sur 3</strong>|Sans réponse|0 points sur 7,5"),
        ("erable-pas-encore/mini", "Pas encore</span>|Ce qui passerait"),
        ("erable-a-verifier/mini", 'class="a_verifier"|À vérifier'),
        ("erable-lu/mini", "2,5 sur 3|Bien vu : « la chaise vide »."),
        ("erable-en-retard/mini", "retard compté (1,25 de moins)|3,25 points sur 7,5"),
        ("erable-hostile/mini", "&lt;script&gt;|{{ 7*7 }}"),
        ("erable-une-seule/mini", "Rétroaction pour erable-une-seule"),
    ],
)
def test_a_page_is_nbgraders_own_to_the_byte(
    course: Path, stock: dict[str, bytes], page: str, said: str
) -> None:
    """A trainer may use either command at any time: nobody's feedback flickers."""
    publish(course)
    ours = pages(course)
    assert ours[page] == stock[page]
    for part in said.split("|"):
        assert part in ours[page].decode("utf-8"), part


def test_the_pages_are_nbgraders_own_and_no_others(course: Path, stock: dict[str, bytes]) -> None:
    """An activity that was not handed in has no page."""
    told = publish(course)
    assert pages(course).keys() == stock.keys()
    assert "erable-une-seule/second" not in stock
    assert not any(each.problems for each in told.values())
    assert told["erable-une-seule"].pages == 1
    assert told["erable-vide"].pages == 2


def test_only_a_page_that_changes_is_written(course: Path) -> None:
    """Run after each text that a trainer reads, it touches what she read."""
    publish(course)
    before = {path: path.stat() for path in (course / "workshop/feedback").rglob("*.html")}
    assert {each.changed for each in publish(course).values()} == {0}
    with Gradebook(f"sqlite:///{course}/workshop/gradebook.db") as gradebook:
        comment = gradebook.find_comment("histoire", "mini", LESSON, "erable-atteint")
        comment.manual_comment = "Un moment précis."
        gradebook.db.commit()
    told = publish(course)
    assert [learner for learner, each in told.items() if each.changed] == ["erable-atteint"]
    moved = [path for path, known in before.items() if path.stat().st_ino != known.st_ino]
    assert [path.relative_to(course / "workshop/feedback").as_posix() for path in moved] == [
        f"erable-atteint/{LESSON}/mini.html"
    ]


def _rewritten(change: Callable[[dict[str, Any]], Any]) -> Callable[[Path], Any]:
    def damage(path: Path) -> None:
        notebook = json.loads(path.read_bytes())
        path.write_text(json.dumps(change(notebook) or notebook), "utf-8")

    return damage


def _in_place_of(path: Path, make: Callable[[Path], Any]) -> None:
    path.unlink()
    make(path)


def _another_learners(path: Path) -> None:
    other = path.parents[2] / "erable-lu" / LESSON / "mini.ipynb"
    _in_place_of(path, lambda place: place.symlink_to(other))


def _another_learners_folder(path: Path) -> None:
    folder = path.parents[1]
    shutil.rmtree(folder)
    folder.symlink_to(folder.with_name("erable-lu"))


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "missing": (Path.unlink, "manque"),
    "empty": (lambda path: path.write_bytes(b""), "ne se lit pas"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:500]), "ne se lit pas"),
    "bytes": (lambda path: path.write_bytes(b"\xff\xfe\x00\xd8"), "ne se lit pas"),
    "a list": (lambda path: path.write_text("[]"), "ne se lit pas"),
    "nothing in it": (lambda path: path.write_text("{}"), "ne se lit pas"),
    "deep": (lambda path: path.write_text("[" * 100_000), "ne se lit pas"),
    "version 3": (_rewritten(lambda it: it.update(nbformat=3)), "ne se lit pas"),
    "cells by name": (_rewritten(lambda it: it.update(cells={})), "ne se lit pas"),
    "cells are words": (_rewritten(lambda it: it.update(cells=["a"])), "ne se lit pas"),
    "rows are a number": (
        _rewritten(lambda it: it["metadata"]["socialise"].update(rows=7)),
        "ne se lit pas",
    ),
    "facts are a list": (
        _rewritten(lambda it: [each["metadata"].update(socialise=[]) for each in it["cells"]][:0]),
        "ne se lit pas",
    ),
    "half a character": (
        _rewritten(lambda it: it["metadata"]["socialise"].update(title="\ud800")),
        "ne se lit pas",
    ),
    "no cells": (_rewritten(lambda it: it.update(cells=[])), "mêmes critères"),
    "a criterion less": (
        _rewritten(lambda it: it.update(cells=it["cells"][:-3])),
        "mêmes critères",
    ),
    "a criterion more": (
        _rewritten(
            lambda it: it["cells"].append(
                {
                    "cell_type": "code",
                    "source": "",
                    "metadata": {"nbgrader": {"grade": True, "grade_id": "cadeau"}},
                }
            )
        ),
        "mêmes critères",
    ),
    "a folder": (lambda path: _in_place_of(path, Path.mkdir), "ne se lit pas"),
    "a pipe": (lambda path: _in_place_of(path, os.mkfifo), "ne se lit pas"),
    "another's notebook": (_another_learners, "ne se lit pas"),
    "another's folder": (_another_learners_folder, "ne se lit pas"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_notebook_is_named_and_the_others_go_on(
    course: Path, stock: dict[str, bytes], name: str
) -> None:
    """One of thirty, damaged, stops a whole class in stock nbgrader."""
    damage, said = DAMAGES[name]
    damage(autograded(course, "erable-atteint"))
    told = publish(course)
    (problem, *_) = told.pop("erable-atteint").problems
    assert problem.startswith("mini : ")
    assert said in problem
    assert "socialise grade" in problem
    assert not any(each.problems for each in told.values())
    written = pages(course)
    assert "erable-atteint/mini" not in written
    assert {key: page for key, page in stock.items() if "erable-atteint" not in key} == {
        key: page for key, page in written.items() if "erable-atteint" not in key
    }


def test_a_page_without_its_notebook_is_withdrawn(course: Path) -> None:
    """A pseudonym that serves again must not meet the page of whoever had it before."""
    folder = course / "workshop/feedback/erable-une-seule" / LESSON
    folder.mkdir(parents=True)
    (folder / "second.html").write_text("la page d'une autre")
    told = publish(course)["erable-une-seule"]
    assert not told.problems
    assert [path.name for path in folder.iterdir()] == ["mini.html"]


@pytest.mark.parametrize("part", ["erable-atteint", f"erable-atteint/{LESSON}"])
def test_nothing_is_written_through_a_link(course: Path, tmp_path: Path, part: str) -> None:
    """A link in place of a learner's folder would put her page in another's hands."""
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    place = course / "workshop/feedback" / part
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere)
    told = publish(course)
    assert "un lien" in told["erable-atteint"].problems[0]
    assert not list(elsewhere.rglob("*"))
    assert told["erable-lu"].pages == 2


@pytest.mark.parametrize("learner", ["../voisin", "a/b", ".."])
def test_a_name_that_is_no_learners_is_refused(course: Path, learner: str) -> None:
    """The gradebook is a file that others may fill: a name is not a path."""
    (told,) = feedback(course, [(learner, LESSON)])
    assert "ne peut pas nommer une personne" in told.problems[0]
    assert not pages(course)


class Skeleton(HTMLParser):
    """The tags of a page with their attributes, in order; texts left out."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def test_no_text_of_a_learner_is_ever_markup(course: Path) -> None:
    """Every text in the notebook turned hostile gives a page of the very same tags."""

    def dressed(word: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
        path = autograded(course, "erable-lu")
        notebook = json.loads(path.read_bytes())
        told = notebook["metadata"]["socialise"]
        told["title"], told["rows"] = word, [[word, word]]
        for cell in notebook["cells"]:
            for key, value in cell["metadata"].get("socialise", {}).items():
                if isinstance(value, str) and key != "outcome":
                    cell["metadata"]["socialise"][key] = word
        path.write_text(json.dumps(notebook), "utf-8")
        with Gradebook(f"sqlite:///{course}/workshop/gradebook.db") as gradebook:
            place = ("histoire", "mini", LESSON, "erable-lu")
            gradebook.find_comment(*place).manual_comment = word
            gradebook.db.commit()
        assert not publish(course)["erable-lu"].problems
        page = pages(course)["erable-lu/mini"]
        assert page.count(b"default-src 'none'") == 1
        return Skeleton(page).tags

    assert dressed(HOSTILE) == dressed("mot")


def test_an_outcome_that_is_none_of_ours_stays_inside_its_attribute(course: Path) -> None:
    """The one text that stands in an attribute."""
    path = autograded(course, "erable-vide")
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        if "outcome" in cell["metadata"].get("socialise", {}):
            cell["metadata"]["socialise"]["outcome"] = '"><script>'
    path.write_text(json.dumps(notebook), "utf-8")
    publish(course)
    assert all(tag != "script" for tag, _ in Skeleton(pages(course)["erable-vide/mini"]).tags)


def test_stopped_in_the_middle_of_a_page_the_earlier_one_stands(
    course: Path, stock: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C never leaves half a page, nor a crumb."""
    publish(course)
    for learner in CLASS:
        path = course / "workshop/feedback" / learner / LESSON / "mini.html"
        path.write_text("l'ancienne", "utf-8")
    whole = Path.write_bytes
    count = iter(range(100))

    def stopped(path: Path, content: bytes) -> int:
        if next(count) == 3:
            whole(path, content[: len(content) // 2])
            raise KeyboardInterrupt
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        publish(course)
    monkeypatch.undo()
    found = pages(course)
    assert found.keys() == stock.keys()
    kept = {key for key, page in found.items() if page == b"l'ancienne"}
    assert len(kept) == len(CLASS) - 3
    assert all(page == stock[key] for key, page in found.items() if key not in kept)
    assert not list((course / "workshop/feedback").glob(".*"))


def test_what_a_killed_run_left_is_swept_a_day_later(course: Path) -> None:
    """kill -9 leaves the folder where pages are made; a run of today's may still be at work."""
    base = course / "workshop/feedback"
    for name, age_s in ((".partiel-vieux", 100_000), (".partiel-neuf", 0)):
        (base / name).mkdir(parents=True)
        (base / name / "page").write_text("une moitié")
        then_s = datetime.now().timestamp() - age_s
        os.utime(base / name, (then_s, then_s))
    publish(course)
    assert [path.name for path in base.glob(".*")] == [".partiel-neuf"]


@pytest.fixture
def asked() -> Iterator[list[tuple[str, Any]]]:
    """Every question that is put to a database, with its values."""
    found: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            found.append((statement, values))

    event.listen(Engine, "before_cursor_execute", hear)
    yield found
    event.remove(Engine, "before_cursor_execute", hear)


def test_the_questions_do_not_grow_with_the_class(
    course: Path, asked: list[tuple[str, Any]]
) -> None:
    """nbgrader asks several for each cell of each learner."""
    work = graded_work(course, (LESSON,))
    counts = []
    for size in (1, len(work)):
        asked.clear()
        assert len(list(feedback(course, work[:size]))) == size
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_no_question_reads_a_large_table_to_its_end(
    course: Path, asked: list[tuple[str, Any]]
) -> None:
    """Grades have no index by notebook alone: asked so, each batch would read the whole course."""
    publish(course)
    questions = [each for each in asked if "FROM grade" in each[0] or "FROM comment" in each[0]]
    assert len(questions) >= 2
    with Gradebook(f"sqlite:///{course}/workshop/gradebook.db") as gradebook:
        driver = gradebook.engine.raw_connection()
        for statement, values in questions:
            plan = driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            assert not [step for *_, step in plan if step.startswith("SCAN")], plan
        driver.close()


def test_nothing_graded_is_nothing_to_tell(course: Path) -> None:
    """Neither a gradebook nor a folder appears because someone asked."""
    shutil.rmtree(course / "workshop")
    assert graded_work(course, (LESSON,)) == []
    assert list(feedback(course, [("erable-lu", LESSON)])) == []
    assert not (course / "workshop").exists()


def test_a_gradebook_without_tables_is_nothing_graded(course: Path) -> None:
    """A database that was made and not filled yet, as on a server."""
    with Gradebook(f"sqlite:///{course}/workshop/gradebook.db") as gradebook:
        names = ("grade", "comment", "submitted_notebook", "submitted_assignment")
        for name in names:
            gradebook.db.execute(text(f"DROP TABLE {name}"))
        gradebook.db.commit()
    assert graded_work(course, (LESSON,)) == []
