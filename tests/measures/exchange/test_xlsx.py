import datetime
import io
import zipfile

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from measures.exchange import grids
from measures.exchange.source import SourceProse, SourceTable, UnreadableFile
from measures.exchange.xlsx import read_xlsx

from .office_files import FORM_A, Table, excel_file, with_member

ROW = ("ก", "ข", "ค", "ง", "จ", "ฉ")


def read(content, change=None):
    return read_xlsx(excel_file(content, change), "แผน.xlsx")


def shape(document):
    """The blocks: lines of prose, or the first cells of a table's rows."""
    return [
        list(block.lines)
        if isinstance(block, SourceProse)
        else [row.cells[0].text for row in block.rows]
        for block in document.blocks
    ]


def test_tables_begin_at_headers_and_what_is_around_them_is_prose():
    document = read(["ชื่อ", Table(FORM_A, ("๑. กลุ่ม", ROW)), Table(FORM_A, (ROW,)), "ภาคผนวก"])
    assert shape(document) == [["ชื่อ"], [FORM_A[0], "๑. กลุ่ม", "ก"], [FORM_A[0], "ก"], ["ภาคผนวก"]]
    assert [type(block) for block in document.blocks] == [
        SourceProse, SourceTable, SourceTable, SourceProse,
    ]  # fmt: skip
    assert document.blocks[1].rows[1].cells[0].span == 6


def test_an_empty_row_inside_a_table_does_not_end_it():
    document = read([Table(FORM_A, (ROW, ("", "", "", "", "", ""), ROW))])
    assert shape(document) == [[FORM_A[0], "ก", "ก"]]


def test_single_texts_right_below_the_rows_still_belong_to_the_table():
    document = read([Table(FORM_A, (ROW, ("ปิดท้าย", "", "", "", "", "")))])
    assert shape(document) == [[FORM_A[0], "ก", "ปิดท้าย"]]


def test_a_sheet_without_a_header_is_all_prose():
    assert shape(read(["หนึ่ง", "สอง"])) == [["หนึ่ง", "สอง"]]


def test_each_sheet_is_read_and_named():
    def add_sheet(workbook):
        workbook.create_sheet("อื่น").append(["เพิ่มเติม"])

    document = read(["หนึ่ง"], add_sheet)
    assert [(block.place.table, block.lines) for block in document.blocks] == [
        ("แผ่นงาน “รายงาน”", ("หนึ่ง",)),
        ("แผ่นงาน “อื่น”", ("เพิ่มเติม",)),
    ]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (datetime.datetime.fromisoformat("2024-10-01"), ("๑ ต.ค. ๖๗",)),
        (datetime.date(2024, 10, 1), ("๑ ต.ค. ๖๗",)),
        (3.0, ("3",)),
        (87.5, ("87.5",)),
        (3, ("3",)),
        ("หนึ่ง\n\nสอง ", ("หนึ่ง", "สอง")),
    ],
)
def test_values_are_read_as_an_office_would_type_them(value, lines):
    def put(workbook):
        workbook.active["A1"] = value

    assert read([], put).blocks[0].lines == lines


def test_the_address_behind_a_cell_is_kept_beside_its_text():
    def link(workbook):
        workbook.active["A1"] = "เว็บไซต์"
        workbook.active["A1"].hyperlink = "https://a.example/b"

    assert read([], link).blocks[0].asides == ("https://a.example/b",)


