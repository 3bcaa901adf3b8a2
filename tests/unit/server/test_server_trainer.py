"""The trainer's page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from server_room import NOW, running

from socialise.intake.workshop import Workshop
from socialise.server.room import SESSION_S, Room, RoomUnreadable
from socialise.server.tally import moment

INSIDE = ["/formateur/tableau", "/formateur/qr.svg"]


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = ("aria-hidden", "true") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def texts(page: str) -> str:
    """What a person hears of a page."""
    parser = _Texts()
    parser.feed(page)
    return re.sub(r"[ \n]+", " ", " ".join(parser.found)).strip()


def test_without_the_token_nothing_of_the_room_is_shown(room: Any) -> None:
    """From loopback too: a learner may sit at the trainer's computer."""
    learner, header = room.join()
    room.hand_in(header)
    response = room.client.get("/formateur")
    assert response.status_code == 200
    assert learner not in response.text
    assert room.context.room.code not in response.text
    assert room.client.get("/formateur/affiche").headers["Location"] == "/formateur"
    for path in INSIDE:
        assert room.client.get(path).status_code == 401


def test_a_token_in_the_address_opens_nothing(room: Any) -> None:
    """An address stays in history and on the projector."""
    token = room.context.room.token
    for query in (f"?jeton={token}", f"?token={token}"):
        assert room.context.room.code not in room.client.get(f"/formateur{query}").text


def test_the_token_gives_a_cookie_that_scripts_and_other_sites_cannot_use(room: Any) -> None:
    """HttpOnly, SameSite=Strict, for the trainer's pages alone."""
    response = room.client.post(
        "/formateur/entree", data={"jeton": f" {room.context.room.token.lower()} "}
    )
    assert response.status_code == 303
    cookie = response.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/formateur", f"Max-Age={SESSION_S}"):
        assert part in cookie
    assert room.context.room.token not in cookie
    assert room.context.room.code in room.client.get("/formateur").text


@pytest.mark.parametrize(
    "data",
    [{}, {"jeton": ""}, {"jeton": "AAAA-AAAA-AAAA-AAAA"}, {"jeton": "é" * 300}, {"autre": "x"}],
)
def test_another_token_opens_nothing(
    room: Any, is_french: Callable[[str], None], data: dict[str, str]
) -> None:
    """And the page says where the right one is."""
    response = room.client.post("/formateur/entree", data=data)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    is_french(texts(response.text))


def test_tokens_cannot_be_tried_at_length(room: Any) -> None:
    """Twenty, then one every two seconds."""
    tries = [room.client.post("/formateur/entree", data={"jeton": "x"}) for _ in range(22)]
    assert [each.status_code for each in tries[:20]] == [403] * 20
    assert tries[21].status_code == 429
    assert (
        "set-cookie"
        not in room.client.post(
            "/formateur/entree", data={"jeton": room.context.room.token}
        ).headers
    )


def test_a_session_ends(room: Any) -> None:
    """By itself the next day, at once when it is closed."""
    room.enter()
    assert room.client.get("/formateur/tableau").status_code == 200
    room.now = NOW + timedelta(seconds=SESSION_S + 1)
    assert room.client.get("/formateur/tableau").status_code == 401
    room.now = NOW
    room.client.post("/formateur/sortie")
    assert room.client.get("/formateur/tableau").status_code == 401


@pytest.mark.parametrize(
    "cookie",
    ["", ".", "9999999999", "9999999999.", "9999999999.00", "é.é", "-1.x", "9" * 400 + ".x"],
)
def test_a_made_up_session_opens_nothing(tmp_path: Path, cookie: str) -> None:
    """The proof is the token's own."""
    room = Room.of(Workshop(tmp_path), "Salle")
    assert not room.is_session(cookie, 0.0)
    good = room.session(0.0)
    assert room.is_session(good, 1.0)
    assert not room.is_session("9" + good, 1.0)


def test_the_room_keeps_its_code_and_token(tmp_path: Path) -> None:
    """A restart in the middle of a workshop changes nothing on the blackboard."""
    one, again = (Room.of(Workshop(tmp_path), "Salle") for _ in range(2))
    assert (one.code, one.token) == (again.code, again.token)
    other = Room.of(Workshop(tmp_path / "autre"), "Salle")
    assert other.code != one.code


SHORT = '{"format": "socialise-room", "version": 1, "code": "A", "trainer_token": "B"}'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"format": "socialise-room", "version": 1, "code": "", "trainer_token": ""}',
    ],
)
def test_a_room_s_file_that_is_not_one_is_said(tmp_path: Path, content: str) -> None:
    """Place, fact and cure; nothing is overwritten."""
    (tmp_path / "room.json").write_text(content)
    with pytest.raises(RoomUnreadable, match=r"room\.json : .* → supprimez-le"):
        Room.of(Workshop(tmp_path), "Salle")
    assert (tmp_path / "room.json").read_text() == content


def test_the_page_says_who_handed_in_what(
    tiny_course: Path, tmp_path: Path, is_french: Callable[[str], None]
) -> None:
    """When, how many criteria, what to check, what to read, what to type."""
    with running(tiny_course, tmp_path / "workshop") as room:
        (nadia, one), (omar, two) = room.join(), room.join()
        room.hand_in(one)
        room.hand_in(two, {"prenom": "Omar", "age": "quarante"})
        room.hand_in(two, {"mot": "oui"}, activity="second")
        room.enter()
        response = room.client.get("/formateur")
        read = texts(response.text)
        is_french(read.replace(room.url, ""))
        for piece in (
            nadia,
            omar,
            "Leçon 1",
            "2\u00a0personnes · 3\u00a0remises".replace("\u00a0", " "),
            "2 critères sur 2",
            "1 critère sur 2",
            "1 à vérifier",
            "Un âge d'adulte",
            "1 texte à lire",
            "Elle tient une boulangerie.",
            "14 h 32",
            ".venv/bin/socialise grade 01-essai",
            ".venv/bin/socialise feedback",
            ".venv/bin/socialise export --to notes.xlsx",
            room.context.room.code,
        ):
            assert piece in read.replace("\u00a0", " "), piece
        assert f"--workshop {room.workshop.folder}" in read
        assert "Un second essai" in read
        assert "troisieme" not in read


