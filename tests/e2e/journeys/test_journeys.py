"""Six people take the whole course, from the home page to « Mon plan de match »."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from e2e.atelier.activity_form import content, plain
from e2e.atelier.device import PATIENCE_MS, open_device
from e2e.atelier.keyboard import date_keys
from e2e.atelier.room import Room, open_room
from e2e.journeys.course_walk import CourseWalk
from e2e.journeys.gathered import Gathered
from e2e.journeys.hands import Means
from e2e.journeys.keys import Keys
from e2e.journeys.learner import ROOT, Learner, learners
from e2e.journeys.pointer import Pointer
from e2e.journeys.portfolio import Document, Folder
from e2e.journeys.report import RESULTS
from playwright.sync_api import Browser, Page, expect

from socialise.course.course import Course

pytestmark = pytest.mark.journeys


@pytest.mark.parametrize("learner", learners(), ids=lambda learner: learner.name)
def test_a_learner_takes_the_whole_course_and_leaves_with_her_plan(
    learner: Learner, browser: Browser, static_url: str, course: Course, tmp_path: Path
) -> None:
    """Every lesson by its links, every criterion met, and at the end all that she wrote, as she
    wrote it: in the document, in the folder, and where she handed it in."""
    begun = time.monotonic()
    (RESULTS / f"{learner.name}.json").unlink(missing_ok=True)
    with ExitStack() as opened:
        room = opened.enter_context(open_room(tmp_path / "salle")) if _in_a_room(learner) else None
        origin = room.url if room else static_url
        device = opened.enter_context(open_device(browser, origin, **_options(learner)))
        means = _means(learner, device.page)
        walk = CourseWalk(
            learner, device, means, origin, room.code if room else None,
            lambda key: _labels(course, key), tmp_path,
        )  # fmt: skip
        walk.to_the_last_lesson()
        assert walk.pages == [page for page in _pages(walk.pages[0]) if page in walk.pages]
        assert list(walk.verdicts) == [f"{lesson}/{name}" for lesson, name in course.keys]
        walk.to_my_plan()
        gathered = Gathered(
            course,
            learner,
            Document(_taken(means, device.page, "(PDF)")),
            Folder(_taken(means, device.page, "(.zip)")),
        )
        (tmp_path / "mon-plan.pdf").write_bytes(gathered.document.content)
        (tmp_path / "mon-plan.zip").write_bytes(gathered.folder.content)

        scores = {
            key: (sum(each["outcome"] == "met" for each in told), len(told))
            for key, told in walk.verdicts.items()
        }
        assert walk.told_in_my_plan() == {
            plain(form.title): f"{len(gathered.answers[key])} réponses"
            for key, form in gathered.forms.items()
        }
        assert gathered.counts() == scores
        assert gathered.untold() == []
        assert gathered.other_answers() == {}
        assert gathered.absent() == []
        assert gathered.leaked() == []
        assert gathered.not_in_the_workbook() == []
        assert gathered.otherwise_in_libreoffice(tmp_path) == []
        files = gathered.opened()
        if isinstance(means, Keys):
            assert means.lost() == []
        if room:
            assert _received(room, walk) == gathered.answers
    _record(learner, walk, scores, files, time.monotonic() - begun)


def _in_a_room(learner: Learner) -> bool:
    return learner.place == "room"


def _options(learner: Learner) -> dict[str, Any]:
    width, height, touch = (learner.device[key] for key in ("width", "height", "touch"))
    phone = {"has_touch": True, "is_mobile": True} if touch else {}
    return {
        "keeps_site": learner.place == "kept",
        "viewport": {"width": width, "height": height},
        "accept_downloads": True,
    } | phone


def _means(learner: Learner, page: Page) -> Means:
    if learner.hands == "keyboard":
        return Keys(page, date_keys(page))
    return Pointer(page, learner.device["touch"])


def _labels(course: Course, key: str) -> dict[str, str]:
    criteria = course.activity(*key.split("/")).judge({})["criteria"]
    return {each["id"]: each["label"] for each in criteria}


def _pages(first: str) -> list[str]:
    """The pages of the contents, in order, after the first."""
    lines = (ROOT / "_toc.yml").read_text("utf-8").splitlines()
    files = [line.partition("file: book/")[2] for line in lines if "file: book/" in line]
    return [first, *files]


def _taken(means: Means, page: Page, kind: str) -> bytes:
    """One of the two files, once the page says where it is."""
    with page.expect_download(timeout=PATIENCE_MS) as download:
        means.press(page.get_by_role("button", name=kind))
    expect(page.locator(".so-note")).to_contain_text(
        f"{download.value.suggested_filename} est dans"
    )
    assert "n'a pas pu" not in plain(page.locator(".so-note").text_content())
    return content(download.value)


def _received(room: Room, walk: CourseWalk) -> dict[str, Any]:
    """What stands in the trainer's workshop, by activity; each hand-in has its receipt."""
    files = room.files()
    numbers = " ".join(name for name in files if name.startswith("receipts/"))
    assert all(number in numbers for number in walk.receipts.values())
    return {
        "/".join(Path(name).with_suffix("").parts[-2:]): json.loads(found)["answers"]
        for name, found in files.items()
        if name.startswith("submitted/") and name.endswith(".json")
    }


def _record(
    learner: Learner,
    walk: CourseWalk,
    scores: dict[str, tuple[int, int]],
    files: dict[str, int],
    seconds: float,
) -> None:
    """What docs/journeys.md tells of the last run."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    told = {
        "day": date.today().isoformat(),
        "minutes": round(seconds / 60, 1),
        "pages": len(walk.pages) + 1,
        "met": sum(met for met, _ in scores.values()),
        "criteria": sum(total for _, total in scores.values()),
        "receipts": len(walk.receipts),
        "hints": walk.hints,
        "files": files,
    }
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    (RESULTS / f"{learner.name}.json").write_text(f"{text}\n", "utf-8")
