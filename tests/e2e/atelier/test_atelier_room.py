"""In a room: a form is filled, checked, handed in, graded and given back."""

from __future__ import annotations

import json
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from e2e.atelier.activity_form import NUMBER, ActivityForm, plain, score_of, told_of
from e2e.atelier.device import Device, open_device
from e2e.atelier.journey import PLACES, Journey, journey
from e2e.atelier.room import Room
from playwright.sync_api import Browser, Page, expect

Careful = tuple[Device, dict[str, Journey]]


@pytest.fixture(scope="module")
def careful(browser: Browser, room: Room, sets: Any) -> Iterator[Careful]:
    """Someone who does the three activities well; her device, and what she did."""
    with open_device(browser, room.url) as device:
        done: dict[str, Journey] = {}
        for activity in PLACES:
            one = sets[f"{activity}/01"]
            done[activity] = journey(device, room, one, code=None if done else room.code)
        yield device, done


@pytest.fixture(scope="module")
def published(room: Room, careful: Careful) -> str:
    """After `socialise grade` and `socialise feedback`; what they said."""
    return room.socialise("grade") + room.socialise("feedback")


@pytest.fixture(params=PLACES)
def done(request: pytest.FixtureRequest, careful: Careful) -> Journey:
    """What was done in one activity."""
    return careful[1][request.param]


def test_the_page_shows_what_the_engine_says(done: Journey, judge: Any) -> None:
    """Every criterion: outcome, points, what was seen, what would pass; the count before them."""
    verdicts = judge(done, done.answers)
    assert done.score == score_of(verdicts)
    assert done.seen == told_of(verdicts)
    assert {each["outcome"] for each in done.seen} == {"met"}


def test_the_same_answers_give_the_same_receipt(done: Journey) -> None:
    """Pressed twice is handed in once; something changed is another hand-in."""
    first, again, changed = done.receipts
    assert first == again
    assert changed != first


def test_what_was_changed_replaces_and_the_earlier_is_kept(done: Journey, room: Room) -> None:
    """The mark is on the last; the proof of the first stays."""
    at = f"submitted/{done.learner}/{done.lesson}"
    files = room.files()
    assert json.loads(files[f"{at}/{done.activity}.json"])["answers"] == done.changed
    assert f"{at}/{done.activity}.ipynb" in files
    kept = {
        Path(path).stem: json.loads(content)["answers"]
        for path, content in files.items()
        if path.startswith(f"receipts/{done.learner}/{done.lesson}/{done.activity}/")
    }
    assert kept == {done.receipts[0]: done.answers, done.receipts[2]: done.changed}


def my_hand_ins(device: Device, room: Room) -> Page:
    """« Mes remises », on the learner's own device."""
    device.page.goto(f"{room.url}/book/mes-remises.html")
    device.page.locator('.remises[data-etat="liste"]').wait_for()
    return device.page


def test_my_hand_ins_list_each_receipt(careful: Careful, room: Room) -> None:
    """Six of them: for each activity, the one that counts and the one that it replaced."""
    device, done = careful
    page = my_hand_ins(device, room)
    listed = [plain(text) for text in page.locator(".remise").all_text_contents()]
    assert len(listed) == 6
    for each in done.values():
        for number, state in [
            (each.receipts[0], "Remplacée par une remise plus récente"),
            (each.receipts[2], "la remise qui sera notée"),
        ]:
            (one,) = [text for text in listed if number in text]
            assert state in one
            assert NUMBER.findall(one) == [number]


def test_feedback_is_read_once_it_is_published(
    careful: Careful, room: Room, published: str, judge: Any
) -> None:
    """For each activity, by the learner's own device: her points, in French, in a closed frame."""
    device, done = careful
    page = my_hand_ins(device, room)
    buttons = page.get_by_role("button", name="Lire la rétroaction")
    expect(buttons).to_have_count(3)
    for each in done.values():
        article = page.locator(".remise").filter(has_text=each.receipts[2])
        article.get_by_role("button", name="Lire la rétroaction").click()
        frame = article.frame_locator("iframe")
        expect(frame.locator("html")).to_have_attribute("lang", re.compile("^fr"))
        body = plain(frame.locator("body").text_content())
        for criterion in judge(each, each.changed)["criteria"]:
            assert plain(criterion["label"]) in body
        assert article.locator("iframe").get_attribute("sandbox") == ""


