"""Word files to prose and tables.

python-docx opens the file; the walk below takes the text where Word keeps it, as python-docx
leaves out inserted text, links and text boxes. Elements that are not known are looked through:
wherever a paragraph stands, it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.oxml.ns import qn
from lxml import etree

from itaportal.thai.numerals import thai_digits

from .docx_layout import CELL, MAX_SPAN, ROW, TABLE, is_frame, merge_of, number_at
from .docx_numbering import AutomaticNumbers
from .docx_package import WordParts, open_word
from .docx_text import (
    ALTERNATIVES,
    DELETIONS,
    FALLBACK,
    INSERTIONS,
    PARAGRAPH,
    TEXT_BOX,
    LeftOut,
    TextWalk,
    chosen,
)
from .source import (
    OWN_FILE,
    Doubt,
    Place,
    SourceCell,
    SourceDocument,
    SourceProse,
    SourceRow,
    SourceTable,
    TextCleaner,
)

_CONTROL = qn("w:sdt")
# Not looked into for paragraphs: settings, and what belongs to a paragraph.
_CLOSED = {
    qn("w:sectPr"), qn("w:tblPr"), qn("w:trPr"), qn("w:tcPr"), qn("w:sdtPr"), TEXT_BOX, FALLBACK,
}  # fmt: skip
# Elements whose text is a measure or a code, not content.
_NO_CONTENT = frozenset(
    {"posOffset", "align", "pctWidth", "pctHeight", "instrText", "delInstrText", "binData"}
)


def read_docx(content: bytes, file: str) -> SourceDocument:
    """The prose and tables of a Word file. Raises UnreadableFile."""
    parts = open_word(content)
    read = WordWalk(file, parts).document(parts.body)
    doubts = (*read.doubts, *parts.doubts(Place(file)))
    return replace(read, doubts=doubts, whole_rows=parts.category == OWN_FILE)


class WordWalk:
    """One pass over a document's body; collects doubts on the way."""

    def __init__(self, file: str, parts: WordParts) -> None:
        self._file = file
        self._text = TextWalk(parts.links, parts.notes)
        self._numbers = AutomaticNumbers(parts.numbering, parts.styles)
        self._cleaner = TextCleaner()
        self._doubts = self._text.doubts
        self._tables = 0
        self._carried = ""  # text of paragraphs whose end is deleted: it goes on in the next one

    def document(self, body: etree._Element) -> SourceDocument:
        blocks: list[SourceTable | SourceProse] = []
        lines: list[str] = []
        asides: list[str] = []
        place = Place(self._file)

        def close_prose() -> None:
            lines.extend(self._cleaner.lines(self._rest(), place))
            if lines or asides:
                blocks.append(SourceProse(place, tuple(lines), tuple(asides)))
                lines.clear()
                asides.clear()

        for element in self._blocks(body, place):
            if element.tag == TABLE:
                close_prose()
                blocks.append(self._table(element))
            else:
                texts, more = self._paragraph(element, place)
                lines.extend(self._cleaner.lines(texts, place))
                asides.extend(more)
        close_prose()
        doubts = (
            *self._cleaner.doubts(),
            *self._doubts,
            *self._text.summary(),
            *self._about_numbers(place),
            *self._about_unread(body.getroottree().getroot(), place),
        )
        return SourceDocument(self._file, tuple(blocks), doubts)

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> SourceTable:
        self._tables += 1
        place = Place(self._file, thai_digits(f"ตารางที่ {self._tables}"))
        rows = []
        for number, row in enumerate(self._rows(table, place), start=1):
            cells = self._cells(row, Place(self._file, place.table, number))
            rows.append(SourceRow(number, tuple(cells)))
        return SourceTable(place, tuple(rows))

    def _rows(self, table: etree._Element, place: Place) -> Iterator[etree._Element]:
        """The rows of a table that no tracked change deletes."""
        for row in self._within(table, ROW, place):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self._text.delete(row, place)
            else:
                yield row

    def _cells(self, row: etree._Element, place: Place) -> list[SourceCell]:
        cells = [SourceCell()] * number_at(row, "w:trPr", "w:gridBefore")
        merged_from = None  # where cells of an old file's horizontal merge begin
        for cell in self._within(row, CELL, place):
            span = max(1, number_at(cell, "w:tcPr", "w:gridSpan"))
            read = self._cell(cell, span, place)
            if merge_of(cell, "w:hMerge") == "continue" and merged_from is not None:
                first = cells[merged_from]
                cells[merged_from] = replace(first, span=min(first.span + span, MAX_SPAN))
                read = replace(read, span=1)
            else:
                merged_from = len(cells)
            cells.append(read)
            cells.extend([SourceCell(covered=read.covered)] * (span - 1))
        return cells

    def _cell(self, cell: etree._Element, span: int, place: Place) -> SourceCell:
        if cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is not None:
            self._text.delete(cell, place)
            return SourceCell(span=span)
        texts: list[str] = []
        asides: list[str] = []
        for paragraph in self._paragraphs(cell, place):
            more_texts, more_asides = self._paragraph(paragraph, place)
            texts.extend(more_texts)
            asides.extend(more_asides)
        lines = self._cleaner.lines([*texts, *self._rest()], place)
        if lines and next(cell.iter(TABLE), None) is not None:
            made = "นำข้อความของตารางซ้อนมาเรียงเป็นย่อหน้า"
            self._doubt(place, " ".join(lines), made, "ช่องที่ไม่มีตารางซ้อน")
        covered = merge_of(cell, "w:vMerge") == "continue"
        if lines and (covered or merge_of(cell, "w:hMerge") == "continue"):
            made = "เก็บข้อความของช่องที่ถูกผสานทับไว้ในช่องเดิม แม้ Word ไม่แสดง"
            self._doubt(place, " ".join(lines), made, "ข้อความในช่องแรกของช่องที่ผสาน")
        return SourceCell(lines, span, tuple(asides), covered)

    # -- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element, place: Place) -> tuple[list[str], list[str]]:
        """The texts of a paragraph, text boxes in it as texts of their own, and link addresses."""
        found = self._text.inline(paragraph, place)
        boxes, addresses = self._boxes(found.boxes, place)
        addresses = [*found.addresses, *addresses]
        if paragraph.find("/".join(map(qn, ("w:pPr", "w:rPr", "w:del")))) is not None:
            self._carried += found.text
            self._text.leave_out(LeftOut.TRACKED, place, "")
            return boxes, addresses
        text = self._numbers.label(paragraph) + self._carried + found.text
        self._carried = ""
        return [text, *boxes], addresses

    def _boxes(self, boxes: list[etree._Element], place: Place) -> tuple[list[str], list[str]]:
        """The texts of the text boxes in a paragraph, and their links' addresses."""
        texts: list[str] = []
        addresses: list[str] = []
        carried, self._carried = self._carried, ""
        for box in boxes:
            for inner in self._paragraphs(box, place):
                more_texts, more_addresses = self._paragraph(inner, place)
                texts.extend(more_texts)
                addresses.extend(more_addresses)
            texts.extend(self._rest())
        self._carried = carried
        if any(texts):
            made = "นำข้อความในกล่องข้อความมาต่อท้ายย่อหน้า"
            self._doubt(place, " ".join(texts), made, "ข้อความในเนื้อความ")
        return texts, addresses

    def _rest(self) -> list[str]:
        """Text that no paragraph takes up any more."""
        rest, self._carried = self._carried, ""
        return [rest] if rest else []

    # -- the way down ----------------------------------------------------------------------------

    def _paragraphs(self, cell: etree._Element, place: Place) -> Iterator[etree._Element]:
        """The paragraphs of a cell or box in order, those of tables in it included."""
        for block in self._blocks(cell, place):
            if block.tag == PARAGRAPH:
                yield block
            else:
                for row in self._rows(block, place):
                    for inner in self._within(row, CELL, place):
                        yield from self._paragraphs(inner, place)

    def _blocks(self, parent: etree._Element, place: Place) -> Iterator[etree._Element]:
        """Paragraphs and tables of a body or cell in order, whatever stands around them."""
        for block in self._within_any(parent, {PARAGRAPH, TABLE}, place):
            if block.tag == TABLE and is_frame(block):
                self._doubt(place, "ตารางที่ใช้เป็นกรอบ", "อ่านตารางที่อยู่ในกรอบ", "ตารางที่ไม่อยู่ในตารางอื่น")
                for row in self._rows(block, place):
                    for cell in self._within(row, CELL, place):
                        yield from self._blocks(cell, place)
            else:
                yield block

    def _within(self, parent: etree._Element, tag: str, place: Place) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, not those of a nested table."""
        for found in self._within_any(parent, {tag, PARAGRAPH, TABLE}, place):
            if found.tag == tag:
                yield found

    def _within_any(
        self, parent: etree._Element, tags: set[str], place: Place
    ) -> Iterator[etree._Element]:
        stack = list(reversed(parent))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in tags:
                yield element
            elif tag in DELETIONS:
                self._text.delete(element, place)
            elif tag == _CONTROL and self._text.is_prompt(element):
                self._text.leave_out(LeftOut.PROMPT, place, self._text.all_text(element))
            elif tag == ALTERNATIVES:
                stack.extend(reversed(chosen(element)))
            elif tag not in _CLOSED and isinstance(tag, str):
                if tag in INSERTIONS:
                    self._text.leave_out(LeftOut.TRACKED, place, "")
                stack.extend(reversed(element))

    # -- doubts ----------------------------------------------------------------------------------

    def _about_numbers(self, place: Place) -> Iterator[Doubt]:
        if self._numbers.unknown:
            yield Doubt(
                place,
                thai_digits(f"{self._numbers.unknown} ย่อหน้าที่ Word ใส่เลขหรือจุดนำให้"),
                "อ่านเฉพาะข้อความ เพราะไฟล์ไม่มีรูปแบบของเลขลำดับนั้น",
                "เลขลำดับที่พิมพ์เอง เช่น ๑. จัดทำคู่มือ",
            )

    def _about_unread(self, root: etree._Element, place: Place) -> Iterator[Doubt]:
        """Words of the document that the walk never came to: none is lost without a word."""
        unread = []
        read = ""
        for element in root.iter(etree.Element):
            name = etree.QName(element).localname
            own = element.text if element not in self._text.taken else None
            for text in (None if name in _NO_CONTENT else own, element.tail):
                if text is None or not text.strip():
                    continue
                read = read or "".join(each.text or "" for each in self._text.taken)
                # A drawing is stored twice, and one of the two was read.
                twice = next(element.iterancestors(ALTERNATIVES), None) is not None
                if not (twice and text in read):
                    unread.append(text.strip())
        if unread:
            made = "ไม่ได้นำเข้าข้อความที่อยู่นอกย่อหน้าและช่องตาราง"
            yield Doubt(place, " ".join(unread), made, "ข้อความในย่อหน้าหรือในช่องตาราง")

    def _doubt(self, place: Place, read: str, made: str, expected: str) -> None:
        self._doubts.append(Doubt(place, read, made, expected))
