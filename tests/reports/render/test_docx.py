"""What Word finds in the file: pages, headings, tables, lists, links, pictures, properties."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from measures.exchange.readers import read_source
from measures.exchange.source import SourceProse, SourceTable
from reports.document import (
    DOTS,
    CaptionedPicture,
    CodedLink,
    CodedLinks,
    Column,
    Cover,
    Gallery,
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
from reports.render.docx import render_docx
from reports.render.errors import RenderError
from tests.reports import samples

from .whole import ANALYSIS, PUT_TO_USE, TIERED, WHOLE, of_blocks, of_cell, picture

VML = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def part(content: bytes, name: str) -> Any:
    """A part of the file as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def body(document) -> Any:
    """The main part of a document's file."""
    return part(render_docx(document), "word/document.xml")


def opened(content: bytes) -> Any:
    """The file as python-docx has it."""
    return docx.Document(io.BytesIO(content))


def values(element: etree._Element, *tags: str) -> list[str]:
    """`w:val` of all elements with these tags, in order."""
    return [each.get(qn("w:val"), "") for each in element.iter(*map(qn, tags))]


def words(element: etree._Element) -> str:
    """The text of an element."""
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def lines_of(document) -> tuple[str, ...]:
    """The lines of the last cell of the first table, as the portal's reader sees them."""
    blocks = read_source(render_docx(document), "report.docx").blocks
    table = next(block for block in blocks if isinstance(block, SourceTable))
    return table.rows[-1].cells[-1].lines


# -- the file ------------------------------------------------------------------------------------


