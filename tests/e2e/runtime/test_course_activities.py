"""The course's own activities, judged and taken home by the page's Python alone."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from loopback_site import LoopbackSite

from socialise.course.bundle import read_bundle
from socialise.export import portfolio
from socialise.form import Activity

ROOT = Path(__file__).parents[3]
NOW = "2026-12-03T14:30:00-05:00"
EXERCISES = sorted((ROOT / "exercises").glob("*/*.ipynb"))


def answers(exercise: Path) -> dict[str, Any]:
    """The first complete set of labelled answers to that exercise."""
    folder = ROOT / "tests" / "data" / "answers" / exercise.parent.name / exercise.stem
    sets = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    return dict(next(each["answers"] for each in sets if each["kind"] == "complete"))


def test_every_activity_is_judged_as_here_and_with_the_start_alone(
    python: Any, site: LoopbackSite
) -> None:
    """A cell that imports what only a PDF needs would cost each learner megabytes."""
    page = python()
    asked = 0
    for exercise in EXERCISES:
        bundle, given = read_bundle(exercise), answers(exercise)
        assert page.ask("open", bundle=bundle)["type"] == "ready"
        asked = asked or len(site.served)
        verdicts = page.ask("judge", answers=given)["verdicts"]
        assert verdicts == Activity.from_bundle(bundle).judge(given)
    assert site.served[asked:] == []
    assert page.seen == []


def test_what_is_taken_home_is_made_in_the_page(python: Any, site: LoopbackSite) -> None:
    """Finished things need no server, and nothing of what nobody needs."""
    page = python()
    for exercise in EXERCISES:
        bundle, given = read_bundle(exercise), answers(exercise)
        here = Activity.from_bundle(bundle)
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


def test_all_of_a_learner_s_work_is_gathered_in_the_page(python: Any, site: LoopbackSite) -> None:
    """The same .zip as here, name by name; an activity that breaks takes no other with it."""
    page = python()
    begun = []
    for exercise in EXERCISES:
        bundle, given = read_bundle(exercise), answers(exercise)
        first = not begun
        told = page.ask("gather", bundle=bundle, answers=given, first=first)
        assert told["type"] == "ready", told
        activity = Activity.from_bundle(bundle)
        begun.append((activity, portfolio.sound(activity, given)))
    broken = {**bundle, "cells": [{"id": "x", "role": "form", "points": 0, "source": "1 / 0"}]}
    assert page.ask("gather", bundle=broken, answers={}, first=False)["code"] == "gather"

    made = page.made(type="portfolio", kind="zip", now=NOW)
    works = portfolio.works_of(begun)
    here = portfolio.to_zip(works, datetime.fromisoformat(NOW))
    with (
        zipfile.ZipFile(io.BytesIO(made["bytes"])) as there,
        zipfile.ZipFile(io.BytesIO(here)) as expected,
    ):
        assert there.testzip() is None
        assert there.namelist() == expected.namelist()
        for name in expected.namelist():
            if name.endswith((".json", ".txt", ".svg", ".ics")):
                assert there.read(name) == expected.read(name)
    assert made["filename"] == "mon-plan-de-match.zip"
    assert [each.path for each in site.served if "_rest" in each.path] == []
    assert page.seen == []
