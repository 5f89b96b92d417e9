"""The cells of one typed row, read by column, with the doubts about them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from measures.rules.numbering import split_cell
from measures.rules.paragraphs import Cell

from .columns import Column
from .source import Doubt, Place
from .typed_rows import TypedRow


@dataclass(frozen=True, slots=True)
class RowCells:
    """A typed row and the list that its doubts go to."""

    typed: TypedRow
    doubts: list[Doubt]

    def lines(self, column: Column) -> Sequence[str]:
        """The paragraphs of a cell as typed."""
        return self.typed.cells.get(column, ())

    def text(self, column: Column) -> str:
        """A cell as one line."""
        return " ".join(self.lines(column))

    def cell(self, column: Column) -> Cell:
        """A cell as items without their markers."""
        return split_cell(self.lines(column))

    def place(self, column: Column) -> Place:
        """Where a cell stands."""
        return dataclasses.replace(self.typed.place, column=column.value)

    def doubt(self, column: Column, read: str, made: str, expected: str) -> None:
        """Say what was decided about a cell."""
        self.doubts.append(Doubt(self.place(column), read, made, expected))

    def keep_aside(self, lines: Sequence[str]) -> None:
        """Keep a text that has no field in the row's remarks."""
        self.typed.unplaced.extend(lines)
