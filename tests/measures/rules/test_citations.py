"""Sentences are our own; the figures are those of a published report of FY 2568."""

from decimal import Decimal

import pytest

from measures.choices import CitationScope
from measures.rules.citations import Citation, KnownScopes, Scope, find_citations
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import plain
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

KNOWN = KnownScopes(
    indicators={1: "การปฏิบัติหน้าที่", 4: "การใช้ทรัพย์สินของราชการ", 5: "การแก้ไขปัญหาการทุจริต"},
    questions={"i4": "หน่วยงานของท่าน ใช้จ่ายงบประมาณ เป็นไปตามวัตถุประสงค์ มากน้อยเพียงใด"},
)
RISEN, FALLEN, UNCHANGED = Direction.RISEN, Direction.FALLEN, Direction.UNCHANGED
INDICATOR, QUESTION, TOPIC = CitationScope.INDICATOR, CitationScope.QUESTION, CitationScope.TOPIC


def cited(scope, earlier, later, directions=(), difference=None, index=0):
    return Citation(
        index,
        scope,
        2567,
        2568,
        Decimal(earlier),
        Decimal(later),
        directions,
        None if difference is None else Decimal(difference),
    )


FORMS = {
    "indicator by name, difference with one decimal": (
        [
            (
                "- ผล ITA ในหัวข้อด้านการปฏิบัติหน้าที่ ITA ปี ๒๕๖๗ ได้คะแนน ๘๗.๘๗ คะแนน "
                "ITA ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน มีคะแนนเฉลี่ยลดลง ๐.๒ คะแนน เพราะประชาสัมพันธ์น้อย"
            )
        ],
        cited(Scope(INDICATOR, 1, topic="การปฏิบัติหน้าที่"), "87.87", "87.67", (FALLEN,), "0.20"),
    ),
    "free topic, direction first, over several paragraphs": (
        [
            "สรุปผลของปี",
            "- ผล ITA ในหัวข้อ บริการทางออนไลน์ มีคะแนนเฉลี่ยเพิ่มขึ้น",
            "ITA ปี ๒๕๖๗ ได้คะแนน ๘๔.๓๐ คะแนน",
            "ITA ปี ๒๕๖๘ ได้คะแนน ๙๕.๘๓ คะแนน",
            "มีคะแนนเฉลี่ยเพิ่มขึ้น ๑๑.๕๓ คะแนน",
        ],
        cited(Scope(TOPIC, topic="บริการทางออนไลน์"), "84.30", "95.83", (RISEN, RISEN), "11.53", 1),
    ),
    "no topic, difference without its unit": (
        [
            (
                "ดีกว่าปีก่อน ITA ปี 2567 ได้คะแนน 93.94 คะแนน "
                "ITA ปี 2568 ได้คะแนน 96.83 คะแนน เพิ่มขึ้น 2.89 จึงควรรักษาไว้"
            )
        ],
        cited(Scope(TOPIC), "93.94", "96.83", (RISEN,), "2.89"),
    ),
    "question by its known text": (
        [
            "- ในหัวข้อการ ใช้จ่ายงบประมาณเป็นไปตาม วัตถุประสงค์มากน้อยเพียงใด",
            (
                "ITA ปี ๒๕๖๗ ได้คะแนน ๘๗.๗๓ คะแนน "
                "ITA ปี ๒๕๖๘ ได้คะแนน ๙๑.๘๒ คะแนน มีคะแนนเฉลี่ยเพิ่มขึ้น ๔.๐๙ คะแนน"
            ),
        ],
        cited(
            Scope(QUESTION, question="i4", topic="การ ใช้จ่ายงบประมาณเป็นไปตาม วัตถุประสงค์มากน้อยเพียงใด"),
            "87.73",
            "91.82",
            (RISEN,),
            "4.09",
        ),
    ),
    "indicator by number, values after ร้อยละ": (
        [
            (
                "เมื่อเปรียบเทียบ ITA ปี ๒๕๖๗ - ๒๕๖๘ ตัวชี้วัดที่ ๕ พบว่า ปี ๒๕๖๗ มีคะแนนเฉลี่ย ร้อยละ ๘๔.๖๗ "
                "ปี ๒๕๖๘ มีคะแนนเฉลี่ย ร้อยละ ๘๕.๔๑ มีคะแนนเฉลี่ยเพิ่มขึ้น ๐.๗๔ คะแนน"
            )
        ],
        cited(Scope(INDICATOR, 5), "84.67", "85.41", (RISEN,), "0.74"),
    ),
    "later year first, nothing stated": (
        ["ปี ๒๕๖๘ ได้คะแนน ๗๖.๓๕ คะแนน จากปี ๒๕๖๗ ได้คะแนน ๖๙.๖๐ คะแนน"],
        cited(Scope(TOPIC), "69.60", "76.35"),
    ),
    "unchanged": (
        ["ในหัวข้อการใช้ทรัพย์สินของราชการ ปี ๒๕๖๗ ได้คะแนน ๙๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๙๐ คะแนน มีคะแนนเท่าเดิม"],
        cited(Scope(INDICATOR, 4, topic="การใช้ทรัพย์สินของราชการ"), "90", "90", (UNCHANGED,)),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_citation_is_found_and_found_right(form):
    lines, expected = FORMS[form]
    assert find_citations(split_cell(lines), KNOWN) == (expected,)
    assert (expected.difference_is_right, expected.direction_is_right) == (True, True)


@pytest.mark.parametrize(
    "outcome",
    [
        "ในปีงบประมาณ พ.ศ. ๒๕๖๘ ไม่มีเรื่องร้องเรียน จึงรักษาระดับคะแนนไว้ได้",
        "ปี ๒๕๖๘ ได้คะแนน ๙๐.๐๐ คะแนน",
        "ปี ๒๕๖๗ ได้คะแนน ๘๕๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๙๐๐ คะแนน",
        "ปี ๒๕๖๘ ได้คะแนน ๙๐.๐๐ คะแนน และปี ๒๕๖๘ ได้คะแนน ๙๐.๐๐ คะแนน",
        "ปี ๒๕๖๗ และปี ๒๕๖๘ จัดกิจกรรม ๑๒ ครั้ง",
        "ปี ๒๕๖๗ ได้คะแนน ๘๐.๐๐ คะแนน" + "ดำเนินงานต่อเนื่อง" * 8 + "ปี ๒๕๖๘ ได้คะแนน ๙๐.๐๐ คะแนน",
    ],
)
def test_a_text_without_two_years_of_scores_cites_nothing(outcome):
    assert find_citations(plain(outcome), KNOWN) == ()


def test_several_citations_each_have_their_own_topic_and_paragraph():
    outcome = plain(
        "ในหัวข้อการปฏิบัติหน้าที่ ปี ๒๕๖๗ ได้คะแนน ๘๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๘๑ คะแนน เพิ่มขึ้น ๑ คะแนน",
        "ปี ๒๕๖๗ ได้คะแนน ๗๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๖๐ คะแนน",
    )
    assert find_citations(outcome, KNOWN) == (
        cited(Scope(INDICATOR, 1, topic="การปฏิบัติหน้าที่"), "80", "81", (RISEN,), "1"),
        cited(Scope(TOPIC), "70", "60", index=1),
    )


def test_a_number_of_no_known_indicator_leaves_the_topic_free():
    outcome = plain("ตัวชี้วัดที่ ๑๒ ปี ๒๕๖๗ ได้คะแนน ๗๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๖๐ คะแนน")
    assert [citation.scope for citation in find_citations(outcome, KNOWN)] == [Scope(TOPIC)]


@pytest.mark.parametrize(
    ("stated", "difference_is_right", "direction_is_right"),
    [
        ("เพิ่มขึ้น ๐.๗๔ คะแนน", True, True),
        ("เพิ่มขึ้น ๐.๗๕ คะแนน", False, True),
        ("ลดลง ๐.๗๔ คะแนน", True, False),
        ("สูงขึ้น", True, True),
        ("ต่ำลง ๑ คะแนน", False, False),
        ("", True, True),
    ],
)
def test_a_stated_change_is_judged_by_the_values(stated, difference_is_right, direction_is_right):
    outcome = plain(f"ปี ๒๕๖๗ ได้คะแนน ๘๔.๖๗ คะแนน ปี ๒๕๖๘ ได้คะแนน ๘๕.๔๑ คะแนน {stated}")
    (citation,) = find_citations(outcome, KNOWN)
    assert (citation.difference_is_right, citation.direction_is_right) == (
        difference_is_right,
        direction_is_right,
    )


@pytest.mark.parametrize(
    ("subject", "scope"),
    [
        (topic_subject("การปฏิบัติหน้าที่"), Scope(INDICATOR, 1, topic="การปฏิบัติหน้าที่")),
        (topic_subject("การสื่อสาร"), Scope(TOPIC, topic="การสื่อสาร")),
        (indicator_subject(1, "การปฏิบัติหน้าที่"), Scope(INDICATOR, 1)),
        (question_subject("i4", "ใช้จ่ายคุ้มค่าเพียงใด"), Scope(QUESTION, question="i4")),
        (question_subject("o99", ""), Scope(TOPIC)),
        (instrument_subject("EIT", ""), Scope(CitationScope.INSTRUMENT, instrument="EIT")),
        (
            instrument_subject("OIT", "แบบตรวจการเปิดเผยข้อมูลสาธารณะ"),
            Scope(CitationScope.INSTRUMENT, instrument="OIT"),
        ),
        (total_subject(), Scope(CitationScope.TOTAL)),
    ],
)
def test_the_sentence_that_the_portal_makes_is_found_again(subject, scope):
    sentence = year_over_year_sentence(
        subject, YearScore(2567, Decimal("87.87"), "ผ่านดี"), YearScore(2568, Decimal("87.67"), "ผ่าน")
    )
    assert find_citations(plain(sentence), KNOWN) == (
        cited(scope, "87.87", "87.67", (FALLEN,), "0.20"),
    )
