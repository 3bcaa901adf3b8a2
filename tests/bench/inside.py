"""One measure inside one process, in a course; prints JSON, seconds.

inside.py MEASURE COUNT [SCHEDULER]
"""

from __future__ import annotations

import cProfile
import json
import pstats
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from classroom import ACTIVITY, LESSON

from socialise.form import AnswersFile
from socialise.grading.feedback import feedback, graded_work
from socialise.grading.grade import Grading, work_of
from socialise.grading.lesson import Lesson
from socialise.grading.marking import reply_to
from socialise.grading.register import register
from socialise.intake import Workshop

ROOT = Path.cwd()
TABLES = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")
GROUPS = {
    "gradebook (SQLAlchemy, SQLite)": ("sqlalchemy", "sqlite3", "nbgrader"),
    "waiting for the workers, and talking with them": (
        "multiprocessing", "selectors", "select.", "socket", "_pickle", "pickle", "struct",
    ),
    "files": ("posix", "pathlib", "_io.", "tempfile", "shutil", "genericpath", "io.open", "glob"),
    "JSON and text": ("json", "codecs", "_hashlib", "hashlib", "encode", "decode", "str'"),
    "our own Python": ("socialise",),
}  # fmt: skip


def _work(count: int) -> list[tuple[str, str]]:
    return work_of(Workshop(ROOT / "workshop"), (LESSON,))[:count]


def _grade(work: list[tuple[str, str]], scheduler: str | None = None) -> None:
    told = list(Grading(ROOT, Workshop(ROOT / "workshop"), work, scheduler=scheduler))
    assert len(told) == len(work)


def _cpu_s(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def grade(count: int, scheduler: str | None = None) -> dict[str, float]:
    """All but the first, which has everything loaded; and who used the processor for it."""
    first, *others = _work(count)
    _grade([first], scheduler)
    ours_s, workers_s = _cpu_s(resource.RUSAGE_SELF), _cpu_s(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    _grade(others, scheduler)
    each_s = (time.perf_counter() - begun) / len(others)
    return {
        "each_s": each_s,
        "parent_s": (_cpu_s(resource.RUSAGE_SELF) - ours_s) / len(others),
        "workers_s": (_cpu_s(resource.RUSAGE_CHILDREN) - workers_s) / len(others),
    }


def more(count: int) -> dict[str, float]:
    """The last `count` submissions of the folder, one at a time, after one that loads."""
    first, *others = work_of(Workshop(ROOT / "workshop"), (LESSON,))[-count:]
    _grade([first])
    times = []
    for one in others:
        begun = time.perf_counter()
        _grade([one])
        times.append(time.perf_counter() - begun)
    return {"each_s": statistics.median(times)}


def tell(count: int) -> dict[str, float]:
    """Feedback for all but the first, which has everything loaded."""
    first, *others = graded_work(ROOT, (LESSON,))[:count]
    assert [each.pages for each in feedback(ROOT, [first])] == [1]
    begun = time.perf_counter()
    told = list(feedback(ROOT, others))
    each_s = (time.perf_counter() - begun) / len(others)
    assert all(each.changed == 1 for each in told)
    return {"each_s": each_s}


def floor(count: int) -> dict[str, float]:
    """What no grader can go under: the cells, and the rows of all in one transaction."""
    contents = [path.read_bytes() for path in _answers(100)]
    marker = _lesson().markers[LESSON, ACTIVITY]
    answers = [AnswersFile.from_bytes(each).answers for each in contents]
    requests = [(LESSON, ACTIVITY, each) for each in contents]
    markers = {(LESSON, ACTIVITY): marker}

    def loop(what: Callable[[int], object]) -> float:
        what(0)
        begun_s = time.process_time()
        for turn in range(count):
            what(turn % len(contents))
        return (time.process_time() - begun_s) / count

    insert_s, submissions = _insert()
    return {
        "read_s": loop(lambda turn: AnswersFile.from_bytes(contents[turn])),
        "cells_s": loop(lambda turn: marker.activity.run(answers[turn])),
        "reply_s": loop(lambda turn: reply_to(markers, requests[turn])),
        "insert_s": insert_s / submissions,
    }


def _answers(most: int) -> list[Path]:
    return sorted((ROOT / "workshop/submitted").glob(f"*/{LESSON}/{ACTIVITY}.json"))[:most]


def _lesson() -> Lesson:
    from nbgrader.api import Gradebook

    config = register(ROOT)
    with Gradebook(config.CourseDirectory.db_url, config.CourseDirectory.course_id) as gradebook:
        return Lesson(ROOT, gradebook, LESSON, config)


def _insert() -> tuple[float, int]:
    """Seconds to put all rows of this gradebook's submissions back, at once; how many they are."""
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        copy = Path(folder) / "gradebook.db"
        copy.write_bytes((ROOT / "workshop/gradebook.db").read_bytes())
        with closing(sqlite3.connect(copy)) as gradebook:
            rows = {name: gradebook.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
            for name in TABLES:
                gradebook.execute(f"DELETE FROM {name}")
            gradebook.commit()
            begun = time.perf_counter()
            for name, values in rows.items():
                marks = ", ".join("?" * len(values[0]))
                gradebook.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
            gradebook.commit()
            return time.perf_counter() - begun, len(rows["submitted_assignment"])


def phases(count: int) -> dict[str, float]:
    """The shares of the parent's time, by what for; the profiler's own cost is in all of them."""
    first, *others = _work(count)
    _grade([first])
    profile = cProfile.Profile()
    profile.runcall(_grade, others)
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, own_s, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        place = name if file == "~" else f"{file} {name}"
        spent[_group(place)] += own_s
    return {name: own_s / sum(spent.values()) for name, own_s in spent.items()}


def _group(place: str) -> str:
    known = place.rpartition("site-packages/")[2].rpartition("/src/")[2]
    for name, signs in GROUPS.items():
        if any(sign in known for sign in signs):
            return name
    return "the rest of Python"


MEASURES = {each.__name__: each for each in (grade, more, tell, floor, phases)}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](int(sys.argv[2]), *sys.argv[3:])))
