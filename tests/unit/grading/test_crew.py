"""Workers that mark: whatever one learner's answers do to the cells, the others are marked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from socialise.form import Activity, AnswersFile, Cell
from socialise.grading.crew import Crew, Limits
from socialise.grading.marker import Marker
from socialise.grading.marking import Request

KEY = ("01-essai", "mini")
FORM = """
import os, signal, sys, time
from socialise import Form, LongText
mini = Form("mini", LongText("mot", "Un mot"), title="Essai", minutes=5)
mini
"""
CRITERION = """
def met():
    match mini["mot"]:
        case "boucle":
            while True: pass
        case "dort":
            time.sleep(3600)
        case "puissance":
            return 10 ** 10 ** 10 > 1
        case "memoire":
            return len(bytearray(10**10)) > 1
        case "liste":
            grown = []
            while True: grown.append(bytes(10**6))
        case "mort":
            os.kill(os.getpid(), signal.SIGKILL)
        case "sortie":
            sys.exit(3)
        case "abrupte":
            os._exit(0)
        case "brise":
            raise ValueError("le secret de Nadia")
        case "fichier":
            with open("trace.txt", "w") as file:
                file.write("x")
        case "bavard":
            print("x" * 10**7)
            sys.stderr.write("x" * 10**6)
    return True

mini.criterion("mot", "Un mot", points=2, met=met, hint="Un mot, par exemple : bonjour.")
"""
LIMITS = Limits(seconds=1.5, memory=256 * 1024**2, output=200_000)
OUTCOMES = {
    "boucle": "slow",
    "dort": "slow",
    "puissance": "slow",
    "memoire": "memory",
    "liste": "memory",
    "mort": "died",
    "abrupte": "died",
    "sortie": "broken",
    "brise": "broken",
    "fichier": "broken",
    "bavard": "marked",
}


def marker() -> Marker:
    """The misbehaving activity."""
    cells = [Cell("form-1", "form", FORM), Cell("mot", "criterion", CRITERION, 2)]
    return Marker(Activity(*KEY, cells))


def request(word: str) -> Request:
    """One learner's answers."""
    return (*KEY, AnswersFile(*KEY, {"mot": word}).to_bytes())


@pytest.mark.parametrize("count", [1, 2])
def test_each_outcome_is_its_own_learner_s(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Honest answers among all that can go wrong: marked, every one of them, once."""
    monkeypatch.chdir(tmp_path)
    words = [f"honnête-{place}" for place in range(60)]
    for place, word in enumerate(OUTCOMES):
        words.insert(3 + place * 5, word)
    with Crew({KEY: marker()}, count=count, limits=LIMITS) as crew:
        replies = list(crew.replies((word, request(word)) for word in words))
    outcomes = {word: reply["outcome"] for word, reply in replies}
    assert len(replies) == len(words)
    assert {word: outcomes[word] for word in OUTCOMES} == OUTCOMES
    assert {outcomes[word] for word in words if word not in OUTCOMES} == {"marked"}
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [0]  # nothing is written


def test_a_cause_does_not_repeat_the_answers() -> None:
    """What an exception says may be a learner's own words; the cell and its kind are told."""
    with Crew({KEY: marker()}, count=1, limits=LIMITS) as crew:
        ((_, reply),) = crew.replies([(None, request("brise"))])
    assert reply == {
        "outcome": "broken",
        "cause": "01-essai/mini, cellule « mot » : ValueError",
    }


def test_a_verdict_has_an_end() -> None:
    """A reply without end fills nobody's memory: it is cut off, and the next learner is marked."""
    limits = Limits(seconds=5, output=20_000)
    words = {"un": "marked", "long " * 3_900: "long", "deux": "marked"}
    with Crew({KEY: marker()}, count=1, limits=limits) as crew:
        replies = dict(crew.replies((word, request(word)) for word in words))
    assert {word: reply["outcome"] for word, reply in replies.items()} == words


def test_large_answers_and_small_ones_go_through_together() -> None:
    """No pipe is filled from both ends."""
    words = ["a " * 9_000 if place % 3 == 0 else f"b{place}" for place in range(60)]
    with Crew({KEY: marker()}, count=2, limits=LIMITS) as crew:
        replies = list(crew.replies((place, request(word)) for place, word in enumerate(words)))
    assert sorted(place for place, _ in replies) == list(range(60))
    assert {reply["outcome"] for _, reply in replies} == {"marked"}


def test_nobody_is_left_behind() -> None:
    """An interrupted batch ends its processes."""
    with Crew({KEY: marker()}, count=2, limits=LIMITS) as crew:
        replies = crew.replies((place, request("un")) for place in range(50))
        next(replies)
        workers = [worker.pid for worker in crew._workers]
        assert len(workers) == 2
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
