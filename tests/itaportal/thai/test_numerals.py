from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.numerals import (
    all_arabic_digits,
    arabic_digits,
    parse_decimal,
    parse_integer,
    thai_digits,
)

# Arabic, Thai: what one function makes of the other's text.
CONVERTED = (
    ("87.67", "๘๗.๖๗"),
    ("1,234.50 บาท", "๑,๒๓๔.๕๐ บาท"),
    ("พ.ศ.2568", "พ.ศ.๒๕๖๘"),
    ("ครั้งที่ 1/2566", "ครั้งที่ ๑/๒๕๖๖"),
    ("โทร. 0 4525 2586", "โทร. ๐ ๔๕๒๕ ๒๕๘๖"),
    ("i4 และ e2, o27", "i๔ และ e๒, o๒๗"),
    ("(i4)", "(i๔)"),
    ("i1-i6 และ o1-9", "i๑-i๖ และ o๑-๙"),
    ("1.Facebook 2.Line", "๑.Facebook ๒.Line"),
    ("3.1 ประชุม", "๓.๑ ประชุม"),
    ("โทร.043-123456 ต่อ 12", "โทร.๐๔๓-๑๒๓๔๕๖ ต่อ ๑๒"),
    ("086-1234567, 0-4525-2586", "๐๘๖-๑๒๓๔๕๖๗, ๐-๔๕๒๕-๒๕๘๖"),
    ("16/4/2566 เวลา 10.30 น.", "๑๖/๔/๒๕๖๖ เวลา ๑๐.๓๐ น."),
    ("ITA 2568 ได้ 100%", "ITA ๒๕๖๘ ได้ ๑๐๐%"),
    ("ตามข้อi4 และo27มาตรการ", "ตามข้อi๔ และo๒๗มาตรการ"),
    ("i1, e2/e3 และ O42", "i๑, e๒/e๓ และ O๔๒"),
    ("No.5 ข้อ 3.E-Service", "No.๕ ข้อ ๓.E-Service"),
)
# The same in both numerals.
KEPT = (
    "https://www.example.go.th/2568/i4?page=1",
    "www.example9.go.th",
    "example9.go.th/news/25",
    "example.go.th:8080/news/25",
    "example.go.th?id=25",
    "HTTPS://WWW.EXAMPLE.GO.TH/2568",
    "Www.example.go.th/2568/แผน",
    "bit.ly/3xYz12",
    "news.php?id=25",
    "แผน2568.PDF",
    "#ITA2568",
    "@line2568",
    "5G",
    "PDF/A-2b",
    "contact1@example.go.th",
    "มาตรการ2568.pdf",
    "plan-2568.xlsx",
    "ITA-2568-7F3K-2",
    "A4",
    "COVID-19",
)


@pytest.mark.parametrize(("arabic", "thai"), CONVERTED)
def test_digits_of_text_are_converted_both_ways(arabic, thai):
    assert (thai_digits(arabic), arabic_digits(thai)) == (thai, arabic)


@pytest.mark.parametrize("name", KEPT)
def test_names_with_digits_stay_as_they_are_while_text_around_them_changes(name):
    assert thai_digits(f"ปี 2568 ที่ {name} ข้อ 2") == f"ปี ๒๕๖๘ ที่ {name} ข้อ ๒"
    assert arabic_digits(f"ปี ๒๕๖๘ ที่ {name} ข้อ ๒") == f"ปี 2568 ที่ {name} ข้อ 2"


def test_parsers_read_thai_digits_even_within_names():
    assert all_arabic_digits("A๔ ๒๕๖๘") == "A4 2568"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("๘๗.๖๗", Decimal("87.67")),
        (" 87.67 ", Decimal("87.67")),
        ("๑,๒๓๔.๕", Decimal("1234.5")),
        ("๐", Decimal(0)),
        ("\u00a0๘๗.๖๗\u200b", Decimal("87.67")),
        ("๑,๒๓", None),
        ("๘๗.", None),
        ("-๑", None),
        ("๘๗ คะแนน", None),
        ("", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_parse_decimal_reads_a_whole_number_text_or_nothing(typed, number):
    assert parse_decimal(typed) == number


@pytest.mark.parametrize(
    ("typed", "number"), [("๑๒", 12), ("12.0", 12), ("1.5", None), ("x", None)]
)
def test_parse_integer_reads_whole_numbers_only(typed, number):
    assert parse_integer(typed) == number


@given(st.text(st.sampled_from("กขค iEo.-/@_ 0123456789:")))
def test_arabic_text_comes_back_from_thai_digits(text):
    assert arabic_digits(thai_digits(text)) == text


@given(st.text(st.sampled_from("กขค iEo.-/@_ ๐๑๒๓๔๕๖๗๘๙:")))
def test_thai_text_comes_back_from_arabic_digits(text):
    assert thai_digits(arabic_digits(text)) == text
