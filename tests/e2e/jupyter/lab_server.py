"""A JupyterLab of our own, as docs/notebooks.md says to set it up for a learner."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

DOCS = Path(__file__).resolve().parents[3] / "docs/notebooks.md"
SETTING = re.compile(
    r"^`((?:config|settings)/\S+)`\n\n```json\n(.*?)^```", re.MULTILINE | re.DOTALL
)


@contextmanager
def jupyter_lab(folder: Path, home: Path) -> Iterator[str]:
    """Serve `folder` during the block; gives the address. All that Jupyter writes is in `home`."""
    written = SETTING.findall(DOCS.read_text("utf-8"))
    assert len(written) == 4
    for name, content in written:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("NBGRADER")},
        "JUPYTER_CONFIG_DIR": str(home / "config"),
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
