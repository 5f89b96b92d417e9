"""ReportDocument -> Word (.docx), as an office would have made it: styles, lists, tables, fields.

python-docx keeps the package, its relations and pictures; the content is written as XML, as it has
no words for most of it. The same document gives the same bytes: no clock, one order of parts.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Mm

from measures.exchange.source import OWN_FILE
from reports.document import (
    Block,
    CodedLinks,
    Cover,
    Gallery,
    Heading,
    Numerals,
    Paragraph,
    ReportDocument,
    SignatureBlock,
    Table,
    marks,
)

from . import page
from .docx_numbering import Lists
from .docx_paragraphs import ParagraphWriter
from .docx_pictures import PictureWriter, gap, with_gaps
from .docx_styles import FONT_TABLE, SETTINGS, styles
from .docx_tables import written_table
from .docx_watermark import watermark
from .docx_xml import TWIPS_A_POINT, Element, element, replace_children, text, twips, valued
from .ooxml import require_writable, same_bytes

# Of python-docx's own template: what the report neither has nor needs.
_NOT_OURS = (
    "stylesWithEffects",
    "webSettings",
    "theme",
    "customXml",
    "thumbnail",
    "extended-properties",
)
_COVER_LETTERS_A_LINE = 60
_COVER_HEIGHT_MM = 168
_NUMBER_FORMATS = {Numerals.THAI: "thaiNumbers", Numerals.ARABIC: "decimal"}


def render_docx(document: ReportDocument) -> bytes:
    """The document as a Word file; the same document gives the same bytes. Raises RenderError."""
    require_writable(document)
    file = docx.Document()
    writer = _Writer(document, file)
    writer.write()
    written = io.BytesIO()
    file.save(written)
    return same_bytes(written.getvalue())


class _Writer:
    """Writes one document into an empty file."""

    def __init__(self, document: ReportDocument, file: Document) -> None:
        self._document = document
        self._file = file
        self._lists = Lists(document.numerals)
        self._paragraphs = ParagraphWriter(self._lists, self._relate)
        self._pictures = PictureWriter(file.part, self._paragraphs)
        self._drafts = 0

    def write(self) -> None:
        """Content first, then what it made necessary: lists, styles, sections."""
        body = self._file.element.body
        last_section = body.sectPr
        replace_children(body, [*with_gaps(self._blocks()), last_section])
        replace_children(self._file.part.numbering_part.element, self._lists.descriptions())
        tables = [block for block in self._document.blocks if isinstance(block, Table)]
        sizes = sorted({table.font_size for table in tables})
        replace_children(self._file.styles.element, styles(sizes))
        self._sections()
        self._package()

    # -- blocks -----------------------------------------------------------------------------------

    def _blocks(self) -> Iterator[Element]:
        blocks = self._document.blocks
        prose: list[Paragraph] = []  # paragraphs that follow each other: their lists count on
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, Paragraph):
                prose.append(block)
                if not isinstance(after, Paragraph):
                    yield from self._paragraphs.prose(prose, "BodyText", page.PROSE_POINTS)
                    prose = []
            else:
                yield from self._block(block, before, after)

    def _block(self, block: Block, before: Block | None, after: Block | None) -> Iterator[Element]:
        match block:
            case Cover():
                yield from self._cover(block)
            case Heading():
                yield self._heading(block, before)
            case Table():
                signed = isinstance(after, SignatureBlock)
                yield written_table(block, self._paragraphs, stays_with_next=signed)
            case Gallery():
                yield self._pictures.gallery(block)
            case CodedLinks():
                yield self._pictures.coded_links(block)
            case SignatureBlock():
                yield self._pictures.signatures(block)

    def _heading(self, block: Heading, before: Block | None) -> Element:
        begins_page = block.new_page and not isinstance(before, Cover)
        after_table = isinstance(before, Table) and not begins_page
        return self._paragraphs.styled(
            f"Heading{block.level}",
            block.lines,
            element("w:pageBreakBefore") if begins_page else None,
            element("w:spacing", before=twips(5)) if after_table else None,
        )

    def _cover(self, cover: Cover) -> Iterator[Element]:
        """Groups apart from each other on a page of its own, which ends its section."""
        space = _space_on_cover(cover)
        if cover.emblem:
            width = page.EMBLEM_MM * cover.emblem.width / cover.emblem.height
            yield gap(height=space)
            yield self._pictures.picture(cover.emblem, width, page.EMBLEM_MM)
        for number, group in enumerate(cover.groups):
            yield gap(height=space)
            yield self._paragraphs.styled("Subtitle" if number else "Title", group)
        yield gap(element("w:sectPr", valued("w:type", "nextPage")))

    # -- pages ------------------------------------------------------------------------------------

    def _sections(self) -> None:
        """A4 across; page numbers from the second page on, the running mark on all."""
        sections = list(self._file.sections)
        for section in sections:
            _lay_out(section, self._document.numerals)
        first, last = sections[0], sections[-1]
        if first is last:
            first.different_first_page_header_footer = True
            self._head(first.first_page_header._element, numbered=False)
        else:
            first.header.is_linked_to_previous = False
            self._head(first.header._element, numbered=False)
        last.header.is_linked_to_previous = False
        self._head(last.header._element, numbered=True)

    def _head(self, header: Element, *, numbered: bool) -> None:
        middle, right = twips(page.TEXT_WIDTH_MM / 2), twips(page.TEXT_WIDTH_MM)
        tabs = element(
            "w:tabs",
            element("w:tab", val="center", pos=middle),
            element("w:tab", val="right", pos=right),
        )
        runs = [element("w:r", element("w:tab"))]
        if numbered:
            runs += _page_number(self._document.numerals)
        if marks(self._document):
            grey = element("w:rPr", valued("w:color", page.MARK_COLOUR), element("w:cs"))
            runs.append(element("w:r", element("w:tab")))
            runs.append(element("w:r", grey, text(marks(self._document))))
        if self._document.draft_mark:
            self._drafts += 1
            runs.append(watermark(self._document.draft_mark, self._drafts))
        properties = element("w:pPr", valued("w:pStyle", "Header"), tabs)
        replace_children(header, [element("w:p", properties, *runs)])

    # -- package ----------------------------------------------------------------------------------

    def _relate(self, address: str) -> str:
        return str(self._file.part.relate_to(address, RT.HYPERLINK, is_external=True))

    def _package(self) -> None:
        """Settings, fonts and properties; nothing of the template that is not ours."""
        part = self._file.part
        for relations in (part.rels, part.package.rels):
            kinds = {key: each.reltype.rsplit("/", 1)[-1] for key, each in relations.items()}
            for key in [key for key, kind in kinds.items() if kind in _NOT_OURS]:
                del relations[key]
        fonts: Part = part.part_related_by(RT.FONT_TABLE)
        fonts._blob = FONT_TABLE.encode()
        settings = parse_xml(SETTINGS)
        replace_children(self._file.settings.element, list(settings))
        properties = self._file.core_properties
        replace_children(properties._element, [])
        properties.title = self._document.title[:255]
        properties.author = self._document.author[:255]
        properties.category = OWN_FILE
        properties.language = f"{self._document.language}-TH"


def _lay_out(section: Section, numerals: Numerals) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, page.A4_LANDSCAPE_MM)
    section.left_margin = section.right_margin = Mm(page.SIDE_MM)
    section.top_margin, section.bottom_margin = Mm(page.TOP_MM), Mm(page.BOTTOM_MM)
    section.header_distance, section.footer_distance = Mm(5), Mm(5)
    section.gutter = Mm(0)
    number = element("w:pgNumType", fmt=_NUMBER_FORMATS[numerals])
    section._sectPr.insert_element_before(
        number,  # type: ignore[arg-type]  # lxml's own
        "w:cols",
        "w:vAlign",
        "w:titlePg",
        "w:docGrid",
    )


def _page_number(numerals: Numerals) -> list[Element]:
    """- ๒ -, counted by Word in the digits of the section."""
    code = element("w:instrText")
    code.text = "PAGE"
    shown = "๒" if numerals is Numerals.THAI else "2"

    def run(*content: Element) -> Element:
        return element("w:r", element("w:rPr", element("w:cs")), *content)

    return [
        run(text("- ")),
        run(element("w:fldChar", fldCharType="begin")),
        run(code),
        run(element("w:fldChar", fldCharType="separate")),
        run(text(shown)),
        run(element("w:fldChar", fldCharType="end")),
        run(text(" -")),
    ]


def _space_on_cover(cover: Cover) -> int:
    """Twips between the groups of a cover, so that they fill the page evenly."""
    height = page.EMBLEM_MM / 25.4 * 72 if cover.emblem else 0.0
    for number, group in enumerate(cover.groups):
        points = page.COVER_POINTS if number else page.COVER_TITLE_POINTS
        lines = sum(math.ceil(len(line) / _COVER_LETTERS_A_LINE) for line in group)
        height += lines * points * page.LINE_HEIGHT
    free = _COVER_HEIGHT_MM / 25.4 * 72 - height
    parts = len(cover.groups) + bool(cover.emblem) + 1
    return max(round(free / parts), 6) * TWIPS_A_POINT
