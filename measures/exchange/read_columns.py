"""The columns that a file was found to have, for whoever is to say what they are."""

from __future__ import annotations

from collections.abc import Iterable

from .columns import Basis, Header, ReadColumn, column_key
from .group_rows import is_example
from .pieces import Piece
from .source import SourceProse
from .typed_rows import excerpt


def columns_of(parts: Iterable[SourceProse | Piece]) -> tuple[ReadColumn, ...]:
    """The columns of each different header of the file, in order.

    A column without a heading is named only where something stands in it.
    """
    by_header: dict[tuple[str, ...], tuple[Header, list[Piece]]] = {}
    for part in parts:
        if isinstance(part, Piece) and part.header:
            by_header.setdefault(part.header.headings, (part.header, []))[1].append(part)
    found = []
    for table, (header, pieces) in enumerate(by_header.values(), start=1):
        for place, heading in enumerate(header.headings):
            example = _example(pieces, place)
            if heading or example:
                found.append(
                    ReadColumn(
                        column_key(heading, place),
                        heading,
                        header.columns[place],
                        header.bases[place] is Basis.EXACT,
                        example,
                        table,
                    )
                )
    return tuple(found)


def _example(pieces: Iterable[Piece], place: int) -> str:
    """The first text of a column; a row of one text is a heading over the table."""
    for piece in pieces:
        for row in piece.rows:
            if is_example(row) or not row.holds_beyond_first() or place >= len(row.cells):
                continue
            if row.cells[place].lines:
                return excerpt(row.cells[place].lines)
    return ""
