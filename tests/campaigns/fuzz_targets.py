"""What is fuzzed: each target takes bytes, and raises when intake does what it must never do.

Run by `fuzz.py`, in a process of its own: `fuzz_targets.py TARGET CORPUS [libFuzzer's options]`.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

with atheris.instrument_imports(include=["socialise", "zipfile"]):
    from socialise.course.course import Course
    from socialise.course.source import source_activity
    from socialise.form import AnswersFile, AnswersRefused
    from socialise.intake.collect import collect
    from socialise.intake.roster import owner_of
    from socialise.intake.workshop import Workshop

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HOSTILE = ROOT / "tests/hostile/course"


def activities() -> list[Path]:
    """The sources of every activity: the hostile course's, then the course's own, in order."""
    own = sorted((ROOT / "solutions").glob("*/*.md"))
    return [HOSTILE / "solutions/01-essai/mini.md", *own]


KEPT = 200  # hand-ins before the workshop is made new


def from_bytes() -> Callable[[bytes], None]:
    """Any bytes are answers, which can be written and read again, or AnswersRefused."""

    def one(data: bytes) -> None:
        try:
            file = AnswersFile.from_bytes(data)
        except AnswersRefused as refused:
            _must_be_a_line(str(refused))
            return
        written = file.to_bytes()
        again = AnswersFile.from_bytes(written)
        if again != file or again.to_bytes() != written:
            raise AssertionError("what was read is not what is written")

    return one


def through_collect() -> Callable[[bytes], None]:
    """Any archive gives receipts and refusals, and writes nothing outside the workshop.

    The bytes are an archive themselves; or what an archive holds, when the first one is odd.
    """
    memory = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(prefix="socialise-", dir=memory if memory.is_dir() else None))
    released = place / "cours"
    _release(released)
    course = Course(released)
    workshop = Workshop(place / "atelier")
    sent = place / "remises.zip"
    owner = owner_of(workshop, "erable-1", None)
    runs = 0

    def one(data: bytes) -> None:
        nonlocal runs
        runs += 1
        sent.write_bytes(_archive(data[1:]) if data[:1] and data[0] % 2 else data[1:])
        for told in collect(course, workshop, [sent], owner, NOW):
            _must_be_a_line(told.name)
            _must_be_a_line(told.refusal)
            if bool(told.refusal) is bool(told.receipt):
                raise AssertionError(f"neither taken nor refused: {told}")
            if "n'a pas pu être" in told.refusal:
                raise AssertionError(told.refusal)
        if {each.name for each in place.iterdir()} - {"cours", "atelier", "remises.zip"}:
            raise AssertionError("written outside the workshop")
        if runs % KEPT == 0:
            shutil.rmtree(workshop.folder, ignore_errors=True)

    return one


def form_check() -> Callable[[bytes], None]:
    """Any JSON is answers that a form refuses by name, or that its cells can judge.

    The first byte chooses the activity (`activities`).
    """
    known = [source_activity(path) for path in activities()]
    forms = [activity.run({}) for activity in known]

    def one(data: bytes) -> None:
        place = data[0] % len(known) if data else 0
        try:
            answers = AnswersFile.from_bytes(_around(data[1:])).answers
        except AnswersRefused:
            return
        if problems := forms[place].check(answers):
            _must_be_a_line(str(AnswersRefused(problems)))
            return
        judged = known[place].run(answers)  # raises when a cell breaks
        most = {cell.id: cell.points for cell in known[place].cells if cell.points}
        for criterion in judged.criteria:
            if not 0 <= criterion.points <= most[criterion.id]:
                raise AssertionError(f"{criterion.id}: {criterion.points} points")
        json.dumps(known[place].message(judged)).encode()

    return one


TARGETS = {each.__name__: each for each in (from_bytes, through_collect, form_check)}


def _must_be_a_line(text: str) -> None:
    if not re.sub("[\u00a0\u202f\u200c\u200d]", "", text).isprintable():
        raise AssertionError(f"not a line that a terminal may show: {text!r}")
    text.encode()


def _around(data: bytes) -> bytes:
    """The bytes as the answers of a file; as a whole file when they are one."""
    if b"socialise-answers" in data:
        return data
    head = b'{"activity":"mini","format":"socialise-answers","lesson":"01-essai","version":1,'
    return head + b'"answers":' + data + b"}"


def _archive(data: bytes) -> bytes:
    """An archive of what the bytes say: name, a zero, content, two zeros, and again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for part in data.split(b"\0\0")[:20]:
            name, _, content = part.partition(b"\0")
            with suppress(ValueError, UnicodeError):
                info = zipfile.ZipInfo(name.decode("utf-8", "replace")[:300])
                file.writestr(info, content)
    return out.getvalue()


def _release(folder: Path) -> None:
    """The hostile course, released by us: nbgrader would take the time of a thousand runs."""
    from socialise.course.release import release

    shutil.copytree(HOSTILE, folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    release(folder)


def main() -> None:
    """Fuzz one target until libFuzzer ends the process."""
    for name in ("SOCIALISE_WORKSHOP", "SOCIALISE_DB"):
        os.environ.pop(name, None)
    target = TARGETS[sys.argv[1]]()
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
