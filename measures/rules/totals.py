"""Scores of instruments and the total from those of indicators, checked against the announced.

Rules: `domain.md` 1.2. Published figures are rounded from unrounded inputs, so a recomputed one
may differ by a hundredth or two: the announced figure wins, and the difference is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .scoring import two_places

TOLERANCE = Decimal("0.02")
"""How far a recomputed score may lie from the announced one and still agree with it."""
FULL_SCORE = Decimal(100)


@dataclass(frozen=True, slots=True)
class InstrumentRule:
    """What an instrument (IIT, EIT, OIT) counts in a framework.

    `weight` is its share of the total in percent, `indicators` the numbers of those it measures.
    """

    code: str
    weight: Decimal
    indicators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """An announced score beside the computed one; either is None where it is not known.

    Both are percent; the computed one is unrounded.
    """

    announced: Decimal | None = None
    computed: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """The score that holds, two places: the announced one, without it the computed one."""
        known = self.computed if self.announced is None else self.announced
        return None if known is None else two_places(known)

    @property
    def difference(self) -> Decimal | None:
        """How far the two lie apart as printed, never negative; None unless both are known."""
        if self.announced is None or self.computed is None:
            return None
        return abs(two_places(self.announced) - two_places(self.computed))

    @property
    def agrees(self) -> bool:
        """Whether the two lie within the tolerance; nothing to compare is no disagreement."""
        return self.difference is None or self.difference <= TOLERANCE


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """The unweighted mean, unrounded; None where a value is missing or there are none."""
    known: list[Decimal] = []
    for value in values:
        if value is None:
            return None
        known.append(value)
    return sum(known, Decimal(0)) / len(known) if known else None


def mean_of_means(groups: Iterable[Iterable[Decimal | None]]) -> Decimal | None:
    """An OIT indicator from its items, 0 or 100 each: the mean of its sub-indicators' means.

    As the assessment of 2564 counted; of later years the rule is not known.
    """
    return mean([mean(group) for group in groups])


def instrument_means(
    scores: Mapping[int, Decimal | None], instruments: Iterable[InstrumentRule]
) -> dict[str, Decimal | None]:
    """The score of each instrument by its code: the unweighted mean of its indicators, unrounded.

    `scores` are by the indicators' numbers; an instrument with one missing has none.
    """
    return {
        each.code: mean([scores.get(number) for number in each.indicators]) for each in instruments
    }


def weighted_total(
    scores: Mapping[str, Decimal | None], instruments: Iterable[InstrumentRule]
) -> Decimal | None:
    """The total of instruments' scores by their weights, unrounded; None with one missing."""
    total = Decimal(0)
    for each in instruments:
        score = scores.get(each.code)
        if score is None:
            return None
        total += score * each.weight / FULL_SCORE
    return total


@dataclass(frozen=True, slots=True)
class Recomputation:
    """A year's instruments by code, and its total, announced beside computed."""

    instruments: dict[str, Checked]
    total: Checked


def recompute(
    scores: Mapping[int, Decimal | None],
    instruments: tuple[InstrumentRule, ...],
    announced: Mapping[str, Decimal | None],
    announced_total: Decimal | None,
) -> Recomputation:
    """The instruments and total that follow from the indicators' `scores`, beside the announced.

    The total is computed of unrounded means where all indicators are known, so that 81.4548 is
    81.45; else of the announced scores of instruments.
    """
    means = instrument_means(scores, instruments)
    checked = {code: Checked(announced.get(code), value) for code, value in means.items()}
    total = weighted_total(means, instruments)
    if total is None:
        total = weighted_total({code: each.value for code, each in checked.items()}, instruments)
    return Recomputation(checked, Checked(announced_total, total))


def percent_of_points(value: Decimal, weight: Decimal) -> Decimal | None:
    """What percent a score is that looks like weighted points; None when it does not.

    Scores circulate in two notations: percent, and points of the instrument's weight (28.04 of
    30). A score up to the weight looks like points; 0 is the same in both.
    """
    if not 0 < value <= weight:
        return None
    return two_places(value * FULL_SCORE / weight)
