"""Two plans side by side: which one the figures put first, and whether all figures agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from socialise.domain.campaign import ONE_YEAR, Campaign, Moment
from socialise.domain.result import Result, Undefined


class Ranking(StrEnum):
    """Which of two comes first; the values are the keys of the course's choices."""

    FIRST = "a"
    SECOND = "b"
    TIE = "egal"
    UNDEFINED = "indefini"


def rank(first: Result, second: Result) -> Ranking:
    """The greater result comes first.

    Two undefined results tie; one alone cannot be ranked against a number.
    """
    if isinstance(first, Undefined) or isinstance(second, Undefined):
        both = isinstance(first, Undefined) and isinstance(second, Undefined)
        return Ranking.TIE if both else Ranking.UNDEFINED
    if first == second:
        return Ranking.TIE
    return Ranking.FIRST if first > second else Ranking.SECOND


@dataclass(frozen=True)
class Comparison:
    """Two campaigns over the same time, one year unless told otherwise."""

    first: Campaign
    second: Campaign
    moment: Moment = ONE_YEAR

    def roi_percents(self, *, with_time: bool = True) -> tuple[Result, Result]:
        """Both ROI, in percents."""
        return (
            self.first.roi_percent(self.moment, with_time=with_time),
            self.second.roi_percent(self.moment, with_time=with_time),
        )

    def net_gains(self, *, with_time: bool = True) -> tuple[Decimal, Decimal]:
        """What each leaves in all, in dollars: margin − cost."""
        one, other = (
            plan.gain(self.moment) - plan.cost(self.moment, with_time=with_time)
            for plan in (self.first, self.second)
        )
        return one, other

    def by_roi(self, *, with_time: bool = True) -> Ranking:
        """Which plan returns most for each dollar put in."""
        return rank(*self.roi_percents(with_time=with_time))

    def by_net_gain(self, *, with_time: bool = True) -> Ranking:
        """Which plan leaves most dollars: not always the one with the best ROI."""
        return rank(*self.net_gains(with_time=with_time))