def test_the_trainer_s_page_lists_who_handed_in_what(
    careful: Careful, room: Room, device: Any
) -> None:
    """By the token of the terminal: one line, three activities, the texts to read."""
    done = careful[1]
    page = device(room.url).page
    page.goto(room.trainer_url)
    page.get_by_label("Le jeton de la salle").fill(room.token)
    page.get_by_role("button", name="Entrer").click()
    (learner,) = {each.learner for each in done.values()}
    line = page.locator("tr").filter(has=page.get_by_role("rowheader", name=learner, exact=True))
    expect(line.locator(".score")).to_have_count(3)
    assert line.locator(".score.atteint").count() == 3
    texts = page.locator("details").filter(has_text=learner)
    expect(texts).to_have_count(3)
    texts.first.locator("summary").click()
    expect(texts.first.locator(".texte")).to_be_visible()
    told = {plain(text) for text in texts.locator(".texte").all_text_contents()}
    assert told == {
        plain(done["persona"].changed["histoire"]),
        plain(done["roi"].changed["lecture"]),
        plain(done["objectif"].changed["acces"]),
    }


# Refusals: what the room says, and what is left as it was.


@pytest.fixture
def opened(device: Any, room: Room, sets: Any) -> tuple[Device, ActivityForm]:
    """A persona that was handed in, then changed on the screen."""
    one = sets["persona/01"]
    own = device(room.url)
    form = ActivityForm(own.page, one.lesson, one.activity).open(room.url)
    form.load(one.answers)
    form.hand_in(room.code)
    form.fill({"prenom": "Nadège"})
    return own, form


def kept(form: ActivityForm, room: Room) -> dict[str, bytes]:
    """What the room holds of this learner: what counts, and her receipts."""
    learner = form.section.locator(".so-learner").text_content()
    return {
        path: content
        for path, content in room.files().items()
        if path.startswith((f"submitted/{learner}/", f"receipts/{learner}/"))
    }


def below(pid: int) -> Iterator[int]:
    """The processes that a process started, and theirs."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from below(int(child))


@contextmanager
def full_disk(room: Room, most_bytes: int) -> Iterator[None]:
    """No file longer than that may be written by those who write hand-ins."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in below(room.pid)}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("most_bytes", [0, 8_000], ids=["nothing", "the answers alone"])
def test_a_full_disk_leaves_the_earlier_hand_in(
    opened: tuple[Device, ActivityForm], room: Room, most_bytes: int
) -> None:
    """Even when there was room for the answers, and none for the notebook that goes with them."""
    own, form = opened
    own.forgiven += ["507"]
    before = kept(form, room)
    with full_disk(room, most_bytes):
        form.hand_in_button.click()
        expect(form.refusal).to_contain_text("Le disque de la salle n'a pas pris votre remise")
    expect(form.refusal).to_contain_text("Vos réponses sont intactes ici.")
    expect(form.control("prenom")).to_have_value("Nadège")
    expect(form.receipt).to_contain_text("Vos réponses ont changé depuis")
    assert kept(form, room) == before
    form.hand_in()
    assert len(kept(form, room)) == len(before) + 1  # one more receipt


def test_a_text_that_is_too_long_is_refused_where_it_stands(
    opened: tuple[Device, ActivityForm], room: Room
) -> None:
    """A whole book pasted by mistake: the field is named, and the book is still there."""
    own, form = opened
    own.forgiven += ["422"]
    before = kept(form, room)
    book = "Il était une fois. " * 3_000
    form.fill({"message": book})
    form.hand_in_button.click()
    expect(form.refusal).to_contain_text(re.compile("Votre message.* 57.000 caractères.* 50.000"))
    expect(form.refusal).to_contain_text("Vos réponses sont intactes ici.")
    expect(form.field("message").locator(".so-problem")).to_contain_text("caractères")
    expect(form.control("message")).to_have_value(book)
    assert kept(form, room) == before


