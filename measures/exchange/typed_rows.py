"""A row of a table by its columns, the texts as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import without_spaces

from .columns import Basis, Header
from .confidence import CellReading, read_cell
from .source import Doubt, Place, SourceCell, SourceRow
from .wordings import Column

_SIGNS = re.compile("^[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")
LEADING = (Column.NUMBER, Column.INDICATOR, Column.MEASURE, Column.GUIDANCE)
"""Columns that name a row; the first of them that a table has is blank where a row goes on."""


@dataclass(slots=True)
class TypedRow:
    """A row's cells by column, its texts as typed; `unplaced` holds what has no column.

    `covered` are columns whose cell a merged cell above reaches over.
    """

    place: Place
    cells: dict[Column, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    covered: frozenset[Column] = frozenset()
    indicator: list[str] = field(default_factory=list)
    """The text that names its indicator, where that stands in a row above."""

    def text(self, column: Column) -> str:
        """A cell without spaces, for comparing."""
        return without_spaces("".join(self.cells.get(column, ())))

    def leads_with(self) -> Column | None:
        """The first naming column that the row's table has."""
        return next((column for column in LEADING if column in self.cells), None)


def typed_row(
    row: SourceRow, place: Place, header: Header
) -> tuple[TypedRow, list[tuple[CellReading, str]], list[Doubt]]:
    """The row by the header's columns, the reading of each filled cell with its text, doubts."""
    typed = TypedRow(place, {column: [] for column in header.columns if column})
    readings: list[tuple[CellReading, str]] = []
    doubts: list[Doubt] = []
    covered = set()
    for position, cell in enumerate(row.cells):
        inside = position < len(header.columns)
        heading = header.headings[position] if inside else ""
        column = header.columns[position] if inside else None
        if column is not None:
            typed.cells[column] = list(cell.lines)
            if cell.covered:
                covered.add(column)
        elif cell.lines:
            doubts.extend(_keep_aside(typed, cell, heading))
        if cell.lines:
            where = replace(place, column=heading or thai_digits(str(position + 1)))
            basis = header.bases[position] if column else Basis.NONE
            reading = read_cell(where, column, basis, cell.lines)
            readings.append((reading, " ".join(cell.lines)))
        if cell.asides:
            typed.unplaced.extend(cell.asides)
            doubts.append(
                Doubt(
                    place,
                    " ".join(cell.asides),
                    "เก็บที่อยู่ของลิงก์ไว้ในช่องข้อความอื่นของแถว",
                    "ที่อยู่เว็บที่พิมพ์ไว้ในข้อความ",
                )
            )
    typed.covered = frozenset(covered)
    return typed, readings, doubts


def _keep_aside(typed: TypedRow, cell: SourceCell, heading: str) -> list[Doubt]:
    """Keep a cell without a field in the row's remarks; a known heading was doubted once."""
    first, *rest = cell.lines
    typed.unplaced.extend([f"{heading}: {first}" if heading else first, *rest])
    if heading:
        return []
    return [
        Doubt(
            typed.place,
            excerpt(cell.lines),
            "เก็บไว้ในช่องข้อความอื่นของแถว",
            "ข้อความในคอลัมน์ที่มีหัวคอลัมน์",
        )
    ]


def excerpt(lines: Iterable[str]) -> str:
    """Enough of a long text to find it by."""
    text = " ".join(lines)
    # The end begins with a letter: a sign above or below would stand alone.
    return text if len(text) <= 80 else f"{text[:60]} … {_SIGNS.sub('', text[-15:])}"
