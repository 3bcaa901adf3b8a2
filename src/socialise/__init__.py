"""Socialise: workshops and courses made of notebooks.

An activity's notebook imports its form and its fields from here. In a notebook that a person has
open, a form then shows itself as a widget; under nbgrader, in the page and in a bare interpreter,
nothing more than the standard library is loaded.
"""

import os
import sys

from socialise.form import (
    Carried,
    Check,
    Choice,
    Choices,
    Classify,
    Computed,
    Date,
    Duration,
    Figure,
    Form,
    LongText,
    Money,
    Number,
    Percent,
    Picture,
    Ranking,
    Scale,
    Section,
    Table,
    Text,
    checks,
)
from socialise.words import Missing, Unreadable

__all__ = [
    "Carried",
    "Check",
    "Choice",
    "Choices",
    "Classify",
    "Computed",
    "Date",
    "Duration",
    "Figure",
    "Form",
    "LongText",
    "Missing",
    "Money",
    "Number",
    "Percent",
    "Picture",
    "Ranking",
    "Scale",
    "Section",
    "Table",
    "Text",
    "Unreadable",
    "checks",
]


def _wire_notebook() -> None:
    """Give IPython what shows forms, when a kernel is there and nbgrader is not."""
    ipython = sys.modules.get("IPython")
    if ipython is None or "NBGRADER_EXECUTION" in os.environ:
        return
    shell = ipython.get_ipython()
    if getattr(shell, "kernel", None) is not None:
        from socialise.widget import kernel

        kernel.register(shell)


_wire_notebook()
