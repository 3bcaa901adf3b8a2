"""The built site, as it is served."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from server_room import running

from socialise.server.csp import inline_scripts
from socialise.server.site import accepts_gzip

SCRIPT = 'document.title = "é";\n'
PAGE = f"""<!DOCTYPE html>
<html lang="fr-CA"><head><meta charset="utf-8"><title>Accueil</title>
<script>{SCRIPT}</script>
<script type="application/json">{{"a": 1}}</script>
<script src="_static/a.js"></script></head><body>Bonjour</body></html>
"""
WASM = b"\0asm" + bytes(5000)
FILES: dict[str, bytes] = {
    "index.html": PAGE.encode(),
    "book/lecon.html": b"<html><head></head><body>La le\xc3\xa7on</body></html>",
    "book/sans-tete.html": b"<p>Rien d'autre</p>",
    "_static/a.js": b"export const a = 1;\n" * 200,
    "_static/style.css": b"body { color: red }\n" * 200,
    "_static/image.png": b"\x89PNG" + bytes(300),
    "_static/font.woff2": b"wOF2" + bytes(300),
    "_static/python/0123abcd4567/pyodide.asm.wasm": WASM,
    "_static/python/0123abcd4567/pyodide.asm.wasm.gz": gzip.compress(WASM),
    "_static/socialise/89abcdef0123/page.js": b"import './form.js';\n",
    "_static/activites/01-essai/portrait.0123abcd4567.json": b'{"format": "socialise-activity"}\n',
    "_static/activites/01-essai/portrait.ipynb": b"{}\n",
    ".buildinfo": b"secret",
    ".git/config": b"secret",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small built site, and something beside it that is not its."""
    folder = tmp_path_factory.mktemp("site") / "html"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder.parent / "secret.txt").write_text("MARQUEUR")
    (folder / "dehors.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "dossier-dehors").symlink_to(folder.parent)
    (folder / "boucle").symlink_to("boucle")
    (folder / "dedans.html").symlink_to("index.html")
    os.mkfifo(folder / "tuyau")
    return folder


@pytest.fixture(scope="module")
def served(
    tiny_course: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A server of that site."""
    with running(
        tiny_course, tmp_path_factory.mktemp("served"), site, room_name='Salle "A" <b>'
    ) as room:
        yield room


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/book/lecon.html", "text/html; charset=utf-8"),
        ("/_static/a.js", "text/javascript; charset=utf-8"),
        ("/_static/style.css", "text/css; charset=utf-8"),
        ("/_static/image.png", "image/png"),
        ("/_static/font.woff2", "font/woff2"),
        ("/_static/python/0123abcd4567/pyodide.asm.wasm", "application/wasm"),
        ("/_static/activites/01-essai/portrait.ipynb", "application/x-ipynb+json"),
    ],
)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_file_is_served_as_what_it_is(served: Any, path: str, kind: str, encoding: str) -> None:
    """Whole, with its type, compressed or not."""
    response = served.client.get(path, headers={"Accept-Encoding": encoding})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    name = path.lstrip("/") or "index.html"
    if not name.endswith(".html"):
        assert response.content == FILES[name]


@pytest.mark.parametrize(
    ("path", "compressed"),
    [
        ("/", True),
        ("/_static/a.js", True),
        ("/_static/python/0123abcd4567/pyodide.asm.wasm", True),
        ("/_static/image.png", False),
        ("/_static/font.woff2", False),
    ],
)
def test_what_shrinks_is_sent_compressed(served: Any, path: str, compressed: bool) -> None:
    """Thirty phones share the room's wifi; and a cache never mixes the two."""
    response = served.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert (response.headers.get("Content-Encoding") == "gzip") is compressed
    plain = served.client.get(path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    if compressed:
        assert response.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        assert response.headers["ETag"] != plain.headers["ETag"]
    assert int(response.headers["Content-Length"]) <= int(plain.headers["Content-Length"])


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("br", False),
        ("gzip;q=abc", False),
    ],
)
def test_gzip_is_for_those_who_take_it(header: str, accepted: bool) -> None:
    """By the header's own weights."""
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("path", "forever"),
    [
        ("/_static/python/0123abcd4567/pyodide.asm.wasm", True),
        ("/_static/socialise/89abcdef0123/page.js", True),
        ("/_static/activites/01-essai/portrait.0123abcd4567.json", True),
        ("/_static/activites/01-essai/portrait.ipynb", False),
        ("/_static/a.js", False),
        ("/book/lecon.html", False),
    ],
)
def test_only_what_is_named_by_its_content_is_kept_for_ever(
    served: Any, path: str, forever: bool
) -> None:
    """The rest is asked again, and answered in a few bytes when it has not changed."""
    response = served.client.get(path)
    assert ("immutable" in response.headers["Cache-Control"]) is forever
    if not forever:
        assert response.headers["Cache-Control"] == "no-cache"
    again = served.client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    policies = [each.headers["Content-Security-Policy"] for each in (response, again)]
    assert policies[0] == policies[1]  # a browser keeps the last one it saw
    other = served.client.get(path, headers={"If-None-Match": '"autre"'})
    assert other.status_code == 200


