"""docs/design.md describes this house and no other: rooms, names, dependencies."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import click
import pytest
from docs.documents import ROOT, read, rows, section, spans, unfenced

from socialise.cli import main

DESIGN = read("docs/design.md")
NAMES = "## Names that others rely on"
PROJECT: dict[str, Any] = tomllib.loads(read("pyproject.toml"))
RUN = PROJECT["project"]["dependencies"]
DEV = PROJECT["project"]["optional-dependencies"]["dev"]
SCALE = PROJECT["project"]["optional-dependencies"]["scale"]

# Not imported because they are run, found by their entry point, or only types.
STARTED = {
    "jupyter-book", "jupyterlab", "jupyterlab-language-pack-fr-fr", "editables", "hatchling",
    "import-linter", "mypy", "pre-commit", "psycopg", "pytest-xdist", "ruff", "types-openpyxl",
    "types-pyyaml", "uv",
}  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(requirements: Iterable[str]) -> set[str]:
    return {_plain(re.split(r"[\s;<>=!~\[]", each)[0]) for each in requirements}


def _told(heading: str) -> dict[str, list[str]]:
    """The first cell of each row, without its backticks, and the others."""
    return {_plain(row[0].strip("`")): row[1:] for row in rows(section(DESIGN, heading))}


def _imported(folder: Path) -> set[str]:
    """The distributions that the modules below a folder import."""
    homes = packages_distributions()
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                named = [node.module]
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "importorskip":
                named = [ast.literal_eval(node.args[0])]
            else:
                continue
            for module in named:
                found.update(_plain(home) for home in homes.get(module.partition(".")[0], []))
    return found - {"socialise"}


@pytest.mark.parametrize(
    ("heading", "requirements"),
    [
        ("### To run", RUN), ("### To grade beyond one machine", SCALE),
        ("### To test and to build", DEV),
    ],
    ids=["run", "scale", "dev"],
)  # fmt: skip
def test_each_dependency_has_its_reason(heading: str, requirements: list[str]) -> None:
    """A dependency comes in with the reason why, and goes out with it."""
    told = _told(heading)
    assert set(told) == _names(requirements)
    assert all(reason and release for reason, release in told.values())


def test_each_npm_package_has_its_reason() -> None:
    """The same for what comes from npm."""
    named = [row[0].strip("`") for row in rows(section(DESIGN, "### From npm"))]
    assert sorted(named) == sorted(json.loads(read("package.json"))["dependencies"])


def test_each_debian_package_has_its_reason() -> None:
    """The same for what the tests install."""
    tree = ast.parse(read("tools/system.py"))
    (needed,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "NEEDED"
    )
    assert set(_told("### From Debian, for the tests")) == set(needed.values())


def test_each_dependency_is_used() -> None:
    """What nobody imports and nobody runs is weight."""
    assert _names(RUN + SCALE) - _imported(ROOT / "src") <= STARTED
    assert _names(DEV) - _imported(ROOT / "tests") <= STARTED


def test_whatever_the_package_imports_is_told() -> None:
    """An import that leans on another package's dependency is one that someone must watch."""
    _, _, after = section(DESIGN, "### To run").partition("Imported too")
    leant_on = {_plain(span) for span in spans(after)}
    assert _imported(ROOT / "src") - _names(RUN + SCALE) <= leant_on


def test_a_build_takes_the_locked_hatchling() -> None:
    """The install builds without isolation: both must name one version."""
    assert set(PROJECT["build-system"]["requires"]) <= set(DEV)


def test_the_floors_are_those_that_are_enforced() -> None:
    """The table and import-linter's contract tell the same house, from the top down."""
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    enforced = [room.strip() for floor in contract["layers"] for room in floor.split("|")]
    told = [row[1].strip("`") for row in rows(section(DESIGN, "## The floors"))]
    assert told == enforced
    floors = [int(row[0]) for row in rows(section(DESIGN, "## The floors"))]
    assert floors == sorted(floors, reverse=True)
    assert len(set(floors)) == len(contract["layers"])


def _contract(what: str) -> str:
    """What the table of names says of one of them."""
    told = {row[0]: " | ".join(row[1:]) for row in rows(section(DESIGN, NAMES))}
    return told[what]


def test_the_commands_are_those_of_the_tool() -> None:
    """The names that others rely on are there, and none is forgotten."""
    assert isinstance(main, click.Group)
    told = {span.split()[0] for span in spans(_contract("command")) if "/" not in span}
    assert told == set(main.commands)


def test_the_formats_are_those_of_the_code() -> None:
    """Each format is named, and none that is gone."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        code = path.read_text("utf-8")
        found |= set(re.findall(r'^(?:FORMAT|VERDICTS) = "socialise-(\w+)"', code, re.MULTILINE))
        found |= set(re.findall(r'"format": "socialise-(\w+)"', code))
    told = {span.removeprefix("socialise").lstrip("-") for span in spans(_contract("formats"))}
    assert told == found


def test_the_addresses_are_those_of_the_server() -> None:
    """`POST /api/…` is a route."""
    code = read("src/socialise/server/api.py")
    routes = re.findall(r'@router\.(get|post)\(\s*"(/[\w/-]+)"', code)
    for verb, address in re.findall(r"`(GET|POST) (/[\w/-]+)`", unfenced(DESIGN)):
        assert (verb.lower(), address) in routes


def test_the_environment_is_read() -> None:
    """A variable that is told is looked at."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    for variable in re.findall(r"`([A-Z_]{4,})`", _contract("environment")):
        assert f'"{variable}"' in code, variable
