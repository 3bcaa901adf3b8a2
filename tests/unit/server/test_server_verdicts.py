"""Verdicts by the server."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from socialise.server import judges
from socialise.server.messages import Verdicts


def test_verdicts_are_the_activity_s_own(open_room: Any) -> None:
    """The page shows what the same cells say everywhere."""
    told = open_room.verdicts().json()
    Verdicts.model_validate(told)
    assert {one["id"]: one["outcome"] for one in told["criteria"]} == {
        "prenom": "met",
        "age": "met",
    }
    assert told["hidden"] == [{"id": "cache", "points": 1}]
    assert told["free_text"][0]["answered"] is True


@pytest.mark.parametrize(
    ("answers", "outcomes"),
    [
        ({}, {"prenom": "not_met", "age": "not_met"}),
        ({"age": "quarante"}, {"prenom": "not_met", "age": "a_verifier"}),
        ({"prenom": "E\u0301lise", "age": "1 042"}, {"prenom": "met", "age": "met"}),
        ({"prenom": "<script>alert(1)</script>"}, {"prenom": "met", "age": "not_met"}),
        ({"prenom": "\u0000\u0007", "age": "٤٢"}, {"prenom": "not_met", "age": "a_verifier"}),
    ],
)
def test_any_answer_has_its_verdict(open_room: Any, answers: Any, outcomes: Any) -> None:
    """What people mistype is judged, never refused."""
    told = open_room.verdicts(answers).json()
    assert {one["id"]: one["outcome"] for one in told["criteria"]} == outcomes


def test_nothing_of_a_verdict_is_stored_or_logged(
    open_room: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Asking is private: neither the disk nor the log keeps what was written."""
    before = sorted(open_room.workshop.folder.rglob("*"))
    with caplog.at_level(logging.DEBUG):
        open_room.verdicts({"prenom": "MARQUEUR", "farce": "casse MARQUEUR"})
    assert sorted(open_room.workshop.folder.rglob("*")) == before
    written = "".join(str(vars(record)) for record in caplog.records)
    assert "MARQUEUR" not in written
    assert "/api/verdicts" in written


def test_a_private_answer_is_refused_and_never_repeated(
    open_room: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """A page that sent one by mistake must learn nothing more than that it may not."""
    with caplog.at_level(logging.DEBUG):
        response = open_room.verdicts({"secret": "MARQUEUR"})
    assert response.status_code == 422
    assert response.json()["problems"][0]["field"] == "secret"
    assert "MARQUEUR" not in response.text + "".join(str(vars(each)) for each in caplog.records)


@pytest.mark.parametrize(
    ("lesson", "activity", "status"),
    [
        ("01-essai", "absente", 404),
        ("99-rien", "portrait", 404),
        ("..", "portrait", 422),
        ("01-essai/../01-essai", "portrait", 422),
        ("01-essai", "portrait.ipynb", 422),
        ("", "portrait", 422),
    ],
)
def test_an_unknown_activity_is_said(
    open_room: Any, is_french: Callable[[str], None], lesson: str, activity: str, status: int
) -> None:
    """An old link says which activity is missing, and no name leads out of the course."""
    response = open_room.verdicts(lesson=lesson, activity=activity)
    assert response.status_code == status
    is_french(response.json()["message"])


def test_a_broken_activity_is_no_verdict(
    open_room: Any, caplog: pytest.LogCaptureFixture, is_french: Callable[[str], None]
) -> None:
    """A broken tool is neither a wrong answer nor a zero; its place is in the log only."""
    response = open_room.verdicts({"farce": "casse MARQUEUR"})
    assert response.status_code == 500
    message = response.json()["message"]
    is_french(message)
    assert "«\u00a0Un portrait\u00a0»" in message
    assert "KeyError" not in message
    causes = [record.cause for record in caplog.records if hasattr(record, "cause")]
    assert any("KeyError" in cause and "« farces »" in cause for cause in causes)
    assert "MARQUEUR" not in "".join(causes)


@pytest.mark.parametrize("farce", ["sortie", "mort", "memoire"])
def test_a_cell_that_ends_its_process_harms_nobody_else(open_room: Any, farce: str) -> None:
    """One hostile set of answers is refused; the next person is judged."""
    assert open_room.verdicts({"farce": farce}).status_code == 500
    assert open_room.verdicts().status_code == 200


@pytest.mark.parametrize("farce", ["boucle", "regex"])
def test_a_cell_that_never_ends_is_stopped(
    open_room: Any, is_french: Callable[[str], None], farce: str
) -> None:
    """Even inside one call of C: the process is killed, and the room goes on."""
    response = open_room.verdicts({"farce": farce})
    assert response.status_code == 422
    is_french(response.json()["message"])
    assert open_room.verdicts().status_code == 200


def test_when_every_judge_is_taken_one_is_asked_to_wait(
    open_room: Any, monkeypatch: pytest.MonkeyPatch, is_french: Callable[[str], None]
) -> None:
    """The refusal says that nothing is lost, and when to come back."""
    monkeypatch.setattr(judges, "WAITING_S", 0.01)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(open_room.verdicts, {"farce": "boucle"})
        answers = iter(open_room.verdicts, None)
        response = next(each for each in answers if each.status_code != 200)
        assert slow.result().status_code == 422
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    is_french(response.json()["message"])


def test_the_room_goes_on_when_the_processes_that_judge_are_lost(open_room: Any) -> None:
    """A machine short of memory kills them: others are opened."""
    bench = open_room.context.judges
    victims = [bench._nursery.pid, *(judge.pid for judge in bench._all)]
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    statuses = [open_room.verdicts().status_code for _ in range(3)]
    assert statuses[1:] == [200, 200]
    assert bench._nursery.pid not in victims


def test_what_a_cell_prints_goes_nowhere(open_room: Any) -> None:
    """A forgotten print does not break the pipe between the server and its judges."""
    assert open_room.verdicts({"farce": "bavard"}).status_code == 200
    assert open_room.verdicts().status_code == 200
