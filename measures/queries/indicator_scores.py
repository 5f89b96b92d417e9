"""An organization's indicator scores alone: what the grid's sentences compare, in two queries."""

from __future__ import annotations

from measures.choices import CitationScope
from measures.models import Framework, Organization, YearlyScore
from measures.rules.score_keys import ScoreKey, indicator_key

from .score_book import TwoYears


class IndicatorScores:
    """Like `ScoreBook.compare`, for indicators only."""

    def __init__(self, organization: Organization) -> None:
        network = organization.network
        frameworks = Framework.objects.filter(network=network)
        self._series = dict(frameworks.values_list("fiscal_year__year_be", "series"))
        scores = YearlyScore.objects.filter(
            organization=organization, indicator__framework__network=network
        ).values_list("indicator__framework__fiscal_year__year_be", "indicator__number", "value")
        self._scores = {
            (year_be, indicator_key(number)): value for year_be, number, value in scores
        }

    def compare(self, key: ScoreKey, earlier_year_be: int, later_year_be: int) -> TwoYears:
        """An indicator in two years; of years of different series only the later is given."""
        assert key.scope == CitationScope.INDICATOR  # who asks for more takes a ScoreBook
        before, after = (self._series.get(year) for year in (earlier_year_be, later_year_be))
        comparable = before is None or after is None or before == after
        earlier = self._scores.get((earlier_year_be, key)) if comparable else None
        return TwoYears(earlier, self._scores.get((later_year_be, key)), comparable)
