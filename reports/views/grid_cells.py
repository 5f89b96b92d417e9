"""What the grid's templates place: columns of the form in use, and each row's cells under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from itaportal.thai.dates import parse_period, period_in_words
from itaportal.thai.numerals import thai_digits
from measures.choices import CellColumn, ResultStatus
from measures.models import GroupHeading, MeasurePlan, Section
from measures.queries.grid import BoundSentence, Grid, GridGroup, GridRow, IndicatorJump
from measures.rules.cells import ROUND_COLUMNS, CellContent, shown_numbers
from measures.rules.paragraphs import Paragraph
from reports.layouts import ColumnLayout, Layout, Placeholder, SectionLayout, Source

COLUMN_OF: Mapping[Source, CellColumn] = {
    Source.MEASURES: CellColumn.MEASURES,
    Source.NUMBERED_MEASURES: CellColumn.MEASURES,
    Source.INDICATOR_MEASURES: CellColumn.MEASURES,
    Source.STEPS: CellColumn.STEPS,
    Source.RESPONSIBLE: CellColumn.RESPONSIBLE,
    Source.PERIOD: CellColumn.PERIOD,
    Source.RESULTS: CellColumn.RESULTS,
    Source.STATUS_AND_RESULTS: CellColumn.RESULTS,
    Source.OUTCOME: CellColumn.OUTCOME,
    Source.SUGGESTION: CellColumn.SUGGESTION,
}
"""Columns of a form that a person fills in; the others show what the portal knows."""

KINDS = {CellColumn.PERIOD: "period", CellColumn.RESPONSIBLE: "responsible"}


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column with the header words of the form; their parts may break after a slash."""

    column: CellColumn
    header: str

    @property
    def header_parts(self) -> list[str]:
        """The header in parts between which its line may break."""
        parts = self.header.split("/")
        return [f"{part}/" for part in parts[:-1]] + parts[-1:]


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph with its place in words; `number` only where the screen cannot count it."""

    paragraph: Paragraph
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: what it holds, and whether the reader may change it."""

    column: CellColumn
    header: str
    content: CellContent
    place: str
    is_editable: bool
    kind: str = "paragraphs"
    echo: str = ""
    sentences: tuple[BoundSentence, ...] = ()
    status: ShownCell | None = None

    @property
    def takes_round(self) -> bool:
        """Whether each round has a cell of its own."""
        return self.column in ROUND_COLUMNS

    @property
    def statuses(self) -> list[tuple[str, str, bool]]:
        """The choices of a status cell: value, label, whether chosen."""
        return [("", "ยังไม่ระบุ", not self.content.status)] + [
            (each.value, str(each.label), each.value == self.content.status)
            for each in ResultStatus
        ]

    @property
    def paragraphs(self) -> list[ShownParagraph]:
        """The paragraphs; one empty to type in where there is none."""
        cell = self.content.paragraphs or (Paragraph(""),)
        return [
            ShownParagraph(each, number, thai_digits(f"{self.place} ข้อ {position}"))
            for position, (each, number) in enumerate(
                zip(cell, shown_numbers(cell), strict=True), start=1
            )
        ]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its cells in the order of the columns."""

    grid_row: GridRow
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A heading with its rows; the numbers of the indicators as words."""

    heading: GroupHeading | None
    indicators: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A table."""

    section: Section
    columns: tuple[ShownColumn, ...]
    groups: tuple[ShownGroup, ...]

    @property
    def width(self) -> int:
        """How many columns the table has, that of the commands included."""
        return len(self.columns) + 1


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """All that the grid shows."""

    sections: tuple[ShownSection, ...]
    jumps: tuple[IndicatorJump, ...]


def shown_grid(
    grid: Grid, plan: MeasurePlan, layout: Layout, *, may_edit: bool, may_fill: bool
) -> ShownGrid:
    """The grid in the columns of a form.

    `may_edit` everything; `may_fill` the results of the rows that are the reader's.
    """
    tables = []
    for table in grid.sections:
        columns = _columns(layout.section(table.number), grid, plan)
        groups = tuple(
            ShownGroup(
                group.heading,
                _indicators(group),
                tuple(_row(row, columns, may_edit, may_fill) for row in group.rows),
            )
            for group in table.groups
        )
        tables.append(ShownSection(table.section, columns, groups))
    return ShownGrid(tuple(tables), _jumps(grid, tables))


def _jumps(grid: Grid, tables: list[ShownSection]) -> tuple[IndicatorJump, ...]:
    """The jump list; nothing is missing in columns that the form does not have."""
    shown = {column.column for table in tables for column in table.columns}
    return tuple(
        replace(
            each,
            lacks_result=each.lacks_result and CellColumn.RESULTS in shown,
            lacks_citation=each.lacks_citation and CellColumn.OUTCOME in shown,
        )
        for each in grid.jumps
    )


def _columns(layout: SectionLayout, grid: Grid, plan: MeasurePlan) -> tuple[ShownColumn, ...]:
    """Columns to fill in; an optional one as well once something stands in it."""
    chosen: dict[CellColumn, ShownColumn] = {}
    for each in layout.columns:
        if column := COLUMN_OF.get(each.source):
            chosen.setdefault(column, ShownColumn(column, _header(each, plan)))
    for each in layout.optional:
        column = COLUMN_OF.get(each.source)
        if column and column not in chosen and grid.filled(column):
            chosen[column] = ShownColumn(column, _header(each, plan))
    if CellColumn.RESULTS not in chosen and grid.filled(CellColumn.RESULTS):
        chosen[CellColumn.RESULTS] = ShownColumn(CellColumn.RESULTS, CellColumn.RESULTS.label)
    return tuple(chosen.values())


def _header(column: ColumnLayout, plan: MeasurePlan) -> str:
    score_year = plan.score_year.year_be if plan.score_year else None
    named: defaultdict[str, object] = defaultdict(str)
    named[Placeholder.ORGANIZATION] = plan.organization.name
    named[Placeholder.FISCAL_YEAR] = plan.fiscal_year.year_be
    named[Placeholder.SCORE_YEAR] = score_year or ""
    named[Placeholder.EARLIER_SCORE_YEAR] = score_year - 1 if score_year else ""
    return thai_digits(column.header.format_map(named))


def _indicators(group: GridGroup) -> str:
    if not group.indicators:
        return ""
    *first, last = map(str, group.indicators)
    words = f"{' '.join(first)} และ {last}" if first else last
    return thai_digits(f"ตัวชี้วัดที่ {words}")


def _row(
    row: GridRow, columns: tuple[ShownColumn, ...], may_edit: bool, may_fill: bool
) -> ShownRow:
    return ShownRow(row, tuple(_cells(row, columns, may_edit, may_fill)))


def _cells(
    row: GridRow, columns: tuple[ShownColumn, ...], may_edit: bool, may_fill: bool
) -> Iterator[ShownCell]:
    number = thai_digits(str(row.number))
    may_fill_row = may_edit or (may_fill and row.may_fill)
    for each in columns:
        content = row.cells[each.column]
        yield ShownCell(
            each.column,
            each.header,
            content,
            place=f"{each.header} แถวที่ {number}",
            is_editable=may_fill_row if each.column in ROUND_COLUMNS else may_edit,
            kind=KINDS.get(each.column, "paragraphs"),
            echo=_echo(content, row) if each.column is CellColumn.PERIOD else "",
            sentences=row.sentences if each.column is CellColumn.OUTCOME else (),
            status=_status(row, number, may_fill_row)
            if each.column is CellColumn.RESULTS
            else None,
        )


def _status(row: GridRow, number: str, is_editable: bool) -> ShownCell:
    return ShownCell(
        CellColumn.STATUS,
        CellColumn.STATUS.label,
        row.cells[CellColumn.STATUS],
        place=f"{CellColumn.STATUS.label} แถวที่ {number}",
        is_editable=is_editable,
        kind="status",
    )


def _echo(content: CellContent, row: GridRow) -> str:
    """The period in full, from the dates as they are stored."""
    start, end = row.row.period_start, row.row.period_end
    if start is None or end is None:
        return ""
    for paragraph in content.paragraphs:
        period = parse_period(paragraph.text)
        if period and (period.start, period.end) == (start, end):
            return period_in_words(period)
    return ""
