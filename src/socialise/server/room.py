"""The room: its code, which lets learners in, and its token, which lets the trainer in."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from socialise.intake.signature import keep_secret
from socialise.intake.workshop import Workshop

FORMAT = "socialise-room"
VERSION = 1
FILE = "room.json"

# No vowel (no word can come out), and nothing that is read for something else: 0 O, 1 I L, 2 Z,
# 5 S, 8 B. Six of these 21 signs make 85 million codes.
ALPHABET = "CDFGHJKMNPQRTVWX34679"
CODE_LENGTH = 6
TOKEN_GROUPS = 4  # of four signs: 70 bits
SESSION_S = 12 * 3600  # a trainer's session, in seconds: one day of workshop


class RoomUnreadable(Exception):
    """The room's file cannot be read; the text says where it is and what to do."""


@dataclass(frozen=True)
class Room:
    """What opens the room. Both are shown on the trainer's own screens only."""

    name: str
    code: str
    token: str

    @classmethod
    def of(cls, workshop: Workshop, name: str) -> Room:
        """The workshop's room, made the first time and kept in `room.json`, mode 0600.

        Raises RoomUnreadable.
        """
        path = workshop.folder / FILE
        try:
            kept = json.loads(keep_secret(path, _new))
            if kept["format"] != FORMAT or kept["version"] != VERSION:
                raise ValueError
            code, token = kept["code"], kept["trainer_token"]
            if len(_plain(code)) != CODE_LENGTH or len(_plain(token)) < 4 * TOKEN_GROUPS:
                raise ValueError
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise RoomUnreadable(unreadable(path)) from None
        return cls(name, code, token)

    def opens(self, code: str) -> bool:
        """Whether this is the room's code, however it was typed. Takes the same time always."""
        return hmac.compare_digest(_plain(code).encode(), _plain(self.code).encode())

    def is_trainer(self, token: str) -> bool:
        """Whether this is the trainer's token. Takes the same time always."""
        return hmac.compare_digest(_plain(token).encode(), _plain(self.token).encode())

    def session(self, now_s: float) -> str:
        """What the trainer's cookie holds: until when, and a proof that only the token gives."""
        until = str(int(now_s) + SESSION_S)
        return f"{until}.{self._proof(until)}"

    def is_session(self, cookie: str, now_s: float) -> bool:
        """Whether a cookie was made by `session` with the present token, and is not over."""
        until, _, proof = cookie.partition(".")
        if not (until.isascii() and until.isdigit() and len(until) < 16):
            return False
        good = hmac.compare_digest(proof.encode(), self._proof(until).encode())
        return good and now_s < int(until)

    def _proof(self, until: str) -> str:
        message = f"socialise-session {until}".encode()
        return hmac.new(self.token.encode(), message, hashlib.sha256).hexdigest()


def unreadable(path: Path) -> str:
    """What is said of a room's file that is not one."""
    return (
        f"{path} : ce fichier ne donne pas le code de la salle → supprimez-le; un nouveau code "
        "et un nouveau jeton seront faits, et les remises restent."
    )


def _new() -> bytes:
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    token = "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(TOKEN_GROUPS)
    )
    kept = {"format": FORMAT, "version": VERSION, "code": code, "trainer_token": token}
    return (json.dumps(kept, sort_keys=True, indent=2) + "\n").encode()


def _plain(text: str) -> str:
    """What was typed without its spaces and hyphens, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
