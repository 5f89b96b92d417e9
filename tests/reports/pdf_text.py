"""Reading the text of a PDF with three readers, and comparing it with a document's text.

A row may go on over a page: then the page ends with the beginnings of the row's cells, and the next
one, below the repeated header, starts with their ends. `difference` follows that order.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator

import pypdf
import pypdfium2

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import without_spaces
from reports.document import (
    CodedLinks,
    Cover,
    Gallery,
    GroupRow,
    Heading,
    Numerals,
    Paragraph,
    ReportDocument,
    SignatureBlock,
    Table,
    signature_lines,
    tiers,
)

Reader = Callable[[bytes], list[str]]
_NO_CHARACTERS = {0x0002: None, 0xFFFE: None}


def read_with_pdfium(pdf: bytes) -> list[str]:
    """Text of each page. PDFium marks a hyphen at a line's end as no character or leaves it out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range().translate(_NO_CHARACTERS))
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def read_with_pypdf(pdf: bytes) -> list[str]:
    """Text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def read_with_poppler(pdf: bytes) -> list[str]:
    """Text of each page, as `pdftotext -raw` gives it."""
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


READERS: dict[str, Reader] = {
    "PDFium": read_with_pdfium,
    "pypdf": read_with_pypdf,
    "pdftotext -raw": read_with_poppler,
}


def header_text(table: Table) -> str:
    """A table's header as it is read, row by row, without white space."""
    upper = tiers(table.columns)
    if not upper:
        return "".join(without_spaces(column.header) for column in table.columns)
    columns = iter(table.columns)
    first, second = "", ""
    for words, count in upper:
        spanned = [next(columns).header for _ in range(count)]
        first += words or "".join(spanned)
        second += "".join(spanned) if words else ""
    return without_spaces(first + second)


def body_texts(document: ReportDocument, pages: list[str]) -> list[str]:
    """The pages' texts without white space, repeated headers, page numbers and running marks."""
    headers = {header_text(block) for block in document.blocks if isinstance(block, Table)}
    begun: set[str] = set()
    bodies = []
    for number, text in enumerate(map(without_spaces, pages), 1):
        body = text.removesuffix(without_spaces(document.running_mark))
        if number > 1:
            shown = thai_digits(str(number)) if document.numerals is Numerals.THAI else str(number)
            assert body.endswith(f"-{shown}-"), f"page {number} ends with {body[-20:]}"
            body = body.removesuffix(f"-{shown}-")
        for header in headers:
            if header in begun:
                body = body.removeprefix(header)
            elif header in body:
                begun.add(header)
        bodies.append(body)
    return bodies


def difference(document: ReportDocument, pages: list[str]) -> str:
    """ "" when the pages hold the document's text in reading order, else where they part."""
    bodies = body_texts(document, pages)
    page, at = 0, 0
    for cells in _units(document):
        found = _read(tuple(cells), bodies, page, at)
        if found is None:
            here = bodies[page][at : at + 60] if page < len(bodies) else "(the end)"
            return f"page {page + 1}: {here!r}, expected {cells}"
        page, at = found
    return "" if "".join([bodies[page][at:], *bodies[page + 1 :]]) == "" else "text is left over"


def _units(document: ReportDocument) -> Iterator[list[str]]:
    """The document's text as what stays in order: a line, or the cells of a row."""
    for block in document.blocks:
        match block:
            case Heading(lines=lines):
                yield from ([without_spaces(line)] for line in lines)
            case Paragraph():
                yield [without_spaces(block.line)]
            case Cover(groups=groups):
                yield from ([without_spaces(line)] for group in groups for line in group)
            case Gallery(pictures=pictures):
                yield from ([without_spaces(each.caption)] for each in pictures)
            case CodedLinks(links=links):
                yield from ([without_spaces(link.label + link.address)] for link in links)
            case SignatureBlock(signers=signers):
                for signer in signers:
                    yield from ([without_spaces(line)] for line in signature_lines(signer))
            case Table():
                yield [header_text(block)]
                for row in block.rows:
                    if isinstance(row, GroupRow):
                        yield [without_spaces(row.text)]
                    else:
                        lines_of = ("".join(line.line for line in cell) for cell in row.cells)
                        yield [without_spaces(cell) for cell in lines_of]


def _read(cells: tuple[str, ...], bodies: list[str], page: int, at: int) -> tuple[int, int] | None:
    """Where the cells end when each page holds a share of every cell in turn; None: nowhere."""
    if page == len(bodies):
        return (page, at) if not any(cells) else None
    if at == len(bodies[page]) and any(cells):
        return _read(cells, bodies, page + 1, 0)
    for rests, end in _shares(cells, bodies[page], at):
        if not any(rests):
            return page, end
        if end == len(bodies[page]):
            found = _read(rests, bodies, page + 1, 0)
            if found is not None:
                return found
    return None


def _shares(cells: tuple[str, ...], body: str, at: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """What each cell may leave for the next page, and where the page goes on; most taken first."""
    if not cells:
        yield (), at
        return
    for taken, end in _matches(cells[0], body, at):
        for rests, last in _shares(cells[1:], body, end):
            yield (cells[0][taken:], *rests), last


def _matches(cell: str, body: str, at: int) -> list[tuple[int, int]]:
    """How much of a cell the page may go on with, most first, and where that ends."""
    found, taken = [(0, at)], 0
    while taken < len(cell):
        if at < len(body) and body[at] == cell[taken]:
            at += 1
        elif cell[taken] != "-" or not taken:  # a hyphen at the end of a line may be missing
            break
        taken += 1
        found.append((taken, at))
    return found[::-1]
