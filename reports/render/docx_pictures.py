"""Pictures of a Word file: emblem, QR codes, photographs with captions; signatures."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.shared import Mm

from reports.document import CodedLinks, Gallery, Picture, SignatureBlock, signature_lines

from .docx_paragraphs import ParagraphWriter
from .docx_tables import frame
from .docx_xml import TWIPS_A_POINT, Element, element, twips, valued
from .ooxml import unreadable
from .page import CODE_MM, fitting_mm
from .qr import qr_png

_PICTURES_A_ROW, _CODES_A_ROW = 2, 3
_ROOM_TO_SIGN_MM = 16
_ORDER = [qn(tag) for tag in ("w:keepNext", "w:spacing", "w:sectPr")]


class PictureWriter:
    """Places pictures in one document."""

    def __init__(self, part: DocumentPart, paragraphs: ParagraphWriter) -> None:
        self._part = part
        self._paragraphs = paragraphs

    def gallery(self, block: Gallery) -> Element:
        """Pictures two a row, each in one cell with its caption."""
        cells = []
        for each in block.pictures:
            width, height = fitting_mm(each.picture)
            cell = [self.picture(each.picture, width, height)]
            if each.caption:
                cell.append(self._paragraphs.styled("Caption", [each.caption]))
            cells.append(cell)
        return frame(cells, _PICTURES_A_ROW)

    def coded_links(self, block: CodedLinks) -> Element:
        """QR codes with labels and addresses."""
        cells = []
        for link in block.links:
            alternative = f"รหัสคิวอาร์ของ {link.address}"
            code = Picture(qr_png(link.address), "image/png", alternative, 1, 1)
            cell = [self.picture(code, CODE_MM, CODE_MM)]
            if link.label:
                cell.append(self._paragraphs.styled("Caption", [link.label]))
            cell.append(self._paragraphs.link(link.address, "Caption"))
            cells.append(cell)
        return frame(cells, min(len(cells), _CODES_A_ROW))

    def signatures(self, block: SignatureBlock) -> Element:
        """Who signs, side by side, on one page."""
        room = element("w:spacing", before=twips(_ROOM_TO_SIGN_MM))
        cells = []
        for signer in block.signers:
            first, *rest = signature_lines(signer)
            lines = [self._paragraphs.styled("Signature", [line]) for line in rest]
            cells.append([self._paragraphs.styled("Signature", [first], room), *lines])
            room = element("w:spacing", before=twips(_ROOM_TO_SIGN_MM))
        return frame(cells, len(cells))

    def picture(self, picture: Picture, width_mm: float, height_mm: float) -> Element:
        """A paragraph of a picture, kept with what follows it. Raises RenderError."""
        try:
            inline = self._part.new_pic_inline(
                io.BytesIO(picture.content), Mm(width_mm), Mm(height_mm)
            )
        except (UnrecognizedImageError, InvalidImageStreamError) as error:
            raise unreadable(picture) from error
        inline.docPr.set("descr", picture.alternative)
        run = element("w:r", element("w:drawing", inline))
        style = valued("w:pStyle", "Picture")
        return element("w:p", element("w:pPr", style, element("w:keepNext")), run)


def with_gaps(blocks: Iterator[Element]) -> Iterator[Element]:
    """The blocks of a body; between two tables, and after the last, the paragraph Word demands."""
    after_table = False
    for block in blocks:
        is_table = block.tag.endswith("}tbl")
        if is_table and after_table:
            yield gap(element("w:keepNext"))
        yield block
        after_table = is_table
    if after_table:
        yield gap()


def gap(*settings: Element, height: int = TWIPS_A_POINT) -> Element:
    """An empty paragraph of a height in twips: space before a first line is not shown by all."""
    spacing = element("w:spacing", line=height, lineRule="exact")
    properties = sorted([*settings, spacing], key=lambda each: _ORDER.index(each.tag))
    return element("w:p", element("w:pPr", *properties))
