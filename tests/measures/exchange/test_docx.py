"""What Word keeps outside of plain paragraphs and cells, on documents reworked as XML."""

import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from measures.exchange.docx import read_docx
from measures.exchange.source import (
    SourceCell,
    SourceProse,
    SourceRow,
    SourceTable,
    UnreadableFile,
)

from .mutations import members, zipped
from .office_files import FORM_A, Table, with_member, word_body, word_file


def read(content, change=None):
    return read_docx(word_file(content, change), "แผน.docx")


def prose(document):
    (block,) = document.blocks
    assert isinstance(block, SourceProse)
    return block


def said(document):
    return [(doubt.read, doubt.made) for doubt in document.doubts]


def first_paragraph(xml):
    """A change that puts XML into the first paragraph."""

    def change(document):
        document.paragraphs[0]._p.append(parse_xml(xml.replace(">", f" {nsdecls('w', 'r')}>", 1)))

    return change


def test_prose_and_tables_come_in_order_with_merged_cells_spread_out():
    document = read(["ก่อน", Table(("ก", "ข", "ค"), ("เต็มแถว", ("๑", "๒\n๓", ""))), "หลัง"])
    before, table, after = document.blocks
    assert (before.lines, after.lines) == (("ก่อน",), ("หลัง",))
    assert isinstance(table, SourceTable)
    assert table.place.table == "ตารางที่ ๑"
    assert table.rows == (
        SourceRow(1, (SourceCell(("ก",)), SourceCell(("ข",)), SourceCell(("ค",)))),
        SourceRow(2, (SourceCell(("เต็มแถว",), 3), SourceCell(), SourceCell())),
        SourceRow(3, (SourceCell(("๑",)), SourceCell(("๒", "๓")), SourceCell())),
    )


def test_soft_breaks_begin_paragraphs_and_tabs_are_spaces():
    document = read(["หนึ่ง\nสอง\tสาม"])
    assert prose(document).lines == ("หนึ่ง", "สอง สาม")


def test_a_hyphen_that_does_not_break_is_a_hyphen():
    document = read(["ยืม"], first_paragraph("<w:r><w:noBreakHyphen/><w:t>คืน</w:t></w:r>"))
    assert prose(document).lines == ("ยืม-คืน",)


def test_misspelt_characters_are_put_right_and_said_once_for_the_file():
    document = read(["ดํา\u200bเนิน", "ทํา"])
    assert prose(document).lines == ("ดำเนิน", "ทำ")
    assert sorted(said(document)) == [
        ("ดํา\u200bเนิน", "ตัดอักขระที่มองไม่เห็นออก รวม ๑ แห่ง"),
        ("ดํา\u200bเนิน", "รวมนิคหิตกับสระอาเป็นสระอำ รวม ๒ แห่ง"),
    ]


def test_tracked_changes_give_the_accepted_text_and_say_so():
    change = first_paragraph('<w:ins w:id="1" w:author="x"><w:r><w:t> ใหม่</w:t></w:r></w:ins>')
    document = read(["ข้อความ"], change)
    assert prose(document).lines == ("ข้อความ ใหม่",)
    assert said(document) == [("ใหม่", "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes)")]


def test_deleted_text_is_left_out_and_said():
    change = first_paragraph(
        '<w:del w:id="1" w:author="x"><w:r><w:delText>เดิม</w:delText></w:r></w:del>'
    )
    document = read(["ข้อความ"], change)
    assert prose(document).lines == ("ข้อความ",)
    assert said(document) == [
        ("เดิม", "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes) และไม่นำข้อความที่ถูกลบมา")
    ]


