"""The receipt of a hand-in: the proof for the learner, and the copy that is kept."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from socialise.form import AnswersFile

FORMAT = "socialise-receipt"
VERSION = 1


@dataclass(frozen=True)
class Receipt:
    """What was received, from whom and when. `code` is the same for the same hand-in."""

    code: str
    learner: str
    received_at: datetime
    file: AnswersFile

    @classmethod
    def of(cls, learner: str, file: AnswersFile, now: datetime) -> Receipt:
        """The receipt of these answers by this learner, received at `now` (aware)."""
        digest = hashlib.sha256(learner.encode() + b"\0" + file.to_bytes()).digest()
        code = base64.b32encode(digest).decode()[:12]
        return cls("-".join((code[:4], code[4:8], code[8:])), learner, now, file)

    @property
    def path(self) -> Path:
        """Where it is kept, below the receipts folder."""
        return Path(self.learner, self.file.lesson, self.file.activity, f"{self.code}.json")

    def to_json(self) -> dict[str, Any]:
        """What the learner is told."""
        return {
            "receipt": self.code,
            "learner": self.learner,
            "lesson": self.file.lesson,
            "activity": self.file.activity,
            "received_at": self.received_at.isoformat(timespec="seconds"),
        }

    def to_bytes(self) -> bytes:
        """The kept copy, with the answers."""
        kept = self.to_json() | {
            "format": FORMAT,
            "version": VERSION,
            "answers": self.file.answers,
        }
        return (json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Receipt:
        """Read a kept copy back."""
        kept = json.loads(content)
        file = AnswersFile(kept["lesson"], kept["activity"], kept["answers"])
        received = datetime.fromisoformat(kept["received_at"])
        return cls(kept["receipt"], kept["learner"], received, file)


def read_receipts(folder: Path, learner: str) -> Iterator[Receipt]:
    """Every receipt of a learner, oldest first."""
    found = [
        Receipt.from_bytes(path.read_bytes()) for path in (folder / learner).glob("*/*/*.json")
    ]
    yield from sorted(found, key=lambda receipt: (receipt.received_at, receipt.code))
