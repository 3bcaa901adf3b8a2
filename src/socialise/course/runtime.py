"""The browser's Python, made at build time: Pyodide, our rooms, and what they take home.

Everything lies in one folder named by its content, so that a browser keeps it for ever and a
page is never served half of it. What was measured, and why it is made so:

- Bytecode: compiling the standard library at each start took two seconds of three. Pyodide
  itself compiles it here, in Node.js, so that the bytecode is of its version.
- A start fetches only the modules that a start imports (seen by starting, not guessed). The
  rest of the library is one more archive, fetched at the first import of one of its modules:
  trimming makes nothing fail (`browser_judge`).
- openpyxl, fpdf2, icalendar and what they need come from the running environment, whose
  versions are locked; each is an archive of its own, fetched when something is taken home.
- Archives are stored, not deflated, with a `.gz` beside each file for servers to send.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from socialise.course.node import Node, Progress, ensure_node, ensure_packages

__all__ = ["RuntimeInfo", "RuntimeRefused", "build_runtime"]

START_ROOMS = ("words", "domain", "form")
"""The rooms that a verdict needs; `export` has an archive of its own."""

PACKAGES: Mapping[str, Sequence[str]] = {
    "openpyxl.zip": ("openpyxl", "et_xmlfile"),
    "fpdf.zip": ("fpdf", "defusedxml"),
    "fonttools.zip": ("fontTools",),
    "icalendar.zip": ("icalendar", "dateutil"),
    "tzdata.zip": ("tzdata",),
}
"""Archive → top-level packages of the environment, for what is taken home. Pure Python only:
fpdf2 does without Pillow, fontTools without its compiled parts."""

ALWAYS = (
    "_strptime", "calendar", "copy", "csv", "datetime", "decimal", "difflib", "fractions",
    "hashlib", "html", "json", "locale", "numbers", "random", "statistics", "string", "textwrap",
    "unicodedata", "encodings.ascii", "encodings.cp1252", "encodings.idna", "encodings.latin_1",
    "encodings.utf_8_sig",
)  # fmt: skip
"""Modules of the standard library kept in the start though starting imports none of them: an
author's cell may, and the rest of the library is a long way off on a slow network."""

_PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_START_FILES = ("worker.js", "lock.mjs", *_PYODIDE_FILES, "python_stdlib.zip", "socialise.zip")
_MANIFEST = "manifest.json"
_HERE = Path(__file__).parent
_SCRIPTS = (_HERE / "runtime_build.mjs", _HERE / "browser_judge.py", Path(__file__))
_LEFT_OUT = re.compile(r"(^|/)(__pycache__|tests?|testing)/|\.(so|pyd|c|h|pyx|pxd|pyi|pyc|sh)$")
_STANDARD_ONLY = (
    "words, domain et form n'ont là que la bibliothèque standard de Python 3.14; importez le "
    "reste au moment de faire le fichier à emporter"
)
_REINSTALL = "réinstallez les versions verrouillées (requirements/lock.txt)"


class RuntimeRefused(Exception):
    """The browser's Python cannot be made of these sources; the text names the cause (French)."""


@dataclass(frozen=True)
class RuntimeInfo:
    """A browser's Python that is ready to be served.

    `directory` holds it all and bears the name `digest`; a page starts `directory / worker`.
    `start_bytes` is what a browser that accepts gzip receives before the first verdict.
    """

    directory: Path
    digest: str
    pyodide: str
    python: str
    start_bytes: int
    worker: str = "worker.js"

    @classmethod
    def read(cls, directory: Path) -> RuntimeInfo:
        """What the manifest of a finished folder says."""
        manifest = json.loads((directory / _MANIFEST).read_text("utf-8"))
        return cls(
            directory,
            directory.name,
            manifest["pyodide"],
            manifest["python"],
            sum(manifest["files"][name]["gzip_bytes"] for name in manifest["start"]),
        )


