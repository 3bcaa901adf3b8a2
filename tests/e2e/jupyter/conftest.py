"""JupyterLab and Chromium, as a learner has them: French, nothing from outside."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from lab_server import jupyter_lab

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def learner_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a learner downloaded: the released notebooks, and nothing else of the course."""
    folder = tmp_path_factory.mktemp("apprenante")
    shutil.copytree(ROOT / "exercises", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def address(learner_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where JupyterLab answers."""
    with jupyter_lab(learner_folder, tmp_path_factory.mktemp("jupyter")) as found:
        yield found
