import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.exchange.characters import CONTROL, PRIVATE, THAI_FORMS, printable_text
from measures.exchange.source import Place, TextCleaner


@pytest.mark.parametrize(
    ("text", "printable", "changes"),
    [
        ("จัดทำคู่มือ\u00a0๑", "จัดทำคู่มือ\u00a0๑", ()),
        ("ป\uf70aน", "ป่น", (THAI_FORMS,)),
        ("ป\uf702\uf70a", "ปี่", (THAI_FORMS,)),
        ("\uf700าน \uf70fาติ", "ฐาน ญาติ", (THAI_FORMS,)),
        ("\uf0fe แล้ว", "☑ แล้ว", (PRIVATE,)),
        ("\ue001", "[สัญลักษณ์ E001]", (PRIVATE,)),
        ("ก\x7fข\x01\u202eค\ud800\uffff", "กขค", (CONTROL,)),
    ],
)
def test_characters_that_do_not_print_become_such_that_do(text, printable, changes):
    found = printable_text(text)
    assert (found.text, found.changes) == (printable, changes)


@given(st.text())
def test_every_character_left_prints_and_every_letter_is_left(text):
    printable = printable_text(text).text
    kinds = {unicodedata.category(character) for character in printable}
    assert not kinds & {"Cc", "Cf", "Cn", "Co", "Cs"}
    letters = [each for each in text if unicodedata.category(each)[0] in "LMNPS"]
    assert set(letters) <= set(printable)


def test_marks_of_old_fonts_are_put_into_order_and_said_once():
    cleaner = TextCleaner()
    assert cleaner.lines(["ท\uf70b\uf702", "น\uf711\uf70bา"], Place("แผน.docx")) == ("ที้", "น้ำ")
    (doubt,) = cleaner.doubts()
    assert doubt.made == f"{THAI_FORMS} รวม ๒ แห่ง"
