"""How long a learner waits when the page's own Python judges, and makes what she takes home.

    .venv/bin/python tests/bench/browser_runtime.py [--repeat 5] [--mbit 10] [--exercise FILE.ipynb]

Cold: a browser profile that has never seen the site. Warm: the third visit of that profile (a
browser keeps compiled code from the second on). The worker is started at the page's `load`, as a
first touch would; times are from that touch. Bytes are those of the bodies that the server sent.
The answers are the first complete set of tests/data/answers.
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

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e" / "runtime"))

from loopback_site import LoopbackSite

from socialise.course.bundle import read_bundle
from socialise.course.runtime import build_runtime

ROOT = Path(__file__).parents[2]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Mesure</title>
<link rel="icon" href="data:,"><script>
window.measured = new Promise((resolve, reject) => addEventListener("load", async () => {
  const given = await (await fetch("/given.json")).json();
  const touch = performance.now();
  const python = new Worker(given.worker, { type: "module" });
  python.onerror = (event) => reject(new Error(event.message));
  let answered;
  python.onmessage = ({ data }) =>
    data.type === "error" ? reject(new Error(data.message)) : answered(data);
  window.ask = async (request) => {
    const start = performance.now();
    const answer = new Promise((done) => { answered = done; });
    python.postMessage({ id: 1, answers: given.answers, ...request });
    return { ...(await answer), ms: performance.now() - start };
  };
  const times = { touch };
  await window.ask({ type: "open", bundle: "/bundle.json" });
  times.ready = performance.now() - touch;
  const first = await window.ask({ type: "judge" });
  times.verdict = performance.now() - touch;
  times.again = (await window.ask({ type: "judge" })).ms;
  times.things = first.verdicts.take_home.map(({ id, filename }) => ({ id, filename }));
  resolve(times);
}));
</script>"""
TAKE = """async (id) => {
  const now = "2026-12-03T14:30:00-05:00";
  return (await window.ask({ type: "take_home", take_home: id, now })).ms;
}"""

Load = dict[str, Any]


def measure(repeat: int, exercise: Path, bits_per_s: float | None) -> dict[str, list[Load]]:
    """`cold` and `warm`: for each load, its times, the bytes sent, and the things taken home."""
    runtime = build_runtime(ROOT / "_build" / "runtime", progress=print)
    taken: dict[str, list[Load]] = {"cold": [], "warm": []}
    served = f"/_static/python/{runtime.digest}/"
    given = {"worker": f"{served}{runtime.worker}", "answers": answers(exercise)}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "index.html").write_text(PAGE, encoding="utf-8")
        (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
        (folder / "bundle.json").write_text(json.dumps(read_bundle(exercise)), encoding="utf-8")
        folders = {"/": folder, served: runtime.directory}
        with LoopbackSite(folders, bits_per_s=bits_per_s) as site:
            for _ in range(repeat):
                with tempfile.TemporaryDirectory() as profile:
                    context = playwright.chromium.launch_persistent_context(
                        profile, executable_path="/usr/bin/chromium", args=list(QUIET)
                    )
                    for visit in ("cold", None, "warm"):
                        page = context.new_page()
                        load = one_load(page, site)
                        page.close()
                        if visit:
                            taken[visit].append(load)
                    context.close()
    return taken


def one_load(page: Page, site: LoopbackSite) -> Load:
    """One visit: to the first verdict, then each thing in turn."""
    site.served.clear()
    page.goto(f"{site.address}/index.html")
    times = dict(page.evaluate("window.measured"))
    times["bytes"] = sent(site)
    for thing in times["things"]:
        site.served.clear()
        thing["ms"] = page.evaluate(TAKE, thing["id"])
        thing["bytes"] = sent(site)
    return times


def sent(site: LoopbackSite) -> int:
    return sum(each.sent_bytes for each in site.served)


def answers(exercise: Path) -> dict[str, Any]:
    """The first complete set of labelled answers to that exercise."""
    folder = ROOT / "tests" / "data" / "answers" / exercise.parent.name / exercise.stem
    sets = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    return next((dict(each["answers"]) for each in sets if each["kind"] == "complete"), {})


def report(taken: dict[str, list[Load]]) -> Iterable[str]:
    """Medians, with the smallest and the largest, as Markdown tables."""
    yield "| visit | navigation to touch | to ready | to first verdict | next verdict | received |"
    yield "|---|---|---|---|---|---|"
    for visit, loads in taken.items():
        cells = [spread(load[key] for load in loads) for key in ("touch", "ready", "verdict")]
        cells += [spread(load["again"] for load in loads), size(load["bytes"] for load in loads)]
        yield f"| {visit} | {' | '.join(cells)} |"
    yield "\n| taken home | cold | received | warm | received |"
    yield "|---|---|---|---|---|"
    for number, thing in enumerate(taken["cold"][0]["things"]):
        cells = []
        for loads in taken.values():
            things = [load["things"][number] for load in loads]
            cells += [spread(each["ms"] for each in things), size(each["bytes"] for each in things)]
        yield f"| {thing['filename']} | {' | '.join(cells)} |"


def spread(values: Iterable[float]) -> str:
    kept = list(values)
    return f"{statistics.median(kept):.0f} ms ({min(kept):.0f} to {max(kept):.0f})"


def size(values: Iterable[int]) -> str:
    return f"{statistics.median(values) / 1e6:.2f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, help="profiles to try (default: 5)")
    parser.add_argument("--mbit", type=float, help="the whole network, in Mbit/s (default: any)")
    parser.add_argument(
        "--exercise",
        type=Path,
        default=ROOT / "exercises" / "02-propulsion-ou-ancrage" / "persona.ipynb",
        help="a released exercise (default: persona)",
    )
    given = parser.parse_args()
    taken = measure(given.repeat, given.exercise, given.mbit and given.mbit * 1e6)
    print("\n".join(report(taken)))


if __name__ == "__main__":
    main()
