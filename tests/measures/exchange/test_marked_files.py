"""Copies of files with their doubted cells marked: they say where, and read as the file itself."""

from __future__ import annotations

import io
import json
import resource

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.comments import Comment

from measures.exchange import marking_process
from measures.exchange.columns import Chosen
from measures.exchange.drafts import KnownNames
from measures.exchange.isolated import ReadingLimits, mark_isolated
from measures.exchange.marked_files import marked_excel, marked_tables, marked_word
from measures.exchange.marks import Mark, marks_of
from measures.exchange.readers import read_source
from measures.exchange.reading import read_plan
from measures.exchange.source import Doubt, Place, SourceDocument, SourceTable, UnreadableFile
from measures.exchange.wordings import Column

from .office_files import REPORT_A, Table, excel_file, text_file, word_file

HEADER = ("มาตรการ/โครงการ/กิจกรรม", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ")
ROW = ("อบรม", "เชิญ", "กองคลัง", "สักวันหนึ่ง", "หนึ่งหมื่นบาท")
REPORT: list[str | Table] = ["คำนำ", Table(HEADER, (ROW,))]
COLOUR = "FFE9AE"


def doubts_and_marks(content, file, chosen: Chosen | None = None):
    reading = read_plan(content, file, KnownNames(), columns=chosen)
    return reading.doubts, marks_of(read_source(content, file), reading.doubts, (), chosen)


def test_marks_stand_at_the_cells_that_the_doubts_are_about():
    doubts, marks = doubts_and_marks(word_file(REPORT), "แผน.docx")
    assert {(mark.table, mark.row, mark.column) for mark in marks} == {
        ("ตารางที่ ๑", 1, 4),
        ("ตารางที่ ๑", 2, 2),
        ("ตารางที่ ๑", 2, 3),
    }
    said = "\n".join(mark.text for mark in marks)
    assert all(doubt.read in said and doubt.expected in said for doubt in doubts)


@pytest.mark.parametrize(
    ("place", "column"),
    [
        (Place("ก", "ตารางที่ ๑", 2, "งบประมาณ"), 4),
        (Place("ก", "ตารางที่ ๑", 2, "ระยะเวลา"), 3),
        (Place("ก", "ตารางที่ ๑", 2, "มาตรการ"), 0),
        (Place("ก", "ตารางที่ ๑", 2, "B"), 1),
        (Place("ก", "ตารางที่ ๑", 2, "๓"), 2),
        (Place("ก", "ตารางที่ ๑", 2), 0),
        (Place("ก", "ตารางที่ ๑", 99, "ไม่รู้จัก"), 0),
    ],
)
def test_column_is_told_by_heading_field_letter_or_number(place, column):
    source = read_source(word_file(REPORT), "แผน.docx")
    (mark,) = marks_of(source, [Doubt(place, "ก", "ข", "ค")], ())
    assert (mark.row, mark.column) == (place.row, column)


@pytest.mark.parametrize("place", [Place("ก"), Place("ก", "ที่อื่น"), Place("ก", "ตารางที่ ๑")])
def test_doubt_about_the_whole_stands_at_the_first_cell(place):
    source = read_source(word_file(REPORT), "แผน.docx")
    doubt = Doubt(place, "ก", "ข", "ค")
    marks = marks_of(source, [doubt, doubt], ())
    assert marks == (Mark("ตารางที่ ๑", 1, 0, "อ่านได้ “ก” ข ที่คาดไว้: ค"),)


def test_file_without_tables_has_nothing_to_mark():
    assert marks_of(SourceDocument("ก", ()), [Doubt(Place("ก"), "ก", "ข", "ค")], ()) == ()


def test_chosen_columns_are_marked_where_they_stand():
    doubts, marks = doubts_and_marks(
        word_file(REPORT), "แผน.docx", {"งบประมาณ": Column.PERIOD, "ระยะเวลา": None}
    )
    assert "หนึ่งหมื่นบาท" in str(doubts)
    assert ("ตารางที่ ๑", 2, 4) in {(mark.table, mark.row, mark.column) for mark in marks}


def coloured_word(content):
    document = docx.Document(io.BytesIO(content))
    return [
        "".join(text.text or "" for text in cell.iter(qn("w:t")))
        for cell in document.element.body.iter(qn("w:tc"))
        if any(each.get(qn("w:fill")) == COLOUR for each in cell.iter(qn("w:shd")))
    ], [(each.author, each.text) for each in document.comments]


def test_word_copy_colours_the_cells_and_says_why_in_comments():
    content = word_file(REPORT)
    _, marks = doubts_and_marks(content, "แผน.docx")
    cells, comments = coloured_word(marked_word(content, "แผน.docx", marks))
    assert cells == ["งบประมาณ", "กองคลัง", "สักวันหนึ่ง"]
    assert sorted(comments) == sorted(("ระบบมาตรการ ITA", mark.text) for mark in marks)


def shaded(document):
    for cell in document.element.body.iter(qn("w:tc")):
        properties = cell.get_or_add_tcPr()
        shading = docx.oxml.OxmlElement("w:shd")
        shading.set(qn("w:fill"), "00FF00")
        properties.append(shading)
    document.tables[0].rows[1].cells[3].paragraphs[0].clear()


def test_word_copy_puts_its_colour_in_place_of_the_offices_and_marks_empty_cells():
    content = word_file(REPORT, shaded)
    marked = marked_word(content, "แผน.docx", [Mark("ตารางที่ ๑", 2, 3, "ว่าง")])
    assert coloured_word(marked) == ([""], [("ระบบมาตรการ ITA", "ว่าง")])


def test_word_copy_marks_the_wide_cell_over_a_place_and_the_first_for_no_place():
    content = word_file(REPORT_A)
    cells, comments = coloured_word(
        marked_word(
            content,
            "แผน.docx",
            [Mark("ตารางที่ ๑", 2, 4, "กว้าง"), Mark("ตารางที่ ๙", 1, 1, "ไม่มี")],
        )
    )
    assert len(cells) == len(comments) == 2
    assert cells[0] == "มาตรการ/โครงการ/กิจกรรม"


def coloured_excel(content):
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and cell.fill.fgColor.rgb == f"00{COLOUR}"
    }


