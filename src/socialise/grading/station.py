"""A station: a process of its own where another machine's worker has requests marked.

A Dask worker has threads, and a process with threads must not fork: the station has none, and its
Crew forks as it does at home. `python -m socialise.grading.station` is the station's own side.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from threading import Lock

from socialise.form import Activity
from socialise.grading.crew import Crew, Limits
from socialise.grading.marker import Marker
from socialise.grading.marking import Key, Reply, Request

__all__ = ["Station", "StationLost", "course_to_bytes", "mark"]

IDLE_S = 60.0  # then it ends: nobody grades any more

_Kind = tuple[str, Limits]


class StationLost(Exception):
    """The process is gone: the machine's fault, since answers kill no more than a fork of it."""


class Station:
    """The worker's side of one station."""

    def __init__(self, course: bytes, limits: Limits) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "socialise.grading.station", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self._pipe.send((course, limits))

    def ask(self, requests: bytes) -> bytes:
        """The replies, a JSON array in the order of the requests. Raises StationLost."""
        try:
            self._pipe.send_bytes(requests)
            return self._pipe.recv_bytes()
        except (EOFError, OSError) as gone:
            raise StationLost from gone

    def end(self) -> None:
        """Nothing of it is left."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()


_idle: dict[_Kind, list[Station]] = defaultdict(list)
_lock = Lock()


def mark(course: bytes, limits: Limits, requests: bytes) -> bytes:
    """The replies to these requests (a pickled list), by a station of this process that is free.

    `course` is what `course_to_bytes` gave. Raises StationLost.
    """
    kind = (hashlib.sha256(course).hexdigest(), limits)
    with _lock:
        station = _idle[kind].pop() if _idle[kind] else None
    if station is not None:
        with suppress(StationLost):  # nobody had asked for a while, and it had ended
            return _asked(station, kind, requests)
    return _asked(Station(course, limits), kind, requests)


def _asked(station: Station, kind: _Kind, requests: bytes) -> bytes:
    try:
        replies = station.ask(requests)
    except BaseException:
        station.end()
        raise
    with _lock:
        _idle[kind].append(station)
    return replies


def course_to_bytes(markers: Mapping[Key, Marker]) -> bytes:
    """The instructor's cells of some activities, as text."""
    return json.dumps(
        [
            {"lesson": lesson, "activity": name, "cells": [vars(each) for each in marker.cells]}
            for (lesson, name), marker in ((key, each.activity) for key, each in markers.items())
        ],
        ensure_ascii=False,
    ).encode()


def _markers(course: bytes) -> dict[Key, Marker]:
    bundles = json.loads(course)
    return {(each["lesson"], each["activity"]): Marker(Activity.from_bundle(each))
            for each in bundles}  # fmt: skip


def _serve(pipe: Connection) -> None:
    """Mark what is asked, until nobody asks any more."""
    with suppress(EOFError, OSError):  # the worker is gone
        course, limits = pipe.recv()
        with Crew(_markers(course), count=1, limits=limits) as crew:
            while pipe.poll(IDLE_S):
                requests: list[Request] = pickle.loads(pipe.recv_bytes())
                replies: dict[int, Reply] = dict(crew.replies(enumerate(requests)))
                told = [replies[place] for place in range(len(requests))]
                pipe.send_bytes(json.dumps(told, ensure_ascii=False).encode())


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
