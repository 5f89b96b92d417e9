"""The document: the hub between what a report says and every form it is written in.

Every leaf is final text: numbered, in the report's numerals, in the office's words. Writers (HTML
and PDF now, Word and Excel later) place it and change none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from itaportal.thai.numerals import thai_digits


class Numerals(StrEnum):
    """The digits of the whole report, page numbers included."""

    THAI = "thai"
    ARABIC = "arabic"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `marker` is its printed number or dash, `level` its depth from 0."""

    text: str
    marker: str = ""
    level: int = 0

    @property
    def line(self) -> str:
        """Marker and text as they are read."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one or more lines; level 1 is the title of the report."""

    lines: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header words and its share of the table's width in percent."""

    header: str
    width: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row over all columns that heads the rows after it."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell a column, each an ordered list of paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[GroupRow | Row, ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report ready to be written.

    `title` is the file's title, `running_mark` words that stand on every page (or "").
    """

    title: str
    blocks: tuple[Block, ...]
    numerals: Numerals = Numerals.THAI
    running_mark: str = ""
    language: str = "th"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed text and where it stands, in words for an error message."""

    place: str
    text: str


def leaves(document: ReportDocument) -> Iterator[Leaf]:
    """Every printed text in reading order, a table's header once, the running mark first."""
    if document.running_mark:
        yield Leaf("ข้อความประจำหน้า", document.running_mark)
    for block in document.blocks:
        match block:
            case Heading(lines=lines):
                yield from (Leaf("หัวเรื่อง", line) for line in lines)
            case Paragraph():
                yield Leaf("ข้อความนำ", block.line)
            case Table():
                yield from _table_leaves(block)


def _table_leaves(table: Table) -> Iterator[Leaf]:
    headers = [column.header for column in table.columns]
    yield from (Leaf("หัวตาราง", header) for header in headers)
    group, number = "", 0
    for row in table.rows:
        if isinstance(row, GroupRow):
            group, number = row.text, 0
            yield Leaf("หัวข้อกลุ่ม", row.text)
            continue
        number += 1
        for header, cell in zip(headers, row.cells, strict=True):
            place = f"ช่อง “{header}” แถวที่ {thai_digits(str(number))}"
            place += f" ใต้หัวข้อ “{group}”" if group else " ของตาราง"
            yield from (Leaf(place, paragraph.line) for paragraph in cell)


def document_text(document: ReportDocument) -> str:
    """The text in reading order, one printed text a line, without the words of every page."""
    return "\n".join(leaf.text for leaf in leaves(document) if leaf.text != document.running_mark)
