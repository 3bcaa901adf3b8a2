"""Who may ask, and what every answer carries."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest

from socialise.server.journal import JsonLines
from socialise.server.origins import Origins, machine_addresses, same_place, split_host


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("127.1.2.3:8000", True),
        ("localhost:8000", True),
        ("LOCALHOST.", True),
        ("[::1]:8000", True),
        ("192.168.1.20:8000", True),  # the address that took the connection
        ("atelier.example:8000", True),  # configured
        ("Atelier.Example.", True),
        ("192.168.1.21:8000", False),
        ("exemple.com", False),
        ("127.0.0.1.exemple.com", False),
        ("localhost.exemple.com", False),
        ("exemple.com@127.0.0.1", False),
        ("127.0.0.1:8000:9", False),
        ("127.0.0.1:abc", False),
        ("[::1", False),
        ("", False),
        (":8000", False),
        ("0x7f000001", False),
        ("2130706433", False),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, known: bool) -> None:
    """Another site may point its own name at us (DNS rebinding): it gets nothing."""
    assert Origins(["atelier.example"]).knows(host, "192.168.1.20") is known


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("https://atelier.example", "atelier.example", True),
        ("http://atelier.example", "atelier.example:80", True),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("http://localhost:8000", "127.0.0.1:8000", False),
        ("http://exemple.com", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("file://", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000.exemple.com", "127.0.0.1:8000", False),
    ],
)
def test_a_page_calls_only_its_own_server(origin: str, host: str, same: bool) -> None:
    """The page's origin and the server's name are one."""
    assert same_place(origin, host) is same


def test_a_host_is_split_as_browsers_do() -> None:
    """Name and port."""
    assert split_host("[2001:DB8::1]:80") == ("2001:db8::1", 80)
    assert split_host("Exemple.CA.") == ("exemple.ca", None)


def test_the_machine_s_addresses_are_no_loopback() -> None:
    """They are what a phone of the room types."""
    assert not any(each.startswith("127.") or each == "::1" for each in machine_addresses())


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/healthz", {"Host": "exemple.com"}, 421),
        ("POST", "/api/verdicts", {"Host": "exemple.com"}, 421),
        ("GET", "/formateur", {"Host": "exemple.com"}, 421),
        ("POST", "/api/verdicts", {"Origin": "http://exemple.com"}, 403),
        ("POST", "/api/verdicts", {"Origin": "null"}, 403),
        ("POST", "/api/verdicts", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/api/verdicts", {"Sec-Fetch-Site": "same-site"}, 403),
        ("GET", "/api/submissions", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/formateur/entree", {"Origin": "http://exemple.com"}, 403),
        ("POST", "/formateur/sortie", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/autre", {"Origin": "null"}, 403),
        ("POST", "/api/verdicts", {"Origin": "OWN", "Sec-Fetch-Site": "same-origin"}, 200),
        ("POST", "/api/verdicts", {}, 200),
        ("GET", "/healthz", {"Sec-Fetch-Site": "cross-site"}, 200),
        ("POST", "/formateur/sortie", {"Origin": "null"}, 303),
    ],
)
def test_another_site_s_requests_are_refused(
    open_room: Any,
    is_french: Callable[[str], None],
    method: str,
    path: str,
    headers: dict[str, str],
    status: int,
) -> None:
    """A page open in another tab cannot use the room; a link to the site still works."""
    sent = {name: open_room.url if value == "OWN" else value for name, value in headers.items()}
    body = open_room.body() if method == "POST" else None
    response = open_room.client.request(method, path, json=body, headers=sent)
    assert response.status_code == status
    if status in (403, 421):
        is_french(response.json()["message"])
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/openapi.json", "/formateur", "/absente", "/api/rien", "/api/verdicts"],
)
def test_every_answer_carries_the_security_headers(open_room: Any, path: str) -> None:
    """Pages, messages and refusals alike."""
    headers = open_room.client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "server" not in headers
    assert "set-cookie" not in headers
    for forbidden in ("Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"):
        assert forbidden not in headers


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("GET", "/api/verdicts", 405, "POST"),
        ("DELETE", "/api/submissions", 405, "GET, POST"),
        ("GET", "/api/rien", 404, None),
        ("GET", "/api", 404, None),
        ("POST", "/api/rien", 405, "GET, HEAD"),
    ],
)
def test_what_the_router_refuses_is_told_in_french(
    open_room: Any,
    is_french: Callable[[str], None],
    method: str,
    path: str,
    status: int,
    allowed: str | None,
) -> None:
    """No « Not Found » anywhere."""
    response = open_room.client.request(method, path)
    assert response.status_code == status
    is_french(response.json()["message"])
    assert response.headers.get("Allow") == allowed


def test_the_log_has_what_happened_and_nobody(room: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Method, path, status, time, size; no answer, code, secret, token or address."""
    with caplog.at_level(logging.INFO):
        learner, header = room.join()
        room.hand_in(header, {"prenom": "MARQUEUR"})
        room.enter()
        room.client.get(f"/formateur?jeton={room.context.room.token}")
        room.client.get("/healthz")  # answered once the line of the one before is written
    told = [
        JsonLines().format(each) for each in caplog.records if each.name.startswith("socialise")
    ]
    # A line is written after its answer: the one before this test may come in it.
    paths = [json.loads(line)["path"] for line in told]
    lines = told[paths.index("/api/learners") :]
    assert [json.loads(line)["path"] for line in lines][:4] == [
        "/api/learners",
        "/api/submissions",
        "/formateur/entree",
        "/formateur",
    ]
    assert set(json.loads(lines[0])) == {
        "time",
        "level",
        "event",
        "method",
        "path",
        "status",
        "ms",
        "bytes",
    }
    secrets = (
        "MARQUEUR",
        learner,
        header["Authorization"][7:],
        room.context.room.code,
        room.context.room.token,
        "127.0.0.1",
    )
    assert not [secret for secret in secrets if secret in "".join(lines)]


def test_the_log_never_has_an_exception_s_text() -> None:
    """« could not convert string to float: … » would repeat an answer."""
    try:
        float("MARQUEUR")
    except ValueError as error:
        record = logging.LogRecord(
            "a", logging.ERROR, "b", 1, "stopped", (), (type(error), error, None)
        )
    assert "MARQUEUR" not in JsonLines().format(record)


def test_what_breaks_in_the_server_is_told_in_french(
    room: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    is_french: Callable[[str], None],
) -> None:
    """And the log has its place, not its text."""

    def broken(code: str) -> bool:
        raise ZeroDivisionError(f"MARQUEUR {code}")

    monkeypatch.setattr(type(room.context.room), "opens", lambda self, code: broken(code))
    response = room.client.post("/api/learners", json={"code": "C4F7HK"})
    assert response.status_code == 500
    is_french(response.json()["message"])
    assert any("ZeroDivisionError" in getattr(each, "cause", "") for each in caplog.records)
    assert "MARQUEUR" not in "".join(str(vars(each)) for each in caplog.records)
