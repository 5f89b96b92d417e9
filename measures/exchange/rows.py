"""Rows as typed to `RowDraft`s: items, who, when, which indicator.

Nothing is repaired silently and nothing dropped: what cannot be placed goes to the row's remarks,
each with a doubt.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from itaportal.thai.dates import Period, fiscal_year_span, format_period, read_period
from itaportal.thai.numerals import parse_integer, thai_digits
from measures.choices import ParagraphKind, Round
from measures.rules.paragraphs import (
    Paragraph,
    items_of,
    joined,
    marker_numbers,
    markers,
    plain,
)

from .analyses import Analyses
from .columns import Column
from .drafts import KnownNames, RowDraft, StepDraft
from .headings import (
    indicator_in_column,
    indicator_meant,
    indicator_named,
    split_number,
    split_score,
)
from .responsible import read_responsible
from .results import read_results
from .row_cells import RowCells
from .source import Doubt
from .typed_rows import TypedRow, excerpt

LONGEST_NUMBER = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds for all rows of a file."""

    known: KnownNames
    round: Round
    analyses: Analyses
    cites: bool
    """Whether scores in outcomes may be taken, which a badly scanned file denies."""
    numbers_rows: bool = True
    """Whether numbers before the measures may be those of the rows."""


def read_rows(
    typed_rows: Sequence[TypedRow], reading: Reading, group_indicator: int | None = None
) -> tuple[tuple[RowDraft, ...], tuple[Doubt, ...]]:
    """The rows under one heading (of that indicator), and what was doubtful in them."""
    doubts: list[Doubt] = []
    rows = [
        _RowReader(RowCells(typed, doubts), reading).row(group_indicator) for typed in typed_rows
    ]
    if reading.numbers_rows and _numbered_down_the_rows(rows):
        rows = [_with_row_number(row) for row in rows]
    return tuple(rows), tuple(doubts)


