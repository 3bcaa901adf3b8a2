"""Coming in, handing in, and finding it again."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from server_room import GOOD

from socialise.intake.workshop import is_plain_name
from socialise.server.learners import Learners
from socialise.server.pseudonyms import WORDS


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_the_code_gives_a_pseudonym_and_a_secret(room: Any) -> None:
    """A learner is a tree, a bird or a river, and is asked for no name."""
    learner, header = room.join()
    assert re.fullmatch(r"[a-z]+-[1-9][0-9]+", learner)
    assert room.client.get("/api/submissions", headers=header).json() == {
        "learner": learner,
        "submissions": [],
    }


def test_pseudonyms_are_plain_names_and_unique(room: Any) -> None:
    """They name folders, and nobody is taken for another."""
    assert all(is_plain_name(f"{word}-42") for word in WORDS)
    assert len(set(WORDS)) == len(WORDS)
    learners = [room.join()[0] for _ in range(30)]
    assert len(set(learners)) == 30


@pytest.mark.parametrize("change", [str.lower, lambda code: f" {code[:3]}-{code[3:]} "])
def test_the_code_may_be_typed_any_way(room: Any, change: Callable[[str], str]) -> None:
    """A phone's keyboard decides of capitals."""
    response = room.client.post("/api/learners", json={"code": change(room.context.room.code)})
    assert response.status_code == 201


@pytest.mark.parametrize("code", ["", "AAAAAA", "C4F7H", "' OR 1=1", "é" * 40])
def test_another_code_opens_nothing(room: Any, is_french: Callable[[str], None], code: str) -> None:
    """Six signs that are not guessed; and the refusal shows what a code looks like."""
    before = files(room.workshop.folder)
    response = room.client.post("/api/learners", json={"code": code})
    assert response.status_code == 403
    is_french(response.json()["message"])
    assert files(room.workshop.folder) == before


def test_codes_cannot_be_guessed_at_length(room: Any, is_french: Callable[[str], None]) -> None:
    """Sixty wrong ones from one address, then one a second: and a right one waits as well."""
    ask = lambda code: room.client.post("/api/learners", json={"code": code})  # noqa: E731
    statuses = [ask("CCCCCC").status_code for _ in range(75)]
    assert statuses[:60] == [403] * 60
    assert 429 in statuses
    limited = next(each for each in iter(lambda: ask("CCCCCC"), None) if each.status_code == 429)
    assert int(limited.headers["Retry-After"]) >= 1
    is_french(limited.json()["message"])


def test_the_secret_is_on_no_disk(room: Any) -> None:
    """Whoever copies the workshop's folder cannot hand in for anyone."""
    _, header = room.join()
    secret = header["Authorization"].removeprefix("Bearer ").encode()
    room.hand_in(header)
    assert not any(secret in content for content in files(room.workshop.folder).values())


@pytest.mark.parametrize("name", ["room.json", "signature.key"])
def test_what_opens_the_room_is_the_owner_s_to_read(room: Any, name: str) -> None:
    """Another account of the same computer reads neither the token nor the key."""
    _, header = room.join()
    room.client.post("/api/answers-files", json=room.body(), headers=header)
    assert stat.S_IMODE((room.workshop.folder / name).stat().st_mode) == 0o600


def test_a_hand_in_gives_its_receipt(room: Any) -> None:
    """Two hundred and one, a number, a time; nbgrader's layout on the disk."""
    learner, header = room.join()
    response = room.hand_in(header)
    assert response.status_code == 201
    told = response.json()
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", told["receipt"])
    assert told | {"receipt": ""} == {
        "receipt": "",
        "learner": learner,
        "lesson": "01-essai",
        "activity": "portrait",
        "received_at": "2026-12-03T14:32:05+00:00",
    }
    folder = room.workshop.submitted / learner / "01-essai"
    assert {each.name for each in folder.iterdir()} == {
        "portrait.json",
        "portrait.ipynb",
        "timestamp.txt",
    }
    assert json.loads((folder / "portrait.json").read_text("utf-8"))["answers"] == GOOD


def test_the_same_hand_in_again_gives_the_same_receipt(room: Any) -> None:
    """A phone that did not hear the first answer asks again, and loses nothing by it."""
    _, header = room.join()
    first = room.hand_in(header)
    room.now += timedelta(minutes=5)
    again = room.hand_in(header)
    assert again.status_code == 201
    assert again.json() == first.json()


def test_another_hand_in_takes_the_place_and_the_first_is_kept(room: Any) -> None:
    """What will be graded is the last; « Mes remises » shows them all, newest first."""
    _, header = room.join()
    first = room.hand_in(header).json()
    room.now += timedelta(minutes=5)
    second = room.hand_in(header, {"prenom": "Omar"}).json()
    listed = room.client.get("/api/submissions", headers=header).json()["submissions"]
    assert [(one["receipt"], one["current"]) for one in listed] == [
        (second["receipt"], True),
        (first["receipt"], False),
    ]
    assert listed[0]["title"] == "Un portrait"
    room.hand_in(header)
    listed = room.client.get("/api/submissions", headers=header).json()["submissions"]
    assert [one["current"] for one in listed] == [False, True]


