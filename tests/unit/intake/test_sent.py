"""Whatever is sent, each file of it is read, or named with one French line."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialise.intake.file_names import copy_order, is_answers, original_stem
from socialise.intake.sent import sent

A = b'{"a": 1}'
MOODLE = "Nadia Roy_8_assignsubmission_file_"


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = 0) -> bytes:
    """An archive of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def special(name: str, mode: int) -> zipfile.ZipInfo:
    """An entry that says it is a link, a pipe…"""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with another name of the same length, as no tool would write it."""
    assert len(old) == len(new)
    return content.replace(old, new)


def flagged(content: bytes, flag: int) -> bytes:
    """The archive whose first entry has one more flag, in both of its heads."""
    made = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.index(mark) + place
        made[at : at + 2] = struct.pack("<H", struct.unpack("<H", made[at : at + 2])[0] | flag)
    return bytes(made)


def lying(size: int) -> bytes:
    """An archive whose list says that a file has another size than it has."""
    made = bytearray(zipped(("mini.json", bytes(50_000)), method=zipfile.ZIP_DEFLATED))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.index(mark) + place
        made[at : at + 4] = struct.pack("<I", size)
    return bytes(made)


def list_of(size: int) -> bytes:
    """An archive that says that its own list has so many bytes."""
    made = bytearray(zipped(("mini.json", A))) + bytes(10)
    at = made.rindex(b"PK\x05\x06") + 12
    made[at : at + 4] = struct.pack("<I", size)
    return bytes(made[:-10])


DEEP = zipped(("c.zip", zipped(("d.zip", zipped(("mini.json", A))))))

ARCHIVES: dict[str, tuple[bytes, list[str], list[str]]] = {
    # what it is: the archive, the names read, the words of each refusal
    "empty": (zipped(), [], []),
    "not an archive": (b"rien", [], ["ne se lit pas"]),
    "cut off": (zipped(("mini.json", A * 100))[:-30], [], ["ne se lit pas"]),
    "a folder of Moodle's": (zipped((f"{MOODLE}/mini.json", A)), [f"{MOODLE}/mini.json"], []),
    "flat, as Moodle may": (zipped((f"{MOODLE}mini.json", A)), [f"{MOODLE}mini.json"], []),
    "backslashes": (zipped((f"{MOODLE}\\mini.json", A)), [f"{MOODLE}/mini.json"], []),
    "decomposed letters": (zipped(("Zoe\u0308/mini.json", A)), ["Zoë/mini.json"], []),
    "leads out": (zipped(("../../mini.json", A)), ["mini.json"], []),
    "absolute": (zipped(("/etc/mini.json", A)), ["etc/mini.json"], []),
    "a drive": (zipped(("C:\\mini.json", A)), ["C:/mini.json"], []),
    "a NUL": (renamed(zipped(("a/miniX.json", A)), b"miniX.json", b"m\0niX.json"), [],
        ["Télécharger mes réponses"]),
    "the same name twice": (
        renamed(zipped(("a/mini.json", A), ("a/minj.json", A + b" ")), b"minj", b"mini"),
        ["a/mini.json"] * 2, []),
    "a link": (zipped((special("a/mini.json", 0o120777), b"/etc/passwd")), [], ["un lien"]),
    "a pipe": (zipped((special("a/mini.json", 0o010644), b"")), [], ["un tube"]),
    "too big": (zipped(("mini.json", bytes(1_000_001)), method=8), [], ["1 Mo"]),
    "says it is bigger": (lying(900_000), ["mini.json"], []),
    "says it is smaller": (lying(10), [], ["abîmée"]),
    "a list too long": (list_of(0xFFFFFFF0), [], ["ne se lit pas"]),
    "a list cut off": (list_of(4_000), [], ["ne se lit pas"]),
    "a password": (flagged(zipped(("mini.json", A)), 1), [], ["mot de passe"]),
    "lzma": (zipped(("mini.json", A), method=zipfile.ZIP_LZMA), [], [".zip ordinaire"]),
    "damaged within": (
        renamed(zipped(("mini.json", b"x" * 9)), b"x" * 9, b"y" * 9), [], ["abîmée"]),
    "too many files": (
        zipped(*((f"{n}.json", b"") for n in range(20_001))), [], ["20\u00a0000 fichiers"]),
    "a name too long": (zipped(("x" * 60_000 + ".json", A)), [], ["trop long"]),
    "an archive in it": (
        zipped((f"{MOODLE}/travail.zip", zipped(("mini.json", A)))),
        [f"{MOODLE}/travail.zip/mini.json"], []),
    "archives without end": (zipped(("b.zip", DEEP)), [], ["dans une archive dans"]),
    "a broken archive in it": (
        zipped(("a/t.zip", b"PK"), ("b/mini.json", A)), ["b/mini.json"], ["ne se lit pas"]),
    "a notebook alone": (zipped(("a/persona.ipynb", b"{}")), [], ["persona.json"]),
    "a notebook beside": (zipped(("a/mini.ipynb", b"{"), ("a/mini.json", A)), ["a/mini.json"], []),
    "copies": (
        zipped(("a/mini (1).json", A), ("a/mini.json", A), ("a/mini - Copie.json", A),
               ("a/mini(1).ipynb", b"")),
        ["a/mini - Copie.json", "a/mini.json", "a/mini (1).json"], []),
    "a document instead": (zipped(("a/mini.docx", b"PK")), [], ["Télécharger mes réponses"]),
    "a document beside": (zipped(("a/x.docx", b"PK"), ("a/mini.json", A)), ["a/mini.json"], []),
    "what systems leave": (
        zipped(("__MACOSX/a/._mini.json", b""), ("a/.DS_Store", b""), ("a/Thumbs.db", b"")),
        [], []),
}  # fmt: skip


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_is_told_file_by_file(kind: str, tmp_path: Path) -> None:
    """No archive stops what is beside it, and none is written anywhere."""
    content, names, words = ARCHIVES[kind]
    (tmp_path / "remises.zip").write_bytes(content)
    told = list(sent(tmp_path / "remises.zip"))
    assert [each.name for each in told if not each.refusal] == [
        f"remises.zip/{name}" for name in names
    ]
    refusals = [each.refusal for each in told if each.refusal]
    assert len(refusals) == len(words)
    for refusal, word in zip(refusals, words, strict=True):
        assert word in refusal
        assert "\n" not in refusal
    assert [each.name for each in tmp_path.iterdir()] == ["remises.zip"]


def test_a_name_in_the_old_encoding_is_read(tmp_path: Path) -> None:
    """cp437 unless it says UTF-8, and what macOS writes without saying it."""
    old = renamed(zipped(("ZoX/mini.json", A)), b"ZoX", b"Zo\x82")
    mac = renamed(zipped(("ZoXX/mini.json", A)), b"ZoXX", "Zoé".encode())
    for content in (old, mac):
        (tmp_path / "x.zip").write_bytes(content)
        assert [each.channel for each in sent(tmp_path / "x.zip")] == [("x.zip", "Zoé")]


def test_an_archive_opens_on_so_much_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty thousand swollen files are not all swollen."""
    monkeypatch.setattr("socialise.intake.archive.TOTAL_LIMIT", 25)
    (tmp_path / "x.zip").write_bytes(zipped(*((f"{n}/mini.json", A + b"  ") for n in range(4))))
    assert ["500 Mo" in each.refusal for each in sent(tmp_path / "x.zip")] == [
        False, False, True, True,
    ]  # fmt: skip