def test_same_document_gives_the_same_bytes_and_no_part_of_the_template_is_left():
    content = render_docx(WHOLE)
    assert content == render_docx(WHOLE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"
    assert not [each for each in entries if "theme" in each.filename or "thumb" in each.filename]
    assert not [each for each in entries if each.filename.endswith((".bin", "app.xml"))]


def test_properties_name_title_office_and_language_and_no_time():
    content = render_docx(WHOLE)
    properties = opened(content).core_properties
    assert (properties.title, properties.author) == (WHOLE.title, "เทศบาลตำบลตัวอย่าง")
    assert properties.language == "th-TH"
    assert {etree.QName(each).localname for each in part(content, "docProps/core.xml")} == {
        "title",
        "creator",
        "category",
        "language",
    }


def test_control_character_is_refused_with_its_place():
    document = of_cell(Paragraph("คู่มือ\x02ฉบับใหม่"))
    with pytest.raises(RenderError, match=r"U\+0002.*ช่อง “ช่อง” แถวที่ ๑ ของตาราง: “คู่มือ”"):
        render_docx(document)


def test_picture_that_is_none_is_refused_by_its_alternative_text():
    broken = Picture(b"png", "image/png", "ตราวงกลม", 10, 12)
    with pytest.raises(RenderError, match="ตราวงกลม"):
        render_docx(of_blocks(Cover((("รายงาน",),), broken)))


# -- pages ---------------------------------------------------------------------------------------


def headers(content: bytes) -> dict[tuple[int, str], str]:
    """What stands at the head of the pages: by section and kind of page, PAGE for its number."""
    file = opened(content)
    found: dict[tuple[int, str], str] = {}
    for number, section in enumerate(file.sections):
        kinds = {"default": section.header}
        if section.different_first_page_header_footer:
            kinds["first"] = section.first_page_header
        for kind, header in kinds.items():
            texts = [
                "PAGE" if run.find(qn("w:instrText")) is not None else words(run)
                for run in header._element.iter(qn("w:r"))
            ]
            found[number, kind] = "".join(texts)
    return found


def test_cover_is_a_section_without_page_number():
    content = render_docx(WHOLE)
    assert headers(content) == {
        (0, "default"): "ข้อมูลตัวอย่าง",
        (1, "default"): "- PAGE๒ -ข้อมูลตัวอย่าง",
    }
    for section in opened(content).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        margins = section.top_margin, section.left_margin, section.bottom_margin
        assert [round(margin.mm) for margin in margins] == [17, 10, 10]
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == "thaiNumbers"


def test_report_without_a_cover_numbers_its_pages_from_the_second_on():
    content = render_docx(samples.report(numerals=Numerals.ARABIC))
    assert headers(content) == {
        (0, "first"): "ข้อมูลตัวอย่าง",
        (0, "default"): "- PAGE2 -ข้อมูลตัวอย่าง",
    }
    (section,) = opened(content).sections
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == "decimal"


def test_a_draft_says_so_at_the_head_of_every_page():
    assert headers(render_docx(dataclasses.replace(WHOLE, draft_mark="ร่าง"))) == {
        (0, "default"): "ร่าง · ข้อมูลตัวอย่าง",
        (1, "default"): "- PAGE๒ -ร่าง · ข้อมูลตัวอย่าง",
    }


@pytest.mark.parametrize(
    ("document", "pages"), [(WHOLE, 2), (samples.report_of("จัดทำคู่มือ"), 2)], ids=["cover", "plain"]
)
def test_a_draft_has_the_word_across_each_page_and_nothing_else_has(document, pages):
    drawn = []
    content = render_docx(dataclasses.replace(document, draft_mark="ร่าง"))
    for section in opened(content).sections:
        kinds = [section.header]
        if section.different_first_page_header_footer:
            kinds.append(section.first_page_header)
        for header in kinds:
            (shape,) = header._element.iter(f"{VML}shape")
            (art,) = shape.iter(f"{VML}textpath")
            assert shape.get("type") == "#_x0000_t136"
            assert "rotation:" in shape.get("style")
            drawn.append((shape.get("id"), art.get("string")))
    # A shape of its own on each kind of page, else Word mends the file.
    numbers = range(1, pages + 1)
    assert sorted(drawn) == [(f"PowerPlusWaterMarkObject{number}", "ร่าง") for number in numbers]
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as package:
        assert not any(b"textpath" in package.read(name) for name in package.namelist())


def test_report_that_is_no_demo_has_no_mark():
    assert headers(render_docx(samples.report_of("จัดทำคู่มือ"))) == {
        (0, "first"): "",
        (0, "default"): "- PAGE๒ -",
    }


def test_headings_are_words_own_and_begin_pages_where_they_should():
    paragraphs = opened(render_docx(WHOLE)).paragraphs
    styled = [
        (each.style.name, each.text, bool(each.paragraph_format.page_break_before))
        for each in paragraphs
        if each.style.name.startswith(("Heading", "Title", "Subtitle"))
    ]
    assert styled == [
        ("Title", "รายงาน\nตัวอย่าง", False),
        ("Subtitle", "เทศบาลตำบลตัวอย่าง", False),
        ("Heading 2", "คำนำ", False),  # the cover has ended its page already
        ("Heading 2", "หัวข้อแรก\nบรรทัดที่สอง", True),
        ("Heading 2", "หัวข้อที่สอง", False),
        ("Heading 2", "ภาคผนวก", True),
    ]


def test_title_above_the_text_is_a_heading_of_the_first_level():
    first = opened(render_docx(samples.report())).paragraphs[0]
    assert first.style.name == "Heading 1"


def test_cover_fills_its_page_with_long_titles_too():
    document = of_blocks(Cover((("รายงาน" * 120,),) * 3))
    heights = [
        int(spacing.get(qn("w:line")))
        for spacing in body(document).iter(qn("w:spacing"))
        if spacing.get(qn("w:lineRule")) == "exact"
    ]
    assert min(heights[:-1]) == 6 * 20


# -- letters -------------------------------------------------------------------------------------


def test_thai_is_set_as_a_complex_script_in_the_reports_font():
    content = render_docx(of_cell(Paragraph("ใช้ระบบ E-Service"), Paragraph("OIT")))
    thai, latin = (
        run for run in part(content, "word/document.xml").iter(qn("w:r")) if words(run)[:1] in "ใO"
    )
    assert thai.find(f"{qn('w:rPr')}/{qn('w:cs')}") is not None
    assert latin.find(qn("w:rPr")) is None
    styles = part(content, "word/styles.xml")
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert set(defaults.find(qn("w:rFonts")).attrib.values()) == {"Sarabun"}
    assert defaults.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
    sizes = values(styles, "w:sz"), values(styles, "w:szCs")
    assert sizes[0] == sizes[1]
    fonts = part(content, "word/fontTable.xml")
    assert values(fonts, "w:altName") == ["TH Sarabun New"]


def test_spaces_are_kept_as_typed():
    assert words(body(of_cell(Paragraph("ก  ข ")))) == "ช่องก  ข "


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ดูที่ https://www.example.go.th/o12 ทุกเดือน", "https://www.example.go.th/o12"),
        ("www.example.go.th", "http://www.example.go.th"),
    ],
)
def test_addresses_of_the_web_are_links_that_read_as_typed(typed, address):
    document = of_cell(Paragraph(typed, "-"))
    relations = part(render_docx(document), "word/_rels/document.xml.rels")
    external = [each.get("Target") for each in relations if each.get("TargetMode") == "External"]
    assert external == [address]
    assert lines_of(document) == (f"- {typed}",)


