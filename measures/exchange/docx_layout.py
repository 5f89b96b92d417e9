"""How Word lays out tables: merged cells, gaps, and tables that only frame others."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

TABLE, ROW, CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
MAX_SPAN = 63
"""Word's own limit of columns; a larger gridSpan is not Word's."""


def is_frame(table: etree._Element) -> bool:
    """Whether a table of one column only frames another that has three or more."""
    rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]
    if any(sum(1 for _ in row.iterchildren(CELL)) > 1 for row in rows):
        return False
    inner = (row for row in table.iter(ROW) if row not in rows)
    return any(sum(1 for _ in row.iterchildren(CELL)) > 2 for row in inner)


def merge_of(cell: etree._Element, kind: str) -> str:
    """`restart` or `continue` for a cell merged in a direction, else ""."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn(kind)}")
    return "" if merged is None else merged.get(qn("w:val"), "continue")


def number_at(element: etree._Element, *path: str) -> int:
    """The `w:val` at a path below an element as a small whole number, 0 where there is none."""
    found = element.find("/".join(map(qn, path)))
    written = found.get(qn("w:val"), "0") if found is not None else "0"
    return min(int(written), MAX_SPAN) if written.isascii() and written.isdecimal() else 0
