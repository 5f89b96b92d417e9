"""Scores compared year over year (rules: `domain.md` 4 and `architecture.md` 4).

Scores are percent as `Decimal`, 0.00 to 100.00. A missing score is None and never counts as 0.
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


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The distance between two scores in points, two places, never negative; and which way."""

    direction: Direction
    difference: Decimal


def two_places(value: Decimal) -> Decimal:
    """A score as published: two places, a half rounded up."""
    return value.quantize(TWO_PLACES, ROUND_HALF_UP)


def score_change(earlier: Decimal | None, later: Decimal | None) -> ScoreChange | None:
    """How a score moved from one year to a later one; None when either is missing.

    Both are rounded to two places before they are compared, as readers see them so.
    """
    if earlier is None or later is None:
        return None
    difference = two_places(later) - two_places(earlier)
    if difference > 0:
        return ScoreChange(Direction.RISEN, difference)
    if difference < 0:
        return ScoreChange(Direction.FALLEN, -difference)
    return ScoreChange(Direction.UNCHANGED, difference)


def score_text(value: Decimal) -> str:
    """A score or difference in print: Thai digits, two decimals."""
    return thai_digits(str(two_places(value)))


def year_over_year_sentence(
    subject: str,
    earlier_year_be: int,
    later_year_be: int,
    earlier: Decimal | None,
    later: Decimal | None,
) -> str:
    """The sentence that sets one subject's scores of two years (BE) side by side, formal Thai.

    `subject` is the name of the indicator or question. A fall says ลดลง, never a minus sign; a
    missing score is said to be missing.
    """
    years = (
        f" ITA ปี {year} {_reached(value)}"
        for year, value in ((earlier_year_be, earlier), (later_year_be, later))
    )
    change = score_change(earlier, later)
    if change is None:
        comparison = "จึงไม่มีข้อมูลเปรียบเทียบ"
    elif change.direction is Direction.UNCHANGED:
        comparison = "มีคะแนนเท่าเดิม"
    else:
        comparison = f"มีคะแนนเฉลี่ย{change.direction.value} {change.difference} คะแนน"
    return thai_digits(f"ผลการประเมิน ITA ในหัวข้อ{subject}{''.join(years)} {comparison}")


def _reached(value: Decimal | None) -> str:
    return "ไม่มีข้อมูลคะแนน" if value is None else f"ได้คะแนน {two_places(value)} คะแนน"
