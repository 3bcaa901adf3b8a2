"""What a customer costs to win, and when that cost comes back. Not the recovery of a campaign."""

from __future__ import annotations

from decimal import Decimal

from socialise.domain.result import Result, Undefined, ratio


def cac(full_spend: Decimal, new_customers: Decimal) -> Result:
    """CAC = all that was spent to win customers, time included / new customers, in dollars.

    (définition du cours) Undefined when no customer was won.
    """
    return ratio(full_spend, new_customers, "aucun nouveau client ni nouvelle cliente")


def cac_payback_months(cac_cad: Decimal, monthly_margin_cad: Decimal) -> Result:
    """CAC / the margin that one customer leaves each month, in months. (définition du cours)

    Another read-out than the recovery month of a campaign. Undefined when the margin is zero or
    negative: the cost never comes back.
    """
    return ratio(cac_cad, monthly_margin_cad, "la marge mensuelle est nulle ou négative")


def break_even_units(fixed_cad: Decimal, price_cad: Decimal, variable_cad: Decimal) -> Result:
    """Units to sell to cover fixed costs: fixed / (price − variable), rounded up to a whole unit.

    (définition du cours) Undefined when a unit leaves nothing.
    """
    left = price_cad - variable_cad
    if left <= 0:
        return Undefined("le prix ne dépasse pas le coût variable")
    whole, remainder = divmod(fixed_cad, left)
    return whole + 1 if remainder > 0 else whole
