"""The browser's Python: what goes in, what runs over there, and what is not made twice."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from socialise.course.browser import judge
from socialise.course.browser.parts import Part, RuntimeRefused, Sources
from socialise.course.runtime import RuntimeInfo, build_runtime
from socialise.form import BrokenActivity


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose Pyodide is three words."""
    pyodide = tmp_path / "node_modules" / "pyodide"
    pyodide.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        (pyodide / name).write_text(name, encoding="utf-8")
    (pyodide / "package.json").write_text('{"version": "314.0.6"}', encoding="utf-8")
    (pyodide / "pyodide-lock.json").write_text(
        '{"info": {"abi_version": "2026_0"}, "packages": {"numpy": {}}}', encoding="utf-8"
    )
    (pyodide / "python_stdlib.zip").write_bytes(zipped({"json.py": "x = 1"}))
    lock = tmp_path / "package-lock.json"
    lock.write_text("{}", encoding="utf-8")
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    (pyodide.parent / ".socialise-lock").write_text(digest, encoding="utf-8")
    return tmp_path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A `socialise` of one word."""
    files = {
        "__init__.py": "",
        "words/__init__.py": "",
        "words/interface.json": "{}",
        "words/__pycache__/x.pyc": "",
        "widget/static/worker.js": "//",
        "server/__init__.py": "",
    }
    for name, content in files.items():
        path = tmp_path / "socialise" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "socialise"


class TestParts:
    def test_only_the_rooms_of_the_browser_are_packed_with_their_data(
        self, root: Path, package: Path
    ) -> None:
        """The server, the grader and caches have no business in a page."""
        sources = Sources(root / "node_modules" / "pyodide", package)
        assert sorted(sources.rooms.files) == [
            "browser_judge.py",
            "socialise/__init__.py",
            "socialise/words/__init__.py",
            "socialise/words/interface.json",
        ]
        assert sources.rooms.modules == ["browser_judge", "socialise", "socialise.words"]

    def test_the_lock_given_to_pyodide_knows_no_package(self, root: Path, package: Path) -> None:
        """With no package in it, nothing can be fetched from anyone."""
        lock = Sources(root / "node_modules" / "pyodide", package).lock.decode()
        given = json.loads(lock.removeprefix("export default ").removesuffix(";\n"))
        assert given == {"info": {"abi_version": "2026_0"}, "packages": {}}

    def test_compiled_parts_and_tests_of_libraries_are_left_out(
        self, root: Path, package: Path
    ) -> None:
        """They would be fetched by phones that cannot run them."""
        sources = Sources(root / "node_modules" / "pyodide", package)
        names = [name for part in sources.packages.values() for name in part.files]
        assert any(name.startswith("fontTools/") for name in names)
        assert [name for name in names if name.endswith((".so", ".pyx", ".pyc"))] == []
        assert [name for name in names if "/tests/" in name] == []

    @pytest.mark.parametrize(
        ("other", "same"),
        [
            (Part("p", {"b": b"2", "a": b"1"}), True),
            (Part("p", {"a": b"1", "b": b"3"}), False),
            (Part("p", {"a": b"1", "c": b"2"}), False),
            (Part("p", {"a": b"1b", "": b"2"}), False),
            (Part("p", {"a": b"1", "b": b"2"}, optimize=2), False),
            (Part("q", {"a": b"1", "b": b"2"}), False),
        ],
        ids=["other order", "content", "name", "moved bytes", "how compiled", "archive"],
    )
    def test_a_digest_tells_what_matters_and_not_the_order(self, other: Part, same: bool) -> None:
        """The digest decides what is made again, and the name under which browsers keep it."""
        part = Part("p", {"a": b"1", "b": b"2"})
        assert (part.digest == other.digest) is same

    def test_every_source_changes_the_name_of_the_result(self, root: Path, package: Path) -> None:
        """A browser keeps that folder for ever: the same name must mean the same content."""
        pyodide = root / "node_modules" / "pyodide"
        digests = [Sources(pyodide, package).digest]
        for changed in (
            pyodide / "pyodide.asm.wasm",
            pyodide / "pyodide-lock.json",
            package / "widget" / "static" / "worker.js",
            package / "words" / "interface.json",
        ):
            changed.write_text(changed.read_text("utf-8").replace("2026_0", "x") + " ", "utf-8")
            digests.append(Sources(pyodide, package).digest)
        (package / "words" / "interface.json").touch()
        digests.append(Sources(pyodide, package).digest)
        assert len(set(digests)) == 5
        assert digests[-1] == digests[-2]

    def test_a_library_that_is_not_installed_is_named(
        self, root: Path, package: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The versions come from the environment: it must be whole."""
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        with pytest.raises(RuntimeRefused, match="La bibliothèque openpyxl est absente"):
            Sources(root / "node_modules" / "pyodide", package)


