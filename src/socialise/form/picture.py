"""A picture drawn from the answers, with what it says in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """`svg` is a whole SVG element as text, `text` its equivalent for who does not see it."""

    svg: str
    text: str
