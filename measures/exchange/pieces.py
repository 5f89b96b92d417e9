"""A document cut into prose and pieces of tables, each piece under the header that holds for it.

Offices repeat the header on each page, now and then in other words or unreadably, or set it once
and leave the tables of later pages without. What the other tables of the file say settles both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from itaportal.thai.dates import parse_period

from .columns import Basis, Chosen, Column, Header, alike, as_chosen, read_header, read_tiers
from .responsible import names_someone
from .source import Place, SourceDocument, SourceProse, SourceRow, SourceTable

_SAME_HEADER = 0.6
"""Likeness from which a row of short texts is the header of another page, badly read."""
_LONGEST_HEADING = 90
_FEWEST_FILLED = 3
_IDENTIFYING = (Column.NUMBER, Column.INDICATOR, Column.MEASURE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows under one header; `own` is where the header stands, None when it is another table's."""

    place: Place
    header: Header | None
    own: Place | None
    rows: tuple[SourceRow, ...]

    def place_of(self, row: SourceRow) -> Place:
        """Where a row stands."""
        return replace(self.place, row=row.number)


def cut(
    document: SourceDocument, units: Sequence[str], chosen: Chosen | None = None
) -> list[SourceProse | Piece]:
    """The document's prose and tables in order; a piece without a header holds no measures.

    `units` are the names of the organization's units, by which a column of them is known. What a
    person has `chosen` columns to be goes before what their headings say.
    """
    found = _cut(document, units)
    if not chosen:
        return found
    return [
        replace(part, header=as_chosen(part.header, chosen))
        if isinstance(part, Piece) and part.header
        else part
        for part in found
    ]


def _cut(document: SourceDocument, units: Sequence[str]) -> list[SourceProse | Piece]:
    found: list[SourceProse | Piece] = []
    for block in document.blocks:
        if isinstance(block, SourceTable):
            whole = document.is_blank_form and [block.rows]
            for segment in whole or _segments(block.rows):
                found.extend(_pieces(block.place, segment))
        else:
            found.append(block)
    if document.whole_rows:
        return found  # every table of measures has its own header, in whole words
    headers = [piece.header for piece in found if isinstance(piece, Piece) and piece.header]
    return list(_settled(found, headers, units))


def _segments(rows: Sequence[SourceRow]) -> Iterator[list[SourceRow]]:
    """The rows between empty ones: a sheet or text file has its pages one below the other."""
    segment: list[SourceRow] = []
    for row in rows:
        if segment and row.number > segment[-1].number + 1:
            yield segment
            segment = []
        segment.append(row)
    if segment:
        yield segment


def _pieces(place: Place, rows: Sequence[SourceRow]) -> Iterator[Piece]:
    """A table's rows, a new piece from each header on."""
    header: Header | None = None
    own: Place | None = None
    held: list[SourceRow] = []
    index = 0
    while index < len(rows):
        read, length = _header_at(rows, index)
        if read is None:
            held.append(rows[index])
        else:
            if held or header:
                yield Piece(place, header, own, tuple(held))
            header, own, held = read, replace(place, row=rows[index + length - 1].number), []
        index += length
    if held or header:
        yield Piece(place, header, own, tuple(held))


def _header_at(rows: Sequence[SourceRow], index: int) -> tuple[Header | None, int]:
    """The header that begins at a row and how many rows it takes; (None, 1) where none does."""
    alone = read_header(rows[index])
    if index + 1 < len(rows):
        both = read_tiers(rows[index], rows[index + 1])
        if both and (alone is None or len(both.known) > len(alone.known)):
            return both, 2
    return alone, 1


# -- what other tables of the file settle ----------------------------------------------------------


def _settled(
    found: list[SourceProse | Piece], headers: list[Header], units: Sequence[str]
) -> Iterator[SourceProse | Piece]:
    last: Header | None = None
    after_prose = False
    for part in found:
        if isinstance(part, SourceProse):
            after_prose = True
            yield part
            continue
        if part.header:
            piece = replace(part, header=_completed(part.header, headers))
        else:
            piece = _under_other_header(part, last, headers, units, after_prose=after_prose)
        if piece.header:
            last = piece.header
            after_prose = False
        yield piece


