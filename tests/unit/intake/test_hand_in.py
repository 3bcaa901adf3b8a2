"""A hand-in is kept whole, replaced by the next one, and never lost to a refused one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest

from socialise.course.course import Course, UnknownActivity
from socialise.form import AnswersFile, AnswersRefused
from socialise.intake import Workshop, hand_in, is_plain_name, read_receipts

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture
def course(small_course: Path) -> Course:
    """The small course, released."""
    return Course(small_course)


@pytest.fixture
def workshop(small_course: Path) -> Workshop:
    """An empty workshop."""
    return Workshop(small_course / "workshop")


def mini(**answers: object) -> AnswersFile:
    """Answers to the small activity."""
    return AnswersFile("01-essai", "mini", answers)


def test_a_hand_in_stands_in_nbgraders_layout(course: Course, workshop: Workshop) -> None:
    """Stock nbgrader grades the folder as it is."""
    hand_in(course, workshop, "erable-42", mini(prenom="Zénobie", age="42"), NOW)
    folder = workshop.submitted / "erable-42" / "01-essai"
    assert sorted(path.name for path in folder.iterdir()) == [
        "mini.ipynb",
        "mini.json",
        "timestamp.txt",
    ]
    assert (folder / "timestamp.txt").read_text() == "2026-11-21 14:30:00.000000 UTC"
    notebook = nbformat.read(folder / "mini.ipynb", as_version=4)
    assert "Zénobie" not in nbformat.writes(notebook)


@pytest.mark.parametrize(("text", "queued"), [("Un mardi", True), ("", False), (" \n", False)])
def test_only_an_answered_free_text_changes_its_cell(
    course: Course, workshop: Workshop, text: str, queued: bool
) -> None:
    """nbgrader queues what changed: an empty answer must not wait for a trainer."""
    hand_in(course, workshop, "a", mini(histoire=text), NOW)
    notebook = nbformat.read(workshop.submitted / "a/01-essai/mini.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade_id == "histoire"]
    assert ("# Réponse reçue" in cell.source) is queued
    assert text.strip() == "" or text not in cell.source


def test_the_same_hand_in_gives_the_same_receipt(course: Course, workshop: Workshop) -> None:
    """A nervous thumb presses twice."""
    first = hand_in(course, workshop, "a", mini(age="42"), NOW)
    again = hand_in(course, workshop, "a", mini(age="42"), NOW + timedelta(minutes=5))
    other = hand_in(course, workshop, "b", mini(age="42"), NOW)
    assert again == first
    assert other.code != first.code


def test_handing_in_again_replaces_and_keeps(course: Course, workshop: Workshop) -> None:
    """The latest counts; the earlier ones are kept."""
    hand_in(course, workshop, "a", mini(age="42"), NOW)
    hand_in(course, workshop, "a", mini(age="43"), NOW + timedelta(minutes=1))
    submitted = AnswersFile.from_bytes((workshop.submitted / "a/01-essai/mini.json").read_bytes())
    assert submitted.answers == {"age": "43"}
    kept = list(read_receipts(workshop.receipts, "a"))
    assert [receipt.file.answers["age"] for receipt in kept] == ["42", "43"]


@pytest.mark.parametrize(
    ("learner", "file", "raised"),
    [
        ("a", mini(age=7), AnswersRefused),
        ("a", mini(secret="x"), AnswersRefused),
        ("a", mini(autre="x"), AnswersRefused),
        ("a", AnswersFile("01-essai", "../mini", {}), UnknownActivity),
        ("a", AnswersFile("02", "mini", {}), UnknownActivity),
        ("../a", mini(), AnswersRefused),
        ("A b", mini(), AnswersRefused),
        ("", mini(), AnswersRefused),
    ],
)
def test_a_refused_hand_in_leaves_the_earlier_one(
    course: Course, workshop: Workshop, learner: str, file: AnswersFile, raised: type[Exception]
) -> None:
    """Nothing is lost, and nothing is written elsewhere."""
    hand_in(course, workshop, "a", mini(age="42"), NOW)
    before = {path: path.read_bytes() for path in workshop.folder.rglob("*") if path.is_file()}
    with pytest.raises(raised):
        hand_in(course, workshop, learner, file, NOW)
    after = {path: path.read_bytes() for path in workshop.folder.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("name", "plain"),
    [("erable-42", True), ("a", True), ("x" * 64, True), ("x" * 65, False), ("-a", False),
     ("a--b", False), ("a_b", False), ("é", False), (".", False), ("a/b", False), ("a\n", False)],
)  # fmt: skip
def test_a_learner_has_a_plain_name(name: str, plain: bool) -> None:
    """A name is a folder's name too."""
    assert is_plain_name(name) is plain
