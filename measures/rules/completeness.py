"""What a plan still lacks, as values: which gap and where. Home, task list and check page ask here.

A gap says what a reader of the report would miss; none of them is an official requirement. Years
are BE.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from measures.choices import ReportForm, Round


class Gap(enum.Enum):
    """A kind of gap, in the words of screens."""

    NO_ROWS = "แผนนี้ยังไม่มีแถวมาตรการ"
    NO_MEASURE = "แถวที่ยังไม่มีข้อความมาตรการ"
    NO_RESPONSIBLE = "มาตรการที่ยังไม่ระบุผู้รับผิดชอบ"
    NO_PERIOD = "มาตรการที่ยังไม่ระบุระยะเวลา"
    NO_INDICATOR_ROW = "ตัวชี้วัดที่ยังไม่มีมาตรการ"
    NO_ISSUE_ROW = "ประเด็นที่ยังไม่มีมาตรการ"
    NO_SCORES = "คะแนน ITA ที่ยังไม่ครบทั้งสองปี"
    NO_RESULT = "มาตรการที่ยังไม่มีผลการดำเนินการ"
    NO_CITATION = "ผลลัพธ์ที่ยังไม่อ้างคะแนน"


# Gaps of the table itself, of the year's scores, and of one round's results.
OF_TABLE = (
    Gap.NO_ROWS,
    Gap.NO_MEASURE,
    Gap.NO_RESPONSIBLE,
    Gap.NO_PERIOD,
    Gap.NO_INDICATOR_ROW,
    Gap.NO_ISSUE_ROW,
)
OF_SCORES = (Gap.NO_SCORES,)
OF_RESULTS = (Gap.NO_RESULT, Gap.NO_CITATION)

# Worth a look, but reports do well without: an outcome need not be about a score.
ADVISED = frozenset({Gap.NO_CITATION})

# Forms that have no columns for results.
WITHOUT_RESULTS = frozenset({ReportForm.DEVELOPMENT_FROM_ITA})


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row has, its result being that of the round asked about.

    `number` counts the plan's rows from 1 in their order; `indicators` and `issues` are the numbers
    that the row or its heading names, `under_indicator` whether the heading does; `units` are keys
    of responsible units, None standing for all.
    """

    pk: int
    number: int
    has_measure: bool = False
    has_responsible: bool = False
    has_period: bool = False
    has_result: bool = False
    has_outcome: bool = False
    cites_scores: bool = False
    indicators: frozenset[int] = frozenset()
    issues: frozenset[int] = frozenset()
    under_indicator: bool = False
    units: frozenset[int | None] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a plan has.

    `round` is the round whose results are due; None where none is. `indicators` and `issues` are
    those of the year's framework, name by number; `scores` the numbers of the indicators that have
    a score, by each of the two years compared, and `scored` those that should.
    """

    rows: tuple[RowFacts, ...] = ()
    round: Round | None = None
    indicators: Mapping[int, str] = field(default_factory=dict)
    issues: Mapping[int, str] = field(default_factory=dict)
    scores: Mapping[int, frozenset[int]] = field(default_factory=dict)
    scored: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap: the rows that have it, or the numbers of indicators or issues, or years (BE).

    `of` is how many rows, indicators, issues or years there are in all.
    """

    gap: Gap
    rows: tuple[RowFacts, ...] = ()
    numbers: tuple[int, ...] = ()
    of: int = 0

    @property
    def count(self) -> int:
        """How many rows, indicators, issues or years."""
        return len(self.rows) + len(self.numbers)

    @property
    def is_advised(self) -> bool:
        """Whether it is worth a look only."""
        return self.gap in ADVISED


def missing(plan: PlanFacts) -> tuple[Missing, ...]:
    """The plan's gaps in the order of `Gap`; none twice, and none that has nothing in it."""
    found = [Missing(Gap.NO_ROWS)] if not plan.rows else [*_of_rows(plan), *_uncovered(plan)]
    years = tuple(sorted(year for year, has in plan.scores.items() if plan.scored - has))
    found.append(Missing(Gap.NO_SCORES, numbers=years, of=len(plan.scores)))
    order = list(Gap)
    filled = (each for each in found if each.count or each.gap is Gap.NO_ROWS)
    return tuple(sorted(filled, key=lambda each: order.index(each.gap)))


def _of_rows(plan: PlanFacts) -> list[Missing]:
    lacking = {
        Gap.NO_MEASURE: [row for row in plan.rows if not row.has_measure],
        Gap.NO_RESPONSIBLE: [row for row in plan.rows if not row.has_responsible],
        Gap.NO_PERIOD: [row for row in plan.rows if not row.has_period],
    }
    if plan.round is not None:
        lacking[Gap.NO_RESULT] = [row for row in plan.rows if not row.has_result]
        lacking[Gap.NO_CITATION] = [
            row for row in plan.rows if row.has_outcome and not row.cites_scores
        ]
    return [Missing(gap, rows=tuple(rows), of=len(plan.rows)) for gap, rows in lacking.items()]


def _uncovered(plan: PlanFacts) -> list[Missing]:
    """Indicators or issues without a row, in a plan that is laid out by them.

    A row under an issue may name an indicator too, which lays nothing out. A row that waits empty
    under its heading is a row without a measure, and said as that.
    """
    issues = {number for row in plan.rows for number in row.issues} & set(plan.issues)
    indicators = {number for row in plan.rows for number in row.indicators} & set(plan.indicators)
    if issues and not any(row.under_indicator for row in plan.rows):
        indicators = set()
    found = []
    for gap, names, covered in (
        (Gap.NO_INDICATOR_ROW, plan.indicators, indicators),
        (Gap.NO_ISSUE_ROW, plan.issues, issues),
    ):
        if covered:
            without = tuple(number for number in names if number not in covered)
            found.append(Missing(gap, numbers=without, of=len(names)))
    return found


def owed_by_unit(plan: PlanFacts) -> dict[int, int]:
    """How many rows without a result each unit (by key) is responsible for.

    A row of every unit is owed by no one of them, as nobody could be asked for it.
    """
    owed: dict[int, int] = {}
    if plan.round is None:
        return owed
    for row in plan.rows:
        for unit in row.units - {None}:
            if unit is not None and not row.has_result:
                owed[unit] = owed.get(unit, 0) + 1
    return owed
