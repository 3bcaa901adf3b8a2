"""How long a learner waits for the first verdict when the page's own Python gives it.

    .venv/bin/python tests/bench/browser_runtime.py [--repeat 5] [--mbit 10] [--bundle FILE]

Cold: a browser profile that has never seen the site. Warm: the same page loaded again in that
profile. Times are in milliseconds from the navigation's start, the worker being started at the
page's `load`, as a first touch would. Bytes are those of the bodies that the server sent.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e" / "runtime"))

from loopback_site import LoopbackSite

from socialise.course.runtime import build_runtime

ROOT = Path(__file__).parents[2]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Mesure</title>
<link rel="icon" href="data:,"><script>
window.measured = new Promise((resolve, reject) => addEventListener("load", async () => {
  const [worker, bundle] = [new URLSearchParams(location.search).get("worker"), "/bundle.json"];
  const times = { touch: performance.now() };
  const python = new Worker(worker, { type: "module" });
  python.onerror = (event) => reject(new Error(event.message));
  python.onmessage = ({ data }) => {
    times[data.type] ??= performance.now();
    if (data.type === "ready") python.postMessage({ id: 2, type: "judge", answers: {} });
    else if (data.id === 2) python.postMessage({ id: 3, type: "judge", answers: {} });
    else if (data.id === 3) resolve({ ...times, again: performance.now() - times.verdicts });
    else reject(new Error(data.message));
  };
  python.postMessage({ id: 1, type: "open", bundle });
}));
</script>"""

FORM = """from socialise import Form, Money, Section, Text
fiche = Form("fiche", Section("qui", "Qui est-ce?", Text("prenom", "Prénom fictif"),
             Money("budget", "Son budget")), title="Votre fiche", minutes=5)"""
CRITERION = """fiche.criterion("prenom", "Un prénom", points=1, hint="Donnez-lui un prénom.",
                met=lambda: len(fiche["prenom"]) > 1, seen=lambda: fiche["prenom"])"""
SMALL = {
    "lesson": "00-mesure",
    "activity": "fiche",
    "cells": [
        {"id": "formulaire", "role": "form", "points": 0, "source": FORM},
        {"id": "prenom", "role": "criterion", "points": 1, "source": CRITERION},
    ],
}


def measure(repeat: int, bundle: str, bits_per_s: float | None) -> dict[str, list[dict[str, Any]]]:
    """`cold` and `warm`: for each load, its times and the bytes sent."""
    runtime = build_runtime(ROOT / "_build" / "runtime", progress=print)
    taken: dict[str, list[dict[str, Any]]] = {"cold": [], "warm": []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "index.html").write_text(PAGE, encoding="utf-8")
        (Path(folder) / "bundle.json").write_text(bundle, encoding="utf-8")
        served = f"/_static/python/{runtime.digest}/"
        folders = {"/": Path(folder), served: runtime.directory}
        with LoopbackSite(folders, bits_per_s=bits_per_s) as site:
            address = f"{site.address}/index.html?worker={served}{runtime.worker}"
            for _ in range(repeat):
                with tempfile.TemporaryDirectory() as profile:
                    context = playwright.chromium.launch_persistent_context(
                        profile, executable_path="/usr/bin/chromium", args=list(QUIET)
                    )
                    # Warm is the third visit: a browser keeps compiled code from the second on.
                    for visit in ("cold", None, "warm"):
                        site.served.clear()
                        page = context.new_page()
                        page.goto(address)
                        times = dict(page.evaluate("window.measured"))
                        times["bytes"] = sum(each.sent_bytes for each in site.served)
                        if visit:
                            taken[visit].append(times)
                        page.close()
                    context.close()
    return taken


def table(taken: dict[str, list[dict[str, Any]]]) -> Iterable[str]:
    """Medians, with the smallest and the largest, as a Markdown table."""
    yield "| visit | touch | ready | first verdict | next verdict | received |"
    yield "|---|---|---|---|---|---|"
    for visit, loads in taken.items():
        cells = [_spread([load[key] for load in loads]) for key in ("touch", "ready", "verdicts")]
        again = statistics.median(load["again"] for load in loads)
        received = statistics.median(load["bytes"] for load in loads) / 1e6
        yield f"| {visit} | {' | '.join(cells)} | {again:.0f} ms | {received:.2f} MB |"


def _spread(values: list[float]) -> str:
    middle = statistics.median(values)
    return f"{middle:.0f} ms ({min(values):.0f} to {max(values):.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, help="profiles to try (default: 5)")
    parser.add_argument("--mbit", type=float, help="share of the network, in Mbit/s (default: all)")
    parser.add_argument("--bundle", type=Path, help="an activity's bundle (default: a small one)")
    given = parser.parse_args()
    bundle = given.bundle.read_text("utf-8") if given.bundle else json.dumps(SMALL)
    print("\n".join(table(measure(given.repeat, bundle, given.mbit and given.mbit * 1e6))))


if __name__ == "__main__":
    main()
