"""All of a learner's work, gathered: one PDF to read and print, one .zip of everything."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from socialise import words
from socialise.form import Activity, AnswersFile, Carried, Form

__all__ = ["FOLDER", "Work", "sound", "to_pdf", "to_zip", "works_of"]

TITLE = "Mon plan de match"
FOLDER = "mon-plan-de-match"
_FILENAME = f"{FOLDER}.pdf"

READ_ME = (
    "Mon plan de match : tous vos travaux, tels qu'ils étaient le {day}.",
    "Le fichier {filename} : tout ce que vous avez répondu, à lire ou à imprimer.",
    "Un dossier par leçon : ce que chaque activité donne à emporter, pages, classeurs et agendas.",
    "Un fichier reponses.json par activité : vos réponses. Dans la page de l'activité, « Charger "
    "des réponses » les remet à leur place, sur cet appareil ou sur un autre.",
    "Ces fichiers ont été faits sur votre appareil, avec vos réponses. Rien n'a été envoyé.",
)


@dataclass(frozen=True)
class Work:
    """An activity of a lesson, and its form with the learner's answers, judged."""

    lesson: str
    form: Form

    @property
    def begun(self) -> bool:
        """Whether anything was answered here: what is carried was answered elsewhere."""
        return any(
            self.form.raw(field.id) is not None
            for field in self.form.fields.values()
            if field.has_answer and not field.private and not isinstance(field, Carried)
        )


def sound(activity: Activity, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that the activity asks for: nothing private, nothing of another version's shape.

    Raises form.BrokenActivity when its cells do not run.
    """
    form = activity.run({})
    return {key: value for key, value in answers.items() if not form.check({key: value})}


def works_of(begun: Sequence[tuple[Activity, Mapping[str, Any]]]) -> list[Work]:
    """Each activity judged on its sound answers, with those that it carries from the others."""
    answers = {f"{each.lesson}/{each.name}": own for each, own in begun}
    works = []
    for activity, own in begun:
        carried = {}
        for field in activity.run({}).fields.values():
            there = answers.get(field.source) if isinstance(field, Carried) else None
            if there is not None and isinstance(field, Carried):
                carried[field.id] = field.part(there.get(field.field.id))
        known = {key: value for key, value in carried.items() if value is not None}
        works.append(Work(activity.lesson, activity.run({**own, **known})))
    return works


def to_pdf(works: Sequence[Work], now: datetime) -> bytes:
    """A cover with its contents, then each work: its pages to take home, its answers, its verdicts.

    A work that is not begun is only named. Raises words.Missing when none is.
    """
    if not any(work.begun for work in works):
        raise words.Missing(TITLE)
    from socialise.export.pdf.portfolio import document

    return document(works, now)


def to_zip(works: Sequence[Work], now: datetime) -> bytes:
    """That PDF, and for each work begun its finished things and its answers file, by lesson.

    What cannot be made yet is left out. Raises words.Missing when no work is begun.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(works, now):
            info = zipfile.ZipInfo(f"{FOLDER}/{name}", now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()


def _files(works: Sequence[Work], now: datetime) -> Iterator[tuple[str, bytes]]:
    yield _FILENAME, to_pdf(works, now)
    told = "\r\n\r\n".join(READ_ME).format(day=words.date(now.date()), filename=_FILENAME)
    # Windows' first editor is told by the mark that this is UTF-8.
    yield "lisez-moi.txt", f"{words.quebec_typography(told)}\r\n".encode("utf-8-sig")
    for work in works:
        if not work.begun:
            continue
        folder = f"{work.lesson}/{work.form.name}"
        for thing in work.form.take_homes:
            try:
                yield f"{folder}/{thing.filename}", thing.make(work.form, now)
            except (words.Missing, words.Unreadable):
                continue
        answers = AnswersFile(work.lesson, work.form.name, dict(work.form.answers))
        yield f"{folder}/reponses.json", answers.to_bytes()
