"""A persona: someone invented, made of claims, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from socialise.domain.result import Result, Undefined


class Evidence(StrEnum):
    """What a claim rests on, from what was heard to what is only thought."""

    INTERVIEW = "entrevue"
    DATA = "donnees"
    OBSERVATION = "observation"
    SUPPOSITION = "supposition"

    @property
    def rank(self) -> int:
        """From 3 (an interview) down to 0 (a supposition)."""
        return 3 - list(Evidence).index(self)

    @property
    def label(self) -> str:
        """The kind in French, as a choice to tick."""
        return EVIDENCE[self.value]


# Key → label, in the order of rank: the options of the question « Comment le savez-vous? ».
EVIDENCE = {
    "entrevue": "On me l'a dit en entrevue",
    "donnees": "Des données le montrent (ventes, statistiques, sondage)",
    "observation": "Je l'ai observé",
    "supposition": "Je le suppose",
}


def supposed_share(evidence: Iterable[str]) -> Result:
    """The part of the claims that are suppositions, from 0 to 1. (définition du cours)

    `evidence` holds one key for each claim. A claim without evidence (« ») counts as supposed.
    Undefined when there is no claim.
    """
    kinds = list(evidence)
    if not kinds:
        return Undefined("aucun énoncé")
    supposed = sum(kind in ("", Evidence.SUPPOSITION) for kind in kinds)
    return Decimal(supposed) / len(kinds)


@dataclass(frozen=True)
class Claim:
    """One thing said about a persona, and what it rests on."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class Persona:
    """Someone invented who stands for a public; never a real person, whatever the first name."""

    first_name: str
    situation: str
    goals: tuple[Claim, ...] = ()
    obstacles: tuple[Claim, ...] = ()
    triggers: tuple[Claim, ...] = ()
    places: tuple[Claim, ...] = ()
    message: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim: goals, obstacles, triggers, then places."""
        return self.goals + self.obstacles + self.triggers + self.places

    @property
    def supposed_share(self) -> Result:
        """The part of the claims that are suppositions, from 0 to 1; undefined without claims."""
        return supposed_share(claim.evidence for claim in self.claims)

    def resting_on(self, evidence: Evidence) -> tuple[Claim, ...]:
        """The claims that rest on that kind of evidence, in order."""
        return tuple(claim for claim in self.claims if claim.evidence is evidence)
