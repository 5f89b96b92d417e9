"""Word files to prose and tables.

python-docx opens the file; the walk below takes the text where Word keeps it, as python-docx
leaves out inserted text, links and text boxes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from itaportal.thai.numerals import parse_integer, thai_digits

from .archive import broken, checked_archive
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

KIND = "Word (.docx)"
MAX_SPAN = 63
"""Word's own limit of columns; a larger gridSpan is not Word's."""

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _DELETED_TEXT, _PARAGRAPH_SETTINGS = qn("w:t"), qn("w:delText"), qn("w:pPr")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_INSERTED, _DELETED = qn("w:ins"), qn("w:del")
_MOVED_AWAY, _LINK, _TEXT_BOX = qn("w:moveFrom"), qn("w:hyperlink"), qn("w:txbxContent")
_SYMBOL = qn("w:sym")
_PAGE_EDGES = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
# The same drawing once more for old programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(content: bytes, file: str) -> SourceDocument:
    """The prose and tables of a Word file. Raises UnreadableFile."""
    checked_archive(content, main_part="word/document.xml", kind=KIND).close()
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        links = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external
        }
        edges = [
            relation.target_part.element
            for relation in document.part.rels.values()
            if relation.reltype in _PAGE_EDGES
            and not relation.is_external
            and isinstance(relation.target_part, XmlPart)
        ]
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, OSError, etree.LxmlError,
            zipfile.BadZipFile) as error:  # fmt: skip
        raise broken(KIND, error) from error
    if body is None:
        raise UnreadableFile(f"ไฟล์ {KIND} ไม่มีเนื้อหา")
    read = _Walk(file, links).document(body)
    return replace(read, doubts=(*read.doubts, *_about_page_edges(edges, Place(file))))


def _about_page_edges(edges: list[etree._Element], place: Place) -> Iterator[Doubt]:
    """A doubt for each header or footer with words in it."""
    for edge in edges:
        words = _text_within(edge).strip()
        if words and not parse_integer(words.strip("- ")):  # a page number is no content
            yield Doubt(
                place,
                words,
                "ไม่ได้นำเข้าข้อความของหัวกระดาษหรือท้ายกระดาษ",
                "ข้อความในเนื้อความของไฟล์",
            )


@dataclass(slots=True)
class _Inline:
    """What a paragraph holds."""

    text: str = ""
    boxes: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    deleted: str = ""
    inserted: bool = False


class _Walk:
    """One pass over a document's body; collects doubts on the way."""

    def __init__(self, file: str, links: dict[str, str]) -> None:
        self._file = file
        self._links = links
        self._cleaner = TextCleaner()
        self._doubts: list[Doubt] = []
        self._tables = 0
        self._automatic_numbers = 0

    def document(self, body: etree._Element) -> SourceDocument:
        blocks: list[SourceTable | SourceProse] = []
        lines: list[str] = []
        asides: list[str] = []
        place = Place(self._file)

        def close_prose() -> None:
            if lines or asides:
                blocks.append(SourceProse(place, tuple(lines), tuple(asides)))
                lines.clear()
                asides.clear()

        for element in _blocks(body):
            if element.tag == _TABLE:
                close_prose()
                blocks.append(self._table(element))
            else:
                texts, more = self._paragraph(element, place)
                lines.extend(self._cleaner.lines(texts, place))
                asides.extend(more)
        close_prose()
        if self._automatic_numbers:
            self._doubt(
                place,
                thai_digits(f"{self._automatic_numbers} ย่อหน้าที่ Word ใส่เลขหรือจุดนำให้"),
                "อ่านเฉพาะข้อความ ไม่ได้อ่านเลขลำดับ",
                "เลขลำดับที่พิมพ์เอง เช่น ๑. จัดทำคู่มือ",
            )
        return SourceDocument(self._file, tuple(blocks), (*self._cleaner.doubts(), *self._doubts))

    def _table(self, table: etree._Element) -> SourceTable:
        self._tables += 1
        place = Place(self._file, thai_digits(f"ตารางที่ {self._tables}"))
        rows = [
            SourceRow(number, tuple(self._cells(row, Place(self._file, place.table, number))))
            for number, row in enumerate(_within(table, _ROW), start=1)
        ]
        return SourceTable(place, tuple(rows))

    def _cells(self, row: etree._Element, place: Place) -> Iterator[SourceCell]:
        yield from [SourceCell()] * _number(row, "w:trPr", "w:gridBefore")
        for cell in _within(row, _CELL):
            span = max(1, _number(cell, "w:tcPr", "w:gridSpan"))
            texts: list[str] = []
            asides: list[str] = []
            for paragraph in _paragraphs(cell):
                more_texts, more_asides = self._paragraph(paragraph, place)
                texts.extend(more_texts)
                asides.extend(more_asides)
            lines = self._cleaner.lines(texts, place)
            if cell.find(_TABLE) is not None:
                self._doubt(
                    place,
                    " ".join(lines),
                    "นำข้อความของตารางซ้อนมาเรียงเป็นย่อหน้า",
                    "ช่องที่ไม่มีตารางซ้อน",
                )
            covered = _is_covered(cell)
            yield SourceCell(lines, span, tuple(asides), covered)
            yield from [SourceCell(covered=covered)] * (span - 1)

    def _paragraph(self, paragraph: etree._Element, place: Place) -> tuple[list[str], list[str]]:
        """The texts of a paragraph, text boxes in it as texts of their own, and link addresses."""
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            self._automatic_numbers += 1
        found = self._inline(paragraph, place)
        if found.inserted or found.deleted:
            self._doubt(
                place,
                found.deleted or found.text,
                "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes)"
                + (" และไม่นำข้อความที่ถูกลบมา" if found.deleted else ""),
                "ไฟล์ที่ยอมรับหรือปฏิเสธการแก้ไขครบแล้ว",
            )
        if any(found.boxes):
            self._doubt(
                place,
                " ".join(found.boxes),
                "นำข้อความในกล่องข้อความมาต่อท้ายย่อหน้า",
                "ข้อความในเนื้อความ",
            )
        return [found.text, *found.boxes], found.addresses

    def _inline(self, paragraph: etree._Element, place: Place) -> _Inline:
        found = _Inline()
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _SIGNS:
                found.text += _SIGNS[tag]
            elif tag == _TEXT:
                found.text += element.text or ""
            elif tag == _SYMBOL:
                found.text += self._symbol(element, place)
            elif tag in {_DELETED, _MOVED_AWAY}:
                found.deleted += _text_within(element)
            elif tag == _TEXT_BOX:
                for inner in element.iter(_PARAGRAPH):
                    texts, addresses = self._paragraph(inner, place)
                    found.boxes.extend(texts)
                    found.addresses.extend(addresses)
            elif tag not in {_FALLBACK, _PARAGRAPH_SETTINGS}:
                found.inserted = found.inserted or tag == _INSERTED
                if tag == _LINK:
                    found.addresses.extend(self._address(element))
                stack.extend(reversed(element))
        return found

    def _symbol(self, symbol: etree._Element, place: Place) -> str:
        """A sign of a picture font, such as a ticked box of Wingdings, named as text."""
        named = f"[สัญลักษณ์ {symbol.get(qn('w:font'), '')} {symbol.get(qn('w:char'), '')}]"
        self._doubt(place, named, "เก็บชื่อของสัญลักษณ์ไว้ในข้อความ", "อักขระที่พิมพ์ได้ เช่น คำว่า ดำเนินการ")
        return named

    def _address(self, link: etree._Element) -> Iterator[str]:
        address = self._links.get(link.get(qn("r:id")) or "", "")
        shown = _text_within(link).strip()
        if address and (not shown or shown not in address):
            yield address

    def _doubt(self, place: Place, read: str, made: str, expected: str) -> None:
        self._doubts.append(Doubt(place, read, made, expected))


def _text_within(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(_TEXT, _DELETED_TEXT))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of a body or cell in order, those in content controls included."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in {_PARAGRAPH, _TABLE}:
            yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), _INSERTED}:
            stack.extend(reversed(element))


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, those of tables in it included."""
    for block in _blocks(cell):
        if block.tag == _PARAGRAPH:
            yield block
        else:
            for row in _within(block, _ROW):
                for inner in _within(row, _CELL):
                    yield from _paragraphs(inner)


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, not those of a nested table."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), _INSERTED}:
            stack.extend(reversed(element))


def _is_covered(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of cells merged over rows."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _number(element: etree._Element, *path: str) -> int:
    """The `w:val` at a path below an element as a small whole number, 0 where there is none."""
    found = element.find("/".join(map(qn, path)))
    written = found.get(qn("w:val"), "0") if found is not None else "0"
    return min(int(written), MAX_SPAN) if written.isdecimal() else 0