def test_the_table_is_told_again_only_when_it_changed(room: Any) -> None:
    """A page that asks every five seconds costs nothing while nothing happens."""
    room.enter()
    first = room.client.get("/formateur/tableau")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert room.client.get("/formateur/tableau", headers=tag).status_code == 304
    learner, header = room.join()
    room.hand_in(header)
    again = room.client.get("/formateur/tableau", headers=tag)
    assert again.status_code == 200
    assert learner in again.text


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>{{ 7*7 }}"


def test_markup_in_answers_is_text(room: Any) -> None:
    """Whatever a learner writes is read, never obeyed."""
    _, header = room.join()
    room.hand_in(header, {"prenom": MARKUP, "age": MARKUP, "histoire": MARKUP})
    room.enter()
    page = room.client.get("/formateur").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert MARKUP in " ".join(_found(page))


def _found(page: str) -> list[str]:
    parser = _Texts()
    parser.feed(page)
    return parser.found


def test_what_cannot_be_judged_is_told_and_stops_nothing(tiny_course: Path, tmp_path: Path) -> None:
    """A file changed by hand, an activity gone, a cell that never ends: one line each."""
    workshop = tmp_path / "atelier"
    for learner, activity, content in [
        ("erable-11", "portrait", "{"),
        ("erable-12", "absente", _answers("absente", {})),
        ("erable-13", "portrait", _answers("portrait", {"farce": "boucle"})),
        ("erable-14", "portrait", _answers("portrait", {"farce": "casse MARQUEUR"})),
        ("erable-15", "portrait", _answers("portrait", {"inconnu": "x"})),
        ("erable-16", "portrait", _answers("portrait", {"prenom": "Nadia"})),
    ]:
        path = workshop / "submitted" / learner / "01-essai" / f"{activity}.json"
        path.parent.mkdir(parents=True)
        path.write_text(content)
    with running(tiny_course, workshop, limit_s=1) as room:
        room.enter()
        for _ in range(200):
            read = texts(room.client.get("/formateur/tableau").text)
            if "calcul en cours" not in read:
                break
        for piece in (
            "Le fichier de réponses ne se lit pas.",
            "Cette activité n'est pas dans le cours.",
            "Le calcul prend trop de temps sur ces réponses.",
            "L'exercice ne fonctionne pas avec ces réponses.",
            "Ces réponses ne vont pas avec l'activité du cours.",
            "1 critère sur 2",
        ):
            assert piece in read.replace("\u00a0", " "), piece


def _answers(activity: str, answers: dict[str, str]) -> str:
    return json.dumps(
        {
            "format": "socialise-answers",
            "version": 1,
            "lesson": "01-essai",
            "activity": activity,
            "answers": answers,
        }
    )


def test_files_that_wait_for_an_owner_are_counted(room: Any) -> None:
    """Nothing that was collected is forgotten."""
    room.workshop.unowned.mkdir(parents=True)
    (room.workshop.unowned / "portrait.json").write_text("{}")
    room.workshop.refused.mkdir(parents=True)
    (room.workshop.refused / "a.json").write_text("{}")
    (room.workshop.refused / "a.json.raison.txt").write_text("x")
    room.enter()
    read = texts(room.client.get("/formateur/tableau").text).replace("\u00a0", " ")
    assert "1 fichier à attribuer" in read
    assert "1 fichier qu’on n’a pas pu prendre" in read


def test_a_linked_file_is_not_read(room: Any) -> None:
    """submitted/ is nbgrader's too: what lies there is not trusted."""
    folder = room.workshop.submitted / "erable-77" / "01-essai"
    folder.mkdir(parents=True)
    (folder / "portrait.json").symlink_to(room.workshop.folder / "room.json")
    room.enter()
    assert "erable-77" not in room.client.get("/formateur/tableau").text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("formateur.css", "text/css; charset=utf-8"),
        ("formateur.js", "text/javascript; charset=utf-8"),
        ("apparence.js", "text/javascript; charset=utf-8"),
        ("icone.svg", "image/svg+xml"),
    ],
)
def test_the_page_s_own_files_need_no_token(room: Any, name: str, kind: str) -> None:
    """The form that asks for it has a look too; and there is nothing else at that place."""
    response = room.client.get(f"/formateur/{name}")
    assert (response.status_code, response.headers["Content-Type"]) == (200, kind)
    assert room.client.get("/formateur/..%2froom.py").status_code == 404
    assert room.client.get("/formateur/room.py").status_code == 404


def test_the_qr_code_is_the_address_shown(room: Any) -> None:
    """As a picture for the projector."""
    room.enter()
    response = room.client.get("/formateur/qr.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.text.startswith("<svg")
    assert f"{room.url}/" in room.client.get("/formateur/affiche").text


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (timedelta(0), "14\u00a0h\u00a032"),
        (timedelta(days=-1), "2\u00a0décembre\u00a02026, 14\u00a0h\u00a032"),
    ],
)
def test_a_moment_is_written_as_people_say_it(delta: timedelta, text: str) -> None:
    """The hour today, with its day otherwise."""
    assert moment(NOW + delta, NOW) == text
