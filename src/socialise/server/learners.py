"""Who may hand in: a pseudonym, and the digest of the secret that proves it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import datetime
from pathlib import Path

from socialise.intake.workshop import Workshop, is_plain_name, write_atomically
from socialise.server.pseudonyms import new_pseudonym

FORMAT = "socialise-learner"
VERSION = 1
FOLDER = "learners"
LIMIT = 5_000  # pseudonyms in a workshop: far above a room, low enough for a disk


class RoomFull(Exception):
    """No more pseudonym is given in this workshop."""


class Learners:
    """The workshop's learners, one file each below `learners/`; no secret is kept.

    A secret is 256 random bits: its plain SHA-256 cannot be searched back, so no slow derivation
    is needed. Deleting a learner's file takes her access away, at once.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._folder = workshop.folder / FOLDER
        self._by_digest: dict[str, str] = {}
        for path in sorted(self._folder.glob("*.json")):
            if (digest := self._digest(path.stem)) is not None:
                self._by_digest[digest] = path.stem

    def register(self, now: datetime) -> tuple[str, str]:
        """A new pseudonym and its secret, told this once; on the disk before it is given.

        `now` is aware. Raises RoomFull.
        """
        if len(self._by_digest) >= LIMIT:
            raise RoomFull
        learner = new_pseudonym(self._taken)
        secret = secrets.token_urlsafe(32)
        digest = _digest(secret)
        kept = {
            "format": FORMAT,
            "version": VERSION,
            "learner": learner,
            "secret_sha256": digest,
            "registered_at": now.isoformat(timespec="seconds"),
        }
        content = json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
        write_atomically(self._path(learner), content.encode())
        self._by_digest[digest] = learner
        return learner, secret

    def of(self, secret: str) -> str | None:
        """Whose secret this is, or None. What is compared are digests, in constant time."""
        digest = _digest(secret)
        learner = self._by_digest.get(digest)
        if learner is None:
            return None
        kept = self._digest(learner)
        return learner if kept is not None and hmac.compare_digest(kept, digest) else None

    def _path(self, learner: str) -> Path:
        return self._folder / f"{learner}.json"

    def _digest(self, learner: str) -> str | None:
        """The kept digest, or None where the file is gone or is not one of ours."""
        try:
            kept = json.loads(self._path(learner).read_bytes())
            digest = kept["secret_sha256"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return digest if isinstance(digest, str) and is_plain_name(learner) else None

    def _taken(self, learner: str) -> bool:
        """Whether anything in the workshop is under that name already, handed in or collected."""
        workshop = self._workshop
        places = (workshop.submitted, workshop.receipts, workshop.feedback)
        return self._path(learner).exists() or any((place / learner).exists() for place in places)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