def test_names_of_files_and_mail_addresses_are_no_links():
    assert not list(
        body(of_cell(Paragraph("ไฟล์ o12.pdf ถึง a@example.go.th"))).iter(qn("w:hyperlink"))
    )


# -- lists ---------------------------------------------------------------------------------------


def list_of(*cell: Paragraph, numerals: Numerals = Numerals.THAI):
    """For each paragraph its list's format and level, or its text where its marker is typed."""
    content = render_docx(of_cell(*cell, numerals=numerals))
    numbering = part(content, "word/numbering.xml")
    described = {
        each.get(qn("w:numId")): each.find(qn("w:abstractNumId")).get(qn("w:val"))
        for each in numbering.iter(qn("w:num"))
    }
    formats = {
        (each.get(qn("w:abstractNumId")), level.get(qn("w:ilvl"))): values(level, "w:numFmt")[0]
        for each in numbering.iter(qn("w:abstractNum"))
        for level in each.iter(qn("w:lvl"))
    }
    found: list[Any] = []
    table = part(content, "word/document.xml").find(f".//{qn('w:tbl')}")
    for paragraph in table.findall(qn("w:tr"))[-1].iter(qn("w:p")):
        at = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if at is None:
            found.append(words(paragraph))
        else:
            (level,), (number,) = values(at, "w:ilvl"), values(at, "w:numId")
            found.append((formats[described[number], level], int(level)))
    return found


def test_numbers_and_dashes_are_lists_of_word():
    cell = (
        Paragraph("สำรวจ", "๑."),
        Paragraph("งานทะเบียน", "๑.๑", 1),
        Paragraph("งานช่าง", "๑.๒", 1),
        Paragraph("แจ้งผล", "-", 1),
        Paragraph("เผยแพร่", "๒."),
        Paragraph("หมายเหตุ"),
    )
    thai = "thaiNumbers"
    assert list_of(*cell) == [
        (thai, 0), (thai, 1), (thai, 1), ("bullet", 1), (thai, 0), "หมายเหตุ",
    ]  # fmt: skip
    assert lines_of(of_cell(*cell)) == tuple(each.line for each in cell)


@pytest.mark.parametrize(
    "markers",
    [
        [("๓.", 0), ("๔.", 0)],
        [("๓.", 0), ("๓.๑", 1), ("๓.๒", 1), ("๓.๒.๑", 2), ("๔.", 0), ("๔.๑", 1)],
        [("๑.", 0), ("๓.", 0), ("๔.", 0)],
        [("๑.", 0), ("๑.", 0), ("๑.๑", 1)],
        [("•", 0), ("-", 0), ("๙.", 0), ("๑๐.", 0)],
    ],
)
def test_lists_start_and_go_on_at_the_documents_numbers(markers):
    cell = tuple(Paragraph("ข้อความ", marker, level) for marker, level in markers)
    assert all(isinstance(each, tuple) for each in list_of(*cell))
    assert lines_of(of_cell(*cell)) == tuple(each.line for each in cell)


@pytest.mark.parametrize(
    "markers",
    [
        [("ก.", 0)],
        [("(๒)", 0)],
        [("๑)", 0)],
        [("๑.๑", 1)],
        [("๑.๑", 0)],
        [("๐.", 0)],
        [("1.", 0)],
        [("๑", 0)],
    ],
)
def test_marker_that_no_list_counts_to_is_typed(markers):
    cell = tuple(Paragraph("ข้อความ", marker, level) for marker, level in markers)
    assert list_of(*cell) == [each.line for each in cell]
    assert lines_of(of_cell(*cell)) == tuple(each.line for each in cell)


def test_number_that_leaves_a_gap_below_an_item_is_typed_and_the_list_goes_on_after_it():
    cell = (
        Paragraph("ก", "๑."),
        Paragraph("ข", "๑.๓", 1),
        Paragraph("ค", "๑.๑.๑", 2),
        Paragraph("ง", "๒."),
    )
    thai = "thaiNumbers"
    assert list_of(*cell) == [(thai, 0), "๑.๓ ข", "๑.๑.๑ ค", (thai, 0)]
    assert lines_of(of_cell(*cell)) == tuple(each.line for each in cell)


def test_arabic_report_counts_in_arabic_digits():
    cell = (Paragraph("ก", "2."), Paragraph("ข", "2.1", 1), Paragraph("ค", "๓."))
    assert list_of(*cell, numerals=Numerals.ARABIC) == [("decimal", 0), ("decimal", 1), "๓. ค"]
    assert lines_of(of_cell(*cell, numerals=Numerals.ARABIC)) == ("2. ก", "2.1 ข", "๓. ค")


