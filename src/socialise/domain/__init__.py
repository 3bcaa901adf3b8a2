"""The trade's nouns: pure, immutable, exact (Decimal), without input or output.

Standard library and `words` only: it runs in Python 3.11 and, in the browser, in Python 3.14.
"""

from socialise.domain.campaign import ONE_MONTH, ONE_WEEK, ONE_YEAR, Campaign, Moment
from socialise.domain.cash_flow import HORIZON, CashFlow, Month
from socialise.domain.comparison import Comparison, Ranking, rank
from socialise.domain.customers import break_even_units, cac, cac_payback_months
from socialise.domain.freed_time import FreedTime
from socialise.domain.persona import EVIDENCE, Claim, Evidence, Persona, supposed_share
from socialise.domain.responses import Mailing, cost_per_response
from socialise.domain.result import Result, Sign, Undefined, shown, sign_of
from socialise.domain.roi import (
    cost_of_time,
    full_cost,
    hours_per_lead,
    margin,
    return_per_dollar,
    roas,
    roe_percent,
    roi_percent,
)

__all__ = [
    "EVIDENCE",
    "HORIZON",
    "ONE_MONTH",
    "ONE_WEEK",
    "ONE_YEAR",
    "Campaign",
    "CashFlow",
    "Claim",
    "Comparison",
    "Evidence",
    "FreedTime",
    "Mailing",
    "Moment",
    "Month",
    "Persona",
    "Ranking",
    "Result",
    "Sign",
    "Undefined",
    "break_even_units",
    "cac",
    "cac_payback_months",
    "cost_of_time",
    "cost_per_response",
    "full_cost",
    "hours_per_lead",
    "margin",
    "rank",
    "return_per_dollar",
    "roas",
    "roe_percent",
    "roi_percent",
    "shown",
    "sign_of",
    "supposed_share",
]
