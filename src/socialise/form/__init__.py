"""Forms bound to answers, and the verdicts on them. Standard library only: runs in the browser."""

from socialise.form import checks
from socialise.form.answers import SIZE_LIMIT, AnswersFile
from socialise.form.checks import Check
from socialise.form.criterion import Criterion, Outcome
from socialise.form.engine import Activity, BrokenActivity, Cell, NotReady
from socialise.form.fields import (
    Carried,
    Choice,
    Choices,
    Classify,
    Computed,
    Date,
    Duration,
    Field,
    Figure,
    LongText,
    Money,
    Number,
    Percent,
    Ranking,
    Row,
    Scale,
    Table,
    Text,
)
from socialise.form.form import Form, FreeText, Sample, Session, TakeHome, run_with
from socialise.form.panel import Preview, WhatIf
from socialise.form.picture import Picture
from socialise.form.problems import AnswersRefused, Problem
from socialise.form.section import Section

__all__ = [
    "SIZE_LIMIT",
    "Activity",
    "AnswersFile",
    "AnswersRefused",
    "BrokenActivity",
    "Carried",
    "Cell",
    "Check",
    "Choice",
    "Choices",
    "Classify",
    "Computed",
    "Criterion",
    "Date",
    "Duration",
    "Field",
    "Figure",
    "Form",
    "FreeText",
    "LongText",
    "Money",
    "NotReady",
    "Number",
    "Outcome",
    "Percent",
    "Picture",
    "Preview",
    "Problem",
    "Ranking",
    "Row",
    "Sample",
    "Scale",
    "Section",
    "Session",
    "Table",
    "TakeHome",
    "Text",
    "WhatIf",
    "checks",
    "run_with",
]
