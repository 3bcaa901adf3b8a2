"""Whose a downloaded answers file is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socialise.form import AnswersFile, AnswersRefused
from socialise.intake.signature import keep_secret, sign, signed_by
from socialise.intake.workshop import Workshop

FILE = AnswersFile("01-essai", "portrait", {"prenom": "Élise", "histoire": "a\nb"})


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A workshop with a key."""
    workshop = Workshop(tmp_path / "atelier")
    sign(workshop, "erable-42", FILE)
    return workshop


def test_a_signed_file_says_whose_it_is(workshop: Workshop) -> None:
    """Whatever it is named, and however it came."""
    assert signed_by(workshop, sign(workshop, "erable-42", FILE)) == "erable-42"


def test_a_signed_file_is_still_an_answers_file(workshop: Workshop) -> None:
    """The page can load it back, and canonical bytes are the same."""
    content = sign(workshop, "erable-42", FILE)
    assert AnswersFile.from_bytes(content) == AnswersFile.from_bytes(FILE.to_bytes())
    assert content == sign(workshop, "erable-42", FILE)


def test_an_unsigned_file_is_nobody_s(workshop: Workshop) -> None:
    """It waits to be attributed; it is not refused."""
    assert signed_by(workshop, FILE.to_bytes()) is None


def test_a_file_written_again_in_another_order_is_still_signed(workshop: Workshop) -> None:
    """An editor that reorders keys or adds a BOM changes no answer."""
    data = json.loads(sign(workshop, "erable-42", FILE))
    content = "\ufeff" + json.dumps(dict(reversed(data.items())))
    assert signed_by(workshop, content.encode()) == "erable-42"


ALTERED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another answer": lambda data: data["answers"].update(prenom="Omar"),
    "another activity": lambda data: data.update(activity="second"),
    "another lesson": lambda data: data.update(lesson="02-autre"),
    "another learner": lambda data: data["signature"].update(learner="erable-43"),
    "another mark": lambda data: data["signature"].update(mac="0" * 64),
    "no mark": lambda data: data["signature"].pop("mac"),
    "an accented mark": lambda data: data["signature"].update(mac="é"),
    "a learner that is no name": lambda data: data["signature"].update(learner="../erable"),
    "a signature that is a text": lambda data: data.update(signature="erable-42"),
    "an empty signature": lambda data: data.update(signature={}),
}


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_file_is_nobody_s(
    workshop: Workshop, is_french: Callable[[str], None], name: str
) -> None:
    """Nobody hands in under another's name, nor changes answers after signing."""
    data = json.loads(sign(workshop, "erable-42", FILE))
    ALTERED[name](data)
    with pytest.raises(AnswersRefused, match="signature") as refused:
        signed_by(workshop, json.dumps(data).encode())
    is_french(str(refused.value))


def test_another_workshop_s_signature_is_not_ours(workshop: Workshop, tmp_path: Path) -> None:
    """With or without a key of its own, and none is made by looking."""
    other = Workshop(tmp_path / "autre")
    content = sign(workshop, "erable-42", FILE)
    with pytest.raises(AnswersRefused):
        signed_by(other, content)
    assert not other.folder.exists()


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    """The second process to need it finds it, and none of its own is left behind."""
    path = tmp_path / "a" / "secret"
    assert keep_secret(path, lambda: b"one") == b"one"
    assert keep_secret(path, lambda: b"two") == b"one"
    assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_two_processes_that_make_a_secret_agree(tmp_path: Path) -> None:
    """The one that is slower takes the other's."""
    path = tmp_path / "secret"

    def slow() -> bytes:
        path.write_bytes(b"the other's")
        return b"mine"

    assert keep_secret(path, slow) == b"the other's"


def test_the_server_signs_a_download(room: Any) -> None:
    """For the learner whose secret came with it; and a file that the form refuses is not signed."""
    learner, header = room.join()
    response = room.client.post("/api/answers-files", json=room.body(), headers=header)
    assert response.headers["Content-Disposition"].startswith(
        'attachment; filename="portrait.json"'
    )
    assert signed_by(room.workshop, response.content) == learner
    refused = room.client.post(
        "/api/answers-files", json=room.body({"secret": "MARQUEUR"}), headers=header
    )
    assert refused.status_code == 422
    assert "MARQUEUR" not in refused.text
