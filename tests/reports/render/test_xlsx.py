"""What Excel finds in the file: sheets, headers, merged cells, texts that are never formulas."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from measures.exchange.readers import read_source
from measures.exchange.source import SourceProse, SourceTable
from reports.document import (
    DOTS,
    CodedLink,
    CodedLinks,
    Column,
    Cover,
    GroupRow,
    Heading,
    Numerals,
    Paragraph,
    Picture,
    Row,
    SignatureBlock,
    Signer,
    Table,
)
from reports.render.errors import RenderError
from reports.render.xlsx import render_xlsx
from reports.render.xlsx_text import LONGEST_TEXT, height_of
from tests.reports import samples

from .whole import ANALYSIS, PLAIN, PUT_TO_USE, TIERED, WHOLE, of_blocks, of_cell

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(document) -> Any:
    """The file as openpyxl has it."""
    return load_workbook(io.BytesIO(render_xlsx(document)))


def part(content: bytes, name: str) -> Any:
    """A part of the file as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def rows_of(document) -> list[tuple[tuple[str, ...], ...]]:
    """The lines of each cell of the tables' rows, as the portal's reader sees them."""
    blocks = read_source(render_xlsx(document), "report.xlsx").blocks
    return [
        tuple(cell.lines for cell in row.cells)
        for block in blocks
        if isinstance(block, SourceTable)
        for row in block.rows
        if not row.is_empty()
    ]


# -- the file ------------------------------------------------------------------------------------


def test_same_document_gives_the_same_bytes():
    content = render_xlsx(WHOLE)
    assert content == render_xlsx(WHOLE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_name_title_office_and_language_and_no_time():
    content = render_xlsx(WHOLE)
    properties = load_workbook(io.BytesIO(content)).properties
    assert (properties.title, properties.creator) == (WHOLE.title, "เทศบาลตำบลตัวอย่าง")
    assert properties.language == "th-TH"
    said = {etree.QName(each).localname for each in part(content, "docProps/core.xml")}
    assert not said & {"created", "modified"}


def test_control_character_is_refused_with_its_place():
    with pytest.raises(RenderError, match=r"U\+0002.*ช่อง “ช่อง” แถวที่ ๑ ของตาราง"):
        render_xlsx(of_cell(Paragraph("คู่มือ\x02ฉบับใหม่")))


def test_picture_that_is_none_is_refused_by_its_alternative_text():
    broken = Picture(b"png", "image/png", "ตราวงกลม", 10, 12)
    with pytest.raises(RenderError, match="ตราวงกลม"):
        render_xlsx(of_blocks(Cover((("รายงาน",),), broken)))


def test_document_without_blocks_is_an_empty_sheet():
    assert opened(of_blocks()).sheetnames == ["ข้อความ"]


# -- sheets --------------------------------------------------------------------------------------


def test_every_table_has_a_sheet_and_cover_preface_and_appendix_theirs():
    workbook = opened(WHOLE)
    assert workbook.sheetnames == ["ปก", "คำนำ", "ตารางที่ ๑", "ตารางที่ ๒", "ภาคผนวก"]
    assert workbook["ตารางที่ ๑"]["A1"].value == "หัวข้อแรก"
    arabic = dataclasses.replace(WHOLE, numerals=Numerals.ARABIC)
    assert opened(arabic).sheetnames[2:4] == ["ตารางที่ 1", "ตารางที่ 2"]


def test_report_of_one_table_is_one_sheet():
    assert opened(samples.report()).sheetnames == ["รายงาน"]


def test_prose_too_tall_to_stay_in_sight_has_a_sheet_of_its_own():
    blocks = (Heading(("มาตรการ",), 2), Paragraph("ข้อความ" * 200), TIERED)
    assert opened(of_blocks(*blocks)).sheetnames == ["มาตรการ", "รายงาน"]


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (["ก/ข: [ค]?*\\"], ["ก ข   ค"]),
        (["ก" * 40, "ก" * 40], ["ก" * 31, "ก" * 27 + " (2)"]),
        (["'อ้าง'"], ["อ้าง"]),
        (["//"], ["แผ่นงาน"]),
        (["A", "a", "a"], ["A", "a (2)", "a (3)"]),
    ],
)
def test_names_of_sheets_are_legal_and_differ(headings, names):
    blocks = [Heading((each,), 2, new_page=True) for each in headings]
    assert opened(of_blocks(*blocks)).sheetnames == names


def test_text_after_a_table_has_a_sheet_of_its_own():
    assert opened(of_blocks(TIERED, Paragraph("หมายเหตุ"))).sheetnames == ["รายงาน", "ข้อความ"]


# -- printing ------------------------------------------------------------------------------------


def test_header_stays_in_sight_and_comes_again_on_every_printed_page():
    sheet = opened(WHOLE)["ตารางที่ ๑"]
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "A5"
    plain = opened(WHOLE)["ตารางที่ ๒"]
    assert (plain.print_title_rows, plain.freeze_panes) == ("$2:$2", "A3")


