"""Word and Excel files as offices write them, made in memory from one description.

A file is a list of prose paragraphs (strings) and tables (`Table`). A row is a list of cells, or
one string for a group heading over the full width. A cell is its paragraphs in one string.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
from openpyxl import Workbook

FORM_A = (
    "มาตรการ/โครงการ/กิจกรรม",
    "ขั้นตอน/วิธีการปฏิบัติ",
    "ผู้รับผิดชอบ",
    "ระยะเวลา ดำเนินการ",
    "ผลการดำเนินการ",
    "ผลลัพธ์หรือความสำเร็จ ของการดำเนินงาน",
)
FORM_B = (
    "แนวทาง/มาตรการ",
    "วิธีการดำเนินการ",
    "ผู้รับผิดชอบ",
    "ระยะเวลาดำเนินการ",
    "ผลการดำเนินการ",
    "ข้อเสนอแนะ",
)


@dataclass(frozen=True)
class Table:
    """A header and the rows under it; a table of a later page may have none."""

    header: Sequence[str]
    rows: Sequence[str | Sequence[str]]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.header) or max(len(row) for row in self.rows if not isinstance(row, str))

    @property
    def lines(self) -> Sequence[str | Sequence[str]]:
        """The header, if there is one, and the rows."""
        return [self.header, *self.rows] if self.header else self.rows


Content = Sequence[str | Table]


def word_file(
    content: Content, change: Callable[[docx.document.Document], None] | None = None
) -> bytes:
    """A .docx; `change` may rework the document before it is saved."""
    document = docx.Document()
    for block in content:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(0, block.width)
        for row in block.lines:
            cells = table.add_row().cells
            if isinstance(row, str):
                cells[0].merge(cells[-1]).text = row
                continue
            for cell, text in zip(cells, row, strict=True):
                first, *rest = text.split("\n")
                cell.text = first
                for paragraph in rest:
                    cell.add_paragraph(paragraph)
    if change:
        change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def excel_file(content: Content, change: Callable[[Workbook], None] | None = None) -> bytes:
    """A .xlsx with one sheet, an empty row after each table; `change` may rework it."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "รายงาน"
    number = 0
    for block in content:
        if isinstance(block, str):
            number += 1
            sheet.cell(number, 1, block)
            continue
        for row in block.lines:
            number += 1
            for column, text in enumerate([row] if isinstance(row, str) else row, start=1):
                sheet.cell(number, column, text or None)
            if isinstance(row, str):
                sheet.merge_cells(
                    start_row=number, end_row=number, start_column=1, end_column=block.width
                )
        number += 1
    if change:
        change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def text_file(content: Content) -> bytes:
    """A .txt with cells between tabs and paragraphs in <p>, as converters of PDF files write it."""
    lines: list[str] = []
    for block in content:
        if isinstance(block, str):
            lines += [block, ""]
            continue
        for row in block.lines:
            cells = [row, *[""] * (block.width - 1)] if isinstance(row, str) else row
            lines.append("\t".join(map(_marked_up, cells)))
        lines.append("")
    return "\n".join(lines).encode()


