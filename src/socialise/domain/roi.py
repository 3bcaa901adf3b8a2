"""What an action returns for what it costs (rendement, ROI), with and without the time.

Amounts are before taxes on both sides, or after taxes on both sides: never mixed.
"""

from __future__ import annotations

from decimal import Decimal

from socialise.domain.result import Result, Undefined, ratio, without_dust

HUNDRED = Decimal(100)


def cost_of_time(hours: Decimal, hourly_rate: Decimal) -> Decimal:
    """Hours × the value of an hour, in dollars. (définition du cours)

    Always shown with and without: an hour that one does not pay oneself is an hour all the same.
    """
    return without_dust(hours * hourly_rate)


def full_cost(money: Decimal, hours: Decimal, hourly_rate: Decimal) -> Decimal:
    """Money spent + cost of the time, in dollars. (définition du cours)"""
    return money + cost_of_time(hours, hourly_rate)


def margin(sales: Decimal, margin_percent: Decimal) -> Decimal:
    """The part of the sales that remains once what was sold is paid for: the gain of an action."""
    return without_dust(sales * margin_percent / HUNDRED)


def roi_percent(gain: Decimal, cost: Decimal) -> Result:
    """ROI = (gain − cost) / cost, in percents: 200 for « 200 % ». (définition du cours)

    `gain` is the margin due to the action, not its sales. At least −100 when the gain is not
    negative. Undefined when the cost is zero (anything divided by nothing) or negative.
    """
    if cost < 0:
        return Undefined("le coût est négatif")
    if cost == 0:
        return Undefined("le coût est nul")
    return (gain - cost) * HUNDRED / cost


def roas(sales: Decimal, spend: Decimal) -> Result:
    """ROAS = attributed sales / money spent: 3 for « 3 $ pour 1 $ ». (définition du cours)

    It looks at sales and at money alone: a ROAS of 3 is a ROI of 200 % only if all sales are gain.
    Undefined when nothing was spent.
    """
    return ratio(sales, spend, "aucun argent n'a été dépensé")


def return_per_dollar(gain: Decimal, cost: Decimal) -> Result:
    """Gain / cost, in dollars for each dollar put in: ROI of 200 % is 3 $ for 1 $.

    Undefined when the cost is zero or less.
    """
    return ratio(gain, cost, "le coût est nul" if cost == 0 else "le coût est négatif")


def hours_per_lead(hours: Decimal, leads: Decimal) -> Result:
    """Hours spent / leads received, in hours. (définition du cours)

    Undefined, never zero, when no lead came.
    """
    return ratio(hours, leads, "aucune demande reçue")


def roe_percent(net_income: Decimal, equity: Decimal) -> Result:
    """ROE = net income / equity, in percents. (définition du cours)

    Undefined when equity is zero or negative: the ratio has no meaning then.
    """
    if equity <= 0:
        return Undefined("les capitaux propres sont nuls ou négatifs")
    return net_income * HUNDRED / equity