@pytest.mark.parametrize("farce", ["casse", "boucle"])
def test_answers_that_cannot_be_judged_are_received(room: Any, farce: str) -> None:
    """A broken exercise or a cell that never ends is no fault of hers: a trainer will look."""
    learner, header = room.join()
    response = room.hand_in(header, {"farce": farce})
    assert response.status_code == 201
    assert response.json()["receipt"]
    kept = room.workshop.submitted / learner / "01-essai" / "portrait.json"
    assert json.loads(kept.read_bytes())["answers"] == {"farce": farce}


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"prenom": 7}, 422),
        ({"secret": "MARQUEUR"}, 422),
        ({"inconnu": "x"}, 422),
    ],
)
def test_a_refused_hand_in_changes_nothing(
    room: Any,
    is_french: Callable[[str], None],
    answers: Any,
    status: int,
) -> None:
    """The earlier one stays in place, byte for byte."""
    _, header = room.join()
    room.hand_in(header)
    before = files(room.workshop.folder)
    response = room.hand_in(header, answers)
    assert response.status_code == status
    is_french(response.json()["message"])
    assert files(room.workshop.folder) == before
    assert "MARQUEUR" not in response.text


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic eDp5"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/submissions"),
        ("POST", "/api/answers-files"),
        ("GET", "/api/submissions"),
        ("GET", "/api/feedback/01-essai"),
        ("GET", "/api/feedback/01-essai/portrait"),
    ],
)
def test_without_a_secret_nothing_is_taken_or_shown(
    open_room: Any, is_french: Callable[[str], None], method: str, path: str, header: dict[str, str]
) -> None:
    """Who one is comes from the secret and from nothing else."""
    body = open_room.body() if method == "POST" else None
    response = open_room.client.request(method, path, json=body, headers=header)
    assert response.status_code == 401
    is_french(response.json()["message"])


def publish(room: Any, learner: str, activity: str = "portrait", text: str = "Bravo") -> Path:
    """What `generate_feedback` writes."""
    path: Path = room.workshop.feedback / learner / "01-essai" / f"{activity}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<!DOCTYPE html><html><head><title>x</title></head><body>{text}</body></html>")
    return path


def test_two_learners_never_see_each_other_s_things(room: Any) -> None:
    """Receipts and feedback are one's own."""
    (one, one_header), (_, two_header) = room.join(), room.join()
    room.hand_in(one_header, {"prenom": "Nadia"})
    room.hand_in(two_header, {"prenom": "Omar"})
    publish(room, one, text="Pour une seule")
    assert "Pour une seule" in room.client.get("/api/feedback/01-essai", headers=one_header).text
    assert room.client.get("/api/feedback/01-essai", headers=two_header).status_code == 404
    listed = room.client.get("/api/submissions", headers=two_header)
    assert one not in listed.text
    assert len(listed.json()["submissions"]) == 1
    assert listed.json()["submissions"][0]["feedback"] is False


def test_feedback_is_shown_once_published(room: Any) -> None:
    """And « Mes remises » says so."""
    learner, header = room.join()
    room.hand_in(header)
    read = lambda: room.client.get("/api/feedback/01-essai/portrait", headers=header)  # noqa: E731
    assert read().status_code == 404
    publish(room, learner)
    assert read().status_code == 200
    listed = room.client.get("/api/submissions", headers=header).json()["submissions"]
    assert [one["feedback"] for one in listed] == [True]


def test_nothing_lives_in_feedback(room: Any) -> None:
    """By its header, and by the page itself once it is in a frame or a file."""
    learner, header = room.join()
    publish(room, learner, text="<script>alert(1)</script>")
    response = room.client.get("/api/feedback/01-essai/portrait", headers=header)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert response.text.index("Content-Security-Policy") < response.text.index("<script>")


@pytest.mark.parametrize("target", ["../../../room.json", "../../autre-1/01-essai/portrait.html"])
def test_feedback_follows_no_link_out_of_one_s_folder(room: Any, target: str) -> None:
    """A link left in the feedback folder shows neither the token nor another's feedback."""
    learner, header = room.join()
    publish(room, "autre-1", text="pas à vous")
    path = publish(room, learner)
    path.unlink()
    path.symlink_to(target)
    response = room.client.get("/api/feedback/01-essai/portrait", headers=header)
    assert response.status_code == 404


def test_several_feedbacks_of_a_lesson_are_named(room: Any) -> None:
    """The address of a lesson alone is enough when there is one."""
    learner, header = room.join()
    publish(room, learner)
    publish(room, learner, "second")
    response = room.client.get("/api/feedback/01-essai", headers=header)
    assert response.status_code == 409
    assert "/api/feedback/01-essai/second" in response.json()["message"]


