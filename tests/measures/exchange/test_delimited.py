"""Comma- and tab-separated files, in the encodings and with the quirks that offices save."""

import pytest

from measures.exchange import delimited
from measures.exchange.delimited import records_of
from measures.exchange.source import SourceProse, UnreadableFile

from .office_files import FORM_A

ROWS = (
    ("รายงานผล",),
    (),
    FORM_A,
    ("๑. กลุ่มแรก", "", "", "", "", ""),
    ("จัดทำคู่มือ", "๑. ประชุม\n๒. เผยแพร่", "สำนักปลัด", "ต.ค. ๖๗ - ก.ย. ๖๘", 'ก, "ข"; ค', ""),
)
SHAPE = [
    ["รายงานผล"],
    [
        [(heading,) for heading in FORM_A],
        [("๑. กลุ่มแรก",), (), (), (), (), ()],
        [
            ("จัดทำคู่มือ",),
            ("๑. ประชุม", "๒. เผยแพร่"),
            ("สำนักปลัด",),
            ("ต.ค. ๖๗ - ก.ย. ๖๘",),
            ('ก, "ข"; ค',),
            (),
        ],
    ],
]


def read_csv(content, file):
    return delimited.read_csv(content, file)


def read_txt(content, file):
    return delimited.read_txt(content, file)


def written(separator, rows=ROWS, end="\r\n"):
    def cell(text):
        special = {separator, '"', "\n"} & set(text)
        return '"' + text.replace('"', '""') + '"' if special else text

    return "".join(separator.join(map(cell, row)) + end for row in rows)


def shape(document):
    return [
        list(block.lines)
        if isinstance(block, SourceProse)
        else [[cell.lines for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]


def said(document):
    return [(doubt.read, doubt.made) for doubt in document.doubts]


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", ["อ่านเป็นรหัสอักขระ UTF-16"]),
        ("utf-16-be", ["อ่านเป็นรหัสอักขระ UTF-16"]),
        ("cp874", ["อ่านเป็นรหัสอักขระ TIS-620 (Windows-874)"]),
        ("tis-620", ["อ่านเป็นรหัสอักขระ TIS-620 (Windows-874)"]),
    ],
)
@pytest.mark.parametrize(("reader", "separator"), [(read_csv, ","), (read_txt, "\t")])
def test_a_file_is_read_in_each_encoding_and_a_guessed_one_is_said(
    reader, separator, encoding, guessed
):
    document = reader(written(separator).encode(encoding), "แผน")
    assert shape(document) == SHAPE
    assert [made for _, made in said(document)] == guessed


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way_and_rows_are_counted_as_a_sheet_shows_them(end):
    document = read_csv(written(",", end=end).encode(), "แผน.csv")
    assert shape(document) == SHAPE
    assert [row.number for row in document.blocks[1].rows] == [3, 4, 5]


@pytest.mark.parametrize(
    ("reader", "separator", "made"),
    [
        (read_csv, ";", "แบ่งช่องที่อัฒภาค (;) เพราะพบหัวตาราง"),
        (read_csv, "\t", "แบ่งช่องที่แท็บ เพราะพบหัวตาราง"),
        (read_txt, ",", "แบ่งช่องที่จุลภาค (,) เพราะพบหัวตาราง"),
    ],
)
def test_another_separator_is_found_by_the_headers_and_said(reader, separator, made):
    document = reader(written(separator).encode(), "แผน")
    assert shape(document) == SHAPE
    assert [each for _, each in said(document)] == [made]


