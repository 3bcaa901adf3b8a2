"""The answers file: what was typed, as typed (docs/formats.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from socialise.form.problems import AnswersRefused, Problem
from socialise.form.strict_json import NotStrictJson, loads
from socialise.words import nfc, quebec_typography

FORMAT = "socialise-answers"
VERSION = 1
SIZE_LIMIT = 1_000_000  # bytes


@dataclass(frozen=True)
class AnswersFile:
    """The answers to one activity; `answers` maps field ids to what was typed."""

    lesson: str
    activity: str
    answers: dict[str, Any]

    def to_bytes(self) -> bytes:
        """Canonical bytes: UTF-8, NFC, sorted keys. Equal answers give equal bytes."""
        content = {
            "activity": self.activity,
            "answers": _nfc(self.answers),
            "format": FORMAT,
            "lesson": self.lesson,
            "version": VERSION,
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
        return (text + "\n").encode("utf-8")

    @classmethod
    def from_bytes(cls, content: bytes) -> AnswersFile:
        """Read an answers file, whatever encoding wrote it. Raises AnswersRefused, and no more.

        Only the envelope is checked here, and that it is JSON without doubt (`strict_json`);
        `Form.check` knows the fields.
        """
        return cls.from_value(read_value(content))

    @classmethod
    def from_value(cls, data: Any) -> AnswersFile:
        """The answers in what `read_value` gave. Raises AnswersRefused."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise _refused(
                "Ce fichier ne contient pas de réponses. Prenez celui que donne le bouton "
                "« Télécharger mes réponses »."
            )
        if data.get("version") != VERSION:
            raise _refused(
                "Ce fichier vient d'une autre version du cours. Ouvrez la page de l'activité, "
                "puis téléchargez vos réponses de nouveau."
            )
        lesson, activity, answers = (data.get(key) for key in ("lesson", "activity", "answers"))
        if not isinstance(lesson, str) or not isinstance(activity, str):
            raise _refused(f"Ce fichier ne dit pas de quelle activité il s'agit. {_AGAIN}")
        if not isinstance(answers, dict):
            raise _refused(f"Ce fichier ne contient aucune liste de réponses. {_AGAIN}")
        return cls(lesson, activity, answers)


_AGAIN = (
    "Téléchargez vos réponses de nouveau à partir de la page de l'activité, puis reprenez ce "
    "fichier tel quel."
)


def read_value(content: bytes) -> Any:
    """The JSON value of an answers file, its texts in NFC. Raises AnswersRefused, and no more."""
    if len(content) > SIZE_LIMIT:
        raise _refused("Ce fichier dépasse 1 Mo : ce n'est pas un fichier de réponses.")
    try:
        return loads(content)
    except NotStrictJson as problem:
        raise _refused(f"{problem} {_AGAIN}") from None


def _refused(text: str) -> AnswersRefused:
    return AnswersRefused([Problem("", quebec_typography(text))])


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_nfc(item) for item in value]
    if isinstance(value, dict):
        return {nfc(str(key)): _nfc(item) for key, item in value.items()}
    return value
