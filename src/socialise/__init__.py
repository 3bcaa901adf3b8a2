"""Socialise: workshops and courses made of notebooks.

An activity's notebook imports its form and its fields from here.
"""

from socialise.form import (
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
)
from socialise.words import Missing, Unreadable

__all__ = [
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
]
