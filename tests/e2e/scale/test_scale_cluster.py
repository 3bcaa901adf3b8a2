"""A Dask cluster marks as this machine does, whatever becomes of its workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e.scale.cluster_machines import Machines, machines
from e2e.scale.conftest import NOW, Class, asked, done
from e2e.scale.postgresql import PostgreSQL
from gradebook import rows as gradebook_rows
from parity.labelled import ROOT, labelled_sets

from socialise.course.course import Course
from socialise.course.source import source_activity
from socialise.form import Activity, AnswersFile, Cell
from socialise.grading.cluster import Cluster
from socialise.grading.crew import Crew, Limits
from socialise.grading.grade import Grading, work_of
from socialise.grading.marker import Marker
from socialise.grading.marking import CannotMark, Key, Request
from socialise.intake import Workshop, hand_in

KEY = ("01-essai", "mini")
FORM = """
from socialise import Form, Text
mini = Form("mini", Text("prenom", "Prénom"), title="Essai", minutes=5)
mini
"""
HOSTILE = """
def met():
    import os, signal, time
    from pathlib import Path
    match mini["prenom"]:
        case "boucle":
            while True: pass
        case "puissance":
            return 10 ** 10 ** 10 > 1
        case "memoire":
            return len(bytearray(10**10)) > 1
        case "mort":
            os.kill(os.getpid(), signal.SIGKILL)
        case "brise":
            raise ValueError("le secret de Nadia")
        case "travailleur":
            station = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2]
            os.kill(int(station.split()[1]), signal.SIGKILL)
    return True

mini.criterion("hostile", "Un mot", points=1, met=met, hint="Un mot, par exemple : bonjour.")
"""
TOLD = {
    "boucle": "ces réponses prennent trop de temps à juger",
    "puissance": "ces réponses prennent trop de temps à juger",
    "memoire": "ces réponses prennent trop de mémoire à juger",
    "mort": "ces réponses ont arrêté ce qui les jugeait",
    "brise": "l'exercice s'arrête (01-essai/mini, cellule « hostile » : ValueError)",
}
LIMITS = Limits(seconds=1.0, memory=256 * 1024**2)


def requests(words: list[str]) -> Iterator[tuple[str, Request]]:
    """What each learner wrote, for the hostile activity."""
    for word in words:
        yield word, (*KEY, AnswersFile(*KEY, {"prenom": word}).to_bytes())


def marks_known(away: Cluster) -> int:
    """How many tasks that mark the scheduler knows."""
    # A lambda: the scheduler cannot import this file.
    known = away._client.run_on_scheduler(lambda dask_scheduler: [*dask_scheduler.tasks])
    return sum("mark" in key for key in known)


def hostile() -> dict[Key, Marker]:
    """An activity whose criterion does what it is told."""
    cells = [Cell("form-1", "form", FORM), Cell("hostile", "criterion", HOSTILE, 1)]
    return {KEY: Marker(Activity(*KEY, cells))}


def test_a_cluster_replies_what_a_crew_does(cluster: Machines) -> None:
    """Every activity, sets of every kind: the same cells, the same data, the same marks."""
    sets = labelled_sets(few=True)
    keys = {(one.lesson, one.activity) for one in sets}
    markers = {
        key: Marker(source_activity(ROOT / "solutions" / key[0] / f"{key[1]}.md")) for key in keys
    }
    asked_for = [
        *((one.learner, (one.lesson, one.activity, one.file.to_bytes())) for one in sets * 3),
        *((str(key), (*key, None)) for key in keys),
        ("illisible", (*sorted(keys)[0], b"{")),
    ]
    with Crew(markers, count=1) as crew, Cluster(cluster.address, markers) as away:
        expected, found = list(crew.replies(asked_for)), list(away.replies(asked_for))
    assert len(found) == len(asked_for)
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_the_command_writes_the_same_rows(
    classroom: Class, server: PostgreSQL, cluster: Machines, tmp_path: Path
) -> None:
    """Marked there, written here, in PostgreSQL; the second run finds nothing to do."""
    folder = classroom.copy(tmp_path / "cours")
    address = server.create("grappe", pattern=classroom.pattern)
    done(folder, "grade", "--scheduler", cluster.address, database=address)
    assert gradebook_rows(address) == classroom.rows
    told = done(folder, "grade", "--scheduler", cluster.address, database=address)
    assert "0 remise notée" in told


def test_hostile_answers_are_to_be_checked_and_the_others_graded(
    released_course: Path, cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They end a fork of a station, never a worker: the trainer is told of each of them."""
    folder = tmp_path / "cours"
    shutil.copytree(released_course, folder)
    workshop = Workshop(folder / "workshop")
    learners = [f"honnete-{place}" for place in range(30)]
    for place, word in enumerate(TOLD):
        learners.insert(2 + place * 5, word)
    for learner in learners:
        file = AnswersFile(*KEY, {"prenom": learner, "age": "42"})
        hand_in(Course(folder), workshop, learner, file, NOW)
    # After the hand-ins: a trainer who changes an exercise in the middle of a class.
    source = folder / "solutions" / "01-essai" / "mini.md"
    source.write_text(
        f"{source.read_text('utf-8')}\n```{{code-cell}} python\n{HOSTILE.strip()}\n```\n", "utf-8"
    )
    done(folder, "release")
    monkeypatch.setenv("SOCIALISE_WORKSHOP", str(folder / "workshop"))
    monkeypatch.chdir(folder)
    grading = Grading(
        folder, workshop, work_of(workshop, (KEY[0],)), limits=LIMITS, scheduler=cluster.address
    )
    graded = {one.learner: one for one in grading}
    assert set(graded) == set(learners)
    for word, told in TOLD.items():
        assert graded[word].to_check == (f"mini : {told}",)
    assert not any(graded[each].to_check for each in learners if each not in TOLD)
    rows = gradebook_rows(f"sqlite:///{folder}/workshop/gradebook.db")
    assert {rows[*KEY[:1], each, "mini"][4] for each in learners if each not in TOLD} == {5.5}
    assert {rows[*KEY[:1], each, "mini"][4] for each in TOLD} == {0.0}