def add_link(document, shown, address):
    key = document.part.relate_to(
        address,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    first_paragraph(f'<w:hyperlink r:id="{key}"><w:r><w:t>{shown}</w:t></w:r></w:hyperlink>')(
        document
    )


def test_a_link_gives_its_text_and_the_address_that_the_text_does_not_show():
    hidden = read(["ดูที่ "], lambda document: add_link(document, "เว็บไซต์", "https://a.example/b"))
    shown = read(["ดูที่ "], lambda document: add_link(document, "a.example", "https://a.example"))
    assert (prose(hidden).lines, prose(hidden).asides) == (("ดูที่ เว็บไซต์",), ("https://a.example/b",))
    assert (prose(shown).lines, prose(shown).asides) == (("ดูที่ a.example",), ())


def test_a_text_box_gives_its_text_once():
    box = "<w:txbxContent><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p></w:txbxContent>"
    change = first_paragraph(
        "<w:r><mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document = read(["ข้อความ"], change)
    assert prose(document).lines == ("ข้อความ", "ในกล่อง")
    assert said(document) == [("ในกล่อง", "นำข้อความในกล่องข้อความมาต่อท้ายย่อหน้า")]


def test_a_nested_table_gives_its_texts_as_paragraphs_of_the_cell():
    def nest(document):
        inner = document.tables[0].cell(1, 0).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "ซ้าย", "ขวา"

    document = read([Table(("ก", "ข"), (("นอก", ""),))], nest)
    assert document.blocks[0].rows[1].cells[0].lines == ("นอก", "ซ้าย", "ขวา")
    assert said(document) == [("นอก ซ้าย ขวา", "นำข้อความของตารางซ้อนมาเรียงเป็นย่อหน้า")]


def test_content_controls_around_paragraphs_rows_and_cells_are_looked_through():
    def wrap(document):
        table = document.tables[0]._tbl
        for element in (document.paragraphs[0]._p, table.tr_lst[1], table.tr_lst[0].tc_lst[0]):
            control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
            content = control[0]
            element.addprevious(control)
            content.append(element)

    document = read(["ข้อความ", Table(("ก", "ข"), (("ค", "ง"),))], wrap)
    assert document.blocks[0].lines == ("ข้อความ",)
    assert [[cell.lines for cell in row.cells] for row in document.blocks[1].rows] == [
        [("ก",), ("ข",)],
        [("ค",), ("ง",)],
    ]


def test_a_cell_pushed_to_the_right_keeps_its_column():
    def push(document):
        row = document.tables[0]._tbl.tr_lst[1]
        row.remove(row.tc_lst[0])
        row.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:gridBefore w:val="1"/></w:trPr>'))

    document = read([Table(("ก", "ข"), (("", "ง"),))], push)
    assert [cell.lines for cell in document.blocks[0].rows[1].cells] == [(), ("ง",)]


def test_an_absurd_span_is_cut_to_what_word_allows():
    def widen(document):
        cell = document.tables[0]._tbl.tr_lst[0].tc_lst[0]
        cell.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="999999999"/>'))

    document = read([Table(FORM_A, ())], widen)
    assert document.blocks[0].rows[0].cells[0].span == 63


def test_rows_merged_downwards_have_their_text_once_and_say_which_cells_are_covered():
    def merge(document):
        table = document.tables[0]
        table.cell(0, 0).merge(table.cell(1, 1))

    document = read([Table(("ก", "ข", "ค"), (("", "", "ง"), ("จ", "ฉ", "ช")))], merge)
    assert [
        [(cell.text, cell.span, cell.covered) for cell in row.cells]
        for row in document.blocks[0].rows
    ] == [
        [("ก\nข", 2, False), ("", 1, False), ("ค", 1, False)],
        [("", 2, True), ("", 1, True), ("ง", 1, False)],
        [("จ", 1, False), ("ฉ", 1, False), ("ช", 1, False)],
    ]


# -- what offices do to Word -----------------------------------------------------------------------


def body(xml):
    """The document read from the XML of a body."""
    return read_docx(word_body(xml), "แผน.docx")


def paragraph(*runs, settings=""):
    return f"<w:p><w:pPr>{settings}</w:pPr>{''.join(runs)}</w:p>"


def run(text, settings=""):
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content, settings=""):
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>"


def row(*cells, settings=""):
    return f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(cells)}</w:tr>"


def rows_of(document, block=0):
    return [[each.lines for each in row.cells] for row in document.blocks[block].rows]


def tracked(kind, content="", text=""):
    return f'<w:{kind} w:id="1" w:author="ก">{content}</w:{kind}>'


def deleted(text):
    return tracked("del", f"<w:r><w:delText>{text}</w:delText></w:r>")


TRACKED = "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes)"


def test_tracked_changes_are_said_once_with_all_that_was_left_out():
    document = body(
        paragraph(run("หนึ่ง"), deleted("เก่า"), tracked("ins", run("ใหม่")))
        + paragraph(tracked("moveFrom", run("ย้าย")))
        + paragraph(tracked("moveTo", run("ย้าย")), deleted("อีก"))
    )
    assert prose(document).lines == ("หนึ่งใหม่", "ย้าย")
    assert said(document) == [("เก่า ย้าย อีก", f"{TRACKED} และไม่นำข้อความที่ถูกลบมา")]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    gone = f"<w:rPr>{tracked('del')}</w:rPr>"
    document = body(
        paragraph(run("หนึ่ง"), settings=gone)
        + paragraph(run("สอง"))
        + paragraph(run("สาม"), settings=gone)
        + f"<w:tbl>{row(cell(paragraph(run('สี่'), settings=gone)))}</w:tbl>"
    )
    assert document.blocks[0].lines == ("หนึ่งสอง", "สาม")
    assert rows_of(document, 1) == [[("สี่",)]]
    assert [made for _, made in said(document)] == [TRACKED]


