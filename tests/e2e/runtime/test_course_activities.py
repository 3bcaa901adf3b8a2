"""The course's own activities, judged and taken home by the page's Python alone."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from loopback_site import LoopbackSite

from socialise.course.bundle import read_bundle
from socialise.form import Activity

ROOT = Path(__file__).parents[3]
NOW = "2026-12-03T14:30:00-05:00"
EXERCISES = sorted((ROOT / "exercises").glob("*/*.ipynb"))


def answers(exercise: Path) -> dict[str, Any]:
    """The first complete set of labelled answers to that exercise."""
    folder = ROOT / "tests" / "data" / "answers" / exercise.parent.name / exercise.stem
    sets = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    return dict(next(each["answers"] for each in sets if each["kind"] == "complete"))


@pytest.fixture(params=EXERCISES, ids=[path.stem for path in EXERCISES])
def exercise(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_an_activity_of_the_course_is_judged_as_here_and_with_the_start_alone(
    python: Any, site: LoopbackSite, exercise: Path
) -> None:
    """A cell that imports what only a PDF needs would cost each learner megabytes."""
    bundle = read_bundle(exercise)
    given = answers(exercise)
    page = python()
    assert page.ask("open", bundle=bundle)["type"] == "ready"
    asked = len(site.served)

    verdicts = page.ask("judge", answers=given)["verdicts"]

    assert verdicts == Activity.from_bundle(bundle).judge(given)
    assert site.served[asked:] == []
    assert page.seen == []


def test_what_an_activity_of_the_course_gives_to_take_home_is_made_in_the_page(
    python: Any, site: LoopbackSite, exercise: Path
) -> None:
    """The finished thing needs no server, and nothing of what nobody needs."""
    bundle = read_bundle(exercise)
    given = answers(exercise)
    here = Activity.from_bundle(bundle)
    page = python()
    page.ask("open", bundle=bundle)
    for thing in here.judge(given)["take_home"]:
        name, content = here.take_home(given, thing["id"], datetime.fromisoformat(NOW))
        made = page.file(given, thing["id"], NOW)
        assert (made["type"], made.get("filename")) == ("file", name), made
        assert made["bytes"][:4] == content[:4]
        if name.endswith((".svg", ".ics")):
            assert made["bytes"] == content
    assert [each.path for each in site.served if "_rest" in each.path] == []
    assert page.seen == []
