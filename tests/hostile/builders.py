"""Makes the bytes that a case describes: small builders, by name, with their parameters.

`{canary}` in a text stands for a path that nothing may write, `{course}` for the course's folder.
"""

from __future__ import annotations

import io
import json
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from socialise.form import AnswersFile

LESSON, ACTIVITY = "01-essai", "mini"
GOOD: dict[str, Any] = {
    "prenom": "Léa",
    "age": "42",
    "montant": "1 234,50 $",
    "part": "25 %",
    "quand": "2026-12-03",
    "duree": "1 h 30",
    "histoire": "Vous ouvrez la boutique tous les mardis à neuf heures.",
    "lignes": [{"quoi": "thé", "combien": "2"}],
}

Case = Mapping[str, Any]


def answers(make: Case) -> bytes:
    """An answers file: `set` changes answers, `fields` adds so many unknown ones, `rows` makes the
    table that long, `repeat` makes a text long, `envelope` changes what is around; `json` replaces
    a text of the file by another; `encoding`, `end` (of lines), `nfd` and `cut` say how it was
    written."""
    given = GOOD | make.get("set", {})
    given |= {f"c{number}": "x" for number in range(make.get("fields", 0))}
    given["lignes"] = given["lignes"] * make.get("rows", 1)
    for field, (text, times) in make.get("repeat", {}).items():
        given[field] = text * times
    content = json.loads(AnswersFile(LESSON, ACTIVITY, {}).to_bytes())
    content |= {"answers": given} | make.get("envelope", {})
    text = json.dumps(content, ensure_ascii=make.get("ascii", False), sort_keys=True, indent=2)
    for old, new in make.get("json", {}).items():
        assert old in text, old
        text = text.replace(old, new)
    if make.get("nfd"):
        text = unicodedata.normalize("NFD", text)
    text = text.replace("\n", make.get("end", "\n"))
    made = text.encode(make.get("encoding", "utf-8"), "surrogatepass")
    return made[: make.get("cut")]


def raw(make: Case) -> bytes:
    """Any bytes: `hex`, or a `text` so many `times`, and what comes `before` and `after`."""
    if "hex" in make:
        return bytes.fromhex(make["hex"]) * make.get("times", 1)
    text: str = make["text"] * make.get("times", 1)
    text = make.get("before", "") + text + make.get("after", "")
    return text.encode(make.get("encoding", "utf-8"))


def deep(make: Case) -> bytes:
    """Brackets in brackets, as an answer."""
    times = make["times"]
    return answers({"json": {'"Léa"': "[" * times + "]" * times}})


def values(make: Case) -> bytes:
    """So many values in a list, as an answer."""
    return answers({"json": {'"42"': f"[{','.join(['0'] * make['times'])}]"}})


def marks_of_accents(make: Case) -> bytes:
    """One letter under a heap of combining marks of two kinds."""
    return answers({"repeat": {"prenom": ("\u0301\u0327", make["times"])}})


def notebook(make: Case) -> bytes:
    """A notebook of these code cells; `nbformat`, `metadata` and `cells` change the rest."""
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": f"c{number}",
            "metadata": make.get("cell_metadata", {}),
            "outputs": make.get("outputs", []),
            "source": source,
        }
        for number, source in enumerate(make.get("code", ()))
    ]
    cells += make.get("cells", [])
    major = make.get("nbformat", 4)
    body: dict[str, Any] = {"cells": cells}
    if major == 3:
        body = {"worksheets": [{"cells": [{"cell_type": "code", "input": "", "outputs": []}]}]}
    made = body | {"metadata": make.get("metadata", {}), "nbformat": major, "nbformat_minor": 5}
    return json.dumps(made).encode()


def archive(make: Case) -> bytes:
    """A zip of `entries`, each a case with its name `as`; `only` repeats one so many `times`."""
    out = io.BytesIO()
    method = getattr(zipfile, make.get("method", "ZIP_DEFLATED"))
    with zipfile.ZipFile(out, "w", method) as file:
        for entry in make.get("entries", ()):
            info = zipfile.ZipInfo(entry["as"])
            info.external_attr = entry.get("mode", 0o100644) << 16
            info.compress_type = method
            file.writestr(info, build(entry))
        for number in range(make.get("times", 0)):
            file.writestr(f"{number}.json", b"")
    made = bytearray(out.getvalue())
    for old, new in make.get("bytes", {}).items():
        assert len(old) == len(new.encode("latin-1"))
        made = bytearray(bytes(made).replace(old.encode(), new.encode("latin-1")))
    if (size := make.get("claims")) is not None:
        _set(made, (22, 24), "<I", size)
    if make.get("password"):
        _set(made, (6, 8), "<H", 1)
    return bytes(made[: make.get("cut")])


def _set(made: bytearray, places: tuple[int, int], kind: str, value: int) -> None:
    """Change a number in the head of the first entry and in the list."""
    for mark, place in zip((b"PK\x03\x04", b"PK\x01\x02"), places, strict=True):
        struct.pack_into(kind, made, made.index(mark) + place, value)


def matryoshka(make: Case) -> bytes:
    """An archive in an archive, so many times."""
    made = answers({})
    name = "mini.json"
    for _ in range(make["times"]):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            file.writestr(name, made)
        made, name = out.getvalue(), "encore.zip"
    return made


BUILDERS: dict[str, Callable[[Case], bytes]] = {
    each.__name__: each
    for each in (answers, archive, deep, marks_of_accents, matryoshka, notebook, raw, values)
}


def build(make: Case) -> bytes:
    """The bytes of a case; answers unless it says what."""
    return BUILDERS[make.get("make", "answers")](make)
