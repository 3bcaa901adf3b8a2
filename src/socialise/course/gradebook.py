"""The way to nbgrader's gradebook: who makes it is alone, and a server that is away is told."""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, func, make_url, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.pool import NullPool

__all__ = ["GradebookAway", "alone", "engine_of", "reached"]

SQLITE = "sqlite:///"
LOCK = zlib.crc32(b"socialise: gradebook")  # PostgreSQL names an advisory lock by a number
AT_MOST_S = 10  # to reach a server
EXAMPLE = "postgresql+psycopg://socialise@serveur/notes"

_ours: set[str] = set()  # where this process is alone now


class GradebookAway(Exception):
    """The database cannot be reached; the text says place, fact and cure, and no password."""


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Make the gradebook at this address, or add lessons to it, while nobody else does.

    nbgrader looks whether its tables are there, then makes them: of two that look at once, one
    fails. Within itself, it is nothing more. Raises GradebookAway.
    """
    if url in _ours:
        yield
        return
    with ExitStack() as stack:
        if url.startswith(SQLITE):
            folder = Path(url.removeprefix(SQLITE)).parent
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_alone_in(folder))
        else:
            stack.enter_context(_alone_at(url))
        _ours.add(url)
        stack.callback(_ours.remove, url)
        yield


@contextmanager
def reached(url: str) -> Iterator[None]:
    """What is done with the gradebook. Raises GradebookAway when its server does not answer."""
    try:
        yield
    except (InterfaceError, OperationalError):
        if url.startswith(SQLITE):
            raise
        # What the driver says is not repeated, nor chained: it may hold the whole address.
        raise GradebookAway(
            f"{_place(url)} : cette base de données ne répond pas, ou n'accepte pas ce nom et ce "
            "mot de passe. Démarrez-la, ou corrigez SOCIALISE_DB, puis relancez la même commande : "
            f"ce qui est noté reste noté. Exemple : {EXAMPLE}"
        ) from None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """The folder itself is locked: no file is left behind."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _alone_at(url: str) -> Iterator[None]:
    engine = engine_of(url)
    with reached(url):
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_lock(LOCK)))
    try:
        yield
    finally:
        connection.close()  # the lock goes with it


def engine_of(url: str) -> Engine:
    """Where the gradebook is reached; nothing is asked of it yet. Raises GradebookAway."""
    try:
        driver = make_url(url).get_driver_name()
        patience = {"connect_timeout": AT_MOST_S} if driver.startswith("psycopg") else {}
        return create_engine(url, poolclass=NullPool, connect_args=patience)
    except (ArgumentError, ValueError):
        told = f"cette adresse ne se lit pas. Exemple : {EXAMPLE}"
    except ImportError:
        told = (
            "ce qui parle à cette base de données n'est pas installé. Pour PostgreSQL, installez "
            "socialise avec son extra « scale » : docs/scale.md"
        )
    raise GradebookAway(f"SOCIALISE_DB : {told}")


def _place(url: str) -> str:
    """Where the database is: no name of a person, no password."""
    address = make_url(url)
    host = address.host or address.query.get("host") or "localhost"
    port = f":{address.port}" if address.port else ""
    return f"SOCIALISE_DB ({host}{port}/{address.database or ''})"
