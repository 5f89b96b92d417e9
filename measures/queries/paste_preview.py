"""Where the cells of a copied table will land in the grid, before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itaportal.thai.numerals import thai_digits
from measures.choices import CellColumn, ResultStatus, Round
from measures.exchange.columns import read_header
from measures.exchange.group_rows import numbers_columns
from measures.exchange.merged_rows import whole_rows
from measures.exchange.pasted import PastedTable
from measures.exchange.source import SourceRow
from measures.exchange.statuses import read_status
from measures.exchange.typed_rows import excerpt
from measures.exchange.wordings import Column
from measures.models import Row
from measures.rules.cells import ROUND_COLUMNS, CellContent
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import Cell, plain
from measures.rules.pasting import Paste, PastedCell, PastedRow

from .cells import stored_cell
from .paste_starts import PasteStart

_ROW_NUMBER = re.compile(r"[(]?[0-9๐-๙]{1,3}[.)]?")
_MEANT = {
    Column.MEASURE: CellColumn.MEASURES,
    Column.GUIDANCE: CellColumn.MEASURES,
    Column.STEP: CellColumn.STEPS,
    Column.RESPONSIBLE: CellColumn.RESPONSIBLE,
    Column.PERIOD: CellColumn.PERIOD,
    Column.STATUS: CellColumn.STATUS,
    Column.RESULT: CellColumn.RESULTS,
    Column.OUTCOME: CellColumn.OUTCOME,
    Column.SUGGESTION: CellColumn.SUGGESTION,
}


@dataclass(frozen=True, slots=True)
class LandingCell:
    """A cell of the preview: what it holds now, and what it will; None leaves it as it is."""

    before: CellContent
    after: CellContent | None

    @property
    def status(self) -> str:
        """The status that it will have, in words."""
        return str(ResultStatus(self.after.status).label) if self.after else ""

    @property
    def replaces(self) -> bool:
        """Whether something else stands in it now."""
        return self.after is not None and not self.before.is_empty and self.after != self.before


@dataclass(frozen=True, slots=True)
class LandingRow:
    """A row of the preview; `row` None is one that will be added. `number` counts in the group."""

    row: Row | None
    number: int
    cells: tuple[LandingCell, ...]


@dataclass(frozen=True, slots=True)
class PastePreview:
    """How the table will land, what of it will not, and the paste to be confirmed."""

    columns: tuple[CellColumn, ...]
    rows: tuple[LandingRow, ...]
    notes: tuple[str, ...]
    paste: Paste

    @property
    def replaced(self) -> int:
        """How many cells hold something else now."""
        return sum(cell.replaces for row in self.rows for cell in row.cells)


def paste_preview(
    start: PasteStart,
    table: PastedTable,
    columns: Sequence[CellColumn],
    first: CellColumn,
    round: Round,
) -> PastePreview:
    """How a table lands from a row and a column on.

    `columns` are the grid's in order. A row of known headings says itself which columns follow.
    Below the last row of the group rows are added; an empty cell changes nothing.
    """
    notes = [f"{doubt.made} เช่น “{doubt.read}”" for doubt in table.doubts]
    rows, targets = _targets(list(table.rows), columns, first, notes)
    told = [row for row in rows if not _says_nothing(row, notes)]
    kept = whole_rows(told, targets, notes)
    _say_what_is_left(kept, targets, notes)
    shown = tuple(column for column in targets if column)
    existing = _rows_from(start)
    landing, pasted = [], []
    for number, source in enumerate(kept):
        row = existing[number] if number < len(existing) else None
        cells = list(_landing(source, targets, row, round, notes))
        landing.append(LandingRow(row, number + 1, tuple(cell for _, cell in cells)))
        pasted.append(
            PastedRow(
                row.pk if row else None,
                tuple(
                    PastedCell(
                        column,
                        round.value if column in ROUND_COLUMNS else None,
                        cell.after.paragraphs,
                        cell.after.status,
                        cell.before.revision,
                    )
                    for column, cell in cells
                    if cell.after is not None
                ),
            )
        )
    paste = Paste(tuple(pasted), start.section, start.group.pk if start.group else None)
    return PastePreview(shown, tuple(landing), tuple(dict.fromkeys(notes)), paste)


def _targets(
    rows: list[SourceRow], columns: Sequence[CellColumn], first: CellColumn, notes: list[str]
) -> tuple[list[SourceRow], list[CellColumn | None]]:
    """The rows without their header, and the grid's column of each of theirs."""
    width = max(len(row.cells) for row in rows)
    header = read_header(rows[0])
    if header is not None:
        notes.append("แถวแรกเป็นหัวตาราง จึงใช้หัวคอลัมน์บอกว่าข้อความลงช่องใด และไม่วางแถวนี้")
        named = [_MEANT.get(column) if column else None for column in header.columns]
        return rows[1:], [*named, *[None] * (width - len(named))]
    in_order: list[CellColumn | None] = list(columns[list(columns).index(first) :])
    if first is columns[0] and width > 1 and _counts_rows(rows):
        notes.append("คอลัมน์แรกเป็นเลขลำดับแถว จึงไม่วาง")
        in_order.insert(0, None)
    return rows, (in_order + [None] * width)[:width]


