"""Rows as typed to `RowDraft`s: items, who, when, results, cited scores.

Nothing is repaired silently and nothing dropped: what cannot be placed goes to the row's remarks,
each with a doubt.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from itaportal.thai.dates import Period, format_period, parse_period
from itaportal.thai.numerals import parse_integer, thai_digits
from measures.choices import ParagraphKind, Round
from measures.rules.citations import Citation, KnownScopes, count_mentions, find_citations
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import (
    Cell,
    Paragraph,
    items_of,
    joined,
    marker_numbers,
    markers,
    plain,
)
from measures.rules.scoring import score_text

from .columns import Column
from .drafts import CitationDraft, KnownNames, ResultDraft, RowDraft, StepDraft
from .headings import indicator_meant, indicator_named, split_number
from .responsible import read_responsible
from .source import Doubt, Place
from .tables import TypedRow, excerpt

LONGEST_NUMBER = 10


def read_rows(
    typed_rows: Sequence[TypedRow], known: KnownNames, round: Round
) -> tuple[tuple[RowDraft, ...], tuple[Doubt, ...]]:
    """The rows under one heading, and what was doubtful in them."""
    doubts: list[Doubt] = []
    rows = [_RowReader(typed, known, doubts).row(round) for typed in typed_rows]
    if _numbered_down_the_rows(rows):
        rows = [_with_row_number(row) for row in rows]
    return tuple(rows), tuple(doubts)


class _RowReader:
    def __init__(self, typed: TypedRow, known: KnownNames, doubts: list[Doubt]) -> None:
        self._typed = typed
        self._known = known
        self._doubts = doubts

    def row(self, round: Round) -> RowDraft:
        responsible, doubts = read_responsible(
            self._lines(Column.RESPONSIBLE), self._known.units, self._place(Column.RESPONSIBLE)
        )
        self._doubts.extend(doubts)
        row = RowDraft(
            measures=items_of(self._cell(Column.MEASURE)),
            steps=tuple(StepDraft(item) for item in items_of(self._cell(Column.STEP))),
            responsible=responsible,
            responsible_text=self._cell(Column.RESPONSIBLE),
            period=self._period(),
            period_text=plain(*self._lines(Column.PERIOD)),
            results=self._results(round),
            printed_number=self._printed_number(),
            remarks=plain(*self._typed.unplaced),
        )
        return self._with_indicator(row)

    def _printed_number(self) -> str:
        number = "".join(self._lines(Column.NUMBER)).rstrip(".")
        if len(number) <= LONGEST_NUMBER:
            return number
        self._typed.unplaced.extend(self._lines(Column.NUMBER))
        self._doubt(Column.NUMBER, number, "เก็บไว้ในช่องข้อความอื่นของแถว", "เลขลำดับของแถว เช่น ๑")
        return ""

    def _lines(self, column: Column) -> Sequence[str]:
        return self._typed.cells.get(column, ())

    def _cell(self, column: Column) -> Cell:
        return split_cell(self._lines(column))

    def _place(self, column: Column) -> Place:
        return dataclasses.replace(self._typed.place, column=column.value)

    def _doubt(self, column: Column, read: str, made: str, expected: str) -> None:
        self._doubts.append(Doubt(self._place(column), read, made, expected))

    # -- indicator --------------------------------------------------------------------------------

    def _with_indicator(self, row: RowDraft) -> RowDraft:
        """The row's indicator: by a column of its own, or by a measure that is only its name."""
        own_column = " ".join(self._lines(Column.INDICATOR))
        if own_column:
            column, printed = Column.INDICATOR, own_column
        elif len(row.measures) == 1 and len(row.measures[0]) == 1:
            column, printed = Column.MEASURE, " ".join(self._lines(Column.MEASURE))
        else:
            return row
        indicators = self._known.indicators
        exact = indicator_named(printed, indicators)
        number = exact if exact is not None else indicator_meant(printed, indicators)
        if own_column and exact is None:
            row = dataclasses.replace(row, remarks=(*plain(printed), *row.remarks))
        if number is None:
            if own_column:
                self._doubt(column, printed, "เก็บไว้ในช่องข้อความอื่นของแถว", self._expected_indicator())
            return row
        typed_number, _ = split_number(printed)
        if exact is None or (typed_number and parse_integer(typed_number) != number):
            self._doubt(
                column,
                printed,
                thai_digits(f"ดูเหมือนตัวชี้วัดที่ {number} จึงผูกกับตัวชี้วัดนั้น และเก็บเลขและชื่อตามที่พิมพ์"),
                thai_digits(f"{number}. {indicators[number]}"),
            )
        row = dataclasses.replace(row, indicator=number)
        if column is Column.MEASURE:
            return _with_row_number(row)
        return dataclasses.replace(row, printed_number=row.printed_number or typed_number)

    def _expected_indicator(self) -> str:
        number, name = min(self._known.indicators.items(), default=(1, "การปฏิบัติหน้าที่"))
        return thai_digits(f"ชื่อตัวชี้วัดของปี เช่น {number}. {name}")

    # -- period --------------------------------------------------------------------------------

    def _period(self) -> Period | None:
        lines = self._lines(Column.PERIOD)
        if not lines:
            return None
        whole = parse_period(" ".join(lines))
        if whole is not None:
            return whole
        read = [(line, parse_period(line)) for line in lines]
        periods = [period for _, period in read if period is not None]
        expected = "ช่วงเวลาเดียว เช่น ต.ค. ๖๗ - ก.ย. ๖๘ หรือ ๑ ต.ค. ๖๗ - ๓๐ มิ.ย. ๖๘"
        if not periods:
            self._doubt(Column.PERIOD, " ".join(lines), "เก็บเป็นข้อความตามที่พิมพ์", expected)
            return None
        for line, period in read:
            if period is None or period != periods[0]:
                made = f"เก็บเป็นข้อความตามที่พิมพ์ และใช้ช่วงเวลา {format_period(periods[0])}"
                self._doubt(Column.PERIOD, line, made, expected)
        return periods[0]

    # -- results --------------------------------------------------------------------------------

    def _results(self, round: Round) -> tuple[ResultDraft, ...]:
        results, outcome, suggestion = map(
            self._cell, (Column.RESULT, Column.OUTCOME, Column.SUGGESTION)
        )
        if not (results or outcome or suggestion):
            return ()
        known = KnownScopes(self._known.indicators, self._known.questions)
        found = find_citations(outcome, known)
        citations = [
            citation
            for citation in found
            if self._known.compares(citation.earlier_year)
            and self._known.compares(citation.later_year)
        ]
        for citation in citations:
            self._judge(citation)
        if count_mentions(outcome) > 2 * len(citations):
            self._doubt(
                Column.OUTCOME,
                excerpt(paragraph.text for paragraph in outcome),
                "เก็บเป็นข้อความตามที่พิมพ์ แต่คะแนนบางค่าไม่ได้ผูกเป็นคะแนนที่อ้างถึง",
                "คะแนนของสองปี ค่า ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ปี ๒๕๖๗ ได้คะแนน ๘๗.๘๗ คะแนน "
                "ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน",
            )
        return (
            ResultDraft(
                int(round),
                results,
                outcome,
                suggestion,
                citations=tuple(map(_citation_draft, citations)),
            ),
        )

    def _judge(self, citation: Citation) -> None:
        """Say where the stated difference or direction is not that of the values."""
        change = citation.change
        values = f"{score_text(citation.earlier_value)} และ {score_text(citation.later_value)}"
        if not citation.difference_is_right and citation.stated_difference is not None:
            self._doubt(
                Column.OUTCOME,
                f"{values} ต่างกัน {score_text(citation.stated_difference)}",
                "เก็บตามที่พิมพ์",
                f"ผลต่างของคะแนนคือ {score_text(change.difference)}",
            )
        if not citation.direction_is_right:
            stated = " ".join(direction.value for direction in citation.stated_directions)
            self._doubt(
                Column.OUTCOME,
                f"{values} คะแนน{stated}",
                "เก็บตามที่พิมพ์",
                f"คะแนน{change.direction.value}",
            )


def _citation_draft(citation: Citation) -> CitationDraft:
    scope = citation.scope
    return CitationDraft(
        scope=scope.kind,
        earlier_year=citation.earlier_year,
        later_year=citation.later_year,
        earlier_value=citation.earlier_value,
        later_value=citation.later_value,
        paragraph_index=citation.paragraph_index,
        indicator=scope.indicator,
        question=scope.question,
        topic=scope.topic,
    )


# -- numbers of rows ----------------------------------------------------------------------


def _sole_number(row: RowDraft) -> int | None:
    """The number of a row's only measure."""
    if len(row.measures) != 1 or row.measures[0][0].kind is not ParagraphKind.NUMBERED:
        return None
    numbers = marker_numbers(markers(row.measures[0])[0])
    return numbers[0] if numbers and len(numbers) == 1 else None


def _numbered_down_the_rows(rows: Sequence[RowDraft]) -> bool:
    """Whether each row's only number is the next one: then the numbers are the rows' own."""
    numbers = [_sole_number(row) for row in rows]
    first = numbers[0] if numbers else None
    return len(rows) > 1 and first is not None and numbers == list(range(first, first + len(rows)))


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
