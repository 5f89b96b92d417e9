"""What Word keeps outside of plain paragraphs and cells, on documents reworked as XML."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from measures.exchange.docx import read_docx
from measures.exchange.source import SourceCell, SourceProse, SourceRow, SourceTable

from .office_files import FORM_A, Table, word_file


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
    assert said(document) == [("ข้อความ ใหม่", "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes)")]


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


def test_automatic_numbers_are_said_to_be_missing():
    change = first_paragraph(
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    document = read(["ข้อความ"], change)
    assert said(document) == [("๑ ย่อหน้าที่ Word ใส่เลขหรือจุดนำให้", "อ่านเฉพาะข้อความ ไม่ได้อ่านเลขลำดับ")]


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
