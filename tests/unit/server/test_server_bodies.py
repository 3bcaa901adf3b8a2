"""What the server refuses to read."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from socialise.form.fields import TEXT_LIMIT
from socialise.server.strict_json import NotJson, loads

JSON = {"Content-Type": "application/json"}
START = b'{"lesson": "01-essai", "activity": "portrait", "answers": '


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "complet"),
        (b"{", "complet"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"NaN", "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b"[1e999]", "trop grand"),
        (b'{"a": 1, "a": 2}', "deux fois"),
        (b"[" * 100_000 + b"]" * 100_000, "niveaux"),
        (b"[" * 21 + b"]" * 21, "niveaux"),
        (b'"\\ud800"', "moitié"),
        (b'{"\\udc00": 1}', "moitié"),
        (b"1" * 10_000, "complet"),
        (b"{'a': 1}", "complet"),
        (b'{"a": 1} x', "complet"),
    ],
)
def test_json_in_doubt_is_not_read(content: bytes, word: str) -> None:
    """A message has one meaning, or it has none."""
    with pytest.raises(NotJson, match=word):
        loads(content)


def test_json_without_doubt_is_read() -> None:
    """A BOM, accents and a pair of surrogates are ordinary."""
    assert loads('\ufeff{"é": ["\\ud83d\\ude00", 1.5, null]}'.encode()) == {"é": ["😀", 1.5, None]}


BODIES = {
    "nothing": (b"", 422),
    "not an object": (b"[]", 422),
    "not JSON": (b"lesson=01", 400),
    "truncated": (START, 400),
    "NaN": (START + b'{"age": NaN}}', 400),
    "a key twice": (START + b'{"age": "1", "age": "2"}}', 400),
    "too deep": (START + b"[" * 5000 + b"]" * 5000 + b"}", 400),
    "half a character": (START + b'{"age": "\\ud800"}}', 400),
    "answers as a list": (START + b"[]}", 422),
    "no answers": (b'{"lesson": "01-essai", "activity": "portrait"}', 422),
    "a lesson that is a number": (b'{"lesson": 1, "activity": "portrait", "answers": {}}', 422),
    "a number for a text": (START + b'{"prenom": 7}}', 422),
    "a list for a text": (START + b'{"prenom": ["Nadia"]}}', 422),
    "an unknown field": (START + b'{"nom": "Roy"}}', 422),
    "a text too long": (
        START + json.dumps({"prenom": "a" * (TEXT_LIMIT + 1)}).encode() + b"}",
        422,
    ),
    "more than 1 MB": (START + json.dumps({"prenom": "a" * 1_000_001}).encode() + b"}", 413),
    "more than 5 MB": (START + json.dumps({"prenom": "a" * 5_000_000}).encode() + b"}", 413),
}


@pytest.mark.parametrize("path", ["/api/verdicts", "/api/submissions", "/api/take-home"])
@pytest.mark.parametrize("name", BODIES)
def test_a_bad_body_is_refused_in_french(
    open_room: Any,
    open_learner: dict[str, str],
    is_french: Callable[[str], None],
    path: str,
    name: str,
) -> None:
    """Place, fact and cure, whatever was sent; and nothing is written."""
    content, status = BODIES[name]
    if path == "/api/take-home" and content.startswith(START):
        content = content.replace(b'"answers"', b'"id": "carte", "answers"')
    receipts = list(open_room.workshop.receipts.rglob("*.json"))
    response = open_room.client.post(path, content=content, headers=JSON | open_learner)
    assert response.status_code == status, response.text
    is_french(response.json()["message"])
    for problem in response.json()["problems"]:
        is_french(problem["text"])
    assert list(open_room.workshop.receipts.rglob("*.json")) == receipts


def test_every_problem_is_told_at_once(open_room: Any) -> None:
    """Nobody mends a message one refusal at a time."""
    response = open_room.verdicts({"nom": "Roy", "prenom": 7, "age": [], "farce": {}})
    assert {one["field"] for one in response.json()["problems"]} == {
        "nom",
        "prenom",
        "age",
        "farce",
    }
    assert "Et 1 autre à revoir." in response.json()["message"]


def test_thousands_of_problems_are_not_answered_by_as_many(open_room: Any) -> None:
    """A small message never makes a large one."""
    response = open_room.verdicts({f"inconnu{number}": "" for number in range(20_000)})
    assert response.status_code == 422
    assert len(response.json()["problems"]) == 100


def test_a_body_without_a_length_is_capped_while_it_comes(open_room: Any) -> None:
    """The cap does not trust what the sender announces."""

    def parts() -> Iterator[bytes]:
        yield START + b'{"prenom": "'
        for _ in range(30):
            yield b"a" * 100_000
        yield b'"}}'

    response = open_room.client.post("/api/verdicts", content=parts(), headers=JSON)
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("sent", "status"), [(b'{"lesson": "01', b"408"), (b"", b"408")], ids=["half", "nothing"]
)
def test_a_body_that_does_not_come_is_not_waited_for(
    open_room: Any, monkeypatch: pytest.MonkeyPatch, sent: bytes, status: bytes
) -> None:
    """A phone that left the room does not hold a place."""
    monkeypatch.setattr("socialise.server.body.READING_S", 0.05)
    host, _, port = open_room.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        head = (
            f"POST /api/verdicts HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n"
            "Content-Type: application/json\r\nConnection: close\r\n\r\n"
        )
        line.sendall(head.encode() + sent)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] == status


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_body_that_is_not_announced_as_json_is_refused(open_room: Any, kind: str | None) -> None:
    """A form of another site cannot send JSON without asking first."""
    headers = {"Content-Type": kind} if kind else {}
    content = json.dumps(open_room.body()).encode()
    assert (
        open_room.client.post("/api/verdicts", content=content, headers=headers).status_code == 415
    )


def test_a_downloaded_answers_file_can_be_sent_as_it_is(open_room: Any) -> None:
    """It carries two more keys than the message; they do no harm."""
    body = open_room.body() | {"format": "socialise-answers", "version": 1}
    assert open_room.client.post("/api/verdicts", json=body).status_code == 200
