"""What belongs to an indicator (question, analysis, guidance, score) and check boxes of a round."""

import dataclasses
from decimal import Decimal

import pytest

from measures.exchange.headings import split_score
from measures.exchange.statuses import read_status
from measures.rules.paragraphs import joined, plain

from .test_tables import INDICATORS, KNOWN, PERIOD, made, read, table

FORM_E = (
    "ตัวชี้วัด", "ข้อคำถาม ITA", "ผลการวิเคราะห์", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ",
)  # fmt: skip
QUESTION = "หน่วยงานใช้จ่ายงบประมาณเป็นไปตามวัตถุประสงค์มากน้อยเพียงใด"
ASKED = dataclasses.replace(KNOWN, earlier_questions={"i1": QUESTION, "o27": "มาตรการ"})


def row_e(indicator, question, analysis="ควรรักษาระดับ"):
    return (indicator, question, analysis, "ก", "ข", PERIOD, "กองคลัง")


def analyses_of(*rows, known=ASKED):
    reading = read(table(1, FORM_E, *rows), known=known)
    return reading.draft.analyses, reading


@pytest.mark.parametrize(
    ("printed", "code", "doubted"),
    [
        (f"i๑ {QUESTION}", "i1", False),
        (f"๑๑ {QUESTION}", "i1", False),
        (f"i๔ {QUESTION}", "i1", True),
        (QUESTION, "i1", False),
        ("๐๒๗ มาตรการส่งเสริมคุณธรรม", "o27", False),
        ("i๙ เรื่องอื่นที่ไม่มีในแบบวัด", "", True),
    ],
)
def test_a_question_is_known_by_its_text_or_else_its_code(printed, code, doubted):
    (analysis,), reading = analyses_of(row_e("๑. การปฏิบัติหน้าที่", printed))
    assert (analysis.question, analysis.question_text) == (code, plain(printed))
    assert ("ข้อคำถาม" in {doubt.place.column for doubt in reading.doubts}) is doubted


def test_a_second_row_of_an_indicator_adds_to_its_one_analysis():
    (analysis,), reading = analyses_of(
        row_e("๑. การปฏิบัติหน้าที่", f"i๑ {QUESTION}"),
        row_e("๑. การปฏิบัติหน้าที่", "", "อีกเรื่อง"),
    )
    assert (analysis.question, analysis.analysis) == ("i1", plain("ควรรักษาระดับ", "อีกเรื่อง"))
    assert "รวมไว้ในการวิเคราะห์เดียวกันของตัวชี้วัดนั้น" in made(reading)


def test_an_analysis_of_no_known_indicator_stays_with_its_row():
    analyses, reading = analyses_of(row_e("ด้านอื่น", "ถาม"))
    assert analyses == ()
    assert reading.draft.rows[0].remarks == plain("ด้านอื่น", "ถาม", "ควรรักษาระดับ")


def test_guidance_of_no_known_indicator_becomes_the_measure_of_its_row():
    reading = read(table(1, INDICATORS, ("ด้านอื่น", "๑. ง\n๒. จ", "กองคลัง", PERIOD, "ฉ")))
    (row,) = reading.draft.rows
    assert [each.text for each in joined(row.measures)] == ["ง", "จ"]
    assert "นำเข้าเป็นมาตรการของแถว" in made(reading)


def test_a_score_that_differs_from_the_first_of_its_indicator_stays_in_the_row():
    _, reading = analyses_of(
        row_e("๑. การปฏิบัติหน้าที่ (๙๗.๒๑ คะแนน)", ""), row_e("๑. การปฏิบัติหน้าที่ (๙๐.๐๐ คะแนน)", "")
    )
    assert [score.value for score in reading.scores] == [Decimal("97.21")]
    assert [row.remarks for row in reading.draft.rows][1][0].text.endswith("(๙๐.๐๐ คะแนน)")


def test_a_score_of_a_year_that_cannot_be_stored_stays_in_the_row():
    known = dataclasses.replace(ASKED, score_years=frozenset({2566}))
    _, reading = analyses_of(row_e("๑. การปฏิบัติหน้าที่ (๙๗.๒๑ คะแนน)", ""), known=known)
    assert reading.scores == ()
    assert reading.draft.rows[0].remarks == plain("๑. การปฏิบัติหน้าที่ (๙๗.๒๑ คะแนน)")