def _completed(header: Header, headers: list[Header]) -> Header:
    """A header with its unread columns taken from one that agrees with it in all others."""
    for other in headers:
        if len(other.columns) != len(header.columns):
            continue
        pairs = list(zip(header.columns, other.columns, header.bases, strict=True))
        if sum(mine is not None and mine is theirs for mine, theirs, _ in pairs) < _FEWEST_FILLED:
            continue
        if any(
            mine is not theirs and mine and theirs and basis is Basis.EXACT
            for mine, theirs, basis in pairs
        ):
            continue
        better = [
            place
            for place, (mine, theirs, basis) in enumerate(pairs)
            if theirs
            and mine is not theirs
            and basis is not Basis.EXACT
            and other.bases[place] in (Basis.EXACT, Basis.NEAR)
            and theirs not in header.columns[:place] + header.columns[place + 1 :]
        ]
        if better:
            columns, bases = list(header.columns), list(header.bases)
            for place in better:
                columns[place], bases[place] = other.columns[place], Basis.OTHER_TABLE
            header = replace(header, columns=tuple(columns), bases=tuple(bases))
    return header


def _under_other_header(
    piece: Piece,
    last: Header | None,
    headers: list[Header],
    units: Sequence[str],
    *,
    after_prose: bool,
) -> Piece:
    """The piece under the header before it, or one of as many columns, if its rows fit."""
    header = last or (headers[0] if headers else None)
    if header is None or not _as_wide(piece, header):
        return piece
    bases = (Basis.OTHER_TABLE,) * len(header.columns)
    first = piece.rows[0]
    if _is_header_badly_read(first, header):
        texts = tuple(" ".join(cell.lines) for cell in first.cells)[: len(header.columns)]
        read = replace(header, headings=texts, bases=bases)
        return replace(piece, header=read, own=piece.place_of(first), rows=piece.rows[1:])
    if _fits(piece, header, units, doubtful=after_prose or last is None):
        return replace(piece, header=replace(header, bases=bases))
    return piece


def _as_wide(piece: Piece, header: Header) -> bool:
    width = max((len(row.cells) for row in piece.rows), default=0)
    filled = max(
        (place + 1 for row in piece.rows for place, cell in enumerate(row.cells) if cell.lines),
        default=0,
    )
    return width >= len(header.columns) >= filled


def _is_header_badly_read(row: SourceRow, header: Header) -> bool:
    texts = [" ".join(cell.lines) for cell in row.cells]
    if max(map(len, texts), default=0) > _LONGEST_HEADING:
        return False
    pairs = [(text, name) for text, name in zip(texts, header.headings, strict=False) if text]
    return len(pairs) >= _FEWEST_FILLED and (
        sum(alike(text, name) for text, name in pairs) / len(pairs) >= _SAME_HEADER
    )


def _fits(piece: Piece, header: Header, units: Sequence[str], *, doubtful: bool) -> bool:
    """Whether rows look like rows of the header's table; after prose their contents must say so."""
    filled = [[place for place, cell in enumerate(row.cells) if cell.lines] for row in piece.rows]
    if not doubtful:
        leads = [header.columns.index(each) for each in _IDENTIFYING if each in header.columns]
        goes_on = bool(filled[0]) and not set(leads) & set(filled[0])
        return goes_on or any(len(places) >= _FEWEST_FILLED for places in filled)
    said = 0
    for row in piece.rows:
        for column, cell in zip(header.columns, row.cells, strict=False):
            text = " ".join(cell.lines)
            if text and column is Column.PERIOD:
                said += _says_when(text)
            elif text and column is Column.RESPONSIBLE:
                said += names_someone(text, units)
    return said > 0


_TIME_WORDS = ("ปี", "เดือน", "ไตรมาส", "สัปดาห์", "ตลอด", "รอบ", "วัน", "ถึง")


def _says_when(text: str) -> bool:
    return parse_period(text) is not None or any(word in text for word in _TIME_WORDS)
