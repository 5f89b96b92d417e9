"""Which round of a fiscal year is reported, and since when its results are due. Years are BE."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from itaportal.thai.dates import fiscal_year_span
from measures.choices import Round


def last_day_of_round(year_be: int, round: Round) -> datetime.date:
    """The last day (CE) that a round's results are of: 31 March, 30 September."""
    span = fiscal_year_span(year_be)
    if round is Round.TWELVE_MONTHS:
        return span.end
    return datetime.date(span.end.year, 3, 31)


def round_to_report(
    year_be: int, today: datetime.date, *, with_results: Collection[int], asked: Collection[int]
) -> Round:
    """The round that an office works on.

    Six months only while the fiscal year lasts, and only where somebody asks for it by a deadline
    (`asked`) or the office began with it: most report once a year.
    """
    wants_six = Round.SIX_MONTHS in {*with_results, *asked}
    begun_twelve = Round.TWELVE_MONTHS in with_results
    if wants_six and not begun_twelve and today <= last_day_of_round(year_be, Round.TWELVE_MONTHS):
        return Round.SIX_MONTHS
    return Round.TWELVE_MONTHS


def is_over(year_be: int, round: Round, today: datetime.date) -> bool:
    """Whether the months of the round are over, so that its results can be asked for."""
    return today > last_day_of_round(year_be, round)


def results_due(
    year_be: int, round: Round, today: datetime.date, *, with_results: Collection[int]
) -> bool:
    """Whether results of the round are missing where there are none.

    Once the round is over, or once the office has begun to write them.
    """
    return round in with_results or is_over(year_be, round, today)
