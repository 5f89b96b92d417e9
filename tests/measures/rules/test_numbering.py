import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import ParagraphKind
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import Paragraph, markers, plain

NUMBERED, DASH = ParagraphKind.NUMBERED, ParagraphKind.DASH


def described(*lines):
    """The cell of typed lines: what prints before each paragraph, and its text."""
    cell = split_cell(lines)
    return [(marker, paragraph.text) for marker, paragraph in zip(markers(cell), cell, strict=True)]


@pytest.mark.parametrize(
    "lines",
    [
        ("๑. จัดทำคู่มือ", "๒. เผยแพร่"),
        ("๑.จัดทำคู่มือ", "๒.เผยแพร่"),
        ("1. จัดทำคู่มือ", "2.เผยแพร่"),
        ("๑. จัดทำคู่มือ ๒. เผยแพร่",),
        ("๑.จัดทำคู่มือ   ๒.เผยแพร่",),
        ("", "๑. จัดทำคู่มือ", " ", "๒. เผยแพร่"),
    ],
)
def test_typed_numbers_become_items_however_they_are_spaced(lines):
    assert split_cell(lines) == (Paragraph("จัดทำคู่มือ", NUMBERED), Paragraph("เผยแพร่", NUMBERED))


@pytest.mark.parametrize(
    "text",
    [
        "ลดลง ๐.๒ คะแนน",
        "ได้ ๖๙.๖๐ คะแนน",
        "๖๙.๖๐ คะแนน",
        "ครั้งที่ ๑/๒๕๖๖-๒/๒๕๖๖",
        "๑/๒๕๖๖",
        "ตามมาตรา ๑๒๘ ของกฎหมาย",
        "ประชุมชั้นที่ ๒",
        "ตัวชี้วัดที่ ๕ เรื่องร้องเรียน",
        "ต.ค.๖๕-มี.ค.๖๖",
        "ระบบยืม-คืนทรัพย์สิน",
        "ระบุ ชื่อ -นามสกุล",
        "๑ ปีงบประมาณ",
        "๓ ครั้ง",
        "๑,๐๐๐ บาท",
        "๑.๕ ล้านบาท",
        "๐๙.๐๐ น. เริ่มประชุม",
        "๑๐.๓๐ น. ปิดประชุม",
        "๒๕๖๘. ",
        "(๑ รายการ)",
        "-",
        "-๕ องศา",
        "ก.พ. ๖๗",
        "ณ ห้องประชุม ๑. อาคารสอง",
        "-- คั่น --",
    ],
)
def test_numbers_and_dashes_that_are_no_markers_stay_text(text):
    assert split_cell([text]) == plain(text.strip())


@pytest.mark.parametrize(
    "sentence",
    [
        "ปฏิบัติตามมาตรา ๒. อย่างเคร่งครัด",
        "ประชุมครั้งที่ ๒. แล้ว",
        "ใช้เงิน ๒.๕ ล้านบาท",
        "ใช้เงิน ๑.๑ ล้านบาท",
        "ณ ข้อ ๒. นี้",
    ],
)
def test_the_next_number_inside_a_sentence_of_a_list_stays_text(sentence):
    assert split_cell([f"๑. {sentence}"]) == (Paragraph(sentence, NUMBERED),)


@pytest.mark.parametrize("ending", ["เจ้าหน้าที่", "ในพื้นที่", "ของสถานที่", "ทุกปี", "ทุกวัน", "ครบจำนวน"])
def test_words_that_look_like_ordinals_do_not_hide_the_next_number(ending):
    run_together = f"๑. อบรม{ending} ๒. ติดตามผล"
    assert described(run_together) == [("๑.", f"อบรม{ending}"), ("๒.", "ติดตามผล")]


def test_only_the_next_expected_number_splits_a_paragraph():
    assert described("๑. หนึ่ง ๓. สาม ๒. สอง ๓. สาม") == [
        ("๑.", "หนึ่ง ๓. สาม"),
        ("๒.", "สอง"),
        ("๓.", "สาม"),
    ]


