"""The colours of everything taken home: ink on white paper, and a few that never speak alone."""

from __future__ import annotations

INK = "#1F2A37"
MAPLE = "#A63A1E"  # action, the brand
RIVER = "#1D5B70"  # figures
FIR = "#2C6A3E"  # met, known
AMBER = "#805300"  # to be checked, supposed
GREY = "#5B6672"  # secondary
PAPER = "#FBF8F3"
BOARD = "#F4EEE4"  # a sheet under the text
RULE = "#D9CEBD"  # a ruled line
MARGIN = "#D9A392"  # the margin of a school notebook
WHITE = "#FFFFFF"

__all__ = [
    "AMBER",
    "BOARD",
    "FIR",
    "GREY",
    "INK",
    "MAPLE",
    "MARGIN",
    "PAPER",
    "RIVER",
    "RULE",
    "WHITE",
]
