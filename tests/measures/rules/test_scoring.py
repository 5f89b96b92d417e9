from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules.scoring import (
    Direction,
    ScoreChange,
    score_change,
    score_text,
    year_over_year_sentence,
)

scores = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("earlier", "later", "direction", "difference"),
    [
        # The figures of a published report of FY 2568.
        ("87.87", "87.67", Direction.FALLEN, "0.20"),
        ("84.30", "95.83", Direction.RISEN, "11.53"),
        ("93.94", "96.83", Direction.RISEN, "2.89"),
        ("69.60", "76.35", Direction.RISEN, "6.75"),
        ("87.73", "91.82", Direction.RISEN, "4.09"),
        ("84.67", "85.41", Direction.RISEN, "0.74"),
        ("90.00", "90", Direction.UNCHANGED, "0.00"),
        ("0", "100", Direction.RISEN, "100.00"),
        ("89.994", "89.99", Direction.UNCHANGED, "0.00"),
        ("89.985", "89.98", Direction.FALLEN, "0.01"),
    ],
)
def test_a_change_has_a_direction_and_a_difference_of_two_places(
    earlier, later, direction, difference
):
    change = score_change(Decimal(earlier), Decimal(later))
    assert change == ScoreChange(direction, Decimal(difference))
    assert str(change.difference) == difference


@pytest.mark.parametrize(
    ("earlier", "later"), [(None, Decimal(90)), (Decimal(90), None), (None, None)]
)
def test_a_missing_score_has_no_change_and_is_no_zero(earlier, later):
    assert score_change(earlier, later) is None


@given(scores, scores)
def test_the_way_back_is_as_long(earlier, later):
    there, back = score_change(earlier, later), score_change(later, earlier)
    assert there is not None
    assert back is not None
    assert there.difference == back.difference >= 0
    assert {there.direction, back.direction} in (
        {Direction.RISEN, Direction.FALLEN},
        {Direction.UNCHANGED},
    )


def test_a_score_prints_with_two_decimals():
    assert [score_text(Decimal(value)) for value in ("0.2", "100", "87.675")] == [
        "๐.๒๐", "๑๐๐.๐๐", "๘๗.๖๘",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "later", "ending"),
    [
        (
            "84.67",
            "85.41",
            "ได้คะแนน ๘๔.๖๗ คะแนน ITA ปี ๒๕๖๘ ได้คะแนน ๘๕.๔๑ คะแนน มีคะแนนเฉลี่ยเพิ่มขึ้น ๐.๗๔ คะแนน",
        ),
        (
            "87.87",
            "87.67",
            "ได้คะแนน ๘๗.๘๗ คะแนน ITA ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน มีคะแนนเฉลี่ยลดลง ๐.๒๐ คะแนน",
        ),
        ("90", "90", "ได้คะแนน ๙๐.๐๐ คะแนน ITA ปี ๒๕๖๘ ได้คะแนน ๙๐.๐๐ คะแนน มีคะแนนเท่าเดิม"),
        (None, "90", "ไม่มีข้อมูลคะแนน ITA ปี ๒๕๖๘ ได้คะแนน ๙๐.๐๐ คะแนน จึงไม่มีข้อมูลเปรียบเทียบ"),
        ("90", None, "ได้คะแนน ๙๐.๐๐ คะแนน ITA ปี ๒๕๖๘ ไม่มีข้อมูลคะแนน จึงไม่มีข้อมูลเปรียบเทียบ"),
    ],
)
def test_the_sentence_of_two_years_is_formal_thai(earlier, later, ending):
    sentence = year_over_year_sentence(
        "การใช้งบประมาณ", 2567, 2568, earlier and Decimal(earlier), later and Decimal(later)
    )
    assert sentence == f"ผลการประเมิน ITA ในหัวข้อการใช้งบประมาณ ITA ปี ๒๕๖๗ {ending}"


@given(scores, scores)
def test_the_sentence_never_holds_a_minus_sign(earlier, later):
    sentence = year_over_year_sentence("การใช้อำนาจ", 2567, 2568, earlier, later)
    assert not set("-−–") & set(sentence)