def test_excel_copy_colours_the_cells_and_keeps_the_offices_comments():
    def commented(workbook):
        workbook.worksheets[0]["D3"].comment = Comment("ถามหัวหน้า", "เจ้าหน้าที่")

    content = excel_file(REPORT, commented)
    _, marks = doubts_and_marks(content, "แผน.xlsx")
    found = coloured_excel(marked_excel(content, marks))
    assert set(found) == {"E2", "C3", "D3"}
    assert found["D3"].startswith("ถามหัวหน้า\nอ่านได้ “")


def test_excel_copy_marks_the_first_of_merged_cells():
    content = excel_file(REPORT_A)
    found = coloured_excel(marked_excel(content, [Mark("แผ่นงาน “รายงาน”", 5, 3, "ผสาน")]))
    assert found == {"A5": "ผสาน"}


@pytest.mark.parametrize(("write", "file"), [(word_file, "แผน.docx"), (excel_file, "แผน.xlsx")])
@pytest.mark.parametrize("report", [REPORT, REPORT_A])
def test_marked_copy_reads_as_the_file_itself(write, file, report):
    content = write(report)
    doubts, marks = doubts_and_marks(content, file)
    again = read_plan(mark_isolated(content, file, marks), file, KnownNames())
    first = read_plan(content, file, KnownNames())
    assert (again.draft, again.doubts) == (first.draft, doubts)


def test_text_file_becomes_a_marked_workbook_with_rows_where_they_stood():
    content = text_file(REPORT)
    source = read_source(content, "แผน: ปี/๖๘.txt")
    _, marks = doubts_and_marks(content, "แผน: ปี/๖๘.txt")
    marked = marked_tables(source, marks)
    sheet = load_workbook(io.BytesIO(marked)).worksheets[0]
    rows = next(block.rows for block in source.blocks if isinstance(block, SourceTable))
    assert [sheet.cell(row.number, 1).value for row in rows] == ["มาตรการ/โครงการ/กิจกรรม", "อบรม"]
    assert len(coloured_excel(marked)) == len(marks)
    assert sheet.title == "แผน- ปี-๖๘.txt"


def test_formula_of_a_text_file_stays_a_text():
    content = text_file([Table(HEADER, (("=1+1", *ROW[1:]),))])
    marked = marked_tables(read_source(content, "แผน.txt"), [])
    cells = load_workbook(io.BytesIO(marked)).worksheets[0]
    assert [cell.data_type for cell in cells["A"] if cell.value == "=1+1"] == ["s"]


def test_marking_that_takes_too_long_is_stopped():
    with pytest.raises(UnreadableFile, match="เกินกว่าที่ระบบกำหนด"):
        mark_isolated(word_file(REPORT), "แผน.docx", [], ReadingLimits(waiting_seconds=0.01))


@pytest.mark.parametrize(("write", "file"), [(word_file, "แผน.docx"), (excel_file, "แผน.xlsx")])
def test_marking_process_marks_what_it_is_sent(write, file, monkeypatch):
    limited = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limited.append(limit[0]))
    table = "ตารางที่ ๑" if file.endswith("docx") else "แผ่นงาน “รายงาน”"
    sent = json.dumps([[table, 2, 1, "โปรดตรวจ"]]).encode() + b"\n" + write(REPORT)
    answer = io.BytesIO()
    marking_process.main([file, str(1 << 60), str(1 << 30)], io.BytesIO(sent), answer)
    assert limited == [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE]
    marked = answer.getvalue()
    found = coloured_word(marked)[1] if file.endswith("docx") else coloured_excel(marked)
    assert "โปรดตรวจ" in str(found)
