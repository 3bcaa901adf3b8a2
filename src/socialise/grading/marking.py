"""What a worker does: one request about one activity, one reply. Both are JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from socialise.form import AnswersFile, AnswersRefused, BrokenActivity
from socialise.grading.marker import Marker

__all__ = ["CannotMark", "Key", "Reply", "Request", "reply_to"]

Key = tuple[str, str]
"""A lesson and the name of one of its activities."""
Request = tuple[str, str, bytes | None]
"""Lesson, activity, an answers file; None asks for the untouched form."""
Reply = dict[str, Any]
"""`outcome`: « marked » (`marked`: Marked's own fields), « refused » (`text`), « broken » (`cause`)
or « memory »."""


class CannotMark(Exception):
    """Whoever should mark is not there, or is not fit for it: place, fact and cure, in French."""


TOLD = 2_000  # characters of a refusal: an answers file can hold a million problems


def reply_to(markers: Mapping[Key, Marker], request: Request) -> bytes:
    """The reply to one request, whatever it holds."""
    return json.dumps(_reply(markers, request), ensure_ascii=False).encode("utf-8", "replace")


def _reply(markers: Mapping[Key, Marker], request: Request) -> Reply:
    lesson, activity, content = request
    marker = markers[lesson, activity]
    try:
        if content is None:
            marked = marker.blank()
        else:
            marked = marker.mark(AnswersFile.from_bytes(content).answers)
    except AnswersRefused as refused:
        text = str(refused)
        return {"outcome": "refused", "text": text if len(text) <= TOLD else f"{text[:TOLD]}…"}
    except MemoryError:
        return {"outcome": "memory"}
    except BaseException as error:  # a cell may raise anything, SystemExit too
        if isinstance(error.__cause__, MemoryError):
            return {"outcome": "memory"}
        return {"outcome": "broken", "cause": _cause(error)}
    return {"outcome": "marked", "marked": marked.to_json()}


def _cause(error: BaseException) -> str:
    """Which cell, and what kind of trouble; nothing of the answers, which a message may repeat."""
    if isinstance(error, BrokenActivity):
        place, _, told = str(error).partition(" : ")
        kind = told if error.__cause__ is None else type(error.__cause__).__name__
        return f"{place} : {kind}"
    return type(error).__name__
