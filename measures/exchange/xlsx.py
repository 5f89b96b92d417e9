"""Excel files to prose and tables."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from itaportal.thai.dates import thai_date_short
from itaportal.thai.numerals import thai_digits

from .archive import broken, checked_archive
from .grids import MAX_COLUMNS, MAX_ROWS, blocks_of
from .source import (
    Doubt,
    Place,
    SourceCell,
    SourceDocument,
    SourceProse,
    SourceRow,
    SourceTable,
    TextCleaner,
    UnreadableFile,
)

KIND = "Excel (.xlsx)"
_MERGED = re.compile(rb"mergeCell[^>]*\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_BROKEN = (
    InvalidFileException, DefusedXmlException, ParseError, etree.LxmlError, zipfile.BadZipFile,
    OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError,
)  # fmt: skip


def read_xlsx(content: bytes, file: str) -> SourceDocument:
    """The prose and tables of an Excel file, sheet by sheet. Raises UnreadableFile."""
    with checked_archive(content, main_part="xl/workbook.xml", kind=KIND) as archive:
        _check_merged_ranges(archive)
        sheets = len(_SHEET.findall(archive.read("xl/workbook.xml")))
    try:
        workbook = load_workbook(io.BytesIO(content), data_only=True)
        formulas = load_workbook(io.BytesIO(content))
    except _BROKEN as error:
        raise broken(KIND, error) from error
    if len(workbook.sheetnames) != sheets:  # openpyxl leaves out what it does not find
        raise UnreadableFile(f"ไฟล์ {KIND} มีแผ่นงานไม่ครบ โปรดเปิดแล้วบันทึกใหม่")
    cleaner = TextCleaner()
    doubts: list[Doubt] = []
    blocks: list[SourceTable | SourceProse] = []
    for sheet in workbook.worksheets:
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            raise UnreadableFile(
                f"แผ่นงาน “{sheet.title}” มีขนาดเกินกว่าที่ระบบรับ "
                + thai_digits(f"({MAX_ROWS} แถว {MAX_COLUMNS} คอลัมน์) ")
                + "โปรดลบแถวและคอลัมน์ว่างที่อยู่นอกตาราง"
            )
        place = Place(file, f"แผ่นงาน “{sheet.title}”")
        doubts.extend(_hidden(sheet, place))
        unread = _unread_formulas(sheet, formulas[sheet.title])
        doubts.extend(_about_formulas(unread, place))
        doubts.extend(_about_comments(sheet, place))
        blocks.extend(blocks_of(list(_rows(sheet, unread, place, cleaner)), place))
    return SourceDocument(file, tuple(blocks), (*cleaner.doubts(), *doubts))


def _check_merged_ranges(archive: zipfile.ZipFile) -> None:
    """Refuse merged cells beyond the limits before openpyxl makes each of them."""
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for reference in _MERGED.findall(archive.read(name)):
                _, _, last_column, last_row = range_boundaries(reference.decode())
                if (last_column or 0) > MAX_COLUMNS or (last_row or 0) > MAX_ROWS:
                    raise UnreadableFile(
                        f"ไฟล์ {KIND} ผสานเซลล์เกินขอบเขตที่ระบบรับ ({reference.decode()}) "
                        "โปรดยกเลิกการผสานเซลล์นั้น"
                    )


def _unread_formulas(sheet: Worksheet, formulas: Worksheet) -> dict[tuple[int, int], str]:
    """The formulas whose values the file does not hold, by row and column from 1."""
    return {
        (row, column): str(getattr(cell.value, "text", cell.value))
        for row, cells in enumerate(formulas.iter_rows(), start=1)
        for column, cell in enumerate(cells, start=1)
        if cell.data_type == "f" and sheet.cell(row, column).value is None
    }


def _about_formulas(unread: dict[tuple[int, int], str], place: Place) -> Iterator[Doubt]:
    for (row, column), formula in sorted(unread.items()):
        yield Doubt(
            Place(place.file, place.table, row, get_column_letter(column)),
            formula,
            "เก็บสูตรเป็นข้อความตามที่พิมพ์ เพราะไฟล์ไม่มีค่าที่คำนวณแล้ว",
            "ข้อความหรือค่าที่คำนวณแล้ว โดยเปิดไฟล์ใน Excel แล้วบันทึกใหม่",
        )


def _about_comments(sheet: Worksheet, place: Place) -> Iterator[Doubt]:
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(cells, start=1):
            if cell.comment:
                yield Doubt(
                    Place(place.file, place.table, row, get_column_letter(column)),
                    cell.comment.text,
                    "ไม่ได้นำเข้าความคิดเห็นของเซลล์",
                    "ข้อความที่พิมพ์ไว้ในเซลล์",
                )


def _rows(
    sheet: Worksheet, unread: dict[tuple[int, int], str], place: Place, cleaner: TextCleaner
) -> Iterator[SourceRow]:
    spans = {
        (merged.min_row, merged.min_col): merged.size["columns"]
        for merged in sheet.merged_cells.ranges
    }
    covered = {
        at
        for merged in sheet.merged_cells.ranges
        for below in list(merged.rows)[1:]
        for at in below
    }
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = []
        for column, cell in enumerate(cells, start=1):
            where = Place(place.file, place.table, number, get_column_letter(column))
            typed = unread.get((number, column)) or _text(cell.value)
            lines = cleaner.lines([typed], where)
            link = cell.hyperlink.target if cell.hyperlink else None
            asides = (link,) if link and link not in "".join(lines) else ()
            span = spans.get((number, column), 1)
            row.append(SourceCell(lines, span, asides, (number, column) in covered))
        yield SourceRow(number, tuple(row))


def _text(value: object) -> str:
    """A cell's value as an office would have typed it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return thai_date_short(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _hidden(sheet: Worksheet, place: Place) -> Iterator[Doubt]:
    numbers = [number for number, shape in sheet.row_dimensions.items() if shape.hidden]
    if sheet.sheet_state != "visible" or numbers:
        listed = ", ".join(map(str, sorted(numbers))) or "ทั้งแผ่นงาน"
        yield Doubt(
            place,
            thai_digits(f"แถวที่ซ่อนไว้: {listed}"),
            "นำเข้าเหมือนแถวที่มองเห็น",
            "แผ่นงานที่ไม่มีแถวซ่อน",
        )
