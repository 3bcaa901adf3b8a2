"""Hunspell's opinion of every word, less the project's own list."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from language.text import Text

MOTS = Path(__file__).with_name("mots.txt")
# Not words: an address, a file, an option, a mot-clic, a code, an id (erable-42), an hour (17h).
_NOT_WORDS = re.compile(
    r"```.*?```|\{.*\}|https?://\S+|[\w.-]+@[\w.-]+|--[\w-]+(?: (?!et |ou )\w+)?|#\w+"
    r"|[a-z]+-\d+|\S*\bsocialise\s\w+(?: activity)?|\w+ ?= \w*"
    r"|[\w./{}-]*[_/{}=][\w./{}=-]*|\.?\w+\.\w+\b|\w*\d[\w-]*|\w+\("
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words(text: str) -> Iterable[tuple[int, str]]:
    """Each word with its offset; « l'atelier » is one, hunspell knows the elision."""
    hidden = _NOT_WORDS.sub(lambda match: " " * len(match.group()), text)
    return [(match.start(), match.group().replace("’", "'")) for match in _WORD.finditer(hidden)]


def unknown(found: Iterable[str]) -> set[str]:
    """The words that the dictionary refuses; one process for all of them."""
    asked = "\n".join(sorted(set(found)))
    done = subprocess.run(
        ["hunspell", "-d", "fr_CA", "-i", "utf-8", "-l"],
        input=asked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def listed() -> list[str]:
    """The project's words and phrases, without their comments."""
    lines = MOTS.read_text("utf-8").splitlines()
    return [line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()]


def phrases() -> list[str]:
    """What is allowed as a whole only: « call to action », and no « call »."""
    return [each for each in listed() if " " in each]


def misspelled(texts: Iterable[Text]) -> list[tuple[Text, int, str]]:
    """Each word that neither the dictionary nor the list has: its text and its offset there."""
    used = used_words(texts)
    wrong = unknown(word for _, _, word in used) - set(listed())
    return [each for each in used if each[2] in wrong]


def used_words(texts: Iterable[Text]) -> list[tuple[Text, int, str]]:
    """Every word of every text, out of the phrases that are allowed."""
    whole = re.compile("|".join(map(re.escape, sorted(phrases(), key=len, reverse=True))), re.I)
    return [
        (text, offset, word)
        for text in texts
        for offset, word in words(whole.sub(lambda found: " " * len(found[0]), text.text))
    ]
