"""Answers are kept whole or not at all, and nothing is called kept that does not read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socialise.form import AnswersFile
from socialise.widget.answers_store import AnswersStore, NotKept, TooLarge


@pytest.fixture
def store(tmp_path: Path) -> AnswersStore:
    """The answers of one activity in an empty lesson."""
    folder = tmp_path / "01-essai"
    folder.mkdir()
    return AnswersStore(folder, "01-essai", "mini")


def test_the_file_is_the_canonical_answers_file(store: AnswersStore) -> None:
    """It is handed in as it is."""
    assert store.keep({"prenom": "Le\u0301a"}) == {"prenom": "Léa"}
    content = store.path.read_bytes()
    assert content == AnswersFile("01-essai", "mini", {"prenom": "Léa"}).to_bytes()


def test_only_the_file_is_left(store: AnswersStore) -> None:
    """A notebook's folder is what a learner hands in: no scratch file may stay there."""
    store.keep({"prenom": "Léa"})
    store.keep({"prenom": "Lé"})
    assert [path.name for path in store.folder.iterdir()] == ["mini.json"]


def test_a_refused_write_leaves_the_former_answers(
    store: AnswersStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may be full at any moment."""
    store.keep({"prenom": "Léa"})

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.keep({"prenom": "Nadia"})
    assert json.loads(store.path.read_bytes())["answers"] == {"prenom": "Léa"}
    assert [path.name for path in store.folder.iterdir()] == ["mini.json"]


def test_half_a_character_is_refused_before_anything_is_touched(store: AnswersStore) -> None:
    """A broken paste has no UTF-8 form."""
    store.keep({"prenom": "Léa"})
    with pytest.raises(ValueError, match="surrogates"):
        store.keep({"prenom": "\ud800"})
    assert json.loads(store.path.read_bytes())["answers"] == {"prenom": "Léa"}


def test_what_nobody_would_take_in_is_not_written(store: AnswersStore) -> None:
    """A file past the cap could not be read again."""
    store.keep({"prenom": "Léa"})
    with pytest.raises(TooLarge):
        store.keep({"prenom": "a" * 1_000_000})
    assert json.loads(store.path.read_bytes())["answers"] == {"prenom": "Léa"}


def test_what_reads_back_otherwise_is_not_kept(
    store: AnswersStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A synchronised folder may put an older file back at once."""
    older = AnswersFile("01-essai", "mini", {}).to_bytes()
    monkeypatch.setattr(Path, "read_bytes", lambda self: older)
    with pytest.raises(NotKept):
        store.keep({"prenom": "Léa"})


def test_files_set_aside_never_replace_one_another(store: AnswersStore) -> None:
    """What could not be read may still be mended by someone."""
    names = []
    for text in ("un", "deux", "trois"):
        store.path.write_text(text, "utf-8")
        names.append(store.set_aside())
    assert names == ["mini.json.ancien", "mini.json.ancien2", "mini.json.ancien3"]
    assert [(store.folder / name).read_text("utf-8") for name in names] == ["un", "deux", "trois"]
