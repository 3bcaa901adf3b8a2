"""The names that a trainer gives: one a line, or the column « nom » of a CSV file.

Nothing of them is kept: they go from the file to what is made of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from socialise.intake.text_file import NotText, text_of
from socialise.words import count, fold, normalise, shorten

__all__ = ["LONGEST", "MOST", "NamesRefused", "read_names"]

LONGEST = 80  # characters of one name
MOST = 1_000  # names of one list

_FAMILY = ("nom", "noms", "nom de famille", "nom complet", "participant", "participante")
_GIVEN = ("prenom", "prenoms")


class NamesRefused(ValueError):
    """A list that cannot be used; `lines` says each place, fact and cure, in French."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_names(content: bytes, file: str) -> list[str]:
    """The names in the order of the list, each once; `file` is its name, for the messages.

    A list whose name ends in .csv has heads: « nom », and « prénom » beside it if there is one.
    Any other has a name a line. Blank lines count for nothing. Raises NamesRefused with every
    problem at once.
    """
    text = _text(content, file)
    table = PurePath(file).suffix.lower() == ".csv"
    told = list(_column(text, file) if table else _lines(text))
    problems = list(_problems(told, file))
    if problems:
        raise NamesRefused(problems)
    return [name for _, name in told]


def _text(content: bytes, file: str) -> str:
    try:
        return text_of(content)
    except NotText as problem:
        raise NamesRefused([f"{file} : {problem}"]) from None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is not blank, with its number from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        if name := _clean(line):
            yield number, name


def _column(text: str, file: str) -> Iterator[tuple[int, str]]:
    """The name of each row of a CSV file, with the number of its line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heads: list[str] | None = None
    family = given = None
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        if heads is None:
            heads = [fold(cell).strip() for cell in row]
            family, given = _place(heads, _FAMILY), _place(heads, _GIVEN)
            if family is None:
                seen = shorten(", ".join(cell.strip() for cell in row), 60)
                raise NamesRefused(
                    [
                        f"{file}, ligne {reader.line_num} : « {seen} », et aucune colonne « nom » "
                        "→ écrivez « nom » en haut de la colonne des noms."
                    ]
                )
            continue
        name = _clean(" ".join(_cell(row, place) for place in (given, family)))
        if name:
            yield reader.line_num, name


def _place(heads: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in wanted if name in heads), None)


def _cell(row: list[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _clean(text: str) -> str:
    """A name on one line, with single spaces."""
    return " ".join(normalise(text).split())


def _problems(names: list[tuple[int, str]], file: str) -> Iterator[str]:
    if not names:
        yield f"{file} : aucun nom → écrivez-en un par ligne, par exemple : Nadia Roy."
        return
    if len(names) > MOST:
        yield (
            f"{file} : {count(len(names), 'nom', 'noms')}, et {MOST} au plus à la fois → faites "
            "une liste par atelier."
        )
        return
    seen: dict[str, int] = {}
    for number, name in names:
        place = f"{file}, ligne {number}"
        if len(name) > LONGEST:
            yield (
                f"{place} : « {shorten(name, 40)} » compte {len(name)} caractères → un nom en a "
                f"{LONGEST} au plus; écrivez une personne par ligne."
            )
        elif not any(character.isalpha() for character in name):
            yield f"{place} : « {name} » n'a aucune lettre → écrivez un nom, ou retirez la ligne."
        elif (first := seen.setdefault(fold(name), number)) != number:
            yield (
                f"{place} : « {name} » est déjà à la ligne {first} → retirez cette ligne, ou "
                "distinguez les deux personnes, par exemple : Nadia Roy (Verdun)."
            )
