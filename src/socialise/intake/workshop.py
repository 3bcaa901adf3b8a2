"""The folder of one workshop's data, in nbgrader's own layout, and safe writing in it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def is_plain_name(text: str) -> bool:
    """Whether a text can name a learner: lower-case letters, digits and single hyphens."""
    return len(text) <= 64 and _NAME.match(text) is not None


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and on the disk before returning."""
    write_together({path: content})


def write_quickly(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, that can be made again should the power fail."""
    write_together({path: content}, durable=False)


def write_together(contents: Mapping[Path, bytes], *, durable: bool = True) -> None:
    """Write files, all of them or none: each is on the disk before the first takes its place.

    Not `durable`, they are whole for every process, and may be lost with the machine's power.
    """
    partial: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".partiel")
            partial[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            partial[path].chmod(0o644)
        for path, written in partial.items():
            written.replace(path)
    except BaseException:
        for written in partial.values():
            written.unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Workshop:
    """Where a workshop's hand-ins, receipts, marks and feedback are kept."""

    folder: Path

    @property
    def submitted(self) -> Path:
        """nbgrader's `submitted` directory."""
        return self.folder / "submitted"

    @property
    def receipts(self) -> Path:
        """Every hand-in ever received, by learner, lesson and activity."""
        return self.folder / "receipts"

    @property
    def feedback(self) -> Path:
        """nbgrader's `feedback` directory."""
        return self.folder / "feedback"

    @property
    def unowned(self) -> Path:
        """Files whose owner is not known yet: « à attribuer »."""
        return self.folder / "a-attribuer"

    @property
    def refused(self) -> Path:
        """Files that could not be taken, each with the reason beside it."""
        return self.folder / "refuses"

    def learners(self) -> list[str]:
        """Everyone who handed something in, in order."""
        if not self.submitted.is_dir():
            return []
        return sorted(
            entry.name
            for entry in self.submitted.iterdir()
            if entry.is_dir() and not entry.is_symlink() and is_plain_name(entry.name)
        )
