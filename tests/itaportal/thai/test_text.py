import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.text import NormalisedText, TextChange, normalise_text, without_spaces

NIKHAHIT, SARA_AA, SARA_AM, MAI_THO = "\u0e4d", "\u0e32", "\u0e33", "\u0e49"


@pytest.mark.parametrize(
    ("typed", "text", "change"),
    [
        (f"ด{NIKHAHIT}{SARA_AA}เนิน", f"ด{SARA_AM}เนิน", TextChange.SARA_AM),
        (f"น{NIKHAHIT}{MAI_THO}{SARA_AA}", f"น{MAI_THO}{SARA_AM}", TextChange.SARA_AM),
        (f"น{MAI_THO}{NIKHAHIT}{SARA_AA}", f"น{MAI_THO}{SARA_AM}", TextChange.SARA_AM),
        ("เเผน", "แผน", TextChange.SARA_AE),
        ("มาตร\u200bการ\ufeff", "มาตรการ", TextChange.ZERO_WIDTH),
        ("ปี\u00a0๒๕๖๘", "ปี ๒๕๖๘", TextChange.FIXED_SPACE),
        ("ก\u2061ข\ufe0f", "กข", TextChange.ZERO_WIDTH),
        ("ปี\u2009๒๕๖๘\u2028ข้อ", "ปี ๒๕๖๘ ข้อ", TextChange.FIXED_SPACE),
        ("ผ\u0e49\u0e39", "ผ\u0e39\u0e49", TextChange.COMPOSED),
        ("ท\u0e48\u0e35", "ท\u0e35\u0e48", TextChange.COMPOSED),
        ("ต\u0e49\u0e31ง", "ต\u0e31\u0e49ง", TextChange.COMPOSED),
        ("พันธ\u0e4c\u0e38", "พันธ\u0e38\u0e4c", TextChange.COMPOSED),
        ("สิทธ\u0e4c\u0e34", "สิทธ\u0e34\u0e4c", TextChange.COMPOSED),
        (f"น{SARA_AM}{MAI_THO}", f"น{MAI_THO}{SARA_AM}", TextChange.COMPOSED),
    ],
)
def test_each_kind_of_misspelling_is_put_right_and_named(typed, text, change):
    assert normalise_text(typed) == NormalisedText(text, frozenset({change}))


def test_clean_text_is_returned_without_changes():
    for clean in ("ดำเนินการ แผน", "น้ำที่ตั้งพันธุ์สิทธิ์ก็เป็น", "รักษาาระดับ", "ก.\tข.\nค."):
        assert normalise_text(clean) == NormalisedText(clean, frozenset())


def test_every_change_is_named_once():
    typed = f"น{NIKHAHIT}{SARA_AA}{MAI_THO}"
    assert normalise_text(typed) == NormalisedText(
        f"น{MAI_THO}{SARA_AM}", frozenset({TextChange.SARA_AM, TextChange.COMPOSED})
    )


@given(
    st.text(
        st.sampled_from(
            f"กเแ \u200b\u00a0{NIKHAHIT}{SARA_AA}{SARA_AM}{MAI_THO}\u0e39\u0e34\u0e3a\u0e4c\u0e48"
        )
    )
)
def test_normal_text_stays_normal(text):
    once = normalise_text(text).text
    assert normalise_text(once) == NormalisedText(once, frozenset())


def test_without_spaces_takes_out_every_kind_of_white_space():
    assert without_spaces(" การ ใช้\tงบ\n") == "การใช้งบ"
