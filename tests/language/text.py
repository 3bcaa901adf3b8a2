"""A text that somebody reads, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Stands for code, a number or a name that is only known when the text is shown.
GAP = "\ufffc"
_JOINED = re.compile(rf"(?<=[^\W\d_]){GAP}|{GAP}(?=[^\W\d_])")


@dataclass(frozen=True)
class Text:
    """`line` is where it begins, counted from 1; None where only `part` tells the place.

    When `exact`, a new line in the text is a new line in the file.
    """

    file: str
    text: str
    line: int | None = None
    part: str = ""
    exact: bool = False

    def place(self, offset: int = 0) -> str:
        """`file:line`, or the file and its part (an activity's field, a key of a catalogue)."""
        if self.line is None:
            return f"{self.file}, {self.part}"
        down = self.text.count("\n", 0, offset) if self.exact else 0
        return f"{self.file}:{self.line + down}" + (f", {self.part}" if self.part else "")

    @property
    def flat(self) -> str:
        """The text on one line; « autre{s} » is read « autre », any other gap is a number, X."""
        return _JOINED.sub("", self.text).replace(GAP, "X").replace("\n", " ").strip(" ")


def name(path: Path) -> str:
    """The path from the root."""
    return path.relative_to(ROOT).as_posix()