def build_runtime(
    out_dir: Path,
    *,
    progress: Progress,
    root: Path | None = None,
    package: Path | None = None,
) -> RuntimeInfo:
    """The browser's Python in `out_dir / <digest>`; nothing is done again for the same sources.

    `root` holds package.json, package-lock.json and requirements/node.txt (default: this
    checkout); `package` is the `socialise` whose rooms are packed (default: this one).
    `out_dir` then holds that folder alone; what is kept to go faster next time lies beside it, in
    `<out_dir>-cache`. `progress` receives lines in French.

    Raises NodeUnavailable when something cannot be got, RuntimeRefused when what was made does
    not start.
    """
    root = root or _HERE.parents[2]
    node: list[Node] = []

    def found() -> Node:
        if not node:
            node.append(ensure_node(root, progress=progress))
        return node[0]

    ensure_packages(root, found, progress=progress)
    sources = _Sources(root / "node_modules" / "pyodide", package or _HERE.parent)
    target = out_dir / sources.digest
    if (target / _MANIFEST).is_file():
        progress("Python du navigateur : déjà prêt.")
    else:
        cache = out_dir.with_name(f"{out_dir.name}-cache")
        cache.mkdir(parents=True, exist_ok=True)
        out_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="en-cours-") as scratch:
            _Making(sources, found(), cache, Path(scratch), progress).make(target)
    for other in out_dir.iterdir():
        if other.is_dir() and other.name != sources.digest:
            shutil.rmtree(other, ignore_errors=True)
    return RuntimeInfo.read(target)


@dataclass(frozen=True)
class _Part:
    """Files that become one archive. `optimize` is compile()'s: 2 drops docstrings and asserts."""

    name: str
    files: Mapping[str, bytes]
    optimize: int = 0

    @cached_property
    def digest(self) -> str:
        return _digest(
            f"{self.name} {self.optimize}".encode(),
            *(piece for name in sorted(self.files) for piece in (name.encode(), self.files[name])),
        )

    def write(self, path: Path) -> None:
        """As a zip, the same bytes for the same files."""
        _write_zip(path, sorted(self.files.items()))


