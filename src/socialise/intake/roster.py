"""Who sent what: the owner of a file, by its channel and never by what the file says of itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from socialise.intake.sent import Sent
from socialise.intake.signature import signed_by
from socialise.intake.text_file import NotText, text_of
from socialise.intake.workshop import Workshop, is_plain_name
from socialise.words import fold, shorten

__all__ = ["Owner", "RosterRefused", "owner_of", "read_roster"]

Owner = Callable[[Sent], str | None]
"""The learner of what was sent, or None. May raise AnswersRefused."""

SIZE_LIMIT = 5_000_000  # bytes
_EXAMPLE = "Par exemple : Nadia Roy;erable-42."
_PLAIN = (
    "ne peut pas nommer une personne. Prenez des lettres minuscules, des chiffres et des traits "
    "d'union, par exemple erable-42."
)


class RosterRefused(ValueError):
    """A roster or a name that cannot be used; the text says place, fact and cure."""


def owner_of(workshop: Workshop, learner: str | None, roster: Path | None) -> Owner:
    """The owner of what is collected: named for all, else by the roster, else by our signature.

    Raises RosterRefused when the name or the roster cannot be used.
    """
    if learner is not None:
        if not is_plain_name(learner):
            raise RosterRefused(f"« {shorten(learner, 40)} » {_PLAIN}")
        return lambda one: learner
    if roster is not None:
        owners = read_roster(roster)
        return lambda one: _listed(owners, one)
    return lambda one: signed_by(workshop, one.content)


def read_roster(path: Path) -> Mapping[str, str]:
    """The learner of each folder or name (folded), from a CSV of two columns, dossier and
    participant. Raises RosterRefused."""
    try:
        content = path.read_bytes() if path.stat().st_size <= SIZE_LIMIT else b""
        rows = list(_rows(text_of(content)))
    except (OSError, NotText, csv.Error, KeyError) as error:
        raise RosterRefused(
            f"{path} : une liste a deux colonnes, « dossier » et « participant ». {_EXAMPLE}"
        ) from error
    owners: dict[str, str] = {}
    for line, name, learner in rows:
        if not is_plain_name(learner):
            raise RosterRefused(f"{path}, ligne {line} : « {shorten(learner, 40)} » {_PLAIN}")
        if owners.setdefault(fold(name), learner) != learner:
            raise RosterRefused(
                f"{path}, ligne {line} : « {shorten(name, 60)} » est déjà à "
                f"{owners[fold(name)]}. Gardez une ligne par dossier."
            )
    return owners


def _rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, folder and learner. Raises KeyError without the two columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.DictReader(
        io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=max(";,\t", key=first.count)
    )
    heads = {fold(head): head for head in reader.fieldnames or () if head}
    dossier, participant = heads["dossier"], heads["participant"]
    for row in reader:
        name, learner = row[dossier] or "", row[participant] or ""
        if name.strip() or learner.strip():
            yield reader.line_num, name.strip(), learner.strip()


def _listed(owners: Mapping[str, str], one: Sent) -> str | None:
    """The owner by the channel's own names, outermost first, as the roster lists them.

    Moodle's « Nadia Roy_123_assignsubmission_file_ » is matched by « Nadia Roy ».
    """
    for name in one.channel:
        for piece in (name, name.rpartition(".")[0], name.split("_")[0]):
            if piece and (learner := owners.get(fold(piece))) is not None:
                return learner
    return None
