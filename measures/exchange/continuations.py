"""Rows that an office split by hand at a page's end, put together again.

A row goes on under blank first cells. Its texts are joined as typed; what they mean is read in
`rows`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from itaportal.thai.dates import parse_period
from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import without_spaces
from measures.choices import ParagraphKind
from measures.rules.numbering import split_cell

from .responsible import begins_name
from .source import Doubt
from .typed_rows import LEADING, TypedRow, excerpt
from .wordings import Column

_CONTINUED = re.compile(r"\(?ต่อ\)?$")
_HOLDING = (Column.RESPONSIBLE, Column.PERIOD)
"""Columns in which a row of its own says something of its own."""
_LISTING = frozenset({Column.RESPONSIBLE, Column.PERIOD, Column.NUMBER, Column.STATUS})
"""Columns that list things, one a line; text of the others goes on within a sentence."""


def goes_on(row: TypedRow, above: TypedRow, *, after_break: bool) -> bool:
    """Whether a row is the rest of the one above.

    `after_break`: it is the first under a page's header, where text of a first cell may go on too.
    """
    lead = row.leads_with()
    if lead is None:
        return True
    said = [column for column in _HOLDING if row.text(column) and column not in row.covered]
    own = [column for column in said if row.text(column) != above.text(column)]
    if lead in row.covered:
        return not said
    if not row.text(lead):
        names_more = any(row.text(column) for column in LEADING if column is not lead)
        return not (names_more and own)
    if after_break and _says_its_name_again(row, above):
        return True
    if not after_break or said or not any(above.text(column) for column in _HOLDING):
        return False
    if not any(column in row.cells for column in _HOLDING) or lead is not Column.MEASURE:
        return False
    return split_cell(row.cells[lead])[0].kind is ParagraphKind.PLAIN


def _says_its_name_again(row: TypedRow, above: TypedRow) -> bool:
    """Whether all that names a row was typed again from the page before, with (ต่อ) or without."""
    named = [column for column in LEADING if row.text(column)]
    if not any(row.text(column) for column in row.cells if column not in LEADING):
        return False
    return all(
        above.text(column) and _CONTINUED.sub("", row.text(column)) == above.text(column)
        for column in named
    )


def take_from_above(row: TypedRow, above: TypedRow) -> list[Column]:
    """Let a row of its own have what merged cells above say for it; the columns so filled."""
    lead = row.leads_with()
    if lead and not row.text(lead) and Column.INDICATOR in row.cells:
        row.indicator = above.cells.get(Column.INDICATOR) or above.indicator
    filled = []
    for column in (Column.MEASURE, *_HOLDING):
        if column in row.covered and not row.text(column) and above.text(column):
            row.cells[column] = list(above.cells[column])
            filled.append(column)
    return filled


def join(row: TypedRow, more: TypedRow) -> list[Doubt]:
    """Put the rest of a row to it; a doubt for each cell that says what was done."""
    row.unplaced.extend(line for line in more.unplaced if line not in row.unplaced)
    doubts = []
    for column, lines in more.cells.items():
        if not lines or (column in LEADING and _says_its_name_again(more, row)):
            continue
        above = row.cells.setdefault(column, [])
        above_row = thai_digits(f"แถวที่ {row.place.row}")
        if row.place.table != more.place.table:
            above_row = f"{row.place.table} {above_row}"
        if above and _same(above, lines):
            made = f"ข้อความซ้ำกับ{above_row} ซึ่งช่องแรกว่างไว้ จึงนับเป็นข้อความเดียว"
        else:
            _append(above, lines, column)
            made = f"ต่อท้าย{above_row} เพราะช่องแรกว่างไว้"
        doubts.append(
            Doubt(
                replace(more.place, column=column.value),
                excerpt(lines),
                made,
                "แถวเดียวที่ไม่ถูกแบ่งเมื่อขึ้นหน้าใหม่",
            )
        )
    return doubts


def _append(above: list[str], lines: list[str], column: Column) -> None:
    """Add the lines of a continued cell; one without a marker goes on in the last line above."""
    first, *rest = lines
    if above and _runs_on(above[-1], first, column):
        # Thai is written without spaces between words; other letters are not.
        gap = " " if above[-1][-1:].isascii() and first[:1].isascii() else ""
        above[-1] = f"{above[-1]}{gap}{first}"
    else:
        above.append(first)
    above.extend(rest)


def _runs_on(above: str, first: str, column: Column) -> bool:
    if split_cell([first])[0].kind is not ParagraphKind.PLAIN:
        return False
    if column is Column.PERIOD:
        return parse_period(above) is None and parse_period(f"{above} {first}") is not None
    if column is Column.RESPONSIBLE:
        return not begins_name(first)
    return column not in _LISTING


def _same(above: list[str], lines: list[str]) -> bool:
    return without_spaces("".join(above)) == without_spaces("".join(lines))
