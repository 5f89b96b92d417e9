"""Rows of a table that are not rows of measures: group headings, and numbers of the columns."""

from __future__ import annotations

import re

from itaportal.thai.numerals import parse_integer

from .columns import Column, Header
from .drafts import KnownNames
from .headings import names_group
from .source import EXAMPLE_MARK, SourceRow
from .typed_rows import LEADING


def group_heading(
    row: SourceRow,
    following: SourceRow | None,
    header: Header,
    known: KnownNames,
    *,
    goes_on: bool,
    spans: bool = False,
) -> str:
    """The group heading that a row is, "" when it is a row of measures.

    `following` is the row after it; `goes_on`: rows stand above on the page before, so that a lone
    first cell may be the rest of theirs; `spans`: headings reach over columns in this file.
    """
    if spans and row.cells[0].span == 1:
        return ""
    filled = [place for place, cell in enumerate(row.cells) if cell.lines or cell.asides]
    if any(row.cells[place].asides for place in filled):
        return ""
    first = row.cells[filled[0]]
    columns = [
        column for column, cell in zip(header.columns, row.cells, strict=False) if cell.lines
    ]
    if len(filled) == 2 and columns[0] is Column.NUMBER and filled[1] == filled[0] + 1:
        number = "".join(first.lines).rstrip(".)")
        name = row.cells[filled[1]]
        text = f"{number}. {' '.join(name.lines)}"
        return text if name.span > 1 or names_group(text, known) else ""
    if len(filled) != 1 or (filled[0] and not set(columns) <= {None, *LEADING}):
        return ""
    text = " ".join(first.lines)
    if first.span > 1:
        return text
    if len(first.lines) > 1 or filled[0]:
        return ""
    if names_group(text, known):
        return text
    if following is not None and not following.cells[0].lines and following.holds_beyond_first():
        return ""  # a first cell whose row goes on over the page
    if goes_on and not re.match(r"[0-9๐-๙(]", text):
        return ""  # the rest of the first cell above
    return text


def numbers_columns(row: SourceRow) -> bool:
    """Whether a row below the header counts the columns: (๑) (๒) (๓)."""
    texts = [cell.text.strip("() .") for cell in row.cells if cell.lines]
    numbers = [parse_integer(text) if len(text) <= 2 else None for text in texts]
    return len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1))


def is_example(row: SourceRow) -> bool:
    """Whether a row only shows how to fill in a blank form."""
    return any(cell.lines[:1] == (EXAMPLE_MARK,) for cell in row.cells)
