"""Which round is reported, around 31 March and 30 September."""

from __future__ import annotations

import datetime

import pytest

from measures.choices import Round
from measures.rules.rounds import is_over, last_day_of_round, results_due, round_to_report

SIX, TWELVE = Round.SIX_MONTHS, Round.TWELVE_MONTHS


@pytest.mark.parametrize(
    ("round", "last"),
    [(SIX, datetime.date(2025, 3, 31)), (TWELVE, datetime.date(2025, 9, 30))],
)
def test_round_ends_with_its_last_day(round, last):
    assert last_day_of_round(2568, round) == last
    days = (last, last + datetime.timedelta(days=1))
    assert [is_over(2568, round, day) for day in days] == [False, True]


@pytest.mark.parametrize(
    ("today", "with_results", "asked", "expected"),
    [
        (datetime.date(2025, 5, 1), set(), set(), TWELVE),
        (datetime.date(2025, 5, 1), set(), {6}, SIX),
        (datetime.date(2025, 5, 1), {6}, set(), SIX),
        (datetime.date(2025, 5, 1), {6, 12}, {6}, TWELVE),
        (datetime.date(2025, 9, 30), {6}, {6, 12}, SIX),
        (datetime.date(2025, 10, 1), {6}, {6, 12}, TWELVE),
    ],
)
def test_round_to_report_is_six_months_only_where_somebody_wants_it(
    today, with_results, asked, expected
):
    found = round_to_report(2568, today, with_results=with_results, asked=asked)
    assert found is expected


@pytest.mark.parametrize(
    ("today", "with_results", "due"),
    [
        (datetime.date(2025, 9, 30), set(), False),
        (datetime.date(2025, 9, 30), {12}, True),
        (datetime.date(2025, 10, 1), set(), True),
    ],
)
def test_results_are_due_when_the_round_is_over_or_writing_has_begun(today, with_results, due):
    assert results_due(2568, TWELVE, today, with_results=with_results) is due
