"""Strings as data, one key a string: what the ES module shows, and what notebooks show."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


def _strings(name: str) -> dict[str, str]:
    strings: dict[str, str] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return strings


@cache
def interface_words() -> dict[str, str]:
    """Every string that the ES module shows, by its key (`interface.json`)."""
    return _strings("interface.json")


@cache
def _notebook_words() -> dict[str, str]:
    return _strings("notebook.json")


def phrase(key: str, **values: object) -> str:
    """A string of notebooks and grading (`notebook.json`), its {placeholders} filled.

    Raises KeyError when there is none of that key.
    """
    return _notebook_words()[key].format(**values)
