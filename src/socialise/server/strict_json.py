"""JSON from the network: bounded, finite, without doubt about what it says."""

from __future__ import annotations

import json
import math
from typing import Any

DEPTH_LIMIT = 20  # an answers message has 5


class NotJson(ValueError):
    """A text that does not read as one JSON value; the message says why, in French."""


def loads(content: bytes) -> Any:
    """The value of a UTF-8 text. Raises NotJson, and nothing else.

    Refused besides what is not JSON: NaN and infinities, numbers too large to be finite, a key
    twice in one object, half of a surrogate pair, more than 20 levels.
    """
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_float=_finite,
            object_pairs_hook=_once,
        )
    except NotJson:
        raise
    except UnicodeDecodeError:
        raise NotJson("Ce message n'est pas en UTF-8.") from None
    except RecursionError:
        raise NotJson(_TOO_DEEP) from None
    except ValueError as error:
        place = f", caractère {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise NotJson(f"Ce message n'est pas du JSON complet{place}.") from None
    _look_through(value)
    return value


_TOO_DEEP = f"Ce message a plus de {DEPTH_LIMIT} niveaux."


def _no_constant(name: str) -> None:
    raise NotJson(f"Ce message contient {name}, qui n'est pas un nombre.")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotJson("Ce message contient un nombre trop grand.")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotJson("Ce message donne deux fois la même clé dans un objet.")
    return value


def _look_through(value: Any) -> None:
    """Refuse depth and lone surrogates, without recursion."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEPTH_LIMIT:
            raise NotJson(_TOO_DEEP)
        deeper: list[Any] = []
        for each in level:
            if isinstance(each, str):
                _whole(each)
            elif isinstance(each, list):
                deeper += each
            elif isinstance(each, dict):
                deeper += each.keys()
                deeper += each.values()
        level = deeper


def _whole(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotJson("Ce message contient une moitié de caractère.") from None
