"""Pseudonyms: a tree, a bird or a river of Quebec, and a number."""

from __future__ import annotations

import secrets
from collections.abc import Callable

TREES = (
    "bouleau", "caryer", "cedre", "cerisier", "chene", "epinette", "erable", "frene", "hetre",
    "meleze", "noyer", "orme", "peuplier", "pin", "pruche", "sapin", "saule", "sorbier",
    "sureau", "tilleul",
)  # fmt: skip
BIRDS = (
    "bernache", "bruant", "chardonneret", "colibri", "eider", "geai", "gelinotte", "harfang",
    "hirondelle", "huard", "merle", "mesange", "moqueur", "oriole", "paruline", "sittelle",
    "sterne", "tangara", "troglodyte", "vireo",
)  # fmt: skip
RIVERS = (
    "ashuapmushuan", "batiscan", "bonaventure", "chaudiere", "gatineau", "harricana", "lievre",
    "malbaie", "manicouagan", "matapedia", "mingan", "mistassini", "nicolet", "outaouais",
    "peribonka", "richelieu", "rimouski", "saguenay", "yamaska",
)  # fmt: skip
WORDS = TREES + BIRDS + RIVERS


def new_pseudonym(taken: Callable[[str], bool]) -> str:
    """A pseudonym that nobody has, « erable-42 »: two digits while there is room, then more."""
    for digits in range(2, 7):
        for _ in range(200):
            number = 10 ** (digits - 1) + secrets.randbelow(9 * 10 ** (digits - 1))
            name = f"{secrets.choice(WORDS)}-{number}"
            if not taken(name):
                return name
    raise RuntimeError("no pseudonym left")
