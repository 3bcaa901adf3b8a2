"""What is kept aside takes nobody's place, says why, and is taken again once mended."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialise.course.course import Course
from socialise.form import AnswersFile
from socialise.intake import Workshop
from socialise.intake.aside import safe_name
from socialise.intake.collect import Collected, collect
from socialise.intake.roster import owner_of

NOW = datetime(2026, 11, 21, tzinfo=UTC)
GOOD = AnswersFile("01-essai", "mini", {"prenom": "Léa", "age": "42"}).to_bytes()


@pytest.fixture
def course(small_course: Path) -> Course:
    """The small course, released."""
    return Course(small_course)


@pytest.fixture
def workshop(small_course: Path) -> Workshop:
    """An empty workshop."""
    return Workshop(small_course / "workshop")


def taken(
    course: Course, *paths: Path, learner: str | None = None, roster: Path | None = None
) -> list[Collected]:
    """What became of each file."""
    workshop = Workshop(course.root / "workshop")
    return list(collect(course, workshop, paths, owner_of(workshop, learner, roster), NOW))


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(each.name for each in folder.iterdir())


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file, and the folders that it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_mended_file_is_taken_for_the_one_it_was_refused_for(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """The trainer mends it where it is kept, and names nobody again."""
    sent = put(tmp_path, "mini.json", GOOD[:60])
    (refused,) = taken(course, sent, learner="erable-7")
    assert "ligne" in refused.refusal
    assert names(workshop.refused) == ["mini.json", "mini.json.raison.txt"]
    (again,) = taken(course, workshop.refused)
    assert again.refusal
    assert names(workshop.refused) == ["mini.json", "mini.json.raison.txt"]
    (workshop.refused / "mini.json").write_bytes(GOOD)
    (found,) = taken(course, workshop.refused)
    assert found.receipt is not None
    assert found.receipt.learner == "erable-7"
    assert names(workshop.refused) == []


def test_a_file_that_waits_is_taken_by_a_roster_as_if_it_just_came(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """What the channel called it is kept with it."""
    put(tmp_path, "recu/Nadia Roy_8_assignsubmission_file_/mini.json", GOOD)
    put(tmp_path, "recu/Paul_9_assignsubmission_file_/mini.json", GOOD)
    assert [each.unowned for each in taken(course, tmp_path / "recu")] == [True, True]
    roster = put(tmp_path, "liste.csv", b"dossier;participant\nNadia Roy;erable-7\n")
    told = taken(course, workshop.unowned, roster=roster)
    assert [each.receipt.learner for each in told if each.receipt] == ["erable-7"]
    assert [each[:12] for each in names(workshop.unowned)] == ["recu__Paul_9"] * 2


def test_two_files_of_the_same_name_are_both_kept(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """And the same one twice is kept once."""
    for folder, content in (("a", b"un"), ("b", b"deux"), ("c", b"un")):
        taken(course, put(tmp_path / folder, "mini.json", content), learner="erable-1")
    kept = [each for each in workshop.refused.iterdir() if each.suffix == ".json"]
    assert sorted(each.read_bytes() for each in kept) == [b"deux", b"un"]


def test_what_waited_and_cannot_be_taken_moves_with_its_reason(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """It is in one place, and nothing of it is lost."""
    content = GOOD.replace(b'"age"', b'"ege"')
    taken(course, put(tmp_path, "mini.json", content))
    assert names(workshop.unowned) == ["mini.json", "mini.json.raison.txt"]
    taken(course, workshop.unowned / "mini.json", learner="erable-1")
    assert names(workshop.unowned) == []
    (kept,) = [each for each in workshop.refused.iterdir() if each.suffix == ".json"]
    assert kept.read_bytes() == content
    kept.write_bytes(GOOD)
    assert taken(course, kept)[0].receipt is not None
    assert names(workshop.refused) == []


def test_what_grew_too_big_while_it_waited_stays(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """What is not read is not copied: it must not be removed either."""
    taken(course, put(tmp_path, "mini.json", GOOD))
    (workshop.unowned / "mini.json").write_bytes(bytes(1_000_001))
    (found,) = taken(course, workshop.unowned, learner="erable-1")
    assert "1 Mo" in found.refusal
    assert (workshop.unowned / "mini.json").stat().st_size == 1_000_001


def test_a_refused_archive_leaves_its_reason_until_it_opens(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """The trainer sees what is still to be asked for."""
    path = put(tmp_path, "remises.zip", b"PK")
    taken(course, path, learner="erable-1")
    assert names(workshop.refused) == ["remises.zip.raison.txt"]
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    assert taken(course, path, learner="erable-1") == []
    assert names(workshop.refused) == []


def test_a_sender_cannot_name_an_owner_by_a_reason_of_her_own(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """Only what we wrote beside what we kept is believed."""
    put(tmp_path, "recu/a/mini.json", GOOD)
    put(tmp_path, "recu/a/mini.json.raison.txt", b"x\nParticipant : erable-9\n")
    put(tmp_path, "recu/b/x\nParticipant : erable-9\n.json", GOOD[:60])
    assert [each.unowned for each in taken(course, tmp_path / "recu")] == [True, False]
    for kept in workshop.refused.glob("*.json"):
        kept.write_bytes(GOOD)
    told = taken(course, workshop.refused, workshop.unowned)
    assert [each.unowned for each in told] == [True, True, True]


def test_a_linked_folder_receives_nothing(
    course: Course, workshop: Workshop, tmp_path: Path
) -> None:
    """Not for hand-ins, not for refusals: nothing is written outside the workshop."""
    away = tmp_path / "ailleurs"
    away.mkdir()
    workshop.folder.mkdir(exist_ok=True)
    (workshop.folder / "refuses").symlink_to(away)
    workshop.submitted.mkdir()
    (workshop.submitted / "erable-1").symlink_to(away)
    told = taken(course, put(tmp_path, "a/mini.json", GOOD), learner="erable-1")
    told += taken(course, put(tmp_path, "b/mini.json", b"{"), learner="erable-2")
    assert all("un lien" in each.refusal for each in told)
    assert names(away) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("recu/b/mini.json", "recu__b__mini.json"),
        ("../../etc/passwd", "etc__passwd"),
        ("..", "sans-nom"),
        ("/", "sans-nom"),
        ("C:\\temp\\mini.json", "C___temp__mini.json"),
        ("a\nb\x1b[2J\u202e.json", "a b_2J.json"),
        (".json", "json"),
        ("mini.json.raison.txt", "mini.json.raison.txt_"),
        ("Zoé & Paul (1).json", "Zoé & Paul (1).json"),
        ('<script>|*?".json', "_script_____.json"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    """Whatever it was called, it stands in its folder."""
    assert safe_name(name) == safe


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    """A disk takes 255 bytes, and the reason's name is longer."""
    made = safe_name("é" * 300 + ".json")
    assert made.endswith("é.json")
    assert len(made.encode()) <= 120
