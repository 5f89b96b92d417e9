"""The blank Excel form of a report: its columns to be filled in and imported again.

A sheet a table of the form: the header, a row that shows how to fill in, and room under each group
heading. Every cell is text, so that Excel makes no dates or numbers of what is typed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from itaportal.thai.numerals import thai_digits
from measures.exchange.source import EXAMPLE_MARK, OWN_BLANK_FORM
from reports.layouts import ColumnLayout, Layout, SectionLayout, Source

from . import page

ROOM = 4
"""Empty rows under each heading."""
_ROOM_WITHOUT_HEADINGS = 30
_WIDTH, _A4, _POINTS = 150, 9, 14
_LINE = Side(style="thin", color=page.LINE_COLOUR)
_ALL_SIDES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TEXT = "@"
_PROMPT = (
    "พิมพ์หรือวางข้อความลงในตารางนี้ แทรกแถวได้ตามต้องการ ขึ้นบรรทัดใหม่ในช่องด้วย Alt+Enter "
    "แล้วนำไฟล์กลับเข้าระบบที่หน้า “นำเข้าจากไฟล์”"
)

EXAMPLES: dict[Source, Sequence[str]] = {
    Source.NUMBER: ("๑",),
    Source.INDICATOR: ("๑. การปฏิบัติหน้าที่",),
    Source.INDICATOR_WITH_SCORE: ("๑. การปฏิบัติหน้าที่",),
    Source.QUESTION: ("ข้อ i๑",),
    Source.ANALYSIS: ("ผู้รับบริการต้องการทราบขั้นตอนให้ชัดเจน",),
    Source.MEASURES: ("๑. จัดทำคู่มือการให้บริการ",),
    Source.NUMBERED_MEASURES: ("๑. จัดทำคู่มือการให้บริการ",),
    Source.INDICATOR_MEASURES: ("๑. จัดทำคู่มือการให้บริการ",),
    Source.GUIDANCE: ("จัดทำคู่มือการให้บริการ",),
    Source.STEPS: ("๑. ยกร่างคู่มือ", "๒. เผยแพร่ในเว็บไซต์"),
    Source.RESPONSIBLE: ("สำนักปลัด",),
    Source.PERIOD: ("ต.ค. ๖๗ - ก.ย. ๖๘",),
    Source.RESULTS: ("๑. เผยแพร่คู่มือแล้ว",),
    Source.STATUS_AND_RESULTS: ("๑. เผยแพร่คู่มือแล้ว",),
    Source.OUTCOME: ("- ผู้รับบริการทราบขั้นตอน",),
    Source.SUGGESTION: ("ควรปรับปรุงคู่มือทุกปี",),
}


def render_blank_form(layout: Layout, headings: Sequence[str]) -> bytes:
    """The form as an Excel file, with room under each of the group headings, if there are any.

    Only a table that does not name the indicators in a column has headings.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, section in enumerate(layout.sections, start=1):
        sheet = workbook.create_sheet(thai_digits(f"ตารางที่ {number}"))
        _write(sheet, section, () if section.shows_indicators else headings)
    workbook.properties.title = layout.label
    workbook.properties.category = OWN_BLANK_FORM
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _write(sheet: Worksheet, section: SectionLayout, headings: Sequence[str]) -> None:
    columns = section.columns
    _lay_out(sheet, columns)
    _row(sheet, 1, [column.header for column in columns], bold=True, fill=page.HEADER_COLOUR)
    _row(sheet, 2, _example(columns), colour=page.MARK_COLOUR, fill=page.GROUP_COLOUR)
    row = 3
    for heading in headings:
        _row(sheet, row, [heading], width=len(columns), bold=True, fill=page.GROUP_COLOUR)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
        _empty_rows(sheet, row + 1, ROOM, len(columns))
        row += 1 + ROOM
    if not headings:
        _empty_rows(sheet, row, _ROOM_WITHOUT_HEADINGS, len(columns))
    hint = DataValidation(showInputMessage=True, promptTitle="วิธีกรอก", prompt=_PROMPT)
    hint.add(f"A1:{get_column_letter(len(columns))}2")
    sheet.add_data_validation(hint)


def _example(columns: Iterable[ColumnLayout]) -> list[str]:
    """The row that shows how, marked in the first column that holds texts."""
    cells = [list(EXAMPLES[column.source]) for column in columns]
    marked = 1 if next(iter(columns)).source is Source.NUMBER else 0
    cells[marked].insert(0, EXAMPLE_MARK)
    return ["\n".join(lines) for lines in cells]


def _empty_rows(sheet: Worksheet, first: int, count: int, width: int) -> None:
    for number in range(first, first + count):
        _row(sheet, number, [], width=width)


def _row(
    sheet: Worksheet,
    number: int,
    texts: Sequence[str],
    *,
    width: int = 0,
    bold: bool = False,
    colour: str = "000000",
    fill: str = "",
) -> None:
    for column in range(1, max(width, len(texts)) + 1):
        cell = sheet.cell(number, column, texts[column - 1] if column <= len(texts) else None)
        cell.number_format, cell.alignment, cell.border = _TEXT, _WRAPPED, _ALL_SIDES
        cell.font = Font(name=page.OFFICE_FONT, size=_POINTS, bold=bold, color=colour)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)


def _lay_out(sheet: Worksheet, columns: Sequence[ColumnLayout]) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    shares = sum(column.width for column in columns)
    for number, column in enumerate(columns, start=1):
        width = _WIDTH * column.width / shares
        sheet.column_dimensions[get_column_letter(number)].width = width
