"""A JupyterLab of our own, as docs/notebooks.md says to set it up for a learner."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

NO_SERVER_PART = (
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
)
SETTINGS: Mapping[str, Any] = {
    "translation-extension/plugin": {"locale": "fr_FR"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@contextmanager
def jupyter_lab(folder: Path, home: Path) -> Iterator[str]:
    """Serve `folder` during the block; gives the address. All that Jupyter writes is in `home`."""
    config = home / "config"
    _write(
        config / "labconfig/page_config.json", {"disabledExtensions": {"@jupyter/nbgrader": True}}
    )
    off = dict.fromkeys(NO_SERVER_PART, False)
    _write(config / "jupyter_server_config.json", {"ServerApp": {"jpserver_extensions": off}})
    for name, settings in SETTINGS.items():
        _write(home / f"settings/@jupyterlab/{name}.jupyterlab-settings", settings)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("NBGRADER")},
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
        f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr is not None
        told = []
        for line in server.stderr:
            told.append(line)
            if "Use Control-C" in line:
                break
        else:
            raise RuntimeError("".join(told[-20:]))
        # Read what it says from now on, so that it never waits for a reader.
        Thread(target=server.stderr.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
