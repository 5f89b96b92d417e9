"""Codes of questions and items as offices write them; a telephone's area code is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.codes import (
    FoundCode,
    find_item_codes,
    print_item_code,
    read_item_code,
    split_item_code,
)
from itaportal.thai.numerals import arabic_digits, thai_digits

# What is written; the code; the code where one is expected; where IIT's, where OIT's are.
WRITTEN = (
    ("i๔", "i4", "i4", "i4", "i4"),
    ("I4", "i4", "i4", "i4", "i4"),
    ("e๒", "e2", "e2", "e2", "e2"),
    ("i 10", "i10", "i10", "i10", "i10"),
    ("i04", "i4", "i4", "i4", "i4"),
    (" (i๑๐). ", "i10", "i10", "i10", "i10"),
    ("o๒๗", "o27", "o27", "o27", "o27"),
    ("O42", "o42", "o42", "o42", "o42"),
    ("O๐๒๗", "o27", "o27", "o27", "o27"),
    ("๐๒๗", "o27", "o27", None, "o27"),
    ("027", "o27", "o27", None, "o27"),
    ("๐๑", "o1", "o1", None, "o1"),
    ("ข้อ ๐๔๓", "o43", "o43", None, "o43"),
    ("OIT: 042", "o42", "o42", None, "o42"),
    # area codes of telephones
    ("043", None, "o43", None, "o43"),
    ("๐๔๓", None, "o43", None, "o43"),
    ("๐๔๒", None, "o42", None, "o42"),
    ("02", None, "o2", None, "o2"),
    ("001", None, "o1", None, "o1"),
    # a one for the letter i
    ("๑๑", None, None, "i1", None),
    ("๑๑๐", None, None, "i10", None),
    ("l4", None, None, "i4", None),
    # no codes
    ("๔", None, None, None, None),
    ("i0", None, None, None, None),
    ("i100", None, None, None, None),
    ("i4a", None, None, None, None),
    ("i๔.๑", None, None, None, None),
    ("๐.๒", None, None, None, None),
    ("๐๘๑-๒๓๔๕๖๗๘", None, None, None, None),
    ("0812345678", None, None, None, None),
    ("๐๔๓ ๗๒๑๑๒๓", None, None, None, None),
    ("", None, None, None, None),
    ("การปฏิบัติหน้าที่", None, None, None, None),
)


@pytest.mark.parametrize(("written", "alone", "expected", "of_iit", "of_oit"), WRITTEN)
def test_a_code_is_read_in_every_spelling(written, alone, expected, of_iit, of_oit):
    assert (
        read_item_code(written),
        read_item_code(written, expected=True),
        read_item_code(written, letter="i"),
        read_item_code(written, letter="o"),
    ) == (alone, expected, of_iit, of_oit)


@pytest.mark.parametrize(
    ("cell", "letter", "code", "rest"),
    [
        ("i๔ หน่วยงานใช้จ่ายงบประมาณ", None, "i4", "หน่วยงานใช้จ่ายงบประมาณ"),
        ("i๔หน่วยงานใช้จ่ายงบประมาณ", None, "i4", "หน่วยงานใช้จ่ายงบประมาณ"),
        ("(๐๑) โครงสร้าง", None, "o1", "โครงสร้าง"),
        ("ข้อ o๒๗: มาตรการ", None, "o27", "มาตรการ"),
        ("๐๔๓ รายงานผล", "o", "o43", "รายงานผล"),
        ("๐๔๓ รายงานผล", None, None, "๐๔๓ รายงานผล"),
        ("๑๑ การปฏิบัติงาน", "i", "i1", "การปฏิบัติงาน"),
        ("๑๑ การปฏิบัติงาน", "e", None, "๑๑ การปฏิบัติงาน"),
        ("๑๐ ตัวชี้วัด", "i", None, "๑๐ ตัวชี้วัด"),
        ("e2 1. จัดทำคู่มือ", None, "e2", "1. จัดทำคู่มือ"),
    ],
)
def test_a_question_is_split_into_its_code_and_its_wording(cell, letter, code, rest):
    assert split_item_code(cell, letter=letter) == (code, rest)


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("จากข้อ i๔ และ e๒ พบว่า", ["i4", "e2"]),
        ("ข้อi๑๐มีค่าคะแนน ๙๐.๐๐", ["i10"]),
        ("ข้อคำถาม ๐๒๗ มีค่าคะแนน ๙๐.๐๐ คะแนน", ["o27"]),
        ("ประกาศตาม ข้อ ๐๑, ๐๒ และ ๐๒๗ แล้ว", ["o1", "o2", "o27"]),
        ("ตัวชี้วัดย่อย o1–o9 และ i1-i6", ["o1", "o9", "i1", "i6"]),
        ("เผยแพร่ตาม OIT 042", ["o42"]),
        ("ตัวชี้วัดที่ ๐๒๗", ["o27"]),
        ("e2 100 คะแนน", ["e2"]),
        ("- i4 ใช้จ่าย", ["i4"]),
        ("e๒ ต่ำกว่า ข้อ ๐๒๗", ["e2", "o27"]),
        # numbers that no word before them calls codes
        ("ตัวชี้วัดที่ ๐๗", []),
        ("รายงานผล ๐๒๗ และ 042", []),
        ("ข้อ ๒ โทร. ๐๔๒ ๑๑๑ ๒๒๒", []),
        ("ข้อ ๐๔๓ ๑๑๑ ๒๒๒", []),
        ("OIT 042-111222", []),
        ("ข้อ ๐๕.๓๐ น. ข้อ ๐๑/๒๕๖๖", []),
        ("ข้อ ๐.๒", []),
        # letters that belong to names
        ("https://example.go.th/i4 o4@example.go.th e2.pdf", []),
        ("ITA-2568-O1 MOIT2 eb1 COVID i4x", []),
        ("ชุด KIT 027", []),
        ("ไม่มี", []),
    ],
)
def test_codes_in_a_sentence_are_found_and_nothing_else(sentence, codes):
    found = find_item_codes(sentence)
    assert [each.code for each in found] == codes


def test_a_found_code_says_where_it_stands():
    assert find_item_codes("ข้อ ๐๑ กับ i๑๐") == (FoundCode("o1", 4, 6), FoundCode("i10", 11, 14))


@pytest.mark.parametrize("code", ["i4", "e15", "o27"])
@pytest.mark.parametrize("digits", [thai_digits, arabic_digits])
def test_a_printed_code_reads_back(code, digits):
    assert read_item_code(print_item_code(code, digits)) == code


def test_a_code_prints_in_house_style():
    assert (print_item_code("i4"), print_item_code("i4", arabic_digits)) == ("i๔", "i4")


@given(st.text(st.sampled_from("ioeIEOl10๐๒๔๓ ()-./,ข้อที่OIT")), st.booleans())
def test_no_text_breaks_the_readers_and_every_code_is_canonical(text, expected):
    code, rest = split_item_code(text, expected=expected)
    codes = [each.code for each in find_item_codes(text)] + ([code] if code else [])
    assert all(read_item_code(each) == each for each in codes)
    assert text.endswith(rest)
