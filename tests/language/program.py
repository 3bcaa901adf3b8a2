"""The sentences of the program: in its code, its catalogues, its commands and its templates."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from language.markup import markup_texts
from language.text import GAP, ROOT, Text, name

_PACKAGE = ROOT / "src" / "socialise"
# Word lists and patterns that answers are compared with: nobody reads them.
_COMPARED = {
    *(f"domain/{each}.py" for each in ("call_to_action", "register_words", "verbs", "vocabulary")),
    "words/person.py",
}
# Headers, scripts, drawing instructions: read by machines.
_MACHINES = {"course/sphinx/search.py", "server/csp.py"}
# Two words of which one has two letters, or a word that French alone would write.
_SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]?[ \u00a0][^\W\d_]|[A-ZÀ-Ý]?[a-zà-ÿ]*[à-ÿ][a-zà-ÿ]*$")
_PATTERN = re.compile(r"\(\?|\\[bdswW]|\[a-z|\)\?|[a-z]\?[ |)]|\|[a-z]")
_ENGLISH = re.compile(
    r"\b(the|is|of|not|no|are|must|only|and|error|log|BEGIN|encoding|expected|broken|too)\b"
)
_NOT_FRENCH = re.compile(
    r"sans-serif|^(export|default|viewBox|attachment;|public,) |mmm yyyy|^/\w+ B[DM]C$|^npm "
)
# In « IF(A1>0,"une phrase","") », what a cell shows is quoted.
_FORMULA = re.compile(r"[A-Z]{2,}\(.*\"")
# Months as they are compared: without accents.
_FOLDED = re.compile(r"^(fevrier|juillet|decembre) \w+")


def program_texts() -> Iterator[Text]:
    """Everything that the package may say."""
    for path in sorted(_PACKAGE.rglob("*.py")):
        if path.relative_to(_PACKAGE).as_posix() not in _COMPARED | _MACHINES:
            yield from code_texts(name(path), path.read_text("utf-8"))
    for suffix in ("html", "html.j2"):
        for path in sorted(_PACKAGE.rglob(f"*.{suffix}")):
            yield from markup_texts(name(path), path.read_text("utf-8"))
    for catalogue in ("interface", "notebook"):
        yield from catalogue_texts(_PACKAGE / "words" / f"{catalogue}.json")
    yield from _translations(_PACKAGE / "cli/locale/fr/LC_MESSAGES/click.po")
    yield from _help_texts()
    yield from _api_texts()


def code_texts(file: str, source: str) -> Iterator[Text]:
    """The sentences among the literals of a module; a docstring or an id is none."""
    tree = ast.parse(source)
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    within: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            within.update(id(part) for part in node.values)
            within.update(
                id(part)
                for each in node.values
                if isinstance(each, ast.FormattedValue) and each.format_spec
                for part in ast.walk(each.format_spec)
            )
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            within.add(id(node.value))
    for node in ast.walk(tree):
        if id(node) in within:
            continue
        if isinstance(node, ast.JoinedStr):
            said = "".join(_shown(part, constants) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value
        else:
            continue
        if any(other.search(said) for other in (_PATTERN, _NOT_FRENCH, _FOLDED)):
            continue
        if _FORMULA.search(said):
            quoted = re.findall(r'"([^"]*)"', said)
            yield from (Text(file, words, node.lineno) for words in quoted if " " in words)
        elif re.search(r"<[a-z]+( |>)", said):
            whole = re.sub(r"<[^<>]*$", "", said)  # the rest of a tag is written elsewhere
            yield from markup_texts(file, whole, node.lineno)
        elif _SENTENCE.search(said) and not _ENGLISH.search(said):
            yield Text(file, said, node.lineno)


def _shown(part: ast.expr, constants: dict[str, Any]) -> str:
    """A piece of an f-string: its words, those of a constant of the module, or a gap."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    named = part.value if isinstance(part, ast.FormattedValue) else part
    return str(constants.get(named.id, GAP)) if isinstance(named, ast.Name) else GAP


def catalogue_texts(path: Path) -> Iterator[Text]:
    """Each sentence of a JSON catalogue, with a number where it says one."""
    for key, said in json.loads(path.read_text("utf-8")).items():
        number = "1" if key.endswith(".one") else "3"
        said = re.sub(r"\{(n|total|max|place|month)\}", number, said)
        yield Text(name(path), re.sub(r"\{\w+\}", GAP, said), part=f"« {key} »")


def _translations(path: Path) -> Iterator[Text]:
    line = 0
    said = ""
    for number, row in enumerate([*path.read_text("utf-8").splitlines(), ""], start=1):
        if row.startswith("msgstr"):
            line, said = number, ast.literal_eval(row.partition(" ")[2])
        elif row.startswith('"') and line:
            said += ast.literal_eval(row)
        elif line:
            if ": " not in said.partition("\n")[0] or "charset" not in said:
                yield Text(name(path), re.sub(r"\{\w+\}|%\(?\w*\)?[sd]", GAP, said), line)
            line = 0


def _help_texts() -> Iterator[Text]:
    """The help that is in a docstring: the other sentences of a command are in its code."""
    from socialise.cli import main

    assert isinstance(main, click.Group)
    for called, command in {"": main, **main.commands}.items():
        callback = command.callback
        assert callback is not None
        file = name(Path(inspect.getsourcefile(inspect.unwrap(callback)) or ""))
        for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
            yield Text(file, paragraph, part=f"socialise {called} --help".replace("  ", " "))


def _api_texts() -> Iterator[Text]:
    """What /openapi.json says of the addresses and of the messages."""
    from socialise.server import api, messages

    for module in (api, messages):
        for called, thing in inspect.getmembers(module):
            if getattr(thing, "__module__", "") != module.__name__ or called.startswith("_"):
                continue
            described = inspect.isclass(thing) or inspect.iscoroutinefunction(thing)
            said: Any = inspect.getdoc(thing)
            if described and said and not _ENGLISH.search(said):
                yield Text(name(Path(module.__file__ or "")), said, part=called)
