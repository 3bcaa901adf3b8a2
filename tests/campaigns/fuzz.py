"""Search for what intake cannot take, guided by coverage, and write what was found.

    .venv/bin/python tests/campaigns/fuzz.py [--seconds 600] [--to docs/fuzz.md]

The seconds are shared among the targets (`fuzz_targets.py`). Fails when one crashed or hung.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from string import Template

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from hostile.builders import GOOD, answers, archive, build  # noqa: E402
from hostile.classroom import cases  # noqa: E402

PLACE = ROOT / "_build/fuzz"
TIMEOUT_S = 30
LONGEST = 16_384  # bytes of an input
SHARES = {"from_bytes": 0.2, "through_collect": 0.4, "form_check": 0.4}


@dataclass(frozen=True)
class Found:
    """What one target gave."""

    target: str
    runs: int
    seconds: int
    coverage: int
    kept: int
    crashes: int

    def row(self) -> str:
        """A row of the document's table."""
        rate = self.runs / max(self.seconds, 1)
        return (
            f"| `{self.target}` | {self.runs:,} | {self.seconds} | {rate:,.0f} | {self.coverage:,} "
            f"| {self.kept:,} | {self.crashes} |"
        )


def seeds() -> dict[str, list[bytes]]:
    """What each target begins with."""
    # The first byte of an input of form_check is the place of its activity (`activities`).
    own = sorted((ROOT / "solutions").glob("*/*.md"))
    places = {(path.parent.name, path.stem): place for place, path in enumerate(own, start=1)}
    labelled, judged = [], []
    for path in sorted((ROOT / "tests/data/answers").glob("*/*/*.json")):
        given = json.loads(path.read_text("utf-8"))["answers"]
        made = {"answers": given, "lesson": path.parent.parent.name, "activity": path.parent.name}
        labelled.append(answers({"envelope": made}))
        if (place := places.get((made["lesson"], made["activity"]))) is not None:
            judged.append(bytes([place]) + json.dumps(given, ensure_ascii=False).encode())
    files = [file for case in cases("collect") for file in case["files"] if "put" not in file]
    hostile = [made for file in files if file.get("times", 0) < 1000
               and len(made := build(file)) <= LONGEST]  # fmt: skip
    zipped = [
        archive({"entries": [{"as": "Nadia Roy_8_assignsubmission_file_/mini.json"},
                             {"as": "Paul/mini (1).json", "set": {"age": "7"}}]}),
        archive({"entries": [{"as": "a/mini.ipynb", "make": "notebook"}, {"as": "a/x.jpg"}]}),
    ]  # fmt: skip
    spelled = b"\0\0".join(b"p%d/mini.json\0" % n + each for n, each in enumerate(labelled[:3]))
    return {
        "from_bytes": labelled + hostile,
        "through_collect": [
            *(b"\0" + each for each in zipped + hostile),
            *(b"\1a/mini.json\0" + each for each in hostile),
            b"\1" + spelled,
        ],
        "form_check": [
            *judged,
            *(b"\0" + json.dumps({key: value}).encode() for key, value in GOOD.items()),
            b"\0" + json.dumps(GOOD).encode(),
        ],
    }


def fuzz(target: str, seconds: int, inputs: list[bytes]) -> Found:
    """Fuzz one target in a process of its own."""
    place = PLACE / target
    shutil.rmtree(place, ignore_errors=True)
    (place / "depart").mkdir(parents=True)
    (place / "corpus").mkdir()
    for number, content in enumerate(inputs):
        (place / "depart" / f"{number:04d}").write_bytes(content)
    done = subprocess.run(
        [sys.executable, str(HERE / "fuzz_targets.py"), target,
         str(place / "corpus"), str(place / "depart"), f"-dict={HERE / 'fuzz.dict'}",
         f"-max_total_time={seconds}", f"-timeout={TIMEOUT_S}", f"-max_len={LONGEST}",
         "-rss_limit_mb=3000", "-print_final_stats=1", f"-artifact_prefix={place}/trouve-"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    (place / "journal.txt").write_text(done.stdout, "utf-8")
    crashes = len(list(place.glob("trouve-*")))
    if done.returncode and not crashes:
        raise SystemExit(f"{target}: {done.stdout[-3000:]}")
    covered = re.findall(r"cov: (\d+) .*corp: (\d+)/(\S+)", done.stdout)
    runs = re.findall(r"stat::number_of_executed_units:\s+(\d+)", done.stdout)
    coverage, kept, _ = covered[-1]
    spent = re.findall(r"Done \d+ runs in (\d+) second", done.stdout)
    return Found(
        target, int(runs[-1]), int(spent[-1]) if spent else seconds, int(coverage), int(kept),
        crashes,
    )  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Fuzz each target, print and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args(arguments)
    begun = seeds()
    found = []
    for target, share in SHARES.items():
        seconds = max(1, round(options.seconds * share))
        print(f"{target}: {seconds} s from {len(begun[target])} inputs", flush=True)
        found.append(fuzz(target, seconds, begun[target]))
        print(found[-1].row(), flush=True)
    crashes = sum(each.crashes for each in found)
    told = Template((HERE / "fuzz.template.md").read_text("utf-8")).substitute(
        day=f"{date.today():%Y-%m-%d}",
        atheris=version("atheris"),
        python=platform.python_version(),
        minutes=f"{sum(each.seconds for each in found) / 60:.0f}",
        verdict="No crash, no hang." if not crashes else f"{crashes} inputs to look at.",
        rows="\n".join(each.row() for each in found),
        seeds=sum(len(each) for each in begun.values()),
        timeout=TIMEOUT_S,
        longest=f"{LONGEST:,}",
    )
    print(told)
    if options.to:
        options.to.write_text(told, "utf-8")
    if crashes:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
