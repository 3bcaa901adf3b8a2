"""The room itself: light to import, and careful about the names that it gives."""

import importlib
import subprocess
import sys

import pytest

THINGS = {
    "answers_sheet": ["to_pdf"],
    "audit_workbook": ["to_xlsx"],
    "brand_page": ["to_pdf"],
    "cash_flow_figure": ["draw"],
    "editorial_events": ["to_ics"],
    "editorial_workbook": ["to_xlsx"],
    "month_figure": ["draw"],
    "objective_calendar": ["to_ics"],
    "objective_page": ["to_pdf"],
    "persona_card": ["to_pdf", "to_svg"],
    "roi_workbook": ["to_xlsx"],
    "time_ring": ["draw"],
    "watch_plan": ["to_pdf"],
}


@pytest.mark.parametrize(("module", "names"), THINGS.items())
def test_each_thing_gives_the_functions_that_notebooks_call(module: str, names: list[str]) -> None:
    """Notebooks write `from socialise.export import persona_card`."""
    thing = importlib.import_module(f"socialise.export.{module}")
    assert all(callable(getattr(thing, name)) and name in thing.__all__ for name in names)


def test_notebooks_load_nothing_heavy() -> None:
    """Every verdict runs the cells that import these modules, in the browser too."""
    script = f"""
import sys
from socialise.export import {", ".join(THINGS)}
heavy = {{"fpdf", "openpyxl", "icalendar", "fontTools", "PIL", "nbgrader"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
