"""Grammalecte's remarks on every text, less the rules that are off and the remarks accepted."""

from __future__ import annotations

import fnmatch
import json
import re
import subprocess
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from language.text import Text

REMARKS = Path(__file__).with_name("remarques.toml")
# Read as another word, of the same gender and the same length: grammalecte wants « une persona »,
# the trade in Quebec says « un persona », and so « une persona » is found.
_READ_AS = {"persona": "dossier", "Persona": "Dossier"}
_WORDS = re.compile(rf"\b({'|'.join(_READ_AS)})\b")
_AROUND = 30  # characters on each side that a remark may quote


@dataclass(frozen=True)
class Remark:
    """What grammalecte says of a piece of a text. `quote` is the piece and what is around it."""

    text: Text
    place: str
    rule: str
    seen: str
    quote: str
    message: str
    cure: str

    def __str__(self) -> str:
        cure = f" → par exemple « {self.cure} »" if self.cure else ""
        seen = f"« {self.seen} » dans « {self.quote} »"
        return f"{self.place} : {seen} : {self.message}{cure} ({self.rule})"


def off(kind: str) -> dict[str, str]:
    """The options or the rules that are off, each with its reason."""
    return dict(tomllib.loads(REMARKS.read_text("utf-8"))[kind])


def accepted() -> list[Mapping[str, str]]:
    """The remarks that are known and kept: file, rule, words around, reason."""
    return list(tomllib.loads(REMARKS.read_text("utf-8"))["remarque"])


def accepted_signs() -> list[Mapping[str, str]]:
    """The same for what the rules of typography find."""
    return list(tomllib.loads(REMARKS.read_text("utf-8"))["signe"])


def remarks(texts: Iterable[Text]) -> list[Remark]:
    """What grammalecte says; one process reads each different text once, one on a line."""
    once: dict[str, Text] = {}
    for text in texts:
        once.setdefault(text.flat.replace("'", "’"), text)
    lines = [_WORDS.sub(lambda word: _READ_AS[word[1]], line) for line in once]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "textes.txt"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        done = subprocess.run(
            ["grammalecte-cli", "-f", str(path), "-j", "-owe", "-off", *off("options")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    read = list(once.items())
    found = [
        _remark(*read[paragraph["iParagraph"] - 1], each)
        for paragraph in json.loads(done.stdout)["data"]
        for each in paragraph["lGrammarErrors"]
    ]
    rules_off = off("regles")
    return [
        remark
        for remark in found
        if not any(fnmatch.fnmatch(remark.rule, rule) for rule in rules_off)
        and remark.seen.strip("X ")  # two gaps side by side are no doublet
    ]


def _remark(line: str, text: Text, found: Mapping[str, object]) -> Remark:
    start, end = int(str(found["nStart"])), int(str(found["nEnd"]))
    suggestions = found["aSuggestions"]
    return Remark(
        text,
        text.place(start),
        str(found["sRuleId"]),
        line[start:end],
        line[max(0, start - _AROUND) : end + _AROUND],
        str(found["sMessage"]),
        str(suggestions[0]) if isinstance(suggestions, list) and suggestions else "",
    )


def accepts(known: Mapping[str, str], file: str, rule: str, quote: str) -> bool:
    """Whether this is something known: its file, its rule, and words around it."""
    return (
        fnmatch.fnmatch(file, known["lieu"])
        and fnmatch.fnmatch(rule, known["regle"])
        and known["vu"].replace("'", "’") in quote.replace("'", "’").replace("\u00a0", " ")
    )
