"""The year-over-year sentence: every subject in every case."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.choices import InstrumentCode
from measures.rules.score_sentences import (
    YearScore,
    indicator_subject,
    instrument_subject,
    question_subject,
    topic_subject,
    total_subject,
    year_over_year_sentence,
)
from measures.rules.scoring import Direction

scores = st.none() | st.decimals(0, 100, places=2)

SUBJECTS = {
    "indicator": (
        indicator_subject(2, "การใช้งบประมาณ"),
        "ในตัวชี้วัดที่ ๒ การใช้งบประมาณ", "คะแนนเฉลี่ย", "ซึ่งใช้กรอบการประเมินต่างกัน",
    ),
    "question": (
        question_subject("i4", "หน่วยงานใช้จ่ายคุ้มค่าเพียงใด"),
        "ในข้อ i๔ “หน่วยงานใช้จ่ายคุ้มค่าเพียงใด”", "คะแนน", "ซึ่งไม่มีข้อคำถามเดียวกันให้เทียบ",
    ),
    "instrument": (
        instrument_subject("OIT", "แบบตรวจการเปิดเผยข้อมูลสาธารณะ"),
        "ตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)", "คะแนนเฉลี่ย", "ซึ่งใช้กรอบการประเมินต่างกัน",
    ),
    "total": (total_subject(), "ในภาพรวม", "คะแนนรวม", "ซึ่งใช้กรอบการประเมินต่างกัน"),
    "topic": (
        topic_subject("การสื่อสาร"), "ในหัวข้อการสื่อสาร", "คะแนนเฉลี่ย",
        "ซึ่งใช้กรอบการประเมินต่างกัน",
    ),
}  # fmt: skip
NO_DATA = "จึงไม่มีข้อมูลเปรียบเทียบ"
NOT_COMPARABLE = "{why} จึงไม่อาจเปรียบเทียบกันได้"
CASES = {
    "risen": ("84.67", "85.41", True, "๘๔.๖๗", "๘๕.๔๑", "มี{name}เพิ่มขึ้น ๐.๗๔ คะแนน"),
    "fallen": ("87.87", "87.67", True, "๘๗.๘๗", "๘๗.๖๗", "มี{name}ลดลง ๐.๒๐ คะแนน"),
    "unchanged": ("90", "90.0", True, "๙๐.๐๐", "๙๐.๐๐", "มี{name}เท่าเดิม"),
    "no earlier": (None, "90", True, None, "๙๐.๐๐", NO_DATA),
    "no later": ("0", None, True, "๐.๐๐", None, NO_DATA),
    "no scores": (None, None, True, None, None, NO_DATA),
    "not comparable": ("66.79", "81.45", False, "๖๖.๗๙", "๘๑.๔๕", NOT_COMPARABLE),
    "not comparable, none earlier": (None, "81.45", False, None, "๘๑.๔๕", NOT_COMPARABLE),
}


def reached(printed):
    return f"ได้คะแนน {printed} คะแนน" if printed else "ไม่มีข้อมูลคะแนน"


def year(year_be, value, level=""):
    return YearScore(year_be, None if value is None else Decimal(value), level)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", SUBJECTS)
def test_sentence_of_every_subject_in_every_case(kind, case):
    subject, words, name, why = SUBJECTS[kind]
    earlier, later, comparable, before, after, ending = CASES[case]
    sentence = year_over_year_sentence(
        subject, year(2567, earlier), year(2568, later), comparable=comparable
    )
    told = ending.format(name=name, why=why)
    assert sentence == (
        f"ผลการประเมิน ITA {words} ITA ปี ๒๕๖๗ {reached(before)} ITA ปี ๒๕๖๘ {reached(after)} {told}"
    )


def test_total_that_rises_while_its_level_falls_is_told_as_such():
    sentence = year_over_year_sentence(
        total_subject(),
        year(2567, "92.43", "ผ่านดี"),
        year(2568, "94.64", "ผ่าน"),
        level=Direction.FALLEN,
    )
    assert sentence == (
        "ผลการประเมิน ITA ในภาพรวม ITA ปี ๒๕๖๗ ได้คะแนน ๙๒.๔๓ คะแนน ระดับผ่านดี "
        "ITA ปี ๒๕๖๘ ได้คะแนน ๙๔.๖๔ คะแนน ระดับผ่าน มีคะแนนรวมเพิ่มขึ้น ๒.๒๑ คะแนน "
        "แต่ระดับผลการประเมินต่ำลง"
    )


@pytest.mark.parametrize(
    ("values", "level", "ending"),
    [
        (("94.64", "92.43"), Direction.RISEN, "มีคะแนนรวมลดลง ๒.๒๑ คะแนน แต่ระดับผลการประเมินสูงขึ้น"),
        (("92.43", "94.64"), Direction.RISEN, "มีคะแนนรวมเพิ่มขึ้น ๒.๒๑ คะแนน"),
        (("92.43", "94.64"), None, "มีคะแนนรวมเพิ่มขึ้น ๒.๒๑ คะแนน"),
        (("92.43", None), Direction.FALLEN, "จึงไม่มีข้อมูลเปรียบเทียบ"),
    ],
)
def test_level_is_only_told_where_it_moves_the_other_way(values, level, ending):
    earlier, later = values
    sentence = year_over_year_sentence(
        total_subject(), year(2567, earlier), year(2568, later), level=level
    )
    assert sentence.endswith(f" {ending}")


def test_instrument_names_its_code_once():
    words = [instrument_subject(code.value, code.label).words for code in InstrumentCode]
    assert [word.count(code) for word, code in zip(words, InstrumentCode, strict=True)] == [1, 1, 1]
    assert instrument_subject("IIT", "").words == "ตามเครื่องมือ IIT"


def test_question_without_a_known_text_is_named_by_its_code():
    assert question_subject("o27", "").words == "ในข้อ o27"


@given(scores, scores, st.booleans(), st.sampled_from(list(SUBJECTS)))
def test_sentence_never_holds_a_minus_sign_or_an_arabic_digit(earlier, later, comparable, kind):
    sentence = year_over_year_sentence(
        SUBJECTS[kind][0], YearScore(2567, earlier), YearScore(2568, later), comparable=comparable
    )
    assert not set("-−–0123456789") & set(sentence)
    assert not sentence.endswith((" ", "."))  # เนื่องจาก follows
