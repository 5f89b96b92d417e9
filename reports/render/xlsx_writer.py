"""One sheet of an Excel file: headings and prose over all columns, the table, pictures."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

from openpyxl.cell.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from PIL import UnidentifiedImageError

from itaportal.thai.numerals import thai_digits
from reports.document import (
    Block,
    CodedLinks,
    Cover,
    Gallery,
    GroupRow,
    Heading,
    Paragraph,
    Picture,
    Row,
    SignatureBlock,
    Table,
    signature_lines,
    tiers,
)

from . import page
from .ooxml import unreadable
from .qr import qr_png
from .xlsx_sheets import SheetPlan
from .xlsx_text import TALLEST_ROW, cell_lines, height_of, put_text

_WIDTH = 148  # of all columns in Excel's units: A4 between its margins
_PROSE_COLUMNS = 2
_PART_OF_TALL_ROW = 120  # points: a printed page ends between the parts
_POINTS, _ROOM_TO_SIGN, _ROOM_ON_COVER = 14, 45, 30
_MM_A_UNIT, _POINTS_A_MM = 7 * page.MM_A_PIXEL, 72 / 25.4
_Item = TypeVar("_Item")
_LINE = Side(style="thin", color=page.LINE_COLOUR)
_ALL_SIDES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


class SheetWriter:
    """Writes the blocks of one sheet from the top down."""

    def __init__(self, sheet: Worksheet, plan: SheetPlan) -> None:
        self._sheet = sheet
        self._blocks = plan.blocks
        shares = [c.width for c in plan.table.columns] if plan.table else [1] * _PROSE_COLUMNS
        self._widths = [_WIDTH * share / sum(shares) for share in shares]
        self._row = 1  # the next one to be written
        self.alternatives: list[str] = []
        """The alternative texts of the sheet's pictures in order."""

    def write(self) -> None:
        """Write all blocks; a table's header stays in sight. Raises RenderError."""
        for number, width in enumerate(self._widths, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        for block in self._blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Cover():
                self._cover(block)
            case Heading(lines=lines):
                for line in lines:
                    self._across(line, "หัวเรื่อง", page.HEADING_POINTS, bold=True, centred=True)
            case Paragraph():
                self._across(cell_lines([block]), "ข้อความนำ", page.PROSE_POINTS)
            case Table():
                self._table(block)
            case Gallery():
                self._gallery(block)
            case CodedLinks():
                self._coded_links(block)
            case SignatureBlock():
                self._signatures(block)

    # -- prose ------------------------------------------------------------------------------------

    def _across(
        self, text: str, place: str, points: int, *, bold: bool = False, centred: bool = False
    ) -> Cell:
        """A row of one text over all columns."""
        cell = self._merged(self._row, 1, 1, len(self._widths))
        put_text(cell, text, place=place, points=points, bold=bold, centred=centred)
        self._space(height_of(text, sum(self._widths), points))
        return cell

    def _cover(self, cover: Cover) -> None:
        self._sheet.print_options.horizontalCentered = True
        self._sheet.print_options.verticalCentered = True
        if cover.emblem:
            width = page.EMBLEM_MM * cover.emblem.width / cover.emblem.height
            columns = len(self._widths)
            self._picture(cover.emblem, width, page.EMBLEM_MM, column=1, columns=columns)
            self._row += 1
        for number, group in enumerate(cover.groups):
            if number or cover.emblem:
                self._space(_ROOM_ON_COVER)
            points = page.COVER_POINTS if number else page.COVER_TITLE_POINTS
            for line in group:
                self._across(line, "ปก", points, bold=True, centred=True)

    def _signatures(self, block: SignatureBlock) -> None:
        """Who signs, side by side as far as the columns reach, after an empty row."""
        self._space(_ROOM_TO_SIGN)
        a_row = min(len(block.signers), len(self._widths))
        for begin in range(0, len(block.signers), a_row):
            signed = [signature_lines(each) for each in block.signers[begin : begin + a_row]]
            edges = [round(len(self._widths) * at / a_row) for at in range(a_row + 1)]
            for lines in zip(*signed, strict=True):
                for at, line in enumerate(lines):
                    cell = self._merged(self._row, edges[at] + 1, 1, edges[at + 1] - edges[at])
                    put_text(cell, line, place="ช่องลงนาม", points=_POINTS, centred=True)
                self._space(height_of("", _WIDTH, _POINTS))

    # -- table ------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        first = self._row
        self._header(table)
        self._sheet.print_title_rows = f"{first}:{self._row - 1}"
        self._sheet.freeze_panes = f"A{self._row}"
        number, group = 0, ""
        for row in table.rows:
            if isinstance(row, GroupRow):
                number, group = 0, row.text
                self._group(row, table)
            else:
                number += 1
                place = thai_digits(f"แถวที่ {number}") + (f" ใต้หัวข้อ “{group}”" if group else "")
                self._body_row(row, table, place)

    def _header(self, table: Table) -> None:
        upper = tiers(table.columns)
        if upper:
            at, height = 1, 0.0
            for words, count in upper:
                text = words or table.columns[at - 1].header
                width = sum(self._widths[at - 1 : at - 1 + count])
                self._heading(text, table, at, rows=1 if words else 2, columns=count)
                if words:
                    height = max(height, height_of(text, width, table.font_size, bold=True))
                at += count
            self._space(height)
        alone = [not column.tier for column in table.columns] if upper else []
        for at, column in enumerate(table.columns, start=1):
            if not (alone and alone[at - 1]):
                self._heading(column.header, table, at)
        headers = [column.header for column in table.columns]
        self._space(self._tallest(headers, table.font_size, bold=True))

    def _heading(
        self, text: str, table: Table, column: int, *, rows: int = 1, columns: int = 1
    ) -> None:
        cell = self._merged(self._row, column, rows, columns, fill=page.HEADER_COLOUR)
        put_text(
            cell,
            text,
            place="หัวตาราง",
            points=table.font_size,
            bold=True,
            centred=True,
            middle=True,
        )

    def _group(self, group: GroupRow, table: Table) -> None:
        cell = self._merged(self._row, 1, 1, len(self._widths), fill=page.GROUP_COLOUR)
        put_text(cell, group.text, place="หัวข้อกลุ่ม", points=table.font_size, bold=True)
        self._space(height_of(group.text, _WIDTH, table.font_size))

    def _body_row(self, row: Row, table: Table, place: str) -> None:
        """A row of measures; one taller than Excel shows is merged over several."""
        texts = [cell_lines(cell) for cell in row.cells]
        height = self._tallest(texts, table.font_size)
        rows = math.ceil(height / _PART_OF_TALL_ROW) if height > TALLEST_ROW else 1
        for at, (text, column) in enumerate(zip(texts, table.columns, strict=True), start=1):
            cell = self._merged(self._row, at, rows, 1, lined=True)
            put_text(cell, text, place=f"ช่อง “{column.header}” {place}", points=table.font_size)
        for _ in range(rows):
            self._space(height / rows)

    # -- pictures ---------------------------------------------------------------------------------

    def _gallery(self, block: Gallery) -> None:
        """Pictures two a row, each over its caption."""
        for pair in _by(len(self._widths), block.pictures):
            for column, each in enumerate(pair, start=1):
                self._picture(each.picture, *page.fitting_mm(each.picture), column=column)
            self._row += 1
            self._captions([each.caption for each in pair], "คำบรรยายภาพ")

    def _coded_links(self, block: CodedLinks) -> None:
        for links in _by(len(self._widths), block.links):
            for column, link in enumerate(links, start=1):
                alternative = f"รหัสคิวอาร์ของ {link.address}"
                code = Picture(qr_png(link.address), "image/png", alternative, 1, 1)
                self._picture(code, page.CODE_MM, page.CODE_MM, column=column)
            self._row += 1
            self._captions([link.label for link in links], "ลิงก์ในภาคผนวก")
            for column, link in enumerate(links, start=1):
                self._sheet.cell(self._row, column).hyperlink = link.address
            self._captions([link.address for link in links], "ลิงก์ในภาคผนวก")

    def _captions(self, texts: Sequence[str], place: str) -> None:
        """A row of texts under pictures."""
        for column, text in enumerate(texts, start=1):
            put_text(self._at(self._row, column), text, place=place, points=_POINTS, centred=True)
        self._space(self._tallest(texts, _POINTS))

    def _picture(
        self, picture: Picture, width_mm: float, height_mm: float, *, column: int, columns: int = 1
    ) -> None:
        """A picture in the middle of cells of the next row, which becomes as tall.

        Raises RenderError.
        """
        try:
            image = Image(io.BytesIO(picture.content))
        except UnidentifiedImageError as error:
            raise unreadable(picture) from error
        # In the first column also on a cover, whose columns are two of the same width.
        beside = sum(self._widths[column - 1 : column - 1 + columns]) * _MM_A_UNIT - width_mm
        offset = max(0.0, beside / 2)
        corner = AnchorMarker(
            col=column - 1, colOff=_emu(offset), row=self._row - 1, rowOff=_emu(1)
        )
        size = XDRPositiveSize2D(_emu(width_mm), _emu(height_mm))
        image.anchor = OneCellAnchor(_from=corner, ext=size)
        self._sheet.add_image(image)
        self.alternatives.append(picture.alternative)
        before = self._sheet.row_dimensions[self._row].height or 0.0
        self._height(max(before, (height_mm + 2) * _POINTS_A_MM))

    # -- rows and cells ---------------------------------------------------------------------------

    def _merged(
        self, row: int, column: int, rows: int, columns: int, *, fill: str = "", lined: bool = False
    ) -> Cell:
        """The first of cells that are one; filled ones are a table's."""
        if rows > 1 or columns > 1:
            self._sheet.merge_cells(
                start_row=row, start_column=column,
                end_row=row + rows - 1, end_column=column + columns - 1,
            )  # fmt: skip
        for cells in self._sheet.iter_rows(row, row + rows - 1, column, column + columns - 1):
            for cell in cells:
                if fill:
                    cell.fill = PatternFill("solid", fgColor=fill)
                if fill or lined:
                    cell.border = _ALL_SIDES
        return self._at(row, column)

    def _at(self, row: int, column: int) -> Cell:
        cell = self._sheet.cell(row, column)
        assert isinstance(cell, Cell)  # nothing is written under a merged one
        return cell

    def _height(self, points: float) -> None:
        self._sheet.row_dimensions[self._row].height = min(round(points, 1), TALLEST_ROW)

    def _tallest(self, texts: Sequence[str], points: int, *, bold: bool = False) -> float:
        """The height of a row of one text a column."""
        pairs = zip(texts, self._widths, strict=False)
        return max(height_of(text, width, points, bold=bold) for text, width in pairs)

    def _space(self, points: float) -> None:
        """Leave the row at this height and go on below it."""
        self._height(points)
        self._row += 1


def _emu(millimetres: float) -> int:
    """The unit of drawings: 36,000 a millimetre."""
    return round(millimetres * 36_000)


def _by(count: int, items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """The items by so many."""
    for begin in range(0, len(items), count):
        yield items[begin : begin + count]
