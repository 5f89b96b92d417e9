"""Which element of a Word file each cell is that its reader gives."""

from __future__ import annotations

from lxml import etree

from .docx import WordWalk
from .docx_layout import ROW, number_at
from .docx_package import WordParts
from .source import Place, SourceCell


class CellFinder(WordWalk):
    """The same pass, remembering which element each cell of a table is."""

    def __init__(self, file: str, parts: WordParts) -> None:
        super().__init__(file, parts)
        self._body = parts.body
        self._found: dict[tuple[str, int, int], etree._Element] = {}
        self._next: dict[tuple[str, int], int] = {}

    def find(self) -> dict[tuple[str, int, int], etree._Element]:
        """The cells by table, row and column, the first column being 0."""
        self.document(self._body)
        return self._found

    def _cell(self, cell: etree._Element, span: int, place: Place) -> SourceCell:
        assert place.row is not None  # a cell stands in a row
        at = (place.table, place.row)
        row = next(cell.iterancestors(ROW))
        column = self._next.get(at, number_at(row, "w:trPr", "w:gridBefore"))
        self._found[*at, column] = cell
        self._next[at] = column + span
        return super()._cell(cell, span, place)
