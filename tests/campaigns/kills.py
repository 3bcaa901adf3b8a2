"""Two hundred kills at random moments of grading and of intake, and what is left after each.

    .venv/bin/python tests/campaigns/kills.py [--kills 200] [--seed 2026] [--to docs/kills.md]

After each kill the work is done again, and the gradebook must equal an undisturbed one, row by row
(by name: ids are left out); every hand-in whose receipt was given must be there. Fails otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/unit/server")]

import httpx  # noqa: E402
import server_room  # noqa: E402
from campaigns.killed import Started, start  # noqa: E402

# Imported before any fork: a child then begins with the work itself.
import socialise.grading.grade  # noqa: E402
import socialise.intake.collect  # noqa: E402, F401
from socialise.cli import main as command  # noqa: E402
from socialise.course.course import Course  # noqa: E402
from socialise.course.release import release  # noqa: E402
from socialise.form import AnswersFile  # noqa: E402
from socialise.intake import Receipt, Workshop, hand_in  # noqa: E402
from socialise.intake.partial import SUFFIX  # noqa: E402

CLASS = [f"erable-{number:02d}" for number in range(1, 121)]  # whom a run of `grade` grades
CHANGED = 90  # of them, who handed in something else since: two transactions, and their notebooks
LEARNERS = CLASS[:30]  # who send files, or have a device in the room
LESSON, ACTIVITY = "01-essai", "mini"
VARIANTS = 3
WRITING_S = 0.12  # from the first row of those who changed to their last notebook, and a bit more
FIRST = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
BY_HAND = 2.0  # the mark that a trainer gave one free text, and that must stay
ROWS = """
select student_id, notebook.name, base_cell.name, auto_score, manual_score, extra_credit,
  needs_manual_grade, timestamp, late_submission_penalty
from grade join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join notebook on notebook.id = submitted_notebook.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""
COMMENTS = """
select student_id, notebook.name, base_cell.name, auto_comment, manual_comment
from comment join base_cell on base_cell.id = comment.cell_id
join submitted_notebook on submitted_notebook.id = comment.notebook_id
join notebook on notebook.id = submitted_notebook.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""
COUNTS = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")

Rows = dict[str, list[tuple[Any, ...]]]
"""What a gradebook holds of each learner."""


class Lost(AssertionError):
    """What a kill took away."""


def variant(learner: str, number: int) -> AnswersFile:
    """What a learner answers the first time, the second…"""
    position = CLASS.index(learner) + 7 * number
    answers = {"prenom": f"Léa {position}", "age": str(10 + position % 70)}
    if position % 3:
        answers["histoire"] = f"Une histoire de {position} mots."
    if position % 11 == 5:
        answers["age"] = "douze"
    return AnswersFile(LESSON, ACTIVITY, answers)


def when(number: int) -> datetime:
    """When a variant was handed in."""
    return FIRST + timedelta(hours=number)


@dataclass
class Room:
    """A course with its workshop."""

    course: Path

    @property
    def workshop(self) -> Workshop:
        return Workshop(self.course / "workshop")

    def run(self, *arguments: str) -> Started:
        """A command, in a process that can be killed."""

        def work() -> int:
            try:
                command.main(list(arguments), standalone_mode=False)
            except SystemExit as end:
                return int(end.code or 0)
            return 0

        return start(work, self.course.parent / "sortie.txt", self.course)

    def rows(self, *, stamped: bool = True) -> Rows:
        """What the gradebook says of each learner, and that nothing is in it twice."""
        path = self.workshop.folder / "gradebook.db"
        if not path.exists():
            return {}
        gradebook = sqlite3.connect(path)
        try:
            found: Rows = {}
            for query in (ROWS, COMMENTS):
                for learner, *row in gradebook.execute(query):
                    if not stamped and query is ROWS:
                        row[6] = None
                    found.setdefault(learner, []).append(tuple(row))
            counts = {
                table: gradebook.execute(f"select count(*) from {table}").fetchone()[0]
                for table in COUNTS
            }
        except sqlite3.OperationalError:
            return {}  # killed before its tables were made
        finally:
            gradebook.close()
        held = sum(len(rows) for rows in found.values())
        if found and held != counts["grade"] + counts["comment"]:
            raise Lost(f"rows that belong to nobody: {counts}, {held} held")
        return {learner: sorted(rows, key=str) for learner, rows in found.items()}

    def notebooks(self) -> dict[str, bytes]:
        """The graded notebook of each learner."""
        folder = self.workshop.folder / "autograded"
        return {path.parent.parent.name: path.read_bytes() for path in folder.glob("*/*/*.ipynb")}

    def partial(self) -> int:
        """How many files of killed writers lie there."""
        return sum(1 for _ in self.workshop.folder.rglob(f".*{SUFFIX}"))

    def give_by_hand(self, learner: str) -> None:
        """A trainer's own mark on one free text."""
        gradebook = sqlite3.connect(self.workshop.folder / "gradebook.db")
        with gradebook:
            gradebook.execute(
                "update grade set manual_score = ?, needs_manual_grade = 0 where id in"
                " (select grade.id from grade"
                " join base_cell on base_cell.id = grade.cell_id"
                " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
                " join submitted_assignment"
                " on submitted_assignment.id = submitted_notebook.assignment_id"
                " where student_id = ? and base_cell.name = 'histoire')",
                (BY_HAND, learner),
            )
        gradebook.close()


