"""Every page of the site, and every state of a form: accessible, quiet, and at home only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

import pytest
from e2e.atelier.activity_form import ActivityForm
from e2e.atelier.device import PATIENCE_MS, Device
from e2e.atelier.room import ROOT, Room
from parity.labelled import LabelledSet
from playwright.sync_api import Page, expect

from socialise.course.course import Course

SITE = ROOT / "_build" / "html"
ACTIVITIES = {activity: lesson for lesson, activity in Course(ROOT).keys}
PAGES = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if not path.relative_to(SITE).parts[0].startswith(("_", "."))
)
Light = Literal["light", "dark"]
EVERY: tuple[tuple[int, Light], ...] = (
    (390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"),
)  # fmt: skip
FEWEST = (EVERY[1], EVERY[2])  # each light and each width once: the others are for `make looks`
AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const place = (node) => node.html.slice(0, 160);
  return found.violations.map((one) => [one.id, ...one.nodes.map(place)].join(" | "));
}"""


def looked_at(page: Page, axe: str, ways: Sequence[tuple[int, Light]] = FEWEST) -> list[str]:
    """axe's violations, and what sticks out of the screen, at these widths in these lights."""
    page.evaluate(axe)
    found = []
    for width, light in ways:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=light, reduced_motion="reduce")
        page.locator(f'html[data-theme="{light}"]').wait_for(state="attached")
        found += [f"{width} {light} {each}" for each in page.evaluate(AXE)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width}: {wide} px wide"] if wide > width else []
    return found


WITH_A_FORM = {f"book/{lesson}.html" for lesson in ACTIVITIES.values()}
# One deck of slides stands for the others, which are `make looks`'s: the same template, cut alike.
SLIDES = [name for name in PAGES if name.startswith("diapos/")][1:]
VISITS = [("room", name) for name in PAGES if name not in SLIDES]
# The static pages are the same files; what differs without a room is in those that have a form.
VISITS += [("static", name) for name in PAGES if name in WITH_A_FORM]


@pytest.mark.parametrize(("where", "name"), VISITS)
def test_a_page_asks_its_own_origin_says_nothing_and_reads_well(
    name: str, where: str, room: Room, static_url: str, device: Any, axe: str
) -> None:
    """No request elsewhere and no word in the console (the device checks), no violation."""
    origin = room.url if where == "room" else static_url
    own = device(origin)
    # A form is drawn by a script, and the first page leads to another.
    drawn = "networkidle" if name in WITH_A_FORM or name == "index.html" else "load"
    response = own.page.goto(f"{origin}/{name}", wait_until=drawn)
    assert response is not None
    assert response.ok
    if where == "room":
        scripts = response.headers["content-security-policy"].partition("script-src")[2]
        assert "'self'" in scripts
        assert "unsafe-inline" not in scripts.partition(";")[0]
        assert looked_at(own.page, axe) == []


@pytest.mark.looks
@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well_in_each_light_at_each_width(
    name: str, room: Room, device: Any, axe: str
) -> None:
    """The two ways that the test above leaves out, and the two others again."""
    own = device(room.url)
    own.page.goto(f"{room.url}/{name}", wait_until="networkidle")
    assert looked_at(own.page, axe, EVERY) == []


Sets = dict[str, LabelledSet]


def _worst(sets: Sets, activity: str) -> LabelledSet:
    """The set with the most outcomes that are not « met », unreadable ones first."""

    def badness(one: LabelledSet) -> tuple[int, int]:
        outcomes = list(one.expected.values())
        return outcomes.count("a_verifier"), len(set(outcomes))

    return max((one for one in sets.values() if one.activity == activity), key=badness)


def _best(sets: Sets, activity: str) -> LabelledSet:
    """The first complete set in which everything deserves « met »."""
    return next(
        one
        for one in sets.values()
        if one.activity == activity
        and one.kind == "complete"
        and set(one.expected.values()) == {"met"}
    )


def _wrong(form: ActivityForm, sets: Sets) -> None:
    """What cannot be read beside its field, criteria not met, and an erasure about to be asked."""
    one = _worst(sets, form.activity)
    form.load(one.answers)
    form.check()
    wanted = "a_verifier" if "a_verifier" in one.expected.values() else "not_met"
    assert wanted in {each["outcome"] for each in form.verdict()}
    form.section.get_by_role("button", name="Effacer mes réponses de cet appareil").click()


def _right(form: ActivityForm, sets: Sets) -> None:
    """Everything met, and handed in where there is a room."""
    form.load(_best(sets, form.activity).answers)
    form.check()
    assert {each["outcome"] for each in form.verdict()} == {"met"}


STATES: dict[str, Callable[[ActivityForm, Any], None]] = {
    "wrong": _wrong,
    "right": _right,
}


# A form that nobody has touched is looked at with its page. Every other lesson's states are looked
# at by `make looks`.
FEW = {ACTIVITIES[name] for name in ("persona", "objectif", "plan-de-match")}
LESSONS = [
    lesson if lesson in FEW else pytest.param(lesson, marks=pytest.mark.looks)
    for lesson in sorted(set(ACTIVITIES.values()))
]


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_a_form_reads_well(
    state: str, lesson: str, room: Room, device: Any, sets: Any, axe: str
) -> None:
    """All the forms of a lesson at once, in the room."""
    own: Device = device(room.url)
    forms = [
        ActivityForm(own.page, lesson, one) for one, place in ACTIVITIES.items() if place == lesson
    ]
    forms[0].open(room.url)
    for form in forms:
        STATES[state](form, sets)
    if state == "right":
        for form in forms:
            form.hand_in(room.code if form is forms[0] else None)
    expect(forms[0].section).to_be_visible()
    assert looked_at(own.page, axe, FEWEST if lesson in FEW else EVERY) == []


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_what_has_no_end_does_not_widen_the_page(
    activity: str, room: Room, device: Any, sets: Any
) -> None:
    """A word of twenty thousand letters, on a phone: in the fields and in the verdict."""
    own: Device = device(room.url, viewport={"width": 390, "height": 844})
    form = ActivityForm(own.page, ACTIVITIES[activity], activity).open(room.url)
    longest = max(
        (one for one in sets.values() if one.activity == activity),
        key=lambda one: max(map(len, re.findall(r"\w+", str(one.answers))), default=0),
    )
    form.load(longest.answers)
    form.check()
    assert own.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_verdict_of_the_page_s_own_python_reads_well(
    static_url: str, device: Any, sets: Any, axe: str
) -> None:
    """Without a room: other sentences, the same panel."""
    own: Device = device(static_url)
    form = ActivityForm(own.page, ACTIVITIES["objectif"], "objectif").open(static_url)
    form.load(sets["objectif/21"].answers)
    form.check()
    form.section.locator(".so-take-home button").first.click()
    expect(form.section.locator(".so-verdict + .so-note")).to_contain_text(
        "est dans vos téléchargements", timeout=PATIENCE_MS
    )
    assert looked_at(own.page, axe) == []
