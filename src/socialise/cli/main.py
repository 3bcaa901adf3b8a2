"""The command `socialise` and what its parts share."""

from __future__ import annotations

import atexit
import gc
import gettext
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

# A thousand modules are loaded before the work begins: garbage is looked for less often, and not at
# all at the end, when all of it goes (half a second of each command).
gc.set_threshold(50_000)
atexit.register(gc.freeze)

# Click's own sentences come through gettext: French whatever the machine's language.
os.environ["LANGUAGE"] = "fr"
gettext.bindtextdomain("click", str(Path(__file__).with_name("locale")))
gettext.textdomain("click")

# What nbgrader's libraries think of one another is not for a trainer.
warnings.filterwarnings("ignore", module=r"(nbgrader|nbformat|nbconvert|sqlalchemy)(\.|$)")

# jsonschema, when there is one, builds a grammar of international addresses at import: a second and
# a half before each command, for a format that no notebook's schema names.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import click  # noqa: E402  (after gettext is set)


class Refused(click.ClickException):
    """Something was refused; the message says place, fact and cure. Exit code 1."""

    def show(self, file: Any = None) -> None:
        click.secho(self.format_message(), fg="yellow", err=True)


class French(click.Group):
    """A group whose commands stand in the order of the work, not of the alphabet."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except click.ClickException:
            raise
        except Exception as error:
            from socialise.course.gradebook import GradebookAway

            if isinstance(error, GradebookAway):  # any command may need the gradebook
                raise Refused(french(str(error))) from None
            raise


@click.group(
    cls=French,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    context_settings={"help_option_names": ["--help"], "max_content_width": 96},
)
def main() -> None:
    """Des ateliers et des cours faits de carnets : des formulaires dans la page, un verdict qui
    est la note, des choses finies à emporter.

    Chaque commande a son aide. Par exemple : socialise grade --help
    """


def course_root() -> Path:
    """The folder of the course: this one or the nearest above that holds _config.yml."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "_config.yml").is_file() and (folder / "nbgrader_config.py").is_file():
            return folder
    raise Refused(
        f"{here} : aucun cours ici (_config.yml et nbgrader_config.py manquent). "
        "Placez-vous dans le dossier du cours, puis relancez la commande."
    )


def workshop_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--workshop DIR`, the same for every command that reads or writes a workshop's data."""
    return click.option(
        "--workshop",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DOSSIER",
        envvar="SOCIALISE_WORKSHOP",
        default=Path("workshop"),
        show_default=True,
        help="Le dossier de l'atelier : remises, notes, rétroactions.",
    )(command)


def set_workshop(root: Path, folder: Path) -> Path:
    """Name the workshop's folder for nbgrader too; gives it as an absolute path."""
    absolute = folder if folder.is_absolute() else root / folder
    os.environ["SOCIALISE_WORKSHOP"] = str(absolute)
    return absolute


def french(text: str) -> str:
    """A sentence with Quebec's no-break spaces."""
    from socialise.words import quebec_typography

    return quebec_typography(text)


def say(text: str, **style: Any) -> None:
    """Print a sentence in French."""
    click.secho(french(text), **style)


from socialise.cli import course, workshop  # noqa: E402, F401, I001  (they register their commands)
from socialise.cli import attestations  # noqa: E402, F401  (the last of the day)