def test_every_cell_counts_for_itself():
    cell = (Paragraph("ก", "๑."), Paragraph("ข", "๒."))
    table = Table(
        (Column("ช่อง", 50), Column("ช่องที่สอง", 50)), (Row((cell, cell)), Row((cell, cell)))
    )
    blocks = read_source(render_docx(of_blocks(table)), "report.docx").blocks
    rows = [row for block in blocks if isinstance(block, SourceTable) for row in block.rows]
    assert [cell.lines for row in rows[1:] for cell in row.cells] == [("๑. ก", "๒. ข")] * 4


def test_lines_hang_under_their_text_and_deeper_ones_further_in():
    cell = (
        Paragraph("ก"), Paragraph("ข", "-"), Paragraph("ค", "๑."), Paragraph("ง", "๑.๑", 1),
        Paragraph("จ", level=1),
    )  # fmt: skip
    table = body(of_cell(*cell)).find(f".//{qn('w:tbl')}")
    indents = [
        tuple(each.get(qn(f"w:{side}")) for side in ("left", "hanging"))
        for each in table.iter(qn("w:ind"))
    ]
    assert indents == [("160", "160"), ("330", "330"), ("850", "520"), ("330", None)]


def test_check_boxes_can_be_ticked_and_read_as_signs():
    cell = (Paragraph("ยังไม่ได้ดำเนินการ", "☐"), Paragraph("ดำเนินการ ☑ แล้ว", "☑"))
    checked = body(of_cell(*cell)).iter(f"{W14}checked")
    assert [each.get(f"{W14}val") for each in checked] == ["0", "1", "1"]
    assert lines_of(of_cell(*cell)) == ("☐ ยังไม่ได้ดำเนินการ", "☑ ดำเนินการ ☑ แล้ว")


# -- tables --------------------------------------------------------------------------------------


def test_header_rows_come_again_on_every_page_and_rows_may_break():
    table = body(of_blocks(TIERED)).find(f".//{qn('w:tbl')}")
    rows = table.findall(qn("w:tr"))
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert repeated == whole == [True, True, False, False]


def test_tiers_and_groups_span_the_columns_they_stand_over():
    table = body(of_blocks(TIERED)).find(f".//{qn('w:tbl')}")
    spans = [
        [
            (words(cell), values(cell, "w:gridSpan"), values(cell, "w:vMerge"))
            for cell in row.findall(qn("w:tc"))
        ]
        for row in table.findall(qn("w:tr"))[:3]
    ]
    assert spans == [
        [
            ("ประเด็น/ตัวชี้วัด", [], ["restart"]),
            (ANALYSIS, ["2"], []),
            (PUT_TO_USE, ["2"], []),
        ],
        [
            ("", [], ["continue"]),
            ("ข้อคำถาม ITA", [], []),
            ("ผลการวิเคราะห์ประเมิน", [], []),
            ("มาตรการ/โครงการ/กิจกรรม", [], []),
            ("ผู้รับผิดชอบ", [], []),
        ],
        [("๑. การใช้งบประมาณ", ["5"], [])],
    ]


def test_columns_share_the_page_between_its_margins_as_the_layout_says():
    table = body(of_blocks(TIERED)).find(f".//{qn('w:tbl')}")
    widths = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    whole = sum(widths)
    assert whole == round(277 / 25.4 * 1440)
    assert [round(100 * width / whole) for width in widths] == [20, 20, 20, 25, 15]


def test_group_row_stays_with_the_row_after_it():
    table = body(of_blocks(TIERED)).find(f".//{qn('w:tbl')}")
    group = table.findall(qn("w:tr"))[2]
    assert group.find(f".//{qn('w:keepNext')}") is not None


def test_text_of_a_table_has_the_size_its_layout_says():
    content = render_docx(of_blocks(TIERED))
    styles = set(values(part(content, "word/document.xml"), "w:pStyle"))
    assert styles == {"ColumnHeading12", "GroupHeading12", "Cell12"}
    by_id = {
        each.get(qn("w:styleId")): values(each, "w:szCs")
        for each in part(content, "word/styles.xml").iter(qn("w:style"))
    }
    assert by_id["Cell12"] == ["24"]


def test_last_row_stays_on_the_page_of_the_signatures():
    signed = SignatureBlock((Signer("ผู้รายงาน", "", "", "signer-1"),))
    root = body(of_blocks(TIERED, signed))[0]
    rows = root[0].findall(qn("w:tr"))
    kept = [
        all(p.find(f".//{qn('w:keepNext')}") is not None for p in r.iter(qn("w:p"))) for r in rows
    ]
    assert kept == [False, False, True, True]  # the group row with its row, that with the block
    assert root[1].find(f".//{qn('w:keepNext')}") is not None


