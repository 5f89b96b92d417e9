"""The plan page shows the office's own table, its scores, and where the report is."""

from __future__ import annotations

import html as html_module
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.choices import CitationBinding, CitationScope, PlanState, ReportForm, Round
from measures.models import Framework
from reports.layouts import available_forms
from reports.views.files import OTHER_FILES
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/one/2568/read/"


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def group(plan):
    return make.make_group(section=make.make_section(plan=plan))


def without_tags(html: str) -> str:
    """The words of a page, as a reader meets them."""
    return " ".join(html_module.unescape(re.sub(r"<[^>]+>", " ", html)).split())


def words(response) -> str:
    return without_tags(response.text)


def cells(response) -> list[list[str]]:
    """The measures table: a list of cells for each row, headings of groups as one cell."""
    table = re.search(r'<table class="grid".*?</table>', response.text, re.DOTALL)
    assert table
    body = re.sub(r'<span class="cl".*?</span>', "", table[0])
    return [
        [without_tags(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]


def test_plan_page_shows_a_row_in_the_six_columns_of_form_a(client_of, clerk, group):
    row = make.make_row(
        group=group,
        responsible_text=make.plain("สำนักปลัด"),
        period_text=make.plain("ต.ค. ๖๗ - ก.ย. ๖๘"),
    )
    make.make_measure(row=row, content=make.numbered("จัดทำคู่มือ"))
    make.make_measure(row=row, content=make.numbered("อบรมเจ้าหน้าที่"))
    make.make_step(row=row, content=make.dashed("สำรวจกระบวนงาน"))
    make.make_result(
        row=row, results=make.numbered("เผยแพร่แล้ว"), outcome=make.plain("ประชาชนพึงพอใจ")
    )

    response = client_of(clerk).get(PAGE)

    assert cells(response) == [
        [
            "มาตรการ/ โครงการ/กิจกรรม",
            "ขั้นตอน/ วิธีการปฏิบัติ",
            "ผู้รับผิดชอบ",
            "ระยะเวลา ดำเนินการ",
            "ผลการดำเนินการ",
            "ผลลัพธ์หรือความสำเร็จ ของการดำเนินงาน",
        ],
        [f"๑. {group.issue.name}"],
        [
            "๑. จัดทำคู่มือ ๒. อบรมเจ้าหน้าที่",
            "- สำรวจกระบวนงาน",
            "สำนักปลัด",
            "ต.ค. ๖๗ - ก.ย. ๖๘",
            "๑. เผยแพร่แล้ว",
            "ประชาชนพึงพอใจ",
        ],
    ]


def test_plan_page_prints_the_heading_as_the_office_numbered_it(client_of, clerk, plan):
    section = make.make_section(plan=plan)
    make.make_group(section=section, printed_number="8", printed_text="ชื่อที่หน่วยงานพิมพ์")

    assert ["๘. ชื่อที่หน่วยงานพิมพ์"] in cells(client_of(clerk).get(PAGE))


def test_plan_page_names_the_responsible_where_no_text_was_typed(client_of, clerk, group):
    row = make.make_row(group=group)
    make.make_responsibility(row=row, note="งานนิติการ")

    assert cells(client_of(clerk).get(PAGE))[2][2] == "สำนักปลัด (งานนิติการ)"


def test_plan_page_says_which_cells_are_still_empty(client_of, clerk, group):
    make.make_row(group=group, period_start=None, period_end=None)

    assert cells(client_of(clerk).get(PAGE))[2] == ["ยังไม่มีข้อความ"] * 6


def test_plan_page_says_the_three_years_form_and_state(client_of, clerk, organization):
    make.make_plan(
        organization=organization,
        year_be=2569,
        posted_for_be=2570,
        score_year_be=2567,
        state=PlanState.RETURNED,
        form=ReportForm.RESULTS,
    )

    page = words(client_of(clerk).get("/one/2569/read/"))

    assert "ปีที่ดำเนินการ ๒๕๖๙ ใช้ตอบการประเมิน ITA ปี ๒๕๗๐ ปีคะแนนที่เทียบ ๒๕๖๖ กับ ๒๕๖๗" in page
    assert f"แบบรายงาน {ReportForm.RESULTS.label}" in page
    assert PlanState.RETURNED.label in page


def test_plan_page_says_which_years_nobody_gave(client_of, clerk, organization):
    make.make_plan(organization=organization, posted_for_be=None, score_year_be=None)

    page = words(client_of(clerk).get(PAGE))

    assert "ใช้ตอบการประเมิน ITA ปี ยังไม่ระบุ ปีคะแนนที่เทียบ ยังไม่ระบุ" in page
    assert "แผนนี้ยังไม่ได้ระบุปีคะแนนที่เทียบ" in page


def test_plan_page_shows_the_chosen_round_and_by_default_the_latest(client_of, clerk, group):
    row = make.make_row(group=group)
    make.make_result(row=row, round=Round.SIX_MONTHS, results=make.plain("ผลหกเดือน"))
    client = client_of(clerk)
    assert "ผลหกเดือน" in words(client.get(PAGE))

    make.make_result(row=row, round=Round.TWELVE_MONTHS, results=make.plain("ผลสิบสองเดือน"))
    shown = {
        query: [
            text for text in ("ผลหกเดือน", "ผลสิบสองเดือน") if text in words(client.get(PAGE + query))
        ]
        for query in ("", "?round=6", "?round=12")
    }
    assert shown == {"": ["ผลสิบสองเดือน"], "?round=6": ["ผลหกเดือน"], "?round=12": ["ผลสิบสองเดือน"]}


@pytest.mark.parametrize("asked", ["7", "twelve", "12'", "๖"])
def test_plan_page_explains_a_round_it_cannot_read(client_of, clerk, plan, asked):
    response = client_of(clerk).get(PAGE, {"round": asked})

    assert response.status_code == 400
    assert "ต้องเป็น 6 หรือ 12" in words(response)
    assert f"“{asked}”" in words(response)


def test_plan_page_marks_a_typed_citation_where_it_was_read(client_of, clerk, group):
    row = make.make_row(group=group)
    result = make.make_result(row=row, outcome=make.plain("ย่อหน้าแรก", "ประโยคที่มีคะแนน"))
    make.make_citation(
        result=result,
        paragraph_index=1,
        earlier_value=Decimal("84.30"),
        later_value=Decimal("95.83"),
    )

    outcome = cells(client_of(clerk).get(PAGE))[2][5]

    assert outcome == (
        "ย่อหน้าแรก ประโยคที่มีคะแนน คะแนนที่อ่านได้ ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่: "
        "ปี ๒๕๖๗ ๘๔.๓๐ ปี ๒๕๖๘ ๙๕.๘๓ เพิ่มขึ้น ๑๑.๕๓ คะแนน"
    )


def test_plan_page_shows_a_bound_citation_as_the_report_prints_it(
    client_of, clerk, organization, group
):
    make.make_score(organization=organization, year_be=2567, value="87.87")
    make.make_score(organization=organization, year_be=2568, value="87.67")
    question = make.make_question(code="i4", text="ท่านทราบขั้นตอนหรือไม่")
    result = make.make_result(row=make.make_row(group=group), outcome=make.plain("เนื่องจาก"))
    for cited in (
        {"scope": CitationScope.INDICATOR},
        {"scope": CitationScope.QUESTION, "question": question},
        {"scope": CitationScope.INSTRUMENT, "instrument": make.get_instrument("EIT")},
        {"scope": CitationScope.TOTAL},
    ):
        make.make_citation(result=result, binding=CitationBinding.BOUND, **cited)
    client = client_of(clerk)

    sentences = re.findall(r'<p class="fromscore">(.*?)</p>', client.get(PAGE).text)
    printed = client.get("/one/2568/reports/results-by-issue.html").text

    assert len(sentences) == 4
    assert "๘๗.๖๗ คะแนน" in sentences[0]
    assert "ลดลง ๐.๒๐ คะแนน" in sentences[0]
    assert [sentence for sentence in sentences if sentence not in printed] == []


def test_plan_page_sets_two_years_beside_each_other_and_says_the_change(
    client_of, clerk, organization, plan
):
    for number, earlier, later in (
        (1, "87.87", "87.67"),
        (2, "84.30", "95.83"),
        (3, "90.00", "90.00"),
        (4, None, "76.35"),
        (5, "84.67", None),
    ):
        for year_be, value in ((2567, earlier), (2568, later)):
            if value:
                make.make_score(
                    organization=organization, year_be=year_be, number=number, value=value
                )

    response = client_of(clerk).get(PAGE)
    table = re.search(r'<table class="tbl stack".*?</table>', response.text, re.DOTALL)
    assert table
    rows = [
        without_tags(re.sub(r'<span class="cl".*?</span>', "", row))
        for row in re.findall(r'<tr role="row">.*?</tr>', table[0], re.DOTALL)
    ]

    assert rows[1:7] == [
        "๑. การปฏิบัติหน้าที่ ๘๗.๘๗ ๘๗.๖๗ ลดลง ๐.๒๐ คะแนน",
        "๒. การใช้งบประมาณ ๘๔.๓๐ ๙๕.๘๓ เพิ่มขึ้น ๑๑.๕๓ คะแนน",
        "๓. การใช้อำนาจ ๙๐.๐๐ ๙๐.๐๐ คะแนนเท่าเดิม",
        "๔. การใช้ทรัพย์สินของราชการ ไม่มีคะแนน ๗๖.๓๕ ไม่มีข้อมูลเปรียบเทียบ",
        "๕. การแก้ไขปัญหาการทุจริต ๘๔.๖๗ ไม่มีคะแนน ไม่มีข้อมูลเปรียบเทียบ",
        "๖. คุณภาพการดำเนินงาน ไม่มีคะแนน ไม่มีคะแนน ไม่มีข้อมูลเปรียบเทียบ",
    ]
    assert not re.search(r"[-−]\s?[๐-๙]+\.", table[0])


def test_plan_page_shows_instruments_total_and_a_level_that_fell_while_the_total_rose(
    client_of, clerk, organization, plan
):
    for year_be, total, level in ((2567, "92.43", "ผ่านดี"), (2568, "94.64", "ผ่าน")):
        make.make_bands(year_be)
        make.make_total_score(organization=organization, year_be=year_be, value=total, level=level)
    make.make_instrument_score(organization=organization, code="EIT", value="84.99")
    page = words(client_of(clerk).get(PAGE))
    assert "คะแนน EIT ปี ๒๕๖๗ ไม่มีคะแนน ปี ๒๕๖๘ ๘๔.๙๙ ไม่มีข้อมูลเปรียบเทียบ" in page
    assert "คะแนนรวม ปี ๒๕๖๗ ๙๒.๔๓ ปี ๒๕๖๘ ๙๔.๖๔ เพิ่มขึ้น ๒.๒๑ คะแนน" in page
    assert "ระดับ ปี ๒๕๖๗ ผ่านดี ปี ๒๕๖๘ ผ่าน คะแนนรวมเพิ่มขึ้น แต่ระดับต่ำลง" in page


def test_plan_page_compares_no_totals_of_years_that_are_assessed_differently(
    client_of, clerk, organization, plan
):
    for year_be in (2567, 2568):
        make.make_total_score(organization=organization, year_be=year_be)
    Framework.objects.filter(fiscal_year__year_be=2567).update(series="five-indices")
    assert "คะแนนรวม ปี ๒๕๖๗ ๙๐.๐๐ ปี ๒๕๖๘ ๙๐.๐๐ เปรียบเทียบกันไม่ได้" in words(client_of(clerk).get(PAGE))


def test_plan_page_says_that_no_score_is_there_yet(client_of, clerk, plan):
    assert "ยังไม่มีคะแนนของทั้งสองปี" in words(client_of(clerk).get(PAGE))


def test_plan_page_draws_attention_to_text_that_no_cell_holds(client_of, clerk, group):
    make.make_row(group=group)
    row = make.make_row(group=group, remarks=make.plain("ข้อความนอกช่อง"))

    response = client_of(clerk).get(PAGE)

    assert "มีข้อความจากไฟล์ที่ยังไม่ได้จัดลงช่อง ๑ แถว" in words(response)
    assert f'href="#row-{row.pk}">แถวที่ ๒</a>' in response.text
    assert "ข้อความนอกช่อง" in response.text


def test_plan_page_shows_suggestion_status_introduction_analysis_and_appendix(
    client_of, clerk, organization
):
    plan = make.make_plan(
        organization=organization,
        introduction=make.plain("ความนำของแผน"),
        appendix=make.plain("ข้อความภาคผนวก"),
    )
    section = make.make_section(
        plan=plan, heading="หัวข้อของตาราง", introduction=make.plain("ความนำของตาราง")
    )
    row = make.make_row(group=make.make_group(section=section), printed_number="8")
    make.make_result(row=row, status="done", suggestion=make.plain("ควรทำต่อเนื่อง"))
    make.make_analysis(plan=plan, guidance=make.plain("เพิ่มช่องทาง"))

    page = words(client_of(clerk).get(PAGE))

    expected = {
        "ความนำของแผน",
        "ข้อความภาคผนวก",
        "หัวข้อของตาราง",
        "ความนำของตาราง",
        "ลำดับตามที่พิมพ์ ๘",
        "ข้อเสนอแนะ ควรทำต่อเนื่อง",
        "เพิ่มช่องทาง",
        "ผู้รับบริการยังไม่ทราบช่องทาง",
    }
    assert {text for text in expected if text in page} == expected


def test_plan_page_of_a_plan_without_rows_says_how_to_begin(client_of, clerk, plan):
    assert "แผนนี้ยังไม่มีมาตรการ" in words(client_of(clerk).get(PAGE))


@pytest.mark.parametrize(
    ("state", "member", "offered"),
    [
        (PlanState.DRAFT, "clerk", True),
        (PlanState.RETURNED, "clerk", True),
        (PlanState.SUBMITTED, "clerk", False),
        (PlanState.LOCKED, "clerk", False),
        (PlanState.DRAFT, "supervisor", False),
        (PlanState.DRAFT, "superuser", True),
    ],
)
def test_plan_page_leads_to_the_grid_those_who_may_edit(
    request, client_of, organization, state, member, offered
):
    make.make_plan(organization=organization, state=state)
    response = client_of(request.getfixturevalue(member)).get(PAGE)
    assert ("แก้ไขแผน" in response.text) is offered
    assert ('href="/one/2568/measures/"' in response.text) is offered


def test_plan_page_offers_its_form_in_every_file_and_the_other_forms(client_of, clerk, plan):
    html = client_of(clerk).get(PAGE, {"round": 6}).text

    own = "/one/2568/reports/results-by-issue"
    assert set(re.findall(r'href="(/one/2568/reports/[^"]+)"', html)) == {
        f"{own}.pdf?round=6&amp;numerals=thai",
        f"{own}.pdf?round=6&amp;numerals=arabic",
        f"{own}.html?round=6&amp;numerals=thai",
        *(f"{own}.{file.ending}?round=6" for file in OTHER_FILES),
        *(
            f"/one/2568/reports/{form}.{ending}?round=6"
            for form in set(available_forms()) - {"results-by-issue"}
            for ending in ("pdf", "html")
        ),
    }


def test_plan_page_shows_appendix_and_signatories(client_of, clerk, plan):
    make.make_link(plan=plan, address="https://itas.example.go.th/eit", label="แบบวัด EIT ปี 2568")
    picture = make.make_picture(plan=plan, alternative_text="ป้ายประกาศ", caption="ติดป้าย 3 จุด")
    make.make_signatory(plan=plan, role="ผู้รายงาน", position_title="ปลัด")

    html = client_of(clerk).get(PAGE).text

    assert 'แบบวัด EIT ปี ๒๕๖๘ <a href="https://itas.example.go.th/eit"' in html
    own = f"/one/2568/pictures/{picture.pk}/"
    assert f'<a href="{own}"><img src="{own}?small=1" alt="ป้ายประกาศ"' in html
    assert "<figcaption>ติดป้าย ๓ จุด</figcaption>" in html
    assert "<li>ผู้รายงาน · ปลัด</li>" in html
    assert {'href="#appendix"', 'href="#signatories"'} <= set(re.findall(r'href="#\w+"', html))


def test_plan_page_without_appendix_names_none(client_of, clerk, plan):
    html = client_of(clerk).get(PAGE).text
    assert not {'id="appendix"', 'id="signatories"'} & set(re.findall(r'id="\w+"', html))


def test_plan_page_is_marked_as_demo_and_kept_by_no_cache(client_of, clerk, organization, plan):
    organization.is_demo = True
    organization.save()

    response = client_of(clerk).get(PAGE)

    assert "ข้อมูลตัวอย่าง" in response.text
    assert response["Cache-Control"] == "private, no-store"


def test_plan_page_shows_the_users_place_and_role(client_of, organization, plan):
    user = make.make_member(organization=organization, position_title="นักวิเคราะห์นโยบายและแผน")

    assert (
        f"<span>{organization.name}</span><span>ผู้จัดทำ · นักวิเคราะห์นโยบายและแผน</span>"
        in client_of(user).get(PAGE).text
    )


@pytest.mark.parametrize("path", ["/one/2566/", "/none/2568/", "/one/99999999999999999999/"])
def test_plan_page_that_is_not_there_is_not_found(client_of, clerk, plan, path):
    assert client_of(clerk).get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_page_takes_eighteen_queries_however_many_rows(
    client_of, clerk, plan, django_assert_num_queries, rows
):
    for _ in range(rows):
        section = make.make_section(plan=plan)
        make.make_filled_row(group=make.make_group(section=section))
        make.make_filled_row(group=make.make_group(section=section))
    client = client_of(clerk)

    # Session, user; plan, latest round; frameworks, scores; sections with headings, rows with
    # results, measures with steps, responsible, citations; talk, analyses, indicators, evidence,
    # signatories; memberships.
    with django_assert_num_queries(18):
        response = client.get(PAGE)

    assert len(re.findall(r'<tr class="measure"', response.text)) == 2 * rows


def test_plan_page_address_is_the_one_of_its_name():
    assert reverse("plan-read", args=("one", 2568)) == PAGE


def test_a_form_without_results_shows_their_columns_only_where_there_are_some(
    client_of, clerk, plan, group
):
    plan.form = ReportForm.DEVELOPMENT_FROM_ITA
    plan.save()
    client, heads = client_of(clerk), '<th scope="col" role="columnheader" class="c-'
    row = make.make_row(group=group)
    html = client.get(PAGE).text
    assert (html.count(heads), 'class="c-r"' in html) == (4, False)
    make.make_result(row=row, results=make.plain("แจกคู่มือแล้ว"))
    html = client.get(PAGE).text
    assert (html.count(heads), 'class="c-r"' in html, "แจกคู่มือแล้ว" in html) == (5, True, True)
