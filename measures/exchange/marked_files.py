"""A copy of an office's file with its doubted cells coloured, each with a comment that says why."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .docx_cells import CellFinder
from .docx_layout import CELL
from .docx_package import open_word
from .marks import Mark
from .source import MARKED_BY, SourceDocument, SourceTable

_COLOUR = "FFE9AE"
_FILL = PatternFill("solid", fgColor=_COLOUR)
_WIDTH, _HEIGHT = 420, 160  # of a comment, in pixels
_SHEET_WIDTH = 30
_TITLE_TOO_LONG = 31
_AFTER_SHADING = (
    "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark",
    "w:headers", "w:cellIns", "w:cellDel", "w:cellMerge", "w:tcPrChange",
)  # fmt: skip


def marked_excel(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The workbook with its doubted cells marked; charts and drawings, which openpyxl does not
    keep, are not in the copy.
    """
    with warnings.catch_warnings():  # of what openpyxl leaves out
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(content), keep_links=False)
    sheets = {f"แผ่นงาน “{sheet.title}”": sheet for sheet in workbook.worksheets}
    for mark in marks:
        _mark(sheets[mark.table], mark)
    return _saved(workbook)


def marked_word(content: bytes, file: str, marks: Sequence[Mark]) -> bytes:
    """The document with its doubted cells marked. Raises UnreadableFile."""
    parts = open_word(content)
    found = CellFinder(file, parts).find()
    numbers = {cell: number for number, cell in enumerate(parts.body.iter(CELL))}
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    cells = list(body.iter(CELL))
    for mark in marks:
        cell = cells[numbers[_cell_at(found, mark)]]
        properties = cell.get_or_add_tcPr()
        for shading in properties.findall(qn("w:shd")):
            properties.remove(shading)
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _COLOUR)):
            shading.set(qn(f"w:{name}"), value)
        properties.insert_element_before(shading, *_AFTER_SHADING)
        paragraph = Paragraph(cell.find(qn("w:p")), document._body)
        runs = paragraph.runs or [paragraph.add_run()]
        document.add_comment(runs, text=mark.text, author=MARKED_BY, initials="ITA")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def marked_tables(source: SourceDocument, marks: Sequence[Mark]) -> bytes:
    """The tables of a text file as a workbook, with the doubted cells marked.

    Rows stand where they stood, so that the numbers of the doubts are those of the sheet.
    """
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = source.file[:_TITLE_TOO_LONG].translate(dict.fromkeys(map(ord, "[]:*?/\\'"), "-"))
    width = 1
    for block in source.blocks:
        if not isinstance(block, SourceTable):
            continue
        for row in block.rows:
            for number, cell in enumerate(row.cells, start=1):
                at = sheet.cell(row.number, number)
                at.alignment = Alignment(wrap_text=True, vertical="top")
                at.number_format = "@"
                if cell.lines:
                    at.value = cell.text
                    at.data_type = "s"  # a text that begins with = is no formula
                width = max(width, number)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _SHEET_WIDTH
    for mark in marks:
        _mark(sheet, mark)
    return _saved(workbook)


def _cell_at(found: dict[tuple[str, int, int], etree._Element], mark: Mark) -> etree._Element:
    """The cell of a mark, or the one that reaches over its place."""
    column = mark.column
    while (mark.table, mark.row, column) not in found and column:
        column -= 1
    cell = found.get((mark.table, mark.row, column))
    return next(iter(found.values())) if cell is None else cell


def _mark(sheet: Worksheet, mark: Mark) -> None:
    row, column = mark.row, mark.column + 1
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            row, column = merged.min_row, merged.min_col
    cell = sheet.cell(row, column)
    cell.fill = _FILL
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + mark.text, MARKED_BY, _HEIGHT, _WIDTH)


def _saved(workbook: Workbook) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
