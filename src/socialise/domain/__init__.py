"""The trade's nouns: pure, immutable, exact (Decimal), without input or output.

Standard library and `words` only: it runs in Python 3.11 and, in the browser, in Python 3.14.
"""

from socialise.domain.campaign import ONE_MONTH, ONE_WEEK, ONE_YEAR, Campaign, Moment
from socialise.domain.cash_flow import HORIZON, CashFlow, Month
from socialise.domain.comparison import Comparison, Ranking, rank
from socialise.domain.customers import break_even_units, cac, cac_payback_months
from socialise.domain.freed_time import FreedTime
from socialise.domain.objective import Objective
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
from socialise.domain.tools import tool_named
from socialise.domain.verbs import (
    Verb,
    VerbKind,
    mind_verb,
    opening_verb,
    reaction_verb,
    vague_verb,
)
from socialise.domain.watch import (
    FREQUENCIES,
    PLACES,
    holds_name,
    longest_wait,
    names_someone,
    told_wait,
)

__all__ = [
    "EVIDENCE",
    "FREQUENCIES",
    "HORIZON",
    "ONE_MONTH",
    "ONE_WEEK",
    "ONE_YEAR",
    "PLACES",
    "Campaign",
    "CashFlow",
    "Claim",
    "Comparison",
    "Evidence",
    "FreedTime",
    "Mailing",
    "Moment",
    "Month",
    "Objective",
    "Persona",
    "Ranking",
    "Result",
    "Sign",
    "Undefined",
    "Verb",
    "VerbKind",
    "break_even_units",
    "cac",
    "cac_payback_months",
    "cost_of_time",
    "cost_per_response",
    "full_cost",
    "holds_name",
    "hours_per_lead",
    "longest_wait",
    "margin",
    "mind_verb",
    "names_someone",
    "opening_verb",
    "rank",
    "reaction_verb",
    "return_per_dollar",
    "roas",
    "roe_percent",
    "roi_percent",
    "shown",
    "sign_of",
    "supposed_share",
    "told_wait",
    "tool_named",
    "vague_verb",
]
