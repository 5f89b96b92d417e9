"""The document: the hub between what a report says and every form it is written in.

Every leaf is final text: numbered, in the report's numerals, in the office's words. Writers (HTML
and PDF now, Word and Excel later) place it and change none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from itaportal.thai.numerals import thai_digits

DOTS = "…" * 12
"""What a name or date is written on by hand."""


class Numerals(StrEnum):
    """The digits of the whole report, page numbers included."""

    THAI = "thai"
    ARABIC = "arabic"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `marker` is its printed number or dash, `level` its depth from 0."""

    text: str
    marker: str = ""
    level: int = 0

    @property
    def line(self) -> str:
        """Marker and text as they are read."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one or more lines; level 1 is the title of the report."""

    lines: tuple[str, ...]
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as stored, and its alternative text (คำบรรยายแทนภาพ), which is never empty.

    `media_type` is "image/jpeg" or "image/png"; width and height are pixels.
    """

    content: bytes
    media_type: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover (ปก), a page of its own without a number: groups of lines, apart from each other.

    The first group is the title.
    """

    groups: tuple[tuple[str, ...], ...]
    emblem: Picture | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header words and its share of the table's width in percent.

    Neighbours of one `tier` stand under these words, which span them in an upper row of the
    header; "" stands through both rows.
    """

    header: str
    width: int
    tier: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row over all columns that heads the rows after it."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell a column, each an ordered list of paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header is repeated on every page. `font_size` is its text's in points."""

    columns: tuple[Column, ...]
    rows: tuple[GroupRow | Row, ...]
    font_size: int = 14


@dataclass(frozen=True, slots=True)
class CaptionedPicture:
    """A picture of the appendix with its caption, which never stand on two pages."""

    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures of the appendix in order, two a page where they are wide enough."""

    pictures: tuple[CaptionedPicture, ...]


@dataclass(frozen=True, slots=True)
class CodedLink:
    """An address (https://…) that is printed with its label and as a QR code."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class CodedLinks:
    """Addresses of the appendix, each with its QR code."""

    links: tuple[CodedLink, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs (ผู้ลงนาม): what as, e.g. ผู้รายงาน, name and position.

    `field` names the empty signature field of the PDF, e.g. "signer-1".
    """

    role: str
    name: str
    position: str
    field: str


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one to three signers sign, kept together on one page."""

    signers: tuple[Signer, ...]


Block = Cover | Heading | Paragraph | Table | Gallery | CodedLinks | SignatureBlock


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report ready to be written.

    `title` is the file's title, `author` the office, `running_mark` words that stand on every page
    (or ""), `draft_mark` the word across every page of what is not approved (or ""). A cover is the
    first block.
    """

    title: str
    blocks: tuple[Block, ...]
    numerals: Numerals = Numerals.THAI
    running_mark: str = ""
    draft_mark: str = ""
    language: str = "th"
    author: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed text and where it stands, in words for an error message."""

    place: str
    text: str


def leaves(document: ReportDocument) -> Iterator[Leaf]:
    """Every printed text in reading order, a table's header once, the running mark first."""
    if document.running_mark:
        yield Leaf("ข้อความประจำหน้า", document.running_mark)
    for block in document.blocks:
        match block:
            case Heading(lines=lines):
                yield from (Leaf("หัวเรื่อง", line) for line in lines)
            case Paragraph():
                yield Leaf("ข้อความนำ", block.line)
            case Table():
                yield from _table_leaves(block)
            case Cover(groups=groups):
                yield from (Leaf("ปก", line) for group in groups for line in group)
            case Gallery(pictures=pictures):
                yield from (Leaf("คำบรรยายภาพ", each.caption) for each in pictures if each.caption)
            case CodedLinks(links=links):
                for link in links:
                    yield from (Leaf("ลิงก์ในภาคผนวก", text) for text in (link.label, link.address))
            case SignatureBlock(signers=signers):
                for signer in signers:
                    yield from (Leaf("ช่องลงนาม", line) for line in signature_lines(signer))


def signature_lines(signer: Signer) -> tuple[str, ...]:
    """The lines of one signature: to sign on, name, position, date."""
    return (
        f"(ลงชื่อ) {DOTS} {signer.role}".rstrip(),
        f"({signer.name or DOTS})",
        f"ตำแหน่ง {signer.position or DOTS}",
        f"วันที่ {DOTS}",
    )


def tiers(columns: tuple[Column, ...]) -> tuple[tuple[str, int], ...]:
    """The upper row of a header: words and how many columns they span; ("", 1) for a column that
    stands through both rows. Empty when no column has a tier.
    """
    if not any(column.tier for column in columns):
        return ()
    spans: list[tuple[str, int]] = []
    for column in columns:
        if column.tier and spans and spans[-1][0] == column.tier:
            spans[-1] = column.tier, spans[-1][1] + 1
        else:
            spans.append((column.tier, 1))
    return tuple(spans)


def _table_leaves(table: Table) -> Iterator[Leaf]:
    headers = [column.header for column in table.columns]
    yield from (Leaf("หัวตาราง", words) for words, _ in tiers(table.columns) if words)
    yield from (Leaf("หัวตาราง", header) for header in headers)
    group, number = "", 0
    for row in table.rows:
        if isinstance(row, GroupRow):
            group, number = row.text, 0
            yield Leaf("หัวข้อกลุ่ม", row.text)
            continue
        number += 1
        for header, cell in zip(headers, row.cells, strict=True):
            place = f"ช่อง “{header}” แถวที่ {thai_digits(str(number))}"
            place += f" ใต้หัวข้อ “{group}”" if group else " ของตาราง"
            yield from (Leaf(place, paragraph.line) for paragraph in cell)


def marks(document: ReportDocument) -> str:
    """The words of every page's head, as one line."""
    return " · ".join(filter(None, (document.draft_mark, document.running_mark)))


def document_text(document: ReportDocument) -> str:
    """The text in reading order, one printed text a line, without the words of every page."""
    return "\n".join(leaf.text for leaf in leaves(document) if leaf.text != document.running_mark)
