"""The table keeps the office's order, also where headings and rows are irregular."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measures.choices import Certainty, CitationBinding, CitationScope, GroupKind, Round
from measures.models import Framework, Issue
from measures.queries.plan_draft import plan_draft
from measures.queries.plan_table import PlanTable, plan_table
from measures.queries.score_comparison import compare_scores, scores_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def order(table: PlanTable) -> list[tuple[str, list[int]]]:
    """Printed headings with the positions of the rows below them."""
    return [
        (str(group.heading or ""), [row.place for row in group.rows])
        for section in table.sections
        for group in section.groups
    ]


def table_of(plan, round=Round.TWELVE_MONTHS) -> PlanTable:
    return plan_table(plan, round, scores_of(plan.organization))


def test_rows_under_no_heading_stand_first_not_under_the_heading_above_them():
    section = make.make_section()
    first, second, third = (
        make.make_group(section=section, kind=GroupKind.FREE, printed_text=text)
        for text in ("ก", "ข", "ค")
    )
    for group in (None, first, None, None, third, None):
        make.make_row(section=section, group=group)

    table = table_of(section.plan)

    assert order(table) == [("", [1, 3, 4, 6]), ("ก", [2]), ("ข", []), ("ค", [5])]
    assert (second.name, table.heading_count, len(table.rows)) == ("ข", 3, 6)


def test_rows_of_a_removed_heading_are_not_printed_under_the_heading_above_it():
    section = make.make_section()
    first, second = (
        make.make_group(section=section, kind=GroupKind.FREE, printed_text=text) for text in "กข"
    )
    make.make_row(group=first)
    make.make_row(group=second)
    second.delete()

    assert order(table_of(section.plan)) == [("", [2]), ("ก", [1])]
    draft = plan_draft(section.plan)
    assert [bool(group.heading) for group in draft.sections[0].groups] == [False, True]


def test_a_row_that_points_at_a_heading_of_another_section_is_not_lost():
    section = make.make_section()
    elsewhere = make.make_group(section=make.make_section(plan=section.plan))
    make.make_row(section=section, group=elsewhere)

    assert order(table_of(section.plan)) == [("", [1]), (str(elsewhere), [])]


def test_indicators_of_a_group_are_named_once_in_their_order():
    group = make.make_group()
    for number in (6, 1, 6):
        make.make_row(group=group, indicator=make.get_indicator(number))

    (section,) = table_of(group.section.plan).sections

    assert section.groups[0].indicators == (
        "ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน",
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่",
    )


def test_citations_stand_at_their_paragraph_and_past_the_text_after_it():
    row = make.make_row()
    result = make.make_result(row=row, outcome=make.plain("หนึ่ง", "สอง"))
    for index in (1, 2, 9):
        make.make_citation(result=result, paragraph_index=index, topic=str(index))
        make.make_citation(result=result, paragraph_index=index, binding=CitationBinding.BOUND)

    (shown,) = table_of(row.section.plan).rows

    assert [
        (each.paragraph and each.paragraph.text, len(each.typed), len(each.bound))
        for each in shown.outcome
    ] == [("หนึ่ง", 0, 0), ("สอง", 1, 1), (None, 2, 2)]


def test_a_citation_says_what_it_is_a_score_of():
    row = make.make_row()
    result = make.make_result(row=row)
    question = make.make_question(code="i4", text="ท่านพอใจหรือไม่")
    instrument = make.get_instrument("EIT")
    make.make_citation(result=result)
    make.make_citation(result=result, scope=CitationScope.QUESTION, question=question)
    make.make_citation(result=result, scope=CitationScope.INSTRUMENT, instrument=instrument)
    make.make_citation(result=result, scope=CitationScope.TOTAL)
    make.make_citation(result=result, scope=CitationScope.TOPIC, topic="บริการออนไลน์")

    (shown,) = table_of(row.section.plan).rows

    assert [cited.subject for cited in shown.outcome[0].typed] == [
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่",
        "ข้อ i๔ ท่านพอใจหรือไม่",
        "เครื่องมือ EIT",
        "คะแนนรวม",
        "บริการออนไลน์",
    ]


def test_a_question_without_a_text_is_cited_by_its_code_once():
    row = make.make_row()
    question = make.make_question(code="i4", text="")
    make.make_citation(
        result=make.make_result(row=row), scope=CitationScope.QUESTION, question=question
    )
    (shown,) = table_of(row.section.plan).rows
    assert [cited.subject for cited in shown.outcome[0].typed] == ["ข้อ i๔"]


def test_a_bound_citation_without_scores_has_no_change():
    row = make.make_row()
    result = make.make_result(row=row)
    make.make_citation(result=result, binding=CitationBinding.BOUND)
    make.make_score(organization=row.owner, year_be=2568, value="87.67")

    (shown,) = table_of(row.section.plan).rows
    (cited,) = shown.outcome[0].bound

    assert (cited.earlier, cited.later, cited.change) == (None, Decimal("87.67"), None)


@pytest.mark.parametrize(
    ("series", "earlier"), [("ten-indicators", Decimal("80.00")), ("five-indices", None)]
)
def test_an_indicator_compares_by_its_number_within_a_series_and_never_across(series, earlier):
    plan = make.make_plan()
    renamed = make.get_indicator(2, 2567)
    renamed.name = "ชื่อเดิม"
    renamed.save()
    Framework.objects.filter(fiscal_year__year_be=2567).update(series=series)
    for year_be in (2567, 2568):
        make.make_score(organization=plan.organization, year_be=year_be, number=2, value="80.00")

    comparison = compare_scores(plan, scores_of(plan.organization))

    assert comparison
    assert [band.instrument.split("(")[1] for band in comparison.bands] == ["IIT)", "EIT)", "OIT)"]
    lines = [line for band in comparison.bands for line in band.lines]
    assert [(line.number, line.earlier, line.later) for line in lines[:2]] == [
        (1, None, None),
        (2, earlier, Decimal("80.00")),
    ]


def test_scores_of_another_organization_are_not_compared(other_organization):
    plan = make.make_plan()
    make.make_score(organization=other_organization, value="99.99")

    comparison = compare_scores(plan, scores_of(plan.organization))

    assert comparison
    assert comparison.is_empty


def test_a_heading_is_marked_until_its_issue_is_confirmed_unless_the_office_worded_it():
    section = make.make_section()
    issue = make.make_group(section=section).issue
    assert issue is not None
    name = issue.name
    make.make_group(section=section, issue=issue, printed_text="ชื่อที่หน่วยงานพิมพ์")
    Issue.objects.update(certainty=Certainty.UNCERTAIN)

    assert [heading for heading, _ in order(table_of(section.plan))] == [
        f"๑. {name} (ยังไม่ยืนยัน)",
        "๑. ชื่อที่หน่วยงานพิมพ์",
    ]
    Issue.objects.update(certainty=Certainty.FOUND)
    assert order(table_of(section.plan))[0][0] == f"๑. {name}"
