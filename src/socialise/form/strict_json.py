"""JSON that anyone sent: whatever encoding wrote it, and no doubt about what it says.

The time and the stack that it takes grow with the length of the text alone.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from socialise.words import nfc, shorten

__all__ = ["DEPTH_LIMIT", "VALUE_LIMIT", "NotStrictJson", "decode", "loads"]

DEPTH_LIMIT = 20  # an answers file has 5
VALUE_LIMIT = 50_000  # an activity asks for a few hundred
DIGIT_LIMIT = 40  # of one number; answers are texts, a version is one digit

_FEW = 200  # so many brackets cannot nest deep enough to trouble the parser
_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# JSON begins with two ASCII characters: the zeros around them tell what has no mark.
_ZEROS: dict[tuple[bool, ...], str] = {
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
}
# « Ã », « Â » and « â€ » before what is no letter are a letter or a quote in UTF-8: no French text
# written in cp1252 has them.
_UTF_8 = re.compile(b"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")


class NotStrictJson(ValueError):
    """What cannot be used; the text says the fact, in one French sentence."""


def loads(content: bytes) -> Any:
    """The value, its texts in NFC. Raises NotStrictJson, and nothing else.

    Refused besides what is not JSON: NaN and infinities, a number of more than 40 digits or too
    large to be finite, a key given twice in one object (once in NFC), more than 20 levels, more
    than 50 000 values. Half of a surrogate pair, which no file can hold, is left out.
    """
    text = decode(content)
    if not text.strip():
        raise NotStrictJson("Ce fichier est vide.")
    if text.count("[") + text.count("{") > _FEW:
        _refuse_depth(text)
    try:
        value = json.loads(
            text,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_short,
            object_pairs_hook=_once,
        )
    except NotStrictJson:
        raise
    except json.JSONDecodeError as error:
        raise NotStrictJson(
            f"Ce fichier ne se lit pas au-delà de la ligne {error.lineno}."
        ) from None
    except (ValueError, RecursionError):
        raise NotStrictJson("Ce fichier ne se lit pas.") from None
    left = iter(range(VALUE_LIMIT))
    return _kept(value, 1, left)


def decode(content: bytes) -> str:
    """The text of a JSON file: UTF-8, UTF-16 or UTF-32, with a byte order mark or without, else
    Windows' Western one (cp1252). Raises NotStrictJson."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None and len(content) >= 4:
        encoding = _ZEROS.get(tuple(byte == 0 for byte in content[:4]))
    try:
        return content.decode(encoding or "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    if encoding is None and _UTF_8.search(content) is None:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise NotStrictJson("Ce fichier ne se lit pas : ses lettres sont abîmées.")


def _refuse_depth(text: str) -> None:
    """Before the parser, which recurses."""
    depth = 0
    for token in _TOKENS.finditer(text):
        mark = token[0]
        if mark in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                raise _too_deep()
        elif mark in "]}":
            depth -= 1


def _too_deep() -> NotStrictJson:
    return NotStrictJson(f"Ce fichier a plus de {DEPTH_LIMIT} niveaux.")


def _no_constant(name: str) -> None:
    raise NotStrictJson(f"Ce fichier contient {name}, qui n'est pas un nombre.")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or len(text) > DIGIT_LIMIT:
        raise _too_large()
    return value


def _short(text: str) -> int:
    if len(text) > DIGIT_LIMIT:
        raise _too_large()
    return int(text)


def _too_large() -> NotStrictJson:
    return NotStrictJson("Ce fichier contient un nombre démesuré.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = {_text(key): each for key, each in pairs}
    if len(value) != len(pairs):
        times = Counter(_text(key) for key, _ in pairs)
        ((twice, _),) = times.most_common(1)
        raise NotStrictJson(
            f"Ce fichier donne deux fois la même clé («\u00a0{shorten(twice, 40)}\u00a0»)."
        )
    return value


def _kept(value: Any, depth: int, left: Iterator[int]) -> Any:
    if next(left, None) is None:
        raise NotStrictJson("Ce fichier contient plus de 50\u00a0000 valeurs.")
    if isinstance(value, str):
        return _text(value)
    if depth > DEPTH_LIMIT:
        raise _too_deep()
    if isinstance(value, list):
        return [_kept(each, depth + 1, left) for each in value]
    if isinstance(value, dict):
        return {key: _kept(each, depth + 1, left) for key, each in value.items()}
    return value


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode(errors="ignore").decode()
    return nfc(text)
