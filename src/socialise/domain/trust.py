"""Trust, as a ladder: posts stand on its three rungs, and what one says of oneself needs proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from socialise.words import words_in

PROVED_FROM = 4  # a note of 4 or 5 is a claim: it needs a proof
PROOF_WORDS = 5  # what a proof takes to be one, in words


class Rung(StrEnum):
    """Where a post takes its reader, from the first contact to the last."""

    VISION = "vision"
    INFLUENCE = "influence"
    TRUST = "confiance"

    @property
    def label(self) -> str:
        """Its name in French."""
        return RUNGS[self.value]


RUNGS = {"vision": "Vision", "influence": "Influence", "confiance": "Confiance"}
NO_RUNG = "aucun"  # the answer where no rung is missing


class Pillar(StrEnum):
    """One of the four things that trust is made of."""

    PRACTICES = "pratiques"
    TRANSPARENCY = "transparence"
    AUTHENTICITY = "authenticite"
    MANNER = "approche"

    @property
    def label(self) -> str:
        """Its name in French."""
        return PILLARS[self.value]


PILLARS = {
    "pratiques": "Pratiques",
    "transparence": "Transparence",
    "authenticite": "Authenticité",
    "approche": "Approche",
}


@dataclass(frozen=True)
class Post:
    """What was published, in a few words, and the rung on which it stands."""

    subject: str
    rung: Rung


@dataclass(frozen=True)
class Note:
    """What one gives oneself for a pillar, from 1 to 5, and what shows it."""

    value: int
    proof: str = ""

    @property
    def claims(self) -> bool:
        """Whether it is high enough to need a proof."""
        return self.value >= PROVED_FROM

    @property
    def proved(self) -> bool:
        """Whether a proof of five words or more goes with it."""
        return len(words_in(self.proof)) >= PROOF_WORDS


@dataclass(frozen=True)
class TrustLadder:
    """The posts of a business on their rungs, and the notes that it gives itself."""

    posts: tuple[Post, ...] = ()
    notes: Mapping[Pillar, Note] = field(default_factory=dict)

    def on(self, rung: Rung) -> tuple[Post, ...]:
        """The posts of a rung, in order."""
        return tuple(post for post in self.posts if post.rung is rung)

    @property
    def missing(self) -> tuple[Rung, ...]:
        """The rungs without a post, from the first."""
        return tuple(rung for rung in Rung if not self.on(rung))

    def lacks(self, answer: str) -> bool:
        """Whether `answer` tells what is missing: one of the empty rungs, or « aucun »."""
        return answer in (self.missing or (NO_RUNG,))

    @property
    def unproved(self) -> tuple[Pillar, ...]:
        """The pillars with a note of 4 or 5 and no proof."""
        return tuple(
            pillar
            for pillar in Pillar
            if (note := self.notes.get(pillar)) is not None and note.claims and not note.proved
        )
