"""Files that learners send are taken in, refused by name, or kept until they are owned."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from socialise.course.course import Course
from socialise.form import Activity, AnswersFile, BrokenActivity, Form
from socialise.intake import Workshop
from socialise.intake import collect as collect_module
from socialise.intake.collect import collect
from socialise.intake.roster import RosterRefused, owner_of, read_roster

NOW = datetime(2026, 11, 21, tzinfo=UTC)
GOOD = AnswersFile("01-essai", "mini", {"prenom": "Léa", "age": "42"}).to_bytes()


@pytest.fixture
def course(small_course: Path) -> Course:
    """The small course, released."""
    return Course(small_course)


@pytest.fixture
def sent(small_course: Path) -> Path:
    """A folder where things arrive."""
    folder = small_course / "recu"
    folder.mkdir()
    return folder


def taken(
    course: Course, *paths: Path, learner: str | None = "erable-1", roster: Path | None = None
):
    """What became of each file."""
    workshop = Workshop(course.root / "workshop")
    owner = owner_of(workshop, learner, roster)
    return list(collect(course, workshop, paths, owner, NOW))


def test_an_answers_file_is_taken(course: Course, sent: Path) -> None:
    """What « Télécharger mes réponses » gives can be handed in by e-mail."""
    (sent / "mini.json").write_bytes(GOOD)
    (found,) = taken(course, sent / "mini.json")
    assert found.receipt.learner == "erable-1"


def test_one_broken_file_changes_nothing_for_the_others(course: Course, sent: Path) -> None:
    """Twenty-nine are taken, the thirtieth is named and kept aside with its reason."""
    for number in range(29):
        (sent / f"a{number}").mkdir()
        (sent / f"a{number}" / "mini.json").write_bytes(GOOD)
    (sent / "b").mkdir()
    (sent / "b" / "mini.json").write_bytes(GOOD[:40])
    found = taken(course, sent)
    assert sum(each.receipt is not None for each in found) == 29
    (refused,) = [each for each in found if each.refusal]
    assert refused.name == "recu/b/mini.json"
    kept = course.root / "workshop" / "refuses" / "recu__b__mini.json"
    assert kept.read_bytes() == GOOD[:40]
    assert "ne se lit pas" in kept.with_name(f"{kept.name}.raison.txt").read_text()


def test_moodles_archive_is_owned_by_its_folders(course: Course, sent: Path) -> None:
    """The channel names the owner, not the file."""
    archive = sent / "remises.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("Nadia Roy_8_assignsubmission_file_/mini.json", GOOD)
        file.writestr("Inconnu_9_assignsubmission_file_/mini.json", GOOD)
        file.writestr("Nadia Roy_8_assignsubmission_file_/seul.ipynb", "{}")
        file.writestr("Nadia Roy_8_assignsubmission_file_/photo.jpg", "x")
    roster = sent / "liste.csv"
    roster.write_text("dossier;participant\nNADIA ROY;erable-7\n", "utf-8-sig")
    found = taken(course, archive, learner=None, roster=roster)
    assert [each.receipt.learner for each in found if each.receipt] == ["erable-7"]
    assert [each.name[:19] for each in found if each.unowned] == ["remises.zip/Inconnu"]
    assert ["les deux" in each.refusal for each in found if each.refusal] == [True]


def test_without_an_owner_a_file_waits(course: Course, sent: Path) -> None:
    """A file's own name proves nothing."""
    (sent / "erable-1.json").write_bytes(GOOD)
    (found,) = taken(course, sent / "erable-1.json", learner=None)
    assert found.unowned
    assert not (course.root / "workshop" / "submitted").exists()


def test_links_are_not_followed(course: Course, sent: Path) -> None:
    """A link may point at anything on the trainer's computer."""
    (sent / "vrai.json").write_bytes(GOOD)
    (sent / "lien").mkdir()
    (sent / "lien" / "mini.json").symlink_to(sent / "vrai.json")
    (sent / "lien" / "dossier").symlink_to(sent)
    told = [each.refusal for each in taken(course, sent / "lien")]
    assert len(told) == 2
    assert all("un lien" in each for each in told)
    (sent / "direct.json").symlink_to(sent / "vrai.json")
    assert "un lien" in taken(course, sent / "direct.json")[0].refusal


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04abc", b"not a zip"])
def test_a_broken_archive_is_refused(course: Course, sent: Path, content: bytes) -> None:
    """One French line says what to do."""
    (sent / "x.zip").write_bytes(content)
    assert "archive" in taken(course, sent / "x.zip")[0].refusal