def test_a_worker_that_is_killed_costs_nothing(
    classroom: Class, server: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask gives its tasks to the others; no mark is missing, none is written twice."""
    folder = classroom.copy(tmp_path / "cours")
    address = server.create("tue", pattern=classroom.pattern)
    monkeypatch.setenv("SOCIALISE_DB", address)
    monkeypatch.setenv("SOCIALISE_WORKSHOP", str(folder / "workshop"))
    monkeypatch.setattr("socialise.grading.cluster.MANY", 1)
    monkeypatch.setattr("socialise.grading.batch.MANY", 1)
    monkeypatch.chdir(folder)
    workshop = Workshop(folder / "workshop")
    work = work_of(workshop, Course(folder).lessons)
    with machines(tmp_path / "grappe", 2) as started:
        graded = []
        for one in Grading(folder, workshop, work, scheduler=started.address):
            if not graded:
                started.workers[0].kill()
                started.workers[0].wait()
            graded.append(one)
    assert sorted((one.learner, one.lesson) for one in graded) == sorted(work)
    assert gradebook_rows(address) == classroom.rows


def test_answers_that_kill_workers_are_found_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should something of one learner's end the worker itself, she has « died », and she alone."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    words = [*(f"honnête-{place}" for place in range(12)), "travailleur"]
    with machines(tmp_path / "grappe", 3) as started:  # one for the chunk, one for her, one is left
        with Cluster(started.address, hostile(), limits=LIMITS) as away:
            replies = dict(away.replies(requests(words)))
        left = [each for each in started.workers if each.poll() is None]
    assert {word: reply["outcome"] for word, reply in replies.items()} == {
        word: "died" if word == "travailleur" else "marked" for word in words
    }
    assert len(left) == 1


def test_who_is_gone_is_told_and_what_waits_is_cancelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers first, the scheduler after: each time one sentence, and no endless wait."""
    monkeypatch.setattr("socialise.grading.cluster.AHEAD", 8)
    words = [f"honnête-{place}" for place in range(200)]
    with machines(tmp_path / "grappe", 1) as started:
        with Cluster(started.address, hostile(), absent_s=0) as away:
            replies = away.replies(requests(words))
            next(replies)
            replies.close()  # as Ctrl-C does
            limit = time.monotonic() + 20
            # Eight were asked for. Dask tells its scheduler a moment later, by another road.
            while marks_known(away) > 2:  # one that ended, one that runs
                assert time.monotonic() < limit
                time.sleep(0.05)
            replies = away.replies(requests(words))
            next(replies)
            started.workers[0].kill()
            with pytest.raises(CannotMark, match="aucun travailleur"):
                list(replies)
        started.add()
        with Cluster(started.address, hostile()) as away:
            replies = away.replies(requests(words))
            next(replies)
            started.scheduler.kill()
            with pytest.raises(CannotMark, match="l'ordonnanceur ne répond plus"):
                list(replies)


def test_an_address_where_nobody_is_gives_one_sentence(classroom: Class, tmp_path: Path) -> None:
    """Place, fact, cure; an address that means nothing too."""
    for address in ("tcp://127.0.0.1:1", "n'importe quoi", "ftp://127.0.0.1:1"):
        _says(classroom, address, f"{address} : aucun ordonnanceur Dask ne répond")
    with machines(tmp_path / "vide", 0) as started:
        _says(classroom, started.address, "aucun travailleur n'est branché")


def test_another_version_of_socialise_gives_one_sentence(classroom: Class, tmp_path: Path) -> None:
    """Two versions may judge otherwise: nobody is marked by one, her neighbour by the other."""
    other = tmp_path / "autre"
    shutil.copytree(ROOT / "src", other, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "socialise" / "words" / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("# otherwise\n")
    with machines(tmp_path / "grappe", 0) as started:
        started.add({"PYTHONPATH": str(other)})
        _says(classroom, started.address, "a une autre version du paquet socialise")
    (other / "socialise" / "grading" / "edition.py").unlink()
    with machines(tmp_path / "grappe", 0) as started:
        started.add({"PYTHONPATH": str(other)})
        _says(classroom, started.address, "n'a pas socialise, ou en a une autre version")


def _says(classroom: Class, address: str, words: str) -> None:
    result = asked(classroom.folder, "grade", "--scheduler", address)
    said = result.output.replace("\u00a0", " ")
    assert result.exit_code == 1, said
    assert words in said
    assert len(said.splitlines()) == 2, said  # the progress bar's label, and the sentence


def test_dask_is_loaded_by_who_asks_for_it() -> None:
    """Half a second, and a dependency that most do not have."""
    code = (
        "import sys, socialise.cli, socialise.grading.grade; sys.exit('distributed' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env=os.environ).returncode == 0
