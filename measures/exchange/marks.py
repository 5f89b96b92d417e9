"""Which cells of a file its doubts are about, to be marked in a copy for the office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

from .columns import Chosen, Header
from .pieces import Piece, cut
from .source import Doubt, Place, SourceDocument, SourceTable


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said at a cell; `column` counts from 0, `row` is the file's own number."""

    table: str
    row: int
    column: int
    text: str


def marks_of(
    source: SourceDocument,
    doubts: Iterable[Doubt],
    units: Sequence[str],
    chosen: Chosen | None = None,
) -> tuple[Mark, ...]:
    """One mark for each doubted cell. What is about a whole table or file stands at its first cell.

    `units` and `chosen` are as `pieces.cut` takes them, for columns are named by their headings.
    """
    headers = _headers(source, units, chosen)
    first = _first_rows(source)
    if not first:
        return ()
    said: dict[tuple[str, int, int], list[str]] = {}
    for doubt in doubts:
        place = doubt.place
        table = place.table if place.table in first else next(iter(first))
        row = place.row if place.row is not None else first[table]
        column = _column(place, headers.get((table, row)))
        said.setdefault((table, row, column), []).append(_words(doubt))
    return tuple(Mark(*at, "\n".join(dict.fromkeys(words))) for at, words in said.items())


def _headers(
    source: SourceDocument, units: Sequence[str], chosen: Chosen | None
) -> dict[tuple[str, int], Header]:
    """The header that holds for each row of the file."""
    found = {}
    for piece in cut(source, units, chosen):
        if isinstance(piece, Piece) and piece.header:
            for row in piece.rows:
                found[piece.place.table, row.number] = piece.header
            if piece.own is not None and piece.own.row is not None:
                found[piece.own.table, piece.own.row] = piece.header
    return found


def _first_rows(source: SourceDocument) -> dict[str, int]:
    first: dict[str, int] = {}
    for block in source.blocks:
        if isinstance(block, SourceTable) and block.rows:
            first.setdefault(block.place.table, block.rows[0].number)
    return first


def _column(place: Place, header: Header | None) -> int:
    """A column is named by its field, by its heading, by Excel's letters, or not at all."""
    name = place.column
    if header is not None:
        for number, column in enumerate(header.columns):
            if column is not None and column.value == name:
                return number
        if name in header.headings:
            return header.headings.index(name)
    if name.isascii() and name.isalpha() and len(name) <= 2:
        return column_index_from_string(name) - 1
    return int(name) - 1 if name.isdecimal() else 0


def _words(doubt: Doubt) -> str:
    return f"อ่านได้ “{doubt.read}” {doubt.made} ที่คาดไว้: {doubt.expected}"