def test_a_swollen_entry_is_refused_unread(course: Course, sent: Path) -> None:
    """A zip bomb is a name and a size."""
    with zipfile.ZipFile(sent / "x.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mini.json", b" " * 50_000_000)
    assert "1 Mo" in taken(course, sent / "x.zip")[0].refusal


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "dossier;participant\nx;Érable 42\n"])
def test_a_roster_that_cannot_be_used_is_refused(sent: Path, text: str) -> None:
    """The cure shows one line of a good roster."""
    (sent / "liste.csv").write_text(text, "utf-8")
    with pytest.raises(RosterRefused, match=r"participant|erable-42"):
        read_roster(sent / "liste.csv")


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (lambda: (_ for _ in ()).throw(OSError(28, "No space left on device")), "le disque"),
        (lambda: (_ for _ in ()).throw(BrokenActivity("mini, cellule « age »")), "Réparez"),
        (lambda: (_ for _ in ()).throw(MemoryError()), "MemoryError"),
        (lambda: (_ for _ in ()).throw(RecursionError()), "RecursionError"),
    ],
)
def test_any_trouble_with_one_file_is_a_refusal_of_that_one(
    course: Course, sent: Path, monkeypatch: pytest.MonkeyPatch, trouble, told: str
) -> None:
    """A broken exercise, a full disk, whatever: the others are taken."""
    real = collect_module.hand_in

    def hand_in(course, workshop, learner, file, now):
        if file.answers["age"] == "13":
            trouble()
        return real(course, workshop, learner, file, now)

    monkeypatch.setattr(collect_module, "hand_in", hand_in)
    for name, age in (("a", b"42"), ("b", b"13"), ("c", b"44")):
        (sent / name).mkdir()
        (sent / name / "mini.json").write_bytes(GOOD.replace(b"42", age))
    found = taken(course, sent)
    assert [bool(each.receipt) for each in found] == [True, False, True]
    assert told in found[1].refusal
    kept = course.root / "workshop" / "refuses" / "recu__b__mini.json"
    assert kept.read_bytes() == GOOD.replace(b"42", b"13")


def test_no_cell_runs_on_what_is_taken_in(
    course: Course, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a learner writes makes taking it in neither fail nor last: it is judged later, apart."""
    real = Activity.run

    def run(activity: Activity, answers: Mapping[str, Any] | None) -> Form:
        assert answers == {}
        return real(activity, answers)

    monkeypatch.setattr(Activity, "run", run)
    answers = {"prenom": "Léa", "histoire": "Un mardi de pluie."}
    (sent / "mini.json").write_bytes(AnswersFile("01-essai", "mini", answers).to_bytes())
    (found,) = taken(course, sent / "mini.json")
    assert found.receipt
    folder = course.root / "workshop" / "submitted" / found.receipt.learner / "01-essai"
    assert "Réponse reçue" in (folder / "mini.ipynb").read_text("utf-8")


def test_a_damaged_receipt_is_written_again(course: Course, sent: Path) -> None:
    """What a full disk cut short must not refuse a learner for ever."""
    (sent / "mini.json").write_bytes(GOOD)
    (first,) = taken(course, sent / "mini.json")
    kept = course.root / "workshop" / "receipts" / first.receipt.path
    for damaged in (b"", b"{", b"[]", b'{"lesson": 1}'):
        kept.write_bytes(damaged)
        (again,) = taken(course, sent / "mini.json")
        assert again.receipt.code == first.receipt.code
        assert kept.read_bytes() == again.receipt.to_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"dossier;participant\r\nZo\xc3\xa9;erable-7\r\n",
        b"\xef\xbb\xbf\r\nDossier,Participant,note\r\nZo\xc3\xa9,erable-7,x\r\n",
        b"participant\tdossier\nerable-7\tZo\xe9\n\n",
        "dossier;participant\nZoé;erable-7\nZOE;erable-7\n;\n".encode("utf-16"),
    ],
)
def test_a_roster_is_read_whatever_wrote_it(sent: Path, content: bytes) -> None:
    """Excel, a notebook, a form's export."""
    (sent / "liste.csv").write_bytes(content)
    assert read_roster(sent / "liste.csv") == {"zoe": "erable-7"}


def test_a_folder_is_one_persons(sent: Path) -> None:
    """Two lines that disagree are told with their place."""
    (sent / "liste.csv").write_text("dossier;participant\nZoé;erable-7\nzoe;erable-8\n", "utf-8")
    with pytest.raises(RosterRefused, match=r"ligne 3 : « zoe » est déjà à erable-7"):
        read_roster(sent / "liste.csv")
