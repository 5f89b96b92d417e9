"""Two years' scores beside each other: typed, pasted or from a file, compared, saved at once."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.actions.scores import EnteredYear, enter_scores, enter_years
from measures.choices import AuditAction, CitationBinding, PlanState
from measures.models import (
    AuditEntry,
    FiscalYear,
    InstrumentScore,
    MeasurePlan,
    TotalScore,
    YearlyScore,
)
from measures.rules.score_keys import indicator_key
from measures.views import scores as view
from tests import factories as make

URL = "/one/2568/scores/"
LATER = ["87.67", "90.05", "84.92", "76.35", "85.41", "91.06", "94.20", "92.58", "93.75", "91.67"]
EARLIER = ["87.87", "89.60", "93.44", "69.60", "84.67", "90.12", "91.15", "86.43", "90.30", "87.50"]


@pytest.fixture
def plan(organization):
    for year in (2567, 2568):
        make.make_framework(year)
        make.make_bands(year)
    return make.make_plan(organization=organization)


@pytest.fixture
def client(clerk, client_of, plan):
    return client_of(clerk)


@pytest.fixture
def filled(organization, plan):
    """Both years have their ten scores."""
    for year, values in ((2567, EARLIER), (2568, LATER)):
        for number, value in enumerate(values, start=1):
            make.make_score(organization=organization, year_be=year, number=number, value=value)


def note(client, url=URL):
    """What the page carries unseen: the notes of what it showed."""
    html = client.get(url).text
    return dict(re.findall(r'name="(y\d+-as_shown)" value="([^"]*)"', html))


def sent(client, **typed):
    """The page as a browser sends it: everything it shows, and what is typed: y2568_1="87"."""
    html = client.get(URL).text
    values = dict(re.findall(r'name="(y\d+-[a-zA-Z_0-9]+)" value="([^"]*)"', html))
    empty = set(re.findall(r'name="(y\d+-(?:score|instrument|question|total)[^"]*)"', html))
    named = {re.sub(r"^(y\d+)_", r"\1-score_", name): value for name, value in typed.items()}
    return dict.fromkeys(empty, "") | values | named


def stored(organization, year_be=2568):
    scores = YearlyScore.objects.filter(
        organization=organization, indicator__framework__fiscal_year__year_be=year_be
    )
    return {score.indicator.number: str(score.value) for score in scores}


def text_of(response):
    """The words of a page, blanks as one space."""
    text = re.sub(r"<[^>]+>", " ", response.text).replace("&nbsp;", " ").replace("\xa0", " ")
    return " ".join(text.split())


def test_page_compares_the_years_in_words_and_counts_means_total_and_level(client, filled):
    text = text_of(client.get(URL))
    changes = re.findall(r"(?:เพิ่มขึ้น|ลดลง) [๐-๙.]+ คะแนน", text)
    assert changes == [
        "ลดลง ๐.๒๐ คะแนน", "เพิ่มขึ้น ๐.๔๕ คะแนน", "ลดลง ๘.๕๒ คะแนน", "เพิ่มขึ้น ๖.๗๕ คะแนน",
        "เพิ่มขึ้น ๐.๗๔ คะแนน", "ลดลง ๐.๑๖ คะแนน", "เพิ่มขึ้น ๐.๙๔ คะแนน", "เพิ่มขึ้น ๓.๐๕ คะแนน",
        "เพิ่มขึ้น ๖.๑๕ คะแนน", "เพิ่มขึ้น ๓.๓๘ คะแนน", "เพิ่มขึ้น ๓.๔๕ คะแนน", "เพิ่มขึ้น ๔.๑๗ คะแนน",
        "เพิ่มขึ้น ๓.๘๑ คะแนน", "เพิ่มขึ้น ๒.๔๙ คะแนน",
    ]  # fmt: skip
    assert "ค่าเฉลี่ย IIT ปี ๒๕๖๗ ๘๕.๐๔ ปี ๒๕๖๘ ๘๔.๘๘" in text
    assert "คะแนนรวม ปี ๒๕๖๗ ๘๗.๘๔ ปี ๒๕๖๘ ๙๐.๓๓" in text
    assert "ระดับ ปี ๒๕๖๗ ผ่านดี ปี ๒๕๖๘ ผ่าน" in text
    assert "IIT ได้ ๘๔.๘๘ ต่ำกว่า ๘๕.๐๐ จึงไม่ถึงระดับผ่านดี" in text


def test_both_years_are_saved_at_once_in_either_digits_with_one_record_a_year(
    client, clerk, organization
):
    response = client.post(URL, sent(client, y2567_1="๘๗.๘๗", y2568_1="87.67", y2568_9="๙๓.๗"))
    assert (response.status_code, response["Location"]) == (302, URL)
    assert (stored(organization, 2567), stored(organization)) == (
        {1: "87.87"},
        {1: "87.67", 9: "93.70"},
    )
    assert [
        (entry.action, entry.actor, entry.after) for entry in AuditEntry.objects.order_by("pk")
    ] == [
        (AuditAction.SCORES_ENTERED, clerk, {"year_be": 2567, "scores": {"1": "87.87"}}),
        (
            AuditAction.SCORES_ENTERED,
            clerk,
            {"year_be": 2568, "scores": {"1": "87.67", "9": "93.70"}},
        ),
    ]
    assert "บันทึกคะแนนปี ๒๕๖๗ และ ๒๕๖๘ แล้ว" in text_of(client.get(URL))


def test_saving_what_nobody_changed_records_nothing(client, filled):
    response = client.post(URL, sent(client), follow=True)
    assert "ไม่มีคะแนนที่เปลี่ยนแปลง" in text_of(response)
    assert not AuditEntry.objects.exists()


def test_mistake_in_one_year_saves_neither_and_keeps_all_that_was_typed(client, organization):
    response = client.post(URL, sent(client, y2567_1="ดีมาก", y2568_2="90.05"))
    html = response.text
    assert "<title>ข้อผิดพลาด: คะแนน ITA ปี ๒๕๖๗ และ ปี ๒๕๖๘" in html
    assert (
        '<a href="#id_y2567-score_1">ปี&nbsp;๒๕๖๗ ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่: อ่านตัวเลขจาก “ดีมาก”' in html
    )
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert 'value="ดีมาก"' in html
    assert 'value="90.05"' in html
    assert "รอยืนยันค่าปี ๒๕๖๗" in text_of(response)
    assert (stored(organization, 2567), stored(organization)) == ({}, {})


def test_points_typed_for_percent_are_asked_about_and_either_answer_saves(client, organization):
    typed = sent(client, y2567_9="๓๖.๑๒")
    asked = client.post(URL, typed)
    text = text_of(asked)
    assert "ตัวชี้วัดที่ ๙ ปี ๒๕๖๗: “๓๖.๑๒” ดูเหมือนเป็นคะแนนถ่วงน้ำหนัก (เต็ม ๔๐)" in text
    assert "จะเท่ากับ ๙๐.๓๐ ใช้ ๙๐.๓๐ ยืนยันว่า ๓๖.๑๒ ถูกต้อง" in text
    assert "รอยืนยัน ๑ ค่า" in text
    assert stored(organization, 2567) == {}
    choices = re.findall(r'name="(use|confirm)" value="([^"]*)"', asked.text)

    client.post(URL, typed | {"use": dict(choices)["use"]})
    assert stored(organization, 2567) == {9: "90.30"}

    again = sent(client, y2567_9="๓๖.๑๒")
    client.post(URL, again | {"confirm": dict(choices)["confirm"]})
    assert stored(organization, 2567) == {9: "36.12"}
    # What was confirmed is not asked about again.
    assert "ดูเหมือนเป็นคะแนนถ่วงน้ำหนัก" not in client.get(URL).text


def test_confirmed_points_stay_confirmed_while_another_field_is_mended(client, organization):
    typed = sent(client, y2567_9="36.12", y2568_1="x") | {"y2567-percent_score_9": "on"}
    html = client.post(URL, typed).text
    assert '<input type="hidden" name="y2567-percent_score_9" value="on"' in html
    assert "ดูเหมือนเป็นคะแนนถ่วงน้ำหนัก" not in html


def test_announced_total_wins_and_its_difference_is_shown(client, organization, filled):
    client.post(URL, sent(client) | {"y2568-total": "90.36", "y2568-level": "ผ่านดี"})
    total = TotalScore.objects.get()
    assert (total.value, total.level) == (Decimal("90.36"), "ผ่านดี")
    text = text_of(client.get(URL))
    assert "คะแนนรวม ปี ๒๕๖๗ ๘๗.๘๔ ปี ๒๕๖๘ ๙๐.๓๖ เปลี่ยนแปลง เพิ่มขึ้น ๒.๕๒ คะแนน" in text
    assert "ต่างจากที่คำนวณ ๐.๐๓ คะแนน คำนวณได้ ๙๐.๓๓ ต่างเกิน ๐.๐๒" in text
    assert "คำนวณได้ระดับผ่าน ไม่ตรงกับที่ประกาศ" in text


def test_announced_total_within_the_tolerance_is_said_to_agree(client, filled):
    client.post(URL, sent(client) | {"y2568-total": "90.35"})
    assert "คำนวณได้ ๙๐.๓๓ ตรงกับที่ประกาศ" in text_of(client.get(URL))


def test_announced_instrument_and_question_are_saved_too(client, organization):
    make.make_question(code="i4")
    client.post(URL, sent(client) | {"y2568-instrument_IIT": "๘๔.๙๐", "y2568-question_i4": "๗๕"})
    assert str(InstrumentScore.objects.get().value) == "84.90"
    assert "กรอกแล้ว ๑ จาก ๑ ข้อ" in text_of(client.get(URL))


@pytest.mark.parametrize("name", ["instrument_IIT", "question_i4"])
def test_refused_score_of_a_closed_part_opens_it(client, name):
    make.make_question(code="i4")
    html = client.post(URL, sent(client) | {f"y2568-{name}": "101"}).text
    assert html.count('class="more" open') == 1
    assert f'href="#id_y2568-{name}"' in html


def test_anothers_score_is_not_undone_and_a_clash_is_told_once(client, clerk, organization):
    page = sent(client, y2568_1="80", y2568_2="70")
    another = make.make_member(organization=organization, username="another")
    year = FiscalYear.objects.get(year_be=2568)
    enter_scores(organization, year, {1: Decimal("85.5"), 3: Decimal(60)}, by=another)

    refused = client.post(URL, page)
    assert "ช่องนี้ถูกแก้ไขโดย" in refused.text
    assert "ขณะนี้เป็น “๘๕.๕๐”" in refused.text
    assert stored(organization) == {1: "85.50", 3: "60.00"}
    notes = dict(re.findall(r'name="(y\d+-as_shown)" value="([^"]*)"', refused.text))

    client.post(URL, page | notes)
    assert stored(organization) == {1: "80.00", 2: "70.00", 3: "60.00"}


def test_pasted_column_fills_the_table_beside_what_was_typed_and_is_saved_by_sending_it(
    client, organization
):
    column = "\n".join([*LATER[:8], "", "๙๑.๖๗"])
    page = sent(client, y2567_1="๘๗.๘๗") | {
        "read": "pasted", "source-year": "2568", "source-pasted": column,
    }  # fmt: skip
    shown = client.post(URL, page)
    assert "เติมคะแนน ๙ รายการลงในตารางแล้ว ยังไม่ได้บันทึก" in text_of(shown)
    assert 'value="๘๗.๘๗"' in shown.text
    assert 'value="๙๑.๖๗"' in shown.text
    assert stored(organization) == {}

    values = dict(re.findall(r'name="(y\d+-[a-zA-Z_0-9]+)" value="([^"]*)"', shown.text))
    client.post(URL, values)
    assert stored(organization) == dict(enumerate(LATER[:8], start=1)) | {10: "91.67"}
    assert stored(organization, 2567) == {1: "87.87"}


def test_points_in_a_pasted_column_are_asked_about_at_their_fields(client):
    page = sent(client) | {
        "read": "pasted", "source-year": "2567",
        "source-pasted": "\n".join(["28.04", *EARLIER[1:]]),
    }  # fmt: skip
    assert "“๒๘.๐๔” ดูเหมือนเป็นคะแนนถ่วงน้ำหนัก (เต็ม ๓๐)" in text_of(client.post(URL, page))


def workbook(rows):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("scores.xlsx", content.getvalue())


def csv(rows):
    text = "\n".join(",".join(map(str, row)) for row in rows)
    return SimpleUploadedFile("scores.csv", text.encode("utf-8-sig"))


@pytest.mark.parametrize("write", [workbook, csv])
def test_file_fills_the_table_of_its_year(client, organization, write):
    file = write(
        [("ตัวชี้วัด", "คะแนนปี 2567"), ("การใช้งบประมาณ", 89.6), ("คะแนนรวม", 88.02), ("ระดับ", "ผ่านดี")]
    )
    page = sent(client) | {"read": "file", "source-year": "2567", "source-file": file}
    shown = client.post(URL, page)
    assert "เติมคะแนน ๒ รายการ" in text_of(shown)
    values = dict(re.findall(r'name="(y2567-(?:score_2|total))" value="([^"]*)"', shown.text))
    assert values == {"y2567-score_2": "๘๙.๖๐", "y2567-total": "๘๘.๐๒"}
    assert '<option value="ผ่านดี" selected>' in shown.text
    assert stored(organization, 2567) == {}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"read": "pasted", "source-pasted": "  "}, "โปรดวางคะแนนก่อน เช่น ๘๗.๖๗"),
        ({"read": "pasted", "source-pasted": "87.67\n90"}, "๑๐ บรรทัดตามลำดับตัวชี้วัด"),
        ({"read": "pasted", "source-pasted": "สวัสดี"}, "ไม่พบคะแนนปี ๒๕๖๘"),
        ({"read": "file"}, "โปรดเลือกไฟล์ก่อน"),
        ({"read": "pasted", "source-year": "2560"}, "โปรดเลือกปีจากรายการ"),
    ],
)
def test_source_that_cannot_be_read_says_why_and_what_was_typed_stays(client, source, said):
    page = sent(client, y2567_1="๘๗.๘๗") | {"source-year": "2568"} | source
    response = client.post(URL, page)
    assert said in text_of(response)
    assert "<title>ข้อผิดพลาด:" in response.text
    assert 'value="๘๗.๘๗"' in response.text
    assert 'class="sheet sources" open' in response.text


def test_file_of_another_kind_is_named(client):
    file = SimpleUploadedFile("scores.xlsx", b"%PDF-1.7")
    page = sent(client) | {"read": "file", "source-year": "2568", "source-file": file}
    assert "ไฟล์ PDF" in text_of(client.post(URL, page))


def test_years_of_different_series_stand_in_tables_of_their_own(client, organization, filled):
    make.make_framework(2567).__class__.objects.filter(fiscal_year__year_be=2567).update(
        series="eleven"
    )
    response = client.get(URL)
    assert response.text.count("<table") == 2
    assert "สองปีนี้ใช้กรอบการประเมินต่างชุด" in response.text
    assert "เพิ่มขึ้น" not in response.text
    client.post(URL, sent(client, y2567_1="50"))
    assert stored(organization, 2567)[1] == "50.00"


def test_indicator_that_only_one_year_has_is_said_so(client, filled):
    indicator = make.get_indicator(10, 2567)
    indicator.scores.all().delete()
    indicator.delete()
    assert "ไม่มีตัวชี้วัดนี้" in client.get(URL).text


def test_plan_without_a_score_year_shows_the_year_of_its_work_and_says_so(client, plan):
    MeasurePlan.objects.update(score_year=None)
    text = text_of(client.get(URL))
    assert "คะแนน ITA ปี ๒๕๖๗ และ ปี ๒๕๖๘" in text
    assert "แผนนี้ยังไม่ได้ระบุปีคะแนนที่เทียบ" in text


def test_only_one_year_with_a_framework_stands_alone(client, plan):
    MeasurePlan.objects.update(score_year=make.make_year(2567))
    text = text_of(client.get(URL))
    assert "คะแนน ITA ปี ๒๕๖๗ องค์การ" in text
    assert "เปลี่ยนแปลง" not in text


def test_years_without_a_framework_say_whom_to_tell(client, plan):
    MeasurePlan.objects.update(score_year=make.make_year(2555))
    assert "โปรดแจ้งผู้ดูแลระบบให้เพิ่มกรอบการประเมินก่อน" in client.get(URL).text
    assert client.post(URL, {"read": "pasted"}).status_code == 200


def test_supervisor_reads_and_cannot_send(supervisor, client_of, filled, organization):
    client = client_of(supervisor)
    html = client.get(URL).text
    assert "ท่านดูคะแนนได้อย่างเดียว" in html
    assert '<button class="btn btn-primary"' not in html
    assert "portal/js/scores.js" not in html
    assert client.post(URL, {"y2568-score_1": "1"}).status_code == 403
    assert stored(organization)[1] == "87.67"


def test_oversight_reads_the_scores_of_an_approved_plan(oversight_of_province, client_of, filled):
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    client = client_of(oversight_of_province)
    assert 'value="๘๗.๖๗"' in client.get(URL).text
    assert client.post(URL, {}).status_code == 403


def test_who_enters_scores_is_told_of_the_approvals_that_this_may_end(
    client, client_of, organization, supervisor, plan
):
    def told(own):
        notice = own.get(URL).text.partition("มีแผนที่อนุมัติแล้ว")[2].partition("</div>")[0]
        return re.findall(r"พ.ศ. ([๐-๙]{4})", notice)

    approved = {"organization": organization, "state": PlanState.APPROVED}
    make.make_plan(**approved, year_be=2569, score_year_be=2569)  # prints those of 2568 as well
    make.make_plan(**approved, year_be=2570, score_year_be=2570)
    older = make.make_plan(**approved, year_be=2566, score_year_be=None)
    make.make_plan(state=PlanState.APPROVED)  # another office's
    assert told(client) == ["๒๕๖๙"]
    assert told(client_of(supervisor)) == []  # who only reads
    row = make.make_row(section=make.make_section(plan=older))
    make.make_citation(result=make.make_result(row=row), binding=CitationBinding.BOUND)
    assert told(client) == ["๒๕๖๙", "๒๕๖๖"]


@pytest.mark.parametrize("numbers", [(1,), (1, 5, 9)])
def test_page_takes_the_same_queries_however_many_scores(
    client, organization, numbers, django_assert_num_queries
):
    for number in numbers:
        make.make_score(organization=organization, number=number)
    with django_assert_num_queries(23):
        assert client.get(URL).status_code == 200


def test_years_are_entered_all_or_none(clerk, organization, plan):
    key = indicator_key(1)
    years = [
        EnteredYear(make.make_year(year), {key: value}, None, (), {key: None}, "")
        for year, value in ((2567, Decimal(80)), (2568, Decimal(101)))
    ]
    with pytest.raises(ValidationError, match="ต้องอยู่ระหว่าง"):
        enter_years(organization, years, by=clerk)
    assert (stored(organization, 2567), AuditEntry.objects.count()) == ({}, 0)


def test_what_the_action_refuses_under_its_lock_is_said_on_the_page(
    client, clerk, organization, monkeypatch
):
    page = sent(client, y2568_1="80")

    def late(*args, **kwargs):
        """Another saves after the form was read and before the action locks."""
        another = make.make_member(organization=organization, username="another")
        year = FiscalYear.objects.get(year_be=2568)
        enter_scores(organization, year, {1: Decimal("85.5")}, by=another)
        return enter_years(*args, **kwargs)

    monkeypatch.setattr(view, "enter_years", late)
    response = client.post(URL, page)
    assert "มีผู้อื่นแก้ไขข้อมูลเดียวกัน" in response.text
    assert 'value="80"' in response.text
    assert stored(organization) == {1: "85.50"}
