"""A document as text for people, every leaf in its place: what the golden documents are written in.

`tests/golden/FORM-NUMERALS.txt` says what a report must say in reading order: cover, headings,
tiers and columns of the header, rows cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reports.document import (
    Block,
    CodedLinks,
    Cover,
    Gallery,
    GroupRow,
    Heading,
    Paragraph,
    ReportDocument,
    Row,
    SignatureBlock,
    Table,
    signature_lines,
    tiers,
)

GOLDEN = Path(__file__).parent.parent / "golden"


def golden(name: str) -> str:
    """A golden document, e.g. "results-thai"."""
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def outline(document: ReportDocument) -> str:
    """The document as a golden document says it."""
    lines = [f"title: {document.title}", f"mark: {document.running_mark}"]
    for block in document.blocks:
        lines += _block(block)
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Cover(groups=groups, emblem=emblem):
            yield f"cover with emblem: {emblem.alternative}" if emblem else "cover"
            for number, group in enumerate(groups):
                yield from ([""] if number else [])
                yield from _under(group)
        case Heading():
            yield f"heading {block.level}" + (" on a new page" if block.new_page else "")
            yield from _under(block.lines)
        case Paragraph():
            yield from ("paragraph", f"  {block.line}")
        case Table():
            yield from _table(block)
        case Gallery(pictures=pictures):
            for each in pictures:
                yield from (f"picture: {each.picture.alternative}", f"  {each.caption}")
        case CodedLinks(links=links):
            for link in links:
                yield from (f"link: {link.label}", f"  {link.address}")
        case SignatureBlock(signers=signers):
            for signer in signers:
                yield f"signature {signer.field}"
                yield from _under(signature_lines(signer))


def _table(table: Table) -> Iterator[str]:
    yield "table" if table.font_size == 14 else f"table in {table.font_size} points"
    for words, columns in tiers(table.columns):
        if words:
            yield f"  tier of {columns}: {words}"
    yield from (f"  {column.width} % {column.header}" for column in table.columns)
    for row in table.rows:
        yield from _row(row, table)


def _row(row: GroupRow | Row, table: Table) -> Iterator[str]:
    if isinstance(row, GroupRow):
        yield f"group: {row.text}"
        return
    yield "row"
    for column, cell in zip(table.columns, row.cells, strict=True):
        yield f"  {column.header}:"
        yield from (f"    {'  ' * paragraph.level}{paragraph.line}" for paragraph in cell)


def _under(lines: tuple[str, ...]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
