"""What a cell is stands in its code, once: its role, its id, its points."""

from __future__ import annotations

import pytest

from socialise.course.cells import Described, UnclearCell, describe


@pytest.mark.parametrize(
    ("source", "described"),
    [
        ('f = Form("x", title="X", minutes=1)\nf', Described("form")),
        ("import math", Described("setup")),
        ("", Described("setup")),
        ("# Vérifié à la remise.", Described("setup")),
        ('f.criterion("a", "A", points=2, met=g, hint="")', Described("criterion", "a", 2, "A")),
        ('f.criterion("a", "A", points=0.5, met=g)', Described("criterion", "a", 0.5, "A")),
        ('f.criterion("a", "A", points=1, met=g, hidden=True)', Described("hidden", "a", 1, "A")),
        ('def g(): ...\nf.criterion("a", "A", points=1, met=g, hint="")',
         Described("criterion", "a", 1, "A")),
        ('f.free_text("t", points=3, rubric={})', Described("free_text", "t", 3)),
        ('f.take_home("pdf", "PDF", "x.pdf", g)', Described("take_home", "pdf", label="PDF")),
        ('f.model(a="1")', Described("sample")),
        ('f.sample("faible", a="1")', Described("sample")),
    ],
)  # fmt: skip
def test_the_last_expression_tells_the_role(source: str, described: Described) -> None:
    """nbgrader's metadata is derived from it: points are written once."""
    assert describe(source) == described


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("f.criterion(name, 'A', points=2)", "identifiant"),
        ("f.criterion('', 'A', points=2)", "identifiant"),
        ("f.criterion('a', 'A')", "points="),
        ("f.criterion('a', 'A', points=two)", "points="),
        ("f.criterion('a', 'A', points=True)", "points="),
        ("f.criterion('a', 'A', points=-1)", "points="),
        ("f.free_text('t', rubric={})", "points="),
    ],
)
def test_an_unclear_cell_is_refused(source: str, said: str) -> None:
    """An author hears of it at release, not from thirty learners."""
    with pytest.raises(UnclearCell, match=said):
        describe(source)
