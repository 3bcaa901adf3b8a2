"""A tiny course, and the real server on it, on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import nbformat
import uvicorn
from fastapi import FastAPI

from socialise.course.course import Course
from socialise.intake.workshop import Workshop
from socialise.server import create_app
from socialise.server.context import Context
from socialise.server.serving import web_config

NOW = datetime(2026, 12, 3, 14, 32, 5, tzinfo=UTC)
LESSON, ACTIVITY = "01-essai", "portrait"
GOOD = {"prenom": "Nadia", "age": "42", "histoire": "Elle tient une boulangerie."}

PORTRAIT = [
    (
        "formulaire",
        0,
        """
import os, re, sys
from socialise import Figure, Form, LongText, Number, Picture, Text
portrait = Form(
    "portrait",
    Text("prenom", "Prénom"),
    Number("age", "Âge", minimum=None, maximum=None),
    LongText("histoire", "Son histoire"),
    Text("farce", "Farce"),
    Text("secret", "Qui vous a inspiré", private=True),
    title="Un portrait", minutes=5, anonymous=True,
)
portrait
""",
    ),
    (
        "prenom",
        1,
        """
portrait.criterion("prenom", "Un prénom", points=1, hint="Par exemple : Nadia.",
    met=lambda: len(portrait["prenom"]) >= 2, seen=lambda: portrait["prenom"])
""",
    ),
    (
        "age",
        2,
        """
portrait.criterion("age", "Un âge d'adulte", points=2, hint="Par exemple : 42.",
    met=lambda: portrait["age"] >= 18, seen=lambda: portrait["age"])
""",
    ),
    (
        "farces",
        0,
        """
def play(what):
    if what == "boucle":
        while True: pass
    if what == "regex":
        re.match("(a+)+$", "a" * 60 + "b")
    if what.startswith("casse"):
        raise KeyError(what)
    if what == "sortie":
        raise SystemExit(3)
    if what == "mort":
        os._exit(9)
    if what == "bavard":
        print("bavardage sur la sortie"); print("bavardage", file=sys.stderr)
        os.write(1, b"bavardage tout nu")
    if what == "memoire":
        bytearray(8 * 1024**3)
play(portrait["farce"])
""",
    ),
    ("cache", 1, "# Vérifié à la remise."),
    (
        "histoire",
        3,
        'portrait.free_text("histoire", points=3, rubric={0: "rien", 1: "a", 2: "b", 3: "c"})',
    ),
    (
        "carte",
        0,
        """
def card(form, now):
    if portrait["farce"] == "gros":
        return bytes(3_000_000)
    return f"{portrait['prenom']}, {portrait['age']} ans, {now:%Y}".encode()
portrait.take_home("carte", "La carte", "carte é.txt", card)
""",
    ),
]
SECOND = [
    (
        "formulaire",
        0,
        """
from socialise import Form, Text
second = Form("second", Text("mot", "Un mot"), title="Un second essai", minutes=1)
second
""",
    ),
    (
        "mot",
        1,
        'second.criterion("mot", "Un mot", points=1, hint="Oui.", met=lambda: bool(second["mot"]))',
    ),
]
BROKEN = [("formulaire", 0, "from socialise import Form\nraise ZeroDivisionError('secret')")]


def write_release(
    root: Path, lesson: str, activity: str, cells: list[tuple[str, int, str]]
) -> None:
    """A released notebook, as nbgrader's release is."""
    notebook = nbformat.v4.new_notebook()
    for id, points, source in cells:
        grader: dict[str, Any] = {"schema_version": 3, "grade_id": id, "locked": True}
        grader |= {"grade": bool(points), "solution": "free_text" in source, "task": False}
        if points:
            grader["points"] = points
        cell = nbformat.v4.new_code_cell(source.strip(), metadata={"nbgrader": grader})
        cell.id = id
        notebook.cells.append(cell)
    path = root / "exercises" / lesson / f"{activity}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def write_tiny_course(root: Path) -> None:
    """Two lessons, three activities."""
    write_release(root, LESSON, ACTIVITY, PORTRAIT)
    write_release(root, LESSON, "second", SECOND)
    write_release(root, "02-autre", "troisieme", SECOND)


@dataclass
class Running:
    """A server that answers at `url`; `client` speaks to it, `now` is its clock."""

    url: str
    app: FastAPI
    workshop: Workshop
    client: httpx.Client
    now: datetime = NOW

    @property
    def context(self) -> Context:
        context: Context = self.app.state.context
        return context

    def body(self, answers: Any = None, lesson: str = LESSON, activity: str = ACTIVITY) -> Any:
        """The message that carries answers."""
        return {
            "lesson": lesson,
            "activity": activity,
            "answers": GOOD if answers is None else answers,
        }

    def verdicts(self, answers: Any = None, **more: Any) -> httpx.Response:
        """Ask for verdicts."""
        return self.client.post("/api/verdicts", json=self.body(answers, **more))

    def join(self) -> tuple[str, dict[str, str]]:
        """A new learner: the pseudonym, and the header that proves it."""
        response = self.client.post("/api/learners", json={"code": self.context.room.code})
        assert response.status_code == 201, response.text
        told = response.json()
        return told["learner"], {"Authorization": f"Bearer {told['secret']}"}

    def hand_in(self, header: dict[str, str], answers: Any = None, **more: Any) -> httpx.Response:
        """Hand in."""
        return self.client.post("/api/submissions", json=self.body(answers, **more), headers=header)

    def enter(self) -> None:
        """Give the trainer's token: the client keeps the cookie."""
        response = self.client.post("/formateur/entree", data={"jeton": self.context.room.token})
        assert response.status_code == 303, response.text


@contextmanager
def running(
    course: Path, workshop: Path, site: Path | None = None, **more: Any
) -> Iterator[Running]:
    """The real server, in a thread, on a free port."""
    options: dict[str, Any] = {"room_name": "Atelier d'essai", "judges": 1} | more
    state: list[Running] = []
    options.setdefault("clock", lambda: state[0].now if state else NOW)
    app = create_app(Course(course), Workshop(workshop), site, **options)
    server = uvicorn.Server(web_config(app))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
        state.append(Running(url, app, Workshop(workshop), client))
        try:
            yield state[0]
        finally:
            server.should_exit = True
            thread.join()
