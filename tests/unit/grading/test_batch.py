"""A workshop graded in batches: what is written, when, and what a mark may depend on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from gradebook import rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from socialise.course.course import Course
from socialise.course.release import release
from socialise.form import AnswersFile
from socialise.grading import batch
from socialise.grading.crew import Limits
from socialise.grading.grade import Graded, Grading, work_of
from socialise.intake import Workshop, hand_in

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
LESSON = "01-essai"
LIMITS = Limits(seconds=1.5)
ANSWERS: Mapping[str, dict[str, str]] = {
    "tout": {"prenom": "Nadia", "age": "42", "histoire": "Une boutique ouvre tous les mardis."},
    "sans-texte": {"prenom": "Léa", "age": "41"},
    "trop-jeune": {"prenom": "Ali", "age": "12", "histoire": "Un kiosque."},
    "illisible": {"prenom": "Marc", "age": "quarante et quelques"},
    "vide": {},
    "balises": {"prenom": "<script>1</script>", "age": "30", "histoire": "{{ 7 * 7 }}"},
    "nfd": {"prenom": "Le\u0301a", "age": "1 234,50", "histoire": "é" * 3000},
}
FRAGILE = """
```{code-cell} python
def fragile():
    match mini["prenom"]:
        case "Boucle":
            while True: pass
        case "Mort":
            import os; os.kill(os.getpid(), 9)
        case "Brise":
            raise KeyError("Brise")
    return True

mini.criterion("fragile", "Un critère fragile", points=1, met=fragile, hint="Par exemple : Léa.")
```
"""


def give(course: Path, learner: str, answers: dict[str, str], now: datetime = NOW) -> None:
    """Hand in, as a learner of the room does."""
    file = AnswersFile(LESSON, "mini", answers)
    hand_in(Course(course), Workshop(course / "workshop"), learner, file, now)


def grade(course: Path, learners: Sequence[str] = (), *, again: bool = False) -> dict[str, Graded]:
    """What became of each; of everyone, unless told."""
    workshop = Workshop(course / "workshop")
    work = [(one, LESSON) for one in learners] or work_of(workshop, (LESSON,))
    grading = Grading(course, workshop, work, again=again, limits=LIMITS)
    return {one.learner: one for one in grading}


def url(course: Path) -> str:
    """Its gradebook."""
    return f"sqlite:///{course}/workshop/gradebook.db"


def marks(course: Path) -> dict[str, object]:
    """The rows of each learner."""
    return {learner: row for (_, learner, _), row in rows(url(course)).items()}


@pytest.fixture
def class_(small_course: Path) -> Path:
    """One learner for each of the answers."""
    for learner, answers in ANSWERS.items():
        give(small_course, learner, answers)
    return small_course


@pytest.fixture(scope="module")
def alone(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The rows of each learner, graded with nobody else, in a gradebook of her own."""
    found: dict[str, object] = {}
    for learner, answers in ANSWERS.items():
        folder = tmp_path_factory.mktemp("seule") / "cours"
        shutil.copytree(released_course, folder)
        give(folder, learner, answers)
        grade(folder)
        found |= marks(folder)
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(sorted(ANSWERS)), cuts=st.lists(st.integers(1, 6), max_size=3))
def test_marks_do_not_depend_on_order_or_company(
    order: list[str],
    cuts: list[int],
    released_course: Path,
    alone: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The law: any learners, in any order, in any number of runs, in batches of any size."""
    folder = tmp_path_factory.mktemp("loi") / "cours"
    shutil.copytree(released_course, folder)
    for learner, answers in ANSWERS.items():
        give(folder, learner, answers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "MANY", 1 + len(cuts))
        for part in _parts(order, cuts):
            grade(folder, part)
    assert marks(folder) == alone


def _parts(order: list[str], cuts: list[int]) -> Iterator[list[str]]:
    places = sorted({0, *cuts, len(order)})
    for start, end in pairwise(places):
        yield order[start:end]


def test_what_stands_is_left_alone_until_something_changes(class_: Path) -> None:
    """The same answers, the same cells and the same gradebook: nothing to do. Otherwise, only what
    changed is graded."""
    assert not any(one.unchanged for one in grade(class_).values())
    first = rows(url(class_))
    again = grade(class_)
    assert all(one.unchanged for one in again.values())
    assert len(again["tout"].to_read) == 1
    assert again["illisible"].to_check
    assert not any(one.unchanged for one in grade(class_, again=True).values())
    assert rows(url(class_)) == first
    give(class_, "vide", ANSWERS["tout"])
    changed = {name for name, one in grade(class_).items() if not one.unchanged}
    assert changed == {"vide"}
    (class_ / "workshop/autograded/tout" / LESSON / "mini.ipynb").write_text("{", "utf-8")
    changed = {name for name, one in grade(class_).items() if not one.unchanged}
    assert changed == {"tout"}


def test_a_gradebook_begun_anew_is_filled_again(class_: Path) -> None:
    """What a graded notebook says of itself is not enough: its marks must stand, too."""
    grade(class_)
    before = rows(url(class_))
    (class_ / "workshop/gradebook.db").unlink()
    assert not any(one.unchanged for one in grade(class_).values())
    assert rows(url(class_)) == before


def test_a_trainer_s_marks_outlive_a_new_grading(class_: Path) -> None:
    """They are kept, with the comment; what was handed in since waits for a new look."""
    grade(class_)
    with Gradebook(url(class_)) as gradebook:
        mark = gradebook.find_grade("histoire", "mini", LESSON, "tout")
        mark.manual_score, mark.needs_manual_grade = 2, False
        gradebook.find_comment("histoire", "mini", LESSON, "tout").manual_comment = "Bien dit."
        gradebook.db.commit()
    give(class_, "tout", ANSWERS["tout"] | {"histoire": "Deux boutiques ouvrent le jeudi."})
    grade(class_)
    with Gradebook(url(class_)) as gradebook:
        mark = gradebook.find_grade("histoire", "mini", LESSON, "tout")
        comment = gradebook.find_comment("histoire", "mini", LESSON, "tout")
        assert (mark.manual_score, mark.needs_manual_grade) == (2, True)
        assert comment.comment == "Bien dit."


@pytest.mark.parametrize("method", ["zero", "none"])
def test_late_penalties_are_nbgrader_s(class_: Path, tmp_path: Path, method: str) -> None:
    """Its plugin decides, whoever grades: before the date, after it, and with an extension."""
    for learner, late in {"tout": 1, "trop-jeune": 3, "sans-texte": -1}.items():
        give(class_, learner, ANSWERS[learner], NOW + timedelta(hours=late))
    config = class_ / "nbgrader_config.py"
    config.write_text(
        f"{config.read_text('utf-8')}\nc = get_config()\n"
        f"c.LateSubmissionPlugin.penalty_method = {method!r}\n",
        "utf-8",
    )
    grade(class_)
    with Gradebook(url(class_)) as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate=NOW)
        gradebook.grant_extension(LESSON, "trop-jeune", hours=5)
    other = tmp_path / "autre"
    shutil.copytree(class_, other)
    shutil.rmtree(other / "workshop/autograded")
    grade(class_, again=True)
    script = Path(sys.executable).with_name("nbgrader")
    subprocess.run([script, "autograde", LESSON], cwd=other, check=True, capture_output=True)
    assert rows(url(class_)) == rows(url(other))
    penalties = {name: row[3] for name, row in marks(class_).items()}  # type: ignore[index]
    assert (penalties["tout"] is not None) == (method == "zero")
    assert penalties["trop-jeune"] is None


def test_damaged_answers_take_no_mark_away(class_: Path) -> None:
    """Refused by name; the mark of what was handed in before stays, and the others are graded."""
    grade(class_)
    before = rows(url(class_))
    place = class_ / "workshop/submitted/tout" / LESSON / "mini.json"
    place.write_bytes(b'{"format": "socialise-answers"')
    told = grade(class_, again=True)
    assert rows(url(class_)) == before
    assert [line.split(" : ")[0] for line in told["tout"].refusals] == ["mini.json"]
    assert not any(one.refusals for name, one in told.items() if name != "tout")


def test_two_trainers_may_grade_at_once(class_: Path, alone: dict[str, object]) -> None:
    """Each runs the command: the marks are those of one."""
    command = [Path(sys.executable).with_name("socialise"), "grade", "--again"]
    both = [
        subprocess.Popen(command, cwd=class_, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    told = [one.communicate(timeout=120)[0].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    assert marks(class_) == alone


def test_nothing_is_written_through_a_link(class_: Path, tmp_path: Path) -> None:
    """A graded notebook in the place of someone else's folder: named, and the others are there."""
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    autograded = class_ / "workshop/autograded"
    autograded.mkdir(parents=True, exist_ok=True)
    (autograded / "tout").symlink_to(elsewhere)
    told = grade(class_)
    assert list(elsewhere.rglob("*")) == []
    assert [name for name, one in told.items() if one.refusals] == ["tout"]
    assert len(list(autograded.glob("*/*/mini.ipynb"))) == len(ANSWERS) - 1


@pytest.fixture(scope="module")
def fragile_course(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same course with one more criterion, that some answers break."""
    folder = tmp_path_factory.mktemp("fragile") / "cours"
    shutil.copytree(released_course, folder)
    shutil.rmtree(folder / "workshop", ignore_errors=True)
    source = folder / "solutions" / LESSON / "mini.md"
    source.write_text(source.read_text("utf-8") + FRAGILE, "utf-8")
    release(folder)
    return folder


def test_answers_that_stop_the_cells_are_for_a_person_to_check(
    fragile_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never zeros: their criteria wait for a trainer, and are tried again at the next run."""
    course = tmp_path / "cours"
    shutil.copytree(fragile_course, course)
    monkeypatch.chdir(course)
    for learner, answers in ANSWERS.items():
        give(course, learner, answers)
    # Their form is checked when they are handed in, by processes of the server: here, by hand.
    for name in ("Boucle", "Mort", "Brise"):
        file = AnswersFile(
            LESSON, "mini", {"prenom": name, "age": "40", "histoire": "Une boutique."}
        )
        place = course / "workshop/submitted" / name.lower() / LESSON / "mini.json"
        place.parent.mkdir(parents=True)
        place.write_bytes(file.to_bytes())
    told = grade(course)
    found = marks(course)
    for name in ("boucle", "mort", "brise"):
        assert len(told[name].to_check) == 1, told[name]
        scores = {id: (score, waits) for id, score, _, _, waits in found[name][6]}  # type: ignore[index]
        assert set(scores.values()) == {(None, True)}
    assert [told[name].refusals for name in ANSWERS] == [()] * len(ANSWERS)
    assert all(row[4] >= 0 and len(row[6]) == 5 for row in found.values())  # type: ignore[index]
    again = {name for name, one in grade(course).items() if not one.unchanged}
    assert again == {"boucle", "mort", "brise"}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import un_module_absent", "ModuleNotFoundError"),
        ("1 / 0", "ZeroDivisionError"),
        ("while True: pass", "prennent trop de temps"),
    ],
)
def test_a_broken_exercise_gives_nobody_a_mark(class_: Path, cell: str, told: str) -> None:
    """The author's cell does not run: said once, and no learner receives a zero for it."""
    grade(class_)
    before = rows(url(class_))
    source = class_ / "solutions" / LESSON / "mini.md"
    last = 'mini.criterion(\n    "pair"'
    source.write_text(source.read_text("utf-8").replace(last, f"{cell}\n{last}"), "utf-8")
    release(class_)
    workshop = Workshop(class_ / "workshop")
    grading = Grading(class_, workshop, work_of(workshop, (LESSON,)), limits=LIMITS)
    assert len(list(grading)) == len(ANSWERS)
    assert list(grading.broken) == [f"{LESSON}/mini"]
    assert told in grading.broken[f"{LESSON}/mini"]
    assert rows(url(class_)) == before