def test_no_line_ends_within_a_word_of_latin_letters():
    document = of_cell(Paragraph("ระบบ E-Service ปี 2567-2568 และ A-1"))
    assert len(list(body(document).iter(qn("w:noBreakHyphen")))) == 1
    assert lines_of(document) == ("ระบบ E-Service ปี 2567-2568 และ A-1",)


def test_tables_that_follow_each_other_stay_two():
    table = Table((Column("ก", 100),), (GroupRow("ข"),))
    tags = [each.tag for each in body(of_blocks(table, table))[0]]
    assert tags == [qn(tag) for tag in ("w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr")]


# -- pictures, links, signatures -----------------------------------------------------------------


def test_pictures_have_their_alternative_text_and_their_caption_in_the_same_cell():
    root = body(WHOLE)
    described = [each.get("descr") for each in root.iter(qn("wp:docPr"))]
    assert described == [
        "ตราเทศบาล",
        "รหัสคิวอาร์ของ https://itas.example.go.th/2568",
        "ห้องประชุม",
        "ผู้เข้าอบรม",
    ]
    cell = next(cell for cell in root.iter(qn("w:tc")) if "การประชุมวันที่" in words(cell))
    assert next(cell.iter(qn("w:drawing")), None) is not None
    row = cell.getparent()
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_pictures_keep_their_proportions_and_fit_half_a_page():
    gallery = Gallery(
        tuple(
            CaptionedPicture(picture(f"ภาพ {size}", *size), "")
            for size in ((40, 30), (4000, 1000), (1000, 4000))
        )
    )
    extents = [
        tuple(round(int(each.get(side)) / 36000) for side in ("cx", "cy"))
        for each in body(of_blocks(gallery)).iter(qn("wp:extent"))
    ]
    assert extents == [(11, 8), (134, 34), (28, 110)]


def test_qr_code_is_a_picture_beside_its_label_and_address():
    links = CodedLinks(
        (
            CodedLink("https://itas.example.go.th/e", ""),
            CodedLink("https://itas.example.go.th/2568", "แบบวัด EIT"),
        )
    )
    content = render_docx(of_blocks(links))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        assert {package.read(name)[:4] for name in pictures} == {b"\x89PNG"}
    assert len(pictures) == 2
    (table,) = (
        each for each in read_source(content, "a.docx").blocks if isinstance(each, SourceTable)
    )
    assert [cell.lines for cell in table.rows[0].cells] == [
        ("https://itas.example.go.th/e",),
        ("แบบวัด EIT", "https://itas.example.go.th/2568"),
    ]


def test_signature_block_is_one_row_that_is_never_split():
    block = SignatureBlock((Signer("ผู้รายงาน", "ชื่อ ตัวอย่าง", "ปลัด", "signer-1"),))
    table = body(of_blocks(block)).find(f".//{qn('w:tbl')}")
    (row,) = table.findall(qn("w:tr"))
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert [words(each) for each in row.iter(qn("w:p"))] == [
        f"(ลงชื่อ) {DOTS} ผู้รายงาน",
        "(ชื่อ ตัวอย่าง)",
        "ตำแหน่ง ปลัด",
        f"วันที่ {DOTS}",
    ]


def test_prose_counts_on_through_its_paragraphs():
    blocks = (Heading(("ภาคผนวก",), 2), Paragraph("ก", "๑."), Paragraph("ข", "๒."), Paragraph("ค"))
    (prose,) = read_source(render_docx(of_blocks(*blocks)), "a.docx").blocks
    assert isinstance(prose, SourceProse)
    assert prose.lines == ("ภาคผนวก", "๑. ก", "๒. ข", "ค")


def test_whole_document_says_every_text_once_and_in_order():
    content = render_docx(dataclasses.replace(WHOLE, running_mark=""))
    said: list[str] = []
    for block in read_source(content, "a.docx").blocks:
        if isinstance(block, SourceProse):
            said.extend(block.lines)
        else:
            said.extend(line for row in block.rows for cell in row.cells for line in cell.lines)
    assert said[:3] == ["รายงาน", "ตัวอย่าง", "เทศบาลตำบลตัวอย่าง"]
    assert said.index("๓.๒ รายงาน") < said.index("- แจ้งที่ https://www.example.go.th/o12 ทุกเดือน")
    assert said[-1] == "การประชุมวันที่ ๑๓ มีนาคม ๒๕๖๘"
