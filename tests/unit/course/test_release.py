"""A release gives learners everything but the answers, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from socialise.course.bundle import read_bundle
from socialise.course.release import release
from socialise.course.source import BrokenSource, read_source, source_activity

MINI = "01-essai/mini"


def released(course: Path) -> nbformat.NotebookNode:
    """The released notebook of the small course."""
    release(course)
    return nbformat.read(course / "exercises" / f"{MINI}.ipynb", as_version=4)


def test_metadata_is_nbgraders_own(small_course: Path) -> None:
    """The source that nbgrader reads is an ordinary nbgrader notebook."""
    notebook = read_source(small_course / "solutions" / f"{MINI}.md")
    graded = {
        cell.metadata.nbgrader.grade_id: (
            cell.metadata.nbgrader.points,
            cell.metadata.nbgrader.solution,
            cell.metadata.nbgrader.locked,
        )
        for cell in notebook.cells
        if cell.metadata.nbgrader.grade
    }
    assert graded == {
        "prenom": (1, False, True),
        "age": (2, False, True),
        "pair": (1.5, False, True),
        "histoire": (3, True, False),
    }


def test_no_answer_and_no_hidden_criterion_is_released(small_course: Path) -> None:
    """The model answer and the secret stay in solutions/."""
    text = nbformat.writes(released(small_course))
    assert "Une boutique ouvrait" not in text
    assert "% 2" not in text
    assert "Vérifié à la remise" in text
    assert "BEGIN" not in text


def test_nothing_is_editable_in_a_release(small_course: Path) -> None:
    """The form is where answers are written."""
    cells = released(small_course).cells
    assert all(cell.metadata.editable is False for cell in cells)
    assert all(cell.metadata.jupyter.source_hidden for cell in cells if cell.cell_type == "code")


def test_a_collapsed_cell_opens_with_french(small_course: Path) -> None:
    """JupyterLab shows the first line of a collapsed cell."""
    code = [cell for cell in released(small_course).cells if cell.cell_type == "code"]
    first = [cell.source.splitlines()[0] for cell in code]
    assert first == [
        "# Le formulaire",
        "# Critère\u00a0: Un prénom",
        "# Critère\u00a0: Un âge d'au moins 18 ans",
        "# Vérifié à la remise.",
        "# Réponse lue par la personne qui anime",
        "# À emporter\u00a0: Une note",
    ]


def test_a_second_release_changes_no_byte(small_course: Path) -> None:
    """A changed byte is a changed source: nothing else may move."""
    released(small_course)
    path = small_course / "exercises" / f"{MINI}.ipynb"
    first = path.read_bytes()
    released(small_course)
    assert path.read_bytes() == first


def test_an_exercise_that_did_not_change_is_not_touched(small_course: Path) -> None:
    """A server, a build, a colleague may be reading it."""
    path = small_course / "exercises" / f"{MINI}.ipynb"
    before = path.stat()
    release(small_course)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_activity_that_left_takes_its_exercise_along(small_course: Path) -> None:
    """exercises/ holds what solutions/ gives, and nothing older."""
    released(small_course)
    old = small_course / "exercises" / "00-ancien"
    old.mkdir()
    (old / "x.ipynb").write_text("{}")
    release(small_course)
    assert not old.exists()


def test_the_bundle_is_made_of_the_release(small_course: Path) -> None:
    """The page judges with the released cells, and knows the hidden ones by their points."""
    released(small_course)
    bundle = read_bundle(small_course / "exercises" / f"{MINI}.ipynb")
    roles = {cell["id"]: cell["role"] for cell in bundle["cells"]}
    assert roles == {
        "form-2": "form",
        "prenom": "criterion",
        "age": "criterion",
        "pair": "hidden",
        "histoire": "free_text",
        "note": "take_home",
    }
    assert bundle["schema"]["minutes"] == 5
    assert "% 2" not in str(bundle["cells"])


def test_the_source_judges_its_own_model(small_course: Path) -> None:
    """Run from its source, a notebook meets all its criteria."""
    form = source_activity(small_course / "solutions" / f"{MINI}.md").run(None)
    assert [each.outcome for each in form.criteria] == ["met"] * 3


def test_every_unclear_cell_is_named_at_once(small_course: Path) -> None:
    """An author mends a file in one go."""
    path = small_course / "solutions" / f"{MINI}.md"
    text = path.read_text("utf-8").replace("points=2,", "").replace("points=1,", "")
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenSource) as broken:
        release(small_course)
    assert len(broken.value.lines) == 2
    assert all(
        line.startswith("solutions/01-essai/mini.md, cellule") for line in broken.value.lines
    )


def test_what_has_not_changed_is_not_made_again(small_course: Path) -> None:
    """A build after a change of the book's text; whatever else changed, the lesson is made."""
    made: list[str] = []
    exercise = small_course / "exercises" / f"{MINI}.ipynb"

    def again(changed_only: bool = True) -> int:
        made.clear()
        assert release(small_course, made.append, changed_only=changed_only) == ["01-essai"]
        return len(made)

    assert (again(changed_only=False), again(), again(changed_only=False)) == (1, 0, 1)
    first = exercise.read_bytes()
    exercise.write_bytes(b"{}")
    assert again() == 1
    assert exercise.read_bytes() == first
    exercise.unlink()
    assert again() == 1
    source = small_course / "solutions" / f"{MINI}.md"
    source.write_text(source.read_text("utf-8").replace("Un prénom", "Son prénom"), "utf-8")
    assert again() == 1
    assert "Son prénom" in exercise.read_text("utf-8")
    stranger = small_course / "exercises" / "09-partie" / "vieux.ipynb"
    stranger.parent.mkdir()
    stranger.write_text("{}")
    again(changed_only=False)
    assert not stranger.parent.exists()