class _Sources:
    """All that the result depends on, read once."""

    def __init__(self, pyodide: Path, package: Path) -> None:
        self.pyodide = pyodide
        self.version: str = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
        self.lock = _lock(pyodide)
        self.worker = (_HERE.parent / "widget" / "static" / "worker.js").read_bytes()
        self.rooms = _Part("socialise.zip", dict(_rooms(package, START_ROOMS)))
        self.export = _Part("export.zip", dict(_files(package / "export", "socialise/export")))
        with zipfile.ZipFile(pyodide / "python_stdlib.zip") as library:
            self.library = _Part(
                "stdlib",
                {name: library.read(name) for name in library.namelist() if name.endswith(".py")},
                optimize=2,
            )
        self.packages = [
            _Part(archive, {k: v for top in tops for k, v in _files(_installed(top), top)})
            for archive, tops in PACKAGES.items()
        ]

    @property
    def parts(self) -> list[_Part]:
        return [self.library, self.rooms, self.export, *self.packages]

    @cached_property
    def scripts(self) -> str:
        return _digest(*(script.read_bytes() for script in _SCRIPTS))

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits: the name of the folder."""
        runtime = (self.pyodide / name for name in _PYODIDE_FILES)
        return _digest(
            self.scripts.encode(),
            self.worker,
            self.lock,
            *(path.read_bytes() for path in runtime),
            *(part.digest.encode() for part in self.parts),
        )[:16]


class _Making:
    """One making, in a scratch folder that becomes the finished one by a rename."""

    def __init__(
        self, sources: _Sources, node: Node, cache: Path, scratch: Path, progress: Progress
    ) -> None:
        self.sources = sources
        self.node = node
        self.cache = cache
        self.scratch = scratch
        self.progress = progress

    def make(self, target: Path) -> None:
        started = self._compile()
        out = self.scratch / "out"
        out.mkdir()
        self._assemble(out, set(started["imported"]))
        self._check(out)
        self._compress(out, started["python"])
        with contextlib.suppress(OSError):  # somebody else has just made the same one
            os.rename(out, target)
        if not (target / _MANIFEST).is_file():
            raise RuntimeRefused(f"{target} : le dossier n'a pas pu être écrit → libérez ce nom.")

    def _compile(self) -> dict[str, Any]:
        """Compile what the cache has not; gives what a start imports and Python's version."""
        rooms = self.sources.rooms
        observed = self.cache / f"start-{self._key(rooms)}.json"
        missing = [part for part in self.sources.parts if not self._compiled(part).is_file()]
        if observed.is_file() and not missing:
            return dict(json.loads(observed.read_text("utf-8")))
        self.progress(
            f"Python du navigateur : compilation de {len(missing)} archives par Pyodide "
            f"{self.sources.version}…"
        )
        archives = []
        for part in missing:
            source = self.scratch / f"source-{part.name}.zip"
            part.write(source)
            made = self.scratch / self._compiled(part).name
            archives.append({"source": str(source), "target": str(made), "optimize": part.optimize})
        source = self.scratch / "rooms.zip"
        rooms.write(source)
        said = self._node(
            "compile",
            {
                "pyodide": str(self.sources.pyodide),
                "observe": {"source": str(source), "modules": _modules(rooms.files)},
                "always": ALWAYS,
                "archives": archives,
            },
        )
        _refuse(said["failed"], "module qui ne s'importe pas", _STANDARD_ONLY)
        for part in missing:
            os.replace(self.scratch / self._compiled(part).name, self._compiled(part))
        result = {"imported": said["imported"], "python": said["python"]}
        scratch = self.scratch / observed.name
        scratch.write_text(json.dumps(result), encoding="utf-8")
        os.replace(scratch, observed)
        return result

    def _assemble(self, out: Path, imported: set[str]) -> None:
        """Put every file in its place, none compressed yet."""
        for name in _PYODIDE_FILES:
            shutil.copyfile(self.sources.pyodide / name, out / name)
        (out / "worker.js").write_bytes(self.sources.worker)
        (out / "lock.mjs").write_bytes(self.sources.lock)
        for part in (self.sources.export, *self.sources.packages):
            shutil.copyfile(self._compiled(part), out / part.name)

        with zipfile.ZipFile(self._compiled(self.sources.library)) as library:
            modules = {name: _module(name) for name in library.namelist()}
            kept = {
                name
                for name, module in modules.items()
                if module in imported or module.partition(".")[0] in {"pyodide", "_pyodide"}
            }
            for path, names in (
                ("python_stdlib.zip", kept),
                ("stdlib_rest.zip", modules.keys() - kept),
            ):
                _write_zip(out / path, ((name, library.read(name)) for name in sorted(names)))
        index = {
            "stdlib": sorted(modules[name] for name in modules.keys() - kept),
            "packages": {
                "socialise.export": self.sources.export.name,
                **{top: archive for archive, tops in PACKAGES.items() for top in tops},
            },
        }
        with zipfile.ZipFile(self._compiled(self.sources.rooms)) as rooms:
            content = [(name, rooms.read(name)) for name in rooms.namelist()]
        content.append(("browser_judge_index.json", json.dumps(index).encode()))
        _write_zip(out / "socialise.zip", content)

    def _check(self, out: Path) -> None:
        """Start what was made: the start must need nothing more than the start's files."""
        self.progress("Python du navigateur : essai de démarrage…")
        said = self._node(
            "check",
            {
                "runtime": str(out),
                "modules": _modules(self.sources.rooms.files),
                "on_demand": [*(top for tops in PACKAGES.values() for top in tops), "sqlite3"],
            },
        )
        _refuse(said["failed"], "module qui ne s'importe pas", _STANDARD_ONLY)
        _refuse(said["failed_on_demand"], "bibliothèque qui ne s'importe pas", _REINSTALL)
        late = dict.fromkeys(said["fetched"], "demandée dès le départ")
        _refuse(late, "archive à la demande", "complétez ALWAYS dans course/runtime.py")
        heard = dict.fromkeys(said["said"], "dit au démarrage")
        _refuse(heard, "avertissement", "corrigez ce qu'il nomme")

    def _compress(self, out: Path, python: str) -> None:
        """A .gz beside each file, and the manifest."""
        files: dict[str, dict[str, str | int]] = {}
        start = 0
        for path in sorted(out.iterdir()):
            content = path.read_bytes()
            kept = self.cache / f"{path.name}-{_digest(content)[:24]}.gz"
            if not kept.is_file():
                fresh = self.scratch / kept.name
                fresh.write_bytes(gzip.compress(content, 9, mtime=0))
                os.replace(fresh, kept)
            shutil.copyfile(kept, out / f"{path.name}.gz")
            start += kept.stat().st_size if path.name in _START_FILES else 0
            files[path.name] = {
                "bytes": len(content),
                "gzip_bytes": kept.stat().st_size,
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        manifest = {
            "format": "socialise-runtime",
            "version": 1,
            "pyodide": self.sources.version,
            "python": python,
            "start": list(_START_FILES),
            "files": files,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        (out / _MANIFEST).write_text(text, encoding="utf-8")
        self.progress(
            f"Python du navigateur : prêt, {_megabytes(start)} à recevoir au premier verdict."
        )

    def _compiled(self, part: _Part) -> Path:
        return self.cache / f"{part.name}-{self._key(part)}.zip"

    def _key(self, part: _Part) -> str:
        """What a compiled archive depends on; two lists decide what a start imports."""
        lists = json.dumps([ALWAYS, self.sources.version]).encode()
        return _digest(_SCRIPTS[0].read_bytes(), lists, part.digest.encode())[:24]

    def _node(self, step: str, job: Mapping[str, object]) -> dict[str, Any]:
        """Run one step of runtime_build.mjs; gives what it prints."""
        path = self.scratch / f"{step}.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        done = subprocess.run(
            [str(self.node.node), str(_SCRIPTS[0]), step, str(path)],
            capture_output=True, text=True, check=False, env=self.node.environment(),
        )  # fmt: skip
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            cause = lines[-1] if lines else "aucune cause dite"
            raise RuntimeRefused(
                f"Python du navigateur, étape « {step} » : Pyodide {self.sources.version} n'a pas "
                f"pu finir (« {cause.strip()[:300]} ») → supprimez node_modules, puis relancez."
            )
        return dict(json.loads(done.stdout))


def _lock(pyodide: Path) -> bytes:
    """Pyodide's lock file without a package, as a module: nothing can be fetched by it."""
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    return f"export default {json.dumps({'info': info, 'packages': {}}, sort_keys=True)};\n".encode()


def _rooms(package: Path, rooms: Sequence[str]) -> Iterable[tuple[str, bytes]]:
    yield "socialise/__init__.py", (package / "__init__.py").read_bytes()
    for room in rooms:
        yield from _files(package / room, f"socialise/{room}")
    yield "browser_judge.py", _SCRIPTS[1].read_bytes()


def _files(folder: Path, prefix: str) -> Iterable[tuple[str, bytes]]:
    """Every file of a package that the browser can use, tests and compiled parts left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not _LEFT_OUT.search(name):
            yield f"{prefix}/{name}", path.read_bytes()


def _installed(top: str) -> Path:
    spec = importlib.util.find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeRefused(
            f"La bibliothèque {top} est absente de l'environnement Python → {_REINSTALL}."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _modules(files: Iterable[str]) -> list[str]:
    return sorted(_module(name) for name in files if name.endswith(".py"))


def _module(name: str) -> str:
    """`json/decoder.pyc` → `json.decoder`; `json/__init__.py` → `json`."""
    dotted = name.rpartition(".")[0].replace("/", ".")
    return dotted.removesuffix(".__init__")


def _refuse(causes: Mapping[str, str], what: str, cure: str) -> None:
    """Nothing when there is no cause; else all of them at once."""
    if causes:
        listed = "; ".join(f"{name} ({cause})" for name, cause in sorted(causes.items()))
        raise RuntimeRefused(f"Python du navigateur, {what} : {listed} → {cure}.")


def _write_zip(path: Path, content: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)


def _digest(*pieces: bytes) -> str:
    made = hashlib.sha256()
    for piece in pieces:
        made.update(len(piece).to_bytes(8, "big") + piece)
    return made.hexdigest()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} Mo".replace(".", ",")
