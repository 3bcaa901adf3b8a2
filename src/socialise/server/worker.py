"""The processes that run the author's cells on answers, each one request at a time.

They are apart from the server so that a cell that never ends can be killed, whatever it is doing.
Started as `python -m socialise.server.worker COURSE SECONDS`.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from socialise.course.course import Course, UnknownActivity
from socialise.form import Activity, AnswersFile, AnswersRefused, BrokenActivity, Form, NotReady
from socialise.intake.submission import hand_in
from socialise.intake.workshop import Workshop
from socialise.server.frames import Frame, pack, read

MEMORY = 2 * 1024**3  # bytes of addresses: what answers can make a cell take

Reply = Frame


class Worker:
    """Answers requests about one course. Every reply has an `outcome`."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._blank: dict[tuple[str, str], Form] = {}
        self._does: dict[str, Callable[[dict[str, Any], AnswersFile], Reply]] = {
            "check": lambda request, file: ({"outcome": "done"}, b""),
            "judge": self._judge,
            "take_home": self._take_home,
            "hand_in": self._hand_in,
        }

    def opening(self) -> dict[str, Any]:
        """Every activity, run once: its title, or why it does not work."""
        told = []
        for lesson, activity in self._course.keys:
            one = {"lesson": lesson, "activity": activity}
            try:
                form = self._form(lesson, activity)
                one |= {"title": form.title, "cause": ""}
            except Exception as error:
                one |= {"title": activity, "cause": cause(error)}
            told.append(one)
        return {"outcome": "ready", "activities": told}

    def reply(self, request: dict[str, Any]) -> Reply:
        """The reply to one request: done, or the one reason why not."""
        try:
            file = AnswersFile(request["lesson"], request["activity"], request["answers"])
            if problems := self._form(file.lesson, file.activity).check(file.answers):
                raise AnswersRefused(problems)
            return self._does[request["do"]](request, file)
        except UnknownActivity as unknown:
            return {"outcome": "unknown", "text": str(unknown)}, b""
        except AnswersRefused as refused:
            problems_json = [problem.to_json() for problem in refused.problems]
            return {"outcome": "refused", "problems": problems_json}, b""
        except NotReady as absent:
            return {"outcome": "not_ready", "text": str(absent)}, b""
        except BaseException as error:  # a cell may raise anything, SystemExit too
            disk = isinstance(error, OSError) and request["do"] == "hand_in"
            return {"outcome": "unwritten" if disk else "broken", "cause": cause(error)}, b""

    def _form(self, lesson: str, activity: str) -> Form:
        """The form with no answer, which knows how answers must be built."""
        key = (lesson, activity)
        if (form := self._blank.get(key)) is None:
            form = self._blank[key] = self._activity(lesson, activity).run({})
        return form

    def _activity(self, lesson: str, activity: str) -> Activity:
        return self._course.activity(lesson, activity)

    def _judge(self, request: dict[str, Any], file: AnswersFile) -> Reply:
        verdicts = self._activity(file.lesson, file.activity).judge(file.answers)
        return {"outcome": "done", "verdicts": verdicts}, b""

    def _take_home(self, request: dict[str, Any], file: AnswersFile) -> Reply:
        form = self._form(file.lesson, file.activity)
        if request["id"] not in {thing.id for thing in form.take_homes}:
            return {"outcome": "nothing_so_named"}, b""
        now = datetime.fromisoformat(request["now"])
        activity = self._activity(file.lesson, file.activity)
        name, content = activity.take_home(file.answers, request["id"], now)
        return {"outcome": "done", "filename": name}, content

    def _hand_in(self, request: dict[str, Any], file: AnswersFile) -> Reply:
        workshop = Workshop(Path(request["workshop"]))
        now = datetime.fromisoformat(request["now"])
        receipt = hand_in(self._course, workshop, request["learner"], file, now)
        return {"outcome": "done", "receipt": receipt.to_json()}, b""


def cause(error: BaseException) -> str:
    """What went wrong and at which lines, and nothing of the answers.

    The exception's own text is left out: « could not convert string to float: … » repeats them.
    """
    if isinstance(error, BrokenActivity) and error.__cause__ is not None:
        error = error.__cause__
    kind = type(error).__name__
    if isinstance(error, SyntaxError):
        return f"{kind}, {error.filename}, ligne {error.lineno}"
    if isinstance(error, OSError):
        return f"{kind} {error.errno}"
    places = [
        f"{place}, ligne {line}"
        for place, line in _frames(error.__traceback__)
        if place != __file__
    ]
    return " < ".join([kind, *reversed(places[-4:])])


def _frames(trace: TracebackType | None) -> list[tuple[str, int]]:
    found = []
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found


def main(root: str, limit_s: str) -> None:
    """Open the course once, then fork a judge for every connection that comes on standard input.

    A judge killed is replaced in milliseconds, with the course already open. Told on standard
    output when ready; ends with its standard input, and each judge with its own connection.
    """
    control, opened = socket.socket(fileno=os.dup(0)), os.fdopen(os.dup(1), "wb")
    _leave_the_pipes_alone()
    _limit_memory()
    worker = Worker(Course(Path(root)))
    with opened:
        opened.write(pack(worker.opening()))
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a judge's end
    while True:
        _, connections, _, _ = socket.recv_fds(control, 1, 1)
        if not connections:
            return
        if os.fork() == 0:
            control.close()
            with suppress(BrokenPipeError, ConnectionResetError):  # the server is gone
                _judge_on(connections[0], worker, float(limit_s))
            os._exit(0)
        os.close(connections[0])


def _judge_on(connection: int, worker: Worker, limit_s: float) -> None:
    """Answer requests until the connection is closed; the first thing told is who answers."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with os.fdopen(os.dup(connection), "rb") as requests, os.fdopen(connection, "wb") as replies:
        replies.write(pack({"outcome": "judge", "pid": os.getpid()}))
        replies.flush()
        while (frame := read(requests)) is not None:
            # Should the server die first, a cell that never ends does not outlive it.
            signal.alarm(int(limit_s) + 5)
            reply = pack(*worker.reply(frame[0]))
            signal.alarm(0)
            replies.write(reply)
            replies.flush()


def _leave_the_pipes_alone() -> None:
    """What a cell prints goes nowhere: not among the replies, and in no log."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)


def _limit_memory() -> None:
    with suppress(ValueError, OSError):  # not everywhere
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
