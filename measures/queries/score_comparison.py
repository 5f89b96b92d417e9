"""An organization's scores of two years beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from measures.models import Indicator, MeasurePlan, Organization
from measures.rules.grading import moved_apart
from measures.rules.score_keys import TOTAL, indicator_key, instrument_key
from measures.rules.scoring import ScoreChange, score_change

from .score_book import ScoreBook, TwoYears


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
    """The indicators that one instrument measures, and its own score."""

    instrument: str
    code: str
    lines: tuple[ScoreLine, ...]
    own: TwoYears


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Two consecutive years (BE), indicator by indicator in the order of the later year.

    Scores of instruments, the total and levels are the announced, else the computed ones.
    """

    earlier_year_be: int
    later_year_be: int
    bands: tuple[ScoreBand, ...]
    total: TwoYears

    @property
    def moved_apart(self) -> bool:
        """Whether the total rose while its level fell, or the other way round."""
        return moved_apart(self.total.change, self.total.level)

    @property
    def is_empty(self) -> bool:
        """Whether no score of either year is there."""
        lines = [line for band in self.bands for line in band.lines]
        values = [
            *((each.earlier, each.later) for each in lines),
            *((band.own.earlier, band.own.later) for band in self.bands),
            (self.total.earlier, self.total.later),
        ]
        levels = (self.total.earlier_level, self.total.later_level)
        return not any(levels) and all(pair == (None, None) for pair in values)


def scores_of(organization: Organization) -> ScoreBook:
    """All scores of an organization in its own network's frameworks."""
    return ScoreBook(organization)


def compare_scores(plan: MeasurePlan, scores: ScoreBook) -> ScoreComparison | None:
    """The scores of the plan's score year and of the year before; None where it names no year.

    An indicator compares with the earlier year's of the same number where both years are of one
    series; else there is no earlier score.
    """
    if plan.score_year is None:
        return None
    later_year_be = plan.score_year.year_be
    years = later_year_be - 1, later_year_be
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
            instrument.code,
            tuple(_line(indicator, later_year_be, scores) for indicator in members),
            scores.compare(instrument_key(instrument.code), *years),
        )
        for instrument, members in groupby(indicators, key=lambda each: each.instrument)
    )
    return ScoreComparison(*years, bands, scores.compare(TOTAL, *years))


def _line(indicator: Indicator, later_year_be: int, scores: ScoreBook) -> ScoreLine:
    years = scores.compare(indicator_key(indicator.number), later_year_be - 1, later_year_be)
    return ScoreLine(indicator.number, indicator.name, earlier=years.earlier, later=years.later)
