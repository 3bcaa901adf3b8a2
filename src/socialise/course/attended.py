"""What a trainer's path says of those who followed it: its title, its length, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialise.course.path import FILE, BrokenPaths, Kind, problems_in, read_paths, timed
from socialise.course.path_facts import text_facts

__all__ = ["Followed", "UnknownPath", "followed"]


class UnknownPath(LookupError):
    """No path has that name; the text says in French which ones there are."""


@dataclass(frozen=True)
class Followed:
    """A path as an attestation tells it: `minutes` of presence, the meal left out."""

    title: str
    minutes: int
    with_meal: bool
    activities: tuple[str, ...]  # their titles, in order


def followed(root: Path, path: str) -> Followed:
    """The path of that name, its minutes computed as its page computes them.

    Raises UnknownPath, or BrokenPaths when the file does not say hours that hold.
    """
    try:
        agendas = read_paths(root)
    except OSError as absent:
        raise UnknownPath(f"{FILE} n'est pas là : ce cours n'a pas de parcours.") from absent
    agenda = agendas.get(path)
    if agenda is None:
        known = ", ".join(agendas)
        raise UnknownPath(f"Le parcours « {path} » n'est pas dans {FILE}. Choisissez : {known}.")
    facts = text_facts(root)
    if problems := list(problems_in(agenda, facts)):
        raise BrokenPaths(problems)
    moments = timed(agenda, facts)
    meals = sum(one.minutes for one in moments if one.moment.kind is Kind.MEAL)
    activities = (
        facts.activities[one.moment.text].title
        for one in moments
        if one.moment.kind is Kind.ACTIVITY
    )
    return Followed(agenda.title, agenda.total - meals, meals > 0, tuple(activities))