def _marked_up(cell: str) -> str:
    paragraphs = cell.split("\n")
    return cell if len(paragraphs) == 1 else " ".join(f"<p>{each}</p>" for each in paragraphs)


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """The zip with one member added, or replaced where it has one of this name."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(saved, "w") as target:
        for member in source.infolist():
            if member.filename != name:
                target.writestr(member, source.read(member))
        target.writestr(name, content, zipfile.ZIP_DEFLATED)
    return saved.getvalue()


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


def word_body(xml: str, **parts: str) -> bytes:
    """A .docx whose body is this XML; `parts` replaces others (`numbering`, `styles`), as well."""
    content = word_file([])
    written = f"<w:document {_NAMESPACES}><w:body>{xml}</w:body></w:document>"
    content = with_member(content, "word/document.xml", written.encode())
    for name, part in parts.items():
        written = f"<w:{name} {_NAMESPACES}>{part}</w:{name}>"
        content = with_member(content, f"word/{name}.xml", written.encode())
    return content


# A report of form A and one of form B, worded for the tests.
REPORT_A: Content = (
    "รายงานผลมาตรการคุณธรรม",
    "ขององค์การบริหารส่วนตำบลตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    "ตามที่หน่วยงานได้กำหนดมาตรการไว้ บัดนี้ได้ดำเนินการแล้ว มีผลดังนี้",
    Table(
        FORM_A,
        (
            "๑. กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
            (
                "๑. ปรับปรุงคู่มือ ๒. อบรมเจ้าหน้าที่",
                "๑.ประชุม\n๒.จัดทำคู่มือ ได้แก่\n- คู่มือประชาชน\n๓.เผยแพร่",
                "สำนักปลัด",
                "ต.ค. ๖๗ - ก.ย. ๖๘",
                "- เผยแพร่คู่มือแล้ว",
                (
                    "- ในหัวข้อด้านการปฏิบัติหน้าที่ ITA ปี ๒๕๖๗ ได้คะแนน ๘๐.๐๐ คะแนน "
                    "ITA ปี ๒๕๖๘ ได้คะแนน ๘๑.๕๐ คะแนน มีคะแนนเฉลี่ยเพิ่มขึ้น ๑.๕ คะแนน"
                ),
            ),
        ),
    ),
    Table(
        FORM_A,
        (
            "๒.มาตรการด้านการให้บริการและระบบ E-Service",
            (
                "- เปิดช่องทางออนไลน์",
                "ประกาศให้ทราบทั่วกัน",
                "สำนักปลัด/กองคลัง",
                "๑ ม.ค. - ๓๐ มิ.ย. ๖๘",
                "",
                "ไม่มีเรื่องร้องเรียน",
            ),
        ),
    ),
)

REPORT_B: Content = (
    "รายงานความก้าวหน้าตามมาตรการ",
    "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน",
    "อำเภอตัวอย่าง จังหวัดตัวอย่าง",
    "มาตรการของหน่วยงาน พ.ศ. ๒๕๖๖",
    "จากการประเมินของปีก่อน หน่วยงานจึงกำหนดมาตรการดังนี้",
    Table(
        FORM_B,
        (
            (
                "๑.การปฏิบัติหน้าที่",
                "๑.เปิดเผยขั้นตอน ๒.ประเมินความพึงพอใจ",
                "ทุกส่วนราชการ",
                "ต.ค.๖๕-มี.ค.๖๖",
                "รายงานในที่ประชุม\n-ประกาศนโยบาย",
                "ติดตามต่อเนื่อง",
            ),
            (
                "๘.การเปิดเผยข้อมูล",
                "๑.ปรับปรุงเว็บไซต์ให้ครบ\n๒.จัดทำข้อมูลของ",
                "ทุกส่วนราชการ\nนางสาวสมมติ นามสมมติ นักประชาสัมพันธ์",
                "ต.ค.๖๕-มี.ค.๖๖\nปรับปรุงทุกเดือน",
                "รายงานในที่ประชุม",
                "ติดตามต่อเนื่อง",
            ),
        ),
    ),
    Table(
        FORM_B,
        (
            (
                "",
                "หน่วยงานให้ครบถ้วน\n๓.แสดงรายชื่อผู้บริหาร",
                "",
                "ต.ค.๖๕ - มี.ค.๖๖",
                "รายงานใน ที่ประชุม",
                "",
            ),
            (
                "๑๐.การป้องกันการทุจริต",
                "๑.ประชุมเตรียมความพร้อม",
                "ทุกส่วนราชการ คณะกรรมการติดตามและคณะทำงาน",
                "ต.ค.๖๕ - มี.ค.๖๖",
                "ประชุมแล้ว",
                "",
            ),
        ),
    ),
    "ภาคผนวก แบบวัดของปี",
    "- ลิงก์แบบวัด EIT",
)