def test_deleted_rows_and_cells_are_left_out_and_said():
    document = body(
        "<w:tbl>"
        + row(cell(paragraph(run("ลบแถว"))), settings=tracked("del"))
        + row(cell(paragraph(run("ก"))), cell(paragraph(run("ลบช่อง")), tracked("cellDel")))
        + tracked("ins", row(cell(paragraph(run("แถวใหม่")))))
        + tracked("del", row(cell(paragraph(run("แถวเก่า")))))
        + "</w:tbl>"
    )
    assert rows_of(document) == [[("ก",), ()], [("แถวใหม่",)]]
    assert said(document) == [("ลบแถว ลบช่อง แถวเก่า", f"{TRACKED} และไม่นำข้อความที่ถูกลบมา")]


def test_cells_merged_sideways_by_word_of_old_are_one():
    document = body(
        "<w:tbl>"
        + row(
            cell(paragraph(run("กว้าง")), '<w:hMerge w:val="restart"/>'),
            cell(paragraph(), "<w:hMerge/>"),
            cell(paragraph(run("ทับ")), '<w:hMerge w:val="continue"/>'),
            cell(paragraph(run("ท้าย"))),
        )
        + "</w:tbl>"
    )
    cells = document.blocks[0].rows[0].cells
    assert [(each.text, each.span) for each in cells] == [
        ("กว้าง", 3), ("", 1), ("ทับ", 1), ("ท้าย", 1),
    ]  # fmt: skip
    assert said(document) == [("ทับ", "เก็บข้อความของช่องที่ถูกผสานทับไว้ในช่องเดิม แม้ Word ไม่แสดง")]


def test_text_under_a_cell_merged_downwards_is_kept_and_said():
    document = body(
        "<w:tbl>"
        + row(cell(paragraph(run("บน")), '<w:vMerge w:val="restart"/>'))
        + row(cell(paragraph(run("ใต้")), "<w:vMerge/>"))
        + "</w:tbl>"
    )
    assert rows_of(document) == [[("บน",)], [("ใต้",)]]
    assert [each.covered for row in document.blocks[0].rows for each in row.cells] == [False, True]
    assert said(document) == [("ใต้", "เก็บข้อความของช่องที่ถูกผสานทับไว้ในช่องเดิม แม้ Word ไม่แสดง")]


def test_a_table_that_only_frames_another_is_looked_through():
    inner = f"<w:tbl>{row(*(cell(paragraph(run(text))) for text in 'กขค'))}</w:tbl>"
    document = body(
        f"<w:tbl>{row(cell(paragraph(run('หัวเรื่อง')) + inner + paragraph(run('ท้าย'))))}</w:tbl>"
    )
    assert document.blocks[0].lines == ("หัวเรื่อง",)
    assert rows_of(document, 1) == [[("ก",), ("ข",), ("ค",)]]
    assert document.blocks[2].lines == ("ท้าย",)
    assert said(document) == [("ตารางที่ใช้เป็นกรอบ", "อ่านตารางที่อยู่ในกรอบ")]


def shape_with(box):
    """A drawing with a text box, in the new form and in the one for old programs."""
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"<w:txbxContent>{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_with_a_table_and_a_box_in_it_is_read_once():
    table = f"<w:tbl>{row(cell(paragraph(run('ก'))), cell(paragraph(run('ข'))))}</w:tbl>"
    inner = paragraph(run("ใน"), shape_with(paragraph(run("ในสุด"))))
    document = body(paragraph(run("นอก"), shape_with(table + inner)))
    assert prose(document).lines == ("นอก", "ก", "ข", "ใน", "ในสุด")
    assert [read for read, _ in said(document)] == ["ในสุด", "ก ข ใน ในสุด"]


@pytest.mark.parametrize(
    "alternatives",
    [
        "<mc:Fallback><w:pict>{}</w:pict></mc:Fallback>",
        "<mc:Choice Requires='x'/><mc:Fallback>{}</mc:Fallback>",
        "<mc:Choice Requires='x'>{}</mc:Choice>",
    ],
)
def test_of_two_forms_of_a_drawing_the_one_with_words_is_read(alternatives):
    box = f"<w:txbxContent>{paragraph(run('ในกล่อง'))}</w:txbxContent>"
    document = body(
        paragraph(f"<mc:AlternateContent>{alternatives.format(box)}</mc:AlternateContent>")
    )
    assert prose(document).lines == ("ในกล่อง",)


