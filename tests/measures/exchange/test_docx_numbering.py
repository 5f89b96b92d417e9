"""Numbers that Word counts by itself, read as if they had been typed."""

import pytest

from measures.exchange.docx import read_docx
from measures.exchange.drafts import KnownNames
from measures.exchange.reading import read_plan

from .office_files import FORM_A, word_body


def level(at, format="decimal", text=None, more=""):
    text = f"%{at + 1}." if text is None else text
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def described(*levels, at=1, more=""):
    return f'<w:abstractNum w:abstractNumId="{at}">{more}{"".join(levels)}</w:abstractNum>'


def used(number=1, of=1, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text, at=0, number=1):
    settings = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def plain(text, style=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(xml, **parts):
    return read_docx(word_body(xml, **parts), "แผน.docx")


def lines(xml, numbering, **parts):
    document = read(xml, numbering=numbering, **parts)
    assert document.doubts == ()
    (block,) = document.blocks
    return list(block.lines)


@pytest.mark.parametrize(
    ("format", "labels"),
    [
        ("decimal", ["1.", "2.", "3."]),
        ("thaiNumbers", ["๑.", "๒.", "๓."]),
        ("thaiLetters", ["ก.", "ข.", "ค."]),
        ("thaiCounting", ["หนึ่ง.", "สอง.", "สาม."]),
        ("upperLetter", ["A.", "B.", "C."]),
        ("lowerRoman", ["i.", "ii.", "iii."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("decimalZero", ["01.", "02.", "03."]),
        ("numberInDash", ["- 1 -.", "- 2 -.", "- 3 -."]),
        ("somethingRare", ["1.", "2.", "3."]),
    ],
)
def test_each_format_counts_as_word_prints_it(format, labels):
    found = lines(item("ก") * 3, described(level(0, format)) + used())
    assert found == [f"{label} ก" for label in labels]


@pytest.mark.parametrize(
    ("format", "count", "label"),
    [
        ("thaiNumbers", 10, "๑๐"),
        ("thaiLetters", 42, "ฮ"),
        ("thaiLetters", 43, "กก"),
        ("lowerLetter", 27, "aa"),
        ("thaiCounting", 10, "สิบ"),
        ("thaiCounting", 21, "ยี่สิบเอ็ด"),
        ("thaiCounting", 111, "หนึ่งร้อยสิบเอ็ด"),
        ("thaiCounting", 1020, "หนึ่งพันยี่สิบ"),
        ("thaiCounting", 0, "ศูนย์"),
        ("thaiLetters", 0, ""),
        ("upperRoman", 1994, "MCMXCIV"),
    ],
)
def test_a_list_begins_where_it_says(format, count, label):
    start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{count}"/></w:lvlOverride>'
    numbering = described(level(0, format, "%1)")) + used(more=start)
    assert lines(item("ข้อ"), numbering) == [f"{label}) ข้อ"]


def test_levels_show_the_numbers_above_and_begin_anew_under_each():
    numbering = described(level(0, "thaiNumbers"), level(1, "thaiNumbers", "%1.%2")) + used()
    xml = item("ก") + item("ข", 1) + item("ค", 1) + plain("คั่น") + item("ง") + item("จ", 1)
    assert lines(xml, numbering) == ["๑. ก", "๑.๑ ข", "๑.๒ ค", "คั่น", "๒. ง", "๒.๑ จ"]


def test_a_level_without_one_above_counts_that_as_its_first():
    numbering = described(level(0), level(1, text="%1.%2")) + used()
    assert lines(item("ก", 1) + item("ข"), numbering) == ["1.1 ก", "2. ข"]


def test_a_level_may_go_on_counting_or_print_all_in_arabic_digits():
    on = level(1, "thaiNumbers", "%1.%2", '<w:isLgl/><w:lvlRestart w:val="0"/>')
    xml = item("ก") + item("ข", 1) + item("ค") + item("ง", 1)
    assert lines(xml, described(level(0, "thaiNumbers"), on) + used()) == [
        "๑. ก", "1.1 ข", "๒. ค", "2.2 ง",
    ]  # fmt: skip


def test_lists_of_one_description_count_on_unless_they_begin_anew():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = described(level(0)) + used(1) + used(2) + used(3, more=again)
    xml = item("ก", number=1) + item("ข", number=2) + item("ค", number=3) + item("ง", number=3)
    assert lines(xml, numbering) == ["1. ก", "2. ข", "1. ค", "2. ง"]


def test_a_list_may_describe_a_level_of_its_own():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "thaiNumbers", "ข้อ %1")}</w:lvlOverride>'
    assert lines(item("ก"), described(level(0)) + used(more=own)) == ["ข้อ ๑ ก"]


@pytest.mark.parametrize(
    ("text", "font", "bullet"),
    [
        ("•", "", "• "),
        ("-", "", "- "),
        ("\uf0b7", "Symbol", "• "),
        ("\uf0a7", "Wingdings", "▪ "),
        ("\uf0fc", "Wingdings", "✓ "),
        ("\uf0d8", "Wingdings", "• "),
        ("o", "Courier New", "○ "),
        ("l", "Wingdings", "● "),
        ("★", "", "• "),
        ("", "", ""),
    ],
)
def test_bullets_are_written_as_typed_ones(text, font, bullet):
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    numbering = described(level(0, "bullet", text, fonts)) + used()
    assert lines(item("ก"), numbering) == [f"{bullet}ก"]


def test_a_picture_for_a_bullet_is_a_bullet():
    picture = '<w:lvlPicBulletId w:val="0"/>'
    assert lines(item("ก"), described(level(0, "bullet", "", picture)) + used()) == ["• ก"]


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (level(0, text="(%1)", more='<w:suff w:val="nothing"/>'), "(1)ก"),
        (level(0, "none", "%1"), "ก"),
        (level(0, "none", "ข้อ"), "ข้อ ก"),
        (level(0, text="%3%1"), "1 ก"),
    ],
)
def test_what_stands_around_a_number_is_its_list_s(shown, line):
    assert lines(item("ก"), described(shown) + used()) == [line]