def test_an_archives_own_list_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten million names take gigabytes before one of them is looked at."""
    monkeypatch.setattr("socialise.intake.archive.DIRECTORY_LIMIT", 1_000)
    (tmp_path / "x.zip").write_bytes(zipped(*((f"{n}/mini.json", A) for n in range(40))))
    assert ["20\u00a0000 fichiers" in each.refusal for each in sent(tmp_path / "x.zip")] == [True]


@pytest.mark.parametrize(
    ("names", "channels"),
    [
        (["Nadia/mini.json", "Paul/mini.json"], [("recu", "Nadia"), ("recu", "Paul")]),
        (["Nadia/Paul/mini.json", "Zoé/mini.json"], [("recu", "Nadia"), ("recu", "Zoé")]),
        (["Nadia/Paul.json"], [("recu", "Nadia")]),
        (["Nadia/Paul/mini.json"], [("recu", "Nadia")]),
        (["tout/Nadia/mini.json", "tout/Paul/mini.json"],
         [("recu", "tout", "Nadia"), ("recu", "tout", "Paul")]),
        ([f"{MOODLE}/Paul/mini.json", f"{MOODLE}/Zoé/mini.json"],
         [("recu", MOODLE), ("recu", MOODLE)]),
        (["Nadia_1_mini.json"], [("recu", "Nadia_1_mini.json")]),
    ],
)  # fmt: skip
def test_the_channel_names_the_owner_and_the_sender_does_not(
    names: list[str], channels: list[tuple[str, ...]], tmp_path: Path
) -> None:
    """A learner who names her folder or her file for another stays who she is."""
    for name in names:
        place = tmp_path / "recu" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(A)
    (tmp_path / "recu.zip").write_bytes(zipped(*((name, A) for name in names)))
    assert [each.channel for each in sent(tmp_path / "recu")] == channels
    in_zip = [each.channel[1:] for each in sent(tmp_path / "recu.zip")]
    assert in_zip == [each[1:] for each in channels]


def test_a_learners_own_archive_is_the_learners(tmp_path: Path) -> None:
    """What she put in it, she named."""
    inner = zipped(("Paul/mini.json", A), ("Zoé/mini.json", A))
    (tmp_path / "x.zip").write_bytes(zipped((f"{MOODLE}/t.zip", inner), ("Zoé/mini.json", A)))
    assert [each.channel for each in sent(tmp_path / "x.zip")] == [
        ("x.zip", MOODLE), ("x.zip", MOODLE), ("x.zip", "Zoé"),
    ]  # fmt: skip


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (lambda path: os.mkfifo(path / "mini.json"), "un tube"),
    "a folder": (lambda path: (path / "mini.json").mkdir(), "un dossier"),
    "a link": (lambda path: (path / "mini.json").symlink_to("/etc/passwd"), "un lien"),
    "a broken link": (lambda path: (path / "mini.json").symlink_to("absent"), "un lien"),
    "a linked folder": (lambda path: (path / "d").symlink_to("/etc"), "ce dossier est un lien"),
    "too deep": (lambda path: (path / "/".join("abcdefghijkl")).mkdir(parents=True), "10 dossiers"),
    "too big": (lambda path: (path / "mini.json").write_bytes(bytes(1_000_001)), "1 Mo"),
    "a name": (lambda path: (path / "mini.json\n\x1b[2J").write_bytes(A), "pas un fichier"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLACES)
def test_what_stands_in_a_files_place_is_named(kind: str, tmp_path: Path) -> None:
    """And what is beside it is taken."""
    put, word = PLACES[kind]
    for name in ("a", "b"):
        (tmp_path / "recu" / name).mkdir(parents=True)
    put(tmp_path / "recu" / "a")
    (tmp_path / "recu" / "b" / "mini.json").write_bytes(A)
    told = list(sent(tmp_path / "recu"))
    assert sorted(bool(each.refusal) for each in told) == [False, True]
    assert all(word in each.refusal for each in told if each.refusal)
    assert all("\x1b" not in each.name and "\n" not in each.name for each in told)


@pytest.mark.parametrize(
    ("name", "kind", "stem"),
    [
        ("persona.json", True, "persona"),
        ("Persona.JSON", True, "persona"),
        ("persona (1).json", True, "persona"),
        ("persona(12).json", True, "persona"),
        ("persona.json (1)", True, "persona"),
        ("persona.json.txt", True, "persona"),
        ("persona - Copie.json", True, "persona"),
        ("persona - Copie (2).json", True, "persona"),
        ("persona copy.ipynb", False, "persona"),
        ("persona.jsonl", False, "personal"),
        ("json", False, "json"),
    ],
)
def test_a_name_tells_what_it_can(name: str, kind: bool, stem: str) -> None:
    """What browsers, mail programs and systems do to names is undone."""
    assert is_answers(name) is kind
    assert kind is False or original_stem(name) == stem


def test_the_latest_copy_comes_last() -> None:
    """The last one handed in is the one that counts."""
    names = ["a (2).json", "a.json", "a (10).json", "a - Copie.json"]
    assert sorted(names, key=copy_order) == [
        "a - Copie.json", "a.json", "a (2).json", "a (10).json",
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600), st.integers(0, 255))
def test_any_archive_is_told(tmp_path_factory, noise: bytes, at: int, byte: int) -> None:
    """A byte changed anywhere, noise at the end: read or named, and nothing is written."""
    folder = tmp_path_factory.mktemp("zip")
    made = bytearray(zipped(("a/mini.json", A), ("b/mini.json", A), ("c/x.zip", zipped()))) + noise
    made[at % len(made)] = byte
    (folder / "x.zip").write_bytes(made)
    for each in sent(folder / "x.zip"):
        assert each.content == b"" or not each.refusal
        assert "\n" not in each.refusal + each.name
    assert len(list(folder.iterdir())) == 1