def test_forms_of_a_drawing_that_differ_are_said():
    document = body(
        "<mc:AlternateContent>"
        f"<mc:Choice Requires='x'>{paragraph(run('ใหม่'))}</mc:Choice>"
        f"<mc:Fallback>{paragraph(run('เก่า'))}</mc:Fallback></mc:AlternateContent>"
    )
    assert prose(document).lines == ("ใหม่",)
    assert said(document) == [("เก่า", "ไม่ได้นำเข้าข้อความที่อยู่นอกย่อหน้าและช่องตาราง")]


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="F06F"/>', "☐"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="TH Sarabun" w:char="2611"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="F0AB"/>', "[สัญลักษณ์ Wingdings F0AB]"),
        ('<w:sym w:font="Webdings" w:char="F061"/>', "[สัญลักษณ์ Webdings F061]"),
        ('<w:sym w:font="ก" w:char="หนึ่ง"/>', "[สัญลักษณ์ ก หนึ่ง]"),
        ('<w:sym w:font="ก" w:char="E123"/>', "[สัญลักษณ์ ก E123]"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ ก</w:t>', "☑ ก"),
        ("<w:t>\uf0a8 ยัง</w:t>", "☐ ยัง"),
        ("<w:t>\ue001</w:t>", "[สัญลักษณ์  E001]"),
        (
            "<w:t>ยืม</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>คืน</w:t><w:ptab/><w:t>๑</w:t>",
            "ยืม-คืน ๑",
        ),
    ],
)
def test_signs_are_read_as_characters_or_named(sign, text):
    document = body(paragraph(f"<w:r>{sign}</w:r>"))
    assert prose(document).lines == (text,)
    assert [read for read, _ in said(document)] == ([text] if text.startswith("[") else [])


def control(settings, content):
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(settings):
    return f"<w14:checkbox>{settings}</w14:checkbox>"


ENTRIES = "<w:listEntry w:val='ก'/><w:listEntry w:val='ข'/>"


def form_field(settings):
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{settings}</w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (control(box('<w14:checked w14:val="1"/>'), run("☒")), "☑"),
        (control(box('<w14:checked w14:val="0"/>'), run("☐")), "☐"),
        (control(box("<w14:checked/>"), run("ใช่แล้ว")), "ใช่แล้ว"),
        (control("", run("พิมพ์ไว้")), "พิมพ์ไว้"),
        ("<w:sdt><w:sdtContent>" + run("ใน") + "</w:sdtContent></w:sdt>", "ใน"),
        (form_field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"), "☑"),
        (form_field("<w:checkBox><w:default w:val='0'/></w:checkBox>"), "☐"),
        (form_field(f"<w:ddList>{ENTRIES}</w:ddList>"), "ก"),
        (form_field(f"<w:ddList><w:result w:val='1'/>{ENTRIES}</w:ddList>"), "ข"),
        (form_field(f"<w:ddList><w:result w:val='9'/>{ENTRIES}</w:ddList>"), ""),
        (form_field("<w:textInput/>"), ""),
    ],
)
def test_boxes_and_fields_of_forms_are_read_as_they_show(content, text):
    document = body(paragraph(run("ผล "), content))
    assert prose(document).lines == (f"ผล {text}".strip(),)
    assert said(document) == []


def test_a_prompt_nobody_typed_over_is_left_out_and_said():
    prompt = control("<w:showingPlcHdr/>", run("คลิกเพื่อใส่ข้อความ"))
    document = body(
        paragraph(run("ก"), prompt) + control("<w:showingPlcHdr/>", paragraph(run("อีกช่อง")))
    )
    assert prose(document).lines == ("ก",)
    assert said(document) == [("คลิกเพื่อใส่ข้อความ อีกช่อง", "ไม่ได้นำเข้าข้อความชวนพิมพ์ของช่องกรอกที่ยังว่าง")]


def complex_field(code, result):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark.format("begin") + code + mark.format("separate") + run(result) + mark.format("end")