def test_a_page_built_again_is_served_anew(served: Any, site: Path) -> None:
    """The author corrects a lesson while the room is open."""
    page = site / "book" / "change.html"
    page.write_text("<html><head></head><body>un</body></html>")
    first = served.client.get("/book/change.html")
    page.write_text("<html><head></head><body>deux mots</body></html>")
    second = served.client.get(
        "/book/change.html", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert second.status_code == 200
    assert "deux mots" in second.text


@pytest.mark.parametrize("path", ["/", "/index.html", "/book/lecon.html", "/book/sans-tete.html"])
def test_every_page_knows_its_room(served: Any, path: str) -> None:
    """That is how a page learns that a server is there; the name is escaped."""
    text = served.client.get(path).text
    assert '<meta name="socialise-room" content="Salle &quot;A&quot; &lt;b&gt;">' in text


def test_only_the_inline_scripts_of_the_build_may_run(served: Any) -> None:
    """By their digest: none that an answer would bring."""
    policy = served.client.get("/").headers["Content-Security-Policy"]
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts.count("sha256") == 1
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts.replace("'wasm-unsafe-eval'", "")
    assert "sha256" not in served.client.get("/book/lecon.html").headers["Content-Security-Policy"]


def test_inline_scripts_are_found_as_a_browser_reads_them() -> None:
    """Line ends made one, data left out, case of no matter."""
    page = (
        "<SCRIPT>a\r\nb</SCRIPT><script type=module>c<!--</script><script type='text/x'>d</script>"
    )
    assert inline_scripts(page) == ["a\nb", "c<!--"]


RAW = [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/book/../../secret.txt",
    "/book/%2e%2e/%2e%2e/secret.txt",
    "/..\\secret.txt",
    "/%5c..%5csecret.txt",
    "//etc/passwd",
    "/%00",
    "/index.html%00.png",
    "/dehors.txt",
    "/dossier-dehors/secret.txt",
    "/dossier-dehors/",
    "/boucle",
    "/tuyau",
    "/.buildinfo",
    "/.git/config",
    "/book/",
    "/_static/",
    "/_static/python/",
    "/index.html/",
    "/absente.html",
    "/" + "a" * 5000,
    "/%ff%fe",
]


@pytest.mark.parametrize("path", RAW)
def test_nothing_beyond_the_site_and_no_list_of_it(served: Any, path: str) -> None:
    """Asked on a bare socket, as no polite client would."""
    host, _, port = served.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        line.sendall(request.encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] == b"404", answer[:200]
    assert b"MARQUEUR" not in answer
    assert b"root:" not in answer
    assert "n’est pas dans le cahier".encode() in answer


def test_a_link_inside_the_site_is_followed(served: Any) -> None:
    """What leads to the site's own files is the site."""
    assert "Bonjour" in served.client.get("/dedans.html").text


def test_a_folder_is_asked_with_its_slash(served: Any) -> None:
    """Relative links of its page need it; and no path leads to another host."""
    response = served.client.get("/book")
    assert response.status_code == 301
    assert response.headers["Location"] == "/book/"
    double = served.client.get(f"{served.url}//book")
    assert double.headers["Location"] == "/book/"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_the_site_is_only_read(served: Any, method: str) -> None:
    """Anything else is not allowed, in French."""
    response = served.client.request(method, "/index.html")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/_static/image.png", "/absente"])
def test_head_says_the_same_without_the_body(served: Any, path: str) -> None:
    """Same status and length."""
    head, whole = served.client.head(path), served.client.get(path)
    assert head.content == b""
    assert head.status_code == whole.status_code
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_a_range_gives_the_whole_file(served: Any) -> None:
    """A part of a compressed file would be worth nothing."""
    response = served.client.get("/_static/image.png", headers={"Range": "bytes=0-3"})
    assert response.status_code == 200
    assert len(response.content) == 304


def test_without_a_site_the_room_still_works(open_room: Any) -> None:
    """And says which command builds the book."""
    response = open_room.client.get("/")
    assert response.status_code == 404
    assert "socialise build" in response.text
    assert isinstance(open_room.verdicts(), httpx.Response)
    assert open_room.verdicts().status_code == 200
