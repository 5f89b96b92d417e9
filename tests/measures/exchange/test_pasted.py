"""Tables of a clipboard: Word's and Excel's HTML, lists of browsers, text with tabs, attacks."""

from __future__ import annotations

import pytest

from measures.exchange.pasted import MAX_CHARACTERS, read_pasted
from measures.exchange.source import UnreadableFile

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {margin:0} --></style></head><body lang=EN-US><!--StartFragment-->
<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'>
<td width=150 valign=top><p class=MsoNormal><span lang=TH>จัดทำ
คู่มือ</span><o:p></o:p></p></td>
<td><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>
<![endif]><span lang=TH>ประชุม</span></p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span></span><![endif]>แจ้งเวียน</p></td></tr>
<tr><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td><td><p>เผยแพร่<br>ทุกเดือน</p></td></tr>
</table><!--EndFragment--></body></html>
"""
EXCEL = """
<table border=0><col width=64><tr height=20><td height=20 class=xl65>๑. อบรม<br
style='mso-data-placement:same-cell;'/>๒. ตรวจสอบ</td><td rowspan=2>กองคลัง</td></tr>
<tr><td>จัดซื้อ</td></tr></table>
"""


def cells(html="", text=""):
    return [[cell.lines for cell in row.cells] for row in read_pasted(html, text).rows]


def test_word_gives_paragraphs_with_their_numbers_and_bullets():
    assert cells(WORD) == [
        [("จัดทำ คู่มือ",), ("1. ประชุม", "- แจ้งเวียน")],
        [(), ("เผยแพร่", "ทุกเดือน")],
    ]


@pytest.mark.parametrize(
    "pasted",
    [
        {"html_text": "<table><tr><td>ปี&nbsp;๒๕๖๘<td>&nbsp;", "text": ""},
        {"html_text": "", "text": "ปี\N{NO-BREAK SPACE}๒๕๖๘\t\N{NO-BREAK SPACE}"},
    ],
)
def test_a_no_break_space_is_a_space_and_no_doubt(pasted):
    table = read_pasted(**pasted)
    assert [cell.lines for cell in table.rows[0].cells] == [("ปี ๒๕๖๘",), ()]
    assert table.doubts == ()


def test_a_stranger_space_still_is_a_doubt():
    (doubt,) = read_pasted("", "ปี\N{THIN SPACE}๒๕๖๘").doubts
    assert "เว้นวรรคแบบพิเศษ" in doubt.made


def test_excel_gives_lines_of_a_cell_and_cells_reaching_down():
    (first, second) = read_pasted(EXCEL, "").rows
    assert [cell.lines for cell in first.cells] == [("๑. อบรม", "๒. ตรวจสอบ"), ("กองคลัง",)]
    assert [(cell.lines, cell.covered) for cell in second.cells] == [
        (("จัดซื้อ",), False),
        ((), True),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td><ol><li>ก<li>ข</ol><ul><li>ค</ul>", [[("1. ก", "2. ข", "- ค")]]),
        ("<table><tr><td><ol start=3><li>ก</ol>", [[("3. ก",)]]),
        ("<table><tr><td><ol start=x><li>ก</ol>", [[("1. ก",)]]),
        ("<table><tr><td><li>ก</li></td></tr></table>", [[("- ก",)]]),
        ("<table><tr><th>ก<td colspan=2>ข<td>ค", [[("ก",), ("ข",), (), ("ค",)]]),
        ("<table><tr><td colspan=x rowspan=-1>ก<td>ข", [[("ก",), ("ข",)]]),
        (
            "<table><tr><td rowspan=3>ก<td>ข<tr><td>ค<tr><td>ง",
            [[("ก",), ("ข",)], [(), ("ค",)], [(), ("ง",)]],
        ),
        (
            "<table><tr><td>ก<td rowspan=2>ข<tr><td>ค<tr><td>ง",
            [[("ก",), ("ข",)], [("ค",), ()], [("ง",)]],
        ),
        (
            "<table><tr><td>ก<table><tr><td>ใน</table></table><table><tr><td>ข",
            [[("ก", "ใน")], [("ข",)]],
        ),
        ("<table><tr><td>ก<b>ข</b> <i>ค</i></td></tr>\n<tr><td> \n</td></tr>", [[("กข ค",)]]),
    ],
)
def test_tables_of_other_programs_are_read_as_they_look(html, expected):
    assert cells(html) == expected


def test_hostile_html_leaves_nothing_but_its_visible_text():
    html = (
        "<table onload=alert(1)><tr><td><script>alert(1)</script><style>p{}</style>"
        "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>อ่าน</a>"
        "<!-- ลับ --><?php secret ?><svg><text>ภาพ</text></svg>&lt;b&gt;</td></tr></table>"
    )
    assert cells(html) == [[("อ่าน<b>",)]]


def test_deeply_nested_html_is_no_trouble():
    html = f"<table><tr><td>{'<div>' * 5_000}ลึก{'</div>' * 5_000}</td></tr></table>"
    with pytest.raises(UnreadableFile, match="ไม่พบข้อความ"):
        read_pasted(html, "")
    assert cells(html, "ก\tข") == [[("ก",), ("ข",)]]


def test_external_entities_are_not_resolved():
    html = (
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        "<table><tr><td>ก&a;</td></tr></table>"
    )
    ((cell,),) = cells(html)
    assert "root:" not in "".join(cell)


@pytest.mark.parametrize("html", ["", "  ", "<!-- -->", "<p>ไม่มีตาราง</p>", "\0"])
def test_text_with_tabs_is_read_where_the_html_has_no_table(html):
    assert cells(html, 'ก\t"ข้อหนึ่ง\nข้อ ""สอง"""\r\nค\t\r\n') == [
        [("ก",), ("ข้อหนึ่ง", 'ข้อ "สอง"')],
        [("ค",), ()],
    ]


def test_what_was_changed_in_texts_is_said():
    (doubt,) = read_pasted("", "เเผน\tข").doubts
    assert (doubt.read, doubt.place.file) == ("เเผน", "ตารางที่วาง")


@pytest.mark.parametrize(
    ("html", "text", "said"),
    [
        ("", "", "ไม่พบข้อความที่จะวาง"),
        ("<table><tr><td> </td></tr></table>", "\t\n", "ไม่พบข้อความที่จะวาง"),
        ("", "ก\n" * 201, "มี ๒๐๑ แถว ๑ คอลัมน์"),
        ("", "ก\t" * 20 + "ก", "มี ๑ แถว ๒๑ คอลัมน์"),
        ("<table>" + "<tr><td>ก" * 300, "", "มี ๒๐๑ แถว"),
        ("<table><tr>" + "<td colspan=99>ก" * 300, "", "๒๑ คอลัมน์"),
        ("x" * (MAX_CHARACTERS + 1), "", "มากเกินกว่าที่ระบบรับ"),
        ("", "x" * (MAX_CHARACTERS + 1), "มากเกินกว่าที่ระบบรับ"),
        ("", "x" * 200_000, "อ่านข้อความที่วางเป็นตารางไม่ได้"),
    ],
)
def test_nothing_and_too_much_are_refused_with_an_example(html, text, said):
    with pytest.raises(UnreadableFile) as refused:
        read_pasted(html, text)
    assert said in str(refused.value)
    assert "เช่น" in str(refused.value)
