"""The command that makes attestations of participation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from socialise.cli.main import Refused, course_root, french, main, say


@main.command(
    short_help="Écrit les attestations de participation.",
    epilog=french(
        "Exemple : socialise attestations noms.txt --path atelier-montreal --date 2026-12-03 "
        "--trainer 'Solange Roy' --place Montréal --to attestations.pdf"
    ),
)
@click.argument(
    "names",
    metavar="NOMS",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--path", "path", required=True, metavar="PARCOURS", help="Le parcours suivi.")
@click.option("--date", "held_on", required=True, metavar="DATE", help="Le jour de l'atelier.")
@click.option("--trainer", required=True, metavar="PERSONNE", help="Qui a animé, et signera.")
@click.option("--place", default="", metavar="LIEU", help="La ville ou la salle.")
@click.option(
    "--accreditation",
    default="",
    metavar="NUMÉRO",
    help="Votre numéro d'agrément, si vous en avez un.",
)
@click.option(
    "--to",
    "target",
    required=True,
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier à écrire, .pdf.",
)
def attestations(
    names: Path,
    path: str,
    held_on: str,
    trainer: str,
    place: str,
    accreditation: str,
    target: Path,
) -> None:
    """Écrit une page à signer par personne de la liste NOMS : un nom par ligne (.txt), ou la
    colonne « nom » d'un fichier .csv. La durée vient du parcours. L'attestation confirme une
    présence et ne porte aucune note. Les noms ne sont gardés nulle part ailleurs."""
    from socialise.course.attended import UnknownPath, followed
    from socialise.course.path import BrokenPaths
    from socialise.export.attestation import Attended, lacking, to_pdf
    from socialise.intake.names import NamesRefused, read_names
    from socialise.words import Missing, Unreadable, count, read_date

    if target.suffix.lower() != ".pdf":
        raise click.UsageError(french(f"{target} : le nom doit finir par .pdf."))
    try:
        day = read_date(held_on)
    except (Missing, Unreadable) as unclear:
        raise click.UsageError(french(f"--date : {unclear}")) from unclear
    if not trainer.strip():
        raise click.UsageError(french("--trainer : le nom manque. Par exemple : Solange Roy."))
    try:
        people = read_names(names.read_bytes(), names.name)
        told = followed(course_root(), path)
    except (BrokenPaths, NamesRefused, UnknownPath) as refused:
        raise Refused(french(str(refused))) from refused
    attended = Attended(
        title=told.title, held_on=day, minutes=told.minutes, trainer=trainer.strip(),
        place=place.strip(), with_meal=told.with_meal, activities=told.activities,
        accreditation=accreditation.strip(),
    )  # fmt: skip
    if letters := lacking(attended, people):
        told_letters = (
            f"« {each} » : nous n'avons pas le dessin de toutes ces lettres → écrivez-le "
            "autrement, par exemple sans ses accents rares."
            for each in letters
        )
        raise Refused(french("\n".join(told_letters)))
    try:
        target.write_bytes(to_pdf(attended, people, datetime.now(UTC).astimezone()))
    except OSError as unwritten:
        told_place = f"{target} : rien ne peut s'écrire là → choisissez un dossier qui existe."
        raise Refused(french(told_place)) from unwritten
    made = count(len(people), "attestation", "attestations")
    say(f"{target} : {made} à signer ({attended.length}).", fg="green")
