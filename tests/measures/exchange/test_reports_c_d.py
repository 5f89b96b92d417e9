"""Forms C and D, worded for the tests, with the trouble of real ones: pages, a bad scan."""

import re
from collections import Counter

import pytest

from itaportal.thai.dates import fiscal_year_span
from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import ReportForm
from measures.exchange.drafts import KnownNames
from measures.exchange.readers import read_source
from measures.exchange.reading import read_plan
from measures.exchange.source import SourceTable
from measures.rules.paragraphs import joined, markers, plain

from .office_files import Table, excel_file, text_file, word_file
from .reports_c_d import (
    APPENDIX_D,
    CAPTIONS_D,
    D_FIELDS,
    FORM_C,
    FORM_C_AGAIN,
    FORM_D,
    INDICATORS_C,
    INDICATORS_C_AGAIN,
    PROSE_D,
    REPORT_C,
    REPORT_D,
    ROWS_D,
)
from .test_reading import every_text

KNOWN = KnownNames(
    units=("สำนักปลัด", "กองคลัง", "กองช่าง"),
    indicators={
        1: "การปฏิบัติหน้าที่",
        2: "การใช้งบประมาณ",
        7: "ประสิทธิภาพการสื่อสาร",
        8: "การปรับปรุงการทำงาน",
        9: "การเปิดเผยข้อมูล",
    },
    organization="เทศบาลตำบลตัวอย่าง",
    year_be=2566,
)
FORMATS = pytest.mark.parametrize(
    ("build", "file"), [(word_file, "แผน.docx"), (excel_file, "แผน.xlsx"), (text_file, "แผน.txt")]
)


def shown(cell):
    """A cell as it prints, spaces aside."""
    return without_spaces(
        "".join(marker + each.text for marker, each in zip(markers(cell), cell, strict=True))
    )


def fields_of(row):
    """What a row of form D says, as printed, spaces aside."""
    (result,) = row.results
    cells = (
        joined(row.measures),
        joined(step.content for step in row.steps),
        row.responsible_text,
        row.period_text,
        result.results,
        result.outcome,
    )
    fields = dict(zip(D_FIELDS, map(shown, cells), strict=True))
    fields["measures"] = f"{row.printed_number}.{fields['measures']}"
    return fields


RIGHT_D = [{name: without_spaces(text) for name, text in row.items()} for row in ROWS_D]


@FORMATS
def test_each_cell_of_form_d_is_in_its_field_under_a_header_that_stands_once(build, file):
    reading = read_plan(build(REPORT_D), file, KNOWN)
    assert [fields_of(row) for row in reading.draft.rows] == RIGHT_D
    assert [row.remarks for row in reading.draft.rows if row.remarks] == []
    assert reading.draft.form == ReportForm.RESULTS
    assert reading.draft.cover == plain(*PROSE_D)
    assert {doubt.made for doubt in reading.doubts} >= {"ใช้หัวตารางของตารางก่อนหน้าที่มีจำนวนคอลัมน์เท่ากัน"}


@FORMATS
def test_lists_and_captions_after_the_last_table_are_the_appendix(build, file):
    draft = read_plan(build(REPORT_D), file, KNOWN).draft
    typed = [*APPENDIX_D, *(caption for row in CAPTIONS_D for caption in row)]
    assert shown(draft.appendix) == without_spaces(
        "".join(typed).replace("1.", "๑.").replace("2.", "๒.")
    )


@FORMATS
def test_form_d_in_one_table_or_with_a_header_on_each_page_is_the_same_plan(build, file):
    once = read_plan(build(REPORT_D), file, KNOWN).draft
    tables = [block for block in REPORT_D if isinstance(block, Table)][:-1]
    again = [Table(FORM_D, table.rows) for table in tables]
    one = Table(FORM_D, [row for table in tables for row in table.rows])
    after = [*APPENDIX_D, Table((), CAPTIONS_D)]
    assert read_plan(build([*PROSE_D, *again, *after]), file, KNOWN).draft == once
    assert read_plan(build([*PROSE_D, one, *after]), file, KNOWN).draft == once


def test_form_d_says_who_is_responsible():
    rows = read_plan(word_file(REPORT_D), "แผน.docx", KNOWN).draft.rows
    assert [[(each.kind.value, each.name) for each in row.responsible] for row in rows] == [
        [("unit", "สำนักปลัด")],
        [("position", "หัวหน้าส่วนราชการทุกกอง")],
        [("unit", "กองคลัง"), ("unit", "งานพัสดุ"), ("position", "ผู้อำนวยการกองช่าง")],
        [("committee", "คณะกรรมการจัดการเรื่องร้องเรียน")],
        [("unit", "สำนักปลัด"), ("unit", "กองคลัง")],
        [("everyone", "")],
        [("unit", "สำนักปลัด")],
    ]


def test_form_d_says_when_and_free_text_stays_text():
    rows = read_plan(word_file(REPORT_D), "แผน.docx", KNOWN).draft.rows
    read = [
        row.period and (row.period.start.isoformat(), row.period.end.isoformat()) for row in rows
    ]
    assert read == [
        ("2022-10-01", "2023-04-30"),
        ("2022-10-01", "2022-12-31"),
        ("2023-01-01", "2023-06-30"),
        ("2022-10-01", "2023-09-30"),
        None,
        ("2022-10-01", "2023-09-30"),
        ("2022-10-01", "2023-09-30"),
    ]


# -- form C, badly scanned ------------------------------------------------------------------------


def read_c(build=word_file, file="แผน.docx", content=REPORT_C):
    return read_plan(build(content), file, KNOWN)