@pytest.mark.parametrize(
    ("printed", "name", "score"),
    [
        ("การใช้อำนาจ (๙๙.๔๕ คะแนน)", "การใช้อำนาจ", "99.45"),
        ("การใช้อำนาจ (99.45)", "การใช้อำนาจ", "99.45"),
        ("การใช้อำนาจ ได้คะแนน ๙๙.๔๕", "การใช้อำนาจ", "99.45"),
        ("การใช้อำนาจ ร้อยละ ๙๙.๔๕", "การใช้อำนาจ", "99.45"),
        ("การใช้อำนาจ ๙๙.๔๕ คะแนน", "การใช้อำนาจ", "99.45"),
        ("การใช้อำนาจ (๑๙๙.๔๕ คะแนน)", "การใช้อำนาจ (๑๙๙.๔๕ คะแนน)", None),
        ("การใช้อำนาจ (ข้อ ก)", "การใช้อำนาจ (ข้อ ก)", None),
        ("(๙๙.๔๕ คะแนน)", "(๙๙.๔๕ คะแนน)", None),
    ],
)
def test_a_score_after_a_name_is_told_from_it(printed, name, score):
    assert split_score(printed) == (name, Decimal(score) if score else None)


# -- check boxes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "status", "left"),
    [
        (["☐ ยังไม่ได้ดำเนินการ", "☑ ดำเนินการ"], "done", ()),
        (["☑ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ"], "not_started", ()),
        (["☐ ยังไม่ได้ ดำเนินการ ☒ อยู่ระหว่างดำเนินการ ☐ ดำเนินการ"], "in_progress", ()),
        (["[ ] ยังไม่ได้ดำเนินการ [x] ดำเนินการ - ประชุมแล้ว"], "done", ("- ประชุมแล้ว",)),
        (["( ) ยังไม่ได้ดำเนินการ (/) ดำเนินการ", "๑. ประชุม"], "done", ("๑. ประชุม",)),
        (["[สัญลักษณ์ Wingdings F0FE] ดำเนินการ"], "done", ()),
        (["ผล ☑ ดำเนินการครบถ้วน"], "done", ("ผล", "☑ ดำเนินการครบถ้วน")),
        (["☑ ดำเนินการแล้ว"], "done", ("☑ ดำเนินการแล้ว",)),
        (["ดำเนินการ"], "", ("ดำเนินการ",)),
        (["☑ จัดอบรม"], "", ("☑ จัดอบรม",)),
    ],
)
def test_the_ticked_box_is_the_status_and_only_bare_labels_go(lines, status, left):
    read_here = read_status(lines)
    assert (read_here.status, read_here.lines, read_here.is_doubtful) == (status, left, False)


@pytest.mark.parametrize(
    "line",
    ["☐ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ", "☑ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ"],
)
def test_boxes_that_do_not_say_one_thing_stay_text_with_a_doubt(line):
    reading = read(table(1, INDICATORS, ("๑. การปฏิบัติหน้าที่", "ก", "กองคลัง", PERIOD, line)))
    (result,) = reading.draft.rows[0].results
    assert (result.status, result.results) == ("", plain(line))
    assert "เก็บเป็นข้อความตามที่พิมพ์" in made(reading)


@pytest.mark.parametrize(
    ("typed", "status", "remarks"),
    [
        ("ดำเนินการ", "done", ()),
        ("☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ", "done", ()),
        ("แล้วเสร็จร้อยละ ๕๐", "", plain("แล้วเสร็จร้อยละ ๕๐")),
        ("☑ ดำเนินการ - ครบ", "", plain("☑ ดำเนินการ - ครบ")),
    ],
)
def test_a_column_of_its_own_may_say_the_status(typed, status, remarks):
    header = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "สถานะ", "ผลการดำเนินการ")
    (row,) = read(table(1, header, ("ก", "ข", "กองคลัง", typed, "ค"))).draft.rows
    assert (row.results[0].status, row.remarks) == (status, remarks)
