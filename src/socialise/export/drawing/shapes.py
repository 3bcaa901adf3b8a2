"""Small line drawings, written once: SVG path data that the PDF and the SVG both understand.

Only absolute M, L, C and Z. Signs are drawn in a square of 24 units, lines 2 units thick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BOX = 24.0

_TOKEN = re.compile(r"[MLCZ]|-?[0-9]+(?:\.[0-9]+)?")
_SIZES = {"M": 2, "L": 2, "C": 6, "Z": 0}
_CURVE = 0.5523  # how far the handles of a quarter of circle stand, for a radius of 1


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle, in four curves."""
    near, r = radius * _CURVE, radius
    return (
        f"M{x + r:g} {y:g}C{x + r:g} {y + near:g} {x + near:g} {y + r:g} {x:g} {y + r:g}"
        f"C{x - near:g} {y + r:g} {x - r:g} {y + near:g} {x - r:g} {y:g}"
        f"C{x - r:g} {y - near:g} {x - near:g} {y - r:g} {x:g} {y - r:g}"
        f"C{x + near:g} {y - r:g} {x + r:g} {y - near:g} {x + r:g} {y:g}Z"
    )


def steps(path: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Each command of a path with its numbers. Raises ValueError for anything else."""
    tokens = _TOKEN.findall(path)
    place = 0
    while place < len(tokens):
        command = tokens[place]
        if command not in _SIZES:
            raise ValueError(f"a command is expected, not {command} in {path!r}")
        size = _SIZES[command]
        yield command, tuple(float(token) for token in tokens[place + 1 : place + 1 + size])
        place += 1 + size


# What a claim rests on. The shapes differ as much as the colours.
INTERVIEW = "M4 4.5L20 4.5L20 16L12 16L7 20.500L7 16L4 16Z M8 8.500L16 8.500M8 12L13 12"
DATA = "M3.500 20.500L20.500 20.500M6.500 20L6.500 13M12 20L12 4M17.500 20L17.500 9"
OBSERVATION = (
    "M2 12C5.500 6.200 8.600 5 12 5C15.400 5 18.500 6.200 22 12C18.500 17.800 15.400 19 12 19"
    "C8.600 19 5.500 17.800 2 12Z" + circle(12, 12, 3)
)
QUESTION = (
    "M8.800 9.200C8.800 4.800 15.600 4.800 15.600 9.200C15.600 12 12.200 12 12.200 15"
    "M12.200 18.700L12.200 18.750"
)
RING = circle(12, 12, 10)  # drawn in dashes around the question mark
# What a criterion came to.
CHECK = "M4.500 12.500L10 18L19.500 6.500"
HOLLOW = circle(12, 12, 7)

# The logo: a sheet of a notebook that speaks. 48 units.
LOGO_SHEET = (
    "M8 5L40 5C41.700 5 43 6.300 43 8L43 33C43 34.700 41.700 36 40 36L24 36L13 45L13 36L8 36"
    "C6.300 36 5 34.700 5 33L5 8C5 6.300 6.300 5 8 5Z"
)
LOGO_MARGIN = "M14.500 6L14.500 35"
LOGO_LINES = "M21 15L36 15M21 21L36 21M21 27L30 27"
LOGO_BOX = 48.0