def test_a_cell_that_holds_nothing_but_its_number_has_it_as_text():
    table = f"<w:tbl><w:tr><w:tc>{item('')}</w:tc></w:tr></w:tbl>"
    document = read(table + item("ก"), numbering=described(level(0)) + used())
    assert document.blocks[0].rows[0].cells[0].lines == ("1.",)
    assert document.blocks[1].lines == ("2. ก",)


STYLES = (
    '<w:style w:type="paragraph" w:styleId="ListOne"><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="ListOne"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Second"><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
)


def test_styles_number_their_paragraphs_and_those_based_on_them():
    numbering = described(level(0), level(1, text="%1.%2")) + used()
    xml = plain("ก", "ListOne") + plain("ข", "Child") + plain("ค", "Second") + plain("ง", "Loop")
    assert lines(xml, numbering, styles=STYLES) == ["1. ก", "2. ข", "2.1 ค", "ง"]


def test_a_level_may_name_the_style_that_is_its_own():
    numbering = described(level(0), level(1, text="%1.%2", more='<w:pStyle w:val="ListOne"/>'))
    assert lines(plain("ก", "ListOne"), numbering + used(), styles=STYLES) == ["1.1 ก"]


def test_a_description_may_be_that_of_a_list_style():
    link = '<w:numStyleLink w:val="Linked"/>'
    numbering = (
        described(level(0, "thaiNumbers")) + described(at=2, more=link) + used() + used(2, of=2)
    )
    assert lines(item("ก", number=2), numbering, styles=STYLES) == ["๑. ก"]


@pytest.mark.parametrize("link", ["Linked", "Loop"])
def test_a_link_that_leads_nowhere_gives_no_number_and_is_said(link):
    numbering = described(at=1, more=f'<w:numStyleLink w:val="{link}"/>') + used()
    document = read(item("ก"), numbering=numbering, styles=STYLES)
    assert document.blocks[0].lines == ("ก",)
    assert len(document.doubts) == 1


def test_number_nought_means_no_list():
    assert lines(item("ก", number=0), described(level(0)) + used()) == ["ก"]


@pytest.mark.parametrize("numbering", ["", used(of=9), described() + used()])
def test_a_list_that_the_file_does_not_describe_is_said(numbering):
    document = read(item("ก") + item("ข"), numbering=numbering)
    assert document.blocks[0].lines == ("ก", "ข")
    assert [(doubt.read, doubt.made) for doubt in document.doubts] == [
        (
            "๒ ย่อหน้าที่ Word ใส่เลขหรือจุดนำให้",
            "อ่านเฉพาะข้อความ เพราะไฟล์ไม่มีรูปแบบของเลขลำดับนั้น",
        )
    ]


def test_absurd_numbers_are_cut_to_what_word_allows():
    start = '<w:lvlOverride w:ilvl="999"><w:startOverride w:val="99999999999"/></w:lvlOverride>'
    numbering = described(level(0), level(8, text="%9.")) + used(more=start)
    assert lines(item("ก", 99) + item("ข", "²"), numbering) == ["32767. ก", "2. ข"]


def test_a_plan_with_automatic_numbers_is_the_plan_with_typed_ones():
    levels = level(0, "thaiNumbers") + level(1, "thaiNumbers", "%1.%2") + level(2, "bullet", "-")
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = described(levels) + used(1) + used(2, more=again)
    automatic = (
        [item("จัดทำคู่มือ"), item("เผยแพร่คู่มือ")],
        [
            item("ประชุม", number=2),
            item("ประชุมใหญ่", 1, number=2),
            item("แจ้งผล", 2, number=2),
            item("เผยแพร่", number=2),
        ],
    )
    typed = (
        [plain("๑. จัดทำคู่มือ"), plain("๒. เผยแพร่คู่มือ")],
        [plain("๑. ประชุม"), plain("๑.๑ ประชุมใหญ่"), plain("- แจ้งผล"), plain("๒. เผยแพร่")],
    )
    drafts = []
    for measures, steps in (automatic, typed):
        texts = ["สำนักปลัด", "ต.ค. ๖๗ - ก.ย. ๖๘", "แล้วเสร็จ", ""]
        cells = ["".join(measures), "".join(steps), *map(plain, texts)]
        header = "".join(f"<w:tc>{plain(heading)}</w:tc>" for heading in FORM_A)
        row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        table = f"<w:tbl><w:tr>{header}</w:tr><w:tr>{row}</w:tr></w:tbl>"
        content = word_body(table, numbering=numbering)
        drafts.append(read_plan(content, "แผน.docx", KnownNames(("สำนักปลัด",), {}, {}, {})).draft)
    assert drafts[0] == drafts[1]
    (read_row,) = drafts[0].rows
    assert [len(read_row.measures), len(read_row.steps)] == [2, 2]