class _RowReader:
    def __init__(self, cells: RowCells, reading: Reading) -> None:
        self._cells = cells
        self._reading = reading
        self._known = reading.known

    def row(self, group_indicator: int | None) -> RowDraft:
        cells = self._cells
        responsible, doubts = read_responsible(
            cells.lines(Column.RESPONSIBLE), self._known.units, cells.place(Column.RESPONSIBLE)
        )
        cells.doubts.extend(doubts)
        row = RowDraft(
            measures=items_of(cells.cell(Column.MEASURE)),
            steps=tuple(StepDraft(item) for item in items_of(cells.cell(Column.STEP))),
            responsible=responsible,
            responsible_text=cells.cell(Column.RESPONSIBLE),
            period=self._period(),
            period_text=plain(*cells.lines(Column.PERIOD)),
            results=read_results(
                cells, self._known, self._reading.round, cites=self._reading.cites
            ),
            printed_number=self._printed_number(),
        )
        row = self._with_indicator(row)
        row = self._with_analysis(row, row.indicator or group_indicator)
        return dataclasses.replace(row, remarks=(*row.remarks, *plain(*cells.typed.unplaced)))

    def _printed_number(self) -> str:
        number = "".join(self._cells.lines(Column.NUMBER)).rstrip(".)")
        if len(number) <= LONGEST_NUMBER:
            return number
        self._cells.keep_aside(self._cells.lines(Column.NUMBER))
        self._cells.doubt(Column.NUMBER, number, "เก็บไว้ในช่องข้อความอื่นของแถว", "เลขลำดับของแถว เช่น ๑")
        return ""

    # -- indicator --------------------------------------------------------------------------------

    def _with_indicator(self, row: RowDraft) -> RowDraft:
        """The row's indicator: by a column of its own, or by a measure that is only its name."""
        indicators = self._known.indicators
        if own := self._cells.text(Column.INDICATOR):
            column, (name, _) = Column.INDICATOR, split_score(own)
            number = indicator_in_column(name, indicators)
            printed = self._reading.analyses.without_score(own, number, self._cells.place(column))
            if indicator_named(printed, indicators) is None:
                row = dataclasses.replace(row, remarks=plain(printed))
            if number is None:
                self._cells.doubt(
                    column, own, "เก็บไว้ในช่องข้อความอื่นของแถว", self._expected_indicator()
                )
                return row
        elif inherited := " ".join(self._cells.typed.indicator):
            number = indicator_in_column(split_score(inherited)[0], indicators)
            return dataclasses.replace(row, indicator=number)
        elif len(row.measures) == 1 and len(row.measures[0]) == 1:
            column, printed = Column.MEASURE, self._cells.text(Column.MEASURE)
            name = printed
            number = indicator_named(printed, indicators)
            if number is None:
                number = indicator_meant(printed, indicators)
            if number is None:
                return row
        else:
            return row
        typed_number, _ = split_number(name)
        exact = indicator_named(name, indicators) is not None
        if not exact or (typed_number and parse_integer(typed_number) != number):
            self._cells.doubt(
                column,
                printed,
                thai_digits(f"ดูเหมือนตัวชี้วัดที่ {number} จึงผูกกับตัวชี้วัดนั้น และเก็บเลขและชื่อตามที่พิมพ์"),
                thai_digits(f"{number}. {indicators[number]}"),
            )
        row = dataclasses.replace(row, indicator=number)
        if column is Column.MEASURE:
            return _with_row_number(row)
        if not row.printed_number:
            row = dataclasses.replace(row, printed_number=typed_number)
        return row

    def _expected_indicator(self) -> str:
        number, name = min(self._known.indicators.items(), default=(1, "การปฏิบัติหน้าที่"))
        return thai_digits(f"ชื่อตัวชี้วัดของปี เช่น {number}. {name}")

    def _with_analysis(self, row: RowDraft, indicator: int | None) -> RowDraft:
        """The row once its analysis is taken; what belongs to no indicator stays in the row."""
        cells = self._cells
        if self._reading.analyses.read(cells, indicator, cells.text(Column.INDICATOR)):
            return row
        expected = "แถวที่ระบุตัวชี้วัด ตัวชี้วัดละหนึ่งแถว"
        for column in (Column.QUESTION, Column.ANALYSIS):
            if lines := cells.lines(column):
                cells.keep_aside(lines)
                cells.doubt(column, excerpt(lines), "เก็บไว้ในช่องข้อความอื่นของแถว", expected)
        if lines := cells.lines(Column.GUIDANCE):
            cells.doubt(Column.GUIDANCE, excerpt(lines), "นำเข้าเป็นมาตรการของแถว", expected)
            guidance = items_of(cells.cell(Column.GUIDANCE))
            row = dataclasses.replace(row, measures=(*row.measures, *guidance))
        return row

    # -- period --------------------------------------------------------------------------------

    def _period(self) -> Period | None:
        lines = self._cells.lines(Column.PERIOD)
        if not lines:
            return None
        year = self._known.year_be
        whole = read_period(" ".join(lines), fiscal_year=year)
        if whole.period is not None:
            self._doubt_year(whole.period, " ".join(lines))
            return whole.period
        read = [(line, read_period(line, fiscal_year=year).period) for line in lines]
        periods = [period for _, period in read if period is not None]
        expected = "ช่วงเวลาเดียว เช่น ต.ค. ๖๗ - ก.ย. ๖๘ หรือ ๑ ต.ค. ๖๗ - ๓๐ มิ.ย. ๖๘"
        if whole.problem:
            expected = f"{expected} {whole.problem.value}"
        if not periods:
            self._cells.doubt(Column.PERIOD, " ".join(lines), "เก็บเป็นข้อความตามที่พิมพ์", expected)
            return None
        for line, period in read:
            if period is None or period != periods[0]:
                made = f"เก็บเป็นข้อความตามที่พิมพ์ และใช้ช่วงเวลา {format_period(periods[0])}"
                self._cells.doubt(Column.PERIOD, line, made, expected)
        return periods[0]

    def _doubt_year(self, period: Period, read: str) -> None:
        """Say that a period lies outside the plan's fiscal year, as misread years do."""
        if self._known.year_be is None:
            return
        year = fiscal_year_span(self._known.year_be)
        if period.end < year.start or period.start > year.end:
            self._cells.doubt(
                Column.PERIOD,
                read,
                f"ใช้ช่วงเวลา {format_period(period)} ตามที่พิมพ์ ซึ่งอยู่นอกปีงบประมาณของแผน",
                f"ช่วงเวลาในปีงบประมาณของแผน เช่น {format_period(year)}",
            )


# -- numbers of rows ----------------------------------------------------------------------


def _sole_number(row: RowDraft) -> int | None:
    """The number of a row's only measure."""
    if len(row.measures) != 1 or row.measures[0][0].kind is not ParagraphKind.NUMBERED:
        return None
    numbers = marker_numbers(markers(row.measures[0])[0])
    return numbers[0] if numbers and len(numbers) == 1 else None


def _numbered_down_the_rows(rows: Sequence[RowDraft]) -> bool:
    """Whether most rows have one number and these rise: then the numbers are the rows' own.

    Not where the rows have their numbers elsewhere: in a column, or before an indicator's name.
    """
    if any(row.printed_number for row in rows):
        return False
    numbers = [number for number in map(_sole_number, rows) if number is not None]
    rising = all(one < other for one, other in pairwise(numbers))
    return len(numbers) > 1 and 2 * len(numbers) > len(rows) and rising


def _with_row_number(row: RowDraft) -> RowDraft:
    """The row with the number of its only measure as its own number."""
    number = _sole_number(row)
    if number is None:
        return row
    cell = joined(row.measures)
    shown = markers(cell)
    first = Paragraph(cell[0].text)
    rest = (
        # What was counted below the number keeps it: ๓.๑ stays ๓.๑.
        dataclasses.replace(paragraph, marker=marker)
        if paragraph.kind is ParagraphKind.NUMBERED and paragraph.level
        else paragraph
        for paragraph, marker in zip(cell[1:], shown[1:], strict=True)
    )
    return dataclasses.replace(
        row,
        printed_number=row.printed_number or thai_digits(shown[0].strip("().")),
        measures=((first, *rest),),
    )