@FORMATS
def test_form_c_is_two_sections_however_its_headings_were_misread(build, file):
    draft = read_c(build, file).draft
    assert draft == read_c().draft
    assert draft.form == ReportForm.RESULTS_AND_INDICATOR_PROGRESS
    assert [(section.heading[:26], len(section.rows)) for section in draft.sections] == [
        ("รายงานผลการดำเนินการเพื่อส", 3),
        ("ประเด็นการประเมินตามตัวชี้", 5),
    ]
    assert [paragraph.text[:8] for paragraph in draft.introduction] == ["คำนำ", "การประเม"]
    (summary,) = draft.sections[0].introduction
    assert "๗๕.๖๔%" in summary.text


def test_form_c_joins_the_row_that_a_page_number_cuts():
    reading = read_c()
    row = reading.draft.sections[0].rows[1]
    assert (row.printed_number, shown(joined(row.measures))) == ("๒", "มาตรการใช้ทรัพย์สินของราชการ")
    assert shown(joined(step.content for step in row.steps)) == "๑.จัดทำคู่มือการยืม๒.ประชุมชี้แจง"
    assert "- ๔ -" in {doubt.read for doubt in reading.doubts}


def test_form_c_ties_guidance_and_status_to_indicators_by_their_names():
    draft = read_c().draft
    rows = draft.sections[1].rows
    assert [(row.printed_number, row.indicator) for row in rows] == [
        ("๑", 1), ("๒", 2), ("๓", 7), ("๔", 8), ("๕", 9),
    ]  # fmt: skip
    assert [(result.status, shown(result.results)) for row in rows for result in row.results] == [
        ("done", "-เผยแพร่แล้ว"),
        ("done", "-เผยแพร่แล้วบนเว็บไซต์"),
        ("done", "-ปรับปรุงแล้ว"),
        ("not_started", ""),
        ("done", "☑ดำเนินการลงข้อมูลครบ๔๓ข้อ"),
    ]
    assert {each.indicator: shown(each.guidance) for each in draft.analyses} == {
        1: "เผยแพร่ขั้นตอนการให้บริการ",
        2: "เผยแพร่แผนการใช้จ่าย",
        7: "ปรับปรุงเว็บไซต์",
        8: "รับฟังความคดิเห็น",
        9: "ลงข้อมูลให้ครบ",
    }
    assert rows[3].responsible[0].name == "สำนักปลัด"  # typed สำนกัปลดั
    assert {row.period for row in rows} == {fiscal_year_span(2566), fiscal_year_span(2561)}


def test_form_c_says_what_a_scanner_misread():
    reading = read_c()
    (scanned,) = [doubt for doubt in reading.doubts if "อักขระที่ไม่น่าจะอยู่" in doubt.made]
    assert "用户" in scanned.read
    outside = [doubt.read for doubt in reading.doubts if "นอกปีงบประมาณ" in doubt.made]
    assert outside == ["ตลอดปีงบประมาณ ๒๕๖๑"]
    lowest = min(reading.readings, key=lambda each: each.confidence)
    assert lowest.as_json() == {
        "file": "แผน.docx",
        "table": "ตารางที่ ๒",
        "row": 2,
        "column": "สรุปผลการดำเนินการตามมาตรภาร",
        "field": "result",
        "confidence": 0.49,
        "reasons": ["heading_nearly_known", "odd_characters", "continued"],
    }
    assert max(each.confidence for each in reading.readings) == 1.0


@pytest.mark.parametrize("content", [REPORT_C, REPORT_D])
@FORMATS
def test_every_word_of_a_file_is_kept_or_said(build, file, content):
    """Each character of the file, spaces and digits' kind aside, is in the plan or in a doubt."""
    reading = read_plan(build(content), file, KNOWN)
    source = read_source(build(content), file)
    headers = {
        without_spaces(heading)
        for header in (FORM_C, FORM_C_AGAIN, FORM_D, INDICATORS_C, INDICATORS_C_AGAIN)
        for heading in header
    }
    typed = []
    for block in source.blocks:
        if isinstance(block, SourceTable):
            rows = [[line for cell in row.cells for line in cell.lines] for row in block.rows]
            typed += [line for row in rows for line in row if without_spaces(line) not in headers]
        else:
            typed += block.lines
    kept = Counter(every_text(reading.draft))
    names = [KNOWN.indicators[row.indicator] for row in reading.draft.rows if row.indicator]
    statuses = ["☐ยังไม่ได้ดำเนินการ☑ดำเนินการ"] * 5
    said = [doubt.read for doubt in reading.doubts]
    kept += Counter(all_arabic_digits(without_spaces("".join([*names, *statuses, *said]))))
    missing = Counter(all_arabic_digits(without_spaces("".join(typed)))) - kept
    assert set(missing) <= {"."}  # of the rows' numbers


def test_scores_are_not_taken_from_a_badly_scanned_file():
    outcome = "ปี ๒๕๖๕ ได้คะแนน ๘๐.๐๐ คะแนน ปี ๒๕๖๖ ได้คะแนน ๘๑.๕๐ คะแนน"
    row = ("๑", "มาตรการ管理", "ทำ理", "ตลอดปี", "กองคลัง", "ผล用", outcome)
    reading = read_c(content=[Table(FORM_C, [row])])
    (result,) = reading.draft.rows[0].results
    assert (result.citations, shown(result.outcome)) == ((), without_spaces(outcome))
    assert [bool(re.search("ไม่นำคะแนน", doubt.made)) for doubt in reading.doubts].count(True) == 1
    clean = tuple(re.sub("[管理用]", "", text) for text in row)
    (result,) = read_c(content=[Table(FORM_C, [clean])]).draft.rows[0].results
    assert len(result.citations) == 1
