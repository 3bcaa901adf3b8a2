"""What /openapi.json says is what the server does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

ROUTES = {
    ("get", "/healthz"),
    ("post", "/api/verdicts"),
    ("post", "/api/take-home"),
    ("post", "/api/learners"),
    ("post", "/api/submissions"),
    ("get", "/api/submissions"),
    ("post", "/api/answers-files"),
    ("get", "/api/feedback/{lesson}"),
    ("get", "/api/feedback/{lesson}/{activity}"),
}


@pytest.fixture(scope="module")
def described(open_room: Any) -> Any:
    """The description, as a client reads it."""
    return open_room.client.get("/openapi.json").json()


def sentences(value: Any) -> Iterator[str]:
    """Every description and summary."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in ("description", "summary") and isinstance(each, str):
                yield each
            else:
                yield from sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from sentences(each)


def test_every_route_of_the_api_is_described(described: Any) -> None:
    """And the trainer's page is not part of it."""
    found = {(method, path) for path, item in described["paths"].items() for method in item}
    assert found == ROUTES


def test_descriptions_are_french(described: Any) -> None:
    """With Quebec's spaces."""
    told = list(sentences(described))
    assert len(told) > 60
    for sentence in told:
        assert not re.search(r"\b(the|successful|validation|error|response)\b", sentence, re.I)
        assert not re.search(r" [;!?»:%](\s|$)|« ", sentence), sentence


def test_limits_are_described(described: Any) -> None:
    """Lengths, patterns, and who must prove who she is."""
    schemas = described["components"]["schemas"]
    assert schemas["Answered"]["properties"]["lesson"]["maxLength"] == 100
    shapes = schemas["Answered"]["properties"]["answers"]["additionalProperties"]["anyOf"]
    assert shapes[0]["maxLength"] == 50_000
    assert described["components"]["securitySchemes"]["secret"]["scheme"] == "bearer"
    for method, path in ROUTES:
        secured = "security" in described["paths"][path][method]
        assert secured is (path.split("/")[-1] != "learners" and _needs_secret(path)), path


def _needs_secret(path: str) -> bool:
    return path.startswith(("/api/submissions", "/api/answers-files", "/api/feedback"))


@pytest.mark.parametrize(
    ("method", "path", "json", "status"),
    [
        ("POST", "/api/verdicts", {}, 422),
        ("POST", "/api/verdicts", {"lesson": "a", "activity": "b", "answers": {}}, 404),
        ("POST", "/api/take-home", {"lesson": "a", "activity": "b", "answers": {}, "id": "c"}, 404),
        ("POST", "/api/learners", {"code": "x"}, 403),
        ("POST", "/api/submissions", {}, 401),
        ("GET", "/api/feedback/a/b", None, 401),
    ],
)
def test_refusals_are_as_described(
    open_room: Any, described: Any, method: str, path: str, json: Any, status: int
) -> None:
    """Status and shape."""
    response = open_room.client.request(method, path, json=json)
    assert response.status_code == status
    route = path.replace("/a/b", "/{lesson}/{activity}")
    answers = described["paths"][route][method.lower()]["responses"]
    assert answers[str(status)]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/Refused"
    }
    shape = described["components"]["schemas"]["Refused"]["properties"]
    assert set(response.json()) == set(shape)


def test_the_documentation_loads_nothing_from_elsewhere(open_room: Any) -> None:
    """FastAPI's own pages come from a CDN: they are off."""
    assert open_room.client.get("/docs").status_code == 404
    assert open_room.client.get("/redoc").status_code == 404
