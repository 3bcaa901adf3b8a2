"""Reaching everyone or reaching someone: what one response costs (flyers, letters, posters)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialise.domain.result import Result, ratio
from socialise.domain.roi import HUNDRED


def cost_per_response(cost: Decimal, responses: Decimal) -> Result:
    """Cost / responses, in dollars. (définition du cours) Undefined when nobody responded."""
    return ratio(cost, responses, "aucune réponse reçue")


@dataclass(frozen=True)
class Mailing:
    """So many copies at so much each, and the responses that came back."""

    copies: Decimal
    unit_cost_cad: Decimal
    responses: Decimal

    @property
    def cost(self) -> Decimal:
        """Copies × unit cost, in dollars."""
        return self.copies * self.unit_cost_cad

    @property
    def cost_per_response(self) -> Result:
        """What one response cost, in dollars; undefined when nobody responded."""
        return cost_per_response(self.cost, self.responses)

    @property
    def response_percent(self) -> Result:
        """Responses for 100 copies sent; undefined when none was sent."""
        return ratio(self.responses * HUNDRED, self.copies, "aucun exemplaire envoyé")
