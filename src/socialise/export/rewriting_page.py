"""A post said again, as to someone in the room: before, after, and the plan to go on so."""

from __future__ import annotations

from dataclasses import dataclass

from socialise import words
from socialise.domain import jargon_in
from socialise.export import reading
from socialise.export.pdf.page import Page
from socialise.export.reading import Answers

__all__ = ["Rewriting", "to_pdf"]

QUESTIONS = ("avant", "apres", "plan", "reponse")


@dataclass(frozen=True)
class Rewriting:
    """What the page says; an empty text is a question left to complete."""

    before: str
    after: str
    plan: tuple[tuple[str, str, str], ...]  # words, subject, manner
    reply: str

    @classmethod
    def of(cls, form: Answers) -> Rewriting:
        """The page of a form's answers. Raises words.Missing when there is none at all."""
        if not reading.answered(form, QUESTIONS):
            raise words.Missing("Vos deux versions et votre plan")
        return cls(
            before=reading.text(form, "avant"),
            after=reading.text(form, "apres"),
            plan=tuple(
                (
                    reading.text(row, "langage"),
                    reading.text(row, "sujet"),
                    reading.text(row, "posture"),
                )
                for row in reading.rows(form, "plan")
            ),
            reply=reading.text(form, "reponse"),
        )

    @property
    def left_behind(self) -> tuple[str, ...]:
        """The expressions of institutions of the first version that the second does without."""
        if not self.after:
            return ()
        kept = {words.fold(each) for each in jargon_in(self.after)}
        return tuple(
            each for each in words.distinct(jargon_in(self.before)) if words.fold(each) not in kept
        )


to_pdf = Page("Deux versions", lambda _: "Dans la même pièce", Rewriting.of, "rewriting")
"""One Letter page; raises words.Missing when nothing was answered."""
