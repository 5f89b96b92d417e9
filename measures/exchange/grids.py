"""Prose and tables told apart in a plain grid of cells: a sheet, a comma- or tab-separated file.

A grid has no tables of its own: a table begins at a row of known column headings, or at the upper
tier of headings above it, and ends where a next one begins, or where after an empty row nothing
but single texts follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from .columns import is_header
from .source import Place, SourceCell, SourceProse, SourceRow, SourceTable

MAX_ROWS, MAX_COLUMNS = 5_000, 60
Blocks = Callable[[list[SourceRow], Place], Iterable[SourceTable | SourceProse]]
"""How a grid's rows become prose and tables: `blocks_of`, or `whole_table`."""
LONGEST_TIER_HEADING = 200


def blocks_of(rows: list[SourceRow], place: Place) -> Iterator[SourceTable | SourceProse]:
    """Prose before the first header, then a table from each header on, then what follows it."""
    rows = list(rows)
    begins = _beginnings(rows)
    yield from _prose(rows[: begins[0] if begins else len(rows)], place)
    for begin, end in pairwise([*begins, len(rows)]):
        table_end = _end_of_table(rows, begin, end)
        table = [row for row in rows[begin:table_end] if not row.is_gap()]
        yield SourceTable(place, tuple(_of_equal_width(table)))
        yield from _prose(rows[table_end:end], place)


def blocks_of_form(rows: list[SourceRow], place: Place) -> Iterator[SourceTable | SourceProse]:
    """Of the portal's own blank form: one table from the header on, however far rows are apart."""
    rows = list(rows)
    begin = next(iter(_beginnings(rows)), len(rows))
    yield from _prose(rows[:begin], place)
    if begin < len(rows):
        yield SourceTable(
            place, tuple(_of_equal_width([row for row in rows[begin:] if not row.is_gap()]))
        )


def whole_table(rows: list[SourceRow], place: Place) -> Iterator[SourceTable | SourceProse]:
    """The grid as one table, headers or not, its empty rows included: as lists of scores are."""
    yield SourceTable(place, tuple(rows))


def _beginnings(rows: list[SourceRow]) -> list[int]:
    """The indexes where tables begin; marks on the way what the tiers of a header span."""
    begins: list[int] = []
    tiers: set[tuple[str, ...]] = set()
    previous = None
    for index, row in enumerate(rows):
        if not is_header(row):
            continue
        if previous is not None and index == previous + 1:  # two tiers that both are known
            previous = index
            continue
        if index and _is_upper_tier(rows, index, tiers):
            tiers.add(_texts(rows[index - 1]))
            rows[index - 1], rows[index] = _spanned(rows[index - 1], row)
            begins.append(index - 1)
        else:
            begins.append(index)
        previous = index
    return begins


def _of_equal_width(rows: list[SourceRow]) -> Iterator[SourceRow]:
    """The rows filled up to the widest: text files leave out empty cells at the end of a line."""
    width = max(len(row.cells) for row in rows)
    for row in rows:
        missing = width - len(row.cells)
        yield replace(row, cells=(*row.cells, *[SourceCell()] * missing)) if missing else row


def _texts(row: SourceRow) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells if cell.lines)


def _is_upper_tier(rows: list[SourceRow], index: int, known: set[tuple[str, ...]]) -> bool:
    """Whether the row above a header is its upper tier, and not the last row of a table before."""
    above, header = rows[index - 1], rows[index]
    if not above.holds_beyond_first():
        return False
    if any(len(cell.text) > LONGEST_TIER_HEADING for cell in above.cells):
        return False
    # Two tiers leave at least one column to the upper one alone.
    pairs = zip(above.cells, header.cells, strict=False)
    if all(lower.lines or not upper.lines for upper, lower in pairs):
        return False
    stands_alone = index == 1 or not rows[index - 2].holds_beyond_first()
    is_wide = any(cell.span > 1 for cell in above.cells)
    return stands_alone or is_wide or _texts(above) in known


def _spanned(above: SourceRow, below: SourceRow) -> tuple[SourceRow, SourceRow]:
    """The two tiers with spans where the file has none: a heading reaches over the empty cells
    beside it that have a heading below; what has none below reaches down.
    """
    width = max(len(above.cells), len(below.cells))
    upper = [*above.cells, *[SourceCell()] * (width - len(above.cells))]
    lower = [*below.cells, *[SourceCell()] * (width - len(below.cells))]
    if all(cell.span == 1 for cell in upper):
        for position, cell in enumerate(upper):
            if cell.lines and lower[position].lines:
                end = position + 1
                while end < width and not upper[end].lines and lower[end].lines:
                    end += 1
                upper[position] = replace(cell, span=end - position)
    lower = [
        replace(cell, covered=True) if top.lines and not cell.lines else cell
        for top, cell in zip(upper, lower, strict=True)
    ]
    return replace(above, cells=tuple(upper)), replace(below, cells=tuple(lower))


def _end_of_table(rows: list[SourceRow], begin: int, end: int) -> int:
    """The index after a table's last row: single texts after an empty row are prose again."""
    last = max(index for index in range(begin, end) if rows[index].holds_beyond_first())
    for index in range(last + 1, end):
        if rows[index].is_empty():
            return index
    return end


def _prose(rows: list[SourceRow], place: Place) -> Iterator[SourceProse]:
    lines = tuple(line for row in rows for cell in row.cells for line in cell.lines)
    asides = tuple(aside for row in rows for cell in row.cells for aside in cell.asides)
    if lines or asides:
        yield SourceProse(place, lines, asides)
