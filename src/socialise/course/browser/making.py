"""One making of the browser's Python: compile, sort into archives, try, compress.

What was measured, and why it is made so:

- Bytecode: compiling the standard library at each start took two seconds of three. Pyodide itself
  compiles it, in Node.js, so that the bytecode is of its version.
- A start fetches only what a start imports, seen by starting, not guessed. What things to take
  home import, seen by making some, is fetched with the first of them. The rest waits apart.
- Archives are stored, not deflated, with a `.gz` beside each file for servers to send.
- A memory snapshot of the started Python was tried: 0.15 s less, 3 MB more. Not kept.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from socialise.course.browser.licensing import LICENCES, licences
from socialise.course.browser.parts import (
    PACKAGES,
    PYODIDE_FILES,
    Part,
    RuntimeRefused,
    Sources,
    digest_of,
)
from socialise.course.node import Node, Progress

__all__ = ["MANIFEST", "Making"]

MANIFEST = "manifest.json"

START_FILES = ("worker.js", "lock.mjs", *PYODIDE_FILES, "python_stdlib.zip", "socialise.zip")
"""What a browser receives before the first verdict."""

ALWAYS = (
    "_strptime", "calendar", "copy", "csv", "datetime", "decimal", "difflib", "fractions",
    "hashlib", "html", "json", "locale", "numbers", "random", "statistics", "string", "textwrap",
    "unicodedata", "encodings.ascii", "encodings.cp1252", "encodings.idna", "encodings.latin_1",
    "encodings.utf_8_sig",
)  # fmt: skip
"""Modules of the standard library that are in the start though starting may import none of them:
an author's cell may, and the rest of the library is a long way off on a slow network."""

_IN_PYODIDE = ("pyodide", "_pyodide")
_STANDARD_ONLY = (
    "words, domain et form n'ont là que la bibliothèque standard de Python 3.14; importez le "
    "reste au moment de faire le fichier à emporter"
)
_REINSTALL = "réinstallez les versions verrouillées (requirements/lock.txt)"


