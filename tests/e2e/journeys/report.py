"""What the last runs of the journeys gave: the table of docs/journeys.md.

Run by `make journeys`, after them.
"""

from __future__ import annotations

import json
import re

from e2e.journeys.learner import ROOT, Learner, learners

PAGE = ROOT / "docs" / "journeys.md"
RESULTS = ROOT / "_build" / "journeys"
TABLE = re.compile(r"(?<=<!-- last run -->\n).*?(?=<!-- end -->)", re.DOTALL)
HEAD = (
    "| learner | device and place | pages | criteria met | receipts | hints | minutes | day |",
    "|---|---|---|---|---|---|---|---|",
)
PLACES = {
    "room": "in a room, everything handed in",
    "static": "a site without a server",
    "kept": "no network after the first verdict",
}


def table() -> str:
    """A line for each learner; one that did not run to its end says so."""
    return "".join(f"{line}\n" for line in (*HEAD, *map(_line, learners())))


def _line(learner: Learner) -> str:
    path = RESULTS / f"{learner.name}.json"
    cells = [f"{learner.learner}, {learner.business}", _device(learner)]
    if not path.is_file():
        return f"| {' | '.join([*cells, *('—' for _ in range(5)), 'not run'])} |"
    told = json.loads(path.read_text("utf-8"))
    met = f"{told['met']}/{told['criteria']}"
    counts = [str(told[key] or "—") for key in ("receipts", "hints", "minutes", "day")]
    return f"| {' | '.join([*cells, str(told['pages']), met, *counts])} |"


def _device(learner: Learner) -> str:
    width, height = learner.device["width"], learner.device["height"]
    hands = "thumb" if learner.device["touch"] else learner.hands
    return f"{width} × {height}, {hands}; {PLACES[learner.place]}"


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    PAGE.write_text(TABLE.sub(lambda _: table(), text), "utf-8")
