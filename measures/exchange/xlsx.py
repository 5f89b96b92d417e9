"""Excel files to prose and tables."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

from itaportal.thai.numerals import thai_digits

from .archive import broken, checked_archive
from .docx_symbols import is_picture_font, signs_of
from .grids import MAX_COLUMNS, MAX_ROWS, Blocks, blocks_of, blocks_of_form
from .source import (
    MARKED_BY,
    OWN_BLANK_FORM,
    OWN_FILE,
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
from .xlsx_package import about_the_rest, bare
from .xlsx_values import ShownValue, decoded, shown_value

KIND = "Excel (.xlsx)"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml"
_MERGED = re.compile(rb"mergeCell[^>]*\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_HYPERLINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_BROKEN = (
    InvalidFileException, DefusedXmlException, ParseError, etree.LxmlError, zipfile.BadZipFile,
    OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError,
)  # fmt: skip


def read_xlsx(content: bytes, file: str, blocks: Blocks = blocks_of) -> SourceDocument:
    """The prose and tables of an Excel file, sheet by sheet. Raises UnreadableFile."""
    with checked_archive(content, main_part=r"xl/workbook\.xml", kind=KIND) as archive:
        _check_merged_ranges(archive)
        described = archive.read("xl/workbook.xml")
        if _STRICT in described[:10_000]:
            raise UnreadableFile(
                "ไฟล์นี้บันทึกเป็น Strict Open XML ซึ่งระบบไม่รับ โปรดบันทึกเป็นชนิด สมุดงาน Excel (.xlsx)"
            )
        try:
            with warnings.catch_warnings():  # of what openpyxl leaves out: said below
                warnings.simplefilter("ignore")
                walk = _Walk(content, file)
            if len(walk.values.sheetnames) != len(_SHEET.findall(described)):
                raise UnreadableFile(f"ไฟล์ {KIND} มีแผ่นงานไม่ครบ โปรดเปิดแล้วบันทึกใหม่")
            return walk.document(archive, blocks)
        except _BROKEN as error:
            raise broken(KIND, error) from error


class _Walk:
    """One pass over a workbook's sheets; collects doubts on the way."""

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        self.values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        self._formulas = load_workbook(io.BytesIO(content), keep_links=False)
        self._under_merges = (  # openpyxl empties the cells under merged ones, but not in this mode
            load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
            if any(sheet.merged_cells.ranges for sheet in self.values.worksheets)
            else None
        )
        self._cleaner = TextCleaner()
        self._doubts: list[Doubt] = []
        self._decided: dict[str, list[tuple[Place, str]]] = {}
        self._read: set[str] = set()
        self._filled = 0

    def document(self, archive: zipfile.ZipFile, blocks_of_sheet: Blocks) -> SourceDocument:
        """The whole workbook; `archive` is the file it came from."""
        blocks: list[SourceTable | SourceProse] = []
        category = self.values.properties.category
        is_form = category == OWN_BLANK_FORM and blocks_of_sheet is blocks_of
        if is_form:
            blocks_of_sheet = blocks_of_form
        for sheet in self.values.worksheets:
            if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
                raise UnreadableFile(
                    f"แผ่นงาน “{sheet.title}” มีขนาดเกินกว่าที่ระบบรับ "
                    + thai_digits(f"({MAX_ROWS} แถว {MAX_COLUMNS} คอลัมน์) ")
                    + "โปรดลบแถวและคอลัมน์ว่างที่อยู่นอกตาราง"
                )
            place = Place(self._file, f"แผ่นงาน “{sheet.title}”")
            self._doubts.extend(_hidden(sheet, place))
            unread = _unread_formulas(sheet, self._formulas[sheet.title])
            self._doubts.extend(_about_formulas(unread, place))
            self._doubts.extend(_about_comments(sheet, place))
            blocks.extend(blocks_of_sheet(list(self._rows(sheet, unread, place)), place))
        doubts = (
            *self._cleaner.doubts(),
            *self._doubts,
            *self._about_decisions(),
            *about_the_rest(archive, self._read, self._filled, Place(self._file)),
        )
        return SourceDocument(self._file, tuple(blocks), doubts, category == OWN_FILE, is_form)

    def _rows(
        self, sheet: Worksheet, unread: dict[tuple[int, int], str], place: Place
    ) -> Iterator[SourceRow]:
        ranges = sheet.merged_cells.ranges
        spans = {(each.min_row, each.min_col): each.size["columns"] for each in ranges}
        covered = {at for each in ranges for below in list(each.rows)[1:] for at in below}
        links = _links_of_formulas(self._formulas[sheet.title])
        under = self._values_under(sheet.title, {at for each in ranges for at in _inner(each)})
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            row = []
            for column, cell in enumerate(cells, start=1):
                at = number, column
                where = Place(place.file, place.table, number, get_column_letter(column))
                value, format = under.get(at) or (cell.value, cell.number_format)
                if isinstance(value, str) and is_picture_font(cell.font.name or ""):
                    value = signs_of(value, cell.font.name)
                lines = self._lines(unread.get(at), value, format, where)
                if lines and at in under:
                    made = "เก็บข้อความของเซลล์ที่ถูกผสานทับไว้ในเซลล์เดิม แม้ Excel ไม่แสดง"
                    expected = "ข้อความในเซลล์แรกของเซลล์ที่ผสาน"
                    self._doubts.append(Doubt(where, " ".join(lines), made, expected))
                link = cell.hyperlink.target if cell.hyperlink else None
                link = link or links.get(at)
                asides = (link,) if link and link not in "".join(lines) else ()
                row.append(SourceCell(lines, spans.get(at, 1), asides, at in covered))
            yield SourceRow(number, tuple(row))

    def _lines(
        self, formula: str | None, value: object, format: str, place: Place
    ) -> tuple[str, ...]:
        shown = ShownValue(formula) if formula else shown_value(value, format)
        if value is not None:
            self._filled += 1
            self._read.add(bare(decoded(str(value))))
        if shown.decided:
            self._decided.setdefault(shown.decided, []).append((place, f"{value} → {shown.text}"))
        return self._cleaner.lines([shown.text], place)

    def _values_under(
        self, title: str, places: set[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[object, str]]:
        """Values and formats of cells that merged ones hide, by row and column from 1."""
        if not places or self._under_merges is None:
            return {}
        last = max(row for row, _ in places)
        return {
            (cell.row, cell.column): (cell.value, cell.number_format)
            for row in self._under_merges[title].iter_rows(max_row=last)
            for cell in row
            if cell.value is not None and (cell.row, cell.column) in places
        }

    def _about_decisions(self) -> Iterator[Doubt]:
        """A doubt for each kind of decision about values, at the place of the first."""
        for made, found in self._decided.items():
            read = " ".join(text for _, text in found)
            yield Doubt(found[0][0], read, made, "ข้อความหรือค่าตามที่ต้องการให้ปรากฏ เช่น ๑ ต.ค. ๖๗")


def _inner(merged: MergedCellRange) -> Iterator[tuple[int, int]]:
    """Row and column of the cells that the first one of a range hides."""
    places = (at for row in merged.rows for at in row)
    next(places)
    yield from places


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


def _links_of_formulas(formulas: Worksheet) -> dict[tuple[int, int], str]:
    """The addresses that the function HYPERLINK hides behind its text."""
    return {
        (row, column): found[1]
        for row, cells in enumerate(formulas.iter_rows(), start=1)
        for column, cell in enumerate(cells, start=1)
        if cell.data_type == "f" and (found := _HYPERLINK.match(str(cell.value)))
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
            if cell.comment and cell.comment.author != MARKED_BY:
                yield Doubt(
                    Place(place.file, place.table, row, get_column_letter(column)),
                    cell.comment.text,
                    "ไม่ได้นำเข้าความคิดเห็นของเซลล์",
                    "ข้อความที่พิมพ์ไว้ในเซลล์",
                )


def _hidden(sheet: Worksheet, place: Place) -> Iterator[Doubt]:
    rows = sorted(number for number, shape in sheet.row_dimensions.items() if shape.hidden)
    columns = sorted(name for name, shape in sheet.column_dimensions.items() if shape.hidden)
    found = {"แถว": ", ".join(map(str, rows)), "คอลัมน์": ", ".join(columns)}
    if sheet.sheet_state != "visible":
        found = {"แถว": "ทั้งแผ่นงาน"}
    for things, names in found.items():
        if names:
            yield Doubt(
                place,
                thai_digits(f"{things}ที่ซ่อนไว้: {names}"),
                f"นำเข้าเหมือน{things}ที่มองเห็น",
                f"แผ่นงานที่ไม่มี{things}ซ่อน",
            )
