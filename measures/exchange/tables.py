"""The pieces of a file's tables as sections of rows under group headings, page breaks undone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from itaportal.thai.text import without_spaces

from .columns import Chosen, Column, Header, ReadColumn
from .confidence import CellReading
from .continuations import goes_on, join, take_from_above
from .drafts import KnownNames
from .group_rows import group_heading, is_example, numbers_columns
from .headings import names_group, names_issue
from .pieces import Piece, cut
from .read_columns import columns_of
from .source import Doubt, Place, SourceDocument, SourceProse, SourceRow
from .typed_rows import LEADING, TypedRow, excerpt, typed_row

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{1,3}(?:\s*/\s*[0-9๐-๙]{1,3})?[-–—\s]*"
)
_CONTINUED = re.compile(r"\(?\s*ต่อ\s*\)?$")
_LONGEST_GROUP_HEADING = 200


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
    header: Header | None = None


@dataclass(slots=True)
class TypedReport:
    """A file's content by its parts; `appendix` is what stands after the last table."""

    sections: list[TypedSection]
    appendix: list[str]
    columns: frozenset[Column]
    doubts: list[Doubt]
    readings: list[CellReading]
    texts: dict[int, str]
    """The text of each reading by its number."""
    found_columns: tuple[ReadColumn, ...] = ()


def read_tables(
    document: SourceDocument, known: KnownNames, chosen: Chosen | None = None
) -> TypedReport:
    """The document's sections, groups and rows; `chosen` are columns that a person named."""
    reader = _Reader(known, whole_rows=document.whole_rows)
    parts = cut(document, known.units, chosen)
    for part in parts:
        if isinstance(part, Piece):
            reader.piece(part)
        else:
            reader.prose(part)
    report = reader.report()
    report.found_columns = columns_of(parts)
    return report