def _counts_rows(rows: list[SourceRow]) -> bool:
    numbers = [row.cells[0].text for row in rows if row.cells[0].lines]
    return len(numbers) > 1 and all(map(_ROW_NUMBER.fullmatch, numbers))


def _says_nothing(row: SourceRow, notes: list[str]) -> bool:
    """Whether a row is none of measures: a heading over the columns, or their numbers."""
    if numbers_columns(row):
        return True
    if row.cells[0].span > 1 and row.is_heading():
        notes.append(f"ไม่วางแถวหัวข้อ “{excerpt(row.cells[0].lines)}” โปรดวางทีละกลุ่ม")
        return True
    return False


def _say_what_is_left(
    rows: list[SourceRow], targets: Sequence[CellColumn | None], notes: list[str]
) -> None:
    """Texts that no column of the grid takes, but numbers of rows."""
    for place, column in enumerate(targets):
        texts = [row.cells[place].lines for row in rows if place < len(row.cells)]
        left = [lines for lines in texts if lines and not _ROW_NUMBER.fullmatch(lines[0])]
        if column is None and left:
            notes.append(
                thai_digits(f"คอลัมน์ที่ {place + 1} ของตารางที่วางไม่มีช่องในตารางนี้ จึงไม่วาง ")
                + f"เช่น “{excerpt(left[0])}”"
            )


def _rows_from(start: PasteStart) -> list[Row]:
    """The rows of the group from the first one on."""
    if start.row is None:
        return []
    return list(
        Row.objects.filter(
            section=start.row.section_id,
            group=start.row.group_id,
            position__gte=start.row.position,
        )
        .select_related("section__plan__organization", "section__plan__fiscal_year")
        .order_by("position")
    )


def _landing(
    source: SourceRow,
    targets: Sequence[CellColumn | None],
    row: Row | None,
    round: Round,
    notes: list[str],
) -> Iterator[tuple[CellColumn, LandingCell]]:
    for place, column in enumerate(targets):
        if column is None:
            continue
        before = (
            stored_cell(row, column, round.value if column in ROUND_COLUMNS else None).content
            if row
            else CellContent()
        )
        lines = source.cells[place].lines if place < len(source.cells) else ()
        yield column, LandingCell(before, _content(column, lines, before, notes))


def _content(
    column: CellColumn, lines: tuple[str, ...], before: CellContent, notes: list[str]
) -> CellContent | None:
    if not lines:
        return None
    if column is CellColumn.STATUS:
        status = read_status(lines).status or read_status(["☑ " + " ".join(lines)]).status
        if not status:
            notes.append(
                f"สถานะ: อ่านได้ “{excerpt(lines)}” ไม่ใช่สถานะที่ระบบรู้จัก จึงไม่วาง เช่น อยู่ระหว่างดำเนินการ"
            )
            return None
        return CellContent(status=status)
    cell: Cell = plain(*lines) if column is CellColumn.PERIOD else split_cell(lines)
    return CellContent(cell, before.units if cell == before.paragraphs else ())
