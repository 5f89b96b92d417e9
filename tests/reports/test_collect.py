"""A plan becomes facts, with as many queries for three rows as for one."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ResponsibleKind,
    ResultStatus,
    Round,
)
from measures.exchange.picture_files import stored_picture
from measures.models import MeasurePlan, QuestionLink
from measures.queries.plan_draft import plan_draft
from measures.rules.scoring import Direction
from reports.collect import collect
from reports.facts import (
    AnalysisFacts,
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    LinkFacts,
    OrganizationFacts,
    PeriodFacts,
    QuestionFacts,
    ReportFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
    SignatoryFacts,
    StepFacts,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization, introduction=make.plain("คำนำ"))


def test_everything_that_a_report_may_say_is_collected(plan, organization):
    section = make.make_section(plan=plan, heading="ส่วนแรก", introduction=make.plain("นำ"))
    group = make.make_group(section=section, printed_number="๘", printed_text="ชื่อที่พิมพ์")
    row = make.make_row(
        group=group,
        period_text=make.plain("ตลอดปี"),
        indicator=make.get_indicator(1),
        printed_number="๙",
    )
    make.make_score(organization=organization, value=Decimal("87.67"))
    make.make_total_score(organization=organization, value=Decimal("91.25"))
    make.make_analysis(
        plan=plan,
        question=make.make_question(code="i1", text="ข้อคำถามทางการ"),
        question_text=make.plain("ข้อคำถามที่พิมพ์"),
        analysis=make.plain("วิเคราะห์"),
        guidance=make.dashed("ยกระดับ"),
    )
    first = make.make_measure(row=row, content=make.numbered("มาตรการหนึ่ง"))
    make.make_measure(row=row, content=make.numbered("มาตรการสอง"))
    make.make_step(row=row, measure=first, content=make.dashed("ขั้นตอนของหนึ่ง"))
    make.make_step(row=row, content=make.plain("ขั้นตอนร่วม"))
    make.make_responsibility(row=row, note="งานนิติการ")
    make.make_responsibility(row=row, kind=ResponsibleKind.COMMITTEE, name="คณะทำงาน ITA")
    result = make.make_result(
        row=row,
        results=make.dashed("ผล"),
        outcome=make.plain("ผลลัพธ์"),
        suggestion=make.plain("เสนอแนะ"),
        status=ResultStatus.IN_PROGRESS,
    )
    make.make_citation(result=result)
    make.make_result(row=row, round=Round.SIX_MONTHS, results=make.plain("ผลหกเดือน"))

    facts = collect(plan, Round.TWELVE_MONTHS)

    assert facts.plan == plan_draft(plan)
    assert dataclasses.replace(facts, plan=None) == ReportFacts(
        organization=OrganizationFacts(
            organization.code,
            organization.name,
            organization.district,
            organization.province,
            organization.is_demo,
        ),
        fiscal_year_be=2568,
        round=Round.TWELVE_MONTHS,
        introduction=make.plain("คำนำ"),
        posted_for_be=2569,
        score_year_be=2568,
        total_score=Decimal("91.25"),
        sections=(
            SectionFacts(
                heading="ส่วนแรก",
                introduction=make.plain("นำ"),
                groups=(
                    GroupFacts(
                        HeadingFacts(GroupKind.ISSUE, "1", "กระบวนการปฏิบัติงาน", "๘", "ชื่อที่พิมพ์"),
                        (
                            RowFacts(
                                measures=(
                                    make.numbered("มาตรการหนึ่ง"),
                                    make.numbered("มาตรการสอง"),
                                ),
                                steps=(
                                    StepFacts(make.dashed("ขั้นตอนของหนึ่ง"), measure=0),
                                    StepFacts(make.plain("ขั้นตอนร่วม")),
                                ),
                                responsible=(
                                    ResponsibleFacts(ResponsibleKind.UNIT, "สำนักปลัด", "งานนิติการ"),
                                    ResponsibleFacts(ResponsibleKind.COMMITTEE, "คณะทำงาน ITA"),
                                ),
                                period=PeriodFacts(
                                    datetime.date(2024, 10, 1),
                                    datetime.date(2025, 9, 30),
                                    make.plain("ตลอดปี"),
                                ),
                                result=ResultFacts(
                                    make.dashed("ผล"),
                                    make.plain("ผลลัพธ์"),
                                    (
                                        CitationFacts(
                                            CitationBinding.TYPED,
                                            CitationScope.INDICATOR,
                                            2567,
                                            2568,
                                            Decimal("87.87"),
                                            Decimal("87.67"),
                                            indicator=IndicatorFacts(1, "การปฏิบัติหน้าที่"),
                                        ),
                                    ),
                                    make.plain("เสนอแนะ"),
                                    ResultStatus.IN_PROGRESS,
                                ),
                                position=1,
                                printed_number="๙",
                                indicator=IndicatorFacts(1, "การปฏิบัติหน้าที่"),
                                score=Decimal("87.67"),
                                analysis=AnalysisFacts(
                                    QuestionFacts("i1", "ข้อคำถามทางการ"),
                                    make.plain("ข้อคำถามที่พิมพ์"),
                                    make.plain("วิเคราะห์"),
                                    make.dashed("ยกระดับ"),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_results_are_those_of_the_round_that_was_asked_for(plan):
    row = make.make_row(section=make.make_section(plan=plan))
    make.make_result(row=row, round=Round.SIX_MONTHS, results=make.plain("ผลหกเดือน"))
    assert only_row(collect(plan, Round.SIX_MONTHS)).result.results == make.plain("ผลหกเดือน")
    assert only_row(collect(plan, Round.TWELVE_MONTHS)).result == ResultFacts()


def test_what_stands_around_the_tables_is_collected_in_order(plan, organization):
    make.make_emblem(organization)
    plan.appendix = make.numbered("กิจกรรม")
    make.make_link(plan=plan, position=2, address="https://itas.example.go.th/iit", label="IIT")
    make.make_link(plan=plan, position=1, address="https://itas.example.go.th/eit", label="EIT")
    make.make_picture(plan=plan, alternative_text="ป้ายประกาศ", caption="ติดประกาศ")
    make.make_signatory(plan=plan, role="ผู้รายงาน", name="", position_title="ปลัด")

    facts = collect(plan)

    assert facts.appendix.text == make.numbered("กิจกรรม")
    assert facts.appendix.links == (
        LinkFacts("https://itas.example.go.th/eit", "EIT"),
        LinkFacts("https://itas.example.go.th/iit", "IIT"),
    )
    (pictured,) = facts.appendix.pictures
    assert (pictured.caption, pictured.picture.alternative) == ("ติดประกาศ", "ป้ายประกาศ")
    assert pictured.picture.content == stored_picture(plan.pictures.get().picture).content
    assert facts.signatories == (SignatoryFacts("ผู้รายงาน", "", "ปลัด"),)
    assert facts.organization.emblem is not None
    assert facts.organization.emblem.alternative == "ตรารูปวงกลมสีทอง"


def test_rows_are_counted_through_a_section_and_take_the_indicator_of_their_heading(plan):
    section = make.make_section(plan=plan)
    for number in (1, 2):
        indicator = make.get_indicator(number)
        group = make.make_group(section=section, kind=GroupKind.INDICATOR, indicator=indicator)
        make.make_row(group=group)
    (collected,) = collect(plan).sections
    rows = [row for group in collected.groups for row in group.rows]
    assert [(row.position, row.indicator and row.indicator.number) for row in rows] == [
        (1, 1),
        (2, 2),
    ]


def only_row(facts: ReportFacts) -> RowFacts:
    """The one row of the facts."""
    (section,) = facts.sections
    (group,) = section.groups
    (row,) = group.rows
    return row


def test_bound_citation_takes_its_values_from_the_organizations_own_scores(plan):
    other = make.make_organization()
    for organization, difference in ((plan.organization, 0), (other, 9)):
        for year_be, value in ((2567, 80), (2568, 85)):
            score = Decimal(value + difference)
            make.make_score(organization=organization, year_be=year_be, number=2, value=score)
    result = make.make_result(row=make.make_row(section=make.make_section(plan=plan)))
    for indicator in (make.get_indicator(2), make.get_indicator(3)):
        make.make_citation(result=result, binding=CitationBinding.BOUND, indicator=indicator)

    with_scores, without = only_row(collect(plan)).result.citations

    assert (with_scores.earlier, with_scores.later) == (Decimal("80.00"), Decimal("85.00"))
    assert (without.earlier, without.later) == (None, None)


def test_bound_question_instrument_and_total_find_their_scores_and_say_what_compares(plan):
    office = plan.organization
    result = make.make_result(row=make.make_row(section=make.make_section(plan=plan)))
    later, new = make.make_question(code="i4"), make.make_question(code="i8")
    earlier = make.make_question(code="i8", indicator=make.get_indicator(1, 2567))
    QuestionLink.objects.create(later=later, earlier=earlier)
    for question, value in ((earlier, "80"), (later, "85"), (new, "99")):
        make.make_question_score(organization=office, question=question, value=value)
    for year_be, value, level in ((2567, "92.43", "ผ่านดี"), (2568, "94.64", "ผ่าน")):
        make.make_bands(year_be)
        make.make_total_score(organization=office, year_be=year_be, value=value, level=level)
        make.make_instrument_score(organization=office, year_be=year_be, code="EIT", value=value)
    bound = partial(make.make_citation, result=result, binding=CitationBinding.BOUND)
    for question in (later, new):
        bound(scope=CitationScope.QUESTION, question=question)
    instrument = make.get_instrument("EIT")
    bound(scope=CitationScope.INSTRUMENT, instrument=instrument)
    bound(scope=CitationScope.TOTAL)

    linked, unlinked, of_instrument, total = only_row(collect(plan)).result.citations

    assert (linked.earlier, linked.later, linked.comparable) == (Decimal(80), Decimal(85), True)
    assert (unlinked.earlier, unlinked.later, unlinked.comparable) == (None, Decimal(99), False)
    assert of_instrument.instrument_name == "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)"
    for each in (of_instrument, total):
        assert (each.earlier, each.later) == (Decimal("92.43"), Decimal("94.64"))
    assert (total.earlier_level, total.later_level, total.level_change) == (
        "ผ่านดี", "ผ่าน", Direction.FALLEN,
    )  # fmt: skip


def test_cited_question_of_another_year_with_the_same_code_gives_way_to_the_later_years(plan):
    result = make.make_result(row=make.make_row(section=make.make_section(plan=plan)))
    own = make.make_question(code="i4", text="ข้อของปีหลัง")
    other = make.make_question(code="i4", text="ข้อของปีก่อน", indicator=make.get_indicator(1, 2567))
    for question in (other, own, other):
        make.make_citation(result=result, scope=CitationScope.QUESTION, question=question)
    citations = only_row(collect(plan)).result.citations
    assert {each.question for each in citations} == {QuestionFacts("i4", "ข้อของปีหลัง")}


def test_cited_question_instrument_and_topic_are_named(plan):
    result = make.make_result(row=make.make_row(section=make.make_section(plan=plan)))
    question = make.make_question(code="i4", text="ใช้งบประมาณคุ้มค่า")
    make.make_citation(result=result, scope=CitationScope.QUESTION, question=question)
    instrument = make.get_indicator(1).instrument
    make.make_citation(result=result, scope=CitationScope.INSTRUMENT, instrument=instrument)
    make.make_citation(result=result, scope=CitationScope.TOPIC, topic="การสื่อสาร")

    citations = only_row(collect(plan)).result.citations

    assert [(c.question, c.instrument, c.topic) for c in citations] == [
        (QuestionFacts("i4", "ใช้งบประมาณคุ้มค่า"), "", ""),
        (None, "IIT", ""),
        (None, "", "การสื่อสาร"),
    ]


def test_free_heading_has_no_canonical_number_or_name(plan):
    section = make.make_section(plan=plan)
    make.make_group(section=section, kind=GroupKind.FREE, printed_text="หัวข้ออื่น")
    (group,) = collect(plan).sections[0].groups
    assert group == GroupFacts(HeadingFacts(GroupKind.FREE, printed_text="หัวข้ออื่น"), ())


@pytest.mark.parametrize("rows", [1, 3])
def test_collecting_asks_as_many_queries_for_three_rows_as_for_one(plan, rows):
    section = make.make_section(plan=plan)
    for _ in range(rows):
        make.make_filled_row(group=make.make_group(section=section))
    stored = MeasurePlan.objects.select_related(
        "organization", "fiscal_year", "posted_for", "score_year"
    ).get(pk=plan.pk)
    with CaptureQueriesContext(connection) as queries:
        collect(stored)
    assert len(queries) == 22