def test_the_separator_that_excel_names_in_the_first_line_is_taken():
    document = read_csv(("sep=;\r\n" + written(";")).encode(), "แผน.csv")
    assert (shape(document), said(document)) == (SHAPE, [])


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("", []),
        ("ก", [["ก"]]),
        ("ก,ข", [["ก", "ข"]]),
        ("ก,", [["ก", ""]]),
        ("ก,\n,ข\n", [["ก", ""], ["", "ข"]]),
        ("ก\n\nข", [["ก"], [""], ["ข"]]),
        ('"ก,\n""ข""",ค', [['ก,\n"ข"', "ค"]]),
        ('"ก" ข,ค', [['"ก" ข', "ค"]]),  # what follows the quote makes it a typed one
        ('ก "ข",ค', [['ก "ข"', "ค"]]),
        ('"ไม่ปิด,ค\nง', [['"ไม่ปิด', "ค"], ["ง"]]),
    ],
)
def test_a_quote_quotes_only_where_it_is_closed_before_a_separator(text, records):
    assert records_of(text, ",") == records


def test_the_marks_that_converters_leave_in_a_txt_are_taken_off():
    text = (
        "# หัวเรื่อง\n\n**รายงาน\nของหน่วยงาน**\n\n- ข้อ 2 * 3 ** ๔\n"
        + "\t".join(FORM_A)
        + "\n<p><b>๑.ก</b></p>\t<p>หนึ่ง</p> <p>สอง<br/>สาม</p>\tก < ข\t"
        'ดู <a href="http://a.example/x">เว็บไซต์</a> <a href="http://b.example">b.example</a>\t\t'
    )
    document = read_txt(text.encode(), "แผน.txt")
    assert shape(document) == [
        ["หัวเรื่อง", "รายงาน", "ของหน่วยงาน", "- ข้อ 2 * 3 ** ๔"],
        [
            [(heading,) for heading in FORM_A],
            [("๑.ก",), ("หนึ่ง", "สอง", "สาม"), ("ก < ข",), ("ดู เว็บไซต์ b.example",), (), ()],
        ],
    ]
    assert document.blocks[1].rows[1].cells[3].asides == ("http://a.example/x",)


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        (
            (
                "<table border='1'><thead><tr>{heads}</tr></thead>\n<tbody><tr>\n<td>ก<br>ข</td>"
                "<td colspan='2'>ค\tง\nจ &amp; ฉ</td>\n<td>๑</td></tr></tbody></table>หลัง"
            ),
            [("ก", "ข"), ("ค ง จ & ฉ",), (), ("๑",)],
        ),
        ("| {pipes} |\n| --- |:-:| --- |\n| ก | ข<br>ค | |\n\nหลัง", [("ก",), ("ข", "ค"), ()]),
    ],
)
def test_tables_of_html_and_markdown_are_tables(table, cells):
    heads = "".join(f"<th>{heading}</th>" for heading in FORM_A)
    text = "ก่อน\n\n" + table.format(heads=heads, pipes=" | ".join(FORM_A))
    before, found, after = shape(read_txt(text.encode(), "แผน.txt"))
    assert (before, after) == (["ก่อน"], ["หลัง"])
    assert [lines for lines in found[0] if lines] == [(heading,) for heading in FORM_A]
    assert found[1][: len(cells)] == cells


def test_words_between_the_cells_of_a_table_row_are_kept():
    document = read_txt("<tr><td>ก</td>หลง<td>ข</td></tr>".encode(), "แผน.txt")
    assert "หลง" in document.blocks[0].lines[0]


def test_a_csv_keeps_what_looks_like_marks():
    document = read_csv("# ก **ข** <b>ค</b>".encode(), "แผน.csv")
    assert shape(document) == [["# ก **ข** <b>ค</b>"]]


def test_a_few_broken_bytes_are_kept_as_a_sign_and_said():
    content = written(",").encode().replace("คู่มือ".encode(), "คู่มือ".encode()[:-1])
    document = read_csv(content, "แผน.csv")
    assert document.blocks[1].rows[2].cells[0].lines == ("จัดทำคู่มื�",)
    assert said(document) == [("อักขระ ๑ ตัว", "อักขระอ่านไม่ได้ คงไว้เป็น �")]


