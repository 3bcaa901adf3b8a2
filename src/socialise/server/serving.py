"""Running the server until Ctrl-C."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from socialise.course.course import Course
from socialise.intake.workshop import Workshop
from socialise.server.addresses import Addresses
from socialise.server.app import create_app
from socialise.server.context import Context
from socialise.server.journal import close_journal, open_journal
from socialise.server.room import Room
from socialise.words import quebec_typography

GRACE_S = 3  # for answers under way when the room closes


class PortTaken(Exception):
    """The server cannot listen there; the text says why and what to do."""


class CourseUnopened(Exception):
    """The exercises cannot be opened; the text says what to do, the cause is on standard error."""


class _Server(uvicorn.Server):
    """Uvicorn, which tells when it is ready and ends quietly when it is asked to."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Uvicorn raises the signal again at the end, which would end in a traceback."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        ends = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, self.handle_exit) for each in ends}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def serve(
    course: Course,
    workshop: Workshop,
    site: Path | None,
    *,
    room_name: str,
    host: str = "127.0.0.1",
    port: int = 8000,
    names: Sequence[str] = (),
    ready: Callable[[Addresses, Room], None] = lambda addresses, room: None,
) -> None:
    """Serve until Ctrl-C or SIGTERM, then return.

    `ready` is called once with the addresses and the room, when requests are answered; port 0
    takes any free one. Nothing is printed; the log is `serveur.log` in the workshop's folder.
    Raises PortTaken, RoomUnreadable and CourseUnopened.
    """
    listening = listen(host, port)
    addresses = Addresses.of(host, listening.getsockname()[1], tuple(names))
    journal = open_journal(workshop.folder)
    try:
        app = create_app(
            course,
            workshop,
            site,
            room_name=room_name,
            names=names,
            address=addresses.learner if addresses.open_to_room else None,
        )
        context: Context = app.state.context
        server = _Server(web_config(app), lambda: ready(addresses, context.room))
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            pass  # pressed before uvicorn listened to it
        except SystemExit:  # uvicorn's way to say that the application did not start
            raise CourseUnopened(quebec_typography(_UNOPENED)) from None
    finally:
        listening.close()
        close_journal(journal)


_UNOPENED = (
    "Les exercices ne s'ouvrent pas : la cause est écrite au-dessus. Réparez-la, puis relancez; "
    ".venv/bin/socialise check nomme les endroits."
)


def web_config(app: FastAPI) -> uvicorn.Config:
    """How uvicorn runs the server: it writes nothing, and believes no forwarded address."""
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    return uvicorn.Config(
        app,
        port=0,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_S,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to that address. Raises PortTaken, in French."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, or asyncio leaves Nagle's algorithm on: each answer would wait 40 ms for its body.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PortTaken(quebec_typography(_refused(host, port, error))) from None
    return listening


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Le port {port} est déjà pris sur cet appareil. Fermez l'autre serveur, ou prenez-en "
            f"un autre : PORT={port + 1} make atelier."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"Ce compte ne peut pas ouvrir le port {port}. Prenez-en un plus grand que 1023 : "
            "PORT=8000 make atelier."
        )
    return (
        f"« {host} » n'est pas une adresse de cet appareil. Prenez 127.0.0.1 pour cet appareil "
        "seul, ou 0.0.0.0 pour toute la salle : HOST=0.0.0.0 make atelier."
    )
