"""The quizzes of the lessons, chosen by mouse and by keyboard, kept, refused, printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

LESSON = "book/02-propulsion-ou-ancrage.html"
QUIZ = "#quiz-02-propulsion"
NARROW, WIDE = 390, 1280


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": NARROW, "height": 844})
    yield opened
    opened.close()


def _open(context: BrowserContext, url: str) -> tuple[Page, Locator, list[str]]:
    """The lesson, its quiz, and what the browser complained of or asked elsewhere."""
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: message.type == "error" and told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(url) or told.append(asked.url))
    page.goto(url + LESSON)
    quiz = page.locator(QUIZ)
    expect(quiz.locator("[role=status]").first).to_be_attached()  # the module has run
    return page, quiz, told


def _right(quiz: Locator, question: Locator) -> Locator:
    """The right choice of a question: the page's own list says which."""
    keys: list[str] = quiz.locator("dd.juste").evaluate_all(
        "found => found.map(one => one.id.replace('-pourquoi', ''))"
    )
    ids: list[str] = question.locator("input").evaluate_all("all => all.map(one => one.id)")
    (key,) = set(ids) & set(keys)
    return question.locator(f"#{key}")


def _wrong(quiz: Locator, question: Locator) -> Locator:
    right = _right(quiz, question).get_attribute("id")
    return question.locator(f"input:not(#{right})").first


def test_a_choice_is_explained_at_once_and_the_others_are_not(
    context: BrowserContext, book_url: str
) -> None:
    """With a sign and a word, announced without interrupting."""
    _, quiz, told = _open(context, book_url)
    question = quiz.locator("fieldset").first
    answer = question.locator(".quiz-retour")
    expect(answer).to_be_empty()
    expect(answer).to_have_attribute("role", "status")
    _wrong(quiz, question).check()
    expect(answer).to_have_text(re.compile(r"^○\s*Pas tout à fait\. \w"))
    before = answer.inner_text()
    _right(quiz, question).check()
    expect(answer).to_have_text(re.compile(r"^✓\s*Oui\. \w"))
    assert answer.inner_text() != before
    expect(quiz.locator(".quiz-retour").nth(1)).to_be_empty()
    expect(quiz.get_by_text("Les réponses")).to_be_hidden()
    assert told == []


def test_the_end_is_counted_and_beginning_again_clears(
    context: BrowserContext, book_url: str
) -> None:
    """« 4 sur 5 » once every question has an answer, not before; then a clean sheet."""
    page, quiz, _ = _open(context, book_url)
    questions = quiz.locator("fieldset").all()
    count = quiz.locator(".quiz-compte")
    _wrong(quiz, questions[0]).check()
    for question in questions[1:-1]:
        _right(quiz, question).check()
    expect(count).to_be_empty()
    _right(quiz, questions[-1]).check()
    expect(count).to_have_text("Vos réponses\u00a0: 4 sur 5")
    quiz.get_by_role("button", name="Recommencer").click()
    expect(count).to_be_empty()
    expect(quiz.locator("input:checked")).to_have_count(0)
    expect(quiz.locator("input").first).to_be_focused()
    assert page.evaluate("localStorage.getItem('socialise:quiz:02-propulsion')") is None


def test_choices_are_kept_on_reload_and_sent_nowhere(
    context: BrowserContext, book_url: str
) -> None:
    """The same choices, explanations and count; the address says nothing of them."""
    page, quiz, told = _open(context, book_url)
    for question in quiz.locator("fieldset").all():
        _right(quiz, question).check()
    page.reload()
    expect(quiz.locator("input:checked")).to_have_count(5)
    expect(quiz.locator(".quiz-compte")).to_have_text("Vos réponses\u00a0: 5 sur 5")
    expect(quiz.locator(".quiz-retour").first).to_contain_text("Oui.")
    assert page.url == book_url + LESSON
    assert told == []


def test_a_quiz_is_answered_by_keyboard_alone(context: BrowserContext, book_url: str) -> None:
    """Tab goes from question to question, arrows choose, Enter sends nothing."""
    page, quiz, _ = _open(context, book_url)
    first, second = quiz.locator("fieldset").all()[:2]
    first.locator("input").first.focus()
    page.keyboard.press("Space")
    expect(first.locator("input").first).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(first.locator("input").nth(1)).to_be_checked()
    expect(first.locator(".quiz-retour")).not_to_be_empty()
    page.keyboard.press("Enter")
    assert page.url == book_url + LESSON
    page.keyboard.press("Tab")
    expect(second.locator("input").first).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_without_javascript_the_answers_are_in_a_closed_list(
    browser: Browser, book_url: str
) -> None:
    """One chooses, then opens the list: nothing is lost but the comfort."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(book_url + LESSON)
    quiz = page.locator(QUIZ)
    quiz.locator("label").first.click()
    expect(quiz.locator("input").first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(book_url + LESSON)
    expect(quiz.locator("dd").first).to_be_hidden()
    quiz.get_by_text("Les réponses").click()
    expect(quiz.locator("dd").first).to_be_visible()
    expect(quiz.locator("dd.juste")).to_have_count(5)
    quiz.get_by_role("button", name="Recommencer").click()
    expect(quiz.locator("input:checked")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(
    "storage",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException(); } })",
        "localStorage.setItem('socialise:quiz:02-propulsion', '{not ours')",
        "localStorage.setItem('socialise:quiz:02-propulsion', 'null')",
        "localStorage.setItem('socialise:quiz:02-propulsion', '{\"gone\": \"gone\"}')",
    ],
    ids=["refused", "unreadable", "null", "of another day"],
)
def test_storage_that_is_refused_or_strange_changes_nothing(
    context: BrowserContext, book_url: str, storage: str
) -> None:
    """A private window, another program's text, a question that its author rewrote."""
    context.add_init_script(storage)
    _, quiz, told = _open(context, book_url)
    expect(quiz.locator("input:checked")).to_have_count(0)
    quiz.locator("input").first.check()
    expect(quiz.locator(".quiz-retour").first).not_to_be_empty()
    quiz.get_by_role("button", name="Recommencer").click()
    expect(quiz.locator(".quiz-retour").first).to_be_empty()
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_an_answered_quiz_reads_well_everywhere(
    browser: Browser, book_url: str, axe: str, width: int, scheme: str
) -> None:
    """No violation, nothing beyond the screen, targets that a thumb finds."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )  # type: ignore[arg-type]
    page, quiz, told = _open(context, book_url)
    questions = quiz.locator("fieldset").all()
    _wrong(quiz, questions[0]).check()
    for question in questions[1:]:
        _right(quiz, question).check()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in [*quiz.locator("label").all(), quiz.get_by_role("button")]:
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.evaluate(axe)
    found = page.evaluate("axe.run('.quiz')")["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    assert told == []
    context.close()


def test_paper_has_the_questions_and_only_what_was_shown(
    context: BrowserContext, book_url: str
) -> None:
    """Printed before it is answered, it is a sheet to fill in."""
    page, quiz, _ = _open(context, book_url)
    question = quiz.locator("fieldset").first
    _right(quiz, question).check()
    page.emulate_media(media="print")
    expect(question.locator("label").first).to_be_visible()
    expect(question.locator(".quiz-retour")).to_be_visible()
    expect(quiz.locator(".quiz-retour").nth(1)).to_be_empty()
    expect(quiz.locator("dd").first).to_be_hidden()
    expect(quiz.locator("button")).to_be_hidden()