@dataclass
class Tally:
    """What was seen of the kills of one kind."""

    kind: str
    kills: int = 0
    again: int = 0  # runs that ended before their kill: not counted
    fates: Counter[str] = field(default_factory=Counter)
    partial: int = 0
    receipts: int = 0
    seconds: list[float] = field(default_factory=list)  # from the start to the kill

    def line(self) -> str:
        """A row of the document's table."""
        fates = ", ".join(f"{count} {fate}" for fate, count in self.fates.most_common())
        low, high = min(self.seconds), max(self.seconds)
        return (
            f"| {self.kind} | {self.kills} | {low:.3f}–{high:.3f} s, median "
            f"{statistics.median(self.seconds):.3f} s | {fates} | {self.partial} "
            f"| {self.receipts or '—'} |"
        )


class Campaign:
    """The kills, one after the other, in folders of their own."""

    def __init__(self, place: Path, seed: int) -> None:
        self.place = place
        self.chance = random.Random(seed)
        self.model = Room(place / "modele")
        shutil.copytree(ROOT / "tests/data/small-course", self.model.course)
        shutil.copy(ROOT / "nbgrader_config.py", self.model.course)
        release(self.model.course)
        self.begun = time.monotonic()
        self.done = 0
        self.total = 1
        self.expected: dict[bool, list[Rows]] = {}
        self.books: list[dict[str, bytes]] = []

    def room(self, name: str) -> Room:
        """A new one: a released course, a gradebook without a learner, and nothing else."""
        room = Room(self.place / name / "cours")
        shutil.rmtree(room.course.parent, ignore_errors=True)
        shutil.copytree(self.model.course, room.course)
        return room

    def undisturbed(self) -> None:
        """What the gradebook is when nothing is killed: each variant, in a workshop of its own."""
        for stamped in (True, False):
            self.expected[stamped] = []
        for number in range(VARIANTS):
            room = self.room("calme")
            self.hand_in(room, dict.fromkeys(CLASS, number))
            self.must(room.run("grade"))
            for stamped in (True, False):
                self.expected[stamped].append(room.rows(stamped=stamped))
            self.books.append(room.notebooks())

    def hand_in(self, room: Room, chosen: dict[str, int]) -> None:
        """Hand in without a kill."""
        course = Course(room.course)
        for learner, number in chosen.items():
            hand_in(course, room.workshop, learner, variant(learner, number), when(number))

    @staticmethod
    def must(started: Started, codes: Iterable[int] = (0,)) -> None:
        """The work, to its own end."""
        if started.wait() not in codes:
            raise Lost(f"code {started.code}:\n{started.said.read_text('utf-8')[-3000:]}")

    def compare(self, room: Room, chosen: dict[str, int], *, stamped: bool) -> None:
        """The gradebook must be that of an undisturbed class with these answers."""
        found = room.rows(stamped=stamped)
        if set(found) != set(chosen):
            raise Lost(f"learners: {set(found) ^ set(chosen)}")
        for learner, number in chosen.items():
            wanted = self.expected[stamped][number][learner]
            if self.without_hand(found[learner]) != self.without_hand(wanted):
                raise Lost(f"{learner}: {found[learner]} instead of {wanted}")

    @staticmethod
    def without_hand(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows of one learner but for what a trainer gave, which is looked at apart."""
        return [row for row in rows if not (len(row) == 8 and row[1] == "histoire")]

    def told(self, tally: Tally) -> None:
        """Progress."""
        self.done += 1
        if self.done % 10 == 0:
            spent = time.monotonic() - self.begun
            left = spent / self.done * (self.total - self.done)
            print(
                f"{self.done}/{self.total} kills, {spent:.0f} s, {left:.0f} s left ({tally.kind})",
                flush=True,
            )

    def delay(self, usual_s: float) -> float:
        """A moment in what is about to be done."""
        return self.chance.uniform(0, usual_s)

    # -- grading ---------------------------------------------------------------------------------

    def grading(self, kills: int) -> Tally:
        """Kill `socialise grade`; one in ten begins without any gradebook."""
        tally = Tally("`socialise grade`")
        usual, from_nothing = 0.3, 3.0
        room = self.room("notes")
        chosen: dict[str, int] = {}
        trainer = CLASS[1]  # whose free text was read
        while tally.kills < kills:
            fresh = tally.kills % 10 == 0
            if fresh:
                room = self.room("notes")
                (room.workshop.folder / "gradebook.db").unlink(missing_ok=True)
                chosen = {}
            changed = CLASS if fresh else self.chance.sample(CLASS, CHANGED)
            moved = {each: self.chance.randrange(VARIANTS) for each in changed}
            self.hand_in(room, moved)
            chosen |= moved
            before = room.rows(), room.notebooks()
            running = room.run("grade")
            began = time.monotonic()
            if self.chance.random() < 0.5:
                killed = running.kill_after(self.delay(from_nothing if fresh else usual))
            else:  # once the first row is being written
                journal = room.workshop.folder / "gradebook.db-journal"
                killed = running.kill_when(journal.exists, self.delay(WRITING_S))
            if killed:
                tally.kills += 1
                tally.seconds.append(time.monotonic() - began)
                tally.partial += room.partial()
                tally.fates[self.fate(room, before, chosen)] += 1
                self.told(tally)
            else:
                tally.again += 1
            began = time.monotonic()
            self.must(room.run("grade"))
            if not fresh:
                usual = 0.8 * usual + 0.2 * (time.monotonic() - began)
            self.compare(room, chosen, stamped=True)
            self.same_notebooks(room, chosen)
            if room.partial():
                raise Lost(f"{room.partial()} files of a killed writer are left")
            if fresh:
                room.give_by_hand(trainer)
            elif (BY_HAND,) not in [
                (row[3],) for row in room.rows()[trainer] if len(row) == 8 and row[1] == "histoire"
            ]:
                raise Lost("the trainer's own mark")
        return tally

    def fate(
        self, room: Room, before: tuple[Rows, dict[str, bytes]], chosen: dict[str, int]
    ) -> str:
        """What was written when it was killed."""
        rows, notebooks = room.rows(), room.notebooks()
        if (rows, notebooks) == before:
            return "before anything was written"
        try:
            self.compare(room, chosen, stamped=True)
            self.same_notebooks(room, chosen)
        except Lost:
            return "between the first row and the last notebook"
        return "after the last notebook"

    def same_notebooks(self, room: Room, chosen: dict[str, int]) -> None:
        """The graded notebooks too are those of an undisturbed class."""
        found = room.notebooks()
        for learner, number in chosen.items():
            if found.get(learner) != self.books[number][learner]:
                raise Lost(f"the graded notebook of {learner}")

    # -- collecting ------------------------------------------------------------------------------

    def collecting(self, kills: int) -> Tally:
        """Kill `socialise collect` on a folder of thirty learners' files, one of them damaged."""
        tally = Tally("`socialise collect`")
        room = self.room("collecte")
        sent = room.course.parent / "recu"
        roster = room.course.parent / "liste.csv"
        lines = ["dossier;participant", *(f"{each};{each}" for each in LEARNERS), "brise;brise"]
        roster.write_text("\n".join(lines) + "\n", "utf-8")
        usual = 1.0
        while tally.kills < kills:
            number = tally.kills % VARIANTS
            for learner in LEARNERS:
                (sent / learner).mkdir(parents=True, exist_ok=True)
                (sent / learner / "mini.json").write_bytes(variant(learner, number).to_bytes())
            (sent / "brise").mkdir(exist_ok=True)
            (sent / "brise" / "mini.json").write_bytes(b"{")
            arguments = ("collect", str(sent), "--roster", str(roster))
            running = room.run(*arguments)
            moment = self.delay(usual)
            if running.kill_after(moment):
                tally.kills += 1
                tally.seconds.append(moment)
                tally.partial += room.partial()
                given = self.given(running.said)
                tally.receipts += len(given)
                fate = "before the first receipt" if not given else "between two receipts"
                tally.fates[fate if len(given) < len(LEARNERS) else "after the last receipt"] += 1
                for learner, code in given.items():
                    self.must_be_kept(room, learner, code)
                    self.must_stand(room, learner, variant(learner, number))
                self.told(tally)
            else:
                tally.again += 1
            began = time.monotonic()
            again = room.run(*arguments)
            self.must(again, (1,))  # one file is refused, and named
            usual = 0.8 * usual + 0.2 * (time.monotonic() - began)
            if set(self.given(again.said)) != set(LEARNERS):
                raise Lost(f"receipts: {again.said.read_text('utf-8')[-2000:]}")
            self.must(room.run("grade"))
            self.compare(room, dict.fromkeys(LEARNERS, number), stamped=False)
            if room.partial():
                raise Lost(f"{room.partial()} files of a killed writer are left")
            kept = [path.name for path in room.workshop.refused.iterdir()]
            if len(kept) != 2:
                raise Lost(f"what is kept aside: {kept}")
        return tally

    @staticmethod
    def given(said: Path) -> dict[str, str]:
        """The receipts that the trainer read: learner, code."""
        found = {}
        for line in said.read_text("utf-8", "replace").split("\n"):
            _, mark, told = line.rstrip().partition("reçu pour ")
            if mark and line.endswith("."):
                learner, _, code = told.partition(", reçu ")
                found[learner] = code.removesuffix(".")
        return found

    @staticmethod
    def must_be_kept(room: Room, learner: str, code: str) -> None:
        """A receipt that was given is on the disk, and whole."""
        path = room.workshop.receipts / learner / LESSON / ACTIVITY / f"{code}.json"
        if not path.is_file() or Receipt.from_bytes(path.read_bytes()).code != code:
            raise Lost(f"the receipt {code} of {learner}")

    @staticmethod
    def must_stand(room: Room, learner: str, *possible: AnswersFile) -> None:
        """The answers that stand are those, or one of those."""
        path = room.workshop.submitted / learner / LESSON / f"{ACTIVITY}.json"
        if path.read_bytes() not in {each.to_bytes() for each in possible}:
            raise Lost(f"the answers of {learner}")

    # -- the room's server -----------------------------------------------------------------------

    def serving(self, kills: int) -> Tally:
        """Kill the server while thirty learners hand in."""
        tally = Tally("the room's server, thirty devices handing in")
        room = self.room("salle")
        secrets: dict[str, tuple[str, dict[str, str]]] = {}
        standing: dict[str, int] = {}
        running, url, code = self.serve(room)
        with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
            for each in LEARNERS:
                told = client.post("/api/learners", json={"code": code}).json()
                secrets[each] = (told["learner"], {"Authorization": f"Bearer {told['secret']}"})
        usual = 1.0
        while tally.kills < kills:
            wanted = {each: self.chance.randrange(VARIANTS) for each in LEARNERS}
            received: dict[str, str] = {}
            senders = threading.Thread(target=self.send, args=(url, secrets, wanted, received))
            moment, enough = self.delay(usual), len(LEARNERS) + 1
            if self.chance.random() < 0.5:  # after so many receipts, not so much time
                moment, enough = 60.0, self.chance.randrange(len(LEARNERS))
            began = time.monotonic()
            senders.start()
            while time.monotonic() - began < moment and len(received) < enough:
                time.sleep(0.001)
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            tally.seconds.append(time.monotonic() - began)
            senders.join()
            tally.kills += 1
            tally.partial += room.partial()
            tally.receipts += len(received)
            fate = "before the first receipt" if not received else "between two receipts"
            tally.fates[fate if len(received) < len(LEARNERS) else "after the last receipt"] += 1
            for each in LEARNERS:
                possible = [variant(each, wanted[each])]
                if each in received:
                    self.must_be_kept(room, secrets[each][0], received[each])
                elif each in standing:
                    possible.append(variant(each, standing[each]))
                else:
                    continue  # nothing was ever received of her
                self.must_stand(room, secrets[each][0], *possible)
            self.told(tally)
            # Everyone sends again what has no receipt, to the server opened again.
            running, url, code = self.serve(room)
            left = {each: number for each, number in wanted.items() if each not in received}
            began = time.monotonic()
            self.send(url, secrets, left, received)
            if left:
                whole = (time.monotonic() - began) / len(left) * len(LEARNERS)
                usual = 0.5 * usual + 0.5 * whole
            if set(received) != set(LEARNERS):
                raise Lost(f"no receipt for {set(LEARNERS) - set(received)}")
            standing = wanted
            self.must(room.run("grade"))
            found = room.rows(stamped=False)
            for each, number in standing.items():
                if found.pop(secrets[each][0], []) != self.expected[False][number][each]:
                    raise Lost(f"{each}: {room.rows()}")
            if found:
                raise Lost(f"learners who are nobody: {set(found)}")
            if room.partial():
                raise Lost(f"{room.partial()} files of a killed writer are left")
        os.kill(running.pid, signal.SIGTERM)
        running.wait()
        return tally

    @staticmethod
    def serve(room: Room) -> tuple[Started, str, str]:
        """The real server, in a process of its own, once it answers: its address and its code."""
        reading, writing = os.pipe()

        def work() -> int:
            os.close(reading)
            signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
            with server_room.running(
                room.course, room.workshop.folder, judges=2, clock=lambda: datetime.now(UTC)
            ) as running:
                told = {"url": running.url, "code": running.context.room.code}
                os.write(writing, json.dumps(told).encode() + b"\n")
                signal.pause()
            return 0

        started = start(work, room.course.parent / "serveur.txt", room.course)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            line = pipe.readline()
        if not line:
            raise Lost(f"the server: {started.said.read_text('utf-8')[-2000:]}")
        told = json.loads(line)
        return started, told["url"], told["code"]

    @staticmethod
    def send(
        url: str,
        secrets: dict[str, tuple[str, dict[str, str]]],
        wanted: dict[str, int],
        received: dict[str, str],
    ) -> None:
        """Hand in for each, six at once, and note the receipts that came."""

        def one(each: str) -> None:
            body = json.loads(variant(each, wanted[each]).to_bytes())
            body = {key: body[key] for key in ("lesson", "activity", "answers")}
            try:
                with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
                    reply = client.post("/api/submissions", json=body, headers=secrets[each][1])
                if reply.status_code == 201:
                    received[each] = reply.json()["receipt"]
            except (httpx.HTTPError, ValueError):
                pass  # killed before its answer: there is no receipt

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(one, wanted))


