"""The measures grid as a page: the office's table, what may be typed in it and by whom."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from measures.choices import CitationBinding, CitationScope, PlanState, ReportForm, Round
from measures.models import Framework, MeasurePlan
from measures.queries.grid import measures_grid
from measures.queries.plan_table import plan_table
from measures.queries.score_comparison import scores_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/one/2568/measures/"


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def group(plan):
    return make.make_group(section=make.make_section(plan=plan))


def fill_row(group, number=1):
    row = make.make_filled_row(group=group, text=f"ข้อความ{number}")
    make.make_citation(
        result=row.results.get(round=12),
        binding=CitationBinding.BOUND,
        indicator=make.get_indicator(number % 10 + 1),
    )
    return row


def fill_plan(plan, group, rows):
    """Rows with everything that a grid shows, in two sections, and citations of every kind."""
    question = make.make_question()
    bound = CitationBinding.BOUND
    for number in range(rows):
        result = fill_row(group, number).results.get(round=12)
        make.make_citation(result=result, indicator=make.get_indicator(3))
        make.make_citation(result=result, scope=CitationScope.TOTAL, binding=bound)
        make.make_citation(
            result=result, scope=CitationScope.QUESTION, question=question, binding=bound
        )
        make.make_unit(organization=plan.organization, name=f"กอง {number}")
    make.make_group(section=make.make_section(plan=plan), printed_text="ยังไม่มีแถว")
    make.make_score(organization=plan.organization)
    make.make_total_score(organization=plan.organization)
    make.make_question_score(organization=plan.organization, question=question)


@pytest.mark.parametrize(
    ("member", "rows", "queries"),
    [
        *(("clerk", rows, 12) for rows in (1, 3, 60)),
        *(("supervisor", rows, 11) for rows in (1, 3, 60)),
        ("contributor", 3, 12),
        ("superuser", 3, 12),
    ],
)
def test_grid_takes_twelve_queries_whatever_its_size(
    request, client_of, plan, group, member, queries, rows, django_assert_num_queries
):
    fill_plan(plan, group, rows)
    client = client_of(request.getfixturevalue(member))
    # Session, user, plan with wording and latest round, membership, units (of no reader), sections
    # with headings, rows with results, measures with steps, those responsible, citations;
    # frameworks, scores.
    with django_assert_num_queries(queries):
        assert client.get(ADDRESS).text.count('<tr class="measure" role="row" data-row') == rows


def test_row_that_can_be_brought_back_takes_no_query_more(
    client_of, clerk, plan, group, django_assert_num_queries
):
    fill_plan(plan, group, 2)
    client = client_of(clerk)
    removal = client.post(f"{ADDRESS}rows/{plan.sections.first().rows.first().pk}/remove/")
    with django_assert_num_queries(12):
        html = client.get(removal.url).text
    assert "นำแถวกลับมา" in html
    assert "นำแถวกลับมา" not in client.get(ADDRESS).text


def test_grid_of_an_approved_plan_takes_an_oversight_reader_twelve_queries(
    client_of, oversight_of_province, plan, group, django_assert_num_queries
):
    fill_plan(plan, group, 3)
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    client = client_of(oversight_of_province)
    with django_assert_num_queries(12):  # the mandates instead of the units
        assert "กำกับดูแล" in client.get(ADDRESS).text


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_tables_are_read_by_seven_queries_whatever_their_size(
    plan, group, rows, django_assert_num_queries
):
    fill_plan(plan, group, rows)
    with django_assert_num_queries(7):
        assert len(measures_grid(plan, Round.TWELVE_MONTHS).rows) == rows


def test_sentences_of_indicators_and_of_anything_else_say_what_the_report_says(
    organization, plan, group
):
    for year_be in (2567, 2568):
        for number in range(1, 11):
            make.make_score(
                organization=organization, year_be=year_be, number=number, value=f"{number + 80}.50"
            )
    row = fill_row(group)
    result = row.results.get(round=12)

    def sentences():
        (shown,) = measures_grid(plan, Round.TWELVE_MONTHS).rows
        return [each.comparison.sentence for each in shown.sentences]

    def printed():
        (shown,) = plan_table(plan, Round.TWELVE_MONTHS, scores_of(organization)).rows
        return [each.sentence for part in shown.outcome for each in part.bound]

    one = sentences()
    assert (one, len(one)) == (printed(), 1)
    make.make_citation(result=result, binding=CitationBinding.BOUND, scope=CitationScope.TOTAL)
    both = sentences()
    assert (both, len(both)) == (printed(), 2)
    Framework.objects.filter(fiscal_year__year_be=2567).update(series="อื่น")
    result.citations.filter(scope=CitationScope.TOTAL).delete()
    assert sentences() == printed() != one


def columns_of(html):
    return set(re.findall(r'data-column="(\w+)"', html))


def test_clerk_types_in_every_cell_of_the_form_in_use(client_of, clerk, group):
    fill_row(group)
    html = client_of(clerk).get(ADDRESS).text
    assert columns_of(html) == {
        "measures", "steps", "responsible", "period", "status", "results", "outcome", "suggestion",
    }  # fmt: skip
    assert "data-readonly" not in html
    assert 'data-editable="yes"' in html


def test_another_form_shows_its_own_columns_and_header_words(client_of, clerk, group, plan):
    fill_row(group)
    plan.form = ReportForm.PROGRESS_BY_INDICATOR
    plan.save()
    html = client_of(clerk).get(ADDRESS).text
    # An optional column stands there as well, as something was entered in it.
    assert columns_of(html) == {
        "measures", "steps", "responsible", "period", "status", "results", "outcome", "suggestion",
    }  # fmt: skip
    assert "แนวทาง/<wbr>มาตรการ" in html


def test_contributor_types_results_of_her_units_rows_only(client_of, contributor, group):
    own, other = fill_row(group), fill_row(group, 2)
    other.responsibilities.all().delete()
    html = client_of(contributor).get(ADDRESS).text
    rows = dict(
        re.findall(r'<tr class="measure" role="row" data-row="(\d+)"(.*?)</tr>', html, re.DOTALL)
    )
    typed = {
        int(pk): set(re.findall(r'data-column="(\w+)"[^>]*data-kind="\w+">', row))
        for pk, row in rows.items()
    }
    assert typed == {own.pk: {"results", "status", "outcome", "suggestion"}, other.pk: set()}


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.APPROVED])
def test_nobody_types_in_a_plan_that_waits_or_is_approved(client_of, clerk, group, state):
    fill_row(group)
    MeasurePlan.objects.update(state=state)
    html = client_of(clerk).get(ADDRESS).text
    assert "<textarea" not in html
    assert 'data-editable="no"' in html
    assert f"แผนนี้อยู่ในสถานะ “{state.label}” จึงแก้ไขไม่ได้" in html


def test_supervisor_reads_the_grid(client_of, supervisor, group):
    fill_row(group)
    html = client_of(supervisor).get(ADDRESS).text
    assert "<textarea" not in html
    assert "บทบาทของท่านไม่มีสิทธิแก้ไขแผน" in html
    assert "ข้อความ1 ขั้นตอน" in html


def test_bound_citation_shows_its_sentence_and_fills_the_gap_of_its_indicator(
    client_of, clerk, organization, group
):
    make.make_score(organization=organization, year_be=2567, number=2, value="80.00")
    make.make_score(organization=organization, year_be=2568, number=2, value="85.50")
    row = fill_row(group)
    html = client_of(clerk).get(ADDRESS).text
    citation = row.results.get(round=12).citations.get(binding="bound")
    assert f'<div class="fromscore" data-citation="{citation.pk}">' in html
    assert "เพิ่มขึ้น ๕.๕๐ คะแนน" in html
    (jumps,) = re.findall(r'<nav class="jump".*?</nav>', html, re.DOTALL)
    lines = [
        re.sub(r"<[^>]+>|\s+", " ", line) for line in re.findall(r"<li>.*?</li>", jumps, re.DOTALL)
    ]
    assert [("ยังไม่อ้างคะแนน" in line) for line in lines] == [False, False] + [True] * 8
    assert jumps.count(f'href="#row-{row.pk}"') == 2


def test_row_without_a_result_of_the_round_shows_as_a_gap(client_of, clerk, group):
    make.make_row(group=group, indicator=make.get_indicator(4))
    html = client_of(clerk).get(ADDRESS).text
    assert html.count("ยังไม่มีผล") == 1


def test_empty_plan_says_how_to_begin(client_of, clerk, plan):
    assert "แผนนี้ยังไม่มีมาตรการ" in client_of(clerk).get(ADDRESS).text


def test_wrong_round_is_explained(client_of, clerk, plan):
    response = client_of(clerk).get(ADDRESS, {"round": "7"})
    assert response.status_code == 400
    assert "ต้องเป็น 6 หรือ 12" in response.text


def test_head_of_the_page_goes_out_before_the_rows_are_read(
    clerk, group, django_assert_num_queries
):
    fill_row(group)
    client = Client()
    client.force_login(clerk)
    answer = client.get(ADDRESS)
    parts = iter(answer)
    with django_assert_num_queries(0):
        head = next(parts).decode()
    assert "portal/grid.css" in head
    assert "<table" not in head
    rest = b"".join(parts).decode()
    assert rest.count("<table") == 1
    assert rest.rstrip().endswith("</html>")


def test_outcome_that_cites_a_score_of_a_topic_leaves_no_gap(client_of, clerk, group):
    row = make.make_row(group=group, indicator=make.get_indicator(4))
    gaps = client_of(clerk).get(ADDRESS).text.count("ยังไม่อ้างคะแนน")
    make.make_citation(result=make.make_result(row=row), scope=CitationScope.TOPIC, topic="การยืม")
    assert client_of(clerk).get(ADDRESS).text.count("ยังไม่อ้างคะแนน") == gaps - 1


def test_nothing_is_missing_in_columns_that_the_form_does_not_have(client_of, clerk, group):
    make.make_row(group=group, indicator=make.get_indicator(4))
    MeasurePlan.objects.update(form=ReportForm.DEVELOPMENT_FROM_ITA)
    html = client_of(clerk).get(ADDRESS).text
    assert ("ยังไม่มีผล" in html, "ยังไม่อ้างคะแนน" in html) == (False, False)