def test_an_answer_tampered_with_in_the_browser_is_left_out(
    opened: tuple[Device, ActivityForm], room: Room
) -> None:
    """Whatever lies in storage, what is handed in has the form's own shape; the rest is kept."""
    own, form = opened
    own.page.evaluate(
        """() => {
          const key = "socialise:answers:02-propulsion-ou-ancrage:persona";
          const record = JSON.parse(localStorage[key]);
          const later = Date.now() + 60_000;
          const wrong = {objectifs: "<b>pas une table</b>", situation: {a: 1}, inconnu: "x"};
          Object.assign(record.answers, wrong);
          for (const id of Object.keys(wrong)) record.edited[id] = later;
          localStorage[key] = JSON.stringify(record);
        }"""
    )
    form.open(room.url)
    expect(form.control("prenom")).to_have_value("Nadège")
    expect(form.control("situation")).to_have_value("")
    form.hand_in()
    (content,) = [
        content for path, content in kept(form, room).items() if path.endswith("persona.json")
        and path.startswith("submitted")
    ]  # fmt: skip
    answers = json.loads(content)["answers"]
    assert not {"objectifs", "situation", "inconnu"} & set(answers)
    assert answers["prenom"] == "Nadège"


def test_a_code_of_another_room_is_refused_and_nothing_is_lost(
    device: Any, room: Room, sets: Any
) -> None:
    """The room's own sentence, with an example; then the right code."""
    one = sets["objectif/01"]
    own = device(room.url)
    own.forgiven += ["403"]
    form = ActivityForm(own.page, one.lesson, one.activity).open(room.url)
    form.fill({"public": one.answers["public"]})
    form.section.get_by_label("Code de la salle").fill("AAA-AAA")
    form.hand_in_button.click()
    expect(form.refusal).to_contain_text("Ce code n'est pas celui de la salle.")
    expect(form.refusal).to_contain_text("Vos réponses sont intactes ici.")
    expect(form.control("public")).to_have_value(one.answers["public"])
    form.hand_in(f"{room.code[:3]} {room.code[3:]}".lower())
    expect(form.refusal).to_be_empty()


def test_without_any_judge_a_hand_in_still_works(device: Any, room: Room, sets: Any) -> None:
    """Neither the server's verdicts nor the browser's Python: the page says so, and takes the
    hand-in."""
    one = sets["objectif/01"]
    own = device(room.url)
    own.forgiven += ["ERR_FAILED"]
    own.page.route("**/api/verdicts", lambda route: route.abort())
    own.page.route("**/_static/python/**", lambda route: route.abort())
    form = ActivityForm(own.page, one.lesson, one.activity).open(room.url)
    form.load(one.answers)
    form.check_button.click()
    verdict = form.section.locator(".so-verdict")
    expect(verdict).to_contain_text("Pas de verdict pour l'instant")
    expect(verdict).to_contain_text("Vous pouvez quand même les remettre")
    form.hand_in(room.code)


def test_a_room_out_of_reach_says_so_and_takes_the_answers_later(
    opened: tuple[Device, ActivityForm], room: Room
) -> None:
    """The wifi goes and comes back."""
    own, form = opened
    own.forgiven += ["ERR_INTERNET_DISCONNECTED"]
    before = kept(form, room)
    own.context.set_offline(True)
    form.hand_in_button.click()
    expect(form.refusal).to_contain_text("La salle ne répond pas.")
    expect(form.control("prenom")).to_have_value("Nadège")
    assert kept(form, room) == before
    own.context.set_offline(False)
    form.hand_in()
    assert kept(form, room) != before
