"""The commands of whoever gives the workshop: serve, sample, collect, grade, feedback, export."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from socialise.cli.main import (
    Refused,
    course_root,
    french,
    main,
    say,
    set_workshop,
    workshop_option,
)


@main.command(
    short_help="Sert le site et reçoit les remises.",
    epilog=french("Exemple : socialise serve --host 0.0.0.0 --port 8000"),
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADRESSE",
    envvar="HOST",
    show_default=True,
    help="0.0.0.0 ouvre l'atelier aux appareils de la salle.",
)
@click.option(
    "--port", default=8000, metavar="PORT", envvar="PORT", show_default=True, help="Le port."
)
@click.option(
    "--name",
    default="Atelier",
    metavar="NOM",
    envvar="SOCIALISE_ROOM",
    show_default=True,
    help="Le nom de la salle, montré aux participants.",
)
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NOM",
    help="Un nom par lequel la salle atteint cet ordinateur, par exemple atelier.local.",
)
@workshop_option
def serve(host: str, port: int, name: str, host_names: tuple[str, ...], folder: Path) -> None:
    """Sert le site, donne les verdicts et reçoit les remises. Ctrl-C arrête le serveur."""
    root = course_root()
    folder = set_workshop(root, folder)
    site = root / "_build" / "html"
    if not (site / "index.html").is_file():
        raise Refused(
            french("_build/html : le site n'est pas construit. D'abord : socialise build")
        )
    from socialise.course.course import Course
    from socialise.intake import Workshop
    from socialise.server import (
        Addresses,
        CourseUnopened,
        PortTaken,
        Room,
        RoomUnreadable,
        welcome,
    )
    from socialise.server import serve as serve_site

    if "SOCIALISE_DB" not in os.environ and not (folder / "gradebook.db").exists():
        _register(root)

    def ready(addresses: Addresses, room: Room) -> None:
        click.echo(welcome(addresses, room, str(folder)))

    try:
        serve_site(
            Course(root),
            Workshop(folder),
            site,
            room_name=name,
            host=host,
            port=port,
            names=host_names,
            ready=ready,
        )
    except (CourseUnopened, PortTaken, RoomUnreadable) as refused:
        raise Refused(french(str(refused))) from refused


@main.command(
    short_help="Crée une classe fictive pour répéter.",
    epilog=french("Exemple : socialise sample 12 --workshop repetition"),
)
@click.argument("size", metavar="N", type=click.IntRange(1, 10_000))
@workshop_option
def sample(size: int, folder: Path) -> None:
    """Remet le travail de N personnes fictives : complet, partiel ou faible. Prenez un autre
    dossier que celui de l'atelier."""
    root = course_root()
    folder = set_workshop(root, folder)
    from socialise.grading.sample import sample_class
    from socialise.intake import Workshop

    count = sum(1 for _ in sample_class(root, Workshop(folder), size, datetime.now(UTC)))
    say(f"{count} remises de {size} personnes fictives dans {folder}.", fg="green")


@main.command(
    short_help="Prend les fichiers envoyés.",
    epilog=french("Exemple : socialise collect remises.zip --roster liste.csv"),
)
@click.argument(
    "paths",
    metavar="CHEMIN…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--learner",
    metavar="PERSONNE",
    help="La personne à qui sont ces fichiers, par exemple erable-42.",
)
@click.option(
    "--roster",
    metavar="FICHIER",
    type=click.Path(exists=True, path_type=Path),
    help="Une liste CSV : dossier;participant.",
)
@workshop_option
def collect(
    paths: tuple[Path, ...], learner: str | None, roster: Path | None, folder: Path
) -> None:
    """Prend des réponses téléchargées, des carnets avec leurs réponses, des dossiers ou des
    archives zip. Un fichier dont on ne sait pas à qui il est attend dans a-attribuer/. Un fichier
    refusé est gardé à part avec sa raison, et se reprend une fois réparé."""
    root = course_root()
    folder = set_workshop(root, folder)
    from socialise.course.course import Course
    from socialise.intake import Workshop, sweep
    from socialise.intake.collect import collect as take_in
    from socialise.intake.roster import RosterRefused, owner_of

    workshop = Workshop(folder)
    try:
        owner = owner_of(workshop, learner, roster)
    except RosterRefused as refused:
        raise Refused(french(str(refused))) from refused
    _register(root)
    sweep(folder)
    refusals = waiting = received = 0
    for found in take_in(Course(root), workshop, paths, owner, datetime.now(UTC)):
        if found.receipt is not None:
            received += 1
            say(f"{found.name} : reçu pour {found.receipt.learner}, reçu {found.receipt.code}.")
        elif found.unowned:
            waiting += 1
            say(f"{found.name} : à attribuer. Reprenez-le avec --learner ou --roster.", fg="yellow")
        else:
            refusals += 1
            say(f"{found.name} : {found.refusal}", fg="yellow")
    say(f"{received} reçus, {waiting} à attribuer, {refusals} refusés.")
    if not received and not waiting and not refusals:
        raise Refused(french("Aucun fichier de réponses ici (.json, .ipynb avec son .json, .zip)."))
    if refusals:
        say(f"Une fois réparés : socialise collect {workshop.refused}")
    if refusals or waiting:
        sys.exit(1)