def test_hidden_rows_and_sheets_are_read_and_said():
    def hide(workbook):
        workbook.active.row_dimensions[1].hidden = True
        workbook.create_sheet("ซ่อน").sheet_state = "hidden"

    document = read(["หนึ่ง"], hide)
    assert shape(document) == [["หนึ่ง"]]
    assert [(doubt.place.table, doubt.read) for doubt in document.doubts] == [
        ("แผ่นงาน “รายงาน”", "แถวที่ซ่อนไว้: ๑"),
        ("แผ่นงาน “ซ่อน”", "แถวที่ซ่อนไว้: ทั้งแผ่นงาน"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda workbook: workbook.active.cell(grids.MAX_ROWS + 1, 1, "ไกล"),
        lambda workbook: workbook.active.cell(1, grids.MAX_COLUMNS + 1, "ไกล"),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused(change):
    with pytest.raises(UnreadableFile, match="แผ่นงาน “รายงาน” มีขนาดเกินกว่าที่ระบบรับ"):
        read(["หนึ่ง"], change)


def test_merged_cells_beyond_the_limits_are_refused_before_they_are_made():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    content = with_member(excel_file(["หนึ่ง"]), "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(UnreadableFile, match=r"ผสานเซลล์เกินขอบเขตที่ระบบรับ \(A1:XFD1048576\)"):
        read_xlsx(content, "แผน.xlsx")


def test_merged_cells_have_their_text_once_and_say_which_cells_are_covered():
    row = ("กอง", "", "ค", "ง", "จ", "ฉ")
    document = read(
        [Table(FORM_A, (row, ("", "", "ค", "ง", "จ", "ฉ")))],
        lambda workbook: workbook.active.merge_cells("A2:B3"),
    )
    assert [
        [(cell.text, cell.span, cell.covered) for cell in each.cells[:3]]
        for each in document.blocks[0].rows[1:]
    ] == [
        [("กอง", 2, False), ("", 1, False), ("ค", 1, False)],
        [("", 1, True), ("", 1, True), ("ค", 1, False)],
    ]


def said(document):
    return [(str(doubt.place), doubt.read, doubt.made) for doubt in document.doubts]


def test_hidden_columns_are_read_and_said():
    def hide(workbook):
        workbook.active.column_dimensions["A"].hidden = True

    document = read(["หนึ่ง"], hide)
    assert shape(document) == [["หนึ่ง"]]
    assert [doubt.read for doubt in document.doubts] == ["คอลัมน์ที่ซ่อนไว้: A"]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read_parts(row, after="", strings=None):
    """The document of one sheet with the XML of one row, what follows, and shared strings."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{row}</row></sheetData>{after}'
    content = excel_file([])
    content = with_member(content, "xl/worksheets/sheet1.xml", f"{sheet}</worksheet>".encode())
    if strings is not None:
        shared = f'<sst xmlns="{MAIN}">{strings}</sst>'
        content = with_member(content, "xl/sharedStrings.xml", shared.encode())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            types = archive.read("[Content_Types].xml").decode()
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        types = types.replace("</Types>", override)
        content = with_member(content, "[Content_Types].xml", types.encode())
    return read_xlsx(content, "แผน.xlsx")


def inline(at, text):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_text_under_merged_cells_is_kept_and_said():
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    document = read_parts(inline("A1", "บน") + inline("B1", "ใต้"), merged)
    assert shape(document) == [["บน", "ใต้"]]
    assert said(document) == [
        (
            "ไฟล์ “แผน.xlsx” แผ่นงาน “รายงาน” แถวที่ ๑ คอลัมน์ “B”",
            "ใต้",
            "เก็บข้อความของเซลล์ที่ถูกผสานทับไว้ในเซลล์เดิม แม้ Excel ไม่แสดง",
        )
    ]


def test_decisions_about_values_are_said_once_for_each_kind():
    def put(workbook):
        sheet = workbook.active
        for row, value in enumerate((12.345, 67.891), start=1):
            sheet.cell(row, 1, value).number_format = "0.0"
        sheet["A3"] = datetime.date(1968, 9, 30)

    document = read([], put)
    assert shape(document) == [["12.3", "67.9", "๓๐ ก.ย. ๖๘"]]
    assert [(read, made.split()[0]) for _, read, made in said(document)] == [
        ("12.345 → 12.3 67.891 → 67.9", "ใช้ค่าที่ปัดเศษตามที่แสดงในเซลล์"),
        ("1968-09-30 00:00:00 → ๓๐ ก.ย. ๖๘", "อ่านเป็นปี"),
    ]


def test_rich_text_is_read_whole_without_its_readings():
    strings = (
        "<si><r><t>หนึ่ง</t></r><r><rPr><b/></rPr><t>สอง\nสาม</t></r>"
        '<rPh sb="0" eb="1"><t>ภาษาอื่น</t></rPh></si>'
    )
    document = read_parts('<c r="A1" t="s"><v>0</v></c>', strings=strings)
    assert shape(document) == [["หนึ่งสอง", "สาม"]]
    assert said(document) == []


def test_line_breaks_and_signs_in_codes_of_excel_are_read():
    document = read_parts(inline("A1", "หนึ่ง_x000D_\nสอง_x005F_ก"))
    assert (shape(document), said(document)) == ([["หนึ่ง", "สอง_ก"]], [])


def test_text_in_a_picture_font_is_read_as_its_signs():
    def tick(workbook):
        workbook.active["A1"] = "þ ก"
        workbook.active["A1"].font = Font(name="Wingdings")

    assert shape(read([], tick)) == [["☑ ก"]]


def test_the_address_in_a_formula_is_kept_beside_its_text():
    held = '<c r="A1" t="str"><f>HYPERLINK("https://a.example/b","เว็บ")</f><v>เว็บ</v></c>'
    document = read_parts(held)
    assert (document.blocks[0].lines, document.blocks[0].asides) == (
        ("เว็บ",),
        ("https://a.example/b",),
    )


@pytest.mark.parametrize(
    ("row", "after", "strings", "words"),
    [
        (f"<x>{inline('A1', 'ในกรอบ')}</x><x><c r='B1'><v>7</v></c></x>", "", None, "ในกรอบ"),
        ('<x><c r="B1"><v>7</v></c></x><c r="C1"><v/></c>', "", None, "๑ เซลล์"),
        ("", "<v>8</v><t> </t>", None, "8"),
        ('<c r="A1" t="s"><v>0</v></c>', "", "<si><x><t>ในกรอบ</t></x></si>", "ในกรอบ"),
    ],
)
def test_cells_that_stand_where_openpyxl_does_not_look_are_said(row, after, strings, words):
    document = read_parts(row, after, strings)
    made = "ไม่ได้นำเข้าข้อความหรือตัวเลขที่อยู่นอกเซลล์ของแผ่นงาน"
    assert said(document) == [("ไฟล์ “แผน.xlsx”", words, made)]


def test_words_and_pictures_around_the_cells_are_said():
    def furnish(workbook):
        workbook.active.oddHeader.center.text = "เอกสารภายใน"
        workbook.active.oddFooter.center.text = "&P"
        workbook.active["A1"].comment = Comment("ตรวจแล้ว", "ผู้ตรวจ")

    content = excel_file(["ก"], furnish)
    drawing = "<d xmlns:a='b'><a:t>ในกล่อง</a:t><a:t/></d>"
    content = with_member(content, "xl/drawings/drawing1.xml", drawing.encode())
    content = with_member(content, "xl/media/image1.png", b"x")
    content = with_member(content, "xl/ctrlProps/ctrlProp1.xml", b"<x/>")
    document = read_xlsx(content, "แผน.xlsx")
    assert [(read, made) for _, read, made in said(document)] == [
        ("ตรวจแล้ว", "ไม่ได้นำเข้าความคิดเห็นของเซลล์"),
        ("เอกสารภายใน", "ไม่ได้นำเข้าข้อความของหัวกระดาษหรือท้ายกระดาษ"),
        ("ในกล่อง", "ไม่ได้นำเข้าข้อความในกล่องข้อความหรือรูปร่าง"),
        ("ช่องทำเครื่องหมายหรือตัวควบคุม ๑ รายการ", "ไม่ได้นำเข้าตัวควบคุมของแบบฟอร์ม"),
        ("รูปภาพหรือแผนภูมิ ๑ รายการ", "ไม่ได้นำเข้ารูปภาพหรือวัตถุ"),
    ]


def test_a_file_in_strict_open_xml_is_refused_with_what_to_do():
    strict = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    with pytest.raises(UnreadableFile, match="Strict Open XML"):
        read_xlsx(with_member(excel_file([]), "xl/workbook.xml", strict), "แผน.xlsx")


def test_rows_that_merged_cells_reach_over_do_not_end_a_table():
    def merge(workbook):
        for column in range(1, 7):
            workbook.active.merge_cells(
                start_row=2, end_row=4, start_column=column, end_column=column
            )

    empty = ("",) * 6
    (table,) = read([Table(FORM_A, (ROW, empty, empty, ROW))], merge).blocks
    assert isinstance(table, SourceTable)
    assert [row.number for row in table.rows] == [1, 2, 3, 4, 5]
    assert [row.is_empty() for row in table.rows] == [False, False, True, True, False]
    assert not any(row.is_gap() for row in table.rows)
