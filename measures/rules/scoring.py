"""Scores compared year over year (rules: `domain.md` 4 and `architecture.md` 4).

Scores are percent as `Decimal`, 0.00 to 100.00. A missing score is None and never counts as 0.
Means and totals are in `totals`, levels in `grading`, sentences in `score_sentences`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from itaportal.thai.numerals import thai_digits

TWO_PLACES = Decimal("0.01")


class Direction(enum.Enum):
    """How a score moved, with the word that reports use."""

    RISEN = "เพิ่มขึ้น"
    FALLEN = "ลดลง"
    UNCHANGED = "เท่าเดิม"


class Uncompared(enum.Enum):
    """Why two years' scores have no difference, in the words of a table's cell."""

    NO_EARLIER = "ไม่มีคะแนนปีก่อน"
    NO_LATER = "ไม่มีคะแนนปีหลัง"
    NO_SCORES = "ไม่มีคะแนนทั้งสองปี"
    NOT_COMPARABLE = "เปรียบเทียบกันไม่ได้"


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The distance between two scores in points, two places, never negative; and which way."""

    direction: Direction
    difference: Decimal


def two_places(value: Decimal) -> Decimal:
    """A score as published: two places, a half rounded up."""
    return value.quantize(TWO_PLACES, ROUND_HALF_UP)


def compared(
    earlier: Decimal | None, later: Decimal | None, *, comparable: bool = True
) -> ScoreChange | Uncompared:
    """How a score moved from one year to a later one, or why that cannot be said.

    Both are rounded to two places before they are compared, as readers see them so. Scores are
    not `comparable` where the years' frameworks are of different series, or where no link says
    that two questions ask the same: that holds whichever scores are there.
    """
    if not comparable:
        return Uncompared.NOT_COMPARABLE
    if earlier is None:
        return Uncompared.NO_SCORES if later is None else Uncompared.NO_EARLIER
    if later is None:
        return Uncompared.NO_LATER
    difference = two_places(later) - two_places(earlier)
    if difference > 0:
        return ScoreChange(Direction.RISEN, difference)
    if difference < 0:
        return ScoreChange(Direction.FALLEN, -difference)
    return ScoreChange(Direction.UNCHANGED, difference)


def score_change(
    earlier: Decimal | None, later: Decimal | None, *, comparable: bool = True
) -> ScoreChange | None:
    """How a score moved; None where `compared` says why that is unknown."""
    change = compared(earlier, later, comparable=comparable)
    return change if isinstance(change, ScoreChange) else None


def score_text(value: Decimal) -> str:
    """A score or difference in print: Thai digits, two decimals."""
    return thai_digits(str(two_places(value)))
