"""The hostile table: no attack succeeds, no batch stops, and every refusal says what to do.

Each channel has one class: all its cases among thirty honest learners, by the trainer's own
commands, once. Then each case is looked at.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import httpx
import pytest
from hostile.builders import answers, build
from hostile.classroom import (
    HERE,
    HONEST,
    ROOT,
    Classroom,
    Marks,
    cases,
    expected,
    honest,
    honest_name,
)

COLLECT, SUBMITTED, PAGE = cases("collect"), cases("submitted"), cases("page")
HONEST_NAMES = [honest_name(number) for number in range(1, HONEST + 1)]


@dataclass
class Held:
    """What was seen of one class once everything had run."""

    room: Classroom
    commands: list[CompletedProcess[str]]
    before: dict[str, bytes | str]
    replies: dict[str, httpx.Response] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # pseudonyms, by case

    @property
    def told(self) -> list[str]:
        """Every line that the trainer read, with ordinary spaces."""
        text = "\n".join(each.stdout + each.stderr for each in self.commands)
        return text.replace("\u00a0", " ").replace("\u202f", " ").split("\n")

    def lines_of(self, start: str) -> list[str]:
        """The lines about one learner."""
        return [line for line in self.told if line.startswith(start)]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, released once."""
    from socialise.course.release import release

    folder = tmp_path_factory.mktemp("publie") / "cours"
    shutil.copytree(HERE / "course", folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    release(folder)
    return folder


def send_honest(room: Classroom, roster: list[str]) -> None:
    """Everyone's file in a folder of her own."""
    for number, name in enumerate(HONEST_NAMES, start=1):
        (room.sent / name).mkdir(parents=True)
        content = answers({"envelope": {"answers": honest(number)}})
        (room.sent / name / "mini.json").write_bytes(content)
        roster.append(f"{name};{name}")


def collected(room: Classroom, roster: list[str]) -> CompletedProcess[str]:
    """The trainer collects what was sent."""
    path = room.sent / "liste.csv"
    path.write_text("\n".join(["dossier;participant", *roster]) + "\n", "utf-8")
    return room.run("collect", str(room.sent), "--roster", str(path))


@pytest.fixture(scope="module")
def undisturbed(released: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Marks]:
    """The marks of the same thirty learners among themselves."""
    room = Classroom.make(tmp_path_factory.mktemp("calme"), released)
    roster: list[str] = []
    send_honest(room, roster)
    done = [collected(room, roster), room.run("grade")]
    assert [each.returncode for each in done] == [0, 0], done
    marks = room.marks()
    assert set(marks) == set(HONEST_NAMES)
    assert len({str(each) for each in marks.values()}) >= 5, "learners who differ"
    return marks


@pytest.fixture(scope="module")
def by_collect(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Sent to the trainer, and collected by a roster."""
    room = Classroom.make(tmp_path_factory.mktemp("collecte"), released)
    roster: list[str] = []
    send_honest(room, roster)
    for case in COLLECT:
        folder = room.sent / case["name"]
        folder.mkdir()
        for file in case["files"]:
            room.put(folder, file)
        roster.append(f"{case['name']};{case['name']}")
    before = room.outside()
    return Held(room, [collected(room, roster), room.run("grade"), room.run("grade")], before)


@pytest.fixture(scope="module")
def by_hand(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Put in submitted/ by hand, or by who could write there."""
    room = Classroom.make(tmp_path_factory.mktemp("depose"), released)
    roster: list[str] = []
    send_honest(room, roster)
    first = collected(room, roster)
    for case in SUBMITTED:
        folder = room.workshop / "submitted" / case["name"] / "01-essai"
        for file in case["files"]:
            room.put(folder, file)
    before = room.outside()
    return Held(room, [first, room.run("grade"), room.run("grade")], before)


@pytest.fixture(scope="module")
def by_page(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Handed in to the room's real server, each from her own device."""
    import sys

    sys.path.insert(0, str(ROOT / "tests/unit/server"))
    from server_room import running

    room = Classroom.make(tmp_path_factory.mktemp("salle"), released)
    held = Held(room, [], {})
    with running(room.course, room.workshop) as server:
        held.before = room.outside()
        kind = {"Content-Type": "application/json"}

        def hand_in(name: str, content: bytes, headers: dict[str, Any]) -> None:
            held.names[name], secret = server.join()
            told = {
                key: value[0] + value[1] * value[2] if isinstance(value, list) else value
                for key, value in (kind | secret | headers).items()
            }
            held.replies[name] = server.client.post(
                "/api/submissions", content=content, headers=told
            )

        for number, name in enumerate(HONEST_NAMES, start=1):
            hand_in(name, answers({"envelope": {"answers": honest(number)}}), {})
            if number <= len(PAGE):
                case = PAGE[number - 1]
                hand_in(case["name"], build(case["body"]), case.get("headers", {}))
    held.commands = [room.run("grade"), room.run("grade")]
    return held


CHANNELS = ["by_collect", "by_hand", "by_page"]


@pytest.fixture(params=CHANNELS)
def held(request: pytest.FixtureRequest) -> Held:
    """Each class in turn."""
    found: Held = request.getfixturevalue(request.param)
    return found


def test_the_table_is_long_enough() -> None:
    """Each case has a name and says what it is."""
    everything = [*COLLECT, *SUBMITTED, *PAGE]
    assert len(everything) >= 60
    assert all(case["name"] and case["what"] for case in everything)


def test_every_honest_learner_has_the_marks_of_an_undisturbed_class(
    held: Held, undisturbed: dict[str, Marks]
) -> None:
    """Marks do not depend on the company."""
    marks = held.room.marks()
    for name in HONEST_NAMES:
        assert marks.get(held.names.get(name, name)) == undisturbed[name], name


def test_nothing_was_executed_or_written_outside_the_workshop(held: Held) -> None:
    """Neither by a cell, nor by a module shipped beside, nor by a name that leads out."""
    assert not held.room.canary.exists()
    after = held.room.outside()
    assert {key for key in after if after[key] != held.before.get(key)} == set()
    assert set(held.before) == set(after)


def test_no_one_else_is_in_the_gradebook(held: Held) -> None:
    """Nobody is made up, and nobody's name is taken from a file."""
    known = set(HONEST_NAMES) | {case["name"] for case in (*COLLECT, *SUBMITTED)}
    assert held.room.students() <= known | set(held.names.values())
    assert (held.room.place / "atelier-voisin/gradebook.db").read_bytes() == b"precieux"


def test_no_command_broke(held: Held) -> None:
    """A trainer reads sentences, on lines that a terminal shows as they are."""
    for line in held.told:
        assert "Traceback" not in line
        assert line.replace("\t", "").replace("\r", "").isprintable(), repr(line)
    assert list(held.room.escaped()) == []


def test_the_second_run_says_the_same(held: Held) -> None:
    """What is refused is named each time; what was graded is not graded again."""
    first, second = held.commands[-2:]
    assert first.returncode == second.returncode
    refusals = [
        {line for line in run.stdout.split("\n") if ", 01-essai" in line or " : " in line[:40]}
        for run in (first, second)
    ]
    assert refusals[0] == refusals[1]


def test_exit_codes_are_right(by_collect: Held, by_hand: Held, by_page: Held) -> None:
    """1 where something is refused, 0 where all is graded."""
    assert [each.returncode for each in by_collect.commands] == [1, 0, 0]
    assert [each.returncode for each in by_hand.commands] == [0, 1, 1]
    assert [each.returncode for each in by_page.commands] == [0, 0]


@pytest.mark.parametrize("case", COLLECT, ids=lambda case: case["name"])
def test_what_is_collected(case: dict[str, Any], by_collect: Held) -> None:
    """Taken and graded, or refused in one line with its place, kept aside with its reason."""
    room, name = by_collect.room, case["name"]
    lines = by_collect.lines_of(f"recu/{name}/")
    if case["expect"] == "taken":
        assert any(f"reçu pour {name}" in line for line in lines), lines
        assert room.marks()[name] == expected(case)
        return
    assert room.submitted(name) is None
    assert name not in room.marks()
    assert len(lines) == 1, lines
    assert all(word in lines[0] for word in case["says"]), lines
    assert lines[0].endswith("."), lines
    reasons = list((room.workshop / "refuses").glob(f"recu__{name}__*.raison.txt"))
    assert len(reasons) == 1, reasons


@pytest.mark.parametrize("case", SUBMITTED, ids=lambda case: case["name"])
def test_what_is_put_in_submitted(case: dict[str, Any], by_hand: Held) -> None:
    """Graded on the answers alone, or refused by name."""
    room, name = by_hand.room, case["name"]
    lines = [*by_hand.lines_of(f"{name}, 01-essai"), *by_hand.lines_of(f"{name} : ")]
    if case["expect"] == "refused":
        assert name not in room.marks()
        assert len(lines) == 2, lines  # one each time
        assert all(word in lines[0] for word in case["says"]), lines
        return
    assert room.marks()[name] == expected(case)
    waiting = [line for line in lines if "à vérifier" in line]
    assert bool(waiting) is (case["expect"] == "a_verifier"), lines


@pytest.mark.parametrize("case", PAGE, ids=lambda case: case["name"])
def test_what_is_handed_in_from_a_page(case: dict[str, Any], by_page: Held) -> None:
    """A receipt and its marks, or a refusal in French and nothing written."""
    room, name = by_page.room, case["name"]
    reply, learner = by_page.replies[name], by_page.names[name]
    assert case["status"] in (None, reply.status_code), reply.text
    if case["expect"] == "taken":
        assert reply.json()["learner"] == learner
        assert room.marks()[learner] == expected(case)
        return
    assert reply.status_code >= 400
    told = reply.text.replace("\u00a0", " ")
    assert all(word in told for word in case.get("says", ())), told
    assert room.submitted(learner) is None
    assert learner not in room.marks()
