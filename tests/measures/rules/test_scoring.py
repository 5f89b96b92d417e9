from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules.scoring import (
    Direction,
    ScoreChange,
    Uncompared,
    compared,
    score_change,
    score_text,
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


@pytest.mark.parametrize(
    ("earlier", "later", "comparable", "told"),
    [
        (None, Decimal(90), True, Uncompared.NO_EARLIER),
        (Decimal(90), None, True, Uncompared.NO_LATER),
        (None, None, True, Uncompared.NO_SCORES),
        (Decimal("66.79"), Decimal("86.50"), False, Uncompared.NOT_COMPARABLE),
        (None, Decimal(90), False, Uncompared.NOT_COMPARABLE),
        (Decimal(0), Decimal(0), True, ScoreChange(Direction.UNCHANGED, Decimal("0.00"))),
    ],
)
def test_what_has_no_change_says_why(earlier, later, comparable, told):
    assert compared(earlier, later, comparable=comparable) == told


def test_national_means_moved_as_announced():
    announced = ["87.57", "90.19", "93.05", "93.82"]
    years = list(map(Decimal, announced))
    changes = [score_change(before, after) for before, after in pairwise(years)]
    assert changes == [
        ScoreChange(Direction.RISEN, Decimal(points)) for points in ("2.62", "2.86", "0.77")
    ]


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
