"""The tables of a file as one list of rows under group headings, page breaks undone.

Offices split a table by hand at each page: the header comes again, and a row goes on under a blank
first cell. Both are undone here, on the texts as typed; what they mean is read in `rows`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import without_spaces
from measures.choices import ParagraphKind
from measures.rules.numbering import split_cell

from .columns import Column, Header, read_header
from .source import Doubt, Place, SourceDocument, SourceProse, SourceRow, SourceTable

_IDENTIFYING = (Column.NUMBER, Column.INDICATOR, Column.MEASURE)
# Text of these goes on within a sentence; the others list things, one a line.
_RUNNING = frozenset(
    {Column.MEASURE, Column.STEP, Column.RESULT, Column.OUTCOME, Column.SUGGESTION}
)


@dataclass(slots=True)
class TypedRow:
    """A row's cells by column, its texts as typed; `unplaced` holds what has no column."""

    place: Place
    cells: dict[Column, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TypedGroup:
    """Rows under a heading as typed; no heading for rows before the first."""

    place: Place
    heading: str = ""
    rows: list[TypedRow] = field(default_factory=list)


@dataclass(slots=True)
class TypedSection:
    """A part of the report: the prose before its tables and the groups in them."""

    prose: list[str] = field(default_factory=list)
    groups: list[TypedGroup] = field(default_factory=list)


@dataclass(slots=True)
class TypedReport:
    """A file's content by its parts; `appendix` is the prose after the last table."""

    sections: list[TypedSection]
    appendix: list[str]
    columns: frozenset[Column]
    doubts: list[Doubt]


def read_tables(document: SourceDocument) -> TypedReport:
    """The document's sections, groups and rows."""
    reader = _Reader()
    for block in document.blocks:
        if isinstance(block, SourceTable):
            reader.table(block)
        else:
            reader.prose(block)
    return reader.report()


class _Reader:
    def __init__(self) -> None:
        self._sections: list[TypedSection] = []
        self._waiting: list[str] = []  # prose that the next table or the appendix will take
        self._header: Header | None = None
        self._columns: set[Column] = set()
        self._doubts: list[Doubt] = []
        self._said: set[str] = set()

    def prose(self, block: SourceProse) -> None:
        self._waiting.extend(block.lines)
        if block.asides:
            self._waiting.extend(block.asides)
            self._doubt(
                block.place,
                " ".join(block.asides),
                "เก็บที่อยู่ของลิงก์ไว้เป็นย่อหน้าต่อท้าย",
                "ที่อยู่เว็บที่พิมพ์ไว้ในข้อความ",
            )

    def table(self, table: SourceTable) -> None:
        for row in table.rows:
            place = Place(table.place.file, table.place.table, row.number)
            header = read_header(row, place)
            if header:
                self._begin_table(*header)
            elif self._header is None:
                self._waiting.extend(line for cell in row.cells for line in cell.lines)
                self._doubt(
                    place,
                    " ".join(line for cell in row.cells for line in cell.lines),
                    "เก็บเป็นข้อความนอกตาราง เพราะยังไม่พบหัวตาราง",
                    "แถวหัวตาราง เช่น มาตรการ/โครงการ/กิจกรรม ขั้นตอน/วิธีการปฏิบัติ ผู้รับผิดชอบ",
                )
            elif row.is_heading():
                self._groups.append(TypedGroup(place, " ".join(row.cells[0].lines)))
            elif not row.is_empty():
                self._row(row, place, self._header)

    def report(self) -> TypedReport:
        return TypedReport(self._sections, self._waiting, frozenset(self._columns), self._doubts)

    @property
    def _groups(self) -> list[TypedGroup]:
        return self._sections[-1].groups

    def _begin_table(self, header: Header, doubts: tuple[Doubt, ...]) -> None:
        if not self._sections or self._waiting:
            self._sections.append(TypedSection(prose=self._waiting))
            self._waiting = []
        self._header = header
        self._columns.update(column for column in header.columns if column)
        for doubt in doubts:
            if doubt.read not in self._said:  # the header comes again on every page
                self._said.add(doubt.read)
                self._doubts.append(doubt)

    def _row(self, row: SourceRow, place: Place, header: Header) -> None:
        typed = self._typed(row, place, header)
        if not self._groups:
            self._groups.append(TypedGroup(place))
        rows = self._groups[-1].rows
        blank_first = not any(typed.cells.get(column) for column in _IDENTIFYING)
        if blank_first and rows:
            self._continue(rows[-1], typed)
            return
        if blank_first:
            self._doubt(
                place,
                excerpt(line for lines in typed.cells.values() for line in lines),
                "นำเข้าเป็นแถวใหม่ที่ไม่มีมาตรการ",
                "ช่องมาตรการที่มีข้อความ",
            )
        rows.append(typed)

    def _typed(self, row: SourceRow, place: Place, header: Header) -> TypedRow:
        typed = TypedRow(place)
        for position, cell in enumerate(row.cells):
            known = position < len(header.columns)
            column = header.columns[position] if known else None
            if column is not None:
                typed.cells[column] = list(cell.lines)
            elif cell.lines:
                heading = header.headings[position] if known else ""
                first, *rest = cell.lines
                typed.unplaced.extend([f"{heading}: {first}" if heading else first, *rest])
                if not heading:
                    self._doubt(
                        place,
                        excerpt(cell.lines),
                        "เก็บไว้ในช่องข้อความอื่นของแถว",
                        "ข้อความในคอลัมน์ที่มีหัวคอลัมน์",
                    )
            if cell.asides:
                typed.unplaced.extend(cell.asides)
                self._doubt(
                    place,
                    " ".join(cell.asides),
                    "เก็บที่อยู่ของลิงก์ไว้ในช่องข้อความอื่นของแถว",
                    "ที่อยู่เว็บที่พิมพ์ไว้ในข้อความ",
                )
        return typed

    # -- rows that go on after a page break --------------------------------------------------------

    def _continue(self, row: TypedRow, more: TypedRow) -> None:
        row.unplaced.extend(line for line in more.unplaced if line not in row.unplaced)
        for column, lines in more.cells.items():
            if not lines:
                continue
            place = Place(more.place.file, more.place.table, more.place.row, column.value)
            above = row.cells.setdefault(column, [])
            above_row = thai_digits(f"แถวที่ {row.place.row}")
            if above and _same(above, lines):
                made = f"ข้อความซ้ำกับ{above_row} ซึ่งช่องแรกว่างไว้ จึงนับเป็นข้อความเดียว"
            else:
                _append(above, lines, runs_on=column in _RUNNING)
                made = f"ต่อท้าย{above_row} เพราะช่องแรกว่างไว้"
            where = row.place.table
            if where != more.place.table:
                made = made.replace(above_row, f"{where} {above_row}")
            self._doubt(place, excerpt(lines), made, "แถวเดียวที่ไม่ถูกแบ่งเมื่อขึ้นหน้าใหม่")

    def _doubt(self, place: Place, read: str, made: str, expected: str) -> None:
        self._doubts.append(Doubt(place, read, made, expected))


def _append(above: list[str], lines: list[str], *, runs_on: bool) -> None:
    """Add the lines of a continued cell; one without a marker goes on in the last line above."""
    first, *rest = lines
    begins_item = split_cell([first])[0].kind is not ParagraphKind.PLAIN
    if above and runs_on and not begins_item:
        # Thai is written without spaces between words; other letters are not.
        gap = " " if above[-1][-1:].isascii() and first[:1].isascii() else ""
        above[-1] = f"{above[-1]}{gap}{first}"
    else:
        above.append(first)
    above.extend(rest)


def _same(above: list[str], lines: list[str]) -> bool:
    return without_spaces("".join(above)) == without_spaces("".join(lines))


def excerpt(lines: Iterable[str]) -> str:
    """Enough of a long text to find it by."""
    text = " ".join(lines)
    return text if len(text) <= 80 else f"{text[:60]} … {text[-15:]}"