@pytest.mark.parametrize(
    ("content", "asides"),
    [
        (complex_field(' HYPERLINK "https://a.example/b" ', "เว็บ"), ("https://a.example/b",)),
        (complex_field(' HYPERLINK "https://a.example" ', "a.example"), ()),
        (complex_field(" PAGE ", "๑"), ()),
        (complex_field(' HYPERLINK \\l "จุด"', "ไป"), ("จุด",)),
        (
            complex_field(' HYPERLINK "https://a.example/b" ', "เว็บ").rsplit("<w:r>", 1)[0],
            ("https://a.example/b",),
        ),
        (
            "<w:fldSimple w:instr=' HYPERLINK \"https://a.example/b\"'>"
            + run("เว็บ")
            + "</w:fldSimple>",
            ("https://a.example/b",),
        ),
        ('<w:fldSimple w:instr=" DATE ">' + run("วันนี้") + "</w:fldSimple>", ()),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("ก"), ()),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("ก"), ()),
    ],
)
def test_fields_show_their_results_and_links_their_addresses(content, asides):
    document = body(paragraph(content))
    assert (len(prose(document).lines), prose(document).asides, said(document)) == (1, asides, [])


def test_a_line_break_in_the_xml_is_none_in_the_text():
    assert prose(body(paragraph(run("หนึ่ง\nสอง")))).lines == ("หนึ่ง สอง",)


def test_the_document_may_have_the_name_that_word_in_the_browser_gives_it():
    parts = members(word_file(["ข้อความ"]))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    assert prose(read_docx(zipped(parts), "แผน.docx")).lines == ("ข้อความ",)


def test_hidden_text_is_read_and_said():
    hidden, shown = "<w:vanish/>", '<w:vanish w:val="0"/>'
    document = body(paragraph(run("เห็น "), run("ซ่อน", hidden), run(" เห็น", shown)))
    assert prose(document).lines == ("เห็น ซ่อน เห็น",)
    assert said(document) == [("ซ่อน", "นำเข้าข้อความที่ซ่อนไว้เหมือนข้อความที่มองเห็น")]


def test_pictures_are_said_once():
    described = "<wp:inline><wp:docPr id='1' name='1' descr='{}'/></wp:inline>"
    picture = f"<w:r><w:drawing>{described}</w:drawing></w:r>"
    document = body(
        paragraph(run("ก"), picture.format("ภาพถ่าย"))
        + paragraph(picture.format(""), "<w:r><w:object/></w:r>")
    )
    assert said(document) == [("ภาพถ่าย รูปภาพ รูปภาพ", "ไม่ได้นำเข้ารูปภาพหรือวัตถุ")]


def test_words_outside_of_paragraphs_are_said():
    document = body(
        paragraph(run("ก"))
        + "<w:x>หลง</w:x><w:tbl>"
        + row(paragraph(run("นอกช่อง")), cell(paragraph(run("ข"))))
        + "หาย</w:tbl>"
    )
    assert said(document) == [("หลง หาย นอกช่อง", "ไม่ได้นำเข้าข้อความที่อยู่นอกย่อหน้าและช่องตาราง")]


def test_notes_and_comments_are_said_and_separators_are_not():
    def add(document):
        xml = (
            f"<w:{{0}}s {nsdecls('w')}><w:{{0}} w:id='0' w:type='separator'><w:p/></w:{{0}}>"
            "<w:{0} w:id='2'><w:p><w:r><w:t>ข้อความ {0}</w:t></w:r></w:p></w:{0}></w:{0}s>"
        )
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        for name in ("footnote", "endnote", "comment"):
            part = Part(
                PackURI(f"/word/{name}s.xml"),
                "application/xml",
                xml.format(name).encode(),
                document.part.package,
            )
            document.part.relate_to(part, f"{base}{name}s")
        for reference in ("footnote", "endnote"):
            first_paragraph(f"<w:r><w:{reference}Reference w:id='2'/></w:r>")(document)
            first_paragraph(f"<w:r><w:{reference}Reference w:id='7'/></w:r>")(document)

    document = read(["ก"], add)
    assert prose(document).lines == ("ก",)
    assert said(document) == [
        ("ข้อความ footnote", "ไม่ได้นำเข้าข้อความของเชิงอรรถ"),
        ("ข้อความ endnote", "ไม่ได้นำเข้าข้อความของเชิงอรรถ"),
        ("ข้อความ comment", "ไม่ได้นำเข้าความคิดเห็น"),
    ]


def test_a_file_in_strict_open_xml_is_refused_with_what_to_do():
    strict = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    with pytest.raises(UnreadableFile, match="Strict Open XML"):
        read_docx(with_member(word_file([]), "word/document.xml", strict), "แผน.docx")
