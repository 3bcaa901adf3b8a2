"""Who an answers file belongs to: the mark that the workshop's server puts on a download.

A learner without network at the end of the room can send her file later, by any channel; the mark
tells `collect` whose it is, whatever the file is named.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from socialise.form import AnswersFile, AnswersRefused, Problem
from socialise.form.answers import read_value
from socialise.intake.partial import Partial
from socialise.intake.workshop import Workshop, is_plain_name

__all__ = ["keep_secret", "sign", "signed_by"]

KEY_FILE = "signature.key"
_PURPOSE = b"socialise-answers 1"


def keep_secret(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of a file that only its owner may read (0600), made once if it is absent.

    When two processes make it together, both receive the same one.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    with Partial(path.parent, make()) as written:
        try:
            os.link(written.path, path)  # unlike a rename, never takes the place of another's
        except FileExistsError:
            pass
        except OSError:  # a disk without hard links (exFAT): the last one wins
            written.take(path)
    return path.read_bytes()


def sign(workshop: Workshop, learner: str, file: AnswersFile) -> bytes:
    """The answers file with its owner: canonical bytes, `signature: {learner, mac}` added.

    `mac` is HMAC-SHA256, by the workshop's key, of the learner's name and of the canonical bytes
    of the file without its signature.
    """
    key = keep_secret(_key_path(workshop), lambda: secrets.token_hex(32).encode())
    content = json.loads(file.to_bytes())
    content["signature"] = {"learner": learner, "mac": _mac(key, learner, file)}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return (text + "\n").encode()


def signed_by(workshop: Workshop, content: bytes) -> str | None:
    """The learner whose file this is, or None when it carries no signature.

    Raises AnswersRefused for what is not an answers file, and for a signature that is not this
    workshop's or not of this content: the answers may be good, their owner is not known.
    """
    value = read_value(content)
    file = AnswersFile.from_value(value)
    signature = value.get("signature")
    if signature is None:
        return None
    match signature:
        case {"learner": str(learner), "mac": str(mac)} if is_plain_name(learner):
            try:
                key = _key_path(workshop).read_bytes()
            except FileNotFoundError:
                key = b""
            if key and hmac.compare_digest(_mac(key, learner, file).encode(), mac.encode()):
                return learner
    raise AnswersRefused(
        [
            Problem(
                "signature",
                "La signature de ce fichier n'est pas celle que cet atelier donne à ces réponses. "
                "Le fichier a été modifié, ou il vient d'un autre atelier. "
                "Dites à qui il est avec socialise collect --learner.",
            )
        ]
    )


def _key_path(workshop: Workshop) -> Path:
    return workshop.folder / KEY_FILE


def _mac(key: bytes, learner: str, file: AnswersFile) -> str:
    message = b"\0".join((_PURPOSE, learner.encode(), file.to_bytes()))
    return hmac.new(key.strip(), message, hashlib.sha256).hexdigest()
