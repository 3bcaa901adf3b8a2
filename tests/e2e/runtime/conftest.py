"""What the tests of the browser's Python share: a runtime, a site that serves it, a browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from loopback_site import LoopbackSite
from playwright.sync_api import Browser, Page

from socialise.course.runtime import RuntimeInfo, build_runtime

ROOT = Path(__file__).parents[3]

# The page's side of worker.js, at its barest: each request is answered once, by its id.
CLIENT = """
window.python = (address) => {
  const worker = new Worker(address, { type: "module" });
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => { waiting.get(data.id)(data); waiting.delete(data.id); };
  worker.onerror = (event) => { for (const done of waiting.values()) done({ type: "dead" }); };
  return {
    ask: (request) => new Promise((done) => {
      const id = ++last;
      waiting.set(id, done);
      worker.postMessage({ ...request, id });
    }),
    async file(request) {
      const { bytes, ...told } = await this.ask(request);
      return bytes ? { ...told, bytes: Array.from(new Uint8Array(bytes)) } : told;
    },
    end: () => worker.terminate(),
  };
};
"""


@pytest.fixture(scope="session")
def runtime() -> RuntimeInfo:
    return build_runtime(ROOT / "_build" / "runtime", progress=lambda line: None)


@pytest.fixture
def site(runtime: RuntimeInfo, tmp_path: Path) -> Iterator[LoopbackSite]:
    """An empty page at /, the runtime in its place, and `tmp_path` for the rest."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title>'
        f'<link rel="icon" href="data:,"><script>{CLIENT}</script>',
        encoding="utf-8",
    )
    folders = {"/": tmp_path, f"/_static/python/{runtime.digest}/": runtime.directory}
    with LoopbackSite(folders) as served:
        yield served


class Python:
    """A page whose worker runs Python, driven from a test."""

    def __init__(self, page: Page, worker: str) -> None:
        self.page = page
        self.seen: list[str] = []
        self.requested: list[str] = []
        page.on("console", lambda message: self.seen.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.seen.append(str(error)))
        page.context.on("request", lambda request: self.requested.append(request.url))
        self.worker = worker

    def start(self, address: str) -> Python:
        self.page.goto(address)
        self.page.evaluate("(address) => { window.one = window.python(address); }", self.worker)
        return self

    def ask(self, type: str, **more: Any) -> dict[str, Any]:
        """The answer to one request."""
        answer = self.page.evaluate("(request) => window.one.ask(request)", {"type": type, **more})
        return dict(answer)

    def ask_all(self, *requests: dict[str, Any]) -> list[dict[str, Any]]:
        """The answers to requests posted in one go."""
        return list(
            self.page.evaluate(
                "(requests) => Promise.all(requests.map((each) => window.one.ask(each)))",
                list(requests),
            )
        )

    def file(self, answers: dict[str, Any], item: str, now: str) -> dict[str, Any]:
        """What take_home gives, its bytes as `bytes`."""
        return self.made(type="take_home", answers=answers, take_home=item, now=now)

    def made(self, **request: Any) -> dict[str, Any]:
        """The file that a request gives, its bytes as `bytes`."""
        made = dict(self.page.evaluate("(request) => window.one.file(request)", request))
        if "bytes" in made:
            made["bytes"] = bytes(made["bytes"])
        return made


@pytest.fixture
def python(
    browser: Browser, site: LoopbackSite, runtime: RuntimeInfo
) -> Iterator[Callable[..., Python]]:
    """Starts the worker in a new page: `python()`, or `python("http://atelier.test:…")`."""
    context = browser.new_context()

    def start(origin: str | None = None) -> Python:
        worker = f"/_static/python/{runtime.digest}/{runtime.worker}"
        return Python(context.new_page(), worker).start(f"{origin or site.address}/index.html")

    yield start
    context.close()


@pytest.fixture
def bundle() -> Callable[..., dict[str, Any]]:
    """Makes an activity's bundle from its cells: (role, id, points, source)."""

    def make(*cells: tuple[str, str, int, str]) -> dict[str, Any]:
        return {
            "format": "socialise-activity",
            "version": 1,
            "lesson": "00-essai",
            "activity": "fiche",
            "title": "Votre fiche",
            "minutes": 5,
            "cells": [
                {"id": id, "role": role, "points": points, "source": source}
                for role, id, points, source in cells
            ],
        }

    return make


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, object], str]:
    """Puts JSON on the site; gives its address there."""

    def write(name: str, value: object) -> str:
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
        return f"/{name}"

    return write
