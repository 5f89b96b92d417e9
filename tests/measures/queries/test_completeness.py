"""What stored plans have and lack."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from measures.choices import DueFor, GroupKind, ReportForm, ResponsibleKind, Round
from measures.models import Measure, MeasurePlan
from measures.queries.completeness import progress_of, progress_of_plan
from measures.queries.deadlines import due_dates
from measures.rules.completeness import Gap, RowFacts
from tests import factories as make

pytestmark = pytest.mark.django_db

BEFORE_END, AFTER_END = datetime.date(2025, 9, 30), datetime.date(2025, 10, 1)


@pytest.fixture
def plan(organization) -> MeasurePlan:
    return make.make_plan(organization=organization)


@pytest.fixture
def group(plan):
    return make.make_group(section=make.make_section(plan=plan))


def gaps(plan: MeasurePlan, today: datetime.date = AFTER_END) -> dict[Gap, int]:
    return {each.gap: each.count for each in progress_of_plan(plan, today).missing}


def test_a_row_is_told_by_what_it_has(plan, group):
    unit = make.make_unit(organization=plan.organization, name="กองคลัง")
    bare = make.make_row(group=group, period_start=None, period_end=None)
    full = make.make_row(group=group, indicator=make.get_indicator(3))
    make.make_measure(row=full)
    make.make_responsibility(row=full, unit=unit)
    make.make_responsibility(row=full, kind=ResponsibleKind.EVERYONE)
    make.make_citation(result=make.make_result(row=full))

    facts = progress_of_plan(plan, AFTER_END).facts

    assert facts.rows == (
        RowFacts(pk=bare.pk, number=1, issues=frozenset({1})),
        RowFacts(
            pk=full.pk,
            number=2,
            has_measure=True,
            has_responsible=True,
            has_period=True,
            has_result=True,
            has_outcome=True,
            cites_scores=True,
            indicators=frozenset({3}),
            issues=frozenset({1}),
            units=frozenset({unit.pk, None}),
        ),
    )
    assert (facts.round, len(facts.indicators), len(facts.issues)) == (Round.TWELVE_MONTHS, 10, 7)


@pytest.mark.parametrize("cell", ["period_text", "responsible_text"])
def test_typed_text_alone_says_when_and_who(plan, group, cell):
    typed: dict[str, Any] = {cell: make.plain("ตามแผน")}
    make.make_row(group=group, period_start=None, period_end=None, **typed)
    found = gaps(plan)
    lacking = {"period_text": Gap.NO_RESPONSIBLE, "responsible_text": Gap.NO_PERIOD}
    assert set(found) & set(lacking.values()) == {lacking[cell]}


def test_an_empty_measure_is_no_measure(plan, group):
    row = make.make_row(group=group)
    Measure.objects.create(row=row, position=1)
    assert gaps(plan)[Gap.NO_MEASURE] == 1


def test_rows_under_no_heading_come_first_as_they_are_shown(plan, group):
    later = make.make_row(group=group, position=1)
    first = make.make_row(section=group.section, position=2)
    rows = progress_of_plan(plan, AFTER_END).facts.rows
    assert [(row.pk, row.number) for row in rows] == [(first.pk, 1), (later.pk, 2)]


def test_indicators_named_by_headings_show_which_have_no_row(plan):
    section = make.make_section(plan=plan)
    for _ in (1, 2):
        group = make.make_group(section=section, kind=GroupKind.INDICATOR)
        make.make_measure(row=make.make_row(group=group))
    (found,) = [
        each
        for each in progress_of_plan(plan, BEFORE_END).missing
        if each.gap is Gap.NO_INDICATOR_ROW
    ]
    assert found.numbers == tuple(range(3, 11))


def test_results_are_missing_once_the_year_is_over_and_never_in_a_form_without_them(plan, group):
    make.make_row(group=group)
    assert Gap.NO_RESULT not in gaps(plan, BEFORE_END)
    assert gaps(plan, AFTER_END)[Gap.NO_RESULT] == 1
    plan.form = ReportForm.DEVELOPMENT_FROM_ITA
    plan.save()
    assert Gap.NO_RESULT not in gaps(plan, AFTER_END)


def test_an_empty_result_is_none(plan, group):
    make.make_result(row=make.make_row(group=group), results=(), outcome=())
    assert progress_of_plan(plan, BEFORE_END).facts.round is None


def test_a_deadline_of_six_months_asks_for_that_round(plan, group):
    make.make_row(group=group)
    spring = datetime.date(2025, 4, 1)
    make.make_deadline(due_for=DueFor.PLAN)
    assert progress_of_plan(plan, spring).round is Round.TWELVE_MONTHS
    make.make_deadline(due_for=DueFor.SIX_MONTHS)
    progress = progress_of_plan(plan, spring)
    assert (progress.round, progress.facts.round) == (Round.SIX_MONTHS, Round.SIX_MONTHS)
    asked = progress_of_plan(plan, spring, round=Round.TWELVE_MONTHS)
    assert (asked.round, asked.facts.round) == (Round.TWELVE_MONTHS, None)


def test_scores_are_missing_by_year_of_the_organizations_own(plan, other_organization):
    for number in range(1, 11):
        make.make_score(organization=plan.organization, year_be=2568, number=number)
        make.make_score(organization=other_organization, year_be=2567, number=number)
    (found,) = [
        each for each in progress_of_plan(plan, AFTER_END).missing if each.gap is Gap.NO_SCORES
    ]
    assert (found.numbers, found.of) == ((2567,), 2)
    plan.score_year = None
    assert Gap.NO_SCORES not in gaps(plan)


def test_an_organizations_own_deadline_takes_the_place_of_the_one_for_all(plan):
    other = make.make_plan()
    make.make_own_deadline(organization=plan.organization, due_on=datetime.date(2026, 3, 20))
    make.make_deadline(due_on=datetime.date(2026, 3, 31))
    make.make_deadline(year_be=2569)
    found = due_dates([plan, other])
    twelve = DueFor.TWELVE_MONTHS
    assert dict(found[plan.pk].days) == {twelve: datetime.date(2026, 3, 20)}
    assert dict(found[other.pk].days) == {twelve: datetime.date(2026, 3, 31)}
    assert (found[plan.pk].own, found[other.pk].own) == (frozenset({twelve}), frozenset())


@pytest.mark.parametrize("plans", [1, 3])
def test_facts_take_six_queries_however_many_plans_and_rows(django_assert_num_queries, plans):
    for _ in range(plans):
        group = make.make_group(section=make.make_section(plan=make.make_plan()))
        for number in range(plans):
            make.make_filled_row(group=group, text=f"แถว {number}")
    related = ("organization", "fiscal_year", "score_year")
    stored = list(MeasurePlan.objects.select_related(*related))

    # Two of deadlines; results, responsible, rows; indicators, issues, scores.
    with django_assert_num_queries(6):
        found = progress_of(stored, AFTER_END)

    assert [len(found[plan.pk].facts.rows) for plan in stored] == [plans] * plans
