"""Install from Debian what the tests use for real, or say what is missing.

Standard library only. Chromium drives the pages, poppler reads the PDF, LibreOffice recalculates
the workbooks, hunspell and grammalecte read the French, PostgreSQL keeps a gradebook.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# A program that the package brings, or a file of its own where it brings none.
NEEDED = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-calc-nogui",
    "hunspell": "hunspell",
    # Debian has several French dictionaries; each is /usr/share/hunspell/fr.dic.
    "/usr/share/doc/hunspell-fr-classical/copyright": "hunspell-fr-classical",
    "grammalecte-cli": "grammalecte-cli",
    "/usr/lib/postgresql/*/bin/postgres": "postgresql",
}
# The tests start a server of their own: the package must neither make one nor start it.
NO_SERVER = Path("/etc/postgresql-common/createcluster.d/socialise.conf")


def present(needed: str) -> bool:
    """Whether the program, or a file of this pattern, is on this machine."""
    if needed.startswith("/"):
        return any(Path("/").glob(needed.removeprefix("/")))
    return shutil.which(needed) is not None


def missing() -> list[str]:
    """The Debian packages whose program or file is not on this machine."""
    return [package for needed, package in NEEDED.items() if not present(needed)]


def main() -> int:
    """Install what is missing when allowed to; gives the exit code."""
    packages = missing()
    if not packages:
        return 0
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"Il manque, pour les tests : {', '.join(packages)}. Lancez : sudo {command}")
        return 1
    print(f"Installation de {', '.join(packages)}…", flush=True)
    if "postgresql" in packages:
        NO_SERVER.parent.mkdir(parents=True, exist_ok=True)
        NO_SERVER.write_text("create_main_cluster = false\n", "utf-8")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-q"], command.split()):
        done = subprocess.run(step, env=environment, capture_output=True, text=True)
        if done.returncode:
            print(f"{' '.join(step)} : {done.stderr.strip()[-2000:]}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