def test_sheets_print_across_and_as_wide_as_the_page_with_number_and_mark():
    workbook = opened(WHOLE)
    for sheet in workbook.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "- &P -" in sheet.oddHeader.center.text
        assert "ข้อมูลตัวอย่าง" in sheet.oddHeader.right.text
    first, second, *_ = workbook.worksheets
    assert (first.HeaderFooter.differentFirst, second.HeaderFooter.differentFirst) == (True, False)
    assert not first.firstHeader.center.text
    assert "ข้อมูลตัวอย่าง" in first.firstHeader.right.text


def test_a_draft_says_so_at_the_head_of_every_sheet():
    for sheet in opened(dataclasses.replace(WHOLE, draft_mark="ร่าง")).worksheets:
        for head in (sheet.oddHeader, sheet.firstHeader):
            assert "ร่าง · ข้อมูลตัวอย่าง" in head.right.text


def test_report_that_is_no_demo_has_no_mark():
    sheet = opened(samples.report_of("จัดทำคู่มือ")).worksheets[0]
    assert not sheet.oddHeader.right.text


def test_columns_share_a_page_as_the_layout_says_and_text_is_wrapped():
    sheet = opened(of_blocks(TIERED)).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    assert [round(100 * width / sum(widths)) for width in widths] == [20, 20, 20, 25, 15]
    cell = sheet["D4"]
    assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")
    assert (cell.font.name, cell.font.size) == ("TH Sarabun New", 14)


# -- tables --------------------------------------------------------------------------------------


def merged(sheet) -> set[str]:
    """The merged ranges of a sheet."""
    return {str(each) for each in sheet.merged_cells.ranges}


def test_tiers_and_groups_are_merged_over_their_columns():
    sheet = opened(of_blocks(TIERED)).worksheets[0]
    assert merged(sheet) == {"A1:A2", "B1:C1", "D1:E1", "A3:E3"}
    assert [sheet[at].value for at in ("A1", "B1", "B2", "D1", "A3")] == [
        "ประเด็น/ตัวชี้วัด", ANALYSIS, "ข้อคำถาม ITA", PUT_TO_USE, "๑. การใช้งบประมาณ",
    ]  # fmt: skip
    edges = sheet["E1"].border
    assert edges.right.style == edges.top.style == "thin"


def test_paragraphs_are_lines_with_their_markers_and_deeper_ones_further_in():
    sheet = opened(of_blocks(TIERED)).worksheets[0]
    assert sheet["D4"].value.split("\n") == [
        "๓. วางแผน",
        "    ๓.๑ ประชุม",
        "    ๓.๒ รายงาน",
        "    - แจ้งที่ https://www.example.go.th/o12 ทุกเดือน",
        "๔. เผยแพร่",
        "    ก. เอกสารแนบ",
    ]
    assert sheet["C4"].value is None


@pytest.mark.parametrize(
    "typed",
    ["=SUM(A1)", "=1+1", "+66 2", "-5", "@cmd", "#N/A", "#REF!", "1e5", "TRUE", "๑/๒", "_x0041_"],
)
def test_text_is_text_whatever_it_begins_with(typed):
    content = render_xlsx(of_cell(Paragraph(typed)))
    (cell,) = load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert cell.data_type == "s"
    assert cell.quotePrefix is (typed[0] in "=+-@")
    assert part(content, "xl/worksheets/sheet1.xml").find(f".//{SPREADSHEET}f") is None
    assert rows_of(of_cell(Paragraph(typed)))[-1:] in ([((typed,),)], [])


def test_escapes_of_excel_that_somebody_typed_are_read_as_typed():
    assert ("รหัส _x0041_ ท้าย",) in [
        cell for row in rows_of(with_measure("รหัส _x0041_ ท้าย")) for cell in row
    ]


def with_measure(*lines: str):
    """A document of a table that the reader knows, with these lines in its last cell."""
    columns = tuple(
        Column(words, 25) for words in ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ผลการดำเนินการ")
    )
    lead = ((Paragraph("จัดทำคู่มือ"),), (Paragraph("ประชุม"),), (Paragraph("กองคลัง"),))
    return of_blocks(Table(columns, (Row((*lead, tuple(map(Paragraph, lines)))),)))


def test_text_longer_than_excel_holds_is_refused_with_its_place():
    fits = "ก" * LONGEST_TEXT
    assert rows_of(with_measure(fits))[-1][-1] == (fits,)
    with pytest.raises(RenderError, match="ช่อง “ผลการดำเนินการ” แถวที่ ๑ ยาว ๓๒,๗๖๘ อักขระ"):
        render_xlsx(with_measure(fits + "ก"))