def test_control_characters_are_taken_out_and_said():
    document = read_txt("รายงาน\x07ผลการดำเนินงานตามมาตรการ".encode(), "แผน.txt")
    assert shape(document) == [["รายงานผลการดำเนินงานตามมาตรการ"]]
    assert said(document) == [("อักขระ ๑ ตัว", "ตัดอักขระควบคุมที่พิมพ์ไม่ได้ออก")]


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 50,
        bytes(1000),
        "\x01\x02ก".encode(),
        "naïve café résumé".encode("mac-roman"),
        b"\xdb\xdc\xdd\xde",
    ],
)
def test_a_file_that_is_no_text_is_refused(content):
    with pytest.raises(UnreadableFile, match=r"ไม่ใช่ CSV \(.csv\) ที่เป็นข้อความ .* แบบ UTF-8"):
        read_csv(content, "แผน.csv")


@pytest.mark.parametrize(
    ("text", "rows", "cells"),
    [
        ("ข้อ\n" * 100_000, 5_001, 5_001),
        ("," * 400_000, 1, 300_001),
        ("ก,ข\r\n" * 6_000, 5_001, 10_002),
    ],
)
def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_that(text, rows, cells):
    records = records_of(text, ",")
    assert (len(records), sum(map(len, records))) == (rows, cells)
    with pytest.raises(UnreadableFile, match="มีขนาดเกินกว่าที่ระบบรับ"):
        read_csv(text.encode(), "แผน.csv")


def test_a_file_of_exactly_the_most_rows_and_columns_is_read_whole():
    line = ",".join(["ก"] * 60)
    assert records_of("\n".join([line] * 5_000), ",") == [line.split(",")] * 5_000


@pytest.mark.parametrize(("limit", "value"), [("MAX_ROWS", 3), ("MAX_COLUMNS", 5)])
def test_a_file_beyond_the_limits_is_refused(monkeypatch, limit, value):
    monkeypatch.setattr(delimited, limit, value)
    with pytest.raises(UnreadableFile, match="มีขนาดเกินกว่าที่ระบบรับ"):
        read_csv(written(",").encode(), "แผน.csv")


# -- headers in two tiers --------------------------------------------------------------------------

UPPER = ("ตัวชี้วัด", "การวิเคราะห์", "", "การนำไปใช้", "", "")
LOWER = ("", "ข้อคำถาม", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")
ROW = ("๑. หนึ่ง", "ก", "ข", "ค", "ง", "จ")


def test_the_upper_tier_of_a_header_belongs_to_its_table_and_tells_what_it_spans():
    rows = [("ชื่อเรื่อง",), (), UPPER, LOWER, ROW, UPPER, LOWER, ROW]
    before, first, second = read_csv(written(",", rows).encode(), "แผน.csv").blocks
    assert before.lines == ("ชื่อเรื่อง",)
    for table, numbers in ((first, [3, 4, 5]), (second, [6, 7, 8])):
        assert [row.number for row in table.rows] == numbers
        assert [cell.span for cell in table.rows[0].cells] == [1, 2, 1, 3, 1, 1]
        assert [cell.covered for cell in table.rows[1].cells] == [True, *[False] * 5]


@pytest.mark.parametrize(
    "above",
    [
        ("๑. หนึ่ง", "ยาว" * 80, "", "", "", ""),  # text of a row
        ("", "ก", "ข", "ค", "ง", "จ"),  # no column of its own
        ("เรื่อง", "", "", "", "", ""),  # a title
    ],
)
def test_what_stands_above_a_header_without_being_its_upper_tier_is_left_alone(above):
    _, table = read_csv(written(",", [above, LOWER, ROW]).encode(), "แผน.csv").blocks
    assert [row.number for row in table.rows] == [2, 3]


def test_a_row_above_a_repeated_header_stays_a_row():
    rows = [LOWER, ROW, LOWER, ROW]
    tables = read_csv(written(",", rows).encode(), "แผน.csv").blocks
    assert [[row.number for row in table.rows] for table in tables] == [[1, 2], [3, 4]]


def test_two_tiers_that_are_both_known_begin_one_table():
    rows = [FORM_A, LOWER, ROW]
    (table,) = read_csv(written(",", rows).encode(), "แผน.csv").blocks
    assert [row.number for row in table.rows] == [1, 2, 3]
