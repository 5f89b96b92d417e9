"""An organization's scores of two years beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from measures.models import Indicator, MeasurePlan, Organization, YearlyScore
from measures.rules.scoring import ScoreChange, score_change

# {(year BE, indicator's number, its name): score in percent, two places}
Scores = dict[tuple[int, int, str], Decimal]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One indicator: scores in percent with two places, None where there is none."""

    number: int
    name: str
    earlier: Decimal | None
    later: Decimal | None

    @property
    def change(self) -> ScoreChange | None:
        """How the score moved; None when either is missing."""
        return score_change(self.earlier, self.later)


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """The indicators that one instrument measures."""

    instrument: str
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Two consecutive years (BE), indicator by indicator in the order of the later year."""

    earlier_year_be: int
    later_year_be: int
    bands: tuple[ScoreBand, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no score of either year is there."""
        return all(
            line.earlier is None and line.later is None
            for band in self.bands
            for line in band.lines
        )


def scores_of(organization: Organization) -> Scores:
    """All scores of an organization in its own network's frameworks; one query."""
    found = YearlyScore.objects.filter(
        organization=organization, indicator__framework__network=organization.network
    ).values_list(
        "indicator__framework__fiscal_year__year_be",
        "indicator__number",
        "indicator__name",
        "value",
    )
    return {(year_be, number, name): value for year_be, number, name, value in found}


def compare_scores(plan: MeasurePlan, scores: Scores) -> ScoreComparison | None:
    """The scores of the plan's score year and of the year before; None where it names no year.

    An indicator compares with the earlier year's of the same number and the same name; one that
    was renumbered or renamed has no earlier score.
    """
    if plan.score_year is None:
        return None
    later_year_be = plan.score_year.year_be
    indicators = (
        Indicator.objects.filter(
            framework__fiscal_year__year_be=later_year_be,
            framework__network=plan.organization.network,
        )
        .select_related("instrument")
        .order_by("number")
    )
    bands = tuple(
        ScoreBand(
            instrument.get_code_display(),
            tuple(_line(indicator, later_year_be, scores) for indicator in members),
        )
        for instrument, members in groupby(indicators, key=lambda each: each.instrument)
    )
    return ScoreComparison(later_year_be - 1, later_year_be, bands)


def _line(indicator: Indicator, later_year_be: int, scores: Scores) -> ScoreLine:
    number, name = indicator.number, indicator.name
    return ScoreLine(
        number,
        name,
        earlier=scores.get((later_year_be - 1, number, name)),
        later=scores.get((later_year_be, number, name)),
    )
