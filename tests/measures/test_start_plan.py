"""Starting a plan: what is copied of an earlier one, and what never is."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings

from itaportal.thai.dates import Period
from measures.actions.plan_content import write_content
from measures.actions.start_plan import copy_plan, lay_out_plan
from measures.choices import AuditAction, GroupKind, ReportForm
from measures.models import AuditEntry, Issue, MeasurePlan, RoundResult, ScoreCitation
from measures.queries.plan_draft import plan_draft
from tests import factories as make
from tests.measures.exchange.generated_plans import QUESTIONS, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(organization) -> MeasurePlan:
    make.make_framework(2569)
    plan = make.make_plan(
        organization=organization,
        form=ReportForm.RESULTS,
        introduction=make.plain("คำนำ"),
        cover=make.plain("ปก"),
        appendix=make.plain("ภาคผนวก"),
    )
    make.make_signatory(plan=plan)
    make.make_link(plan=plan)
    make.make_picture(plan=plan)
    make.make_analysis(plan=plan)
    make.make_score(organization=organization)
    return plan


@pytest.fixture
def group(earlier):
    section = make.make_section(
        plan=earlier, heading="ส่วนที่หนึ่ง", introduction=make.plain("ข้อความนำ")
    )
    return make.make_group(section=section)


def test_copy_has_headings_measures_steps_units_and_periods_a_year_later(clerk, earlier, group):
    row = make.make_filled_row(group=group)
    row.period_text = make.plain("ต.ค. ๖๗ - ก.ย. ๖๘", "ตลอดปีงบประมาณ")
    row.indicator = make.get_indicator(3)
    row.save()

    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=clerk)

    before, after = plan_draft(earlier), plan_draft(plan)
    (copied,), (original,) = after.rows, before.rows
    assert (copied.measures, copied.steps) == (original.measures, original.steps)
    assert copied.responsible == original.responsible
    assert copied.responsible_text == original.responsible_text
    assert copied.period == Period(datetime.date(2025, 10, 1), datetime.date(2026, 9, 30))
    assert copied.period_text == make.plain("ต.ค. ๖๘ - ก.ย. ๖๙", "ตลอดปีงบประมาณ")
    assert copied.indicator == 3
    assert after.sections[0].heading == "ส่วนที่หนึ่ง"
    assert after.sections[0].groups[0].heading == before.sections[0].groups[0].heading
    assert (plan.form, plan.state) == (ReportForm.RESULTS, "draft")
    years = (plan.fiscal_year, plan.posted_for, plan.score_year)
    assert [year and year.year_be for year in years] == [2569, 2570, 2569]
    heading = Issue.objects.get(groupheading__section__plan=plan)
    assert heading.framework.fiscal_year.year_be == 2569


def test_copy_leaves_results_scores_evidence_and_texts_of_the_year_behind(clerk, earlier, group):
    make.make_filled_row(group=group)

    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=clerk)

    draft = plan_draft(plan)
    assert [row.results + row.remarks for row in draft.rows] == [()]
    beside = (draft.analyses, draft.links, draft.pictures, draft.signatories)
    assert beside == ((), (), (), ())
    assert (draft.cover, draft.introduction, draft.appendix) == ((), (), ())
    assert draft.sections[0].introduction == ()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=plans(pictures=()))
def test_no_copy_ever_holds_a_result_score_or_evidence(draft, organization, clerk):
    for year_be in (2567, 2568, 2569):
        make.make_framework(year_be)
    for code in QUESTIONS:
        make.get_indicator().questions.get_or_create(code=code)
    MeasurePlan.objects.filter(organization=organization).delete()
    earlier = make.make_plan(organization=organization)
    write_content(earlier, draft, by=clerk)

    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=clerk)

    assert not RoundResult.objects.filter(row__section__plan=plan).exists()
    assert not ScoreCitation.objects.filter(round_result__row__section__plan=plan).exists()
    copied = plan_draft(plan)
    assert (copied.analyses, copied.links, copied.pictures) == ((), (), ())
    assert [row.measures for row in copied.rows] == [row.measures for row in draft.rows]
    assert [row.steps for row in copied.rows] == [row.steps for row in draft.rows]
    assert [row.responsible for row in copied.rows] == [row.responsible for row in draft.rows]


def test_copy_over_two_years_moves_periods_by_two(clerk, earlier, group):
    make.make_framework(2570)
    make.make_row(group=group)
    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2570), by=clerk)
    (row,) = plan_draft(plan).rows
    assert row.period == Period(datetime.date(2026, 10, 1), datetime.date(2027, 9, 30))


def test_a_heading_that_the_new_year_lacks_stays_as_free_text(clerk, earlier, group):
    make.make_row(group=group, indicator=make.get_indicator(5))
    make.make_framework(2569).issues.filter(number=1).delete()
    make.make_framework(2569).indicators.filter(number=5).delete()

    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=clerk)

    (copied,) = plan_draft(plan).sections[0].groups
    heading = copied.heading
    assert heading
    assert (heading.kind, heading.number) == (GroupKind.FREE, None)
    assert (heading.printed_number, heading.printed_text) == ("๑", "กระบวนการปฏิบัติงาน")
    assert copied.rows[0].indicator is None


def test_copy_keeps_rows_under_no_heading_and_free_headings(clerk, earlier):
    section = make.make_section(plan=earlier)
    make.make_row(section=section)
    make.make_row(group=make.make_group(section=section, kind=GroupKind.FREE))
    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=clerk)
    groups = plan_draft(plan).sections[0].groups
    assert [each.heading and each.heading.printed_text for each in groups] == [None, "หัวข้ออื่น"]


def test_copy_is_recorded_once_with_where_it_came_from(clerk, earlier, group):
    make.make_row(group=group)
    plan = copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=clerk)
    entry = AuditEntry.objects.get(action=AuditAction.PLAN_STARTED)
    assert (entry.subject_pk, entry.actor, entry.before) == (str(plan.pk), clerk, {})
    assert entry.after["copied_year_be"] == 2568
    assert set(entry.after) == {"copied_year_be", "posted_for_be", "score_year_be", "plan"}


@pytest.mark.parametrize(("kind", "count"), [(GroupKind.INDICATOR, 10), (GroupKind.ISSUE, 7)])
def test_laid_out_plan_has_an_empty_row_under_every_heading(clerk, organization, kind, count):
    make.make_framework(2569)
    plan = lay_out_plan(
        organization=organization,
        fiscal_year=make.make_year(2569),
        kind=kind,
        form=ReportForm.DEVELOPMENT_FROM_ITA,
        by=clerk,
    )
    groups = plan_draft(plan).sections[0].groups
    headings = [each.heading for each in groups]
    assert [(each.kind, each.number) for each in headings if each] == [
        (kind, number) for number in range(1, count + 1)
    ]
    assert [len(each.rows) for each in groups] == [1] * count
    assert {row.measures for each in groups for row in each.rows} == {()}
    assert plan.form == ReportForm.DEVELOPMENT_FROM_ITA
    assert (plan.posted_for, plan.score_year) == (make.make_year(2569), make.make_year(2568))
    entry = AuditEntry.objects.get(action=AuditAction.PLAN_STARTED)
    assert entry.after["laid_out_by"] == kind


@pytest.mark.parametrize(("year_be", "said"), [(2568, "มีแผนอยู่แล้ว"), (2575, "ยังไม่มีกรอบ")])
def test_a_year_with_a_plan_or_without_a_framework_is_refused(clerk, earlier, year_be, said):
    with pytest.raises(ValidationError, match=said):
        copy_plan(earlier=earlier, fiscal_year=make.make_year(year_be), by=clerk)
    assert MeasurePlan.objects.count() == 1


@pytest.mark.parametrize("member", ["supervisor", "contributor", "administrator", "outside_clerk"])
def test_who_may_not_edit_plans_starts_none(request, member, earlier):
    by = request.getfixturevalue(member)
    with pytest.raises(PermissionDenied):
        copy_plan(earlier=earlier, fiscal_year=make.make_year(2569), by=by)
    assert MeasurePlan.objects.count() == 1
