"""What a plan still lacks, gap by gap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from measures.choices import Round
from measures.rules.completeness import Gap, Missing, PlanFacts, RowFacts, missing, owed_by_unit

WHOLE = RowFacts(
    pk=1,
    number=1,
    has_measure=True,
    has_responsible=True,
    has_period=True,
    has_result=True,
    has_outcome=True,
    cites_scores=True,
)
DUE = Round.TWELVE_MONTHS


def gaps(plan: PlanFacts) -> list[Gap]:
    return [each.gap for each in missing(plan)]


def test_a_plan_with_everything_lacks_nothing():
    indicators = {1: "การปฏิบัติหน้าที่", 2: "การใช้งบประมาณ"}
    plan = PlanFacts(
        rows=(replace(WHOLE, indicators=frozenset({1, 2})),),
        round=DUE,
        indicators=indicators,
        scores={2567: frozenset(indicators), 2568: frozenset(indicators)},
        scored=frozenset(indicators),
    )
    assert missing(plan) == ()


def test_a_plan_without_rows_lacks_rows_and_no_results_of_them():
    assert missing(PlanFacts(round=DUE, indicators={1: "ก"})) == (Missing(Gap.NO_ROWS),)


@pytest.mark.parametrize(
    ("without", "gap"),
    [
        ({"has_measure": False}, Gap.NO_MEASURE),
        ({"has_responsible": False}, Gap.NO_RESPONSIBLE),
        ({"has_period": False}, Gap.NO_PERIOD),
        ({"has_result": False}, Gap.NO_RESULT),
        ({"cites_scores": False}, Gap.NO_CITATION),
    ],
)
def test_a_gap_names_the_rows_that_have_it_out_of_all(without, gap):
    lacking = replace(WHOLE, pk=2, number=2, **without)
    found = missing(PlanFacts(rows=(WHOLE, lacking), round=DUE))
    assert found == (Missing(gap, rows=(lacking,), of=2),)
    assert found[0].count == 1
    assert found[0].is_advised is (gap is Gap.NO_CITATION)


def test_results_are_not_asked_for_before_they_are_due():
    bare = replace(WHOLE, has_result=False, cites_scores=False)
    assert missing(PlanFacts(rows=(bare,), round=None)) == ()


def test_an_outcome_that_is_not_written_cites_nothing_yet():
    silent = replace(WHOLE, has_outcome=False, cites_scores=False)
    assert gaps(PlanFacts(rows=(silent,), round=DUE)) == []


@pytest.mark.parametrize(
    ("named", "gap"),
    [("indicators", Gap.NO_INDICATOR_ROW), ("issues", Gap.NO_ISSUE_ROW)],
)
def test_indicators_or_issues_without_a_row_are_named_where_the_plan_is_laid_out_by_them(
    named, gap
):
    names = {1: "ก", 2: "ข", 3: "ค"}
    covers: dict[str, Any] = {named: frozenset({2})}
    known: dict[str, Any] = {named: names}
    plan = PlanFacts(rows=(replace(WHOLE, **covers),), **known)
    assert missing(plan) == (Missing(gap, numbers=(1, 3), of=3),)
    other = replace(plan, rows=(WHOLE,))
    assert missing(other) == ()


@pytest.mark.parametrize(
    ("under_indicator", "expected"),
    [(False, []), (True, [Gap.NO_INDICATOR_ROW])],
)
def test_an_indicator_named_beside_an_issue_lays_nothing_out(under_indicator, expected):
    row = replace(
        WHOLE,
        indicators=frozenset({2}),
        issues=frozenset({1}),
        under_indicator=under_indicator,
    )
    plan = PlanFacts(rows=(row,), indicators={1: "ก", 2: "ข"}, issues={1: "ค"})
    assert gaps(plan) == expected


def test_a_year_lacks_scores_unless_every_indicator_has_one():
    plan = PlanFacts(
        rows=(WHOLE,),
        scores={2568: frozenset({1, 2}), 2567: frozenset({1})},
        scored=frozenset({1, 2}),
    )
    assert missing(plan) == (Missing(Gap.NO_SCORES, numbers=(2567,), of=2),)


def test_gaps_come_in_the_order_of_work():
    bare = RowFacts(pk=1, number=1)
    plan = PlanFacts(rows=(bare,), round=DUE, scores={2568: frozenset()}, scored=frozenset({1}))
    assert gaps(plan) == [
        Gap.NO_MEASURE,
        Gap.NO_RESPONSIBLE,
        Gap.NO_PERIOD,
        Gap.NO_SCORES,
        Gap.NO_RESULT,
    ]


def test_a_unit_owes_the_rows_without_result_that_it_is_responsible_for():
    rows = (
        replace(WHOLE, units=frozenset({7})),
        replace(WHOLE, has_result=False, units=frozenset({7, 8})),
        replace(WHOLE, has_result=False, units=frozenset({8, None})),
        replace(WHOLE, has_result=False, units=frozenset({None})),
    )
    assert owed_by_unit(PlanFacts(rows=rows, round=DUE)) == {7: 1, 8: 2}
    assert owed_by_unit(PlanFacts(rows=rows, round=None)) == {}