class TestBuild:
    def test_nothing_is_done_again_for_the_same_sources(self, root: Path, package: Path) -> None:
        """A second start takes seconds, and works without Internet and without Node.js."""
        digest = Sources(root / "node_modules" / "pyodide", package).digest
        out = root / "_build" / "runtime"
        (out / digest).mkdir(parents=True)
        manifest = {
            "pyodide": "314.0.6",
            "python": "3.14.2",
            "start": ["worker.js", "socialise.zip"],
            "files": {
                "worker.js": {"gzip_bytes": 10},
                "socialise.zip": {"gzip_bytes": 5},
                "fpdf.zip": {"gzip_bytes": 100},
            },
        }
        (out / digest / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        lines: list[str] = []

        made = build_runtime(out, progress=lines.append, root=root, package=package)

        assert lines == ["Python du navigateur : déjà prêt."]
        assert made == RuntimeInfo(out / digest, digest, "314.0.6", "3.14.2", start_bytes=15)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of sys.path with an index; what is imported from it is forgotten afterwards."""
    index = {
        "essai_rest": "stdlib_rest.zip",
        "essai_rest.dedans": "stdlib_rest.zip",
        "essai_paquet": "paquet.zip",
        "essai_paquet.suite": "suite.zip",
    }
    folder = tmp_path / "site-packages"
    folder.mkdir()
    (folder / judge.INDEX).write_text(json.dumps(index), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    finders = list(sys.meta_path)
    yield folder
    sys.meta_path[:] = finders
    for name in [each for each in sys.modules if each.startswith("essai_")]:
        del sys.modules[name]


ARCHIVES = {
    "stdlib_rest.zip": zipped(
        {"essai_rest/__init__.py": "a = 1", "essai_rest/dedans.py": "b = 2"},
    ),
    "paquet.zip": zipped(
        {
            "essai_paquet/__init__.py": "from pathlib import Path\n"
            "text = Path(__file__).with_name('texte.txt').read_text()",
            "essai_paquet/texte.txt": "lu",
        }
    ),
    "suite.zip": zipped({"essai_paquet/suite.py": "c = 3"}),
}


class TestOnDemand:
    def test_a_module_is_fetched_with_its_archive_once(self, site: Path) -> None:
        """Each archive costs one request, whatever is imported from it."""
        finder = judge.OnDemand(ARCHIVES.__getitem__, site)
        sys.meta_path.append(finder)
        import essai_rest
        import essai_rest.dedans

        assert (essai_rest.a, essai_rest.dedans.b) == (1, 2)
        assert finder.fetched == ["stdlib_rest.zip"]

    def test_a_package_finds_the_files_beside_it_and_its_later_half(self, site: Path) -> None:
        """Libraries read data by `__file__`, and rarely used halves come apart."""
        finder = judge.OnDemand(ARCHIVES.__getitem__, site)
        sys.meta_path.append(finder)
        import essai_paquet

        assert essai_paquet.text == "lu"
        assert finder.fetched == ["paquet.zip"]
        import essai_paquet.suite

        assert essai_paquet.suite.c == 3

    def test_a_module_of_no_archive_costs_nothing(self, site: Path) -> None:
        """Libraries try optional imports."""
        finder = judge.OnDemand(ARCHIVES.__getitem__, site)
        assert finder.find_spec("PIL") is None
        assert finder.fetched == []

    def test_an_archive_that_could_not_come_is_asked_for_again(self, site: Path) -> None:
        """The network comes back: the next attempt must not find a hole."""
        answers: list[Any] = [OSError("réseau"), ARCHIVES["stdlib_rest.zip"]]

        def fetch(name: str) -> bytes:
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return bytes(answer)

        finder = judge.OnDemand(fetch, site)
        with pytest.raises(OSError, match="réseau"):
            finder.find_spec("essai_rest")
        assert finder.find_spec("essai_rest") is not None


BUNDLE = {
    "lesson": "00-essai",
    "activity": "fiche",
    "cells": [
        {
            "id": "formulaire",
            "role": "form",
            "points": 0,
            "source": "from socialise import Form, Section, Text\n"
            "fiche = Form('fiche', Section('s', 'S', Text('prenom', 'P')), title='F', minutes=5)",
        },
        {
            "id": "carte",
            "role": "take_home",
            "points": 0,
            "source": "fiche.take_home('carte', 'C', 'carte.PDF',"
            " lambda form, now: f'{fiche[\"prenom\"]} {now.isoformat()}'.encode())",
        },
    ],
}


class TestJudge:
    @pytest.fixture(autouse=True)
    def opened(self) -> Iterator[None]:
        judge.open_activity(json.dumps(BUNDLE))
        yield
        judge._activity = None

    def test_answers_and_verdicts_cross_as_json(self) -> None:
        """Accents cross as they are."""
        told = json.loads(judge.judge(json.dumps({"prenom": "Zoé"})))
        assert (told["format"], told["activity"]) == ("socialise-verdicts", "fiche")

    def test_warming_up_says_nothing_even_of_a_broken_cell(self) -> None:
        """The judgement that is asked for tells it; nobody waits for this one."""
        judge.warm_up()
        cells = [*BUNDLE["cells"], {"id": "x", "role": "setup", "points": 0, "source": "1 / 0"}]
        judge.open_activity(json.dumps({**BUNDLE, "cells": cells}))
        judge.warm_up()
        with pytest.raises(BrokenActivity, match="cellule « x » : ZeroDivisionError"):
            judge.judge("{}")

    def test_a_thing_comes_with_its_name_its_type_and_the_given_time(self) -> None:
        """The clock is the page's: the same answers and time give the same bytes."""
        made = judge.take_home('{"prenom": "Zoé"}', "carte", "2026-12-03T14:30:00Z")
        assert made == ("carte.PDF", "application/pdf", "Zoé 2026-12-03T14:30:00+00:00".encode())

    def test_a_bundle_that_does_not_open_leaves_nothing_open(self) -> None:
        """A verdict on the activity of before would be a wrong verdict."""
        with pytest.raises(KeyError):
            judge.open_activity("{}")
        with pytest.raises(LookupError, match="no activity is open"):
            judge.judge("{}")
