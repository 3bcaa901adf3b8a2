"""The trade's nouns: pure, immutable, exact (Decimal), without input or output.

Standard library and `words` only: it runs in Python 3.11 and, in the browser, in Python 3.14.
"""

from socialise.domain.brand import ASPECTS, differences, superlative
from socialise.domain.campaign import ONE_MONTH, ONE_WEEK, ONE_YEAR, Campaign, Moment
from socialise.domain.cash_flow import HORIZON, CashFlow, Month
from socialise.domain.comparison import Comparison, Ranking, rank
from socialise.domain.customers import break_even_units, cac, cac_payback_months
from socialise.domain.editorial_calendar import (
    LONGEST_SILENCE,
    OUTLETS,
    SOURCES,
    EditorialCalendar,
    Publication,
    spread,
)
from socialise.domain.freed_time import FreedTime
from socialise.domain.objective import Objective
from socialise.domain.persona import EVIDENCE, Claim, Evidence, Persona, supposed_share
from socialise.domain.register import familiar_named, jargon_in, jargon_named, spoken_to
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
from socialise.domain.trust import PILLARS, RUNGS, Pillar, Rung, TrustLadder
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
from socialise.domain.week_log import (
    DAYS,
    HOURS_IN_A_WEEK,
    TASK_NAMES,
    TASKS,
    WEEKS_IN_A_YEAR,
    Cut,
    LogLine,
    TaskTime,
    WeekLog,
    covers,
    freed_hours,
)
from socialise.domain.week_reading import WeekReading, read_cut, read_week

__all__ = [
    "ASPECTS",
    "DAYS",
    "EVIDENCE",
    "FREQUENCIES",
    "HORIZON",
    "HOURS_IN_A_WEEK",
    "LONGEST_SILENCE",
    "ONE_MONTH",
    "ONE_WEEK",
    "ONE_YEAR",
    "OUTLETS",
    "PILLARS",
    "PLACES",
    "RUNGS",
    "SOURCES",
    "TASKS",
    "TASK_NAMES",
    "WEEKS_IN_A_YEAR",
    "Campaign",
    "CashFlow",
    "Claim",
    "Comparison",
    "Cut",
    "EditorialCalendar",
    "Evidence",
    "FreedTime",
    "LogLine",
    "Mailing",
    "Moment",
    "Month",
    "Objective",
    "Persona",
    "Pillar",
    "Publication",
    "Ranking",
    "Result",
    "Rung",
    "Sign",
    "TaskTime",
    "TrustLadder",
    "Undefined",
    "Verb",
    "VerbKind",
    "WeekLog",
    "WeekReading",
    "break_even_units",
    "cac",
    "cac_payback_months",
    "cost_of_time",
    "cost_per_response",
    "covers",
    "differences",
    "familiar_named",
    "freed_hours",
    "full_cost",
    "holds_name",
    "hours_per_lead",
    "jargon_in",
    "jargon_named",
    "longest_wait",
    "margin",
    "mind_verb",
    "names_someone",
    "opening_verb",
    "rank",
    "reaction_verb",
    "read_cut",
    "read_week",
    "return_per_dollar",
    "roas",
    "roe_percent",
    "roi_percent",
    "shown",
    "sign_of",
    "spoken_to",
    "spread",
    "superlative",
    "supposed_share",
    "told_wait",
    "tool_named",
    "vague_verb",
]
