"""A small notebook as nbgrader releases it."""

from __future__ import annotations

import textwrap
from typing import Any

FORM = """
    from socialise import Form, LongText, Number, Text
    mini = Form("mini", Text("prenom", "Prénom"), Number("age", "Âge"),
                LongText("histoire", "Histoire"), Text("secret", "Un secret", private=True),
                title="Essai", minutes=5)
    mini
"""
AGE = """
    mini.criterion("age", "Un âge d'au moins 18 ans", points=2, met=lambda: mini["age"] >= 18,
                   seen=lambda: mini.raw("age"), hint="Par exemple : 42.")
"""
FREE = 'mini.free_text("histoire", points=3, rubric={0: "", 1: "", 2: "", 3: ""})'
NOTE = """
    mini.take_home("note", "Une note", "note.txt",
                   lambda form, now: f"{mini['age']} {now:%Y}".encode())
"""
HIDDEN = "# Vérifié à la remise."


def code(id: str, source: str, points: float | None = None, solution: bool = False) -> Any:
    """A code cell as nbgrader releases it."""
    grader = {"grade_id": id, "grade": points is not None, "solution": solution, "locked": True}
    if points is not None:
        grader["points"] = points
    lines = textwrap.dedent(source).strip().splitlines(keepends=True)
    return {"id": id, "cell_type": "code", "metadata": {"nbgrader": grader}, "source": lines}


CELLS = (
    {"id": "titre", "cell_type": "markdown", "metadata": {}, "source": ["# Essai"]},
    code("form-2", FORM),
    code("age", AGE, 2),
    code("pair", HIDDEN, 1.5),
    code("histoire", FREE, 3, solution=True),
    code("note", NOTE),
)
