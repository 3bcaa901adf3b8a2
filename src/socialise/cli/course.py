"""The commands of whoever writes the course: release, check, build, new."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from socialise.cli.main import Refused, course_root, french, main, say


@main.command(
    short_help="Refait les exercices à partir des sources.",
    epilog=french("Exemple : socialise release"),
)
def release() -> None:
    """Refait exercises/ à partir de solutions/, avec nbgrader, et inscrit chaque leçon au carnet
    de notes."""
    from socialise.course.release import ReleaseRefused
    from socialise.course.release import release as make_release
    from socialise.course.source import BrokenSource

    try:
        make_release(course_root(), say)
    except (BrokenSource, ReleaseRefused) as refused:
        raise Refused(french(str(refused))) from refused


@main.command(
    short_help="Vérifie tout le cours.",
    epilog=french("Exemple : socialise check"),
)
def check() -> None:
    """Vérifie le cours : chaque solution passe, chaque exercice intact est à faire, aucune réponse
    n'est publiée, chaque critère a ses points et son indice."""
    from socialise.course.check import check_course

    problems = check_course(course_root())
    for problem in problems:
        say(problem, fg="yellow")
    if problems:
        raise Refused(french(f"{len(problems)} points à régler."))
    say("Le cours est en ordre.", fg="green")


@main.command(
    short_help="Construit le site du cours.",
    epilog=french("Exemple : socialise build"),
)
@click.option("--all", "everything", is_flag=True, help="Reconstruit toutes les pages.")
def build(everything: bool) -> None:
    """Prépare les exercices et le Python du navigateur, puis construit le site dans
    _build/html."""
    build_site(course_root(), everything)


def build_site(root: Path, everything: bool = False) -> Path:
    """Build the site; gives its folder. Raises Refused with the cause and the cure."""
    from socialise.course.node import NodeUnavailable
    from socialise.course.release import ReleaseRefused
    from socialise.course.release import release as make_release
    from socialise.course.runtime import RuntimeRefused, build_runtime
    from socialise.course.source import BrokenSource

    try:
        make_release(root, say, changed_only=True)
        build_runtime(root / "_build" / "runtime", progress=say, root=root)
    except (BrokenSource, ReleaseRefused, NodeUnavailable, RuntimeRefused) as refused:
        raise Refused(french(str(refused))) from refused
    say("Construction des pages…")
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(root),
        "-W",
        "--keep-going",
        "-n",
        "-q",
        *(["--all"] if everything else []),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root)
    if done.returncode:
        raise Refused(
            french("Le site ne se construit pas. Ce que dit Jupyter Book :")
            + f"\n{done.stderr or done.stdout}"
        )
    site = root / "_build" / "html"
    say("Site prêt : _build/html", fg="green")
    return site


@main.group(
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    short_help="Crée une activité.",
    epilog=french("Exemple : socialise new activity 07-facebook-j-y-passe-mes-journees/horaire"),
)
def new() -> None:
    """Crée un fichier de départ, à compléter."""


@new.command(
    "activity",
    short_help="Crée une activité.",
    epilog=french("Exemple : socialise new activity 02-propulsion-ou-ancrage/horaire"),
)
@click.argument("name", metavar="LEÇON/ACTIVITÉ")
@click.option(
    "--title", default="", metavar="TITRE", help="Le titre de l'activité, entre guillemets."
)
def new_activity(name: str, title: str) -> None:
    """Crée solutions/LEÇON/ACTIVITÉ.md : un formulaire, deux critères, une réponse libre, une
    réponse modèle. La marche à suivre est dans docs/add-an-activity.md."""
    from socialise.course.new import ActivityRefused
    from socialise.course.new import new_activity as make_activity

    try:
        path = make_activity(course_root(), name, title)
    except ActivityRefused as refused:
        raise Refused(french(str(refused))) from refused
    say(f"{path} : créé. Ensuite : socialise release, puis socialise check.", fg="green")
