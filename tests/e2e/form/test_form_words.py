"""The modules hold no sentence: every string that they show is in interface.json, and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "src/socialise/widget/static"
MODULES = sorted(path for path in STATIC.glob("*.js") if path.name != "worker.js")


def _code(path: Path) -> str:
    """The module without its comments."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"(^|\s)//.*", "", text)


def _keys() -> set[str]:
    """Keys written whole, and the beginnings of those that are built."""
    found: set[str] = set()
    for path in MODULES:
        code = re.sub(r'"section\.\w+"', "", _code(path))  # what a page holds, not a sentence
        found |= set(re.findall(r"[\"`]([a-z_]+\.[a-z_]+(?:\.[a-z_]+)?)[\"`]", code))
        found |= {f"{stem}*" for stem in re.findall(r"`([a-z_]+\.(?:[a-z_]+_)?)\$\{", code)}
    return {key for key in found if not key.endswith((".js", ".css", ".json", ".test"))}


def test_every_key_that_a_module_names_has_a_sentence(words: dict[str, str]) -> None:
    """A missing key would show itself on the page."""
    missing = [
        key for key in _keys()
        if not key.endswith("*") and key not in words and f"{key}.one" not in words
    ]  # fmt: skip
    assert missing == []


def test_every_sentence_is_shown_somewhere(words: dict[str, str]) -> None:
    """Words that nobody shows are read, translated and kept for nothing."""
    exact = {key for key in _keys() if not key.endswith("*")}
    stems = tuple(key[:-1] for key in _keys() if key.endswith("*"))
    python = "".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    unused = [
        key for key in words
        if key not in exact and key.removesuffix(".one").removesuffix(".other") not in exact
        and not key.startswith(stems) and f'"{key}"' not in python
    ]  # fmt: skip
    assert unused == []


def test_plurals_come_in_pairs(words: dict[str, str]) -> None:
    """One and other, with the same placeholders."""
    for key in words:
        if key.endswith(".one"):
            other = words[key.removesuffix(".one") + ".other"]
            assert set(re.findall(r"\{\w+\}", other)) >= set(re.findall(r"\{\w+\}", words[key]))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_holds_no_french(path: Path) -> None:
    """Accents belong to interface.json."""
    assert re.findall(r"[éèêàâçùûîôœÉÈÀ]", _code(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_parses_no_html(path: Path) -> None:
    """What people type goes through text nodes only."""
    for door in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert door not in path.read_text("utf-8")


REFUSED = re.compile(
    r"\b(faux|fausse|erreur|échec|invalide|booster|exploser|viral)\b|[\u2019]"
    r"|\s[;!?]|[^\u00a0][:»](?=\s|$)|«[^\u00a0]|[^\u00a0][%$](?=\s|$)",
    re.IGNORECASE,
)


def test_sentences_are_set_as_quebec_sets_them(words: dict[str, str]) -> None:
    """A no-break space before : » % $ and after «, none before ; ! ?, and never « erreur »."""
    assert {key: text for key, text in words.items() if REFUSED.search(text)} == {}
