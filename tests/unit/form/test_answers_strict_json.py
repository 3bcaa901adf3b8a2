"""What wrote a file matters little; what it says must leave no doubt."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialise.form import AnswersFile, AnswersRefused, Problem
from socialise.form.strict_json import NotStrictJson, loads

ANSWERS = {"prénom": "Zoë « d'Œuvray » ’ 🎉", "montant": "1\u00a0234,50\u00a0$"}
PLAIN = {"prenom": "Zoé Côté", "age": "42"}


def file(answers: dict[str, str]) -> str:
    """The text of an answers file."""
    return AnswersFile("01-essai", "mini", answers).to_bytes().decode()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_unicode_is_read(encoding: str, end: str) -> None:
    """With a byte order mark or without, and lines ended as anyone ends them."""
    content = file(ANSWERS).replace("\n", end).encode(encoding)
    assert AnswersFile.from_bytes(content).answers == ANSWERS


def test_a_byte_order_mark_of_the_other_order_is_read() -> None:
    """A Mac of long ago, or a tool that swaps."""
    content = b"\xfe\xff" + file(ANSWERS).encode("utf-16-be")
    assert AnswersFile.from_bytes(content).answers == ANSWERS


def test_windows_own_encoding_is_read() -> None:
    """An old editor saves what it opened in cp1252: « Œ » and « ’ » are in it."""
    answers = {"prenom": "Zoé « d'Œuvray » ’", "texte": "DÉJÀ\u00a0»", "suite": "été\u00a0»"}
    assert AnswersFile.from_bytes(file(answers).encode("cp1252")).answers == answers


@pytest.mark.parametrize("text", ["Zoé Côté", "a\u00a0»", "l’atelier", "« oui"])
def test_a_damaged_utf_8_is_not_guessed(text: str) -> None:
    """One byte lost must not turn every accent of the file into two strange letters."""
    content = file({"prenom": text, "autre": "é@"}).encode()
    place = content.index("é@".encode())
    with pytest.raises(AnswersRefused, match="lettres sont abîmées"):
        AnswersFile.from_bytes(content[:place] + content[place + 1 :])


def test_letters_come_composed() -> None:
    """A Mac's « é » is two characters: keys and answers are the same as everyone's."""
    content = unicodedata.normalize("NFD", file(ANSWERS)).encode()
    assert AnswersFile.from_bytes(content).answers == ANSWERS


DEEP = 100_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * DEEP, "20 niveaux"),
        (b"[" * DEEP + b"]" * DEEP, "20 niveaux"),
        (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "20 niveaux"),
        (b"[" * 150 + b"]" * 150, "20 niveaux"),
        (b"[" * 21 + b"]" * 21, "20 niveaux"),
        (b'["' + b"[" * 300 + b'",' + b"[" * 21, "20 niveaux"),
        (b"NaN", "NaN"),
        (b"[-Infinity]", "-Infinity"),
        (b"1e999", "démesuré"),
        (b"-1e999", "démesuré"),
        (b"1" * 900_000, "démesuré"),
        (b"0." + b"1" * 900_000, "démesuré"),
        (b'{"a": 1, "b": 2, "a": 3}', "«\u00a0a\u00a0»"),
        ('{"é": 1, "e\u0301": 2}'.encode(), "«\u00a0é\u00a0»"),
        (b'{"a": 1, "a\\ud800": 2}', "«\u00a0a\u00a0»"),
        (b"[" + b"0," * 60_000 + b"0]", "50\u00a0000 valeurs"),
        (b'{"a": "\x00"}', "ligne 1"),
        (b'{"a": 1} {', "ligne 1"),
        (b"\xef\xbb\xbf", "vide"),
        (b"\x81\x8d", "abîmées"),
        (b"\xff\xfe\x00\xd8", "abîmées"),
        (b"PK\x03\x04", "ne se lit pas"),
    ],
)
def test_what_leaves_a_doubt_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    """At once, whatever its length: no depth, no digit and no key is followed to its end."""
    with pytest.raises(NotStrictJson) as refused:
        loads(content)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'"\\ud83c\\udf89"', "🎉"),
        (b'"a\\ud800b"', "ab"),
        (b'"e\\u0301"', "é"),
        (b"[" * 20 + b"]" * 20, None),
        (b'["' + b"[" * 1000 + b'"]', ["[" * 1000]),
        (b'["\\\\\\"' + b"[" * 1000 + b'"]', ['\\"' + "[" * 1000]),
        (b"[1, 2.5, true, null]", [1, 2.5, True, None]),
    ],
)
def test_what_has_one_meaning_is_read(content: bytes, value: object) -> None:
    """Brackets in a text are text; half of a character is left out, for no file can hold it."""
    assert loads(content) == value or value is None


def test_a_heap_of_accents_takes_no_time() -> None:
    """Sorting the marks on one letter takes the square of their number: 30 are kept."""
    marks = ("\u0301\u0327" * 200_000)[:400_000]
    answers = AnswersFile.from_bytes(file({"a": "x"}).replace('"x"', f'"x{marks}"').encode())
    assert len(answers.answers["a"]) <= 31


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_a_value_or_a_refusal(content: bytes) -> None:
    """And never anything else."""
    with suppress(NotStrictJson):
        loads(content)


LEAVES = st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=9)


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Lists and objects of these."""
    return st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)


@given(st.recursive(LEAVES, nested, max_leaves=12))
def test_what_is_read_can_be_written(value: object) -> None:
    """No text comes out that UTF-8 cannot hold, nor one that is not in NFC."""
    try:
        read = loads(json.dumps(value).encode())
    except NotStrictJson:
        return
    text = json.dumps(read, ensure_ascii=False)
    assert text.encode().decode() == text
    assert loads(text.encode()) == read


def test_a_refusal_fits_on_a_line_of_any_terminal() -> None:
    """What a file says is shown without what could move a cursor or turn the letters round."""
    refused = AnswersRefused(
        [Problem("", f"« \x1b[2J\u202e{n}\nx » n'est pas de ceux-là.") for n in range(9)]
    )
    assert "\n" not in refused.line
    assert "\x1b" not in refused.line
    assert "\u202e" not in refused.line
    assert "Et 6\u00a0autres problèmes." in refused.line
