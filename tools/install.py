"""Create the virtual environment and install the locked versions, checksums verified.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "lock.txt"
OLDEST = (3, 11)


def say(text: str) -> None:
    """Tell what is under way."""
    print(text, flush=True)


def main(folder: Path) -> int:
    """Install into `folder`; gives the exit code."""
    if sys.version_info < OLDEST:
        seen = ".".join(map(str, sys.version_info[:3]))
        say(f"Python {seen} est trop ancien : il faut 3.11 ou plus récent. "
            "Installez-le, puis relancez avec PYTHON=python3.11.")  # fmt: skip
        return 1
    python = folder / "bin" / "python"
    if not python.exists():
        say(f"Environnement Python : {folder}")
        try:
            venv.create(folder, with_pip=True)
        except subprocess.CalledProcessError:
            say("Le module venv de Python est incomplet. Sur Debian : apt-get install python3-venv")
            return 1
    count = sum("==" in line for line in LOCK.read_text("utf-8").splitlines())
    say(f"Installation de {count} paquets aux versions figées (une à trois minutes)…")
    log = folder / "installation.log"
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2"]
    if _failed([*pip, "--require-hashes", "-r", str(LOCK)], log):
        say(
            "Les paquets Python n'ont pas pu être installés. Branchez l'ordinateur à Internet, "
            "puis relancez la même commande : ce qui est déjà pris est gardé. "
            f"Ce que dit pip est dans {log}."
        )
        return 1
    if _failed([*pip, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)], log):
        say(f"Le paquet socialise n'a pas pu être installé. Ce que dit pip est dans {log}.")
        return 1
    say("Paquets Python : prêts.")
    return 0


def _failed(command: list[str], log: Path) -> bool:
    """Whether the command failed; what it says goes to the log, for who repairs."""
    with log.open("ab") as file:
        return subprocess.run(command, stdout=file, stderr=file).returncode != 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