def test_a_thing_to_take_home_is_made_and_not_kept(open_room: Any) -> None:
    """The right name, type and date; and nothing on the server's disk."""
    before = sorted(open_room.workshop.folder.rglob("*"))
    body = open_room.body() | {"id": "carte"}
    response = open_room.client.post("/api/take-home", json=body)
    assert response.content == b"Nadia, 42 ans, 2026"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"carte _.txt\"; filename*=UTF-8''carte%20%C3%A9.txt"
    )
    assert sorted(open_room.workshop.folder.rglob("*")) == before


def test_a_large_thing_is_whole(open_room: Any) -> None:
    """Larger than what a pipe holds."""
    body = open_room.body(GOOD | {"farce": "gros"}) | {"id": "carte"}
    assert open_room.client.post("/api/take-home", json=body).content == bytes(3_000_000)


@pytest.mark.parametrize(
    ("answers", "id", "status", "word"),
    [
        ({"prenom": "Nadia"}, "carte", 409, "Âge"),
        ({"prenom": "Nadia", "age": "quarante"}, "carte", 409, "quarante"),
        (GOOD, "autre", 404, "autre"),
        ({"secret": "x"}, "carte", 422, "secret"),
    ],
)
def test_what_a_thing_still_needs_is_named(
    open_room: Any, is_french: Callable[[str], None], answers: Any, id: str, status: int, word: str
) -> None:
    """The sentence names the answer that is missing."""
    response = open_room.client.post("/api/take-home", json=open_room.body(answers) | {"id": id})
    assert response.status_code == status
    is_french(response.json()["message"])
    assert word in response.json()["message"]


def test_hand_ins_at_the_same_moment_are_whole(room: Any) -> None:
    """Thirty phones press together; one person presses twice: notebook and answers agree."""
    learners = [room.join() for _ in range(8)]

    def press(turn: int) -> int:
        _, header = learners[turn % 8]
        return int(
            room.hand_in(header, {"prenom": f"Nadia {turn}", "histoire": f"{turn}"}).status_code
        )

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(press, range(24))) == {201}
    for learner, header in learners:
        listed = room.client.get("/api/submissions", headers=header).json()["submissions"]
        assert len(listed) == 3
        assert [one["current"] for one in listed].count(True) == 1
        folder = room.workshop.submitted / learner / "01-essai"
        story = json.loads((folder / "portrait.json").read_text("utf-8"))["answers"]["histoire"]
        assert f"{len(story)} caractères" in (folder / "portrait.ipynb").read_text("utf-8")


def test_hand_ins_of_one_person_have_a_pace(room: Any, is_french: Callable[[str], None]) -> None:
    """A stuck button does not fill the disk."""
    _, header = room.join()
    statuses = [room.hand_in(header, {"prenom": f"N{turn}"}) for turn in range(40)]
    limited = [each for each in statuses if each.status_code == 429]
    assert statuses[0].status_code == 201
    assert limited
    is_french(limited[0].json()["message"])


def test_a_purged_learner_is_no_longer_known(room: Any) -> None:
    """Deleting her file takes access away at once, without a restart."""
    learner, header = room.join()
    (room.workshop.folder / "learners" / f"{learner}.json").unlink()
    assert room.client.get("/api/submissions", headers=header).status_code == 401


def test_a_pseudonym_is_never_one_already_used(room: Any) -> None:
    """Work collected by hand under a name is not given to a newcomer."""
    learners = Learners(room.workshop)
    (room.workshop.submitted / "erable-42").mkdir(parents=True)
    assert learners._taken("erable-42")
    assert not learners._taken("nom-que-le-hasard-ne-donne-pas")


def test_a_disk_that_refuses_says_so(room: Any, is_french: Callable[[str], None]) -> None:
    """Nothing is told as received that is not on the disk."""
    learner, header = room.join()
    room.workshop.receipts.mkdir(exist_ok=True)
    (room.workshop.receipts / learner).write_text("ceci n'est pas un dossier")
    response = room.hand_in(header)
    assert response.status_code == 507
    is_french(response.json()["message"])
    (room.workshop.receipts / learner).unlink()


def test_a_disk_that_takes_too_long_says_so(
    room: Any, is_french: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lasts in a hand-in is the disk: nobody is told to shorten her answers."""
    _, header = room.join()
    assert room.hand_in(header).status_code == 201
    in_all_s = 0.0001
    monkeypatch.setattr("socialise.server.judges.WRITING_S", in_all_s - room.context.judges.limit_s)
    response = room.hand_in(header)
    assert response.status_code == 507
    assert "disque" in response.json()["message"]
    is_french(response.json()["message"])
    assert len(room.client.get("/api/submissions", headers=header).json()["submissions"]) == 1
