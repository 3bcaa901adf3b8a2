"""The server as a process: it starts, it is killed, it starts again."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from socialise.course.course import Course
from socialise.intake.workshop import Workshop
from socialise.server import Addresses, CourseUnopened, PortTaken, Room, serve, welcome
from socialise.server.addresses import terminal_qr
from socialise.server.serving import listen

PROGRAM = """
import json, sys
from pathlib import Path
from socialise.course.course import Course
from socialise.intake.workshop import Workshop
from socialise.server import serve

def ready(addresses, room):
    print(json.dumps([addresses.learner, room.code]), flush=True)

serve(Course(Path(sys.argv[1])), Workshop(Path(sys.argv[2])), None, room_name="Salle", port=0,
      ready=ready)
"""


@contextmanager
def process(course: Path, workshop: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A server in a process of its own: itself, its address, its code."""
    command = [sys.executable, "-c", PROGRAM, str(course), str(workshop)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address, code = json.loads(server.stdout.readline())
            yield server, address, code
        finally:
            server.kill()


def body(word: str) -> dict[str, object]:
    """A message."""
    return {"lesson": "01-essai", "activity": "second", "answers": {"mot": word}}


def below(pid: int) -> list[int]:
    """The processes started by a process, and by those."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in map(int, children) for each in (child, *below(child))]


def ends_of(pids: list[int]) -> list[int]:
    """What tells when each process ends."""
    return [os.pidfd_open(pid) for pid in pids]


def wait_for(ends: list[int]) -> None:
    """Every process has ended."""
    for end in ends:
        assert select.select([end], [], [], 30)[0]
        os.close(end)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_closes_the_room_quietly(
    tiny_course: Path, tmp_path: Path, how: signal.Signals
) -> None:
    """Exit code 0, nothing printed, no process left."""
    with process(tiny_course, tmp_path) as (server, address, _):
        assert httpx.get(f"{address}healthz", trust_env=False).json() == {"ready": True}
        ends = ends_of(below(server.pid))
        assert len(ends) >= 3  # the nursery and two judges
        server.send_signal(how)
        out, err = server.communicate(timeout=30)
        assert (server.returncode, out, err) == (0, "", "")
        wait_for(ends)


def test_a_killed_server_loses_no_receipt(tiny_course: Path, tmp_path: Path) -> None:
    """What was answered 201 is on the disk: after kill -9, the same secret finds it."""
    told = []
    with process(tiny_course, tmp_path) as (server, address, code):
        secret = httpx.post(f"{address}api/learners", json={"code": code}, trust_env=False).json()
        header = {"Authorization": f"Bearer {secret['secret']}"}
        with httpx.Client(base_url=address, headers=header, trust_env=False) as client:
            for turn in range(5):
                told.append(client.post("api/submissions", json=body(f"mot {turn}")).json())
        os.kill(server.pid, signal.SIGKILL)
    with process(tiny_course, tmp_path) as (server, address, again):
        assert again == code
        with httpx.Client(base_url=address, headers=header, trust_env=False) as client:
            listed = client.get("api/submissions").json()["submissions"]
            assert {one["receipt"] for one in listed} == {one["receipt"] for one in told}
            assert [one["receipt"] for one in listed if one["current"]] == [told[-1]["receipt"]]
            repeated = client.post("api/submissions", json=body("mot 2")).json()
            assert repeated == told[2]


def test_judges_end_with_a_killed_server(tiny_course: Path, tmp_path: Path) -> None:
    """They read from it: its end is theirs."""
    with process(tiny_course, tmp_path) as (server, _, _code):
        ends = ends_of(below(server.pid))
        os.kill(server.pid, signal.SIGKILL)
        wait_for(ends)


def test_the_log_is_in_the_workshop(tiny_course: Path, tmp_path: Path) -> None:
    """One JSON object a line, and nothing on the terminal."""
    with process(tiny_course, tmp_path) as (server, address, _):
        httpx.post(f"{address}api/verdicts", json=body("MARQUEUR"), trust_env=False)
        server.terminate()
        server.wait()
    lines = (tmp_path / "serveur.log").read_text("utf-8").splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["/api/verdicts"]
    assert "MARQUEUR" not in lines[0]


def test_a_taken_port_is_said(tiny_course: Path, tmp_path: Path) -> None:
    """With another that may be free."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"{port} est déjà pris.*PORT={port + 1}"):
            serve(Course(tiny_course), Workshop(tmp_path), None, room_name="S", port=port)


def test_an_address_of_another_machine_is_said(tiny_course: Path, tmp_path: Path) -> None:
    """With the two that work."""
    with pytest.raises(PortTaken, match=r"192\.0\.2\.1.*0\.0\.0\.0"):
        serve(Course(tiny_course), Workshop(tmp_path), None, room_name="S", host="192.0.2.1")


def test_a_course_that_does_not_open_is_said(
    tiny_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as a traceback, nor as a server that judges nothing."""
    monkeypatch.setattr("socialise.server.judges.sys.executable", "/bin/false")
    with pytest.raises(CourseUnopened, match="socialise check"):
        serve(Course(tiny_course), Workshop(tmp_path), None, room_name="S", port=0)


def test_a_welcome_has_all_that_a_room_needs(tmp_path: Path) -> None:
    """Address, QR code, room's code, trainer's address and token."""
    room = Room.of(Workshop(tmp_path), "Atelier du mardi")
    addresses = Addresses(("http://192.168.1.20:8000", "http://10.0.0.2:8000"), True)
    told = welcome(addresses, room, "workshop/")
    for piece in (
        "http://192.168.1.20:8000/\n",
        "http://10.0.0.2:8000/\n",
        room.code,
        room.token,
        "http://192.168.1.20:8000/formateur",
        "█",
        "workshop/",
    ):
        assert piece in told
    assert "HOST=0.0.0.0" not in told


def test_a_welcome_on_one_machine_says_how_to_open_the_room(tmp_path: Path) -> None:
    """No QR code of an address that no phone can reach."""
    room = Room.of(Workshop(tmp_path), "Salle")
    told = welcome(Addresses.of("127.0.0.1", 8000), room, "workshop/")
    assert "HOST=0.0.0.0 make atelier" in told
    assert "█" not in told


@pytest.mark.parametrize(
    ("host", "names", "first", "is_open"),
    [
        ("127.0.0.1", (), "http://127.0.0.1:8000", False),
        ("localhost", (), "http://localhost:8000", False),
        ("::1", (), "http://[::1]:8000", False),
        ("192.168.1.20", (), "http://192.168.1.20:8000", True),
        ("192.168.1.20", ("atelier.test",), "http://atelier.test:8000", True),
    ],
)
def test_addresses_follow_what_is_listened_to(
    host: str, names: tuple[str, ...], first: str, is_open: bool
) -> None:
    """A configured name comes first."""
    addresses = Addresses.of(host, 8000, names)
    assert addresses.all[0] == first
    assert addresses.open_to_room is is_open


def test_the_terminal_s_qr_code_fits(tmp_path: Path) -> None:
    """Eighty columns, even with a long address."""
    drawn = terminal_qr("http://[2001:db8:1234:5678:9abc:def0:1234:5678]:8000/")
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line).rstrip("\n") for line in io.StringIO(drawn)]
    assert {len(line) for line in lines} <= set(range(30, 81))
    assert lines[0] == "█" * len(lines[0])  # a white margin: the code is not inverted


def test_an_address_that_is_not_listened_to_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """0.0.0.0 is IPv4 only."""
    monkeypatch.setattr(
        "socialise.server.addresses.machine_addresses", lambda: ["192.168.1.20", "fd00::2"]
    )
    assert Addresses.of("0.0.0.0", 80).all == ("http://192.168.1.20:80",)
    assert Addresses.of("::", 80).all == ("http://192.168.1.20:80", "http://[fd00::2]:80")


def test_without_a_network_only_this_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wifi yet: the room opens all the same, and says who can reach it."""
    monkeypatch.setattr("socialise.server.addresses.machine_addresses", list)
    addresses = Addresses.of("0.0.0.0", 80)
    assert addresses.all == ("http://127.0.0.1:80",)
    assert not addresses.open_to_room


def test_an_answer_s_body_does_not_wait_for_its_headers_receipt() -> None:
    """With Nagle's algorithm on, each answer came in two halves, 40 ms apart."""

    async def connected() -> int:
        found = asyncio.get_running_loop().create_future()

        async def met(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            own = writer.get_extra_info("socket")
            found.set_result(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with listen("127.0.0.1", 0) as listening:
            async with await asyncio.start_server(met, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                no_delay: int = await found
                writer.close()
        return no_delay

    assert asyncio.run(connected()) != 0
