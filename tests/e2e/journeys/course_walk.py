"""The whole course, page after page by its links, as one learner takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from e2e.atelier.activity_form import NUMBER, ActivityForm, Seen, plain
from e2e.atelier.device import Device
from e2e.atelier.kept_site import kept
from e2e.journeys.hands import Means
from e2e.journeys.learner import Answers, Learner, Mend
from playwright.sync_api import Page, expect

FIRST_PAGES = 40  # links to follow at the most, from the home page to the last lesson
KEPT_PAGES, KEPT_PYTHON = 20, 12  # files, once a site is whole on a device
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class CourseWalk:
    """One learner on one device; `code` is her room's, where she is in one."""

    learner: Learner
    device: Device
    means: Means
    origin: str
    code: str | None
    labels: Callable[[str], dict[str, str]]  # an activity's criteria: their words, by their ids
    sights: Path  # where pictures of the screens go
    pages: list[str] = field(default_factory=list)
    verdicts: dict[str, list[Seen]] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    hints: int = 0  # followed

    @property
    def page(self) -> Page:
        return self.device.page

    def to_the_last_lesson(self) -> None:
        """From the home page on, by « page suivante »: the quizzes, the activities."""
        self.page.goto(f"{self.origin}/")
        self.page.wait_for_url("**/book/accueil.html")
        for _ in range(FIRST_PAGES):
            self._read()
            if len(self.verdicts) == len(self.learner.activities):
                return
            self._follow(self.page.locator("a.suite-apres"))
        raise AssertionError(f"activities never met: {self.learner.activities.keys()}")

    def to_my_plan(self) -> None:
        """By the contents, from wherever she is."""
        self._by_contents("Mon plan de match")
        expect(self.page.locator(".so-works-state").last).not_to_be_empty()
        self._sight("mon-plan")

    def told_in_my_plan(self) -> dict[str, str]:
        """What the page says that this device keeps, by the title of each activity."""
        lines = self.page.locator(".so-works li").all()
        return {
            plain(line.locator("a").text_content()): plain(
                line.locator(".so-works-state").text_content()
            )
            for line in lines
        }

    def _by_contents(self, title: str) -> None:
        opener = self.page.locator("#bouton-sommaire")
        if opener.is_visible():
            self.means.press(opener)
        contents = self.page.locator("#sommaire")
        self._follow(contents.get_by_role("link", name=title, exact=True))

    def _follow(self, link: Any) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.means.press(link)

    def _read(self) -> None:
        """What every page owes her, then what it asks."""
        name = self.page.url.partition("/book/")[2].partition(".html")[0]
        expect(self.page.locator("h1")).to_be_visible()
        assert self.page.evaluate(WIDER) <= 0, f"{name} is wider than the screen"
        self.pages.append(name)
        for quiz in self.page.locator("form.quiz").all():
            expect(quiz.locator("[role=status]").first).to_be_attached()
            self.means.choose(quiz, self.learner.quiz)
            expect(quiz.locator(".quiz-compte")).to_contain_text("Vos réponses")
        for section in self.page.locator("section.activite").all():
            activity = section.get_attribute("data-activity") or ""
            self._do(f"{name}/{activity}")

    # -- an activity -----------------------------------------------------------------------------

    def _form(self, key: str) -> ActivityForm:
        lesson, _, activity = key.partition("/")
        form = ActivityForm(self.page, lesson, activity)
        expect(form.check_button).to_be_attached()
        return form

    def _do(self, key: str) -> None:
        """Fill, verify, mend what is to be mended, hand in."""
        form = self._form(key)
        self.means.answer(form, self.learner.activities[key] | self._private(key))
        self.verdicts[key] = self._judge(form)
        first = len(self.verdicts) == 1
        if mends := self.learner.mends.get(key):
            self._mend(key, mends)
        told = self.verdicts[key]
        unmet = [f"{each['label']} ({each['seen']})" for each in told if each["outcome"] != "met"]
        assert unmet == [], key
        assert form.score == f"{len(told)} critères sur {len(told)}"
        self._sight(form.activity)
        if self.code is not None:
            self.receipts[key] = self._hand_in(form, self.code if first else None)
        if first and self.learner.place == "kept":
            kept(self.page, "/book/", KEPT_PAGES)
            kept(self.page, "/_static/python/", KEPT_PYTHON)
            self.device.forgiven += ["ERR_INTERNET_DISCONNECTED"]
            self.device.context.set_offline(True)

    def _private(self, key: str) -> Answers:
        """What only her device keeps."""
        found = self.learner.private.items()
        return {id.rpartition("/")[2]: each for id, each in found if id.rpartition("/")[0] == key}

    def _judge(self, form: ActivityForm) -> list[Seen]:
        self.means.press(form.check_button)
        return form.judged()

    def _hand_in(self, form: ActivityForm, code: str | None) -> str:
        if code is not None:
            self.means.write(form.section.get_by_label("Code de la salle"), code)
        with self.page.expect_response("**/api/submissions") as answered:
            self.means.press(form.hand_in_button)
        assert answered.value.ok, answered.value.text()
        expect(form.receipt).to_contain_text("n'ont pas changé")
        number = NUMBER.search(form.receipt.text_content() or "")
        assert number is not None
        return number[0]

    # -- by its hints alone ----------------------------------------------------------------------

    def _mend(self, key: str, mends: list[Mend]) -> None:
        """Hint after hint: each is on the page, and doing what it says meets its criterion."""
        form = self._form(key)
        labels = {id: plain(label) for id, label in self.labels(key).items()}
        already = {id.rpartition("/")[2] for id in self.learner.met_already if id.startswith(key)}
        right = {labels[id] for id in already}
        met = {each["label"] for each in self.verdicts[key] if each["outcome"] == "met"}
        assert met == right, f"{key}: met before anything was mended"
        for mend in mends:
            before = self._of(labels[mend.criterion], self.verdicts[key])
            assert before["outcome"] != "met", f"{key}: {mend.criterion} was met by another hint"
            assert plain(mend.hint) in before["hint"], f"{key}: {mend.criterion}"
            self._apply(form, mend)
            self.verdicts[key] = self._judge(form)
            after = self._of(labels[mend.criterion], self.verdicts[key])
            assert after["outcome"] == "met", f"{key}: {mend.criterion}, {after}"
            self.hints += 1

    def _apply(self, form: ActivityForm, mend: Mend) -> None:
        if not mend.elsewhere:
            self.means.answer(form, mend.answers)
            return
        # What is carried is mended where it was written: the link is beside it.
        (id,) = mend.answers
        self._follow(form.field(id).locator("a.so-carried-link"))
        there = self._form(mend.elsewhere)
        self.means.answer(there, mend.answers)
        self.verdicts[mend.elsewhere] = self._judge(there)
        self._by_contents(self._title_of(form.lesson))

    def _title_of(self, lesson: str) -> str:
        link = self.page.locator(f'#sommaire a[href^="{lesson}"]')
        return link.text_content() or ""

    @staticmethod
    def _of(label: str, told: list[Seen]) -> Seen:
        (found,) = [each for each in told if each["label"] == label]
        return found

    def _sight(self, name: str) -> None:
        self.page.screenshot(path=self.sights / f"{len(self.pages):02}-{name}.png")