def test_a_list_in_the_middle_of_a_paragraph_needs_two_items():
    assert described("ดำเนินการดังนี้ ๑. ประชุม ๒. จัดทำแผน") == [
        ("", "ดำเนินการดังนี้"),
        ("๑.", "ประชุม"),
        ("๒.", "จัดทำแผน"),
    ]


def test_a_list_goes_on_in_the_middle_of_a_later_paragraph():
    assert described("๑. หนึ่ง", "ต่อจากข้อแรก ๒. สอง") == [
        ("๑.", "หนึ่ง"),
        ("", "ต่อจากข้อแรก"),
        ("๒.", "สอง"),
    ]


def test_nested_numbers_go_a_level_down():
    cell = split_cell(["๑. หนึ่ง", "๑.๑ ย่อยหนึ่ง ๑.๒ ย่อยสอง", "๑.๒.๑ลึก", "๒. สอง", "๒.๑ ล้านบาทใช้ไป"])
    assert cell == (
        Paragraph("หนึ่ง", NUMBERED),
        Paragraph("ย่อยหนึ่ง", NUMBERED, 1),
        Paragraph("ย่อยสอง", NUMBERED, 1),
        Paragraph("ลึก", NUMBERED, 2),
        Paragraph("สอง", NUMBERED),
        Paragraph("๒.๑ ล้านบาทใช้ไป"),
    )


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("๓. สาม", "๔. สี่"), ["๓.", ""]),
        (("๓. สาม", "๓.๑ ย่อย"), ["๓.", ""]),
        (("๑. หนึ่ง", "๑๐. สิบ", "๑๑. สิบเอ็ด"), ["", "๑๐.", ""]),
        (("๑) หนึ่ง", "๒) สอง"), ["๑)", "๒)"]),
        (("(๑) หนึ่ง", "(๒) สอง"), ["(๑)", "(๒)"]),
        (("๑. หนึ่ง", "(๑) ย่อย", "(๒) ย่อย", "๒. สอง"), ["", "(๑)", "(๒)", ""]),
        (("๑.๑ ย่อย", "๑.๒ ย่อย"), ["", ""]),
        (("๒.๑ ย่อย", "๒.๒ ย่อย", "๒.๕ ย่อย"), ["๒.๑", "", "๒.๕"]),
        (("๑. หนึ่ง", "๒. สอง", "๑. หนึ่งใหม่"), ["", "", "๑."]),
        (("ก. หนึ่ง", "ข. สอง", "ง) อื่น"), ["ก.", "ข.", None]),
        (("• จุด", "– ขีดยาว", "- ขีด"), ["•", "–", ""]),
    ],
)
def test_a_marker_is_kept_where_counting_would_not_give_it(lines, kept):
    cell = split_cell(lines)
    assert [
        None if paragraph.kind is ParagraphKind.PLAIN else paragraph.marker for paragraph in cell
    ] == kept


def test_dashes_at_the_start_of_paragraphs_become_items_and_below_a_number_its_sub_items():
    assert split_cell(["- หนึ่ง", "-สอง", "๑. สาม", "- ย่อย", "ก. ย่อย"]) == (
        Paragraph("หนึ่ง", DASH),
        Paragraph("สอง", DASH),
        Paragraph("สาม", NUMBERED),
        Paragraph("ย่อย", DASH, 1),
        Paragraph("ย่อย", NUMBERED, 1, "ก."),
    )


def test_a_number_alone_is_an_empty_item():
    assert split_cell(["๑."]) == (Paragraph("", NUMBERED),)


@given(
    st.lists(
        st.text(st.sampled_from("กขค ๑๒๓12.()-•/ๆ"), max_size=40),
        max_size=6,
    )
)
def test_no_character_is_lost_but_spaces(lines):
    cell = split_cell(lines)
    printed = "".join(
        marker + paragraph.text for marker, paragraph in zip(markers(cell), cell, strict=True)
    )
    # Print writes counted numbers in Thai digits, whichever were typed.
    assert without_spaces(all_arabic_digits(printed)) == without_spaces(
        all_arabic_digits("".join(lines))
    )
