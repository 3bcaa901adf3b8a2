"""Which socialise this is: two machines that mark the same class must have the very same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import socialise

__all__ = ["digest_of_rooms", "edition"]

JUDGES = ("form", "domain", "words")
"""The rooms whose code decides of a mark."""
MARKS = ("marked", "marker", "marking", "crew", "station", "cluster")
"""The files of this room that run where the marking is done."""


@cache
def digest_of_rooms() -> bytes:
    """The code of ours that decides of a mark, 32 bytes."""
    here = Path(socialise.__file__).parent
    return _digest(
        path
        for room in JUDGES
        for path in sorted((here / room).rglob("*"))
        if path.suffix in (".py", ".json")
    )


@cache
def edition() -> str:
    """Version and code, as « 0.1.0-1f0c3a5e9b2d »."""
    code = _digest(Path(__file__).with_name(f"{each}.py") for each in MARKS)
    return f"{version('socialise')}-{hashlib.sha256(digest_of_rooms() + code).hexdigest()[:12]}"


def _digest(paths: Iterable[Path]) -> bytes:
    here = Path(socialise.__file__).parent
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(here).as_posix().encode() + path.read_bytes())
    return digest.digest()