class _Reader:
    def __init__(self, known: KnownNames, *, whole_rows: bool) -> None:
        self._known = known
        self._whole_rows = whole_rows
        self._sections: list[TypedSection] = []
        self._waiting: list[str] = []  # prose that the next table or the appendix will take
        self._seen: set[str] = set()  # lines of prose, spaces aside
        self._columns: set[Column] = set()
        self._doubts: list[Doubt] = []
        self._said: set[str] = set()
        self._readings: list[CellReading] = []
        self._texts: dict[int, str] = {}

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

    def report(self) -> TypedReport:
        return TypedReport(
            self._sections,
            self._waiting,
            frozenset(self._columns),
            self._doubts,
            self._readings,
            self._texts,
        )

    def piece(self, piece: Piece) -> None:
        if piece.header is None:
            self._beside_the_tables(piece)
            return
        self._begin_piece(piece, piece.header)
        after_break = True
        rows = [row for row in piece.rows if not (row.is_empty() or is_example(row))]
        for index, row in enumerate(rows):
            following = rows[index + 1] if index + 1 < len(rows) else None
            has_rows = bool(self._groups and self._groups[-1].rows)
            heading = group_heading(
                row,
                following,
                piece.header,
                self._known,
                goes_on=after_break and has_rows,
                spans=self._whole_rows,
            )
            if numbers_columns(row):
                self._doubt(
                    piece.place_of(row),
                    " ".join(cell.text for cell in row.cells),
                    "ไม่นับเป็นเนื้อหา เพราะเป็นเลขของคอลัมน์",
                    "แถวมาตรการ",
                )
            elif heading:
                self._begin_group(piece.place_of(row), heading)
            else:
                self._row(row, piece.place_of(row), piece.header, after_break=after_break)
            after_break = False

    # -- sections --------------------------------------------------------------------------------

    def _begin_piece(self, piece: Piece, header: Header) -> None:
        place = piece.own or piece.place
        self._columns |= header.known
        for doubt in header.doubts(place):
            if piece.own is None:
                continue
            if doubt.read not in self._said:  # the header comes again on every page
                self._said.add(doubt.read)
                self._doubts.append(doubt)
        if piece.own is None:
            self._doubt(
                piece.place,
                "ตารางที่ไม่มีหัวตาราง",
                "ใช้หัวตารางของตารางก่อนหน้าที่มีจำนวนคอลัมน์เท่ากัน",
                "ตารางที่มีหัวคอลัมน์ เช่น " + " ".join(header.headings[:3]),
            )
        self._drop_running_prose(place)
        if self._waiting and self._sections and self._heads_a_group(header):
            self._begin_group(place, self._waiting[0])
            self._waiting = []
        elif not self._sections or self._waiting or self._is_another_table(header):
            self._sections.append(TypedSection([*self._heading_without_rows(), *self._waiting]))
            self._seen.update(map(without_spaces, self._waiting))
            self._waiting = []
        self._sections[-1].header = header

    def _heading_without_rows(self) -> list[str]:
        """The last group's heading, taken back, where a new section begins before any row of it."""
        groups = self._groups if self._sections else []
        if len(groups) < 2 or groups[-1].rows or not groups[-1].heading:
            return []
        return [groups.pop().heading]

    def _drop_running_prose(self, place: Place) -> None:
        """Between the pages of a table: page numbers, and titles that were read before."""
        if not self._sections:
            return
        running = [
            line
            for line in self._waiting
            if _PAGE_NUMBER.fullmatch(line)
            or without_spaces(_CONTINUED.sub("", line)) in self._seen
        ]
        if running:
            self._waiting = [line for line in self._waiting if line not in running]
            self._doubt(
                place, excerpt(running), "ไม่นับเป็นเนื้อหา เพราะเป็นเลขหน้าหรือชื่อที่พิมพ์ซ้ำเมื่อขึ้นหน้าใหม่",
                "ตารางที่ต่อเนื่องกัน",
            )  # fmt: skip

    def _heads_a_group(self, header: Header) -> bool:
        """Whether the only line before a table is a heading of rows in the table before it."""
        return (
            len(self._waiting) == 1
            and len(self._waiting[0]) <= _LONGEST_GROUP_HEADING
            and not self._is_another_table(header)
            and names_group(self._waiting[0], self._known)
        )

    def _is_another_table(self, header: Header) -> bool:
        before = self._sections[-1].header if self._sections else None
        if before is None:
            return False
        return len(before.known ^ header.known) > 1 + abs(len(before.columns) - len(header.columns))

    def _beside_the_tables(self, piece: Piece) -> None:
        """A table of something else, or rows before the first header: kept as prose."""
        for row in piece.rows:
            texts = [line for cell in row.cells for line in (*cell.lines, *cell.asides)]
            if not texts:
                continue
            self._waiting.extend(texts)
            if self._whole_rows:
                continue  # signatures and captions
            if self._sections and sum(bool(cell.lines) for cell in row.cells) == 1:
                continue  # a paragraph below the tables of a sheet
            if self._sections:
                made = "เก็บเป็นข้อความนอกตาราง เพราะไม่ใช่ตารางมาตรการ"
            else:
                made = "เก็บเป็นข้อความนอกตาราง เพราะยังไม่พบหัวตาราง"
            self._doubt(
                piece.place_of(row), excerpt(texts), made,
                "แถวหัวตาราง เช่น มาตรการ/โครงการ/กิจกรรม ขั้นตอน/วิธีการปฏิบัติ ผู้รับผิดชอบ",
            )  # fmt: skip

    # -- groups ----------------------------------------------------------------------------------

    @property
    def _groups(self) -> list[TypedGroup]:
        return self._sections[-1].groups

    def _begin_group(self, place: Place, heading: str) -> None:
        bare = without_spaces(_CONTINUED.sub("", heading))
        if self._groups and without_spaces(self._groups[-1].heading) == bare:
            self._doubt(place, heading, "นับเป็นหัวข้อเดียวกับที่พิมพ์ไว้ก่อนหน้า", "หัวข้อที่พิมพ์ครั้งเดียว")
            return
        self._groups.append(TypedGroup(place, heading))

    # -- rows ------------------------------------------------------------------------------------

    def _row(self, row: SourceRow, place: Place, header: Header, *, after_break: bool) -> None:
        typed, readings, doubts = typed_row(row, place, header)
        self._doubts.extend(doubts)
        for reading, text in readings:
            self._texts[len(self._readings)] = text
            self._readings.append(reading)
        issue = typed.cells.get(Column.INDICATOR)
        if issue and names_issue(" ".join(issue), self._known):
            self._begin_group(place, " ".join(issue))
            typed.cells[Column.INDICATOR] = []
        if not self._groups:
            self._groups.append(TypedGroup(place))
        rows = self._groups[-1].rows
        may_go_on = bool(rows) and not issue and not self._whole_rows
        if may_go_on and goes_on(typed, rows[-1], after_break=after_break):
            doubts = join(rows[-1], typed)
            self._doubts.extend(doubts)
            for reading, _ in readings:
                again = any(
                    reading.column and doubt.place.column == reading.column.value
                    and doubt.made.startswith("ข้อความซ้ำ")
                    for doubt in doubts
                )  # fmt: skip
                reading.lower("repeated" if again else "continued")
            return
        if rows:
            for column in take_from_above(typed, rows[-1]):
                self._doubt(
                    replace(place, column=column.value),
                    excerpt(typed.cells[column]),
                    "ใช้ข้อความของช่องที่ผสานไว้ในแถวข้างบน",
                    "ช่องที่ไม่ผสานข้ามแถว",
                )
        elif not (any(map(typed.text, LEADING)) or self._groups[-1].heading):
            self._doubt(
                place,
                excerpt(line for lines in typed.cells.values() for line in lines),
                "นำเข้าเป็นแถวใหม่ที่ไม่มีมาตรการ",
                "ช่องมาตรการที่มีข้อความ",
            )
        rows.append(typed)

    def _doubt(self, place: Place, read: str, made: str, expected: str) -> None:
        self._doubts.append(Doubt(place, read, made, expected))
