"""Only regular files are read, whatever takes their place."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from socialise.intake.regular import NotTaken, is_real_folder, names_in, open_folder, read_regular

LIMIT = 1_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file in a folder of its own, and something precious beside."""
    (tmp_path / "base" / "erable-1").mkdir(parents=True)
    (tmp_path / "base" / "erable-1" / "mini.json").write_bytes(b"{}")
    (tmp_path / "gradebook.db").write_bytes(b"precieux")
    return tmp_path / "base"


def test_a_regular_file_is_read(folder: Path) -> None:
    """By its place below a folder that is trusted."""
    assert read_regular(folder, "erable-1/mini.json", LIMIT) == b"{}"
    assert read_regular(folder / "erable-1", "mini.json", 2) == b"{}"


def test_the_trusted_folder_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    """A trainer keeps her workshop where she wants."""
    (tmp_path / "atelier").symlink_to(folder)
    assert read_regular(tmp_path / "atelier", "erable-1/mini.json", LIMIT) == b"{}"


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket is short
        try:
            opened.bind(path.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize(
    ("put", "told"),
    [
        (lambda path: path.symlink_to("../../gradebook.db"), "lien"),
        (lambda path: path.symlink_to("/dev/zero"), "lien"),
        (lambda path: path.symlink_to(path.name), "lien"),
        (os.mkfifo, "un tube"),
        (Path.mkdir, "un dossier"),
        (_socket, "prise"),
        (lambda path: path.write_bytes(bytes(LIMIT + 1)), "1 Mo"),
    ],
)
def test_what_is_not_a_file_is_refused_in_one_line(folder: Path, put, told: str) -> None:
    """Nothing waits for a pipe, and nothing is read through a link."""
    put(folder / "erable-1" / "autre.json")
    with pytest.raises(NotTaken, match=told) as refused:
        read_regular(folder, "erable-1/autre.json", LIMIT)
    assert "\n" not in refused.value.reason
    assert refused.value.reason.endswith(".")


def test_a_device_is_not_read() -> None:
    """It may never end."""
    with pytest.raises(NotTaken, match="un appareil"):
        read_regular(Path("/dev"), "zero", LIMIT)


def test_a_linked_folder_is_refused(folder: Path) -> None:
    """A learner's folder that leads to another's would take her answers for his."""
    (folder / "erable-2").symlink_to("erable-1")
    with pytest.raises(NotTaken, match="son dossier est un lien"):
        read_regular(folder, "erable-2/mini.json", LIMIT)
    assert not is_real_folder(folder, "erable-2")
    assert is_real_folder(folder, "erable-1")


def test_a_file_in_a_folders_place_is_refused(folder: Path) -> None:
    """And is not the same as a folder that is absent."""
    (folder / "erable-3").write_bytes(b"")
    with pytest.raises(NotTaken, match="n'en est pas un"):
        read_regular(folder, "erable-3/mini.json", LIMIT)


@pytest.mark.parametrize("relative", ["erable-1/absent.json", "erable-9/mini.json", "a/b/c/d"])
def test_what_is_absent_is_absent(folder: Path, relative: str) -> None:
    """Not handed in is no refusal."""
    with pytest.raises(FileNotFoundError):
        read_regular(folder, relative, LIMIT)
    with pytest.raises(FileNotFoundError), open_folder(folder, f"{relative}/x"):
        pass


@pytest.mark.parametrize(
    "relative",
    ["../gradebook.db", "erable-1/../../gradebook.db", "/etc/passwd", "", ".", "..",
     "erable-1/a\0b", "x" * 300, "erable-1/\ud800"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, relative: str) -> None:
    """Below is below."""
    with pytest.raises(NotTaken):
        read_regular(folder, relative, LIMIT)


def test_a_file_that_grows_is_cut_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size was true a moment ago."""
    monkeypatch.setattr("socialise.intake.regular._CHUNK", 1)
    monkeypatch.setattr("os.read", lambda handle, size: b"x")
    with pytest.raises(NotTaken, match="5 octets"):
        read_regular(folder, "erable-1/mini.json", 5)


def test_no_descriptor_is_left_open(folder: Path) -> None:
    """Three thousand refusals must not use them all up."""
    (folder / "lien").symlink_to("x")
    opened = Path("/proc/self/fd")
    before = len(list(opened.iterdir()))
    for relative in ("lien", "erable-1", "erable-1/mini.json", "absent", "lien/x"):
        with suppress(FileNotFoundError, NotTaken):
            read_regular(folder, relative, LIMIT)
    assert len(list(opened.iterdir())) == before
    assert names_in(folder) == ["erable-1", "lien"]
