"""Files that stand or fall together."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialise.intake.workshop import write_together


def test_all_are_written(tmp_path: Path) -> None:
    """And the folders that they need."""
    write_together({tmp_path / "a" / "un": b"1", tmp_path / "b" / "deux": b"2"})
    assert (tmp_path / "a" / "un").read_bytes() == b"1"
    assert (tmp_path / "b" / "deux").read_bytes() == b"2"


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    """Answers without the notebook that goes with them would be half a hand-in."""
    (tmp_path / "un").write_bytes(b"avant")
    (tmp_path / "fichier").write_bytes(b"")
    with pytest.raises(OSError, match="fichier"):
        write_together({tmp_path / "un": b"1", tmp_path / "fichier" / "deux": b"2"})
    assert (tmp_path / "un").read_bytes() == b"avant"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["fichier", "un"]
