"""Take in what learners sent: each file becomes a hand-in, a refusal, or waits for its owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from socialise.course.course import Course, UnknownActivity
from socialise.form import AnswersFile, AnswersRefused, BrokenActivity
from socialise.form.problems import one_line
from socialise.intake.aside import Aside
from socialise.intake.receipt import Receipt
from socialise.intake.regular import NotTaken
from socialise.intake.roster import Owner
from socialise.intake.sent import Sent, sent
from socialise.intake.submission import hand_in
from socialise.intake.workshop import Workshop
from socialise.words import quebec_typography

__all__ = ["Collected", "Collector", "collect"]

WAITS = "on ne sait pas à qui est ce fichier. Reprenez-le avec --learner ou --roster."


@dataclass(frozen=True)
class Collected:
    """What became of one file: a receipt, a refusal with its cure, or kept until it is owned."""

    name: str
    receipt: Receipt | None = None
    refusal: str = ""
    unowned: bool = False


def collect(
    course: Course, workshop: Workshop, paths: Iterable[Path], owner: Owner, now: datetime
) -> Iterator[Collected]:
    """Take each file in; one file never changes the fate of another. `now` is aware.

    `owner` gives the learner of what was sent, or None. What is refused is kept aside with its
    reason, and can be taken again from there.
    """
    collector = Collector(course, workshop, owner, now)
    for path in paths:
        yield from collector.told(path)


class Collector:
    """Takes in, for one workshop, what one channel brings."""

    def __init__(self, course: Course, workshop: Workshop, owner: Owner, now: datetime) -> None:
        self._course = course
        self._workshop = workshop
        self._owner = owner
        self._now = now
        self._refused = Aside(workshop, workshop.refused.name)
        self._unowned = Aside(workshop, workshop.unowned.name)

    def told(self, path: Path) -> Iterator[Collected]:
        """What became of each file of a file, a folder or an archive."""
        refused = False
        for one in sent(path):
            told = self._one(one)
            refused = refused or (bool(told.refusal) and one.name == path.name)
            yield told
        if not refused:
            self._refused.forget(path.name)

    def _one(self, one: Sent) -> Collected:
        held = next((each for each in (self._refused, self._unowned) if each.holds(one)), None)
        known: str | None = None
        if held is not None:
            one, known = held.as_it_came(one)
        learner = known
        try:
            if one.refusal:
                raise NotTaken(one.refusal)
            learner = self._learner(one, known)
            file = AnswersFile.from_bytes(one.content)
            if learner is None:
                self._unowned.keep(one, WAITS)
                self._refused.release(one)
                return Collected(one.name, unowned=True)
            receipt = hand_in(self._course, self._workshop, learner, file, self._now)
        except Exception as error:
            return self._aside(one, held, learner, _reason(error))
        if held is not None:
            held.release(one)
        return Collected(one.name, receipt=receipt)

    def _learner(self, one: Sent, known: str | None) -> str | None:
        """Whose it is: by the channel, else as it was known when the file was kept aside."""
        try:
            return self._owner(one) or known
        except AnswersRefused:
            if known is None:
                raise
            return known

    def _aside(self, one: Sent, held: Aside | None, learner: str | None, reason: str) -> Collected:
        reason = one_line(quebec_typography(reason), 2_000)
        try:
            if held is not None and one.refusal:  # not read: it stays where it is
                held.keep(one, reason, learner)
            else:
                self._refused.keep(one, reason, learner)
                self._unowned.release(one)
        except OSError as error:
            reason = f"{reason} Et il n'a pas pu être gardé : {_reason(error)}"
        return Collected(one.name, refusal=reason)


def _reason(error: BaseException) -> str:
    """Why a file is not taken: the fact and the cure."""
    match error:
        case AnswersRefused():
            return error.line
        case UnknownActivity():
            return f"{error} Prenez le fichier que donne la page d'une de ses activités."
        case NotTaken():
            return error.reason
        case BrokenActivity():
            return (
                f"l'exercice ne fonctionne pas ({error}). Réparez l'exercice, puis reprenez ce "
                "fichier."
            )
        case OSError():
            return (
                f"le disque n'a pas pris cette remise ({error.strerror or type(error).__name__}). "
                "Faites de la place, puis reprenez ce fichier."
            )
        case _:
            return (
                f"ce fichier n'a pas pu être pris ({type(error).__name__}). Demandez-le de nouveau."
            )
