"""The answers of a notebook, in `<activity>.json` beside it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socialise.form import AnswersFile
from socialise.form.answers import SIZE_LIMIT

__all__ = ["AnswersStore", "NotKept", "TooLarge"]


class NotKept(Exception):
    """What was written does not read back the same: nothing may be called saved."""


class TooLarge(Exception):
    """The answers make a file that nobody would take in; nothing was written."""


class AnswersStore:
    """Keeps the answers to one activity of a lesson in `folder`."""

    def __init__(self, folder: Path, lesson: str, activity: str) -> None:
        self.folder = folder
        self.lesson = lesson
        self.activity = activity
        self.path = folder / f"{activity}.json"

    def keep(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Write the answers whole or not at all, and give what the file now says.

        Raises TooLarge, OSError when the disk refuses, ValueError when they have no UTF-8 form, and
        NotKept when the file reads back otherwise.
        """
        content = AnswersFile(self.lesson, self.activity, dict(answers)).to_bytes()
        if len(content) > SIZE_LIMIT:
            raise TooLarge(self.path.name)
        self._replace(content)
        read = self.path.read_bytes()
        if read != content:
            raise NotKept(self.path.name)
        return AnswersFile.from_bytes(read).answers

    def set_aside(self) -> str:
        """Give the file that is there another name, so that nothing replaces it; gives the name."""
        number, name = 1, f"{self.path.name}.ancien"
        while (self.folder / name).exists():
            number += 1
            name = f"{self.path.name}.ancien{number}"
        self.path.rename(self.folder / name)
        return name

    def _replace(self, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=f".{self.activity}-", suffix=".tmp")
        scratch = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp's files are for their owner alone; answers are as readable as the notebook.
            scratch.chmod(0o666 & ~_umask())
            scratch.replace(self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                scratch.unlink()
            raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
