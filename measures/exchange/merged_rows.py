"""Merged cells of a copied table: what stands in one holds for every row that it reaches over.

`continuations` says the same of an imported file's rows, whose columns are known by their wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from measures.choices import CellColumn

from .source import SourceCell, SourceRow
from .typed_rows import excerpt

_OWN = (CellColumn.RESPONSIBLE, CellColumn.PERIOD)
"""Columns in which a row of its own says something of its own, as in imports."""
_HOLDING = frozenset({CellColumn.MEASURES, *_OWN})
"""Columns whose merged cell is meant for each of its rows; texts of results are not said twice."""


def whole_rows(
    rows: Sequence[SourceRow], targets: Sequence[CellColumn | None], notes: list[str]
) -> list[SourceRow]:
    """The rows as they are meant; `targets` are the grid's column of each of their cells.

    Under a merged cell of measures a row without those responsible and a period of its own is the
    rest of the row above. Any other row has what merged cells above say for it.
    """
    whole: list[SourceRow] = []
    for row in rows:
        by_column = {
            column: cell for column, cell in zip(targets, row.cells, strict=False) if column
        }
        measures = by_column.get(CellColumn.MEASURES)
        own = any(by_column[column].lines for column in _OWN if column in by_column)
        if not whole:
            whole.append(row)
        elif measures and measures.covered and not own:
            said = next((cell.lines for cell in row.cells if cell.lines), ())
            whole[-1] = _joined(whole[-1], row)
            notes.append(f"เซลล์มาตรการรวมกับแถวบน จึงต่อท้ายข้อความของแถวบน เช่น “{excerpt(said)}”")
        else:
            whole.append(_filled(row, whole[-1], targets, notes))
    return whole


def _joined(above: SourceRow, row: SourceRow) -> SourceRow:
    cells = list(above.cells)
    for place, cell in enumerate(row.cells):
        if place < len(cells):
            cells[place] = replace(cells[place], lines=cells[place].lines + cell.lines)
        else:
            cells.append(cell)
    return replace(above, cells=tuple(cells))


def _filled(
    row: SourceRow, above: SourceRow, targets: Sequence[CellColumn | None], notes: list[str]
) -> SourceRow:
    cells: list[SourceCell] = list(row.cells)
    for place, (column, cell) in enumerate(zip(targets, row.cells, strict=False)):
        if column not in _HOLDING or not cell.covered or place >= len(above.cells):
            continue
        if lines := above.cells[place].lines:
            cells[place] = replace(cell, lines=lines)
            notes.append(f"ข้อความของเซลล์ที่รวมหลายแถวลงทุกแถวที่รวม เช่น “{excerpt(lines)}”")
    return replace(row, cells=tuple(cells))
