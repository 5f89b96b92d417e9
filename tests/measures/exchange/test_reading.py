"""Reports of forms A and B, worded for the tests, from Word and from Excel."""

import datetime
from decimal import Decimal

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from itaportal.thai.dates import Period
from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import (
    CitationScope,
    GroupKind,
    ParagraphKind,
    ReportForm,
    ResponsibleKind,
    Round,
)
from measures.exchange.drafts import (
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    KnownNames,
    PlanDraft,
    ResponsibleDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
    StepDraft,
)
from measures.exchange.reading import read_plan
from measures.exchange.source import UnreadableFile
from measures.rules.paragraphs import Paragraph, joined, markers, plain

from .office_files import FORM_A, FORM_B, REPORT_A, REPORT_B, Table, excel_file, word_file

NUMBERED, DASH = ParagraphKind.NUMBERED, ParagraphKind.DASH
EVERYONE = ResponsibleDraft(ResponsibleKind.EVERYONE)
OFFICE = ResponsibleDraft(ResponsibleKind.UNIT, "สำนักปลัด")
FINANCE = ResponsibleDraft(ResponsibleKind.UNIT, "กองคลัง")
FIRST_HALF_2566 = Period(datetime.date(2022, 10, 1), datetime.date(2023, 3, 31))
KNOWN = KnownNames(
    units=("สำนักปลัด", "กองคลัง"),
    indicators={1: "การปฏิบัติหน้าที่", 9: "การเปิดเผยข้อมูล", 10: "การป้องกันการทุจริต"},
    issues={1: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", 2: "การให้บริการและระบบ E-Service"},
)


def numbered(*texts):
    return tuple(Paragraph(text, NUMBERED) for text in texts)


def dashed(text, level=0):
    return (Paragraph(text, DASH, level),)


PLAN_A = PlanDraft(
    form=ReportForm.RESULTS_BY_ISSUE,
    cover=plain("รายงานผลมาตรการคุณธรรม", "ขององค์การบริหารส่วนตำบลตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
    introduction=plain("ตามที่หน่วยงานได้กำหนดมาตรการไว้ บัดนี้ได้ดำเนินการแล้ว มีผลดังนี้"),
    sections=(
        SectionDraft(
            (
                GroupDraft(
                    HeadingDraft(GroupKind.ISSUE, 1),
                    (
                        RowDraft(
                            measures=(numbered("ปรับปรุงคู่มือ"), numbered("อบรมเจ้าหน้าที่")),
                            steps=(
                                StepDraft(numbered("ประชุม")),
                                StepDraft(
                                    (*numbered("จัดทำคู่มือ ได้แก่"), *dashed("คู่มือประชาชน", level=1))
                                ),
                                StepDraft(numbered("เผยแพร่")),
                            ),
                            responsible=(OFFICE,),
                            responsible_text=plain("สำนักปลัด"),
                            period=Period(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30)),
                            period_text=plain("ต.ค. ๖๗ - ก.ย. ๖๘"),
                            results=(
                                ResultDraft(
                                    12,
                                    results=dashed("เผยแพร่คู่มือแล้ว"),
                                    outcome=dashed(
                                        "ในหัวข้อด้านการปฏิบัติหน้าที่ ITA ปี ๒๕๖๗ ได้คะแนน ๘๐.๐๐ คะแนน "
                                        "ITA ปี ๒๕๖๘ ได้คะแนน ๘๑.๕๐ คะแนน มีคะแนนเฉลี่ยเพิ่มขึ้น ๑.๕ คะแนน"
                                    ),
                                    citations=(
                                        CitationDraft(
                                            CitationScope.INDICATOR,
                                            2567,
                                            2568,
                                            Decimal("80.00"),
                                            Decimal("81.50"),
                                            indicator=1,
                                            topic="การปฏิบัติหน้าที่",
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
                GroupDraft(
                    HeadingDraft(
                        GroupKind.ISSUE, 2, printed_text="มาตรการด้านการให้บริการและระบบ E-Service"
                    ),
                    (
                        RowDraft(
                            measures=(dashed("เปิดช่องทางออนไลน์"),),
                            steps=(StepDraft(plain("ประกาศให้ทราบทั่วกัน")),),
                            responsible=(OFFICE, FINANCE),
                            responsible_text=plain("สำนักปลัด/กองคลัง"),
                            period=Period(datetime.date(2025, 1, 1), datetime.date(2025, 6, 30)),
                            period_text=plain("๑ ม.ค. - ๓๐ มิ.ย. ๖๘"),
                            results=(ResultDraft(12, outcome=plain("ไม่มีเรื่องร้องเรียน")),),
                        ),
                    ),
                ),
            )
        ),
    ),
)

PLAN_B = PlanDraft(
    form=ReportForm.PROGRESS_BY_INDICATOR,
    cover=plain(
        "รายงานความก้าวหน้าตามมาตรการ",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน",
        "อำเภอตัวอย่าง จังหวัดตัวอย่าง",
    ),
    introduction=plain("จากการประเมินของปีก่อน หน่วยงานจึงกำหนดมาตรการดังนี้"),
    appendix=(Paragraph("ภาคผนวก แบบวัดของปี"), *dashed("ลิงก์แบบวัด EIT")),
    sections=(
        SectionDraft(
            heading="มาตรการของหน่วยงาน พ.ศ. ๒๕๖๖",
            groups=(
                GroupDraft(
                    None,
                    (
                        RowDraft(
                            printed_number="๑",
                            indicator=1,
                            measures=(plain("การปฏิบัติหน้าที่"),),
                            steps=(
                                StepDraft(numbered("เปิดเผยขั้นตอน")),
                                StepDraft(numbered("ประเมินความพึงพอใจ")),
                            ),
                            responsible=(EVERYONE,),
                            responsible_text=plain("ทุกส่วนราชการ"),
                            period=FIRST_HALF_2566,
                            period_text=plain("ต.ค.๖๕-มี.ค.๖๖"),
                            results=(
                                ResultDraft(
                                    6,
                                    results=(
                                        Paragraph("รายงานในที่ประชุม"),
                                        *dashed("ประกาศนโยบาย"),
                                    ),
                                    suggestion=plain("ติดตามต่อเนื่อง"),
                                ),
                            ),
                        ),
                        RowDraft(
                            printed_number="๘",
                            indicator=9,
                            measures=(plain("การเปิดเผยข้อมูล"),),
                            steps=(
                                StepDraft(numbered("ปรับปรุงเว็บไซต์ให้ครบ")),
                                StepDraft(numbered("จัดทำข้อมูลของหน่วยงานให้ครบถ้วน")),
                                StepDraft(numbered("แสดงรายชื่อผู้บริหาร")),
                            ),
                            responsible=(
                                EVERYONE,
                                ResponsibleDraft(
                                    ResponsibleKind.POSITION,
                                    "นางสาวสมมติ นามสมมติ นักประชาสัมพันธ์",
                                ),
                            ),
                            responsible_text=plain(
                                "ทุกส่วนราชการ", "นางสาวสมมติ นามสมมติ นักประชาสัมพันธ์"
                            ),
                            period=FIRST_HALF_2566,
                            period_text=plain("ต.ค.๖๕-มี.ค.๖๖", "ปรับปรุงทุกเดือน", "ต.ค.๖๕ - มี.ค.๖๖"),
                            results=(
                                ResultDraft(
                                    6,
                                    results=plain("รายงานในที่ประชุม"),
                                    suggestion=plain("ติดตามต่อเนื่อง"),
                                ),
                            ),
                        ),
                        RowDraft(
                            printed_number="๑๐",
                            indicator=10,
                            measures=(plain("การป้องกันการทุจริต"),),
                            steps=(StepDraft(numbered("ประชุมเตรียมความพร้อม")),),
                            responsible=(
                                EVERYONE,
                                ResponsibleDraft(
                                    ResponsibleKind.COMMITTEE, "คณะกรรมการติดตามและคณะทำงาน"
                                ),
                            ),
                            responsible_text=plain("ทุกส่วนราชการ คณะกรรมการติดตามและคณะทำงาน"),
                            period=FIRST_HALF_2566,
                            period_text=plain("ต.ค.๖๕ - มี.ค.๖๖"),
                            results=(ResultDraft(6, results=plain("ประชุมแล้ว")),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

BOTH_FORMATS = pytest.mark.parametrize(
    ("build", "file"), [(word_file, "แผน.docx"), (excel_file, "แผน.xlsx")]
)


def told(reading):
    """The doubts as rows of (table row, column, what was read, what was made of it)."""
    return [
        (doubt.place.row, doubt.place.column, doubt.read, doubt.made) for doubt in reading.doubts
    ]


@BOTH_FORMATS
def test_a_report_of_form_a_is_read_whole(build, file):
    reading = read_plan(build(REPORT_A), file, KNOWN)
    assert reading.draft == PLAN_A
    assert reading.year_be == 2568
    assert [(read, made) for _, _, read, made in told(reading)] == [
        (
            "๒.มาตรการด้านการให้บริการและระบบ E-Service",
            "ดูเหมือนประเด็นที่ ๒ จึงจัดไว้ใต้ประเด็นนั้น และเก็บเลขและชื่อตามที่พิมพ์",
        )
    ]


@BOTH_FORMATS
def test_a_report_of_form_b_is_read_whole_with_its_page_breaks_undone(build, file):
    reading = read_plan(build(REPORT_B), file, KNOWN)
    assert reading.draft == PLAN_B
    assert reading.year_be == 2566


def test_the_doubts_of_a_report_say_where_and_what():
    reading = read_plan(word_file(REPORT_B), "แผน.docx", KNOWN)
    above = "ตารางที่ ๑ แถวที่ ๓"
    assert told(reading) == [
        (2, "ขั้นตอน", "หน่วยงานให้ครบถ้วน ๓.แสดงรายชื่อผู้บริหาร", f"ต่อท้าย{above} เพราะช่องแรกว่างไว้"),
        (2, "ระยะเวลา", "ต.ค.๖๕ - มี.ค.๖๖", f"ต่อท้าย{above} เพราะช่องแรกว่างไว้"),
        (
            2,
            "ผลการดำเนินการ",
            "รายงานใน ที่ประชุม",
            f"ข้อความซ้ำกับ{above} ซึ่งช่องแรกว่างไว้ จึงนับเป็นข้อความเดียว",
        ),
        (
            3,
            "ระยะเวลา",
            "ปรับปรุงทุกเดือน",
            "เก็บเป็นข้อความตามที่พิมพ์ และใช้ช่วงเวลา ต.ค. ๖๕ - มี.ค. ๖๖",
        ),
        (
            3,
            "มาตรการ",
            "๘.การเปิดเผยข้อมูล",
            "ดูเหมือนตัวชี้วัดที่ ๙ จึงผูกกับตัวชี้วัดนั้น และเก็บเลขและชื่อตามที่พิมพ์",
        ),
    ]
    assert str(reading.doubts[0]) == (
        "ไฟล์ “แผน.docx” ตารางที่ ๒ แถวที่ ๒ คอลัมน์ “ขั้นตอน”: อ่านได้ “หน่วยงานให้ครบถ้วน ๓.แสดงรายชื่อผู้บริหาร” "
        f"ต่อท้าย{above} เพราะช่องแรกว่างไว้ (แถวเดียวที่ไม่ถูกแบ่งเมื่อขึ้นหน้าใหม่)"
    )


def test_round_and_form_can_be_given():
    reading = read_plan(
        word_file(REPORT_B),
        "แผน.docx",
        KNOWN,
        round=Round.TWELVE_MONTHS,
        form=ReportForm.RESULTS,
    )
    assert reading.draft.form == ReportForm.RESULTS
    assert {result.round for row in reading.draft.rows for result in row.results} == {12}


def row_of_a(**cells):
    """A report with one row of form A; cells by column, the others filled plainly."""
    texts = {
        "measure": "ก",
        "step": "ข",
        "unit": "สำนักปลัด",
        "period": "ต.ค. ๖๗",
        "result": "",
        "outcome": "",
    }
    return Table(FORM_A, (tuple({**texts, **cells}.values()),))


def only_row(content, known=KNOWN, file="แผน.docx"):
    reading = read_plan(word_file(content), file, known)
    (row,) = reading.draft.rows
    return row, told(reading)


def test_a_file_without_a_table_of_measures_is_refused():
    with pytest.raises(UnreadableFile, match="ไม่มีตารางมาตรการ"):
        read_plan(word_file(["รายงาน", Table(("ชื่อ", "ตำแหน่ง"), (("ก", "ข"),))]), "แผน.docx", KNOWN)


def test_a_table_before_the_first_header_is_kept_as_prose_with_a_doubt():
    reading = read_plan(
        word_file([Table(("อำเภอตัวอย่าง", "จังหวัดตัวอย่าง"), ()), row_of_a()]), "แผน.docx", KNOWN
    )
    assert reading.draft.cover == plain("อำเภอตัวอย่าง", "จังหวัดตัวอย่าง")
    assert told(reading)[0] == (
        1, "", "อำเภอตัวอย่าง จังหวัดตัวอย่าง", "เก็บเป็นข้อความนอกตาราง เพราะยังไม่พบหัวตาราง",
    )  # fmt: skip


def test_prose_between_tables_heads_a_section_of_its_own():
    reading = read_plan(
        word_file([row_of_a(), "ส่วนที่ ๒", "คำอธิบาย", row_of_a(measure="ค")]), "แผน.docx", KNOWN
    )
    assert [
        (section.heading, section.introduction, len(section.rows))
        for section in reading.draft.sections
    ] == [("", (), 1), ("ส่วนที่ ๒", plain("คำอธิบาย"), 1)]


def test_a_column_without_a_field_goes_to_the_remarks_with_one_doubt():
    header = (*FORM_A, "งบประมาณ")
    rows = [("ก", "", "", "", "", "", "๑๐,๐๐๐ บาท"), ("ข", "", "", "", "", "", "ไม่ใช้\nงบประมาณ")]
    reading = read_plan(word_file([Table(header, rows), Table(header, ())]), "แผน.docx", KNOWN)
    assert [row.remarks for row in reading.draft.rows] == [
        plain("งบประมาณ: ๑๐,๐๐๐ บาท"),
        plain("งบประมาณ: ไม่ใช้", "งบประมาณ"),
    ]
    assert told(reading) == [(1, "งบประมาณ", "งบประมาณ", "เก็บข้อความของคอลัมน์นี้ไว้ในช่องข้อความอื่นของแถว")]


def test_a_heading_in_other_words_is_guessed_with_a_doubt():
    header = (*FORM_A[:3], "ระยะเวลาที่ใช้", *FORM_A[4:])
    reading = read_plan(
        word_file([Table(header, (("ก", "", "", "ต.ค. ๖๗", "", ""),))]), "แผน.docx", KNOWN
    )
    assert reading.draft.rows[0].period_text == plain("ต.ค. ๖๗")
    assert told(reading) == [
        (1, "ระยะเวลาที่ใช้", "ระยะเวลาที่ใช้", "ดูเหมือนคอลัมน์ระยะเวลา จึงนำเข้าเป็นคอลัมน์นั้น")
    ]


def test_a_column_that_comes_twice_is_kept_as_a_remark():
    reading = read_plan(
        word_file([Table((*FORM_A, "ผลลัพธ์"), (("ก", "", "", "", "", "ข", "ค"),))]),
        "แผน.docx",
        KNOWN,
    )
    (row,) = reading.draft.rows
    assert (row.results[0].outcome, row.remarks) == (plain("ข"), plain("ผลลัพธ์: ค"))


def test_columns_may_stand_in_any_order():
    order = (5, 3, 1, 0, 2, 4)
    shuffled = [
        block
        if isinstance(block, str)
        else Table(
            [block.header[place] for place in order],
            [
                row if isinstance(row, str) else [row[place] for place in order]
                for row in block.rows
            ],
        )
        for block in REPORT_A
    ]
    assert read_plan(excel_file(shuffled), "แผน.xlsx", KNOWN).draft == PLAN_A


def test_the_address_behind_a_link_is_kept_beside_the_text_that_hides_it():
    def link(workbook):
        sheet = workbook.active
        for cell in (sheet["A1"], sheet["B3"]):
            cell.hyperlink = "https://a.example/b"

    content = excel_file(["ด้วยหน่วยงานมีเว็บไซต์", row_of_a()], link)
    reading = read_plan(content, "แผน.xlsx", KNOWN)
    (row,) = reading.draft.rows
    assert reading.draft.introduction == plain("ด้วยหน่วยงานมีเว็บไซต์", "https://a.example/b")
    assert row.remarks == plain("https://a.example/b")
    assert [made for _, _, _, made in told(reading)] == [
        "เก็บที่อยู่ของลิงก์ไว้เป็นย่อหน้าต่อท้าย",
        "เก็บที่อยู่ของลิงก์ไว้ในช่องข้อความอื่นของแถว",
    ]


def test_a_cell_beyond_the_headings_is_kept_as_a_remark():
    def add(workbook):
        workbook.active["H2"] = "นอกตาราง"

    reading = read_plan(excel_file([row_of_a()], add), "แผน.xlsx", KNOWN)
    assert reading.draft.rows[0].remarks == plain("นอกตาราง")
    assert told(reading) == [(2, "", "นอกตาราง", "เก็บไว้ในช่องข้อความอื่นของแถว")]


def test_doubts_are_told_as_data_too():
    (doubt,) = read_plan(word_file([row_of_a(period="ตลอดปี")]), "แผน.docx", KNOWN).doubts
    assert doubt.as_json() == {
        "file": "แผน.docx",
        "table": "ตารางที่ ๑",
        "row": 2,
        "column": "ระยะเวลา",
        "place": "ไฟล์ “แผน.docx” ตารางที่ ๑ แถวที่ ๒ คอลัมน์ “ระยะเวลา”",
        "read": "ตลอดปี",
        "made": "เก็บเป็นข้อความตามที่พิมพ์",
        "expected": "ช่วงเวลาเดียว เช่น ต.ค. ๖๗ - ก.ย. ๖๘ หรือ ๑ ต.ค. ๖๗ - ๓๐ มิ.ย. ๖๘ ไม่ได้ระบุปี",
    }


def test_numbers_down_the_rows_are_the_rows_own_and_nested_ones_keep_theirs():
    rows = [
        ("๓. สาม\n๓.๑ ย่อย", "", "", "", "", ""),
        ("๔. สี่", "ทำ", "", "", "", ""),
    ]
    reading = read_plan(word_file([Table(FORM_A, rows)]), "แผน.docx", KNOWN)
    assert [(row.printed_number, joined(row.measures)) for row in reading.draft.rows] == [
        ("๓", (Paragraph("สาม"), Paragraph("ย่อย", NUMBERED, 1, "๓.๑"))),
        ("๔", plain("สี่")),
    ]


def test_a_list_in_each_row_keeps_its_numbers():
    rows = [("๑. หนึ่ง", "ทำ", "", "", "", ""), ("๑. หนึ่ง\n๒. สอง", "", "", "", "", "")]
    reading = read_plan(word_file([Table(FORM_A, rows)]), "แผน.docx", KNOWN)
    assert [(row.printed_number, joined(row.measures)) for row in reading.draft.rows] == [
        ("", numbered("หนึ่ง")),
        ("", numbered("หนึ่ง", "สอง")),
    ]


def test_columns_of_number_and_indicator_name_the_row():
    header = ("ลำดับ", "ตัวชี้วัด", *FORM_A[:3])
    rows = [("๑.", "๙. การเปิดเผยข้อมูล", "ก", "", ""), ("๒.", "ด้านอื่น", "ข", "", "")]
    reading = read_plan(word_file([Table(header, rows)]), "แผน.docx", KNOWN)
    assert [(row.printed_number, row.indicator, row.remarks) for row in reading.draft.rows] == [
        ("๑", 9, ()),
        ("๒", None, plain("ด้านอื่น")),
    ]
    assert told(reading) == [(3, "ตัวชี้วัด", "ด้านอื่น", "เก็บไว้ในช่องข้อความอื่นของแถว")]


def test_a_sentence_in_the_place_of_a_number_or_heading_is_kept_elsewhere():
    table = Table(("ลำดับ", *FORM_A[:3]), (("เรียงตามความสำคัญ", "ก", "", ""),))
    reading = read_plan(word_file([table, "ห" * 501, table]), "แผน.docx", KNOWN)
    first, second = reading.draft.sections
    assert (first.rows[0].printed_number, first.rows[0].remarks) == ("", plain("เรียงตามความสำคัญ"))
    assert (second.heading, second.introduction) == ("", plain("ห" * 501))
    assert told(reading) == [(2, "ลำดับ", "เรียงตามความสำคัญ", "เก็บไว้ในช่องข้อความอื่นของแถว")] * 2


def test_an_indicator_with_further_words_is_taken_with_a_doubt():
    row, doubts = only_row([row_of_a(measure="๙.การเปิดเผยข้อมูลของหน่วยงาน")])
    assert (row.indicator, row.printed_number, row.measures) == (
        9,
        "๙",
        (plain("การเปิดเผยข้อมูลของหน่วยงาน"),),
    )
    assert doubts[0][:3] == (2, "มาตรการ", "๙.การเปิดเผยข้อมูลของหน่วยงาน")


def test_an_indicator_without_a_number_is_taken_without_a_doubt():
    row, doubts = only_row([row_of_a(measure="การเปิดเผยข้อมูล")])
    assert (row.indicator, row.printed_number, doubts) == (9, "", [])


def test_a_row_without_a_measure_and_without_a_row_above_is_kept_with_a_doubt():
    row, doubts = only_row([row_of_a(measure="")])
    assert (row.measures, row.steps) == ((), (StepDraft(plain("ข")),))
    assert doubts == [(2, "", "ข สำนักปลัด ต.ค. ๖๗", "นำเข้าเป็นแถวใหม่ที่ไม่มีมาตรการ")]


def test_a_row_without_anything_in_its_result_columns_has_no_result():
    row, _ = only_row([row_of_a()])
    assert row.results == ()


@pytest.mark.parametrize(
    ("typed", "period", "doubted"),
    [
        ("", None, []),
        ("ต.ค. ๖๗ -\nก.ย. ๖๘", Period(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30)), []),
        ("ตลอดปี", None, ["ตลอดปี"]),
        (
            "ต.ค. ๖๗\nพ.ย. ๖๗",
            Period(datetime.date(2024, 10, 1), datetime.date(2024, 10, 31)),
            ["พ.ย. ๖๗"],
        ),
    ],
)
def test_a_period_cell_gives_dates_and_keeps_its_text(typed, period, doubted):
    row, doubts = only_row([row_of_a(period=typed)])
    assert (row.period, row.period_text) == (period, plain(*typed.split("\n")) if typed else ())
    assert [read for _, column, read, _ in doubts if column == "ระยะเวลา"] == doubted


def test_a_stated_difference_or_direction_that_the_scores_deny_is_doubted():
    outcome = "ปี ๒๕๖๗ ได้คะแนน ๘๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๗๘ คะแนน เพิ่มขึ้น ๓ คะแนน"
    reading = read_plan(word_file([row_of_a(outcome=outcome)]), "แผน.docx", KNOWN)
    assert [(doubt.read, doubt.made, doubt.expected) for doubt in reading.doubts] == [
        ("๘๐.๐๐ และ ๗๘.๐๐ ต่างกัน ๓.๐๐", "เก็บตามที่พิมพ์", "ผลต่างของคะแนนคือ ๒.๐๐"),
        ("๘๐.๐๐ และ ๗๘.๐๐ คะแนนเพิ่มขึ้น", "เก็บตามที่พิมพ์", "คะแนนลดลง"),
    ]


def test_a_file_that_never_names_the_organization_is_doubted():
    known = KnownNames(organization="เทศบาลตำบลอื่น")
    reading = read_plan(word_file(["รายงานของเทศบาลตำบลตัวอย่าง", row_of_a()]), "แผน.docx", known)
    assert reading.doubts[0].made == "นำเข้าเป็นแผนของเทศบาลตำบลอื่น"


def test_a_table_without_headings_is_of_the_form_without_groups():
    assert read_plan(word_file([row_of_a()]), "แผน.docx", KNOWN).draft.form == ReportForm.RESULTS


def test_two_tables_with_indicators_are_of_the_form_of_two_parts():
    content = [
        row_of_a(),
        "ส่วนที่ ๒",
        Table(("ตัวชี้วัด", *FORM_B[1:]), (("การเปิดเผยข้อมูล",) + ("",) * 5,)),
    ]
    reading = read_plan(excel_file(content), "แผน.xlsx", KNOWN)
    assert reading.draft.form == ReportForm.RESULTS_AND_INDICATOR_PROGRESS


def every_text(draft):
    """Everything that a draft would print, white space and the kind of digits aside."""
    cells = [draft.cover, draft.introduction, draft.appendix]
    printed = []
    for section in draft.sections:
        printed.append(section.heading)
        cells.append(section.introduction)
        printed += [group.heading.printed_text for group in section.groups if group.heading]
        for row in section.rows:
            printed.append(row.printed_number)
            cells += [joined(row.measures), joined(step.content for step in row.steps)]
            cells += [row.responsible_text, row.period_text, row.remarks]
            for result in row.results:
                cells += [result.results, result.outcome, result.suggestion]
    for analysis in draft.analyses:
        cells += [analysis.question_text, analysis.analysis, analysis.guidance]
    for cell in cells:
        printed += [
            mark + paragraph.text for mark, paragraph in zip(markers(cell), cell, strict=True)
        ]
    return without_spaces(all_arabic_digits("".join(printed)))


cell_texts = st.text(st.sampled_from("กขค ๑๒12.()-/\n"), max_size=20)


@given(st.lists(st.tuples(*[cell_texts] * 6), min_size=1, max_size=3))
def test_every_character_of_a_table_is_kept_somewhere(typed):
    # A letter first, so that no row is a heading, a continued row or one with a number of its own.
    rows = [(f"ก{measure}", f"ข{step}", *others) for measure, step, *others in typed]
    kept = every_text(read_plan(excel_file([Table(FORM_A, rows)]), "แผน.xlsx", KNOWN).draft)
    cells = [without_spaces(all_arabic_digits(cell)) for row in rows for cell in row]
    assert [cell for cell in cells if cell not in kept] == []


# What the readers of files had to decide reaches whoever imports.


@pytest.mark.parametrize(("build", "file"), [(word_file, "แผน.docx"), (excel_file, "แผน.xlsx")])
def test_letters_that_were_normalised_are_doubted(build, file):
    reading = read_plan(build(["เทศบาล", row_of_a(measure="สํานัก\u200bปลัดเเจ้ง")]), file, KNOWN)
    assert reading.draft.rows[0].measures == (plain("สำนักปลัดแจ้ง"),)
    assert [doubt.read for doubt in reading.doubts] == ["สํานัก\u200bปลัดเเจ้ง"] * 3
    assert {doubt.expected for doubt in reading.doubts} == {"อักขระไทยแบบมาตรฐาน"}


def test_a_formula_without_a_value_stays_as_text_with_a_doubt_and_a_row_of_its_own():
    two_rows = Table(
        FORM_A,
        (
            ("ก", "ข", "สำนักปลัด", "ต.ค. ๖๗", "ผล", ""),
            ('="๒. มาตร"&"การ"', "ค", "กองคลัง", "ต.ค. ๖๗", "ผลอื่น", ""),
        ),
    )
    reading = read_plan(excel_file([two_rows]), "แผน.xlsx", KNOWN)
    assert [row.responsible for row in reading.draft.rows] == [(OFFICE,), (FINANCE,)]
    assert reading.draft.rows[1].measures == (plain('="๒. มาตร"&"การ"'),)
    (doubt,) = reading.doubts
    assert (doubt.place.row, doubt.place.column, doubt.read) == (3, "A", '="๒. มาตร"&"การ"')


def test_a_comment_on_a_cell_is_said():
    def comment(workbook):
        workbook.worksheets[0]["A2"].comment = Comment("ตรวจอีกครั้ง", "ผู้ตรวจ")

    reading = read_plan(excel_file([row_of_a()], comment), "แผน.xlsx", KNOWN)
    (doubt,) = reading.doubts
    assert (doubt.place.row, doubt.place.column, doubt.read) == (2, "A", "ตรวจอีกครั้ง")


def test_words_in_the_header_of_a_page_and_signs_of_picture_fonts_are_said():
    def change(document):
        document.sections[0].header.paragraphs[0].text = "เอกสารภายใน"
        document.sections[0].footer.paragraphs[0].text = "- ๒ -"
        run = document.tables[0].cell(1, 4).paragraphs[0].add_run()._r
        sign = run.makeelement(qn("w:sym"), {qn("w:font"): "Wingdings", qn("w:char"): "F0AB"})
        run.append(sign)

    reading = read_plan(word_file([row_of_a()], change), "แผน.docx", KNOWN)
    assert [doubt.read for doubt in reading.doubts] == ["[สัญลักษณ์ Wingdings F0AB]", "เอกสารภายใน"]
    (result,) = reading.draft.rows[0].results
    assert result.results == plain("[สัญลักษณ์ Wingdings F0AB]")


@pytest.mark.parametrize("build", [word_file, excel_file])
def test_a_header_without_rows_is_refused(build):
    file = "แผน.docx" if build is word_file else "แผน.xlsx"
    with pytest.raises(UnreadableFile, match="มีแต่หัวตาราง"):
        read_plan(build([Table(FORM_A, ())]), file, KNOWN)


@pytest.mark.parametrize(
    ("outcome", "citations", "doubts"),
    [
        ("ปี ๒๕๖๗ ได้คะแนน ๘๗.๘๗ คะแนน ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน", 1, 0),
        ("ปี ๒๔๖๗ ได้คะแนน ๘๗.๘๗ คะแนน ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน", 0, 1),
        ("ปี ๒๖๙๘ ได้คะแนน ๘๗.๘๗ คะแนน ปี ๒๖๙๙ ได้คะแนน ๘๗.๖๗ คะแนน", 0, 1),
        ("ปี ๒๕๖๗ ได้คะแนน ๑๘๐.๐๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน", 0, 1),
        ("ปี ๒๕๖๗ ได้คะแนน ๘๐.๑๒๓ คะแนน ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน", 0, 1),
        ("ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน", 0, 1),
        ("ในปี ๒๕๖๘ ไม่มีเรื่องร้องเรียน", 0, 0),
    ],
)
def test_scores_that_cannot_be_cited_stay_text_with_a_doubt(outcome, citations, doubts):
    known = KnownNames(units=KNOWN.units, year_be=2568)
    row, told_doubts = only_row([row_of_a(outcome=outcome)], known)
    (result,) = row.results
    assert (len(result.citations), len(told_doubts)) == (citations, doubts)
    assert "".join(paragraph.text for paragraph in result.outcome) == outcome