def report(tallies: list[Tally], seed: int, spent_s: float) -> str:
    """docs/kills.md."""
    template = Template(Path(__file__).with_name("kills.template.md").read_text("utf-8"))
    return template.substitute(
        day=f"{date.today():%Y-%m-%d}",
        kills=sum(each.kills for each in tallies),
        minutes=f"{spent_s / 60:.0f}",
        seed=seed,
        learners=len(LEARNERS),
        graded=len(CLASS),
        changed=CHANGED,
        rows="\n".join(each.line() for each in tallies),
    )


def main(arguments: list[str] | None = None) -> None:
    """Run the campaign, print and write its report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args(arguments)
    for name in ("SOCIALISE_WORKSHOP", "SOCIALISE_DB"):
        os.environ.pop(name, None)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="coupures-") as folder:
        campaign = Campaign(Path(folder), options.seed)
        campaign.total = options.kills
        campaign.undisturbed()
        half = options.kills // 2
        parts: list[tuple[Callable[[int], Tally], int]] = [
            (campaign.grading, half),
            (campaign.collecting, half // 2),
            (campaign.serving, options.kills - half - half // 2),
        ]
        tallies = [part(count) for part, count in parts if count]
    told = report(tallies, options.seed, time.monotonic() - began)
    print(told)
    if options.to:
        options.to.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
