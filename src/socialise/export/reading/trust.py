"""The trust ladder of a form's answers, for its criteria, its picture and its page."""

from __future__ import annotations

from socialise import words
from socialise.domain.trust import Note, Pillar, Post, Rung, TrustLadder
from socialise.export import reading
from socialise.export.reading import Answers

__all__ = ["ladder_of"]


def ladder_of(form: Answers) -> TrustLadder:
    """Every post with a word and its rung, every note given, with what is said to show it."""
    posts = tuple(
        Post(subject, Rung(rung))
        for row in reading.rows(form, "miennes")
        if (rung := reading.text(row, "echelon")) and words.words_in(subject := _said(row))
    )
    notes = {
        pillar: Note(int(value), reading.text(form, f"preuve_{pillar}"))
        for pillar in Pillar
        if (value := reading.number(form, pillar)) is not None
    }
    return TrustLadder(posts, notes)


def _said(row: Answers) -> str:
    return " ".join(reading.text(row, "sujet").split())
