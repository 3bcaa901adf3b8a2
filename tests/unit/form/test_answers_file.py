"""The answers file: canonical when written, patient when read, refused with a cure."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.form import AnswersFile, AnswersRefused

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ANSWERS = st.dictionaries(
    TEXT, TEXT | st.lists(TEXT) | st.lists(st.dictionaries(TEXT, TEXT)), max_size=5
)


@given(ANSWERS)
def test_a_file_reads_back_as_written(answers: dict) -> None:
    """Nothing is lost between two visits, and equal answers give equal bytes."""
    written = AnswersFile("leçon", "activité", answers).to_bytes()
    again = AnswersFile.from_bytes(written)
    assert again.to_bytes() == written
    assert unicodedata.is_normalized("NFC", written.decode())


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No file sent by anyone stops the batch."""
    with suppress(AnswersRefused):
        AnswersFile.from_bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"\xef\xbb\xbf \n", "est vide"),
        (b"{", "au-delà de la ligne 1"),
        (b'{"format": "socialise-answers",\n\n  "version', "au-delà de la ligne 3"),
        (b"\xff\xfe{", "lettres sont abîmées"),
        (b"[]", "ne contient pas de réponses"),
        (b'{"format": "autre"}', "Télécharger mes réponses"),
        (b'{"format": "socialise-answers", "version": 2}', "autre version"),
        (b'{"format": "socialise-answers", "version": 1}', "quelle activité"),
        (
            b'{"format":"socialise-answers","version":1,"lesson":"a","activity":"b","answers":[]}',
            "aucune liste",
        ),
        (b" " * 1_000_001, "1 Mo"),
    ],
)
def test_a_refusal_says_the_fact_and_the_cure(content: bytes, said: str) -> None:
    """Whoever sent it can mend it."""
    with pytest.raises(AnswersRefused) as refused:
        AnswersFile.from_bytes(content)
    assert said in str(refused.value)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    """Windows adds one."""
    content = b"\xef\xbb\xbf" + AnswersFile("a", "b", {"c": "é"}).to_bytes()
    assert AnswersFile.from_bytes(content).answers == {"c": "é"}


def test_the_format_is_the_documented_one() -> None:
    """docs/formats.md is a promise."""
    assert json.loads(AnswersFile("l", "a", {"x": "1"}).to_bytes()) == {
        "format": "socialise-answers",
        "version": 1,
        "lesson": "l",
        "activity": "a",
        "answers": {"x": "1"},
    }
