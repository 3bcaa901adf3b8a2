"""A harness page on loopback: the form's real modules, and a stub of what is not theirs."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
STATIC = ROOT / "src/socialise/widget/static"
WORDS = ROOT / "src/socialise/words/interface.json"

WORKER = """
let verdicts = null;
self.onmessage = async ({ data }) => {
  if (data.type === "open") {
    verdicts = await (await fetch(data.bundle)).json();
    self.postMessage({ id: data.id, type: "ready" });
  } else if (data.type === "judge") {
    self.postMessage({ id: data.id, type: "verdicts", verdicts });
  } else {
    const bytes = new TextEncoder().encode(JSON.stringify(data.answers));
    self.postMessage({ id: data.id, type: "file", bytes, filename: "carte.pdf" });
  }
};
"""


def load(name: str) -> dict[str, Any]:
    """A JSON file of this folder's data."""
    data: dict[str, Any] = json.loads((HERE / "data" / name).read_text("utf-8"))
    return data


@dataclass
class Harness:
    """What the stub serves, and what it was asked."""

    schema: dict[str, Any]
    room: bool = False
    down: bool = False
    runtime: bool = True
    verdicts: dict[str, Any] = field(default_factory=lambda: load("verdicts-wrong.json"))
    refusal: tuple[int, str] | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """The page, at a secure origin."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def plain_url(self) -> str:
        """The page, at an origin that browsers do not trust."""
        return f"http://atelier.test:{self.port}/"

    @property
    def right(self) -> dict[str, Any]:
        """Verdicts where every criterion is met."""
        return load("verdicts-right.json")

    def bodies(self, path: str) -> list[dict[str, Any]]:
        """The JSON bodies posted to that path, in order."""
        return [json.loads(body) for _, asked, _, body in self.asked if asked == path]

    def page(self) -> str:
        """A lesson page as the directive emits it."""
        schema = json.dumps(self.schema, ensure_ascii=False).replace("<", "\\u003c")
        runtime = 'data-runtime="runtime/"' if self.runtime else ""
        room = '<meta name="socialise-room" content="Atelier du mardi">' if self.room else ""
        return f"""<!doctype html><html lang="fr-CA"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Essai</title>{room}
<link rel="icon" href="data:,"><link rel="stylesheet" href="static/form.css">
<style>body {{ margin: 0; background: var(--papier) }}
main {{ max-width: 46rem; margin: auto; padding: 1rem }}</style>
</head><body><main><h1>Leçon</h1><h2>Activité</h2>
<section class="activite" id="activite-tout" data-lesson="{html.escape(self.schema["lesson"])}"
 data-activity="{html.escape(self.schema["activity"])}" data-bundle="bundle.json" {runtime}>
<script type="application/json" class="activite-schema">{schema}</script>
</section></main><script type="module" src="static/page.js"></script></body></html>"""


def _handler(harness: Harness) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def reply(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def json(self, status: int, data: Any) -> None:
            self.reply(status, "application/json", json.dumps(data).encode())

        def do_GET(self) -> None:
            harness.asked.append(("GET", self.path, dict(self.headers), b""))
            kinds = {".js": "text/javascript", ".css": "text/css"}
            name = self.path.rpartition("/")[2]
            if self.path.partition("?")[0] == "/":
                self.reply(200, "text/html; charset=utf-8", harness.page().encode())
            elif self.path == "/bundle.json":
                self.json(200, harness.verdicts)
            elif self.path == "/runtime/worker.js" and harness.runtime and not harness.down:
                self.reply(200, "text/javascript", WORKER.encode())
            elif self.path.startswith("/static/") and (STATIC / name).is_file():
                body = (STATIC / name).read_bytes()
                self.reply(200, kinds[Path(name).suffix], body)
            else:
                self.reply(404, "text/plain", b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            harness.asked.append(("POST", self.path, dict(self.headers), body))
            if harness.down:
                self.reply(503, "text/plain", b"")
            elif harness.refusal and self.path != "/api/verdicts":
                status, message = harness.refusal
                self.json(status, {"message": message, "problems": harness.problems})
            elif self.path == "/api/verdicts":
                self.json(200, harness.verdicts)
            elif self.path == "/api/learners":
                self.json(201, {"learner": "erable-42", "secret": "s3cr3t"})
            elif self.path == "/api/submissions":
                receipt = f"R-{hash(body) % 9000 + 1000}"
                given = {"learner": "erable-42", "received_at": "2026-12-03T19:30:00Z"}
                self.json(201, {"receipt": receipt, **given})
            elif self.path == "/api/answers-files":
                self.reply(200, "application/json", b'{"signature": "stub"}')
            elif self.path == "/api/take-home":
                self.reply(200, "application/pdf", b"%PDF-1.7 essai")
            else:
                self.reply(404, "text/plain", b"")

    return Handler


@pytest.fixture(scope="session")
def words() -> dict[str, str]:
    """The interface strings that the page is given."""
    strings: dict[str, str] = json.loads(WORDS.read_text("utf-8"))
    return strings


@pytest.fixture
def harness(words: dict[str, str]) -> Iterator[Harness]:
    """A fresh stub, so that no test sees another's requests."""
    harness = Harness({**load("every-kind.json"), "words": words})
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(harness))
    harness.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield harness
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A device of one's own: empty storage."""
    context = browser.new_context(locale="fr-CA", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which no script may break."""
    page = context.new_page()
    page.set_default_timeout(8000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    assert broken == []


@pytest.fixture
def console(page: Page) -> list[str]:
    """What the browser reports as an error."""
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    return errors


@pytest.fixture
def form(page: Page, harness: Harness) -> Page:
    """The page of every kind of field, on a static site."""
    page.goto(harness.url)
    return page


STORED = """(kind) => {
  const text = localStorage.getItem(`socialise:${kind}:00-essai:tout`);
  return text === null ? null : JSON.parse(text).answers ?? null;
}"""


@pytest.fixture
def stored(page: Page) -> Callable[[], dict[str, Any]]:
    """Waits for « Enregistré » and gives what the device keeps."""

    def read(kind: str = "answers") -> dict[str, Any]:
        page.locator('.so-saved[data-state="saved"]').wait_for()
        answers: dict[str, Any] = page.evaluate(STORED, kind)
        return answers

    return read
