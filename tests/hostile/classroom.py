"""A class where hostile and unlucky learners sit among honest ones, in a course of its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile.builders import ACTIVITY, GOOD, LESSON, build

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCRIPTS = Path(sys.executable).parent
HONEST = 30

Marks = dict[str, tuple[float | None, bool]]
"""The automatic score of each cell, and whether a trainer is waited for."""

FULL: Marks = {
    "prenom": (1.0, False), "age": (2.0, False), "pair": (1.5, False), "montant": (2.0, False),
    "recit": (2.0, False), "lignes": (1.0, False), "histoire": (None, True),
}  # fmt: skip


def cases(channel: str) -> list[dict[str, Any]]:
    """The table of one channel: `collect`, `submitted` or `page`."""
    found: list[dict[str, Any]] = json.loads(
        (HERE / "cases" / f"{channel}.json").read_text("utf-8")
    )
    return found


def honest(number: int) -> dict[str, Any]:
    """The answers of an honest learner: complete, partial, weaker or empty."""
    given = dict(GOOD) | {"age": str(15 + number)}
    if number % 5 == 1:
        del given["montant"]
    if number % 7 == 2:
        given["histoire"] = "Trois mots."
    if number % 11 == 3:
        given["age"] = "douze"
    return {} if number == 13 else given


def honest_name(number: int) -> str:
    """From honnete-01."""
    return f"honnete-{number:02d}"


def expected(case: Mapping[str, Any]) -> Marks:
    """The marks that a case's answers deserve: full ones, but for what the case says."""
    waiting = set(case.get("a_verifier", ()))
    marks = dict(FULL)
    for cell, score in {**case.get("marks", {}), **case.get("free", {})}.items():
        marks[cell] = (float(score), cell in waiting)
    return marks


@dataclass(frozen=True)
class Classroom:
    """A folder that holds a course with its workshop, what is sent, and things to leave alone."""

    place: Path

    @classmethod
    def make(cls, place: Path, released: Path) -> Classroom:
        """A class in an empty folder, from the course released once."""
        room = cls(place)
        shutil.copytree(released, room.course)
        for name in ("maison", "recu", "atelier-voisin"):
            (place / name).mkdir()
        (place / "atelier-voisin" / "gradebook.db").write_bytes(b"precieux")
        return room

    @property
    def course(self) -> Path:
        return self.place / "cours"

    @property
    def workshop(self) -> Path:
        return self.course / "workshop"

    @property
    def sent(self) -> Path:
        return self.place / "recu"

    @property
    def canary(self) -> Path:
        """What nothing may write."""
        return self.place / "canari.txt"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the trainer's, in the course."""
        environment = {key: value for key, value in os.environ.items() if "SOCIALISE" not in key}
        environment |= {"HOME": str(self.place / "maison"), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [str(SCRIPTS / "socialise"), *arguments],
            cwd=self.course, env=environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    def put(self, folder: Path, file: Mapping[str, Any]) -> None:
        """One thing that a case describes, below a folder."""
        path = Path(os.path.normpath(folder / file["as"]))
        path.parent.mkdir(parents=True, exist_ok=True)
        match file.get("put"):
            case "link":
                path.symlink_to(self._filled(file["to"]))
            case "hardlink":
                os.link(self._filled(file["to"]), path)
            case "fifo":
                os.mkfifo(path)
            case "folder":
                path.mkdir()
            case "socket":
                _bind(path)
            case _:
                content = build(file)
                for mark in ("{canary}", "{course}"):
                    if mark.encode() in content:
                        content = content.replace(mark.encode(), self._filled(mark).encode())
                path.write_bytes(content)

    def _filled(self, text: str) -> str:
        for mark, place in (
            ("{canary}", self.canary), ("{course}", self.course), ("{sent}", self.sent),
        ):  # fmt: skip
            text = text.replace(mark, str(place))
        return text

    def outside(self) -> dict[str, bytes | str]:
        """Everything but the workshop and what was sent: what no command may change."""
        found: dict[str, bytes | str] = {}
        for folder, folders, files in os.walk(self.place):
            here = Path(folder)
            if here in (self.course, self.place):
                folders[:] = [name for name in folders if name not in ("workshop", "recu")]
            for name in (*folders, *files):
                path = here / name
                place = str(path.relative_to(self.place))
                found[place] = path.read_bytes() if path.is_file() else "dossier"
        return found

    def marks(self) -> dict[str, Marks]:
        """Everyone's marks, as the gradebook has them."""
        rows = self._rows(
            "select submitted_assignment.student_id, base_cell.name, grade.auto_score,"
            " grade.manual_score, grade.needs_manual_grade, grade.extra_credit"
            " from grade join base_cell on base_cell.id = grade.cell_id"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment"
            " on submitted_assignment.id = submitted_notebook.assignment_id"
        )
        found: dict[str, Marks] = {}
        for learner, cell, auto, manual, waits, extra in rows:
            assert manual is None, (learner, cell)
            assert not extra, (learner, cell)
            found.setdefault(learner, {})[cell] = (auto, bool(waits))
        return found

    def students(self) -> set[str]:
        """Everyone that the gradebook knows."""
        return {name for (name,) in self._rows("select id from student")}

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.workshop / "gradebook.db") as gradebook:
            return gradebook.execute(query).fetchall()

    def submitted(self, learner: str) -> Any:
        """The answers that stand for a learner, or None."""
        path = self.workshop / "submitted" / learner / LESSON / f"{ACTIVITY}.json"
        return json.loads(path.read_bytes())["answers"] if path.is_file() else None

    def escaped(self) -> Iterator[str]:
        """What reads as a terminal's control among the names in the workshop."""
        for folder, folders, files in os.walk(self.workshop):
            for name in (*folders, *files):
                if not name.isprintable() or "\u202e" in name:
                    yield str(Path(folder) / name)


def _bind(path: Path) -> None:
    """A socket; its address is short, so it is made from its own folder."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)