def test_place_of_a_refused_text_names_its_group():
    table = dataclasses.replace(
        PLAIN,
        rows=(GroupRow("หัวข้อ"), Row(((), (Paragraph("ก" * (LONGEST_TEXT + 1)),), ()))),
    )
    with pytest.raises(RenderError, match="ช่อง “ระยะเวลา” แถวที่ ๑ ใต้หัวข้อ “หัวข้อ”"):
        render_xlsx(of_blocks(table))


def test_row_taller_than_excel_shows_is_merged_over_several_and_read_as_one():
    long = [f"ผลการดำเนินงานตามแผนครั้งที่ {number}" for number in range(60)]
    columns = with_measure("ก").blocks[0].columns
    lead = with_measure("ก").blocks[0].rows[0].cells[:3]
    rows = tuple(
        Row((*lead, tuple(map(Paragraph, lines)))) for lines in (["สั้น"], long, ["สั้นอีกแถว"])
    )
    document = of_blocks(Table(columns, rows))
    sheet = opened(document).worksheets[0]
    tall = [each for each in sheet.merged_cells.ranges if each.min_col == 4]
    assert [each.min_row for each in tall] == [3]
    rows_merged = range(3, tall[0].max_row + 1)
    heights = {sheet.row_dimensions[row].height for row in rows_merged}
    assert len(rows_merged) * max(heights) > 60 * 16 * 1.3
    assert max(heights) < 409
    assert rows_of(document)[1:] == [
        (("จัดทำคู่มือ",), ("ประชุม",), ("กองคลัง",), lines)
        for lines in (("สั้น",), tuple(long), ("สั้นอีกแถว",))
    ]
    source = read_source(render_xlsx(document), "report.xlsx")
    assert [type(block) for block in source.blocks] == [SourceTable]


def test_height_counts_letters_that_stand_side_by_side():
    assert height_of("ก" * 40, 20, 14) == height_of("กี่" * 40, 20, 14)
    assert height_of("ก\nข", 20, 14) == 2 * height_of("ก", 20, 14)
    assert height_of("", 20, 14) == 24
    assert height_of("ก" * 13, 24, 14, bold=True) == 2 * height_of("ก" * 13, 24, 14)


# -- what stands around the tables ---------------------------------------------------------------


def test_signers_sign_side_by_side_below_the_table_as_far_as_it_has_columns():
    signers = tuple(Signer(f"ผู้ลงนาม {n}", "", "", f"signer-{n}") for n in range(3))
    sheet = opened(of_blocks(PLAIN, SignatureBlock(signers[:2]))).worksheets[0]
    assert [sheet.cell(4, column).value for column in (1, 3)] == [
        f"(ลงชื่อ) {DOTS} ผู้ลงนาม 0",
        f"(ลงชื่อ) {DOTS} ผู้ลงนาม 1",
    ]
    narrow = Table((Column("ก", 50), Column("ข", 50)), ())
    sheet = opened(of_blocks(narrow, SignatureBlock(signers))).worksheets[0]
    assert sheet["A7"].value == f"(ลงชื่อ) {DOTS} ผู้ลงนาม 2"


def test_pictures_have_their_alternative_texts():
    content = render_xlsx(WHOLE)
    described = [
        [
            each.get("descr")
            for each in part(content, f"xl/drawings/drawing{number}.xml").iter()
            if each.get("descr") is not None
        ]
        for number in (1, 2)
    ]
    assert described == [
        ["ตราเทศบาล"],
        ["รหัสคิวอาร์ของ https://itas.example.go.th/2568", "ห้องประชุม", "ผู้เข้าอบรม"],
    ]


def test_emblem_stands_in_the_middle_of_the_cover():
    (image,) = opened(WHOLE)["ปก"]._images
    middle = image.anchor._from.colOff / 36_000 + 35 / 2
    assert middle == pytest.approx(137, abs=1)


def test_coded_address_is_a_link_under_its_code():
    links = CodedLinks(
        tuple(CodedLink(f"https://itas.example.go.th/{n}", f"แบบวัด {n}") for n in range(3))
    )
    sheet = opened(of_blocks(Heading(("ภาคผนวก",), 2), links)).worksheets[0]
    assert [sheet[at].value for at in ("A3", "B3", "A6")] == ["แบบวัด 0", "แบบวัด 1", "แบบวัด 2"]
    assert sheet["B4"].hyperlink.target == sheet["B4"].value == "https://itas.example.go.th/1"
    assert len(sheet._images) == 3


def test_reader_finds_the_prose_of_cover_preface_and_headings_in_order():
    prose = [
        block.lines
        for block in read_source(render_xlsx(WHOLE), "a.xlsx").blocks
        if isinstance(block, SourceProse)
    ]
    assert prose[:3] == [
        ("รายงาน", "ตัวอย่าง", "เทศบาลตำบลตัวอย่าง"),
        ("คำนำ", "ย่อหน้าของคำนำ"),
        ("หัวข้อแรก", "บรรทัดที่สอง"),
    ]