@main.command(
    short_help="Note les remises.",
    epilog=french("Exemple : socialise grade 02-propulsion-ou-ancrage"),
)
@click.argument("lesson", metavar="[LEÇON]", required=False)
@click.option("--again", is_flag=True, help="Note aussi ce qui n'a pas changé depuis.")
@click.option(
    "--scheduler",
    metavar="ADRESSE",
    help="Fait juger les réponses par une grappe Dask, par exemple tcp://192.168.1.20:8786.",
)
@workshop_option
def grade(lesson: str | None, again: bool, scheduler: str | None, folder: Path) -> None:
    """Note toutes les remises, ou celles d'une leçon, avec les cellules de l'auteur sur les
    réponses de chacun. Rien de ce que les gens envoient n'est exécuté. Ce qui n'a pas changé
    depuis la dernière fois garde sa note."""
    root = course_root()
    folder = set_workshop(root, folder)
    from socialise.grading.grade import CannotMark, Grading, strays_of, work_of
    from socialise.intake import Workshop, sweep
    from socialise.words import count

    workshop = Workshop(folder)
    sweep(folder / "autograded")
    work = work_of(workshop, _lessons(root, lesson))
    strays = strays_of(workshop, _lessons(root, None))
    if not work and not strays:
        raise Refused(french(f"{folder} : aucune remise à noter."))
    grading = Grading(root, workshop, work, again=again, scheduler=scheduler)
    try:
        with click.progressbar(grading, length=len(work), label="Notation") as results:
            graded = sorted(results, key=lambda one: (one.lesson, one.learner))
    except CannotMark as refused:
        raise Refused(french(str(refused))) from refused
    for one in graded:
        for line in (*one.to_check, *one.refusals):
            fate = " : à vérifier" if line in one.to_check else ""
            say(f"{one.learner}, {one.lesson}, {line}{fate}", fg="yellow")
    for line in strays:
        say(line, fg="yellow")
    for exercise, cause in grading.broken.items():
        say(f"L'exercice {exercise} ne fonctionne pas, et personne n'a de note pour lui : {cause}",
            fg="red")  # fmt: skip
    unchanged = sum(one.unchanged for one in graded)
    to_read = sum(len(one.to_read) for one in graded)
    done = count(len(graded) - unchanged, "remise notée", "remises notées")
    kept = f", {count(unchanged, 'inchangée', 'inchangées')}" if unchanged else ""
    reading = count(to_read, "réponse libre à lire", "réponses libres à lire")
    say(f"{done}{kept}. {reading} : socialise formgrader")
    if grading.broken or strays or any(one.refusals for one in graded):
        sys.exit(1)


@main.command(
    short_help="Écrit les rétroactions.",
    epilog=french("Exemple : socialise feedback 02-propulsion-ou-ancrage"),
)
@click.argument("lesson", metavar="[LEÇON]", required=False)
@workshop_option
def feedback(lesson: str | None, folder: Path) -> None:
    """Écrit la rétroaction de chaque personne, en français; elle la trouve dans « Mes remises »."""
    root = course_root()
    set_workshop(root, folder)
    from socialise.grading.feedback import feedback as write_feedback
    from socialise.grading.feedback import graded_work

    work = graded_work(root, _lessons(root, lesson))
    if not work:
        raise Refused(french("Rien n'est noté. D'abord : socialise grade"))
    published = 0
    problems: list[str] = []
    with click.progressbar(
        write_feedback(root, work), length=len(work), label="Rétroactions"
    ) as results:
        for result in results:
            published += bool(result.pages)
            place = f"{result.learner}, {result.lesson}"
            problems += [f"{place}, {line}" for line in result.problems]
    for line in problems:
        say(line, fg="yellow")
    say(f"{published} rétroactions publiées.", fg="green")
    if problems:
        sys.exit(1)


@main.command(
    short_help="Exporte les notes.",
    epilog=french("Exemple : socialise export --to notes.xlsx"),
)
@click.option(
    "--to",
    "target",
    metavar="FICHIER",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire, .csv ou .xlsx.",
)
@workshop_option
def export(target: Path, folder: Path) -> None:
    """Écrit toutes les notes dans un fichier CSV ou Excel."""
    root = course_root()
    set_workshop(root, folder)
    from socialise.grading.marks import marks, to_csv, to_xlsx

    writers = {".csv": to_csv, ".xlsx": to_xlsx}
    if target.suffix not in writers:
        raise click.UsageError(french(f"{target} : le nom doit finir par .csv ou .xlsx."))
    rows = marks(root)
    if not rows:
        raise Refused(french("Rien n'est noté. D'abord : socialise grade"))
    target.write_bytes(writers[target.suffix](rows))
    say(f"{target} : {len(rows)} notes.", fg="green")


@main.command(
    short_help="Ouvre formgrader pour lire et noter les réponses libres.",
    epilog=french("Exemple : socialise formgrader"),
)
@click.option("--port", default=8888, metavar="PORT", show_default=True, help="Le port.")
@workshop_option
def formgrader(port: int, folder: Path) -> None:
    """Ouvre formgrader, l'outil de nbgrader (en anglais), sur cet ordinateur seulement."""
    root = course_root()
    set_workshop(root, folder)
    _register(root)
    command = [sys.executable, "-m", "jupyter", "lab", f"--port={port}", "--ip=127.0.0.1",
               "--LabApp.default_url=/lab?formgrader", f"--notebook-dir={root}"]  # fmt: skip
    raise SystemExit(subprocess.run(command, cwd=root, env=os.environ).returncode)


def _register(root: Path) -> None:
    """Have every lesson in the gradebook. Raises Refused when the course cannot be released."""
    from socialise.course.release import ReleaseRefused
    from socialise.course.source import BrokenSource
    from socialise.grading.register import register

    try:
        register(root)
    except (BrokenSource, ReleaseRefused) as refused:
        raise Refused(french(str(refused))) from refused


def _lessons(root: Path, lesson: str | None) -> tuple[str, ...]:
    from socialise.course.course import Course

    lessons = Course(root).lessons
    if lesson is None:
        return lessons
    if lesson not in lessons:
        known = ", ".join(lessons)
        raise click.UsageError(french(f"La leçon « {lesson} » n'existe pas. Choisissez : {known}."))
    return (lesson,)
