"""ReportDocument -> Excel (.xlsx): a sheet a table, which prints as the report does.

A header row stays in sight and comes again on every printed page. The same document gives the
same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from measures.exchange.source import OWN_FILE
from reports.document import ReportDocument, marks

from . import page
from .ooxml import require_writable, same_bytes
from .xlsx_sheets import planned_sheets
from .xlsx_writer import SheetWriter

# Columns are measured in digits of this font, which are as wide on every system.
_MEASURE = Font(name="Arial", size=10)
_INCH_MM = 25.4
_A4 = 9
_PROPERTIES, _TERMS = "docProps/core.xml", "{http://purl.org/dc/terms/}"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"


def render_xlsx(document: ReportDocument) -> bytes:
    """The document as an Excel file; the same document gives the same bytes. Raises RenderError."""
    require_writable(document)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _measure_by(_MEASURE, workbook)
    alternatives = []  # of the pictures of each sheet that has any: one drawing each
    for number, plan in enumerate(planned_sheets(document)):
        sheet = workbook.create_sheet(plan.name)
        _lay_out(sheet, document, is_first=number == 0)
        writer = SheetWriter(sheet, plan)
        writer.write()
        if writer.alternatives:
            alternatives.append(writer.alternatives)
    properties = workbook.properties
    properties.title, properties.creator = document.title, document.author
    properties.category = OWN_FILE
    properties.language = f"{document.language}-TH"
    written = io.BytesIO()
    workbook.save(written)
    package = written.getvalue()
    return same_bytes(package, dict(_mended(package, alternatives)))


def _measure_by(font: Font, workbook: Any) -> None:
    """Make a font that of the style that cells have by themselves."""
    workbook._fonts = IndexedList([font])
    workbook._named_styles["Normal"].font = font


def _lay_out(sheet: Worksheet, document: ReportDocument, *, is_first: bool) -> None:
    """A4 across, as wide as the page; page numbers from the second page on."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = page.SIDE_MM / _INCH_MM
    margins.top, margins.bottom = page.TOP_MM / _INCH_MM, page.BOTTOM_MM / _INCH_MM
    margins.header = margins.footer = 5 / _INCH_MM
    font = f'&"{page.OFFICE_FONT}"&{page.PAGE_NUMBER_POINTS}'
    sheet.HeaderFooter.differentFirst = is_first
    for head, text in ((sheet.oddHeader, f"{font}- &P -"), (sheet.firstHeader, None)):
        assert head is not None  # openpyxl's types allow it, a sheet has both
        head.center.text = text
        if words := marks(document):
            head.right.text = font + words.replace("&", "&&")


def _mended(package: bytes, alternatives: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """Parts that openpyxl cannot write as they should be, by name.

    The properties without the time of the clock, and the drawings with the alternative texts of
    their pictures.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        properties = etree.fromstring(parts.read(_PROPERTIES))
        for time in properties.findall(f"{_TERMS}created") + properties.findall(
            f"{_TERMS}modified"
        ):
            properties.remove(time)
        yield _PROPERTIES, _written(properties)
        for number, texts in enumerate(alternatives, start=1):
            name = f"xl/drawings/drawing{number}.xml"
            drawing = etree.fromstring(parts.read(name))
            for described, text in zip(drawing.iter(_DESCRIBED), texts, strict=True):
                described.set("descr", text)
            yield name, _written(drawing)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