class Making:
    """All is made aside, and becomes the finished folder by a rename."""

    def __init__(
        self, sources: Sources, node: Node, cache: Path, scratch: Path, progress: Progress
    ) -> None:
        """`cache` keeps compiled archives and compressed files from one making to the next.

        `scratch` is an empty folder of the same disk.
        """
        self._sources = sources
        self._node = node
        self._cache = cache
        self._scratch = scratch
        self._progress = progress

    def make(self, out: Path, target: Path) -> None:
        """Make it all in `out`, then give it the name `target`, on the same disk.

        Raises RuntimeRefused when what was made does not start.
        """
        seen = self._compile()
        out.mkdir()
        self._assemble(out, seen)
        self._check(out, set(seen["start"]) - set(seen["failed"]))
        self._compress(out, seen["python"])
        with contextlib.suppress(OSError):  # somebody else has just made the same one
            out.rename(target)
        if not (target / MANIFEST).is_file():
            raise RuntimeRefused(f"{target} : ce dossier n'a pas pu être écrit → libérez ce nom.")

    def _compile(self) -> dict[str, Any]:
        """Compile what the cache has not; gives what was seen: `start`, `take_home`, `python`."""
        parts = self._sources.parts
        kept = self._cache / f"seen-{digest_of(*(self._key(part) for part in parts))[:24]}.json"
        if kept.is_file() and all(self._compiled(part).is_file() for part in parts):
            return dict(json.loads(kept.read_text("utf-8")))
        missing = [part for part in parts if not self._compiled(part).is_file()]
        self._progress(
            f"Python du navigateur : compilation par Pyodide {self._sources.version} "
            f"({len(missing)} archives)…"
        )
        fresh = {part.name: self._scratch / f"{part.name}.fresh" for part in missing}
        for part in missing:
            _write_zip(self._scratch / part.name, sorted(part.files.items()))
        here = {part.name: str(fresh.get(part.name, self._compiled(part))) for part in parts}
        rooms = self._sources.rooms
        seen = self._run(
            "compile",
            {
                "pyodide": str(self._sources.pyodide),
                "archives": [
                    {
                        "source": str(self._scratch / part.name),
                        "target": str(fresh[part.name]),
                        "optimize": part.optimize,
                    }
                    for part in missing
                ],
                "rooms": {"archive": here[rooms.name], "modules": rooms.modules},
                "always": ALWAYS,
                "packages": [here[name] for name in self._sources.packages],
                "rehearsal": self._sources.rehearsal,
            },
        )
        _refuse(_not_of_export(seen["failed"]), "module qui ne s'importe pas", _STANDARD_ONLY)
        _refuse(seen["failed_with_packages"], "module qui ne s'importe pas", "corrigez-le")
        for part in missing:
            fresh[part.name].replace(self._compiled(part))
        self._keep(kept, json.dumps(seen).encode())
        return seen

    def _assemble(self, out: Path, seen: Mapping[str, Any]) -> None:
        """Put every file in its place, none compressed yet."""
        for name in PYODIDE_FILES:
            shutil.copyfile(self._sources.pyodide / name, out / name)
        (out / "worker.js").write_bytes(self._sources.worker)
        (out / "lock.mjs").write_bytes(self._sources.lock)
        (out / LICENCES).write_text(licences(self._sources.pyodide), encoding="utf-8")

        archives: dict[str, list[tuple[str, bytes]]] = {}
        index: dict[str, str] = {}
        for archive, name, content in self._sorted(seen):
            archives.setdefault(archive, []).append((name, content))
            if archive not in START_FILES and name.endswith(".pyc"):
                index[_module(name)] = archive
        packed = json.dumps(index, sort_keys=True).encode()
        archives["socialise.zip"].append(("browser_judge_index.json", packed))
        for archive, files in archives.items():
            _write_zip(out / archive, files)

    def _sorted(self, seen: Mapping[str, Any]) -> Iterable[tuple[str, str, bytes]]:
        """The archive of each compiled file, by what was seen: archive, name, content."""
        start, take_home = set(seen["start"]), set(seen["take_home"])
        for name, content in self._read(self._sources.library):
            module = _module(name)
            if module in start or module.partition(".")[0] in _IN_PYODIDE:
                yield "python_stdlib.zip", name, content
            else:
                rest = module not in take_home
                yield "stdlib_rest.zip" if rest else "stdlib_files.zip", name, content
        for archive, part in self._sources.packages.items():
            for name, content in self._read(part):
                rest = name.endswith(".pyc") and _module(name) not in take_home
                yield "packages_rest.zip" if rest else archive, name, content
        # Of our rooms, what cannot be imported without these packages waits with them.
        for name, content in self._read(self._sources.rooms):
            late = _module(name) in seen["failed"] or name.endswith((".ttf", ".otf"))
            yield "export.zip" if late else "socialise.zip", name, content

    def _check(self, out: Path, start: set[str]) -> None:
        """Start what was made; each stage must need the files of that stage alone."""
        self._progress("Python du navigateur : essai…")
        said = self._run(
            "check",
            {
                "runtime": str(out),
                "modules": [name for name in self._sources.rooms.modules if name in start],
                "rehearsal": self._sources.rehearsal,
                "on_demand": ["sqlite3", *(top for tops in PACKAGES.values() for top in tops)],
            },
        )
        _refuse(said["failed"], "module qui ne s'importe pas", _STANDARD_ONLY)
        _refuse(said["failed_on_demand"], "bibliothèque qui ne s'importe pas", _REINSTALL)
        early = dict.fromkeys(said["fetched"], "demandée dès le départ")
        rest = (name for name in said["fetched_to_take_home"] if "_rest" in name)
        early |= dict.fromkeys(rest, "demandée pour un fichier à emporter")
        _refuse(early, "archive", "complétez ALWAYS dans course/browser/making.py")
        heard = dict.fromkeys(said["said"], "dit au démarrage")
        _refuse(heard, "avertissement", "corrigez ce qu'il nomme")

    def _compress(self, out: Path, python: str) -> None:
        """A .gz beside each file, and the manifest."""
        files: dict[str, dict[str, str | int]] = {}
        for path in sorted(out.iterdir()):
            content = path.read_bytes()
            kept = self._cache / f"{path.name}-{digest_of(content)[:24]}.gz"
            if not kept.is_file():
                self._keep(kept, gzip.compress(content, 9, mtime=0))
            shutil.copyfile(kept, out / f"{path.name}.gz")
            files[path.name] = {
                "bytes": len(content),
                "gzip_bytes": kept.stat().st_size,
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        manifest = {
            "format": "socialise-runtime",
            "version": 1,
            "pyodide": self._sources.version,
            "python": python,
            "start": list(START_FILES),
            "files": files,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        (out / MANIFEST).write_text(text, encoding="utf-8")

    def _compiled(self, part: Part) -> Path:
        return self._cache / f"{part.name}-{self._key(part).decode()}.pyc.zip"

    def _key(self, part: Part) -> bytes:
        """What a compiled archive depends on, and what is seen when it is imported."""
        script = self._sources.build_script.read_bytes() + self._sources.rehearsal.encode()
        always = " ".join((self._sources.version, *ALWAYS)).encode()
        return digest_of(script, always, part.digest.encode())[:24].encode()

    def _read(self, part: Part) -> list[tuple[str, bytes]]:
        with zipfile.ZipFile(self._compiled(part)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]

    def _keep(self, path: Path, content: bytes) -> None:
        fresh = self._scratch / path.name
        fresh.write_bytes(content)
        fresh.replace(path)

    def _run(self, step: str, job: Mapping[str, object]) -> dict[str, Any]:
        """One step of build.mjs; gives what it prints."""
        path = self._scratch / f"{step}.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        done = subprocess.run(
            [str(self._node.node), str(self._sources.build_script), step, str(path)],
            capture_output=True, text=True, check=False, env=self._node.environment(),
        )  # fmt: skip
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            cause = lines[-1].strip()[:300] if lines else "aucune cause dite"
            raise RuntimeRefused(
                f"Python du navigateur, étape « {step} » : Pyodide {self._sources.version} n'a pas "
                f"pu finir (« {cause} ») → supprimez node_modules, puis relancez."
            )
        return dict(json.loads(done.stdout))


def _not_of_export(failed: Mapping[str, str]) -> dict[str, str]:
    """Without the modules of `export`: these may wait for the package that they write with."""
    return {name: why for name, why in failed.items() if not name.startswith("socialise.export.")}


def _refuse(causes: Mapping[str, str], what: str, cure: str) -> None:
    """Nothing when there is no cause; else all of them at once."""
    if causes:
        listed = "; ".join(f"{name} ({cause})" for name, cause in sorted(causes.items()))
        raise RuntimeRefused(f"Python du navigateur, {what} : {listed} → {cure}.")


def _module(name: str) -> str:
    """`json/decoder.pyc` → `json.decoder`; `json/__init__.pyc` → `json`."""
    return name.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__")


def _write_zip(path: Path, content: Iterable[tuple[str, bytes]]) -> None:
    """Stored, and the same bytes for the same files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
