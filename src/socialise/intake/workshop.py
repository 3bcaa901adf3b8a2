"""The folder of one workshop's data, in nbgrader's own layout, and safe writing in it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePath

from socialise.intake.partial import Partial
from socialise.intake.regular import open_folder

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

    They take their places in the order given: a process killed between two leaves the later ones
    as they were. Not `durable`, they are whole for every process, and may be lost with the
    machine's power.
    """
    with ExitStack() as stack:
        partial: dict[Path, Partial] = {}
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            partial[path] = stack.enter_context(Partial(path.parent, content, durable=durable))
            partial[path].open_to_all()
        for path, written in partial.items():
            written.take(path)


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

    def real_folder(self, relative: str | PurePath) -> Path:
        """The folder `relative` of the workshop, made where it is absent.

        Raises NotTaken when a link or a file stands in the place of one of its folders: nothing
        is ever written through a link.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with open_folder(self.folder, relative, make=True):
            return self.folder / relative

    def learners(self) -> list[str]:
        """Everyone who handed something in, in order."""
        if not self.submitted.is_dir():
            return []
        return sorted(
            entry.name
            for entry in os.scandir(self.submitted)
            if entry.is_dir(follow_symlinks=False) and is_plain_name(entry.name)
        )
